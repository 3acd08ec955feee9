//! Somebody else's Zola site opens: every page shows, the broken ones say why, and our own rules keep quiet.

use calcinosis::content::from_folder;
use calcinosis::library::Library;
use calcinosis::library::check::check;

use crate::{TODAY, fixture};

#[test]
fn a_foreign_tree_opens_and_every_page_shows() {
    let library = Library::load(&from_folder(&fixture("zola")).unwrap());
    let ids: Vec<&str> = library
        .ids()
        .map(|id| library.topic(id).id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "_index",
            "blog",
            "blog/2024-05-01-dated",
            "blog/page.fr",
            "docs",
            "docs/deep",
            "docs/deep/broken",
            "docs/deep/deeper",
            "docs/deep/deeper/guide",
            "docs/deep/plain",
            "docs/empty",
            "docs/junk",
            "yaml",
            "photos",
            "photos/lake",
        ]
    );
    for id in library.ids() {
        let page = library.page(id);
        assert!(!page.document.blocks.is_empty(), "{}", library.topic(id).id);
    }
}

#[test]
fn titles_come_from_front_matter_or_from_names() {
    let library = Library::load(&from_folder(&fixture("zola")).unwrap());
    let title = |id: &str| library.topic(library.find(id).unwrap()).title.as_ref();
    assert_eq!(title("yaml"), "From another generator");
    assert_eq!(title("docs/deep"), "Deep");
    assert_eq!(title("docs/deep/broken"), "Broken");
    assert_eq!(title("docs/empty"), "Empty");
}

#[test]
fn only_general_rules_hold_for_a_foreign_tree() {
    let files = from_folder(&fixture("zola")).unwrap();
    let problems = check(&files, &Library::load(&files), TODAY);
    let found: Vec<String> = problems
        .iter()
        .map(|it| format!("{}:{} {}", it.path, it.line, it.rule))
        .collect();
    assert_eq!(
        found,
        [
            "docs/deep/broken.md:3 front-matter",
            "docs/junk.md:1 control-characters",
        ]
    );
}
