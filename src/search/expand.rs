//! From the words of a query to the terms that may stand for them: itself, what it begins, what it was meant to be.

use crate::search::index::Index;
use crate::search::lexicon::Similar;
use crate::search::postings::KEY;
use crate::search::query::Query;
use crate::search::stop_words::Emphasis;
use crate::search::weights::{
    CORRECTIONS, FILLER, MISSPELT, PREFIX, PREFIX_OF_KNOWN, PREFIX_POSTINGS, PREFIX_TERMS,
    SIMILAR_TERMS, STOP_WORD, SYNONYM, real, telling,
};

/// A term that may be what a word of the query means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    pub term: u32,
    /// From 0 to 1: how sure it is.
    pub sure: f32,
}

/// A word of the query and what it may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    pub word: String,
    /// What is looked up in bodies; all of it in names too.
    pub choices: Vec<Choice>,
    /// Looked up in names only: what a very short beginning may become.
    pub in_names: Vec<u32>,
    /// How much the word says.
    pub weight: f32,
    pub emphasis: Emphasis,
    /// Two words of the query written as one: a second chance that counts in no total.
    pub joined: bool,
    /// Words taken instead, when no topic has this one.
    pub instead: Vec<String>,
}

impl Meaning {
    pub const fn is_known(&self) -> bool {
        !self.choices.is_empty() || !self.in_names.is_empty()
    }

    pub fn is_stop_word(&self) -> bool {
        self.emphasis == Emphasis::None
    }
}

/// The meanings of a query's words, repeats left out.
pub fn meanings(index: &Index, query: &Query) -> Vec<Meaning> {
    let mut expander = Expander {
        index,
        corrections: CORRECTIONS,
    };
    let mut all: Vec<Meaning> = Vec::new();
    // The terms as typed, and which meaning each word of the query became.
    let mut typed: Vec<Option<u32>> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    let last = query.words.len().checked_sub(1);
    for (at, word) in query.words.iter().enumerate() {
        let unfinished = query.unfinished && Some(at) == last;
        let split = expander.word(word, unfinished);
        let first = split.first();
        typed.push(first.and_then(|meaning| expander.typed(meaning)));
        places.push(place(&all, first));
        for meaning in split {
            if !all.iter().any(|other| repeats(other, &meaning)) {
                all.push(meaning);
            }
        }
    }
    expander.synonyms(&mut all, &typed, &places);
    for pair in query.words.windows(2) {
        all.extend(expander.joined(&pair.concat()));
    }
    all
}

struct Expander<'a> {
    index: &'a Index,
    corrections: usize,
}

