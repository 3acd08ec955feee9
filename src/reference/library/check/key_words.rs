//! Rules of what a page is called: a word of each search key stands on the page, and keys are few.

use std::collections::HashSet;

use crate::content::{Listing, RedFlag};
use crate::library::check::page_view::PageView;
use crate::library::check::places::LookUp as _;
use crate::library::check::problem::Findings;
use crate::library::check::view::ContentView;
use crate::terms::{Emphasis, normalized_tokens, stem};

/// The lists of a page's names, each with how many it may have.
pub const NAME_LISTS: [(&str, usize); 3] = [("keys", 25), ("brands", 10), ("misspellings", 10)];

/// A key promises what the page says: one of its words at least stands there, in whatever form.
pub fn kept(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let stands = stems(page, view);
    let is_broken = |key: &str| {
        let words: Vec<String> = normalized_tokens(key).collect();
        let says = |word: &String| Emphasis::of(word) == Emphasis::Content;
        let only_talk = !words.iter().any(says);
        let mut content = words.iter().filter(|word| only_talk || says(word));
        !content.any(|word| stands.contains(&stem(word)))
            && !stands.contains(&stem(&words.concat()))
    };
    let help =
        "write the sentence that answers it, list it under brands or misspellings, or leave it out";
    for (key, place) in page.extra.texts("keys").filter(|(key, _)| is_broken(key)) {
        let message = format!("no word of the search key `{key}` stands on the page");
        found.add(page.file, &place, message, help);
    }
}

/// The stems of all words that people read on the page, those of its warning signs too, and of two words as one.
fn stems(page: &PageView<'_>, view: &ContentView<'_>) -> HashSet<String> {
    let facts = page.extra.table("facts").map(|row| row.name);
    let written = page.texts().map(|it| it.text);
    let mut stems = HashSet::new();
    let mut read = |text: &str| {
        let words: Vec<String> = normalized_tokens(text).collect();
        stems.extend(words.iter().map(|word| stem(word)));
        stems.extend(words.windows(2).map(|pair| stem(&pair.concat())));
    };
    written.chain(facts).for_each(&mut read);
    for row in warnings(page, view) {
        row.texts().chain([&row.who]).for_each(|text| read(text));
    }
    stems
}

fn warnings<'v>(page: &PageView<'_>, view: &'v ContentView<'_>) -> Vec<&'v RedFlag> {
    if page.extra.text("lists") == Some(Listing::RedFlags.name()) {
        return view.library.red_flags().general().collect();
    }
    let topic = page.topic.into_iter();
    topic
        .flat_map(|topic| view.library.red_flags_of(topic))
        .collect()
}

pub fn few(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    let help = "keep those that say something of their own; the letters of the others are found without them";
    for (list, most) in NAME_LISTS {
        let count = page.extra.texts(list).count();
        if count > most {
            let message = format!("the page has {count} {list}, more than {most}");
            found.at_key((page.file, &page.extra), list, message, help);
        }
    }
}
