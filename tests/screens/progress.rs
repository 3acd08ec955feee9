//! Where the reader is: the header, the outline beside the page, the status line, and what is urgent.

use super::support::{press, rows, screen, session, text};
use super::{SMALL, USUAL, WIDE};

#[test]
fn the_header_and_the_outline_follow_the_scroll() {
    let mut session = session(WIDE);
    assert_eq!(session.change().open("types/stones"), Ok(()));
    let mut passed = Vec::new();
    while !session
        .app()
        .state
        .reader
        .is_at_end(session.app().state.reader_height())
    {
        let heading = session.app().state.reader.heading().unwrap();
        let (title, level) = (heading.title.to_string(), heading.level);
        let shown = rows(&session.screen().0);
        if level > 1 {
            assert!(
                shown[0].contains(&format!(" Types › Stones › {title}  ")),
                "{}",
                shown[0]
            );
            let outlined = shown
                .iter()
                .filter(|row| row.contains(&format!("│ > {title}")));
            assert_eq!(outlined.count(), 1, "{title}\n{}", shown.join("\n"));
        }
        passed.push(title);
        press(&mut session, "j");
    }
    passed.dedup();
    assert!(passed.len() > 2, "{passed:?}");
}

#[test]
fn the_header_is_cut_last_and_first_loses_who_reviewed_the_page() {
    let mut session = session(USUAL);
    let header = |session: &calcinosis::session::Session| rows(&session.screen().0)[0].clone();
    assert_eq!(
        session.change().open("start/what-is-chalk#where-it-lies"),
        Ok(())
    );
    for (width, expected) in [
        (
            90,
            " Start here › What is chalk › Where it lies      checked 2026-01-31 · no clinician review",
        ),
        (
            80,
            " Start here › What is chalk › Where it lies                 no clinician review",
        ),
        (
            60,
            " Start here › What is chalk › Where it lies    not reviewed",
        ),
        (46, " What is chalk › Where it lies   not reviewed"),
        (40, " What is chalk › Where it lies"),
        (30, " Where it lies"),
    ] {
        session.handle(&[calcinosis::input::Event::Resize { width, height: 24 }]);
        let words = |text: &str| {
            text.split("  ")
                .filter(|it| !it.is_empty())
                .map(|it| it.trim().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(words(&header(&session)), words(expected), "{width}");
    }
}

#[test]
fn screens_of_the_text_are_counted_without_the_lists_below_it() {
    let mut session = session(SMALL);
    assert_eq!(session.change().open("start/what-is-chalk"), Ok(()));
    for screen in 1..=3 {
        let said = format!("\n screen {screen} of 9 ");
        assert!(text(&session).contains(&said), "{}", text(&session));
        press(&mut session, "<space>");
    }
    assert_eq!(session.change().open("start/what-is-chalk#sources"), Ok(()));
    assert!(
        text(&session).contains(" Sources: screen 1 of "),
        "{}",
        text(&session)
    );
    press(&mut session, "G");
    assert!(
        text(&session).contains(" Related: screen "),
        "{}",
        text(&session)
    );
}

#[test]
fn what_is_urgent_stays_on_the_hint_line_at_any_width() {
    for script in ["", "<tab>"] {
        for width in 30..=140 {
            let shown = screen((width, 10), script);
            let hints = shown.lines().nth(9).unwrap();
            assert!(
                hints.contains("! urgent") && hints.contains("? keys"),
                "{width}: {hints}"
            );
        }
    }
}
