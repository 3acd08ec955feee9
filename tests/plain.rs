//! Plain mode answers lines with the text the screen shows.

#[expect(
    dead_code,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test that cannot build its screen must fail, and no test file needs every helper"
)]
mod support;
#[path = "plain/twins.rs"]
mod twins;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use calcinosis::config::Settings;
use calcinosis::content::SourceFile;
use calcinosis::layout::Symbols;
use calcinosis::library::{Library, Named};
use calcinosis::plain::{Format, PlainReader, show};
use calcinosis::search::Index;

use support::{FIXTURE, SHIPPED};

fn reading(width: u16) -> PlainReader {
    let (library, index) = &*FIXTURE;
    let (library, index) = (Arc::clone(library), Arc::clone(index));
    PlainReader::new(library, index, Settings::default(), width)
}

/// The answers to some lines, one after the other.
fn talk(reading: &mut PlainReader, lines: &[&str]) -> String {
    let mut said = String::new();
    for line in lines {
        let _ = writeln!(said, "{line}\n{}", reading.answer(line).text);
    }
    said
}

#[test]
fn nothing_is_drawn_and_no_escape_is_written() {
    let mut reading = reading(40);
    let said = reading.greeting()
        + &talk(
            &mut reading,
            &[
                "", "o", "1", "s chalk", "1", "?", "!", "1", "=", "r", "1", "b", "t",
            ],
        );
    assert!(
        !said.contains('\u{1b}') && !said.contains('│') && !said.contains('─'),
        "{said}"
    );
    let too_long: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("Calc") && line.chars().count() > 40)
        .collect();
    assert!(too_long.is_empty(), "{too_long:?}");
}

#[test]
fn enter_reads_a_whole_page_as_show_writes_it() {
    let mut reading = reading(80);
    let mut said = reading.answer("s stones").text;
    said.push_str(&reading.answer("1").text);
    let mut page = Vec::new();
    for _ in 0..30 {
        let text = reading.answer("").text;
        let is_last = text.contains("End of page");
        page.push(text);
        if is_last {
            break;
        }
    }
    let page = said + &page.concat();
    let library = &FIXTURE.0;
    for block in library
        .page(library.find("types/stones").unwrap())
        .document
        .headings()
    {
        assert!(
            page.to_lowercase().contains(&block.2.to_lowercase()),
            "{} is missing from:\n{page}",
            block.2
        );
    }
}

#[test]
fn a_number_follows_a_link_and_b_goes_back() {
    let mut reading = reading(72);
    let said = talk(&mut reading, &["s stones", "1", "", "1", "back"]);
    insta::assert_snapshot!(said);
    assert!(reading.answer("q").ended);
}

#[test]
fn what_is_spelled_out_is_found_as_it_is_written() {
    let page = "# A\n\nAt 37 °C, 5 ± 2 µg → 石灰.\n";
    let library = Arc::new(Library::load(&[SourceFile::new("a.md", page)]));
    for symbols in [Symbols::Ascii, Symbols::AsciiOnly] {
        let settings = Settings {
            symbols,
            ..Settings::default()
        };
        let index = Arc::new(Index::of(&library));
        let mut reading = PlainReader::new(Arc::clone(&library), index, settings, 80);
        reading.answer("open a");
        for query in ["/37 °C", "/37 deg", "/5 ± 2 µg", "/ug ->", "/石灰"] {
            let said = reading.answer(query).text;
            assert!(
                said.contains("37 degC") && !said.contains("No match"),
                "{query}: {said}"
            );
        }
    }
}

#[test]
fn odd_lines_are_answered() {
    let mut reading = reading(72);
    for line in [
        "999999",
        "0",
        "   ",
        "s",
        "/",
        "n",
        "\u{1b}[A",
        "çà ñ",
        &"x".repeat(20_000),
        "]",
        "[",
        "G",
        "g",
        "K",
        "1",
    ] {
        assert!(!reading.answer(line).text.is_empty(), "{line}");
    }
}

