//! Link mode: letters before links and citations, walking from one to the next, and following.

use calcinosis::app::Goal;
use calcinosis::app::overlay::Overlay;
use calcinosis::config::Settings;
use calcinosis::session::Session;
use calcinosis::wire::Capabilities;

use super::support::{SHIPPED, press, rows, session, text, with};
use super::{SMALL, USUAL};

/// A reader of a page with links and citations.
fn reading() -> Session {
    let mut session = session(USUAL);
    assert_eq!(session.change().open("start/what-is-chalk"), Ok(()));
    session
}

/// The rows of the page, with the blank column before it.
fn page(session: &Session) -> Vec<String> {
    let area = session.app().state.panes().reader.unwrap();
    let rows = rows(&session.screen().0);
    let rows = rows
        .iter()
        .skip(usize::from(area.y))
        .take(usize::from(area.height));
    rows.map(|row| row.chars().skip(usize::from(area.x) - 1).collect())
        .collect()
}

/// Whether the first row is the second with some letters left out, blanks not counted.
fn is_kept(before: &str, after: &str) -> bool {
    let mut after = after.chars().filter(|it| *it != ' ');
    before
        .chars()
        .filter(|it| *it != ' ')
        .all(|wanted| after.any(|it| it == wanted))
}

#[test]
fn letters_stand_before_every_link_and_citation_and_overwrite_nothing() {
    let (mut all, mut missing) = (0, 0);
    for size in [USUAL, SMALL] {
        let mut session = with(&SHIPPED, Settings::default(), size, Capabilities::XTERM);
        for topic in SHIPPED.0.ids() {
            session.change().go(Goal::Topic(topic));
            press(&mut session, "<space>");
            if session.app().state.reader.topic != topic {
                session.change().go(Goal::Topic(topic));
            }
            let before = page(&session);
            press(&mut session, "<enter>");
            let after = page(&session);
            for (before, after) in before.iter().zip(&after) {
                assert!(is_kept(before, after), "{before}\n{after}");
            }
            let app = session.app();
            let shown = match app.overlay() {
                Some(Overlay::LinkLabels(labels)) => labels.shown(),
                _ => Vec::new(),
            };
            for (letters, link, _) in shown {
                let row = app
                    .state
                    .reader
                    .row_of(link.line, app.state.reader_height())
                    .unwrap();
                let line = app.state.reader.layout.lines.get(link.line).unwrap();
                let linked: String = line.text().chars().skip(link.column).take(1).collect();
                all += 1;
                let shown = letters.to_owned() + &linked;
                missing += usize::from(!after[row].contains(&shown));
            }
        }
    }
    // A row without a blank left has no room for one more letter; Tab leads there.
    assert!(all > 1000 && missing * 200 < all, "{missing} of {all}");
}

#[test]
fn tab_walks_and_enter_follows() {
    let walk = "<enter><tab><tab><tab><tab><tab>";
    let mut session = reading();
    press(&mut session, walk);
    let shown = text(&session);
    assert!(shown.contains(" 6 of 15: plain picture"), "{shown}");
    press(&mut session, "<enter>");
    assert!(
        !text(&session).contains("What is chalk ›"),
        "{}",
        text(&session)
    );
    assert_ne!(text(&session), shown);
    for back in ["<tab><s-tab>", "<down><up>"] {
        let mut session = reading();
        press(&mut session, &format!("{walk}{back}"));
        assert_eq!(text(&session), shown);
    }
}

#[test]
fn a_citation_is_peeked_at_and_esc_returns_to_the_page() {
    let mut session = reading();
    let before = text(&session);
    press(&mut session, "<enter>s");
    assert!(matches!(session.app().overlay(), Some(Overlay::Card(_))));
    assert!(text(&session).contains("Source [2]"), "{}", text(&session));
    press(&mut session, "<esc>");
    assert_eq!(text(&session), before);
}

#[test]
fn an_unknown_letter_keeps_link_mode_and_says_what_holds() {
    let mut session = reading();
    press(&mut session, "<enter>Z");
    assert!(
        text(&session).contains("No link has that letter; "),
        "{}",
        text(&session)
    );
    press(&mut session, "<esc>");
    assert!(session.app().overlay().is_none());
}

#[test]
fn tab_goes_to_the_other_pane_where_no_link_is_chosen() {
    let mut session = reading();
    let reading = session.app().state.focus;
    press(&mut session, "<tab>");
    assert_ne!(session.app().state.focus, reading);
    press(&mut session, "<s-tab>");
    assert_eq!(session.app().state.focus, reading);
}
