//! The finder finds: queries as people type them, judged against the topics that answer them.

#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a test reports its figures and fails loudly"
)]

#[path = "search/answers.rs"]
mod answers;
#[path = "search/corrections.rs"]
mod corrections;
#[path = "search/leave_out.rs"]
mod leave_out;
#[path = "search/queries.rs"]
mod queries;
#[path = "search/wrappers.rs"]
mod wrappers;

use calcinosis::content::{REFERENCE, SourceFile, embedded};
use calcinosis::library::Library;
use calcinosis::search::{Hit, Index};

use queries::{Score, queries, rank};

/// How many of each half must have the right topic first, and among the first three.
const FLOORS: [(&str, usize, usize); 2] = [("tune", 656, 675), ("final", 199, 205)];

#[test]
fn the_right_topic_comes_first() {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    let show = std::env::var("SEARCH_MISSES").unwrap_or_default();
    let mut score = Score::default();
    for query in queries() {
        let rank = rank(&index, &library, &query);
        score.add(&query, rank);
        if show == query.half && rank != Some(0) {
            println!("{rank:?} {} | {}", query.text, query.topics.join(","));
            for hit in index.search(&library, query.text, 3).hits {
                let id = &library.topic(hit.topic).id;
                println!("      {:6.2} {id} — {}", hit.score, hit.why);
            }
        }
    }
    println!("as it is\n{score}");
    for (half, first, three) in FLOORS {
        let found = score.of(half);
        assert!(
            found.first >= first && found.three >= three,
            "the finder finds less of the list `{half}` than it did"
        );
    }
}

#[test]
fn synonyms_lead_to_words_of_the_reference() {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    let (mut unknown, mut lost) = (Vec::new(), Vec::new());
    for (word, typed) in library.synonyms() {
        let topics = |query: &str, limit| {
            let hits = index.search(&library, query, limit).hits;
            hits.into_iter().map(|hit| hit.topic).collect::<Vec<_>>()
        };
        let wanted = topics(&format!("{word} "), 100);
        if wanted.is_empty() {
            unknown.push(word.clone());
        }
        for phrase in typed {
            let found = topics(&format!("{phrase} "), 20);
            if !found.iter().any(|topic| wanted.contains(topic)) {
                lost.push(format!("{phrase} for {word}"));
            }
        }
    }
    assert!(unknown.is_empty(), "not in the reference: {unknown:?}");
    assert!(lost.is_empty(), "leads nowhere: {lost:?}");
}

#[test]
fn what_people_type_finds_the_word_of_the_reference() {
    let files = [
        SourceFile::new("a.md", "+++\ntitle = \"Warfarin\"\n+++\nAn anticoagulant."),
        SourceFile::new("b.md", "+++\ntitle = \"Other\"\n+++\nThe blood is thin."),
        SourceFile::new(
            "c.md",
            "+++\ntitle = \"Third\"\n+++\nA lump on the buttock.",
        ),
        SourceFile::new(
            "synonyms.toml",
            "same = [[\"lump\", \"bump\"]]\n[words]\nanticoagulant = [\"blood thinner\"]\nbuttock = [\"bum\"]\n",
        ),
    ];
    let library = Library::load(&files);
    assert_eq!(found(&library, "blood thinners")[0], "a");
    assert_eq!(found(&library, "bump on my bum "), ["c"]);
    let index = Index::new(&library);
    let results = index.search(&library, "bum ", 20);
    assert_eq!(results.note, None);
    let hit = index.excerpt(&library, &results.highlighter, &results.hits[0]);
    let marked = hit
        .marks
        .iter()
        .map(|mark| hit.text.get(mark.clone()).unwrap());
    assert_eq!(marked.collect::<Vec<_>>(), ["buttock"]);
}

/// A little reference of pages, each given as path, front matter and body.
fn library(pages: &[(&str, &str, &str)]) -> Library {
    let page = |(path, matter, body): &(&str, &str, &str)| {
        SourceFile::new(*path, format!("+++\n{matter}\n+++\n{body}"))
    };
    let files: Vec<SourceFile> = pages.iter().map(page).collect();
    Library::load(&files)
}