#[test]
fn a_number_that_no_row_has_chooses_none() {
    let mut reading = reading(72);
    reading.answer("add-note What is it?");
    for line in ["note 999999999999 x", "remove 9", "0", "7"] {
        let told = reading.answer(line).text;
        assert!(told.starts_with("There is no number"), "{line}: {told}");
        assert!(told.contains("What is it?"), "{line}: {told}");
    }
    for (list, line) in [("contents", "99"), ("chalk", "40"), ("!", "0"), ("=", "99")] {
        reading.answer(list);
        let told = reading.answer(line).text;
        assert!(
            told.starts_with("There is no number"),
            "{list} {line}: {told}"
        );
    }
}

#[test]
fn the_warning_signs_are_told_by_how_soon_and_words_narrow_them() {
    let (library, index) = &*SHIPPED;
    let (library, index) = (Arc::clone(library), Arc::clone(index));
    let mut reading = PlainReader::new(library, index, Settings::default(), 200);
    let all = reading.answer("!").text;
    let flags = SHIPPED.0.red_flags();
    for row in flags.general() {
        let soon = flags.words(row.urgency).name;
        assert!(
            all.contains(&format!("{soon}: {}", row.short)),
            "{}\n{all}",
            row.short
        );
    }
    let some = reading.answer("! dialysis fever").text;
    assert!(
        some.contains("1 Today: On dialysis: fever") && some.len() < all.len() / 4,
        "{some}"
    );
    let sign = reading.answer("1").text;
    assert!(
        sign.contains("On brown or black skin") || sign.contains("[1]"),
        "{sign}"
    );
}

#[test]
fn help_is_short_and_speaks_of_no_mouse_and_no_tree() {
    let mut reading = reading(80);
    let told = reading.answer("?").text;
    let help: Vec<&str> = told
        .lines()
        .take_while(|line| !line.starts_with("Part "))
        .collect();
    assert!((8..=12).contains(&help.len()), "{told}");
    for word in ["mouse", "tree", "pane", "press", "screen"] {
        assert!(!help.join(" ").contains(word), "{word}: {told}");
    }
    assert!(
        reading
            .answer("? bookmark")
            .text
            .contains("bookmark this place")
    );
    assert!(reading.answer("contents").text.contains("Stones"));
}

#[test]
fn every_page_that_is_opened_says_its_title_first() {
    for line in [
        "types/stones",
        "types/stones#what-it-is",
        "open types/sand",
        "]",
        "=",
    ] {
        let mut reading = reading(80);
        let before = reading.app_mut().state.reader.topic;
        let told = reading.answer(line).text;
        let app = reading.app_mut();
        let title = app
            .state
            .library()
            .topic(app.state.reader.topic)
            .title
            .to_string();
        if app.state.reader.topic != before {
            let first = told.lines().next().unwrap_or_default();
            assert!(first.eq_ignore_ascii_case(&title), "{line}: {told}");
        }
    }
}

#[test]
fn the_sheet_of_one_who_keeps_nothing_is_told_at_the_end() {
    let mut reading = reading(80);
    talk(&mut reading, &["types/stones", "c"]);
    let end = reading.answer("q");
    assert!(end.ended && end.text.contains("Stones"), "{}", end.text);
}

#[test]
fn an_address_is_not_told_again_behind_the_list_of_sources() {
    let mut reading = reading(80);
    let mut told = reading.answer("types/stones").text;
    while !told.contains("End of page") {
        told = reading.answer("").text;
        let (page, links) = told.split_once("Links:").unwrap_or((&told, ""));
        for line in links.lines().filter(|line| line.contains("http")) {
            let address = line.trim_start().split_once(' ').unwrap().1;
            assert!(!page.contains(address), "{told}");
        }
    }
}

/// A part that the program makes is no part of the file.
#[test]
fn each_part_is_shown_alone_as_markdown() {
    let (library, _) = &*SHIPPED;
    let mut made = 0;
    for topic in library.ids().step_by(6) {
        let own = library.document(topic);
        let own: HashSet<&str> = own.headings().map(|(_, slug, ..)| slug).collect();
        for (_, slug, title, _) in library.page(topic).document.headings() {
            let named = Named {
                topic,
                heading: Some(slug.to_owned()),
            };
            let told = show(library, &named, Format::Markdown, 80).unwrap();
            let first = told.lines().next().unwrap_or_default();
            assert!(
                first.starts_with('#') && first.contains(title.as_str()),
                "{slug}: {told}"
            );
            assert!(told.lines().count() > 1, "{slug}: {told}");
            made += usize::from(!own.contains(slug));
        }
    }
    assert!(made > 0);
}
