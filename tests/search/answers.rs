//! What an answer says: reasons, marks, counts and the section shown beside it.

use calcinosis::content::SourceFile;
use calcinosis::library::Library;
use calcinosis::search::{Index, Results, Snippet, Why};

use crate::{found, ids, library};

pub fn search(library: &Library, query: &str) -> Results {
    Index::new(library).search(library, query, 50)
}

fn marked(snippet: &Snippet) -> Vec<&str> {
    let marks = snippet.marks.iter();
    marks
        .map(|mark| snippet.text.get(mark.clone()).unwrap())
        .collect()
}

#[test]
fn a_title_without_the_words_typed_says_what_was_typed_for_it() {
    let files = [
        SourceFile::new("a.md", "+++\ntitle = \"Outlook\"\n+++\nIt fades."),
        SourceFile::new("b.md", "+++\ntitle = \"Other\"\n+++\nNothing."),
        SourceFile::new("synonyms.toml", "[words]\noutlook = [\"go away\"]\n"),
    ];
    let library = Library::load(&files);
    let why = |query: &str| search(&library, query).hits[0].why.to_string();
    assert_eq!(why("does it go away"), "people say “go away”");
    assert_eq!(why("outlook does it go away"), "title");
}

#[test]
fn a_topic_and_a_part_of_it_open_at_that_part() {
    let body = "Intro.\n\n## Dose\n\nA little.\n\n## Harms of it\n\nIt hurts.\n";
    let library = library(&[
        ("a.md", "title = \"Vellmin\"", body),
        ("b.md", "title = \"Glim\"", body),
        (
            "c.md",
            "title = \"Other\"",
            "Vellmin and glim harm; vellmin harms.",
        ),
    ]);
    let hit = |query: &str| search(&library, query).hits.swap_remove(0);
    for (query, topic, slug) in [
        ("vellmin harms", "a", Some("harms-of-it")),
        ("what are the harms of glim", "b", Some("harms-of-it")),
        ("glim dose", "b", Some("dose")),
        ("glim", "b", None),
    ] {
        let hit = hit(query);
        assert_eq!(library.topic(hit.topic).id, topic, "{query}");
        assert_eq!(hit.slug(), slug, "{query}");
    }
}

#[test]
fn a_heading_that_says_all_that_is_asked_is_as_good_as_a_name() {
    let often = "Zorb out of a vellmin, a vellmin with zorb. ".repeat(5);
    let library = library(&[
        (
            "a.md",
            "title = \"Other\"\ndescription = \"Zorb of a vellmin.\"",
            &often,
        ),
        (
            "b.md",
            "title = \"Look-alikes\"",
            "All.\n\n## Zorb from a vellmin\n\nThe glim.\n\n## Other\n\nNone.",
        ),
    ]);
    let hit = &search(&library, "zorb from a vellmin").hits[0];
    assert_eq!(
        (library.topic(hit.topic).id.as_str(), hit.slug()),
        ("b", Some("zorb-from-a-vellmin"))
    );
}

#[test]
fn a_key_is_the_reason_only_when_half_of_it_was_typed() {
    let library = library(&[(
        "a.md",
        "title = \"T\"\n[extra]\nkeys = [\"swollen knee after a long fall\"]",
        "Intro.\n\n## Knee\n\nThe knee is swollen.",
    )]);
    let why = |query: &str| search(&library, query).hits[0].why.clone();
    let Why::Key(key) = why("swollen knee fall") else {
        panic!("{:?}", why("swollen knee fall"));
    };
    assert_eq!(marked(&key), ["swollen", "knee", "fall"]);
    assert_eq!(why("knee").to_string(), "part “Knee”");
}

#[test]
fn a_snippet_shows_the_first_marked_word_soon_and_no_flattened_table() {
    let long = "Many words stand here before the one that somebody looks for in this sentence about chalk and lime.";
    let table = "| Name | Colour |\n|---|---|\n| chalk | white |\n| slate | grey |\n";
    let library = library(&[
        ("a.md", "title = \"A\"", &format!("{long} {long}\n")),
        ("b.md", "title = \"B\"", table),
    ]);
    let index = Index::new(&library);
    let results = index.search(&library, "chalk ", 20);
    let text = |id: &str| {
        let mut hits = results.hits.iter();
        let hit = hits.find(|hit| library.topic(hit.topic).id == id).unwrap();
        index.excerpt(&library, &results.highlighter, hit)
    };
    assert_eq!(text("b").text, "chalk · white");
    assert!(text("a").marks[0].start <= 40, "{:?}", text("a"));
    assert_eq!(marked(&text("a"))[0], "chalk");
}

#[test]
fn a_list_of_links_is_no_text() {
    let library = library(&[
        (
            "a.md",
            "title = \"A\"",
            "Text.\n\n## Next steps\n\n- Read [warfarin](@/b.md) next.\n",
        ),
        ("b.md", "title = \"Warfarin\"", "A blood thinner."),
    ]);
    assert_eq!(found(&library, "warfarin"), ["b"]);
}

