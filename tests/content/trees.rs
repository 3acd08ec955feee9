//! Three trees as other people keep them: the documentation of a site generator, a blog of years, a vault of notes.
//! Every page opens, what is on it is found, and no word of medicine is said.

use calcinosis::library::check::check;
use calcinosis::library::{Library, Target};
use calcinosis::plain::{Format, list, show};
use calcinosis::search::Index;

use crate::TODAY;
use crate::foreign_trees::{blog, documentation, vault};

/// Every page says something, as text, Markdown and data.
fn shows_every_page(library: &Library) {
    for id in library.ids() {
        let name = &library.topic(id).id;
        let named = library.named(name).unwrap();
        for format in [Format::Text, Format::Markdown, Format::Json] {
            let text = show(library, &named, format, 80).unwrap();
            assert!(text.lines().count() > 1, "{name}: {text}");
            for word in [
                "clinician",
                "doctor",
                "medical",
                "appointment",
                "sources.toml",
            ] {
                assert!(!text.contains(word), "{name} says {word}");
            }
        }
    }
}

fn first_hit(library: &Library, index: &Index, query: &str) -> String {
    let hits = index.search(library, query, 3).hits;
    let topic = hits.first().map(|hit| library.topic(hit.topic).id.clone());
    topic.unwrap_or_default()
}

#[test]
fn a_documentation_opens_in_its_order() {
    let files = documentation();
    let library = Library::load(&files);
    assert_eq!(library.len(), 30);
    shows_every_page(&library);
    let text = list(&library, Format::Text);
    let at = |words: &str| text.find(words).unwrap();
    assert!(at("deployment") < at("templates") && at("start 1") < at("start 2"));
    let from = library.find("documentation/start/page-6").unwrap();
    assert_eq!(library.links().from(from).len(), 1);
    let index = Index::of(&library);
    assert_eq!(
        first_hit(&library, &index, "templates 3"),
        "documentation/templates/page-3"
    );
    assert_eq!(check(&files, &library, TODAY), []);
}

#[test]
fn a_blog_of_years_opens_and_all_of_a_post_is_found() {
    let files = blog();
    let library = Library::load(&files);
    // The front page, fifteen years, and all posts but the draft.
    assert_eq!(library.len(), 1 + 15 + 749);
    shows_every_page(&library);
    let post = library.find("2010/2010-07-07-post-6").unwrap();
    assert_eq!(library.topic(post).title, "Post no. 6: it's here");
    let text = show(
        &library,
        &library.named("2010/2010-07-07-post-6").unwrap(),
        Format::Text,
        80,
    )
    .unwrap();
    for words in [
        "Opening of 6.\nSecond line. [1]",
        "[picture: Photo 6]",
        "Caption 6",
        "Talk 6",
        "~~Old~~ new, E = mc²",
        "[1] A note, with a link.",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let index = Index::of(&library);
    for query in ["caption 6", "talk 6", "photo 6", "post no. 6"] {
        assert_eq!(
            first_hit(&library, &index, query),
            "2010/2010-07-07-post-6",
            "{query}"
        );
    }
    assert_eq!(check(&files, &library, TODAY), []);
}

#[test]
fn a_vault_of_notes_opens_and_its_links_lead_by_name() {
    let files = vault();
    let library = Library::load(&files);
    shows_every_page(&library);
    let home = library.find("Home").unwrap();
    let ends: Vec<String> = library
        .document(home)
        .targets()
        .iter()
        .map(|target| match library.resolve(home, target) {
            Target::Topic(topic, _) => library.topic(topic).id.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    for wanted in ["Daily/2024-05-01", "Żółta notatka", "Projects/Plan"] {
        assert!(ends.iter().any(|end| end == wanted), "{wanted} in {ends:?}");
    }
    let text = show(
        &library,
        &library.named("Daily/2024-05-01").unwrap(),
        Format::Text,
        80,
    )
    .unwrap();
    for words in ["[x] call Bo Li", "Tip: Folded hint", "My own"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let index = Index::of(&library);
    assert_eq!(first_hit(&library, &index, "zazolc"), "Żółta notatka");
    assert_eq!(first_hit(&library, &index, "bo li"), "People/Bo Li");
    let problems = check(&files, &library, TODAY);
    let said: Vec<&str> = problems.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(said, ["Żółta notatka.md"], "{problems:?}");
}
