//! Rules of search keys: each belongs to one topic, or is shared on purpose in `ambiguous.toml`.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::content::text::fold;
use crate::library::check::key_words::NAME_LISTS;
use crate::library::check::page_view::PageView;
use crate::library::check::places::{SpannedField, Value};
use crate::library::check::view::{Companion, ContentView, Finding};

/// The pages that give a key, with its place in each.
type KeyOwners<'v, 'a> = BTreeMap<String, Vec<(&'v PageView<'a>, Range<usize>)>>;

fn owners<'v, 'a>(view: &'v ContentView<'a>) -> KeyOwners<'v, 'a> {
    let mut owners = KeyOwners::new();
    for page in view.ours() {
        let lists = NAME_LISTS.into_iter();
        for (key, place) in lists.flat_map(|(list, _)| page.extra.texts(list)) {
            owners
                .entry(fold(key.trim()))
                .or_default()
                .push((page, place.clone()));
        }
    }
    owners
}

pub fn unique<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let shared = view.library.ambiguous();
    let pages = view.ours().filter(|page| !page.is_section());
    let titled: HashMap<String, &str> = pages.map(|page| (fold(page.title()), page.id())).collect();
    let clashes = |(key, pages): (String, Vec<(&PageView<'a>, Range<usize>)>)| {
        let sharers = shared.get(&key).map(Vec::as_slice).unwrap_or_default();
        let first = pages.first().map(|(page, _)| page.id());
        let owner = titled.get(&key).copied().or(first).unwrap_or_default();
        let mut kept = false;
        // The owner may say its key, once.
        let mut clashes =
            |page: &PageView<'_>| page.id() != owner || std::mem::replace(&mut kept, true);
        pages
            .into_iter()
            .filter(|(page, _)| clashes(page) && !sharers.iter().any(|id| id == page.id()))
            .map(|(page, place)| clash(page, &place, &key, owner))
            .collect::<Vec<_>>()
    };
    owners(view).into_iter().flat_map(clashes).collect()
}

fn clash<'a>(page: &PageView<'a>, place: &Range<usize>, key: &str, owner: &str) -> Finding<'a> {
    if page.id() == owner {
        let message = format!("the search key `{key}` is repeated");
        return page.file.finding(place.clone(), message, "keep it once");
    }
    let message = format!("the search key `{key}` belongs to {owner} already");
    let help = format!(
        "keep it where it is the best name, or share it in ambiguous.toml: \"{key}\" = [\"{owner}\", \"{}\"]",
        page.id()
    );
    page.file.finding(place.clone(), message, help)
}

pub fn shared<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(companion) = &view.ambiguous else {
        return Vec::new();
    };
    if let Some(fault) = &companion.fault {
        let message = format!("ambiguous.toml is not valid TOML: {}", fault.reason);
        return vec![
            companion
                .file
                .finding(fault.place.clone(), message, "mend this line"),
        ];
    }
    let owners = owners(view);
    let unreadable = view.pages.iter().filter(|page| !page.has_fields());
    let unreadable: Vec<&str> = unreadable.map(PageView::id).collect();
    let strangers = companion.fields.iter().filter(|field| field.name != "keys");
    let strangers = strangers.map(|field| {
        let message = format!("`{}` is no part of ambiguous.toml", field.name);
        let help = "write the keys below the line [keys]";
        companion.file.finding(field.place.clone(), message, help)
    });
    let keys = companion
        .fields
        .table("keys")
        .flat_map(|field| sharing(companion, field, &owners, &unreadable));
    strangers.chain(keys).collect()
}

/// What is wrong with one line of `ambiguous.toml`.
fn sharing<'a>(
    companion: &Companion<'a>,
    field: &SpannedField,
    owners: &KeyOwners<'_, 'a>,
    unreadable: &[&str],
) -> Vec<Finding<'a>> {
    let key = fold(&field.name);
    let pages = owners.get(&key).map(Vec::as_slice).unwrap_or_default();
    let ids: Vec<&Value> = match &field.value.kind {
        crate::library::check::places::ValueKind::List(ids) if ids.len() > 1 => {
            ids.iter().collect()
        }
        _ => {
            let message = format!("the shared key `{key}` does not name its topics");
            let help = "write \"key\" = [\"section/one\", \"section/two\"]";
            return vec![companion.file.finding(field.place.clone(), message, help)];
        }
    };
    let has_key = |id: &str| pages.iter().any(|(page, _)| page.id() == id);
    let stray = ids.into_iter().filter(|id| {
        id.as_text()
            .is_none_or(|id| !has_key(id) && !unreadable.contains(&id))
    });
    stray
        .map(|id| {
            let message = format!(
                "{} does not have the search key `{key}`",
                id.as_text().unwrap_or("this value")
            );
            let help = "add the key to the topic, or take the topic out of this line";
            companion.file.finding(id.place.clone(), message, help)
        })
        .collect()
}
