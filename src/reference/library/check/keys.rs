//! Rules of search keys: each belongs to one topic, or is shared on purpose in `ambiguous.toml`.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::content::text::fold;
use crate::library::check::key_words::NAME_LISTS;
use crate::library::check::page_view::PageView;
use crate::library::check::places::LookUp as _;
use crate::library::check::problem::Findings;
use crate::library::check::view::{Companion, ContentView};

/// The pages that give a key, with its place in each.
type KeyOwners<'v, 'a> = BTreeMap<String, Vec<(&'v PageView<'a>, Range<usize>)>>;

fn owners<'v, 'a>(view: &'v ContentView<'a>) -> KeyOwners<'v, 'a> {
    let mut owners = KeyOwners::new();
    for page in view.ours() {
        let lists = NAME_LISTS.into_iter();
        for (key, place) in lists.flat_map(|(list, _)| page.extra.texts(list)) {
            let pages = owners.entry(fold(key.trim())).or_default();
            pages.push((page, place));
        }
    }
    owners
}

pub fn unique(view: &ContentView<'_>, found: &mut Findings) {
    let shared = view.library.ambiguous();
    let pages = view.ours().filter(|page| !page.is_section());
    let titled: HashMap<String, &str> = pages.map(|page| (fold(page.title()), page.id())).collect();
    for (key, pages) in owners(view) {
        let sharers = shared.get(&key).map(Vec::as_slice).unwrap_or_default();
        let first = pages.first().map(|(page, _)| page.id());
        let owner = titled.get(&key).copied().or(first).unwrap_or_default();
        let mut kept = false;
        for (page, place) in pages {
            let (id, is_again) = (page.id(), kept);
            // The owner may say its key, once.
            kept |= id == owner;
            if sharers.iter().any(|known| known == id) || (id == owner && !is_again) {
                continue;
            }
            let (message, help) = if id == owner {
                let message = format!("the search key `{key}` is repeated");
                (message, "keep it once".to_owned())
            } else {
                (
                    format!("the search key `{key}` belongs to {owner} already"),
                    format!(
                        "keep it where it is the best name, or share it in ambiguous.toml: \"{key}\" = [\"{owner}\", \"{id}\"]"
                    ),
                )
            };
            found.add(page.file, &place, message, help);
        }
    }
}

pub fn shared(companion: &Companion<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let owners = owners(view);
    let unreadable = view.pages.iter().filter(|page| !page.has_fields());
    let unreadable: Vec<&str> = unreadable.map(PageView::id).collect();
    let others = companion.fields.fields();
    for field in others.filter(|field| field.name != "keys") {
        let message = format!("`{}` is no part of ambiguous.toml", field.name);
        let help = "write the keys below the line [keys]";
        found.add(companion.file, &field.place, message, help);
    }
    for field in companion.fields.table("keys") {
        let key = fold(field.name);
        let pages = owners.get(&key).map(Vec::as_slice).unwrap_or_default();
        let ids = field.value.get_ref().as_array();
        let Some(ids) = ids.filter(|ids| ids.len() > 1) else {
            let message = format!("the shared key `{key}` does not name its topics");
            let help = "write \"key\" = [\"section/one\", \"section/two\"]";
            found.add(companion.file, &field.place, message, help);
            continue;
        };
        for value in ids {
            let id = value.get_ref().as_str().unwrap_or("this value");
            if !pages.iter().any(|(page, _)| page.id() == id) && !unreadable.contains(&id) {
                let message = format!("{id} does not have the search key `{key}`");
                let help = "add the key to the topic, or take the topic out of this line";
                found.add(companion.file, &value.span(), message, help);
            }
        }
    }
}
