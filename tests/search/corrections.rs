//! What a misspelt word is taken for, and that it is always said.

use calcinosis::content::SourceFile;
use calcinosis::library::Library;

use crate::answers::search;
use crate::{found, ids, library};

#[test]
fn a_word_of_a_search_key_is_right_as_it_is() {
    let library = library(&[
        (
            "tablets.md",
            "title = \"Tablets\"\n[extra]\nkeys = [\"glims\", \"a lump that weebs\"]",
            "Chewed for the stomach. A keebs, a weems.",
        ),
        (
            "hand.md",
            "title = \"Hand\"",
            "The glins are five, the thumb is one.",
        ),
    ]);
    for query in ["glims ", "weebs "] {
        let results = search(&library, query);
        assert_eq!(ids(&library, &results.hits), ["tablets"], "{query}");
        assert_eq!(results.note, None, "{query}");
    }
}

#[test]
fn a_correction_that_the_word_may_also_become_is_said() {
    let library = library(&[(
        "a.md",
        "title = \"Vellmin\"\n[extra]\nmisspellings = [\"vellmi\"]",
        "A vellmin.",
    )]);
    let note = search(&library, "vellmi").note;
    assert_eq!(note.as_deref(), Some("“vellmi” is a spelling of vellmin"));
}

#[test]
fn a_correction_that_has_synonyms_is_said_as_one() {
    let files = [
        SourceFile::new("a.md", "+++\ntitle = \"Zorb\"\n+++\nA vellmin."),
        SourceFile::new("synonyms.toml", "[words]\nzorb = [\"vellmin\"]\n"),
    ];
    let note = search(&Library::load(&files), "velmin ").note;
    let said = "no topic has “velmin”; nearest: vellmin";
    assert_eq!(note.as_deref(), Some(said));
}

#[test]
fn a_brand_is_right_as_it_is_and_a_listed_misspelling_is_a_spelling() {
    let names =
        "[extra]\nbrands = [\"Vellmor\", \"Velmor\"]\nmisspellings = [\"velmin\", \"velmyn\"]";
    let library = library(&[
        (
            "a.md",
            &format!("title = \"Vellmin\"\n{names}"),
            "A vellmin.",
        ),
        ("b.md", "title = \"Other\"", "Nothing."),
    ]);
    for (query, note) in [
        ("vellmor ", None),
        ("velmin ", Some("“velmin” is a spelling of vellmin")),
        ("vellmyn ", Some("no topic has “vellmyn”; nearest: vellmin")),
        (
            "quokka velmyn ",
            Some("no topic has “quokka”. “velmyn” is a spelling of vellmin"),
        ),
    ] {
        let results = search(&library, query);
        assert_eq!(results.note.as_deref(), note, "{query}");
        assert_eq!(ids(&library, &results.hits), ["a"], "{query}");
    }
    let why = |query: &str| search(&library, query).hits[0].why.to_string();
    assert_eq!(why("velmyn "), "title");
    assert_eq!(why("vellmor "), "people say “Vellmor”");
}

#[test]
fn talk_is_never_corrected_and_never_missed() {
    let library = library(&[
        (
            "a.md",
            "title = \"Lump\"",
            "The other lump, bother it, on the thank-offering.",
        ),
        ("b.md", "title = \"Other\"", "Somewhere else."),
    ]);
    for query in [
        "hello my mother has a lump thanks",
        "whose lump till now",
        "lump, his dad says",
    ] {
        let results = search(&library, query);
        assert_eq!(ids(&library, &results.hits)[0], "a", "{query}");
        assert_eq!(results.note, None, "{query}");
    }
    // A query of nothing but talk is still looked for.
    assert!(!found(&library, "somebody else").is_empty());
}

#[test]
fn every_correction_is_said() {
    let library = library(&[("a.md", "title = \"Finger lump\"", "Chalk.")]);
    let note = |query: &str| search(&library, query).note;
    let parts = "no topic has “fingerchalk”; nearest: finger chalk";
    assert_eq!(note("fingerchalk ").as_deref(), Some(parts));
    assert_eq!(
        note("chalc ").as_deref(),
        Some("no topic has “chalc”; nearest: chalk")
    );
    assert_eq!(
        note("chalk and quux ").as_deref(),
        Some("no topic has “quux”")
    );
    assert_eq!(note("chal"), None);
}
