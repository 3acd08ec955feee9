//! The list of warning signs.

use calcinosis::content::Urgency;
use calcinosis::library::Library;

use super::support::{press, rows, session, session_of, shipped, text};
use super::{SMALL, USUAL};

/// The first general sign of an urgency.
fn first(library: &Library, urgency: Urgency) -> String {
    let all = library.red_flags_for(None);
    let (_, rows) = all.into_iter().find(|(own, _)| *own == urgency).unwrap();
    rows[0].short.clone()
}

#[test]
fn one_key_lists_the_signs_by_how_soon() {
    for size in [USUAL, SMALL] {
        let mut session = shipped(size);
        press(&mut session, "!");
        let shown = text(&session);
        assert!(
            shown.contains("Ambulance") && shown.contains("For: [everybody]"),
            "{shown}"
        );
        let sign = first(session.app().state.library(), Urgency::Now);
        let start: String = sign.chars().take(20).collect();
        assert!(shown.contains(&format!("> {start}")), "{shown}");
        press(&mut session, "<end>");
        press(&mut session, &"<up>".repeat(4));
        assert!(text(&session).contains("Esc close"), "{}", text(&session));
    }
}

#[test]
fn every_sign_but_those_of_one_medicine_is_listed_then_the_pages() {
    let mut session = shipped((100, 400));
    press(&mut session, "!");
    let shown = text(&session);
    let library = session.app().state.library();
    let flags = library.red_flags();
    let start = |text: &str| text.chars().take(40).collect::<String>();
    for row in &flags.rows {
        let is_listed = shown.contains(&start(&row.short));
        assert_eq!(is_listed, row.stop.is_none(), "{}\n{shown}", row.short);
    }
    let last = flags.general().last().unwrap();
    let urgent = library.ids().filter(|id| library.topic(*id).urgent);
    for id in urgent {
        let title = &library.topic(id).title;
        assert!(
            shown.find(&**title) > shown.find(&start(&last.short)),
            "{title}"
        );
    }
}

#[test]
fn a_group_narrows_and_letters_filter() {
    let mut session = shipped(USUAL);
    let groups = session.app().state.library().red_flags().groups.clone();
    press(&mut session, "!<tab>");
    let group = groups.iter().find(|it| *it != "anyone").unwrap();
    assert!(
        text(&session).contains(&format!("[{group}]")),
        "{}",
        text(&session)
    );
    press(&mut session, "<s-tab>dialysis fever");
    let shown = text(&session);
    assert!(shown.contains("On dialysis: fever"), "{shown}");
    assert!(shown.contains("1 of "), "{shown}");
    press(&mut session, "qqq");
    assert!(
        text(&session).contains("No row has these words."),
        "{}",
        text(&session)
    );
    press(&mut session, "<esc>");
    assert!(session.app().overlay().is_none());
}

#[test]
fn enter_opens_why_how_it_looks_and_the_sources_and_esc_comes_back() {
    for size in [USUAL, SMALL] {
        let mut session = shipped(size);
        press(&mut session, "!<down>");
        let list = text(&session);
        press(&mut session, "<enter>");
        let mut seen = String::new();
        for _ in 0..80 {
            seen += &rows(&session.screen().0).join(" ");
            press(&mut session, "j");
        }
        let words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in ["Ambulance", "On brown or black skin:", "[1]", "[2]"] {
            assert!(words.contains(said), "{said}\n{words}");
        }
        press(&mut session, "<esc>");
        assert_eq!(text(&session), list);
    }
}

#[test]
fn without_signs_the_urgent_pages_are_listed_and_with_neither_there_is_no_such_key() {
    let mut pages = session(USUAL);
    press(&mut pages, "!");
    let shown = text(&pages);
    assert!(
        shown.contains("Sand") && !shown.contains("For: "),
        "{shown}"
    );
    press(&mut pages, "<enter>");
    assert!(pages.app().overlay().is_none());
    let page = "+++\ntitle = \"One\"\n+++\nText.\n";
    let mut neither = session_of(&[("a.md", page)], (140, 24));
    assert!(!text(&neither).contains("! urgent"), "{}", text(&neither));
    press(&mut neither, "!");
    assert!(
        text(&neither).contains("! does nothing here"),
        "{}",
        text(&neither)
    );
    press(&mut neither, "?now");
    assert!(
        !text(&neither).contains("when to get help now"),
        "{}",
        text(&neither)
    );
}
