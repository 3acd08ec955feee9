//! What a reader should know about an answer: keys with several meanings, and words no topic has.

use crate::library::Library;
use crate::search::expand::Meaning;
use crate::search::index::Index;
use crate::search::rank::Ranked;

/// Says that the whole query is a title or key of several topics.
pub fn shared_name(index: &Index, library: &Library, ranked: &[Ranked]) -> Option<String> {
    let exact = ranked.iter().filter_map(|ranked| ranked.named);
    let names: Vec<_> = exact.filter(|named| named.exact).collect();
    let first = names.first()?;
    let text = index.names.text(library, first.name);
    (names.len() > 1).then(|| format!("“{text}” has {} meanings", in_words(names.len())))
}

fn in_words(count: usize) -> String {
    let words = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    count
        .checked_sub(2)
        .and_then(|at| words.get(at))
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// Names the words that no topic has, and what was looked for instead.
pub fn unknown_words(meanings: &[Meaning], nothing: bool) -> Option<String> {
    let unknown: Vec<&Meaning> = meanings
        .iter()
        .filter(|meaning| !meaning.joined && (!meaning.instead.is_empty() || !meaning.is_known()))
        .collect();
    let quoted = |words: &[&str]| {
        let words: Vec<String> = words
            .iter()
            .take(3)
            .map(|word| format!("“{word}”"))
            .collect();
        words.join(", ")
    };
    let words: Vec<&str> = unknown
        .iter()
        .map(|meaning| meaning.word.as_str())
        .collect();
    let instead = unknown
        .iter()
        .flat_map(|meaning| meaning.instead.iter().take(2));
    let instead: Vec<&str> = instead.map(String::as_str).collect();
    match (words.is_empty(), instead.is_empty()) {
        (true, _) if nothing => Some("no topic has all of this".to_owned()),
        (true, _) => None,
        (false, true) => Some(format!("no topic has {}", quoted(&words))),
        (false, false) => Some(format!(
            "no topic has {}; nearest: {}",
            quoted(&words),
            instead
                .iter()
                .take(3)
                .copied()
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}
