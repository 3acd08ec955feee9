//! The finder: hits a row each, the text of the chosen one, and what was asked last.

use std::fmt::Write as _;

use calcinosis::app::overlay::Overlay;
use calcinosis::app::overlay::finder::Finder;
use calcinosis::command::Context;
use calcinosis::input::Event;
use calcinosis::session::Session;

use super::support::{message, open_topic, press, session, shipped, text};
use super::{SMALL, USUAL, WIDE};

fn finder(session: &Session) -> &Finder {
    match session.app().overlay() {
        Some(Overlay::Finder(finder)) => finder,
        other => panic!("no finder is open: {other:?}"),
    }
}

#[test]
fn the_text_of_the_chosen_hit_stands_beside_the_hits_or_below_them() {
    for (size, is_beside) in [
        (USUAL, true),
        (WIDE, true),
        ((69, 24), false),
        (SMALL, false),
    ] {
        let mut session = session(size);
        press(&mut session, "spaste");
        let screen = text(&session);
        let preview = &finder(&session).preview;
        let first = preview.lines.get(preview.top).unwrap().text.as_str();
        let row = screen.lines().position(|row| row.contains(first)).unwrap();
        let chosen = screen.lines().position(|row| row.contains(" > ")).unwrap();
        assert_eq!(row == chosen + 1, is_beside, "{screen}");
        let mut marked = preview.lines.iter().flat_map(|line| {
            let marks = line.marks.iter();
            marks.map(|mark| line.text.get(mark.clone()).unwrap().to_lowercase())
        });
        let in_heading = preview.label.to_lowercase().contains("paste");
        assert!(in_heading || marked.any(|word| word == "paste"), "{screen}");
    }
}

#[test]
fn alt_j_and_alt_k_scroll_the_text_to_its_ends() {
    let mut session = shipped(SMALL);
    press(&mut session, "swarfarin");
    press(&mut session, &"<a-k>".repeat(9));
    session.change().message = None;
    let start = text(&session);
    press(&mut session, "<a-j>");
    assert_ne!(text(&session), start);
    press(&mut session, "<a-k>");
    assert_eq!(text(&session), start);
    press(&mut session, "<a-k>");
    assert!(
        session
            .app()
            .message
            .as_deref()
            .is_some_and(|it| it.starts_with("The top"))
    );
    press(&mut session, &"<a-j>".repeat(200));
    assert!(
        session
            .app()
            .message
            .as_deref()
            .is_some_and(|it| it.starts_with("The end"))
    );
    let preview = &finder(&session).preview;
    assert!(text(&session).contains(&preview.lines.last().unwrap().text));
}

#[test]
fn the_chosen_row_opens_where_its_text_was_shown() {
    let mut session = shipped(USUAL);
    press(&mut session, "swhite bumps elbow child");
    let sections = finder(&session).count_of_places();
    assert!(sections > 1);
    for tabs in 0..sections {
        press(&mut session, &format!("s{}", "<tab>".repeat(tabs)));
        let label = finder(&session).preview.label.clone();
        press(&mut session, "<enter>");
        assert_eq!(session.app().context(), Context::Reader);
        assert!(
            tabs == 0 || text(&session).contains(&label),
            "{label}\n{}",
            text(&session)
        );
    }
}

#[test]
fn the_last_query_is_kept_and_typing_replaces_it() {
    let mut session = session(USUAL);
    press(&mut session, "schalk<down><down><esc>s");
    assert_eq!(finder(&session).field.text(), "chalk");
    assert_eq!(finder(&session).selected, 2);
    assert!(!finder(&session).results.hits.is_empty());
    press(&mut session, "sa");
    assert_eq!(finder(&session).field.text(), "sa");
    press(&mut session, "<esc>s<bs>");
    assert!(finder(&session).is_empty());
    press(&mut session, "<esc>s<end>nd");
    assert_eq!(finder(&session).field.text(), "sand");
    press(&mut session, "<esc>s");
    session.handle(&[Event::Paste("rest".to_owned())]);
    assert_eq!(finder(&session).field.text(), "rest");
}

#[test]
fn a_comma_goes_to_the_next_hit_without_the_finder() {
    let mut session = session(USUAL);
    press(&mut session, ",");
    assert!(message(&session).starts_with("Nothing was searched"));
    press(&mut session, "schalk");
    let hits = finder(&session).results.hits.iter().map(|hit| hit.topic);
    let hits: Vec<_> = hits.collect();
    press(&mut session, "<enter>");
    for (number, topic) in hits.iter().enumerate() {
        assert_eq!(session.app().state.reader.topic, *topic);
        if number > 0 {
            let said = format!("Hit {} of {} for “chalk”", number + 1, hits.len());
            assert!(message(&session).starts_with(&said));
        }
        press(&mut session, ",");
    }
    assert!(message(&session).starts_with("That was the last hit"));
    press(&mut session, "s");
    assert_eq!(finder(&session).selected + 1, hits.len());
    press(&mut session, "<up><esc>,");
    let before = hits.len() - 2;
    assert_eq!(
        session.app().state.reader.topic,
        hits[before],
        "the hit that was chosen last"
    );
}

