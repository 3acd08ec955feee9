//! What lies over the page lies in a stack: closing one shows the one below, as it was left.

use calcinosis::command::Context;

use super::USUAL;
use super::support::{press, session, text};

#[test]
fn closing_shows_what_lay_below() {
    for (below, above) in [
        ("o<down>", "<f1>"),
        ("rjj", "<enter>"),
        ("rj<enter>", "?"),
        ("w<down><down>", "<enter>"),
        ("w<down>", "<f1>"),
        ("vl", "?col"),
        ("cC", "n"),
        ("cC", "y"),
        ("cC", "w"),
        ("schalk<down>", "<f1>"),
        (":the", "<f1>"),
        ("r9", "<enter>"),
        ("r9<enter>", "?"),
    ] {
        let mut session = session(USUAL);
        session.change().state.kept.rules.locked = false;
        press(&mut session, &format!("]]{below}"));
        let before = text(&session);
        press(&mut session, &format!("{above}<esc>"));
        let after = text(&session);
        let rows = |screen: &str| screen.lines().take(22).collect::<Vec<_>>().join("\n");
        assert_eq!(rows(&after), rows(&before), "{below} {above}");
    }
}

#[test]
fn a_stack_is_as_deep_as_it_was_built() {
    let mut session = session(USUAL);
    press(&mut session, "]]rj<enter>?r");
    let depth = session.app().overlays.len();
    assert_eq!(depth, 3, "{}", text(&session));
    for left in (0..depth).rev() {
        press(&mut session, "<esc>");
        assert_eq!(session.app().overlays.len(), left);
    }
    assert_eq!(session.app().context(), Context::Reader);
}

#[test]
fn going_somewhere_clears_the_stack_and_interrupting_too() {
    for script in ["w<down><enter><enter>", "rj<enter>?<c-c>", "o?<c-c>"] {
        let mut session = session(USUAL);
        assert_eq!(session.change().open("types/stones"), Ok(()));
        press(&mut session, script);
        assert!(session.app().overlays.is_empty(), "{script}");
    }
}
