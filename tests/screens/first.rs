//! The first screen, digits, the tree and the outline with the page that follows them.

use calcinosis::app::panes::Pane;
use calcinosis::command::Context;
use calcinosis::input::Event;

use super::support::{open_topic, press, rows, screen, session, session_of, shipped, text};
use super::{SMALL, USUAL, WIDE};

#[test]
fn the_first_screen_shows_all_sections_and_every_line_of_the_front_page() {
    for size in [USUAL, WIDE] {
        let session = shipped(size);
        assert_eq!(session.app().state.focus, Pane::Reader);
        let shown = text(&session);
        let library = session.app().state.library();
        for section in &library.topic(library.front()).children {
            let topic = library.topic(*section);
            let sign = if topic.is_section { "▸ " } else { "" };
            let row = format!("{sign}{}", topic.title);
            assert!(shown.contains(&row), "{row}\n{shown}");
        }
        for promised in [
            "What brings you here?",
            "! A hot lump",
            "ambulance",
            "today",
            "press !",
            "1  I see or feel a bump       name it by its look",
            "2  I heard a word (CUA, STS)  type it",
            "3  It sits on the elbow …     choose on the body",
            "4  What helps?                by what came of it",
            "5  Which type is which?       side by side",
            "6  I have an appointment      questions to take",
            "It works offline.",
            "It does not replace a doctor",
            "reviewed it.",
            "How good is the evidence?",
            "who was studied.",
        ] {
            assert!(shown.contains(promised), "{promised}\n{shown}");
        }
        assert!(!shown.contains("\n>"), "nothing is selected\n{shown}");
    }
    let small = text(&shipped(SMALL));
    assert!(
        small.contains("What brings you here?") && small.contains("! A hot lump"),
        "{small}"
    );
}

#[test]
fn a_digit_on_the_front_page_is_its_line_and_nothing_else() {
    for (digit, topic) in [
        ("1", "start/look-alikes"),
        ("4", "treatments"),
        ("5", "types"),
        ("6", "start/questions-for-your-doctor"),
    ] {
        for focus in ["", "<tab>"] {
            let mut session = shipped(USUAL);
            press(&mut session, &format!("{focus}{digit}"));
            assert_eq!(open_topic(&session), topic, "{digit}");
        }
    }
    let mut finder = shipped(USUAL);
    press(&mut finder, "2");
    assert_eq!(finder.app().context(), Context::Finder);
    let mut map = shipped(USUAL);
    press(&mut map, "3");
    assert!(text(&map).contains("Where on the body"), "{}", text(&map));
    let mut none = shipped(USUAL);
    press(&mut none, "9");
    assert_eq!(open_topic(&none), "_index");
    assert!(none.app().overlay().is_none());
    assert!(text(&none).contains("The lines of this page are 1 to 6."));
}

#[test]
fn a_line_of_the_front_page_is_followed_by_letter_as_any_link() {
    let mut session = shipped(USUAL);
    press(&mut session, "<enter>d");
    assert!(
        text(&session).contains("Where on the body"),
        "{}",
        text(&session)
    );
}

#[test]
fn a_digit_on_a_page_peeks_and_one_more_extends_it() {
    assert!(screen(USUAL, "]]9").contains(" Source [9] "));
    assert!(screen(USUAL, "]]12").contains(" Source [12] "));
    assert!(screen(USUAL, "]]1<esc>2").contains(" Source [2] "));
    assert!(screen(USUAL, "]]95").contains(" Source [5] "));
    assert!(screen(USUAL, "]]0").contains("The sources of this page are 1 to"));
    let page = "+++\ntitle = \"One\"\n+++\nText.\n";
    let mut bare = session_of(&[("a.md", page)], USUAL);
    press(&mut bare, "]1");
    assert!(text(&bare).contains("This page cites no source."));
}

