//! What is drawn: figures, charts, and how each is said in words instead.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot build its screen must fail"
)]

#[expect(
    dead_code,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test that cannot build its screen must fail, and no test file needs every helper"
)]
mod support;

use std::sync::Arc;

use calcinosis::app::overlay::lists;
use calcinosis::app::{Goal, ListItem};
use calcinosis::config::Settings;
use calcinosis::content::{SourceFile, embedded};
use calcinosis::input::Event;
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::sites::site;
use calcinosis::library::{Library, TopicKind, evidence};
use calcinosis::plain::PlainReader;
use calcinosis::session::Session;

const USUAL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);
const WIDEST: (u16, u16) = (140, 40);
const SMALL: (u16, u16) = (40, 12);

/// A reader of a topic, after a key script.
fn session_of(topic: &str, symbols: Symbols, (width, height): (u16, u16), script: &str) -> Session {
    let mut session = support::session((width, height));
    session.change().state.settings = Settings {
        symbols,
        ..Settings::default()
    };
    session.handle(&[Event::Resize { width, height }]);
    let library = session.app().state.library();
    let topic = library.find(topic).unwrap_or_else(|| library.front());
    session.change().go(Goal::Topic(topic));
    support::press(&mut session, script);
    session
}

fn screen_of(topic: &str, symbols: Symbols, size: (u16, u16), script: &str) -> String {
    support::text(&session_of(topic, symbols, size, script))
}

/// What lies between header and status line, and the cursor's place: other tests hold the lines around it.
fn middle(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().collect();
    let Some((cursor, rows)) = lines.split_last() else {
        return String::new();
    };
    let kept = rows.iter().skip(1).take(rows.len().saturating_sub(3));
    let kept: Vec<&str> = kept.copied().chain([*cursor]).collect();
    kept.join("\n")
}

fn in_words(library: &Library, topic: &str) -> String {
    let options = Options {
        width: 160,
        measure: 72,
        symbols: Symbols::Unicode,
        drawings: Drawings::Told,
    };
    let topic = library.find(topic).unwrap_or_else(|| library.front());
    let layout = Layout::new(&library.page(topic).document, &options);
    let lines: Vec<&str> = layout.lines.iter().map(|line| line.text()).collect();
    lines.join("\n")
}

#[test]
fn no_drawing_is_left_in_words() {
    let library = Library::load(&embedded());
    let figure = in_words(&support::FIXTURE.0, "types/stones");
    assert!(figure.contains("Hurt skin takes chalk") && !figure.contains('▲'));
    for id in library.ids() {
        let text = in_words(&library, &library.topic(id).id);
        assert!(!text.contains("[#") && !text.contains("[--"), "{text}");
        assert!(!text.contains('┌'), "{text}");
    }
}

#[test]
fn every_treatment_that_was_tried_stands_in_the_table_of_its_disease() {
    let library = Library::load(&embedded());
    let text = in_words(&library, "treatments");
    let (_, tables) = text.split_once("What was tried").unwrap();
    let words = library.words();
    for id in library.ids() {
        let topic = library.topic(id);
        if topic.kind != Some(TopicKind::Treatment) || topic.is_section {
            continue;
        }
        for entry in &topic.matter().evidence {
            let (_, table) = tables.split_once(evidence::disease(words, entry)).unwrap();
            let mut rows = table.lines().filter(|line| line.contains(&*topic.title));
            let finding = evidence::words(&words.findings, &entry.finding);
            let first = finding.split(' ').next().unwrap();
            assert!(rows.any(|row| row.contains(first)), "{}", topic.id);
        }
    }
}

/// Two treatments of made-up diseases, with words of their own.
const TRIED: &[(&str, &str)] = &[
    (
        "_index.md",
        "+++\ntitle = \"Book\"\n[extra.words.diseases]\nrust = \"Rust of iron\"\n[extra.words.levels]\ncohort = \"many at once (strong)\"\n[extra.words.findings]\nhelps = \"shines again\"\nno-benefit = \"stays dull\"\n+++\nText.\n",
    ),
    (
        "cures/_index.md",
        "+++\ntitle = \"Cures\"\n[extra]\nkind = \"treatment\"\ncompare = [\"Status\"]\n+++\nWhat was tried.\n\n## More\n\nText.\n",
    ),
    (
        "cures/oil.md",
        "+++\ntitle = \"Oil\"\n[[extra.evidence]]\nfor = \"rust\"\nlevel = \"cohort\"\nfinding = \"helps\"\npeople = 40\n[extra.facts]\n\"Status\" = \"in use\"\n+++\nOil is put on it.\n\n## Part\n\nText.\n",
    ),
    (
        "cures/song.md",
        "+++\ntitle = \"Song\"\n[[extra.evidence]]\nfor = \"rust\"\nlevel = \"none\"\nfinding = \"no-benefit\"\n[[extra.evidence]]\nfor = \"moss\"\nlevel = \"cohort\"\nfinding = \"mixed\"\npeople = 1\n+++\nIt is sung.\n",
    ),
];

