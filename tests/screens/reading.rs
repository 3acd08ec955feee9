//! Reading on: the end of a page, the way to the next, headings as anchors, help.

use std::sync::Arc;

use calcinosis::search::Index;

use super::support::{press, rows, screen, session, session_of, text};
use super::{SMALL, USUAL};

#[test]
fn space_shows_the_border_before_it_goes_on() {
    let mut session = session(USUAL);
    press(&mut session, "]]G");
    let end = text(&session);
    assert!(end.contains(" End. Space: Glossary"), "{end}");
    press(&mut session, "<space>");
    let next = text(&session);
    assert!(next.contains("Glossary"), "{next}");
    assert!(next.contains("Topic 4 of "), "{next}");
    press(&mut session, "<bs>");
    assert!(text(&session).contains(" End. Space: Glossary"));
}

#[test]
fn every_line_of_a_page_is_seen_by_pressing_space() {
    let mut session = session(SMALL);
    press(&mut session, "]]");
    let topic = session.app().state.reader.topic;
    let mut seen = Vec::new();
    while session.app().state.reader.topic == topic {
        seen.extend(
            session
                .app()
                .state
                .reader
                .visible(session.app().state.reader_height()),
        );
        press(&mut session, "<space>");
    }
    press(&mut session, "<bs>");
    let lines = session.app().state.reader.layout.lines.len();
    assert!((0..lines).all(|line| seen.contains(&line)));
}

#[test]
fn a_name_opens_a_topic_at_a_heading() {
    let mut session = session(USUAL);
    assert_eq!(session.change().open("start/what-is-chalk#sources"), Ok(()));
    insta::assert_snapshot!("open_heading", text(&session));
    assert_eq!(session.change().open("#related"), Ok(()));
    let wrong = session.change().open("types/stones#nowhere").unwrap_err();
    assert!(
        wrong.contains("Stones has no heading “nowhere”; it has "),
        "{wrong}"
    );
    assert!(session.change().open("no such thing").is_err());
}

#[test]
fn an_ambiguous_name_lists_what_it_could_be() {
    let page =
        |title: &str| format!("+++\ntitle = \"{title}\"\n[extra]\nkeys = [\"lump\"]\n+++\nText.\n");
    let (one, two) = (page("One"), page("Two"));
    let mut session = session_of(&[("a/one.md", &one), ("a/two.md", &two)], USUAL);
    let error = session.change().open("lump").unwrap_err();
    assert!(error.contains("a/one or a/two"), "{error}");
}

#[test]
fn help_finds_a_key_by_pressing_it_and_enter_runs_it() {
    let outline = screen(USUAL, "]]o");
    assert_eq!(screen(USUAL, "]]?o<enter>"), outline);
}

#[test]
fn links_in_tables_and_in_cards_are_followed_by_letter() {
    let page = "+++\ntitle = \"Table\"\n+++\n| Describedas | Investigation | Confirmation | Consideration |\n|---|---|---|---|\n| one | [beyond](@/b.md) | microscope | reasonable |\n| two | [beyond](@/b.md) | microscope | reasonable |\n";
    let other = "+++\ntitle = \"Zeta\"\n+++\nText.\n";
    for size in [USUAL, SMALL] {
        let mut session = session_of(&[("a.md", page), ("b.md", other)], size);
        press(&mut session, "]jj<enter>");
        let letters = text(&session);
        assert!(letters.contains("abeyond"), "{letters}");
        assert!(letters.contains("sbeyond"), "{letters}");
        press(&mut session, "s");
        assert!(text(&session).contains("Text."), "{}", text(&session));
    }
}

#[test]
fn a_link_that_began_above_the_screen_gets_a_letter_where_it_goes_on() {
    let words = "word ".repeat(30);
    let page = format!(
        "+++\ntitle = \"One\"\n+++\n[{words}](@/b.md)\n\n{}",
        "Line.\n\n".repeat(40)
    );
    let other = "+++\ntitle = \"Zeta\"\n+++\nText.\n";
    let mut session = session_of(&[("a.md", &page), ("b.md", other)], USUAL);
    press(&mut session, "]jjj<enter>");
    let letters = text(&session);
    assert!(
        letters.lines().nth(1).unwrap().contains("│aword word"),
        "{letters}"
    );
    press(&mut session, "a");
    assert!(text(&session).contains("Text."));
}

#[test]
fn help_over_something_returns_to_it_and_runs_what_holds_there() {
    for below in ["o", "rj", "r9", "vl", "cC"] {
        let script = format!("]]{below}");
        let before = screen(USUAL, &script);
        assert_eq!(
            screen(USUAL, &format!("{script}<f1><esc>")),
            before,
            "{below}"
        );
    }
    let moved = screen(USUAL, "]]vl");
    assert_eq!(screen(USUAL, "]]v?next column<enter>"), moved);
    let typed = screen(USUAL, "schalk<f1>");
    assert!(typed.contains(" In the finder\n"), "{typed}");
}

#[test]
fn a_message_is_read_whole_on_a_small_screen() {
    let said = screen(SMALL, "]]T");
    let foot: Vec<&str> = said.lines().skip(10).take(2).collect();
    let whole = foot.iter().map(|line| line.trim()).collect::<Vec<_>>();
    assert_eq!(whole.join(" "), "Theme dark: light text on a dark ground.");
    let next = screen(SMALL, "]]Tj");
    assert!(next.contains("? keys"), "{next}");
}

#[test]
fn a_very_wide_screen_gives_the_tree_what_the_page_does_not_need() {
    let title = "A title of thirty-six letters, whole";
    let page = format!("+++\ntitle = \"{title}\"\n+++\nText.\n");
    let wide = text(&session_of(&[("a.md", &page)], (170, 30)));
    assert!(wide.contains(title), "{wide}");
}

#[test]
fn the_finder_shows_hits_down_to_the_last_row_of_a_tall_screen_and_far_down_the_list() {
    let pages: Vec<(String, String)> = (1..=50)
        .map(|number| {
            let page = format!("+++\ntitle = \"Page {number}\"\n+++\nA hard lump.\n");
            (format!("{number}.md"), page)
        })
        .collect();
    let pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    for size in [(120, 60), (80, 24)] {
        let mut session = session_of(&pages, size);
        let index = Arc::new(Index::of(session.app().state.library()));
        session.change().set_index(index);
        for keys in ["slump", &"<down>".repeat(20)] {
            press(&mut session, keys);
            let rows = rows(&session.screen().0);
            let hits = &rows[4..rows.len() - 3];
            assert!(hits.iter().all(|row| !row.trim().is_empty()), "{rows:#?}");
        }
        assert!(text(&session).contains("21 of 50"), "{}", text(&session));
    }
}

#[test]
fn what_is_found_and_the_line_stay_when_the_index_comes_and_the_content_is_read_again() {
    let mut session = session(USUAL);
    press(&mut session, "]]/skin<enter>n");
    session.change().message = None;
    let before = text(&session);
    let found = session.app().state.reader.found.clone();
    let (library, index) = &*super::support::FIXTURE;
    session.change().renew(Arc::clone(library));
    assert_eq!(text(&session), before);
    session.change().set_index(Arc::clone(index));
    assert_eq!(text(&session), before);
    assert!(found.is_some() && session.app().state.reader.found == found);
}
