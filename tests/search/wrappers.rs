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
const MOST_CHANGES: usize = 7;

#[test]
fn talk_around_a_query_leaves_the_first_hit() {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    let first = |text: &str| {
        ids(&index, &library, text, 1)
            .first()
            .map(|id| (*id).to_owned())
    };
    // Those of `tune` are for whoever mends something: one wrapper each, in turn, unless all are asked for.
    let all = std::env::var("SEARCH_MISSES").is_ok_and(|half| half == "tune");
    for half in ["tune", "final"] {
        let (mut asked, mut changes) = (0, BTreeMap::new());
        let bare = queries().into_iter();
        let bare = bare.filter(|it| it.half == half && is_bare(it.text));
        for (number, query) in bare.enumerate() {
            let plain = first(query.text);
            let wanted = |at: &usize| all || half == "final" || *at == number % WRAPPERS.len();
            let wrappers = (0..WRAPPERS.len()).filter(wanted);
            for wrapper in wrappers.map(|at| WRAPPERS[at]) {
                let text = wrapper.replace('Q', query.text);
                let wrapped = first(&text);
                asked += 1;
                if wrapped != plain {
                    *changes.entry(wrapper).or_insert(0) += 1;
                    // Nothing may be chosen by what is in `final`.
                    if half == "tune" {
                        println!("{text}: {plain:?} became {wrapped:?}");
                    }
                }
            }
        }
        let count: usize = changes.values().sum();
        println!("{half}: talk changes the first hit of {count} in {asked}: {changes:?}");
        assert!(
            count * 1000 <= asked * MOST_CHANGES,
            "{half}: {count} of {asked}"
        );
    }
}

fn is_bare(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    !words.any(|word| TALK.contains(&word.to_lowercase().as_str()))
}
