//! Titles and search keys, each a little text of its own: which topics a query names, wholly or in part.

use serde::{Deserialize, Serialize};

use crate::content::FrontMatter;
use crate::library::{Library, TopicId};
use crate::search::lexicon::{LexiconBuilder, Lists, count};
use crate::search::weights::{NAME_WORD, STOP_WORD, of_emphasis};
use crate::terms::{Emphasis, normalized_tokens, tokens};

/// What a word weighs in a name, by how much it tells.
pub fn word_weight(specificity: f32, emphasis: Emphasis) -> f32 {
    match emphasis {
        Emphasis::Stop => STOP_WORD,
        _ => of_emphasis(emphasis) * specificity.max(NAME_WORD),
    }
}

/// The search keys of a page, with its brands and misspellings behind them.
pub fn search_keys(matter: &FrontMatter) -> impl Iterator<Item = &String> {
    lists(matter).into_iter().flat_map(|(names, _)| names)
}

/// Where a name comes from; the number is its place in that list.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum NameOrigin {
    Title,
    /// The last part of the topic's id.
    Id,
    Key(u16),
    Brand(u16),
    Misspelling(u16),
    /// A search key that `ambiguous.toml` gives to several topics.
    Shared(u16),
}

/// A list of front matter, and what a name of it comes from by its place.
type NameList<'a> = (&'a [String], fn(u16) -> NameOrigin);

fn lists(matter: &FrontMatter) -> [NameList<'_>; 3] {
    [
        (&matter.keys, NameOrigin::Key),
        (&matter.brands, NameOrigin::Brand),
        (&matter.misspellings, NameOrigin::Misspelling),
    ]
}

/// A name of a topic.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Name {
    pub topic: u32,
    pub origin: NameOrigin,
    /// The sum of its words' weights.
    pub weight: f32,
}

/// All names, and for every term the names it stands in.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct NameIndex {
    all: Vec<Name>,
    shared: Vec<String>,
    /// The names of each term.
    by_term: Lists<u32>,
    /// Of how many topics they are.
    topics: Vec<u32>,
    /// Term and name, only while the index is built.
    #[serde(skip)]
    pairs: Vec<(u32, u32)>,
}

impl NameIndex {
    /// Adds all names of a topic, which says this of itself.
    pub fn add(
        &mut self,
        library: &Library,
        topic: TopicId,
        matter: &FrontMatter,
        lexicon: &mut LexiconBuilder,
    ) {
        let entry = library.topic(topic);
        self.name(topic, NameOrigin::Title, &entry.title, lexicon);
        if topic != library.front() {
            let id = entry.id.rsplit('/').next().unwrap_or_default();
            self.name(topic, NameOrigin::Id, id, lexicon);
        }
        for (names, origin) in lists(matter) {
            for (place, name) in (0..).zip(names) {
                self.name(topic, origin(place), name, lexicon);
            }
        }
    }

    /// Adds the keys that several topics share on purpose.
    pub fn add_shared(&mut self, library: &Library, lexicon: &mut LexiconBuilder) {
        let mut shared: Vec<_> = library.ambiguous().into_iter().collect();
        shared.sort();
        for (place, (key, ids)) in (0_u16..).zip(shared) {
            for topic in ids.iter().filter_map(|id| library.find(id)) {
                self.name(topic, NameOrigin::Shared(place), &key, lexicon);
            }
            self.shared.push(key);
        }
    }

    fn name(
        &mut self,
        topic: TopicId,
        origin: NameOrigin,
        text: &str,
        lexicon: &mut LexiconBuilder,
    ) {
        let mut terms = lexicon.add_all(text);
        let joined = joined(text);
        terms.sort_unstable();
        terms.dedup();
        self.push(topic, origin, &terms);
        if let Some(joined) = joined {
            self.push(topic, origin, &[lexicon.add(&joined)]);
        }
    }

