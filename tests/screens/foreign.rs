//! Somebody else's tree: no screen says a word of medicine.

use std::sync::Arc;

use calcinosis::config::Settings;
use calcinosis::content::SourceFile;
use calcinosis::plain::PlainReader;
use calcinosis::wire::Capabilities;

use super::USUAL;
use super::foreign_trees::{blog, documentation, vault};
use super::support::{Indexed, indexed, press, session_of, text, with};

const TREE: &[(&str, &str)] = &[
    (
        "_index.md",
        "+++\ntitle = \"Cookbook\"\n+++\nSee [bread](@/baking/bread.md).\n",
    ),
    (
        "baking/_index.md",
        "+++\ntitle = \"Baking\"\nsort_by = \"weight\"\n+++\n",
    ),
    (
        "baking/bread.md",
        "+++\ntitle = \"Bread\"\nweight = 1\nupdated = 2024-05-01\n+++\nKnead it.\n\n## Time\n\nAn hour.\n",
    ),
    (
        "baking/buns.md",
        "+++\ntitle = \"Buns\"\nweight = 2\n+++\nRoll them.\n",
    ),
];

/// What opens each screen, and words that it shows.
const SCREENS: &[(&str, &str)] = &[
    ("", "Cookbook"),
    ("s", "Type a word"),
    ("]]<tab>", "Knead it."),
    ("]]=", "About this page"),
    ("]]!", ""),
    ("]]w", "No topic of this reference names a place."),
    ("]]c", "Clipped “Bread” to the sheet; C opens it."),
    ("]]cC", "Sheet"),
    ("]]cCw", ""),
    ("]]v", "Buns"),
    ("]]r", "cites no source"),
    ("]]o", "Time"),
    ("?", "Keys"),
    (":", ""),
    ("]]yt", "Sent to the terminal's clipboard"),
    ("A", "No bookmark"),
];

const OF_MEDICINE: &[&str] = &[
    "clinician",
    "doctor",
    "visit",
    "appointment",
    "medic",
    "treat",
    "disease",
    "review",
    "on the body",
    "get help",
    "warning sign",
    "patient",
    "feel",
];

fn says_nothing_of_medicine(said: &str) {
    let small = said.to_lowercase();
    for word in OF_MEDICINE {
        assert!(!small.contains(word), "{word} in\n{said}");
    }
}

#[test]
fn no_screen_of_a_foreign_tree_says_a_word_of_medicine() {
    for (keys, shown) in SCREENS {
        for size in [USUAL, (120, 40)] {
            let mut session = session_of(TREE, size);
            press(&mut session, keys);
            let screen = text(&session);
            assert!(screen.contains(shown), "{keys}: {shown} in\n{screen}");
            says_nothing_of_medicine(&screen);
        }
    }
}

/// What is typed in plain mode, a line each.
const LINES: &[&str] = &[
    "?", "!", "w", "s one", "1", "c", "C", "v", "=", "r", "o", "yt", "? urgent", "? body",
    "contents", "a",
];

/// A tree as somebody keeps it, with key scripts and names for the pictures that they lead to.
fn pictures(name: &str, files: &[SourceFile], scripts: &[(&str, &str)]) {
    let tree: Indexed = indexed(files);
    for (part, keys) in scripts {
        let mut session = with(&tree, Settings::default(), USUAL, Capabilities::XTERM);
        press(&mut session, keys);
        let screen = text(&session);
        says_nothing_of_medicine(&screen);
        insta::assert_snapshot!(format!("tree_{name}_{part}"), screen);
    }
    let (library, index) = (Arc::clone(&tree.0), Arc::clone(&tree.1));
    let mut plain = PlainReader::new(library, index, Settings::default(), 80);
    says_nothing_of_medicine(&plain.greeting());
    for line in LINES {
        says_nothing_of_medicine(&plain.answer(line).text);
    }
}

#[test]
fn a_documentation_a_blog_and_a_vault_in_pictures() {
    let scripts = [
        ("first", ""),
        ("page", "sstart 3<enter>"),
        ("found", "skey2"),
    ];
    pictures("documentation", &documentation(), &scripts);
    let scripts = [
        ("first", "<tab>"),
        ("post", "sphoto 6<enter>"),
        ("found", "scaption 74"),
    ];
    pictures("blog", &blog(), &scripts);
    let scripts = [
        ("first", ""),
        ("note", "szazolc<enter>"),
        ("day", "s2024<enter>"),
        ("about", "sbo li<enter>="),
        ("sheet", "]]cC"),
    ];
    pictures("vault", &vault(), &scripts);
}

#[test]
fn a_link_to_an_element_of_html_leads_to_its_line() {
    let paragraphs: Vec<String> = (1..=40).map(|it| format!("Paragraph {it}.\n\n")).collect();
    let text = paragraphs
        .concat()
        .replace("Paragraph 30.", "<a id=\"spot\"></a>Paragraph 30.");
    let mut session = session_of(&[("a.md", &format!("# A\n\n{text}"))], USUAL);
    assert_eq!(session.change().open("a#spot"), Ok(()));
    let screen = super::support::rows(&session.screen().0);
    assert!(screen[1].contains("Paragraph 30."), "{screen:?}");
}
