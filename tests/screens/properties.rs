//! What holds for any keys, any size, any mouse and any paste.

use calcinosis::app::Goal;
use calcinosis::app::panes::Pane;
use calcinosis::input::{Event, Key, KeyCode, Modifiers, Mouse, MouseKind};
use proptest::prelude::*;

use super::USUAL;
use super::cases::cases;
use super::support::{press, rows, session, shipped};

fn any_key() -> impl Strategy<Value = Key> {
    let special = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Enter,
        KeyCode::Escape,
        KeyCode::Backspace,
        KeyCode::Tab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Delete,
        KeyCode::F(1),
    ]);
    prop_oneof![
        6 => prop::char::range(' ', '~').prop_map(Key::char),
        1 => any::<char>().prop_map(Key::char),
        3 => special.prop_map(Key::plain),
        1 => prop::char::range('a', 'z').prop_map(Key::ctrl),
        1 => prop::char::range('0', '9').prop_map(|it| Key::new(KeyCode::Char(it), Modifiers::ALT)),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    let kind = prop::sample::select(vec![
        MouseKind::Press,
        MouseKind::Release,
        MouseKind::Drag,
        MouseKind::WheelUp,
        MouseKind::WheelDown,
    ]);
    let mouse = (kind, 0..210_u16, 0..210_u16);
    prop_oneof![
        12 => any_key().prop_map(Event::Key),
        2 => mouse.prop_map(|(kind, column, row)| Event::Mouse(Mouse { kind, column, row })),
        1 => "\\PC{0,12}".prop_map(Event::Paste),
        2 => (0..200_u16, 0..200_u16).prop_map(|(width, height)| Event::Resize { width, height }),
    ]
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn nothing_panics_and_the_selection_is_always_in_view(
        mouse in any::<bool>(),
        events in prop::collection::vec(any_event(), 0..40),
    ) {
        let mut session = shipped(USUAL);
        session.change().state.settings.mouse = mouse;
        for event in events {
            session.handle(std::slice::from_ref(&event));
            let (cells, drawn) = session.screen();
            let (width, height) = session.app().state.size;
            if session.app().state.shape().is_too_small() {
                continue;
            }
            let cursor = drawn.cursor;
            prop_assert!(cursor.is_none_or(|at| at.x < width && at.y < height), "{cursor:?} after {event:?}");
            let tree = session.app().state.panes().tree;
            if session.app().state.focus == Pane::Tree && session.app().overlay().is_none() {
                let tree = tree.unwrap();
                let row = cursor.filter(|at| tree.contains(*at)).map(|at| usize::from(at.y));
                let rows = rows(&cells);
                prop_assert!(row.is_some_and(|row| rows[row].starts_with('>')), "after {event:?}");
            }
        }
    }

    #[test]
    fn the_same_line_is_on_top_after_any_storm_of_sizes(
        lines in 0..120_usize,
        sizes in prop::collection::vec((20..200_u16, 5..80_u16), 1..40),
    ) {
        let mut session = shipped(USUAL);
        let library = session.app().state.library();
        let topic = library.ids().max_by_key(|id| library.text(*id).len()).unwrap();
        session.change().go(Goal::Topic(topic));
        press(&mut session, &"j".repeat(lines));
        let before = session.app().state.reader.place();
        for (width, height) in sizes.into_iter().chain([USUAL]) {
            session.handle(&[Event::Resize { width, height }]);
        }
        let reader = &session.app().state.reader;
        prop_assert_eq!(reader.place(), before);
        // Lines that belong together, such as a heading and the rule below it, have one place.
        prop_assert_eq!(reader.layout.anchor_at(reader.top), before.anchor);
    }
}

#[test]
fn a_prompt_that_fills_its_row_keeps_the_cursor_on_the_screen() {
    let mut session = session((30, 8));
    press(&mut session, "m");
    let (_, drawn) = session.screen();
    assert!(drawn.cursor.is_some_and(|at| at.x < 30), "{drawn:?}");
}