impl Expander<'_> {
    fn word(&mut self, word: &str, unfinished: bool) -> Vec<Meaning> {
        let known = self.known(word);
        let only_a_key = known.is_some_and(|choice| self.only_in_keys(choice.term));
        // A relative of what is only a misspelling among the keys is not known by that.
        let known = known.filter(|_| !only_a_key || self.index.lexicon.exactly(word).is_some());
        let mut meaning = self.meaning(word, known.into_iter().collect());
        if unfinished {
            self.prefix(&mut meaning);
        }
        // A word that only the synonyms have is neither misspelt nor two words.
        let listed = known.is_none() && self.index.lexicon.exactly(word).is_some();
        if (!meaning.is_known() || only_a_key) && !listed && self.corrections > 0 {
            self.corrections -= 1;
            self.correct(&mut meaning, unfinished);
        }
        if !meaning.is_known() && !listed {
            let parts = self.parts(word);
            if !parts.is_empty() {
                return parts;
            }
        }
        self.weigh(&mut meaning, known);
        vec![meaning]
    }

    fn meaning(&self, word: &str, choices: Vec<Choice>) -> Meaning {
        let mut meaning = Meaning {
            word: word.to_owned(),
            choices,
            in_names: Vec::new(),
            weight: 0.0,
            emphasis: Emphasis::of(word),
            joined: false,
            instead: Vec::new(),
        };
        self.weigh(&mut meaning, None);
        meaning
    }

    fn known(&self, word: &str) -> Option<Choice> {
        let term = self.index.lexicon.term(word)?;
        let choice = Choice { term, sure: 1.0 };
        let stands = self.index.postings.topics(term) > 0;
        (stands || !self.index.names.with(term).is_empty()).then_some(choice)
    }

    /// Adds the terms that the word may become; the commonest when there are many.
    fn prefix(&self, meaning: &mut Meaning) {
        let terms = self.index.lexicon.with_prefix(&meaning.word);
        let own = meaning.choices.first().map(|choice| choice.term);
        let sure = if own.is_some() {
            PREFIX_OF_KNOWN
        } else {
            PREFIX
        };
        if meaning.word.chars().count() < 3 {
            meaning.in_names = terms;
            return;
        }
        let mut common: Vec<(u32, u32)> = terms
            .iter()
            .filter(|term| Some(**term) != own)
            .map(|term| (self.index.postings.topics(*term), *term))
            .collect();
        common.sort_unstable_by(|a, b| b.cmp(a));
        let mut left = PREFIX_POSTINGS;
        for (topics, term) in common.into_iter().take(PREFIX_TERMS) {
            left = left.saturating_sub(topics);
            if left == 0 && !meaning.choices.is_empty() {
                break;
            }
            meaning.choices.push(Choice { term, sure });
        }
    }

    /// Adds the terms that the word may be a misspelling of.
    fn correct(&self, meaning: &mut Meaning, unfinished: bool) {
        let lexicon = &self.index.lexicon;
        let mut similar = lexicon.similar(&meaning.word, false);
        if similar.is_empty() && unfinished {
            similar = lexicon.similar(&meaning.word, true);
        }
        let Some(nearest) = similar.first().map(|similar| similar.apart) else {
            return;
        };
        let own = meaning.choices.first().map(|choice| choice.term);
        similar.retain(|similar| {
            similar.apart <= nearest + u8::from(own.is_some()) && Some(similar.term) != own
        });
        similar.sort_by_key(|similar| std::cmp::Reverse(self.index.postings.topics(similar.term)));
        for similar in similar.into_iter().take(SIMILAR_TERMS) {
            self.take(meaning, similar, own.is_none());
        }
    }

    fn take(&self, meaning: &mut Meaning, similar: Similar, say: bool) {
        let sure = MISSPELT
            .get(usize::from(similar.apart))
            .copied()
            .unwrap_or_default();
        let known = |choice: &Choice| choice.term == similar.term;
        if !meaning.choices.iter().any(known) {
            meaning.choices.push(Choice {
                term: similar.term,
                sure,
            });
            if say {
                let word = self.index.lexicon.word(similar.word);
                meaning.instead.push(word.to_owned());
            }
        }
    }

    /// Whether a term stands in no text, only among search keys: a misspelling listed there.
    fn only_in_keys(&self, term: u32) -> bool {
        let postings = &self.index.postings;
        postings.topics(term) <= 2
            && postings
                .iter(term)
                .all(|posting| posting.fields == KEY && posting.count == 0)
    }

    /// An unknown word cut into two known ones, where both are most common.
    fn parts(&self, word: &str) -> Vec<Meaning> {
        let cut = |at: usize| {
            let (left, right) = word.split_at_checked(at)?;
            let (first, second) = (self.known(left)?, self.known(right)?);
            let topics = |choice: Choice| self.index.postings.topics(choice.term);
            let common = topics(first).min(topics(second));
            Some((common, [(left, first), (right, second)]))
        };
        let best = (3..word.len().saturating_sub(2))
            .filter_map(cut)
            .max_by_key(|(common, _)| *common);
        best.map_or_else(Vec::new, |(_, parts)| {
            let meanings = parts.map(|(word, choice)| self.meaning(word, vec![choice]));
            meanings.into()
        })
    }

    /// The term of a word as it was typed, or as it was meant.
    fn typed(&self, meaning: &Meaning) -> Option<u32> {
        let meant = meaning.choices.first().map(|choice| choice.term);
        let known = self.index.lexicon.term(&meaning.word);
        known.or(meant)
    }

    /// Gives each word, and each word of a phrase, what else it stands for.
    fn synonyms(&self, all: &mut [Meaning], typed: &[Option<u32>], places: &[usize]) {
        for start in 0..typed.len() {
            let rest = typed.get(start..).unwrap_or_default();
            for (length, term) in self.index.synonyms.at(rest) {
                let own = places.get(start..start + length).unwrap_or_default();
                let says = |place: &&usize| {
                    all.get(**place)
                        .is_some_and(|meaning| !meaning.is_stop_word())
                };
                let mut own: Vec<usize> = own.iter().filter(says).copied().collect();
                if own.is_empty() {
                    own.extend(places.get(start + length - 1));
                }
                for place in own {
                    if let Some(meaning) = all.get_mut(place) {
                        self.stands_for(meaning, term);
                    }
                }
            }
        }
    }

    fn stands_for(&self, meaning: &mut Meaning, term: u32) {
        let telling = self.index.telling(term);
        if !meaning.is_known() || meaning.is_stop_word() {
            meaning.emphasis = Emphasis::Full;
            meaning.weight = telling;
        }
        let sure = SYNONYM * (telling / meaning.weight.max(f32::EPSILON)).min(1.0);
        if meaning.choices.iter().all(|choice| choice.term != term) {
            meaning.choices.push(Choice { term, sure });
        }
    }

    fn joined(&self, word: &str) -> Option<Meaning> {
        let choice = self.known(word)?;
        let mut meaning = self.meaning(word, vec![choice]);
        meaning.joined = true;
        Some(meaning)
    }

    /// A word weighs as much as the topics that have it are rare, all its choices taken together.
    fn weigh(&self, meaning: &mut Meaning, known: Option<Choice>) {
        let telling = known.map_or_else(
            || {
                let topics = |choice: &Choice| self.index.postings.topics(choice.term);
                let with = meaning
                    .choices
                    .iter()
                    .map(topics)
                    .fold(0, u32::saturating_add);
                telling(self.index.len(), with, with)
            },
            |choice| self.index.telling(choice.term),
        );
        let says = match meaning.emphasis {
            Emphasis::None => STOP_WORD,
            Emphasis::Little => FILLER,
            Emphasis::Full => 1.0,
        };
        meaning.weight = says * telling;
    }
}

/// Which of the meanings a word of the query becomes: one that is there already, or the next.
fn place(all: &[Meaning], new: Option<&Meaning>) -> usize {
    let same = |meaning: &Meaning| new.is_some_and(|new| repeats(meaning, new));
    all.iter().position(same).unwrap_or(all.len())
}

fn repeats(meaning: &Meaning, new: &Meaning) -> bool {
    let term = |meaning: &Meaning| meaning.choices.first().map(|choice| choice.term);
    meaning.word == new.word || (term(new).is_some() && term(meaning) == term(new))
}

/// The weights of all words that count in a total.
pub fn total(meanings: &[Meaning]) -> f32 {
    let counted = meanings.iter().filter(|meaning| !meaning.joined);
    counted
        .map(|meaning| meaning.weight)
        .sum::<f32>()
        .max(real(1) * f32::EPSILON)
}