fn ids<'a>(library: &'a Library, hits: &[Hit]) -> Vec<&'a str> {
    let id = |hit: &Hit| library.topic(hit.topic).id.as_str();
    hits.iter().map(id).collect()
}

fn found(library: &Library, query: &str) -> Vec<String> {
    let hits = Index::new(library).search(library, query, 20).hits;
    ids(library, &hits).into_iter().map(str::to_owned).collect()
}

#[test]
fn british_and_american_words_find_each_other() {
    let library = library(&[
        (
            "a.md",
            "title = \"Tumour\"",
            "Haemodialysis with oedema, localised.",
        ),
        ("b.md", "title = \"Other\"", "Nothing of that."),
    ]);
    for query in [
        "tumor",
        "hemodialysis",
        "edema",
        "localized",
        "TUMOURS",
        "tümor",
    ] {
        assert_eq!(found(&library, query), ["a"], "{query}");
    }
}

#[test]
fn a_key_of_two_topics_shows_both_and_says_so() {
    let library = library(&[
        (
            "a.md",
            "title = \"Cutaneous\"\n[extra]\nkeys = [\"CC\"]",
            "",
        ),
        (
            "b.md",
            "title = \"Circumscribed\"\n[extra]\nkeys = [\"CC\"]",
            "CC CC",
        ),
        ("c.md", "title = \"Body only\"", "cc cc cc"),
    ]);
    let results = Index::new(&library).search(&library, "cc", 20);
    assert_eq!(ids(&library, &results.hits), ["b", "a", "c"]);
    assert_eq!(results.note.as_deref(), Some("“CC” has two meanings"));
    assert_eq!(results.hits[0].why.to_string(), "people say “CC”");
}

#[test]
fn keys_shared_on_purpose_count_as_keys() {
    let pages = [
        SourceFile::new("a.md", "+++\ntitle = \"First\"\n+++\n"),
        SourceFile::new("b.md", "+++\ntitle = \"Second\"\n+++\n"),
        SourceFile::new("ambiguous.toml", "[keys]\n\"PD\" = [\"a\", \"b\"]\n"),
    ];
    let library = Library::load(&pages);
    let results = Index::new(&library).search(&library, "PD", 20);
    assert_eq!(ids(&library, &results.hits), ["a", "b"]);
    assert!(results.note.unwrap().contains("two meanings"));
}

#[test]
fn the_hit_says_why_and_marks_the_words() {
    let body = "Intro.\n\n## What it is confused with\n\nA gouty lump can be just as chalky.[^x] Milia are not.\n";
    let library = library(&[
        ("a.md", "title = \"Tophus\"\ndescription = \"Gout.\"", body),
        ("b.md", "title = \"Other\"", "Nothing."),
    ]);
    let index = Index::new(&library);
    let results = index.search(&library, "chalky lumps", 20);
    let hit = &results.hits[0];
    let snippet = index.excerpt(&library, &results.highlighter, hit);
    assert_eq!(hit.why.to_string(), "in “What it is confused with”");
    let marked: Vec<&str> = snippet
        .marks
        .iter()
        .map(|mark| snippet.text.get(mark.clone()).unwrap())
        .collect();
    assert_eq!(marked, ["lump", "chalky"]);
    let place = &hit.places[0];
    assert_eq!(place.slug.as_deref(), Some("what-it-is-confused-with"));
    let text = library.text(hit.topic);
    let section = text.get(place.anchor..).unwrap();
    assert!(section.starts_with("## What it is confused with"));
}

#[test]
fn words_of_no_topic_are_named() {
    let library = library(&[("a.md", "title = \"Calciphylaxis\"", "")]);
    let index = Index::new(&library);
    let note = |query: &str| index.search(&library, query, 20).note;
    let nearest = "no topic has “calsifilaxsis”; nearest: calciphylaxis";
    assert_eq!(note("calsifilaxsis ").as_deref(), Some(nearest));
    assert_eq!(note("quokka ").as_deref(), Some("no topic has “quokka”"));
    assert_eq!(note("calciphylaxis"), None);
}

