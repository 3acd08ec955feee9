//! The rule that every page can be told from every other: ids and aliases.

use std::collections::HashMap;

use crate::library::check::places::LookUp as _;
use crate::library::check::problem::Findings;
use crate::library::check::view::ContentView;

pub fn unique(view: &ContentView<'_>, found: &mut Findings) {
    // Who has an id or alias first.
    let mut owners: HashMap<String, &str> = HashMap::new();
    for page in &view.pages {
        let Some(topic) = page.topic else { continue };
        let id = &view.library.topic(topic).id;
        if let Some(owner) = owners.get(id) {
            let message = format!("{owner} has the id `{id}` too");
            found.add(page.file, &(0..0), message, "rename one of the two files");
        } else {
            owners.insert(id.clone(), page.file.path);
        }
    }
    for page in view.pages.iter().filter(|page| page.topic.is_some()) {
        for (alias, place) in page.fields.texts("aliases") {
            let name = alias.trim_matches('/');
            if let Some(owner) = owners.get(name) {
                let message = format!("the alias `{alias}` is taken by {owner}");
                found.add(page.file, &place, message, "remove it from one of the two");
            } else {
                owners.insert(name.to_owned(), page.file.path);
            }
        }
    }
}
