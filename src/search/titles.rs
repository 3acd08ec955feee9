//! Titles and search keys without an index: what the finder shows until the index is there.

use crate::library::{Library, Topic, TopicId};
use crate::search::query::{Filters, Query};
use crate::search::results::{Hit, Snippet, Why};
use crate::search::stem::stem;
use crate::search::words::{fold_into, words};

/// How well a name answers a query, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    /// The name goes on behind the query.
    Beginning,
    /// Every word of the query begins a word of the name.
    Words,
}

/// The topics whose title or a search key answers the query, best first. Whole names come in the order that
/// [`crate::search::Index::search`] gives.
pub fn titles(library: &Library, query: &str, limit: usize) -> Vec<Hit> {
    Titles::default().search(library, query, limit)
}

/// A search by titles that goes on while it is typed: each further letter looks only at what may still answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    words: Vec<String>,
    /// The topics with a name that may answer whatever `words` go on to; None for all.
    candidates: Option<Vec<TopicId>>,
}

impl Titles {
    /// As [`titles`], in a library that is always the same.
    pub fn search(&mut self, library: &Library, text: &str, limit: usize) -> Vec<Hit> {
        let query = Query::parse(text);
        if !goes_on(&self.words, &query.words) {
            self.candidates = None;
        }
        let may_answer = |id: &TopicId| may_answer(library.topic(*id), &query);
        let known = self.candidates.take();
        let known = known.unwrap_or_else(|| library.ids().collect());
        let candidates: Vec<TopicId> = known.into_iter().filter(may_answer).collect();
        let hits = among(library, &candidates, &query, limit);
        self.words = query.words;
        self.candidates = Some(candidates);
        hits
    }
}

/// Whether words are those before, the last of them perhaps longer, and perhaps more behind it.
fn goes_on(before: &[String], now: &[String]) -> bool {
    let Some((last, whole)) = before.split_last() else {
        return true;
    };
    let longer = now.get(whole.len());
    now.starts_with(whole) && longer.is_some_and(|longer| longer.starts_with(last.as_str()))
}

/// Whether a name of a topic has a word that begins like each word of the query.
fn may_answer(topic: &Topic, query: &Query) -> bool {
    let mut names = topic
        .keys()
        .iter()
        .map(String::as_str)
        .chain([&*topic.title]);
    names.any(|name| may_fit(name, query))
}

fn may_fit(name: &str, query: &Query) -> bool {
    let begins = |word: &String| !name.is_ascii() || begins_a_word(name, word);
    query.words.iter().all(begins)
}

fn among(library: &Library, candidates: &[TopicId], query: &Query, limit: usize) -> Vec<Hit> {
    let filters = Filters::of(query, library);
    if query.words.is_empty() {
        return Vec::new();
    }
    let stems: Vec<String> = query.words.iter().map(|word| stem(word)).collect();
    let mut found: Vec<(Fit, TopicId, Option<usize>)> = candidates
        .iter()
        .filter_map(|id| {
            let topic = library.topic(*id);
            let (fit, key) = best(topic, query, &stems)?;
            filters.allow(topic).then_some((fit, *id, key))
        })
        .collect();
    if found.len() > limit {
        found.select_nth_unstable(limit);
        found.truncate(limit);
    }
    found.sort();
    found.into_iter().map(|found| hit(library, found)).collect()
}

fn hit(library: &Library, (fit, id, key): (Fit, TopicId, Option<usize>)) -> Hit {
    let topic = library.topic(id);
    let key = key.and_then(|key| topic.keys().get(key));
    let score = match fit {
        Fit::Whole => 3.0,
        Fit::Beginning => 2.0,
        Fit::Words => 1.0,
    };
    Hit {
        topic: id,
        score,
        why: key.map_or(Why::Title, |key| Why::Key(key.clone())),
        places: Vec::new(),
        snippet: Snippet::plain(&topic.description),
    }
}

/// The best name of a topic: its title (no number) or one of its keys.
fn best(topic: &Topic, query: &Query, stems: &[String]) -> Option<(Fit, Option<usize>)> {
    let title = fit(&topic.title, query, stems).map(|fit| (fit, None));
    let keys = topic.keys().iter().enumerate();
    let keys = keys.filter_map(|(number, key)| Some((fit(key, query, stems)?, Some(number))));
    title.into_iter().chain(keys).min()
}

fn fit(name: &str, query: &Query, stems: &[String]) -> Option<Fit> {
    if !may_fit(name, query) {
        return None;
    }
    let (mut count, mut whole, mut begins) = (0, true, true);
    let mut seen = vec![false; query.words.len()];
    let mut folded = String::new();
    for range in words(name) {
        fold_into(name.get(range)?, &mut folded);
        whole = whole && stems.get(count).is_some_and(|own| same(own, &folded));
        begins = begins
            && query
                .words
                .get(count)
                .is_none_or(|word| folded.starts_with(word.as_str()));
        for (word, seen) in query.words.iter().zip(&mut seen) {
            *seen |= folded.starts_with(word.as_str());
        }
        count += 1;
    }
    let all = seen.iter().all(|seen| *seen);
    match () {
        () if whole && count == stems.len() => Some(Fit::Whole),
        () if all && begins => Some(Fit::Beginning),
        () if all => Some(Fit::Words),
        () => None,
    }
}

/// Whether some word of an ASCII name has the first letters of `word`: most names are passed over by this.
fn begins_a_word(name: &str, word: &str) -> bool {
    let letters = word.as_bytes().get(..3).unwrap_or(word.as_bytes());
    let Some(first) = letters.first() else {
        return true;
    };
    let mut rest = name.as_bytes();
    let mut inside = false;
    while let Some((byte, after)) = rest.split_first() {
        // The letters are compared only where the first of them begins a word.
        if !inside && byte.eq_ignore_ascii_case(first) {
            let own = rest.get(..letters.len());
            if own.is_some_and(|own| own.eq_ignore_ascii_case(letters)) {
                return true;
            }
        }
        inside = byte.is_ascii_alphanumeric();
        rest = after;
    }
    false
}

/// Whether a word has this stem; words that begin otherwise are not looked at.
fn same(own: &str, word: &str) -> bool {
    own.bytes().next() == word.bytes().next() && stem(word) == own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::embedded;

    #[test]
    fn what_is_typed_letter_by_letter_finds_what_the_whole_finds() {
        let library = Library::load(&embedded());
        for whole in [
            "calcin cut",
            "in:treatments sal",
            "finger lumps",
            "kidney failure",
            "CREST",
        ] {
            let mut typed = Titles::default();
            let ends = whole
                .char_indices()
                .map(|(at, letter)| at + letter.len_utf8());
            for end in ends {
                let part = whole.get(..end).unwrap();
                let hits = typed.search(&library, part, 50);
                assert_eq!(hits, titles(&library, part, 50), "{part}");
            }
            let shorter = typed.search(&library, "ca", 50);
            assert_eq!(shorter, titles(&library, "ca", 50));
        }
    }
}
