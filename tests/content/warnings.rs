//! Warning signs, and what does not go together, where each is shown.

use calcinosis::content::{
    Block, BlockKind, Callout, Document, SourceFile, Urgency, from_folder, markdown,
};
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::Library;
use calcinosis::plain::{Format, show};

use crate::fixture;

fn library() -> Library {
    Library::load(&from_folder(&fixture("reference")).unwrap())
}

fn shown(library: &Library, id: &str, format: Format) -> String {
    show(library, &library.named(id).unwrap(), format, 60).unwrap()
}

/// The titles of a page's headings, but for those below its text.
fn headings(library: &Library, id: &str) -> Vec<String> {
    let page = library.page(library.find(id).unwrap());
    let titles = page.document.headings().map(|it| it.2);
    titles.take_while(|title| title != "Sources").collect()
}

#[test]
fn made_sections_stand_among_the_sections_of_a_treatment() {
    let library = library();
    assert_eq!(
        headings(&library, "treatments/ice"),
        [
            "Ice",
            "What it is",
            "Not together with",
            "Harms",
            "Stop and call",
            "When to get help",
            "Ambulance",
            "Soon",
        ]
    );
    assert_eq!(
        headings(&library, "treatments/rest"),
        ["Rest", "Not together with", "Harms"]
    );
}

#[test]
fn a_page_shows_its_rows_at_its_top_and_in_full_at_its_end() {
    let library = library();
    let text = shown(&library, "treatments/ice", Format::Text);
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words} in {text}"))
    };
    assert!(at("Ice is cold.") < at("! A hot stone with a fever: ambulance"));
    assert!(at("! A hot stone with a fever: ambulance") < at("! White skin: today"));
    assert!(at("Chalk of the skin (prevention): unknown") < at("! A hot stone"));
    assert!(at("self-care") < at("! A hot stone"));
    assert!(at("! A stone that grows: soon") < at("What it is"));
    let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "• Today: White skin. Numb skin. Do not take the next dose, and ask. [1]",
        "Ambulance Call an ambulance. • Anyone. A hot stone with a fever of 39 °C. On brown or black skin: Feel for the heat. It may kill. [1]",
    ] {
        assert!(flowing.contains(words), "{words} in {flowing}");
    }
    let markdown = shown(&library, "treatments/ice", Format::Markdown);
    assert!(markdown.contains("> ! A hot stone with a fever: **ambulance**"));
    let data = shown(&library, "treatments/ice", Format::Json);
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(
        data["red_flags"][1],
        serde_json::json!({"id": "ice-today", "level": "today", "who": "Anyone who uses ice.", "signs": ["White skin.", "Numb skin."]})
    );
    assert_eq!(
        data["sources"][0]["says"][0],
        "12 of 40 children have stones; 3 of 40 got sore skin."
    );
    assert_eq!(data["sources"][0]["author"], "Good A, An office, et al.");
}

#[test]
fn both_pages_of_a_pair_show_it() {
    let library = library();
    let text = shown(&library, "treatments/rest#not-together-with", Format::Text);
    assert!(
        text.contains("• With care: Ice. Both make stiff. [1]"),
        "{text}"
    );
    let text = shown(&library, "treatments/ice#not-together-with", Format::Text);
    assert!(
        text.contains("• With care: Rest. Both make stiff. [1]"),
        "{text}"
    );
    let ice = library.find("treatments/ice").unwrap();
    assert_eq!(library.pairs_of(ice).len(), 1);
}

#[test]
fn a_page_lists_all_rows_or_all_pairs() {
    let listing = |name: &str| {
        let mut files = from_folder(&fixture("reference")).unwrap();
        let text = format!(
            "+++\ntitle = \"All\"\n[extra]\nlists = \"{name}\"\nred_flags = [\"hot-now\"]\n+++\nText.\n"
        );
        files.push(SourceFile::new("all.md", text));
        Library::load(&files)
    };
    let flags = listing("red-flags");
    assert_eq!(headings(&flags, "all"), ["All", "Ambulance", "Soon"]);
    let text = shown(&flags, "all", Format::Text);
    assert!(
        !text.contains("! A hot stone") && !text.contains("White skin"),
        "{text}"
    );
    let pairs = listing("interactions");
    let text = shown(&pairs, "all#watch", Format::Text);
    assert!(
        text.contains("• Ice with Rest: Both make stiff. [1]"),
        "{text}"
    );
}

