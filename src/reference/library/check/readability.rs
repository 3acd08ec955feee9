//! How hard a text is to read: sentences, words, syllables and the Flesch–Kincaid grade.

use crate::content::text::fold;

/// Syllables a word counts at most when the reader is told what it means.
const SYLLABLES_OF_A_KNOWN_WORD: usize = 2;

/// Pairs of vowels spoken apart, and the letters before them that melt them into one: so-cial, na-tion, peo-ple.
const PARTED: &[(&str, &str)] = &[("iu", ""), ("ia", "ctg"), ("io", "ctsgx"), ("eo", "pg")];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
}

impl Tally {
    /// Counts `text`; words that are `known` are short however long they are.
    pub fn of(text: &str, known: &impl Fn(&str) -> bool) -> Self {
        let mut tally = Self::default();
        for sentence in sentences(text) {
            let before = tally.words;
            for word in words(sentence) {
                tally.words += 1;
                tally.syllables += counted_syllables(word, known);
            }
            tally.sentences += usize::from(tally.words > before);
        }
        tally
    }

    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
        }
    }

    /// The US school grade after Flesch and Kincaid (1975); 0 without words.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of one page are far below 2^52"
    )]
    pub fn grade(self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        let (sentences, words, syllables) = (
            self.sentences as f64,
            self.words as f64,
            self.syllables as f64,
        );
        0.39f64.mul_add(words / sentences, 11.8 * syllables / words) - 15.59
    }
}

/// The sentences of a text: each ends with a full stop, question or exclamation mark before a space.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(char::is_whitespace)
        .scan(0, |end, piece| {
            *end += piece.len();
            Some((*end, piece.trim_end().ends_with(['.', '!', '?'])))
        })
        .filter(|(_, ends)| *ends)
        .map(|(end, _)| end)
        .chain(std::iter::once(text.len()))
        .scan(0, |start, end| {
            let sentence = text.get(*start..end).unwrap_or_default().trim();
            *start = end;
            Some(sentence)
        })
        .filter(|sentence| !sentence.is_empty())
}

/// The words of a text; those joined by a hyphen or a slash count each.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let inside = |it: char| it.is_alphanumeric() || ".,'’%".contains(it);
    text.split(move |it| !inside(it))
        .map(|word| word.trim_matches(|it: char| !it.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

fn counted_syllables(word: &str, known: &impl Fn(&str) -> bool) -> usize {
    let letters = letters(word);
    let count = syllables(&letters);
    let is_known = || known(&letters) || known(letters.trim_end_matches('s'));
    if count > SYLLABLES_OF_A_KNOWN_WORD && is_known() {
        SYLLABLES_OF_A_KNOWN_WORD
    } else {
        count
    }
}

/// The word's letters, small and without accents, as `known` words are kept.
pub fn letters(word: &str) -> String {
    fold(word)
        .chars()
        .filter(char::is_ascii_lowercase)
        .collect()
}

/// How many syllables an English word has, by its groups of vowels and its silent endings.
fn syllables(letters: &str) -> usize {
    let vowel = |it: char| "aeiouy".contains(it);
    let groups = letters.split(|it| !vowel(it));
    let groups = groups.filter(|group| !group.is_empty()).count();
    let rest = ["le", "les"]
        .iter()
        .find_map(|end| letters.strip_suffix(end));
    let is_silent = ends(letters, "e", "aeiouyl")
        || rest.is_some_and(|rest| rest.ends_with(vowel))
        || ends(letters, "ed", "aeioutdy")
        || ends(letters, "es", "aeiouysxzcghl");
    let spoken = groups + parted_vowels(letters);
    spoken.saturating_sub(usize::from(is_silent)).max(1)
}

/// Vowels side by side that are spoken apart, as in calci-um, urae-mi-a, bi-opsy, seri-ous and osteo-porosis.
fn parted_vowels(letters: &str) -> usize {
    let parted = |(pair, soft): (&str, &str)| {
        let found = letters.match_indices(pair);
        let before = |at: usize| letters.get(..at).and_then(|rest| rest.chars().next_back());
        found
            .filter(|(at, _)| before(*at).is_some_and(|it| !soft.contains(it)))
            .count()
    };
    PARTED.iter().copied().map(parted).sum()
}

/// Whether the word ends so, behind a letter that is none of `voiced`.
fn ends(letters: &str, ending: &str, voiced: &str) -> bool {
    let before = letters
        .strip_suffix(ending)
        .and_then(|rest| rest.chars().next_back());
    before.is_some_and(|it| !voiced.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_spoken() {
        let counts = [
            ("cat", 1),
            ("calcium", 3),
            ("scale", 1),
            ("table", 2),
            ("nodules", 2),
            ("caused", 1),
            ("treated", 2),
            ("places", 2),
            ("kidney", 2),
            ("42", 1),
            ("naïve", 1),
            ("biopsy", 3),
            ("bacteria", 4),
            ("inflammation", 4),
            ("special", 2),
        ];
        for (word, count) in counts {
            assert_eq!(syllables(&letters(word)), count, "{word}");
        }
    }

    #[test]
    fn sentences_end_at_a_space() {
        let found: Vec<_> = sentences("It is 2.5 mm. Is it? Yes").collect();
        assert_eq!(found, ["It is 2.5 mm.", "Is it?", "Yes"]);
    }

    #[test]
    fn joined_words_count_each() {
        assert_eq!(
            words("a case-series, 83 % of «them»/us.").collect::<Vec<_>>(),
            ["a", "case", "series", "83", "of", "them", "us"]
        );
    }

    #[test]
    fn the_grade_is_the_published_formula() {
        let tally = Tally::of("The cat sat on the mat.", &|_| false);
        assert_eq!(
            tally,
            Tally {
                sentences: 1,
                words: 6,
                syllables: 6
            }
        );
        assert!((tally.grade() + 1.45).abs() < 0.001, "{}", tally.grade());
    }

    #[test]
    fn a_known_word_is_never_long() {
        let known = |word: &str| word == "calcification";
        assert_eq!(Tally::of("Calcifications", &known).syllables, 2);
        assert_eq!(Tally::of("Calcifications", &|_| false).syllables, 5);
    }
}
