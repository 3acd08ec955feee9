//! Rules of what a page is called: a word of each search key stands on the page, and keys are few.

use std::collections::HashSet;
use std::ops::Range;

use crate::content::RedFlag;
use crate::library::check::page_view::PageView;
use crate::library::check::view::{ContentView, Finding};
use crate::terms::{Emphasis, normalized_tokens, stem};

/// The lists of a page's names, each with how many it may have.
pub const NAME_LISTS: [(&str, usize); 3] = [("keys", 25), ("brands", 10), ("misspellings", 10)];

/// A key promises what the page says: one of its words at least stands there, in whatever form.
pub fn kept<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let stands = stems(page, view);
    let is_broken = |key: &str| {
        let words: Vec<String> = normalized_tokens(key).collect();
        let says = |word: &String| Emphasis::of(word) == Emphasis::Content;
        let only_talk = !words.iter().any(says);
        let mut content = words.iter().filter(|word| only_talk || says(word));
        !content.any(|word| stands.contains(&stem(word)))
            && !stands.contains(&stem(&words.concat()))
    };
    let broken = page.extra.texts("keys").filter(|(key, _)| is_broken(key));
    let finding = |(key, place): (&str, &Range<usize>)| {
        let message = format!("no word of the search key `{key}` stands on the page");
        let help = "write the sentence that answers it, list it under brands or misspellings, or leave it out";
        page.file.finding(place.clone(), message, help)
    };
    broken.map(finding).collect()
}

/// The stems of all words that people read on the page, those of its warning signs too, and of two words as one.
fn stems(page: &PageView<'_>, view: &ContentView<'_>) -> HashSet<String> {
    let facts = page.extra.table("facts").map(|row| row.name.as_str());
    let written = page.texts().map(|(text, _)| text);
    let mut stems = HashSet::new();
    let mut read = |text: &str| {
        let words: Vec<String> = normalized_tokens(text).collect();
        stems.extend(words.iter().map(|word| stem(word)));
        stems.extend(words.windows(2).map(|pair| stem(&pair.concat())));
    };
    written.chain(facts).for_each(&mut read);
    for row in warnings(page, view) {
        let texts = row.signs.iter().chain(&row.skin).chain(&row.why);
        texts.chain([&row.who]).for_each(|text| read(text));
    }
    stems
}

/// The rows of warning signs that stand on the page.
fn warnings<'v>(page: &PageView<'_>, view: &'v ContentView<'_>) -> Vec<&'v RedFlag> {
    let flags = view.library.red_flags();
    if page.extra.text("lists") == Some("red-flags") {
        return flags.general().collect();
    }
    let named = page.extra.texts("red_flags").map(|(id, _)| id.to_owned());
    flags.named(&named.collect::<Vec<_>>())
}

pub fn few<'a>(page: &PageView<'a>, _: &ContentView<'a>) -> Vec<Finding<'a>> {
    let finding = |(list, most): (&str, usize)| {
        let count = page.extra.texts(list).count();
        let message = format!("the page has {count} {list}, more than {most}");
        let help = "keep those that say something of their own; the letters of the others are found without them";
        (count > most).then(|| page.at_key(&page.extra, list, message, help))
    };
    NAME_LISTS.into_iter().filter_map(finding).collect()
}