fn tried(topic: &str, size: (u16, u16), symbols: Symbols, drawings: Drawings) -> Session {
    let mut session = support::session_of(TRIED, size);
    session.change().state.settings = Settings {
        symbols,
        drawings,
        tree: false,
        ..Settings::default()
    };
    let (width, height) = size;
    session.handle(&[Event::Resize { width, height }]);
    let topic = session.app().state.library().find(topic).unwrap();
    session.change().go(Goal::Topic(topic));
    session
}

#[test]
fn a_treatment_opens_with_what_came_of_it_in_the_words_of_the_reference() {
    let drawn = |topic| {
        middle(&support::text(&tried(
            topic,
            USUAL,
            Symbols::Unicode,
            Drawings::Drawn,
        )))
    };
    let (oil, song) = (drawn("cures/oil"), drawn("cures/song"));
    for line in [
        "Rust of iron: shines again",
        "  studied by   many at once (strong): 40 people",
        "  status       in use",
    ] {
        assert!(oil.contains(line), "{oil}");
    }
    assert!(oil.find("Rust of iron") < oil.find("Part"));
    for line in [
        "Rust of iron: stays dull",
        "  rests on     none",
        "moss: mixed",
        "  studied by   many at once (strong): one person",
    ] {
        assert!(song.contains(line), "{song}");
    }
}

#[test]
fn a_section_opens_with_a_chart_in_what_the_terminal_has() {
    for (symbols, drawings, bar) in [
        (
            Symbols::Unicode,
            Drawings::Drawn,
            "+ Oil   \u{28ff}\u{28ff}\u{28ff} 40  many at once",
        ),
        (
            Symbols::Unicode,
            Drawings::Blocks,
            "+ Oil   \u{2588}\u{2588}\u{2588} 40  many at once",
        ),
        (
            Symbols::Ascii,
            Drawings::Drawn,
            "+ Oil   === 40  many at once",
        ),
    ] {
        for size in [USUAL, SMALL, WIDE] {
            let mut session = tried("cures", size, symbols, drawings);
            let first = support::text(&session);
            support::press(&mut session, "<space>");
            let screens = first + &support::text(&session);
            assert!(screens.contains(bar), "{screens}");
            let (above, below) = screens.split_once(bar).unwrap();
            assert!(
                above.contains("+ shines again") && below.contains("Song"),
                "{screens}"
            );
        }
    }
}

#[test]
fn a_chart_with_no_room_for_words_beside_has_them_below_and_cuts_nothing() {
    let mut session = tried("cures", (30, 40), Symbols::Ascii, Drawings::Drawn);
    let narrow = support::text(&session);
    assert!(narrow.contains("  === 40  many at once"), "{narrow}");
    support::press(&mut session, "G");
    assert!(!support::text(&session).contains("cursor none"));
}

#[test]
fn the_outcome_has_its_colour_in_the_chart_and_on_its_page() {
    for topic in ["cures", "cures/oil"] {
        let session = tried(topic, (80, 40), Symbols::Unicode, Drawings::Drawn);
        let (x, y) = support::place(
            &session,
            if topic == "cures" {
                "+ Oil"
            } else {
                "shines again"
            },
        );
        let cell = session.screen().0[(x, y)].clone();
        assert_eq!(cell.fg, ratatui::style::Color::Magenta, "{topic}");
    }
}