#[test]
fn stop_words_alone_still_find() {
    let library = library(&[
        (
            "a.md",
            "title = \"Doubt\"\n[extra]\nkeys = [\"is it true\"]",
            "text",
        ),
        ("b.md", "title = \"Other\"", "It is the one, it is."),
    ]);
    assert_eq!(found(&library, "is it true")[0], "a");
    assert_eq!(found(&library, "it is").len(), 2);
}

/// What nobody should type, and somebody will.
const ODD: [&str; 25] = [
    "",
    " ",
    "   \t ",
    ".*",
    "(((",
    "[a-z]+\\b",
    "\"quoted",
    "שלום עולם",
    "مرحبا",
    "🙂",
    "\u{0}\u{7}\u{1b}[31m",
    "\u{202e}gnol",
    "a",
    "'",
    "’",
    "-",
    "e\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "石灰化",
    "in:",
    "site:",
    "in:x",
    ":",
];

#[test]
fn any_input_gives_an_answer() {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    let long = [
        "calcium lump ",
        "calcinosis",
        "🌕",
        "in: site: in:x site:y :: : ",
    ]
    .map(|text| text.repeat(1000));
    for input in ODD.into_iter().chain(long.iter().map(String::as_str)) {
        let results = index.search(&library, input, 50);
        for hit in &results.hits {
            assert!(hit.score.is_finite());
            let snippet = index.excerpt(&library, &results.highlighter, hit);
            for mark in &snippet.marks {
                assert!(snippet.text.get(mark.clone()).is_some(), "{input:?}");
            }
        }
    }
}

#[test]
fn a_library_without_topics_finds_nothing() {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    let nothing = index.search(&Library::default(), "calcium", 50);
    assert!(nothing.hits.is_empty());
    let empty = Index::new(&Library::default());
    assert!(
        empty
            .search(&Library::default(), "calcium", 50)
            .hits
            .is_empty()
    );
}

#[test]
fn a_key_made_of_talk_alone_is_why_a_topic_was_found() {
    let library = Library::load(&embedded());
    let index = Index::of(&library);
    let hits = index.search(&library, "is it dangerous", 1).hits;
    assert_eq!(hits[0].why.to_string(), "people say “is it dangerous”");
}

#[test]
fn the_index_packed_with_the_reference_is_the_one_of_its_files() {
    let library = Library::load(&embedded());
    let packed = Index::new(&library).packed().unwrap();
    assert_eq!(library.packed_index(), packed);
    assert_eq!(Index::of(&library).packed().unwrap(), packed);
    for left_out in ["synonyms.toml", "types/tumoral.md"] {
        let mut files = embedded();
        files.retain(|file| file.path != left_out);
        assert!(Library::load(&files).packed_index().is_empty());
    }
}

#[test]
fn the_links_packed_with_the_reference_are_those_of_its_files() {
    let text = |file: &SourceFile| SourceFile::new(file.path.clone(), file.text().unwrap());
    let files: Vec<SourceFile> = embedded().iter().map(text).collect();
    let library = Library::load(&files);
    assert_eq!(REFERENCE.links, library.links().packed().unwrap());
    assert_eq!(Library::load(&embedded()).links(), library.links());
}

#[test]
fn every_key_and_title_comes_first() {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    for id in library.ids() {
        let topic = library.topic(id);
        let keys = topic.matter().keys.iter().map(String::as_str);
        for name in keys.chain([&*topic.title]) {
            let owners = library.with_key(name).len().max(1);
            let hits = index.search(&library, name, owners.max(2)).hits;
            let own = hits.iter().any(|hit| hit.topic == id);
            assert!(own, "{name}: {:?}", ids(&library, &hits));
        }
    }
}
