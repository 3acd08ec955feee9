//! The rule that every page can be told from every other: ids and aliases.

use std::collections::HashMap;

use crate::library::check::page_view::PageView;
use crate::library::check::view::{ContentView, Finding};

/// Who has an id or alias first.
type IdOwners<'a> = HashMap<String, &'a str>;

pub fn unique<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let mut owners = IdOwners::new();
    let mut found: Vec<Finding<'a>> = topics(view)
        .filter_map(|(page, id)| claim(&mut owners, id, page))
        .collect();
    found.extend(topics(view).flat_map(|(page, _)| aliases(&mut owners, page)));
    found
}

fn topics<'v, 'a>(view: &'v ContentView<'a>) -> impl Iterator<Item = (&'v PageView<'a>, &'a str)> {
    view.pages
        .iter()
        .filter_map(|page| Some((page, view.library.topic(page.topic?).id.as_str())))
}

fn claim<'a>(owners: &mut IdOwners<'a>, id: &str, page: &PageView<'a>) -> Option<Finding<'a>> {
    let Some(owner) = owners.get(id) else {
        owners.insert(id.to_owned(), page.file.path);
        return None;
    };
    let message = format!("{owner} has the id `{id}` too");
    Some(
        page.file
            .finding(0..0, message, "rename one of the two files"),
    )
}

fn aliases<'a>(owners: &mut IdOwners<'a>, page: &PageView<'a>) -> Vec<Finding<'a>> {
    let mut found = Vec::new();
    for (alias, place) in page.fields.texts("aliases") {
        let name = alias.trim_matches('/').to_owned();
        if let Some(owner) = owners.get(&name) {
            let message = format!("the alias `{alias}` is taken by {owner}");
            found.push(
                page.file
                    .finding(place.clone(), message, "remove it from one of the two"),
            );
        } else {
            owners.insert(name, page.file.path);
        }
    }
    found
}