#[test]
fn the_page_follows_the_selection_in_the_tree_and_back_leads_to_the_page_before() {
    let mut session = session(USUAL);
    press(&mut session, "]]jj");
    let before = session.app().state.reader.place();
    press(&mut session, "<tab>");
    assert_eq!(session.app().state.focus, Pane::Tree);
    for topic in ["start/glossary", "types", "treatments"] {
        press(&mut session, "j");
        assert_eq!(open_topic(&session), topic);
        assert_eq!(session.app().state.focus, Pane::Tree);
    }
    press(&mut session, "<bs>");
    assert_eq!(session.app().state.reader.place(), before);
    press(&mut session, "j<enter>");
    assert_eq!(
        (open_topic(&session), session.app().state.focus),
        ("start/glossary", Pane::Reader)
    );
    press(&mut session, "<bs>");
    assert_eq!(session.app().state.reader.place(), before);
}

#[test]
fn the_page_follows_its_outline_and_esc_leads_back() {
    let mut session = session(USUAL);
    assert_eq!(session.change().open("types/stones"), Ok(()));
    press(&mut session, "jj");
    let before = session.app().state.reader.place();
    press(&mut session, "o<down><down><down>");
    assert_ne!(session.app().state.reader.place(), before);
    let shown = text(&session);
    assert!(
        shown.contains("─ Outline") && shown.contains(" │ "),
        "{shown}"
    );
    press(&mut session, "<esc>");
    assert_eq!(session.app().state.reader.place(), before);
    press(&mut session, "oblood<enter>");
    assert!(
        rows(&session.screen().0)[1].contains("Blood tests"),
        "{}",
        text(&session)
    );
    press(&mut session, "<bs>");
    assert_eq!(session.app().state.reader.place(), before);
}

#[test]
fn a_paste_while_reading_opens_the_finder_with_it() {
    for keys in ["", "<tab>"] {
        let mut session = session(USUAL);
        press(&mut session, keys);
        session.handle(&[Event::Paste("chalk from a finger".to_owned())]);
        assert!(
            text(&session).contains("Search: chalk from a finger"),
            "{}",
            text(&session)
        );
    }
}

#[test]
fn a_long_title_goes_on_below_and_a_treatment_says_what_came_of_it() {
    let page = |title: &str, finding: &str| {
        format!(
            "+++\ntitle = \"{title}\"\n[[extra.evidence]]\nfor = \"calcinosis\"\nlevel = \"none\"\nfinding = \"{finding}\"\n+++\nText.\n"
        )
    };
    let pages = [
        (
            "a/_index.md",
            "+++\ntitle = \"Tried\"\n[extra]\nkind = \"treatment\"\n+++\n".to_owned(),
        ),
        ("a/1.md", page("Removing what can be cut out", "helps")),
        ("a/2.md", page("Two", "mixed")),
        ("a/3.md", page("Three", "no-benefit")),
        ("a/4.md", page("Four", "harms")),
        ("a/5.md", page("Five", "unknown")),
    ];
    let pages = pages.each_ref().map(|(path, text)| (*path, text.as_str()));
    let mut session = session_of(&pages, USUAL);
    press(&mut session, "<tab>l");
    let shown = text(&session);
    for row in [
        "   + Removing what",
        "   ~ Two",
        "   – Three",
        "   x Four",
        "   ? Five",
    ] {
        assert!(shown.contains(&format!("\n{row}")), "{row}\n{shown}");
    }
    press(&mut session, "jjj");
    assert!(
        text(&session).contains(" + helps. Removing"),
        "{}",
        text(&session)
    );
    let tree = session.app().state.panes().tree.unwrap();
    let left = rows(&session.screen().0).into_iter().map(|row| {
        let cut: String = row.chars().take(tree.width.into()).collect();
        cut.trim().trim_start_matches("+ ").to_owned()
    });
    let words = left.collect::<Vec<_>>().join(" ");
    assert!(words.contains("Removing what can be cut out"), "{shown}");
}

