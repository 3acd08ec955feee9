//! The body map: a place is two keys away, and leads to the topics that the finder has for it.

use calcinosis::app::overlay::Overlay;
use calcinosis::app::overlay::list::List;
use calcinosis::app::{Goal, ListItem};
use calcinosis::session::Session;

use super::support::{SHIPPED, press, session, shipped, text};
use super::{SMALL, USUAL, WIDE};

fn map(session: &Session) -> &List {
    match session.app().overlay() {
        Some(Overlay::List(map)) => map,
        other => panic!("no map is open: {other:?}"),
    }
}

/// The place that a row leads to.
fn site_name<'a>(row: &'a ListItem<'_>) -> &'a str {
    match &row.goal {
        Some(Goal::Site(name)) => name,
        other => panic!("no place: {other:?}"),
    }
}

fn query(session: &Session) -> &str {
    match session.app().overlay() {
        Some(Overlay::Finder(finder)) => finder.field.text(),
        other => panic!("no finder is open: {other:?}"),
    }
}

#[test]
fn every_place_is_two_digits_away() {
    for size in [USUAL, SMALL, WIDE] {
        let mut session = shipped(size);
        press(&mut session, "w");
        let rows = map(&session).rows.clone();
        assert!(rows.len() > 20);
        for (number, row) in (1..).zip(&rows) {
            let digits = format!("{number}");
            press(&mut session, &digits);
            if digits.len() == 1 && number * 10 <= rows.len() {
                assert_eq!(map(&session).chosen(), Some((number, row)));
                press(&mut session, "<enter>");
            }
            assert_eq!(query(&session), format!("site:{} ", site_name(row)));
            press(&mut session, "<esc>");
            assert_eq!(
                map(&session).chosen(),
                Some((number, row)),
                "it is left as it was"
            );
        }
    }
}

#[test]
fn letters_filter_by_name_and_never_close_the_map() {
    let mut session = shipped(USUAL);
    press(&mut session, "w");
    for (typed, name) in [
        ("el", "elbow"),
        ("q", ""),
        ("hand", "hand"),
        ("fore", "forearm"),
        ("j", ""),
    ] {
        press(&mut session, &format!("<c-u>{typed}"));
        let chosen = map(&session).chosen().map_or("", |(_, row)| site_name(row));
        assert_eq!(chosen, name, "{typed}\n{}", text(&session));
    }
    press(&mut session, "<c-u>el<enter>");
    assert_eq!(query(&session), "site:elbow ");
}

#[test]
fn counts_agree_with_the_finder_and_places_without_topics_are_not_listed() {
    let (library, index) = &*SHIPPED;
    let mut session = shipped(USUAL);
    press(&mut session, "w");
    for row in &map(&session).rows {
        let found = index
            .search(library, &format!("site:{} ", site_name(row)), 5)
            .found;
        let (topics, _) = row.detail.split_once(' ').unwrap();
        assert_eq!(topics, found.to_string(), "{}", row.text);
        assert!(found > 0);
    }
}

#[test]
fn a_place_leads_to_its_topics_and_back_to_the_map() {
    let mut session = session(USUAL);
    assert_eq!(session.change().open("types/stones"), Ok(()));
    press(&mut session, "w");
    let before = text(&session);
    press(&mut session, "<enter><esc>");
    assert_eq!(text(&session), before);
    press(&mut session, "<enter><enter>");
    assert!(session.app().overlays.is_empty(), "{}", text(&session));
}
