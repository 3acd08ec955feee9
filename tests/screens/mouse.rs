//! The mouse, once it is switched on.

use calcinosis::app::panes::Pane;
use calcinosis::input::{Event, Mouse, MouseKind};
use calcinosis::session::Session;

use super::USUAL;
use super::support::{place, press, session, text};

fn act(session: &mut Session, kind: MouseKind, (column, row): (u16, u16)) {
    session.handle(&[Event::Mouse(Mouse { kind, column, row })]);
}

fn click(session: &mut Session, at: (u16, u16)) {
    act(session, MouseKind::Press, at);
    act(session, MouseKind::Release, at);
}

#[test]
fn nothing_happens_before_it_is_switched_on() {
    let mut session = session(USUAL);
    let before = text(&session);
    click(&mut session, (6, 4));
    act(&mut session, MouseKind::WheelDown, (40, 10));
    assert_eq!(text(&session), before);
}

#[test]
fn a_press_in_the_tree_reads_and_one_on_the_sign_folds() {
    let mut session = session(USUAL);
    press(&mut session, "M");
    let at = place(&session, "Outlook");
    click(&mut session, at);
    assert!(text(&session).contains("OUTLOOK"));
    let sign = place(&session, "▸ Types");
    click(&mut session, sign);
    assert!(text(&session).contains("▾ Types"));
    assert_eq!(session.app.focus(), Pane::Tree);
}

#[test]
fn the_wheel_scrolls_the_pane_under_it() {
    let mut session = session(USUAL);
    press(&mut session, "Mj<enter>");
    act(&mut session, MouseKind::WheelDown, (50, 10));
    assert_eq!(session.app.reader.top(), 3);
    let selected = session.app.tree.selected();
    act(&mut session, MouseKind::WheelDown, (5, 10));
    assert_eq!(session.app.reader.top(), 3);
    assert!(session.app.tree.selected() > selected);
}

#[test]
fn a_press_follows_a_link_and_peeks_at_a_citation() {
    let mut session = session(USUAL);
    press(&mut session, "Mj<enter>");
    let at = place(&session, "[1]");
    click(&mut session, at);
    assert!(text(&session).contains(" Source [1] "));
    click(&mut session, (40, 2));
    assert!(!text(&session).contains(" Source [1] "));
    let at = place(&session, "milia and");
    click(&mut session, at);
    assert!(text(&session).contains(" MILIA"), "{}", text(&session));
}

#[test]
fn a_press_opens_a_row_of_a_list() {
    let mut session = session(USUAL);
    press(&mut session, "Mj<enter>r");
    let at = place(&session, "[3] ");
    click(&mut session, at);
    assert!(text(&session).contains(" Source [3] "));
}

#[test]
fn dragging_the_rule_gives_the_tree_its_width() {
    let mut session = session(USUAL);
    press(&mut session, "M");
    let (column, row) = (27, 10);
    act(&mut session, MouseKind::Press, (column, row));
    act(&mut session, MouseKind::Drag, (35, row));
    act(&mut session, MouseKind::Release, (35, row));
    assert_eq!(session.app.panes().tree.map(|area| area.width), Some(35));
    act(&mut session, MouseKind::Drag, (20, row));
    assert_eq!(session.app.panes().tree.map(|area| area.width), Some(35));
}

#[test]
fn a_press_lists_the_topics_of_a_place_and_selects_a_column() {
    let mut session = session(USUAL);
    press(&mut session, "Mj<enter>w");
    let elbow = place(&session, "elbow");
    click(&mut session, elbow);
    assert!(text(&session).contains("Topics for: elbow"));
    press(&mut session, "<esc><esc>v");
    let column = place(&session, "Look-alikes");
    click(&mut session, column);
    assert!(
        text(&session).contains("> Look-alikes"),
        "{}",
        text(&session)
    );
}