#[test]
fn an_empty_query_offers_what_was_read_and_the_sections() {
    for size in [USUAL, SMALL] {
        let mut session = shipped(size);
        press(&mut session, "s");
        let library = session.app().state.library();
        let sections = &library.topic(library.front()).children;
        let offered = &finder(&session).offered;
        assert!(offered.len() > 3 && sections.iter().all(|it| offered.contains(it)));
        press(&mut session, "milia<enter>smetastatic<enter>gs<bs>");
        let titles = |at: usize| {
            let topic = finder(&session).offered.get(at);
            session
                .app()
                .state
                .library()
                .topic(*topic.unwrap())
                .title
                .to_string()
        };
        assert_eq!(titles(0), "Milia");
        assert!(
            text(&session).contains("recently read"),
            "{}",
            text(&session)
        );
    }
}

#[test]
fn hits_are_cut_off_where_they_answer_no_more_and_all_are_counted() {
    let mut session = shipped(USUAL);
    press(&mut session, "swhite bumps elbow child");
    let finder = finder(&session);
    let (shown, found) = (finder.len(), finder.results.found);
    assert!(shown < found);
    let count = format!("best {shown} of {found}");
    assert!(text(&session).contains(&count), "{}", text(&session));
}

#[test]
fn a_hit_is_a_row_and_says_whether_warnings_stand_on_its_page() {
    let mut session = shipped(WIDE);
    press(&mut session, "scalciphylaxis");
    let screen = text(&session);
    for hit in finder(&session).results.hits.iter().take(10) {
        let title = &session.app().state.library().topic(hit.topic).title;
        let rows = screen.lines().skip(4);
        let row = rows
            .clone()
            .find(|row| row.contains(&format!("{title} ")))
            .unwrap();
        assert_eq!(
            row.contains(&format!("{title} !")),
            hit.has_warnings,
            "{row}"
        );
    }
}

#[test]
fn an_emergency_does_not_come_first_unless_it_was_asked_for() {
    for query in [
        "what helps",
        "calcium",
        "calcium deposits",
        "treatment",
        "lump",
    ] {
        let mut session = shipped(USUAL);
        press(&mut session, "s");
        session.handle(&[Event::Paste(query.to_owned())]);
        let first = finder(&session).results.hits.first().unwrap().topic;
        assert!(
            !session.app().state.library().topic(first).urgent,
            "{query}\n{}",
            text(&session)
        );
    }
}

#[test]
fn a_paste_while_reading_opens_the_finder_with_all_of_it() {
    let mut session = session(USUAL);
    press(&mut session, "]]");
    let pasted = "chalk from a finger, for weeks now\nand it hurts";
    session.handle(&[Event::Paste(pasted.to_owned())]);
    assert_eq!(finder(&session).field.text(), pasted.replace('\n', " "));
    press(&mut session, "<esc>");
    assert!(!open_topic(&session).is_empty());
}

#[test]
fn marked_words_do_not_look_like_an_emergency() {
    use calcinosis::config::ThemeName;
    use calcinosis::ui::theme::Theme;
    for theme in ThemeName::ALL {
        let theme = Theme::at(*theme);
        assert_ne!(
            theme.text.patch(theme.found),
            theme.text.patch(theme.urgent)
        );
        let inks = [theme.found, theme.urgent].map(|style| (style.fg, style.bg));
        assert!(inks[0] != inks[1] || inks[0] == (None, None));
    }
}

/// As people type: a look, a word that was heard, a slip, a brand, a worry, a sign, a number, and talk around it all.
const QUERIES: [&str; 10] = [
    "white chalk comes out of my thumb",
    "CUA",
    "calsifilaxis",
    "cardizem",
    "should I squeeze it",
    "worried about a black sore on my leg",
    "T-score -2.5",
    "scleroderma elbow",
    "my mother has lumps from dialysis thanks",
    "does it come back after surgery",
];

#[test]
fn ten_queries_as_people_type_them() {
    let mut screens = String::new();
    for query in QUERIES {
        let mut session = shipped(USUAL);
        press(&mut session, &format!("s{query}"));
        writeln!(screens, "── {query}\n{}\n", text(&session).trim_end()).unwrap();
    }
    insta::assert_snapshot!("ten_queries", screens);
}