#[test]
fn weak_hits_are_counted_and_not_shown() {
    let page = |number: usize| {
        let text = format!(
            "+++\ntitle = \"Page {number}\"\n+++\nWords {} lime.",
            "and more words ".repeat(50)
        );
        SourceFile::new(format!("p{number}.md"), text)
    };
    let mut files: Vec<SourceFile> = (0..40).map(page).collect();
    files.push(SourceFile::new(
        "lime.md",
        "+++\ntitle = \"Lime kiln\"\n+++\nLime.",
    ));
    let library = Library::load(&files);
    let results = search(&library, "lime kiln");
    assert_eq!(ids(&library, &results.hits)[0], "lime");
    assert_eq!(
        (results.hits.len(), results.total, results.found),
        (10, 10, 41)
    );
    let results = search(&library, "lime");
    assert_eq!(results.found, 41);
}

#[test]
fn a_page_about_everything_stands_behind_and_a_named_site_before() {
    let twins = library(&[
        (
            "a.md",
            "title = \"Stones\"\n[extra]\noverview = true",
            "Stones in the skin.",
        ),
        ("b.md", "title = \"Stones\"", "Stones in the skin."),
    ]);
    assert_eq!(found(&twins, "stones skin"), ["b", "a"]);
    let sites = library(&[
        (
            "a.md",
            "title = \"A\"\n[extra]\nsites = [\"knee\"]",
            "Stones at the elbow.",
        ),
        (
            "b.md",
            "title = \"B\"\n[extra]\nsites = [\"elbow\"]",
            "Stones at the elbow.",
        ),
    ]);
    assert_eq!(found(&sites, "stones elbow"), ["b", "a"]);
    assert_eq!(found(&sites, "stones"), ["a", "b"]);
}

#[test]
fn what_only_a_key_hardly_typed_and_a_source_have_is_found_by_the_source() {
    let key = "feldspar that nobody would ever type with so many other words";
    let matter =
        format!("title = \"A\"\n[extra]\nkeys = [\"{key}\"]\n[extra.facts]\nColour = \"ochre\"");
    let library = Library::load(&[
        SourceFile::new(
            "a.md",
            format!("+++\n{matter}\n+++\nA source says so.[^one]\n"),
        ),
        SourceFile::new(
            "sources.toml",
            "[one]\ntitle = \"One\"\nsays = [\"Feldspar and ochre.\"]\n".to_owned(),
        ),
    ]);
    let index = Index::new(&library);
    let why = |query| index.search(&library, query, 5).hits[0].why.to_string();
    assert_eq!(why("feldspar"), "in a source: One");
    assert_eq!(why("ochre"), "in the text");
    let results = index.search(&library, "ochre", 5);
    let shown = index.excerpt(&library, &results.highlighter, &results.hits[0]);
    assert_eq!(shown.text, "Colour · ochre");
}

#[test]
fn the_words_shown_are_of_the_source_that_is_named() {
    let apart = "much else is told between the one word and the other ".repeat(5);
    let sources = format!(
        "[one]\ntitle = \"One\"\nsays = [\"Feldspar: {apart} and gypsum.\"]\n\
         [two]\ntitle = \"Two\"\nsays = [\"Feldspar with gypsum.\"]\n"
    );
    let library = Library::load(&[
        SourceFile::new(
            "a.md",
            "+++\ntitle = \"A\"\n+++\nBoth say so.[^one][^two]\n".to_owned(),
        ),
        SourceFile::new("sources.toml", sources),
    ]);
    let index = Index::new(&library);
    let results = index.search(&library, "feldspar gypsum", 5);
    let hit = &results.hits[0];
    assert_eq!(hit.why.to_string(), "in a source: One");
    let shown = index.excerpt(&library, &results.highlighter, hit);
    assert!(shown.text.contains("between"), "{}", shown.text);
}

#[test]
fn the_section_of_a_hit_is_shown_whole() {
    let body = "Intro.\n\n## Look\n\nIt is chalky.\n\n- White **chalk**.\n\n## After\n\nMore.\n";
    let library = library(&[("a.md", "title = \"T\"", body)]);
    let index = Index::new(&library);
    let results = index.search(&library, "chalk", 5);
    let hit = &results.hits[0];
    let anchor = hit.places[0].anchor;
    let preview = index.preview(&library, &results.highlighter, hit.topic, anchor);
    assert_eq!(preview.heading.as_deref(), Some("Look"));
    let texts: Vec<&str> = preview
        .paragraphs
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(texts, ["It is chalky.", "White chalk."]);
    assert_eq!(marked(&preview.paragraphs[1]), ["chalk"]);
}

#[test]
fn what_is_typed_plainly_finds_what_is_written_specially() {
    let text = "H₂O, low\u{2011}dose, Sjögren’s, Straße, Łódź, Ødegård, Cæsar, −2.5 and 1,250 mg.";
    let library = library(&[
        ("a.md", "title = \"A\"", text),
        ("b.md", "title = \"B\"", "Nothing."),
    ]);
    for query in [
        "h2o ",
        "low-dose ",
        "sjogren's ",
        "strasse ",
        "lodz ",
        "odegard ",
        "caesar ",
        "-2.5 ",
        "1250 ",
    ] {
        let results = search(&library, query);
        assert_eq!(ids(&library, &results.hits), ["a"], "{query}");
        assert_eq!(results.note, None, "{query}");
    }
    assert!(found(&library, "5 ").is_empty());
}
