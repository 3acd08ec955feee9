//! What a reader keeps and takes along: marks, the visit sheet, copies, what changed, and coming back.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot build its screen must fail"
)]

#[expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    dead_code,
    reason = "a test that cannot build its screen must fail, and none uses every helper"
)]
mod support;

#[path = "keep/store.rs"]
mod store;
#[path = "keep/taken.rs"]
mod taken;
#[path = "keep/visits.rs"]
mod visits;

use std::sync::Arc;

use calcinosis::app::Effect;
use calcinosis::app::kept::{KeepRules, sheet_rows};
use calcinosis::app::overlay::selection::Filter;
use calcinosis::input::{Event, parse_keys};
use calcinosis::session::Session;

use support::{message, open_topic, press, session, text};

const USUAL: (u16, u16) = (80, 24);
const SIZES: [(u16, u16); 3] = [USUAL, (120, 40), (40, 12)];

/// What lies on the sheet in the tests below: a topic, a part of another with a note, a note alone.
const CLIPS: &str =
    "splates<enter>csstones<enter>}}cCjnask about my elbow<enter>aDo I need an X-ray?<enter>";

/// A reader whose shelf lasts, on the day the snapshots were made.
fn reader(size: (u16, u16)) -> Session {
    let mut session = session(size);
    session.change().state.kept.rules = KeepRules {
        private: false,
        locked: false,
    };
    session.change().state.kept.today = Arc::from("2026-11-24");
    session
}

/// The effects of a key script.
fn effects(session: &mut Session, script: &str) -> Vec<Effect> {
    let keys = parse_keys(script).unwrap().into_iter().map(Event::Key);
    session.handle(&keys.collect::<Vec<_>>())
}

fn copied(script: &str) -> String {
    let mut session = reader(USUAL);
    press(&mut session, "sstones<enter>}}");
    match effects(&mut session, script).pop() {
        Some(Effect::Copy(text)) => text,
        other => panic!("{script} led to {other:?}"),
    }
}

#[test]
fn the_visit_sheet_at_every_size() {
    for (width, height) in SIZES {
        let mut session = reader((width, height));
        press(&mut session, "C");
        insta::assert_snapshot!(format!("sheet_empty_{width}x{height}"), text(&session));
        press(&mut session, "<esc>");
        press(&mut session, CLIPS);
        insta::assert_snapshot!(format!("sheet_{width}x{height}"), text(&session));
        press(&mut session, "y");
        insta::assert_snapshot!(format!("sheet_copy_{width}x{height}"), text(&session));
    }
}

#[test]
fn first_keys_say_what_the_second_can_be() {
    for (width, height) in SIZES {
        let mut session = reader((width, height));
        press(&mut session, "ssand<enter>may");
        insta::assert_snapshot!(format!("copy_{width}x{height}"), text(&session));
        press(&mut session, "<esc>'");
        insta::assert_snapshot!(format!("marks_{width}x{height}"), text(&session));
    }
}

#[test]
fn what_is_copied_keeps_its_tabs_and_the_marks_of_struck_text() {
    let page = "# A\n\nNot ~~500~~ 50.\n\n```\na\tb\n```\n";
    let mut session = support::session_of(&[("a.md", page)], (80, 24));
    press(&mut session, "]y");
    let events: Vec<Event> = parse_keys("t")
        .unwrap()
        .into_iter()
        .map(Event::Key)
        .collect();
    let effects = session.handle(&events);
    let copied = effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.as_str()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(
        copied.contains("a\tb") && copied.contains("Not ~~500~~ 50."),
        "{copied}"
    );
}

#[test]
fn a_mark_comes_back_to_its_place_at_any_width() {
    let mut session = reader(USUAL);
    press(&mut session, "sstones<enter>}}ma");
    let heading = session.app().state.reader.heading().unwrap().clone();
    press(&mut session, "ssand<enter>");
    session.handle(&[Event::Resize {
        width: 47,
        height: 17,
    }]);
    press(&mut session, "'a");
    assert_eq!(
        session.app().state.reader.heading().unwrap().slug,
        heading.slug
    );
    press(&mut session, "'q");
    assert_eq!(
        session.app().message.as_deref(),
        Some("No mark q; mq sets it.")
    );
}

#[test]
fn a_bookmark_is_set_listed_and_taken_off() {
    let mut session = reader(USUAL);
    press(&mut session, "A");
    assert!(message(&session).starts_with("No bookmark"));
    press(&mut session, "sstones<enter>}assand<enter>A<enter>");
    let id = open_topic(&session);
    assert_eq!(id, "types/stones");
    press(&mut session, "aA");
    assert!(message(&session).starts_with("No bookmark"));
}

