//! Who types the name of a page finds it: every title and search key, in the finder as it is on the screen.

use std::sync::{Arc, LazyLock};

use calcinosis::content::embedded;
use calcinosis::library::{Library, TopicId};
use calcinosis::search::Index;
use proptest::prelude::*;

use crate::any_tree::{any_tree, files};
use crate::cases::cases;

/// A name, and the topic that has it.
type Named = (String, TopicId);

/// How far down somebody looks.
const FIRST: usize = 5;

/// The shipped reference, and every name in it with the topics that have it.
static NAMES: LazyLock<(Library, Index, Vec<Named>)> = LazyLock::new(|| {
    let library = Library::load(&embedded());
    let index = Index::of(&library);
    let names = names(&library);
    (library, index, names)
});

fn names(library: &Library) -> Vec<Named> {
    let names = library.ids().flat_map(|id| {
        let topic = library.topic(id);
        let matter = topic.matter();
        let keys = matter
            .keys
            .iter()
            .chain(&matter.brands)
            .chain(&matter.misspellings);
        let names = keys.cloned().chain([topic.title.to_string()]);
        names.map(|name| (name, id)).collect::<Vec<_>>()
    });
    names.collect()
}

/// Whether its topic, or another of that name, is among the first.
fn is_found(library: &Library, index: &Index, (name, own): &Named) -> bool {
    let owners = library.with_key(name);
    let hits = index.search(library, name, FIRST).hits;
    hits.iter()
        .any(|hit| hit.topic == *own || owners.contains(&hit.topic))
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_name_of_the_reference_is_among_the_first(at in any::<prop::sample::Index>()) {
        let (library, index, names) = &*NAMES;
        let name = at.get(names);
        prop_assert!(is_found(library, index, name), "{:?}", name);
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_name_of_any_tree_is_among_the_first(tree in any_tree()) {
        let library = Arc::new(Library::load(&files(&tree)));
        let index = Index::of(&library);
        for name in names(&library).iter().filter(|(name, _)| name.contains(char::is_alphanumeric)) {
            prop_assert!(is_found(&library, &index, name), "{:?}", name);
        }
    }
}