#[test]
fn a_chart_is_told_as_a_table() {
    let files: Vec<SourceFile> = TRIED
        .iter()
        .map(|(path, text)| SourceFile::new(*path, (*text).to_owned()))
        .collect();
    let library = Library::load(&files);
    let told = in_words(&library, "cures");
    for line in [
        "Topic  Result        People     Studied by",
        "Oil    shines again  40         many at once",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert!(!told.contains("half character"), "{told}");
    let index = Arc::new(calcinosis::search::Index::of(&library));
    let mut plain = PlainReader::new(Arc::new(library), index, Settings::default(), 60);
    let heard = plain.answer("open cures").text + &plain.answer("").text;
    assert!(
        heard.contains("  Result: shines again\n  People: 40\n  Studied by: many at once"),
        "{heard}"
    );
}

#[test]
fn plain_mode_tells_what_the_screen_draws() {
    let (library, index) = &*support::FIXTURE;
    let stones = library.find("types/stones").unwrap();
    let (library, index) = (Arc::clone(library), Arc::clone(index));
    let mut reading = PlainReader::new(library, index, Settings::default(), 60);
    reading.app_mut().go(Goal::Topic(stones));
    let told = reading.greeting() + &reading.answer("").text;
    assert!(told.contains("Hurt skin takes chalk"), "{told}");
    assert!(!told.contains("-->"), "{told}");
}

#[test]
fn a_site_leads_to_its_topics_and_esc_returns_to_the_map() {
    let opened = screen_of(
        "types/stones",
        Symbols::Unicode,
        USUAL,
        "w<down><enter><enter>",
    );
    assert!(opened.contains("back: Stones"), "{opened}");
    let map = |script| screen_of("types/stones", Symbols::Unicode, USUAL, script);
    assert_eq!(map("w<down><enter><down><esc>"), map("w<down>"));
    assert_eq!(map("w<down><enter><esc><esc>"), map(""));
}

#[test]
fn where_there_is_no_braille_the_body_is_drawn_in_blocks() {
    let mut session = session_of("types/stones", Symbols::Unicode, (130, 40), "");
    session.change().state.settings.drawings = Drawings::Blocks;
    support::press(&mut session, "w");
    let whole = support::text(&session);
    let is_braille = |sign: char| ('\u{2800}'..='\u{28ff}').contains(&sign);
    assert!(!whole.contains(is_braille), "{whole}");
    insta::assert_snapshot!("body_blocks", middle(&whole));
}

#[test]
fn every_site_of_every_page_is_marked_or_named() {
    let library = Library::load(&embedded());
    for id in library.ids() {
        let map = lists::body_map(&library, id);
        let own = &library.topic(id).matter().sites;
        let is_own = |row: &&ListItem<'_>| row.group == "On this page";
        let count = map.rows.iter().filter(is_own).count();
        assert_eq!(count, own.len(), "{}", library.topic(id).id);
        let is_known = |row: &ListItem<'_>| matches!(&row.goal, Some(Goal::Site(name)) if site(name).is_some());
        assert!(map.rows.iter().all(is_known));
    }
}

#[test]
fn a_comparison_is_left_for_the_place_it_was_asked_from() {
    let shown = |script| screen_of("types/stones", Symbols::Unicode, USUAL, script);
    assert_eq!(shown("vlljjjhh<esc>"), shown(""));
}

#[test]
fn a_sections_page_compares_its_own_topics_and_enter_opens_one() {
    let opened = screen_of("types", Symbols::Unicode, USUAL, "vll<enter>");
    assert!(opened.contains("Types › "), "{opened}");
}

#[test]
fn every_column_comes_into_sight() {
    for size in [USUAL, WIDE, SMALL, (60, 12)] {
        let mut session = support::shipped(size);
        session.change().state.settings.symbols = Symbols::AsciiOnly;
        let library = session.app().state.library();
        let section = library
            .ids()
            .max_by_key(|id| library.topic(*id).children.len());
        session.change().go(Goal::Topic(section.unwrap()));
        support::press(&mut session, "v");
        for number in 0..35 {
            let screen = support::text(&session);
            assert!(screen.contains("> "), "{number}\n{screen}");
            assert!(!screen.contains("cursor none"), "{number}\n{screen}");
            support::press(&mut session, "l");
        }
    }
}

#[test]
fn the_third_column_tells_the_sources_beside_their_lines() {
    for (size, name) in [(WIDE, "120x40"), (WIDEST, "140x40"), ((120, 24), "120x24")] {
        let screen = screen_of("types/stones", Symbols::Unicode, size, "");
        let side: Vec<String> = middle(&screen)
            .lines()
            .map(|line| line.rsplit('│').next().unwrap().to_owned())
            .collect();
        insta::assert_snapshot!(format!("side_{name}"), side.join("\n"));
    }
}
