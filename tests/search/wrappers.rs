//! Talk around a query must not change what is found first: a metamorphic test.

use std::collections::BTreeMap;

use calcinosis::content::embedded;
use calcinosis::library::Library;
use calcinosis::search::Index;

use crate::queries::{ids, queries};

/// What people write around what they look for, which stands where the `Q` is.
const WRAPPERS: [&str; 13] = [
    "my dad has Q",
    "my mother has Q",
    "my wife was told she has Q",
    "does anyone else have Q",
    "anyone here had Q",
    "I am worried about Q",
    "help with Q",
    "please advise on Q",
    "Q what can I do",
    "Q is it serious",
    "hello I have Q thanks",
    "can someone explain Q",
    "what about Q",
];

/// A query with one of these is wrapped in talk already.
const TALK: [&str; 17] = [
    "am", "are", "can", "did", "do", "does", "how", "i", "is", "my", "should", "they", "what",
    "which", "will", "why", "if",
];

/// In a thousand: how many wrapped queries may have another first hit.
const MOST_CHANGES: usize = 1000;

#[test]
fn talk_around_a_query_leaves_the_first_hit() {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    let first = |text: &str| ids(&index, &library, text).first().map(|id| (*id).to_owned());
    let show = std::env::var("SEARCH_WRAPPERS").is_ok();
    let bare = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_alphanumeric());
        !words.any(|word| TALK.contains(&word.to_lowercase().as_str()))
    };
    let mut changes: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut asked, mut changed) = (0, 0);
    for query in queries().iter().filter(|query| query.half == "final" && bare(query.text)) {
        let plain = first(query.text);
        for wrapper in WRAPPERS {
            let text = wrapper.replace('Q', query.text);
            let wrapped = first(&text);
            asked += 1;
            if wrapped != plain {
                changed += 1;
                *changes.entry(wrapper).or_default() += 1;
                if show {
                    println!("{text}: {plain:?} became {wrapped:?}");
                }
            }
        }
    }
    println!("wrappers change the first hit of {changed} in {asked}: {changes:?}");
    assert!(changed * 1000 <= asked * MOST_CHANGES, "{changed} of {asked}");
}
