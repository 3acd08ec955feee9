//! From files to a tree: the order of reading, and an outline that shows the same where anything can be seen.

#[path = "support/cases.rs"]
mod cases;

use std::collections::BTreeMap;

use calcinosis::content::SourceFile;
use calcinosis::library::{FRONT, Library};
use cases::cases;
use proptest::prelude::*;

fn page(path: &str, front_matter: &str) -> SourceFile {
    SourceFile::new(path, format!("+++\n{front_matter}\n+++\nText.\n"))
}

/// Every topic in reading order, indented by how deep it lies.
fn tree(library: &Library) -> Vec<String> {
    let depth = |id| {
        let parents = std::iter::successors(Some(id), |id| library.topic(*id).parent);
        parents.count() - 1
    };
    let line = |id| format!("{}{}", "  ".repeat(depth(id)), library.topic(id).title);
    library.ids().map(line).collect()
}

#[test]
fn pages_stand_by_group_then_weight_then_title() {
    let files = [
        page("_index.md", "title = \"Front\""),
        page(
            "a/_index.md",
            "title = \"Section\"\nweight = 2\n[extra]\ngroups = [\"first\", \"second\"]",
        ),
        page("a/1.md", "title = \"Zebra\"\n[extra]\ngroup = \"first\""),
        page("a/2.md", "title = \"Ape\"\n[extra]\ngroup = \"second\""),
        page("a/3.md", "title = \"No group\"\nweight = 9"),
        page(
            "a/4.md",
            "title = \"Heavy\"\nweight = 1\n[extra]\ngroup = \"first\"",
        ),
        page(
            "a/5.md",
            "title = \"Unknown group\"\n[extra]\ngroup = \"third\"",
        ),
        page("b.md", "title = \"Light\"\nweight = 1"),
    ];
    let expected = [
        "Front",
        "  Light",
        "  Section",
        "    No group",
        "    Zebra",
        "    Heavy",
        "    Ape",
        "    Unknown group",
    ];
    assert_eq!(tree(&Library::load(&files)), expected);
}

#[test]
fn a_section_that_sorts_by_title_passes_over_weights() {
    let files = [
        page("a/_index.md", "title = \"A\"\nsort_by = \"title\""),
        page("a/1.md", "title = \"Second\"\nweight = 1"),
        page("a/2.md", "title = \"First\"\nweight = 2"),
    ];
    let expected = ["Contents", "  A", "    First", "    Second"];
    assert_eq!(tree(&Library::load(&files)), expected);
}

#[test]
fn folders_drafts_and_index_files_have_their_places() {
    let files = [
        page("a/draft.md", "title = \"Draft\"\ndraft = true"),
        page("a/deep/er/leaf.md", "title = \"Leaf\""),
        page("b/index.md", "title = \"Bundle\""),
        page("c/_index.md", "title = \"Own page\""),
        page("c/index.md", "title = \"An index beside it\""),
        SourceFile::new("sources.toml", ""),
    ];
    let library = Library::load(&files);
    let expected = [
        "Contents",
        "  A",
        "    Deep",
        "      Er",
        "        Leaf",
        "  Bundle",
        "  Own page",
        "    An index beside it",
    ];
    assert_eq!(tree(&library), expected);
    let is_section = |id: &str| library.topic(library.find(id).unwrap()).is_section;
    assert!(is_section("a") && is_section("c") && !is_section("b"));
    assert_eq!(library.find("c/_index.md"), library.find("c"));
    assert_eq!(library.find("a/draft"), None);
}

#[test]
fn an_alias_leads_to_its_topic_and_never_hides_another() {
    let files = [
        page("a.md", "title = \"A\"\naliases = [\"/old/a/\", \"b\"]"),
        page("b.md", "title = \"B\""),
    ];
    let library = Library::load(&files);
    assert_eq!(library.find("old/a"), library.find("a"));
    assert_ne!(library.find("b"), library.find("a"));
}

const FOLDERS: &[&str] = &["", "a", "a/b", "a/b/c", "d", "e/f"];
const NAMES: &[&str] = &["_index", "index", "x", "y", "z"];

fn any_files() -> impl Strategy<Value = Vec<SourceFile>> {
    let file = (
        prop::sample::select(FOLDERS),
        prop::sample::select(NAMES),
        "[A-C]{1,2}",
        0..3_i64,
        prop::bool::weighted(0.1),
    );
    prop::collection::vec(file, 0..24).prop_map(|files| {
        let files = files
            .into_iter()
            .map(|(folder, name, title, weight, draft)| {
                let path = format!("{folder}/{name}.md")
                    .trim_start_matches('/')
                    .to_owned();
                let matter = format!("title = \"{title}\"\nweight = {weight}\ndraft = {draft}");
                (path.clone(), page(&path, &matter))
            });
        files.collect::<BTreeMap<_, _>>().into_values().collect()
    })
}

/// The titles and ids below a topic.
fn below(library: &Library, id: &str) -> Vec<(String, String)> {
    let Some(topic) = library.find(id) else {
        return Vec::new();
    };
    let children = library.topic(topic).children.iter();
    let children = children.map(|child| library.topic(*child));
    children
        .map(|topic| (topic.title.to_string(), topic.id.clone()))
        .collect()
}

fn lies_in(folder: &str, files: &[SourceFile]) -> bool {
    let inside = format!("{folder}/");
    files.iter().any(|file| file.path.starts_with(&inside))
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_page_is_read_once_behind_its_section(files in any_files()) {
        let library = Library::load(&files);
        let ids: Vec<&str> = library.ids().map(|id| library.topic(id).id.as_str()).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        prop_assert_eq!(unique.len(), ids.len());
        for id in library.ids() {
            let topic = library.topic(id);
            prop_assert!(topic.parent.is_none_or(|parent| parent < id));
            prop_assert!(topic.children.iter().all(|child| library.topic(*child).parent == Some(id)));
            let ranks = topic.children.iter().map(|child| library.topic(*child));
            let ranks = ranks.map(|topic| (topic.weight, &topic.title, &topic.id));
            prop_assert!(ranks.is_sorted());
            prop_assert_eq!(library.find(&topic.id), Some(id));
        }
        prop_assert_eq!(library.topic(library.front()).id.as_str(), FRONT);
    }

    #[test]
    fn an_outline_shows_what_the_whole_shows_where_folders_are_unfolded(
        files in any_files(), unfolded in prop::sample::subsequence(FOLDERS, 0..3),
    ) {
        let whole = Library::load(&files);
        let mut unfolded: Vec<String> = unfolded.into_iter().map(str::to_owned).collect();
        unfolded.push("gone".to_owned());
        let outline = Library::outline(&files, &unfolded);
        for folder in unfolded.iter().filter(|folder| lies_in(folder, &files)) {
            prop_assert_eq!(below(&outline, folder), below(&whole, folder), "in {}", folder);
        }
        prop_assert_eq!(below(&outline, FRONT), below(&whole, FRONT));
        // Nothing is missing: what was not read stands under its file's name.
        for id in whole.ids() {
            prop_assert!(outline.find(&whole.topic(id).id).is_some());
        }
    }
}
