//! Comparisons: three columns at 80, a row for each fact, and what came of treatments first.

use calcinosis::app::overlay::Overlay;
use calcinosis::app::overlay::comparison::Comparison;
use calcinosis::library::evidence;
use calcinosis::session::Session;

use super::support::{press, shipped, text};
use super::{USUAL, WIDE};

fn compared(session: &Session) -> &Comparison {
    match session.app().overlay() {
        Some(Overlay::Comparison(compared)) => compared,
        other => panic!("nothing is compared: {other:?}"),
    }
}

fn comparing(topic: &str, size: (u16, u16)) -> Session {
    let mut session = shipped(size);
    assert_eq!(session.change().open(topic), Ok(()));
    press(&mut session, "v");
    session
}

#[test]
fn three_columns_stand_at_80_and_no_row_between_two_facts_is_blank() {
    for topic in ["treatments/warfarin", "types/dystrophic"] {
        for (size, columns) in [(USUAL, 3), (WIDE, 5)] {
            let screen = text(&comparing(topic, size));
            let rows: Vec<&str> = screen.lines().collect();
            let rule = rows
                .iter()
                .position(|row| row.trim_start().starts_with("---"));
            let rule = rule.unwrap();
            assert_eq!(rows[rule].split_whitespace().count(), columns, "{screen}");
            let body = &rows[rule + 1..usize::from(size.1) - 2];
            let written = body.iter().rposition(|row| !row.is_empty()).unwrap();
            assert!(
                body[..written].iter().all(|row| !row.is_empty()),
                "{screen}"
            );
            let hints = rows[usize::from(size.1) - 1];
            assert!(hints.starts_with(" h left   l right"), "{hints}");
        }
    }
}

#[test]
fn citations_have_the_numbers_of_their_pages() {
    let session = comparing("treatments/warfarin", USUAL);
    let library = session.app().state.library();
    let mut cited = 0;
    for column in &compared(&session).columns {
        let citations = library.page(column.topic).citations;
        for cell in &column.values {
            for inline in cell {
                if let calcinosis::content::InlineKind::Citation { id, number } = &inline.kind {
                    assert_eq!(citations.get(number - 1), Some(id), "{}", column.title);
                    cited += 1;
                }
            }
        }
    }
    assert!(cited > 20 && text(&session).contains("[1]"), "{cited}");
}

#[test]
fn treatments_are_ordered_by_what_came_of_them_then_by_the_kind_of_study() {
    let session = comparing("treatments/warfarin", USUAL);
    let library = session.app().state.library();
    let columns = compared(&session).columns.iter();
    let ranks = columns.map(|column| {
        let tried = library.topic(column.topic).matter().evidence.first();
        (tried.is_none(), tried.map(evidence::rank))
    });
    assert!(ranks.is_sorted());
    let types = comparing("types/dystrophic", USUAL);
    let library = types.app().state.library();
    let parent = library
        .topic(types.app().state.reader.topic)
        .parent
        .unwrap();
    let order = compared(&types).columns.iter().map(|column| column.topic);
    assert!(
        order.eq(library.topic(parent).children.iter().copied()),
        "others keep their weights"
    );
}
