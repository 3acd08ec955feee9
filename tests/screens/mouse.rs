//! The mouse, once it is switched on.

use calcinosis::app::panes::Pane;
use calcinosis::input::{Event, Mouse, MouseKind};
use calcinosis::session::Session;

use super::support::{place, press, session, text};
use super::{USUAL, WIDE};

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
    let at = place(&session, "Glossary");
    click(&mut session, at);
    assert!(text(&session).contains("Glossary"));
    let sign = place(&session, "▸ Types");
    click(&mut session, sign);
    assert!(text(&session).contains("▾ Types"));
    assert_eq!(session.app().state.focus, Pane::Tree);
}

#[test]
fn the_wheel_scrolls_the_pane_under_it() {
    let mut session = session(USUAL);
    press(&mut session, "M]]");
    act(&mut session, MouseKind::WheelDown, (50, 10));
    assert_eq!(session.app().state.reader.top, 3);
    let selected = session.app().state.tree.selected;
    act(&mut session, MouseKind::WheelDown, (5, 10));
    assert!(session.app().state.tree.selected > selected);
    let open = Some(session.app().state.reader.topic);
    assert_eq!(session.app().state.tree.selected_topic(), open);
}

#[test]
fn a_press_follows_a_link_and_peeks_at_a_citation() {
    let mut session = session(USUAL);
    press(&mut session, "M]]");
    let at = place(&session, "[1]");
    click(&mut session, at);
    assert!(text(&session).contains(" Source [1] "));
    click(&mut session, (40, 2));
    assert!(!text(&session).contains(" Source [1] "));
    let at = place(&session, "stones");
    click(&mut session, at);
    assert!(text(&session).contains(" Stones"), "{}", text(&session));
}

#[test]
fn a_press_opens_a_row_of_a_list() {
    let mut session = session(USUAL);
    press(&mut session, "M]]r");
    let at = place(&session, "[3] ");
    click(&mut session, at);
    assert!(text(&session).contains(" Source [3] "));
}

#[test]
fn dragging_the_rule_gives_the_tree_its_width() {
    let mut session = session(USUAL);
    press(&mut session, "M");
    let (column, row) = (24, 10);
    act(&mut session, MouseKind::Press, (column, row));
    act(&mut session, MouseKind::Drag, (35, row));
    act(&mut session, MouseKind::Release, (35, row));
    assert_eq!(
        session.app().state.panes().tree.map(|area| area.width),
        Some(35)
    );
    act(&mut session, MouseKind::Drag, (20, row));
    assert_eq!(
        session.app().state.panes().tree.map(|area| area.width),
        Some(35)
    );
}

#[test]
fn a_press_lists_the_topics_of_a_place_and_selects_a_column() {
    let mut session = session(USUAL);
    press(&mut session, "M]]w");
    let elbow = place(&session, "elbow");
    click(&mut session, elbow);
    assert!(text(&session).contains("Search: site:elbow"));
    press(&mut session, "<esc><esc>v");
    let column = place(&session, "Glossary");
    click(&mut session, column);
    assert!(text(&session).contains("> Glossary"), "{}", text(&session));
}

/// A press on every kind of thing in the third column.
#[test]
fn the_third_column_leads_where_it_says() {
    let mut session = session(WIDE);
    assert_eq!(session.change().open("types/stones"), Ok(()));
    press(&mut session, "M");
    let start = text(&session);
    let at = place(&session, "Blood tests");
    click(&mut session, at);
    assert!(session.app().state.reader.top > 0, "{}", text(&session));
    press(&mut session, "g");
    let note = (100, place(&session, "[1] A survey").1);
    click(&mut session, note);
    assert!(
        text(&session).contains(" Source [1] "),
        "{}",
        text(&session)
    );
    press(&mut session, "<esc>");
    act(&mut session, MouseKind::WheelDown, note);
    assert_eq!(session.app().state.reader.top, 3, "{start}");
}

#[test]
fn a_press_on_the_body_means_the_place_under_it() {
    let mut session = session(USUAL);
    assert_eq!(session.change().open("types/stones"), Ok(()));
    press(&mut session, "Mw");
    let knee = place(&session, "5⡜");
    click(&mut session, knee);
    assert!(
        text(&session).contains("Search: site:knee"),
        "{}",
        text(&session)
    );
    press(&mut session, "<esc>");
    click(&mut session, (1, 21));
    assert!(
        text(&session).contains("Where on the body"),
        "{}",
        text(&session)
    );
}

#[test]
fn rows_of_every_dialog_can_be_pressed() {
    for (script, row, then) in [
        ("Ms", "Sand", "Sand"),
        ("Mschalk", "What is chalk", "› What is chalk"),
        ("M:", "outline  ", "─ Outline"),
        ("M?", "one line or row up", ""),
        ("Mo", "Where to begin", "Where to begin"),
        ("M!", "fine grains", "Sand"),
    ] {
        let mut session = session((80, 40));
        press(&mut session, script);
        assert!(text(&session).contains(row), "{script}\n{}", text(&session));
        let at = place(&session, row);
        click(&mut session, at);
        let after = text(&session);
        assert!(after.contains(" keys"), "{script}\n{after}");
        if !then.is_empty() {
            assert!(after.contains(then), "{script}\n{after}");
        }
    }
}

#[test]
fn a_card_that_leads_nowhere_stays_and_a_column_is_read_by_a_second_press() {
    let mut session = session(USUAL);
    press(&mut session, "M]]=");
    click(&mut session, (20, 10));
    assert!(text(&session).contains("About this page"));
    press(&mut session, "<esc>v");
    let column = place(&session, "Glossary");
    click(&mut session, column);
    click(&mut session, column);
    assert!(text(&session).contains("Glossary"), "{}", text(&session));
}

#[test]
fn a_press_on_a_link_follows_it_while_letters_are_shown() {
    let mut session = session(USUAL);
    press(&mut session, "M]]<enter>");
    let at = place(&session, "ones");
    click(&mut session, at);
    assert!(text(&session).contains(" Stones"), "{}", text(&session));
}

#[test]
fn a_press_on_a_hint_does_what_its_key_does() {
    let mut session = session(USUAL);
    press(&mut session, "M]]g");
    for (hint, after) in [
        ("o outline", "─ Outline"),
        ("Esc close", "What the lumps are"),
        ("! urgent", "─ When to get help"),
        ("F1 keys", "─ Keys"),
        ("Esc close", "─ When to get help"),
    ] {
        let at = place(&session, hint);
        click(&mut session, at);
        assert!(text(&session).contains(after), "{hint}\n{}", text(&session));
    }
}