    fn push(&mut self, topic: TopicId, origin: NameOrigin, terms: &[u32]) {
        let number = count(self.all.len());
        self.all.push(Name {
            topic: count(topic.index()),
            origin,
            weight: 0.0,
        });
        self.pairs.extend(terms.iter().map(|term| (*term, number)));
    }

    /// Call when all names are in; `weight` gives a word's, which stands in the names of so many topics.
    pub fn finish(&mut self, terms: usize, weight: impl Fn(u32, u32) -> f32) {
        let mut pairs = std::mem::take(&mut self.pairs);
        pairs.sort_unstable();
        let mut groups = pairs.chunk_by(|a, b| a.0 == b.0).peekable();
        for term in 0..count(terms) {
            let is_own = |group: &&[(u32, u32)]| group.first().is_some_and(|pair| pair.0 == term);
            let group = groups.next_if(is_own).unwrap_or_default();
            let topics = self.topics_of(group);
            for (_, name) in group {
                if let Some(name) = self.all.get_mut(*name as usize) {
                    name.weight += weight(term, topics);
                }
            }
            self.by_term.push(group.iter().map(|(_, name)| *name));
            self.topics.push(topics);
        }
        self.by_term.shrink();
        self.all.shrink_to_fit();
    }

    /// In the names of how many topics a term stands, given its pairs.
    fn topics_of(&self, pairs: &[(u32, u32)]) -> u32 {
        let topic = |pair: &(u32, u32)| self.all.get(pair.1 as usize).map(|name| name.topic);
        count(pairs.chunk_by(|a, b| topic(a) == topic(b)).count())
    }

    /// In the names of how many topics a term stands.
    pub fn topics(&self, term: u32) -> u32 {
        self.topics.get(term as usize).copied().unwrap_or_default()
    }

    /// The numbers of the names that a term stands in.
    pub fn with_term(&self, term: u32) -> &[u32] {
        self.by_term.get(term as usize)
    }

    /// The origins of the names that a term stands in.
    pub fn origins(&self, term: u32) -> impl Iterator<Item = NameOrigin> {
        let names = self.with_term(term).iter();
        names.filter_map(|name| self.get(*name).map(|name| name.origin))
    }

    pub const fn len(&self) -> usize {
        self.all.len()
    }

    pub fn get(&self, number: u32) -> Option<Name> {
        self.all.get(number as usize).copied()
    }

    /// A name as it is written.
    pub fn text<'a>(&'a self, library: &'a Library, name: Name) -> &'a str {
        let topic = library.at(name.topic);
        let Some(topic) = topic.map(|id| library.topic(id)) else {
            return "";
        };
        let (list, place) = match name.origin {
            NameOrigin::Title => return &topic.title,
            NameOrigin::Id => return topic.id.rsplit('/').next().unwrap_or_default(),
            NameOrigin::Key(place) => (&topic.matter().keys, place),
            NameOrigin::Brand(place) => (&topic.matter().brands, place),
            NameOrigin::Misspelling(place) => (&topic.matter().misspellings, place),
            NameOrigin::Shared(place) => (&self.shared, place),
        };
        list.get(usize::from(place)).map_or("", String::as_str)
    }
}

/// A name of two words, or of parts joined by hyphens, as one word: xray for X-ray, shockwave for shock wave.
fn joined(text: &str) -> Option<String> {
    let mut ranges = tokens(text);
    let first = ranges.next()?;
    let last = ranges.last()?;
    let between = text.get(first.end..last.start)?;
    let two = !between.contains(char::is_alphanumeric);
    let hyphens = text.contains('-') && !text.trim().contains(' ');
    (two || hyphens).then(|| normalized_tokens(text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_parts_are_known_as_one_word_too() {
        assert_eq!(joined("X-ray").as_deref(), Some("xray"));
        assert_eq!(joined("shock wave").as_deref(), Some("shockwave"));
        assert_eq!(
            joined("milk-alkali-syndrome").as_deref(),
            Some("milkalkalisyndrome")
        );
        assert_eq!(joined("hard white bump"), None);
        assert_eq!(joined("CUA"), None);
    }
}
