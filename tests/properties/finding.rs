//! Who types the name of a page finds it: every title and search key, in the finder as it is on the screen.

use std::sync::{Arc, LazyLock};

use calcinosis::content::embedded;
use calcinosis::library::Library;
use calcinosis::search::Index;
use proptest::prelude::*;

use crate::any_tree::{any_tree, files};
use crate::cases::cases;

/// How far down somebody looks.
const FIRST: usize = 5;

/// The shipped reference, and every name in it with the topics that have it.
static NAMES: LazyLock<(Library, Index, Vec<String>)> = LazyLock::new(|| {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    let names = names(&library);
    (library, index, names)
});

fn names(library: &Library) -> Vec<String> {
    let names = library.ids().flat_map(|id| {
        let topic = library.topic(id);
        let matter = topic.matter();
        let keys = matter
            .keys
            .iter()
            .chain(&matter.brands)
            .chain(&matter.misspellings);
        keys.cloned()
            .chain([topic.title.to_string()])
            .collect::<Vec<_>>()
    });
    names.collect()
}

/// Whether a topic of that name is among the first.
fn is_found(library: &Library, index: &Index, name: &str) -> bool {
    let owners = library.with_key(name);
    let hits = index.search(library, name, FIRST).hits;
    owners.is_empty() || hits.iter().any(|hit| owners.contains(&hit.topic))
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_name_of_the_reference_is_among_the_first(at in any::<prop::sample::Index>()) {
        let (library, index, names) = &*NAMES;
        let name = at.get(names);
        prop_assert!(is_found(library, index, name), "{}", name);
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_name_of_any_tree_is_among_the_first(tree in any_tree()) {
        let library = Arc::new(Library::load(&files(&tree)));
        for index in [Index::new(&library), Index::of_names(&library)] {
            for name in names(&library).iter().filter(|it| it.contains(char::is_alphanumeric)) {
                prop_assert!(is_found(&library, &index, name), "{:?}", name);
            }
        }
    }
}
