//! What is drawn: figures, bars of evidence, and how each is said in words instead.

#[expect(
    dead_code,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test that cannot build its screen must fail, and no test file needs every helper"
)]
mod support;

use std::sync::Arc;

use calcinosis::app::Settings;
use calcinosis::app::overlay::body_map::BodyMap;
use calcinosis::config::Dots;
use calcinosis::content::embedded;
use calcinosis::input::Event;
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
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
    session.change().settings = Settings {
        symbols,
        ..Settings::default()
    };
    session.handle(&[Event::Resize { width, height }]);
    let library = session.app().library();
    let topic = library.find(topic).unwrap_or_else(|| library.front());
    session.change().visit(topic);
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
    for id in library.ids() {
        let topic = library.topic(id);
        if topic.kind != TopicKind::Treatment || topic.is_section {
            continue;
        }
        for entry in topic.evidence() {
            let (_, table) = tables.split_once(evidence::disease(entry)).unwrap();
            let mut rows = table.lines().filter(|line| line.contains(&*topic.title));
            let finding = evidence::words(evidence::FINDINGS, &entry.finding);
            let first = finding.split(' ').next().unwrap();
            assert!(rows.any(|row| row.contains(first)), "{}", topic.id);
        }
    }
}

#[test]
fn plain_mode_tells_what_the_screen_draws() {
    let (library, index) = &*support::FIXTURE;
    let stones = library.find("types/stones").unwrap();
    let (library, index) = (Arc::clone(library), Arc::clone(index));
    let mut reading = PlainReader::new(library, index, Settings::default(), 60);
    reading.app_mut().visit(stones);
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
    session.change().settings.dots = Dots::Blocks;
    let small = support::text(&session);
    support::press(&mut session, "w");
    let whole = support::text(&session);
    let is_braille = |sign: char| ('\u{2800}'..='\u{28ff}').contains(&sign);
    assert!(
        !small.contains(is_braille) && small.contains("front        back"),
        "{small}"
    );
    assert!(!whole.contains(is_braille), "{whole}");
    insta::assert_snapshot!("body_blocks", middle(&whole));
}

#[test]
fn every_site_of_every_page_is_marked_or_named() {
    let library = Library::load(&embedded());
    for id in library.ids() {
        let map = BodyMap::new(&library, id);
        let own = library.topic(id).sites();
        assert_eq!(map.own().count(), own.len(), "{}", library.topic(id).id);
        assert!(map.rows.iter().all(|row| row.site.is_some()));
    }
}

#[test]
fn columns_are_kept_hidden_and_shown_again() {
    let shown = |script| screen_of("types/stones", Symbols::Unicode, USUAL, script);
    assert!(shown("vlx").contains("2 of 3 topics"));
    assert!(shown("vlxX").contains("compared, 3 topics"));
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
        session.change().settings.symbols = Symbols::AsciiOnly;
        let library = session.app().library();
        let section = library
            .ids()
            .max_by_key(|id| library.topic(*id).children.len());
        session.change().visit(section.unwrap());
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
fn the_third_column_ends_with_the_sites_of_the_page() {
    for (size, name) in [(WIDE, "120x40"), (WIDEST, "140x40"), ((120, 24), "120x24")] {
        let screen = screen_of("types/stones", Symbols::Unicode, size, "");
        let side: Vec<String> = middle(&screen)
            .lines()
            .map(|line| line.rsplit('│').next().unwrap().to_owned())
            .collect();
        insta::assert_snapshot!(format!("side_{name}"), side.join("\n"));
    }
    let plain = screen_of("types/stones", Symbols::AsciiOnly, (130, 40), "");
    assert!(plain.contains("1 elbow  2 forearm"), "{plain}");
}
