//! Somebody else's tree: no screen says a word of medicine.

use super::USUAL;
use super::support::{press, session_of, text};

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

#[test]
fn no_screen_of_a_foreign_tree_says_a_word_of_medicine() {
    for (keys, shown) in SCREENS {
        for size in [USUAL, (120, 40)] {
            let mut session = session_of(TREE, size);
            press(&mut session, keys);
            let screen = text(&session);
            assert!(screen.contains(shown), "{keys}: {shown} in\n{screen}");
            let said = screen.to_lowercase();
            for word in OF_MEDICINE {
                assert!(!said.contains(word), "{keys}: {word} in\n{screen}");
            }
        }
    }
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