#[test]
fn signs_stand_above_the_facts_and_below_only_what_came_of_a_treatment() {
    let page = |evidence: &str| {
        format!(
            "+++\ntitle = \"Ice\"\n[extra]\nred_flags = [\"hot-now\"]\n{evidence}[extra.facts]\n\"Status\" = \"cold\"\n+++\nText.\n"
        )
    };
    let entry =
        "[[extra.evidence]]\nfor = \"calcinosis\"\nlevel = \"none\"\nfinding = \"unknown\"\n";
    for (evidence, signs_are_first) in [(0, true), (1, false), (2, false), (3, true)] {
        let mut files = from_folder(&fixture("reference")).unwrap();
        files.push(SourceFile::new("ice.md", page(&entry.repeat(evidence))));
        let library = Library::load(&files);
        let text = shown(&library, "ice", Format::Text);
        let at = |words: &str| text.to_lowercase().find(words).unwrap();
        let evidence_at = text.find("Chalk of the skin").unwrap_or(usize::MAX);
        let first = at("a hot stone with a fever") < at("status").min(evidence_at);
        assert_eq!(first, signs_are_first, "{evidence} entries: {text}");
    }
}

#[test]
fn a_pair_names_one_medicine_of_a_page_that_has_several() {
    let entry = |with: &str| {
        format!(
            "+++\ntitle = \"Ice\"\n[[extra.interactions]]\n{with}severity = \"ask\"\nwhy = \"So it is.\"\n+++\nText.\n"
        )
    };
    let named = "with = \"rest\"\nname = \"sleep\"\nown = \"snow\"\n";
    let all = "+++\ntitle = \"All\"\n[extra]\nlists = \"interactions\"\n+++\nText.\n";
    let library = Library::load(&[
        SourceFile::new("ice.md", entry(named)),
        SourceFile::new("rest.md", "+++\ntitle = \"Rest\"\n+++\nText.\n"),
        SourceFile::new("all.md", all),
    ]);
    for (page, words) in [
        ("ice", "Ask first: sleep (with snow). So it is."),
        ("rest", "Ask first: snow. So it is."),
        ("all", "Snow with sleep: So it is."),
    ] {
        let text = shown(&library, page, Format::Text);
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn the_first_screen_has_the_rows_that_say_so() {
    let library = library();
    let text = shown(&library, "_index", Format::Text);
    assert!(
        text.contains("! A hot stone with a fever: ambulance"),
        "{text}"
    );
    assert!(!text.contains("White skin"), "{text}");
}

#[test]
fn rows_come_by_urgency_and_by_group() {
    let library = library();
    let ids = |group: Option<&str>| -> Vec<(Urgency, Vec<String>)> {
        let levels = library.red_flags_for(group).into_iter();
        levels
            .map(|(urgency, rows)| (urgency, rows.iter().map(|row| row.id.clone()).collect()))
            .collect()
    };
    let hot = (Urgency::Now, vec!["hot-now".to_owned()]);
    let slow = (Urgency::Soon, vec!["slow-soon".to_owned()]);
    assert_eq!(ids(None), [hot.clone(), slow.clone()]);
    assert_eq!(ids(Some("child")), [hot.clone(), slow]);
    assert_eq!(ids(Some("old")), [hot]);
    assert_eq!(library.red_flags().groups, ["anyone", "child"]);
}

#[test]
fn a_screen_shows_the_first_rows_and_how_many_more() {
    let text = "x";
    let callout = Callout {
        rows: (1..7)
            .map(|row| markdown::inlines(&format!("Row {row}")))
            .collect(),
        shown: 4,
        more: Some("2 more: press !".to_owned()),
    };
    let block = Block::new(BlockKind::Callout(callout), 0..text.len());
    let document = Document {
        blocks: vec![block],
        footnotes: Vec::new(),
    };
    let lines = |drawings| -> Vec<String> {
        let options = Options {
            width: 40,
            measure: 40,
            symbols: Symbols::Unicode,
            drawings,
        };
        let layout = Layout::new(&document, &options);
        layout
            .lines
            .iter()
            .map(|line| line.text().to_owned())
            .collect()
    };
    let drawn = lines(Drawings::Drawn);
    assert_eq!(drawn.len(), 5);
    assert_eq!(
        (drawn[3].as_str(), drawn[4].as_str()),
        ("! Row 4", "  2 more: press !")
    );
    let told = lines(Drawings::Heard);
    assert_eq!((told.len(), told[5].as_str()), (6, "! Row 6"));
}

#[test]
fn a_tree_without_a_list_has_no_warnings() {
    let library = Library::load(&from_folder(&fixture("zola")).unwrap());
    assert!(library.red_flags().is_empty() && library.pairs().is_empty());
    assert_eq!(library.words().urgent, None);
    assert!(library.ids().all(|id| library.warnings(id).is_empty()));
}