#[test]
fn pieces_are_moved_taken_off_and_put_back() {
    let mut session = reader(USUAL);
    press(&mut session, CLIPS);
    let topics = |session: &Session| -> Vec<String> {
        let clips = &session.app().state.kept.shelf.sheet.clips;
        clips.iter().map(|clip| clip.topic.clone()).collect()
    };
    assert_eq!(topics(&session), ["types/plates", "types/stones", ""]);
    press(&mut session, "gJ");
    assert_eq!(topics(&session), ["types/stones", "types/plates", ""]);
    press(&mut session, "x");
    assert_eq!(topics(&session), ["types/stones", ""]);
    press(&mut session, "u");
    assert_eq!(topics(&session), ["types/stones", "types/plates", ""]);
    let asked = sheet_rows::entries(
        session.app().state.library(),
        &session.app().state.kept,
        &Filter::default(),
    )
    .len();
    press(&mut session, "Gx");
    assert_eq!(
        sheet_rows::entries(
            session.app().state.library(),
            &session.app().state.kept,
            &Filter::default()
        )
        .len(),
        asked - 1
    );
    press(&mut session, "gt");
    assert!(
        session.app().state.kept.shelf.sheet.clips[0]
            .heading
            .is_empty()
    );
}

#[test]
fn a_pasted_note_is_one_clean_line() {
    let mut session = reader(USUAL);
    press(&mut session, "Ca");
    let paste = "one\ntwo\u{1b}[31m\u{202e}\tthree".to_owned();
    session.handle(&[Event::Paste(paste)]);
    session.handle(&[Event::Paste("x".repeat(100_000))]);
    press(&mut session, "<enter>");
    let note = &session.app().state.kept.shelf.sheet.clips[0].note;
    assert!(note.starts_with("one two[31m three"), "{note}");
    assert!(note.len() <= 1024);
}

#[test]
fn copies_say_what_was_sent_and_how_much() {
    assert!(copied("yt").starts_with("Stones\n"));
    assert!(copied("ys").starts_with("How they look\n"));
    assert_eq!(copied("yl"), "types/stones#how-they-look");
    assert!(copied("yc").starts_with('['));
    assert!(copied("ya").contains("@article{"));
    let csl: serde_json::Value = serde_json::from_str(&copied("yA")).unwrap();
    assert!(csl.as_array().unwrap().len() > 5);
    let mut session = reader(USUAL);
    press(&mut session, "sstones<enter>yl");
    assert_eq!(
        session.app().message.as_deref(),
        Some("Sent to the terminal's clipboard: the link, 12 bytes.")
    );
}

#[test]
fn what_terminals_do_not_take_goes_to_a_file_or_nowhere() {
    let long = "Long. ".repeat(12_000);
    let files = [calcinosis::content::SourceFile::new("a.md", long)];
    let library = Arc::new(calcinosis::library::Library::load(&files));
    let mut session = Session::new(
        library,
        calcinosis::config::Settings::default(),
        USUAL,
        calcinosis::wire::Capabilities::XTERM,
    );
    press(&mut session, "]");
    assert_eq!(effects(&mut session, "yt"), []);
    assert!(message(&session).starts_with("Not copied"));
    session.change().state.kept.rules.locked = false;
    let sent = effects(&mut session, "yt");
    assert!(matches!(&sent[..], [Effect::Export { file, .. }] if file == "a.txt"));
}

#[test]
fn the_sheet_is_written_in_three_formats_and_fits_a_page() {
    let mut session = reader(USUAL);
    press(&mut session, CLIPS);
    let mut written = |script: &str| match effects(&mut session, script).pop() {
        Some(Effect::Export { file, text }) => (file, text),
        other => panic!("{other:?}"),
    };
    let (file, text) = written("wt");
    assert_eq!(file, "visit-sheet-2026-11-24.txt");
    assert!(text.lines().count() <= 60, "{text}");
    insta::assert_snapshot!("sheet_as_text", text);
    let (file, text) = written("wm");
    assert_eq!(file, "visit-sheet-2026-11-24.md");
    insta::assert_snapshot!("sheet_as_markdown", text);
    let (_, text) = written("wj");
    let sheet: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(sheet["date"], "2026-11-24");
    assert_eq!(sheet["pieces"][1]["note"], "ask about my elbow");
}

#[test]
fn a_locked_reader_is_told_that_nothing_is_written() {
    let mut session = reader(USUAL);
    session.change().state.kept.rules.locked = true;
    press(&mut session, CLIPS);
    assert_eq!(effects(&mut session, "wxmac"), []);
    press(&mut session, "<esc><esc>");
    assert_eq!(effects(&mut session, "macaD"), []);
    assert_eq!(effects(&mut session, ":export<enter>"), []);
    assert!(message(&session).starts_with("No file is written"));
}

#[test]
fn a_private_reader_sees_it_in_the_header() {
    let mut session = reader(USUAL);
    session.change().state.kept.rules.private = true;
    let screen = text(&session);
    assert!(screen.starts_with(" PRIVATE"), "{screen}");
    assert_eq!(effects(&mut session, "mac"), []);
}