#[test]
fn letters_filter_and_unknown_keys_close_nothing() {
    let mut session = session(USUAL);
    assert_eq!(session.change().open("types/stones"), Ok(()));
    press(&mut session, "o<f9><c-x>");
    assert_eq!(session.app().context(), Context::Letters);
    let said = text(&session);
    assert!(
        said.contains("Enter open") && said.contains("Esc close"),
        "{said}"
    );
    press(&mut session, "zzz");
    assert!(
        text(&session).contains("No row has these"),
        "{}",
        text(&session)
    );
    press(&mut session, "<enter>");
    assert_eq!(session.app().context(), Context::Letters);
    for (keys, place) in [("r", Context::Sources), ("aA", Context::List)] {
        press(&mut session, &format!("<esc><esc><esc>{keys}Q"));
        assert_eq!(session.app().context(), place, "{}", text(&session));
        press(&mut session, "/");
        assert_eq!(session.app().context(), Context::Filter);
        press(&mut session, "zzz<enter>");
        assert_eq!(session.app().context(), place);
        assert!(
            text(&session).contains("No row has these"),
            "{}",
            text(&session)
        );
        press(&mut session, "<esc>");
        assert!(
            !text(&session).contains("No row has these"),
            "{}",
            text(&session)
        );
        assert_eq!(session.app().context(), place);
    }
}

#[test]
fn a_digit_in_a_list_is_that_row() {
    let by_number = screen(USUAL, "]]o3");
    assert_eq!(by_number, screen(USUAL, "]]o<home><down><down><enter>"));
}

#[test]
fn a_first_key_shows_what_may_follow_and_stays_until_it_does() {
    let marked = screen(USUAL, "]]mam");
    assert!(
        marked.contains("Mark this place with a letter") && marked.contains("a  What is chalk"),
        "{marked}"
    );
    let copy = screen(USUAL, "]]y");
    assert!(
        copy.contains("t  copy the topic as text") && copy.contains("Esc cancel"),
        "{copy}"
    );
    for first in ["]]m", "]]ma'", "]]y"] {
        for unknown in ["<f9>", "%"] {
            let mut session = session(USUAL);
            press(&mut session, &format!("{first}{unknown}"));
            assert!(session.app().overlay().is_some(), "{first}");
            assert!(session.app().message.as_deref().is_some(), "{first}");
        }
    }
}

#[test]
fn help_begins_with_what_is_useful_here() {
    let help = screen(USUAL, "]]?");
    let rows: Vec<&str> = help.lines().collect();
    let first = rows
        .iter()
        .position(|row| row.contains("Useful here"))
        .unwrap();
    let all = rows
        .iter()
        .position(|row| row.trim() == "In the page" || row.trim() == "Reading")
        .unwrap();
    assert!(all - first <= 16 && all - first > 10, "{help}");
}

#[test]
fn a_comparison_and_the_sheet_filter_behind_slash() {
    let mut session = session(USUAL);
    assert_eq!(session.change().open("types/stones"), Ok(()));
    press(&mut session, "v/sand");
    let narrowed = text(&session);
    assert!(
        narrowed.contains("1 of 3 topics") && !narrowed.contains("Plates"),
        "{narrowed}"
    );
    press(&mut session, "<enter>");
    assert_eq!(session.app().context(), Context::Compare);
    press(&mut session, "<esc>");
    assert!(text(&session).contains("3 topics"), "{}", text(&session));
    assert_eq!(session.app().context(), Context::Compare);
    press(&mut session, "<esc>c]cC/sand");
    let narrowed = text(&session);
    assert!(
        narrowed.contains("> 2. Sand") || narrowed.contains(". Sand"),
        "{narrowed}"
    );
    assert!(!narrowed.contains(". Stones"), "{narrowed}");
    press(&mut session, "<enter>x<esc>");
    let rest = text(&session);
    assert!(
        rest.contains(". Stones") && !rest.contains(". Sand"),
        "{rest}"
    );
}
