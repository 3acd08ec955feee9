//! One spelling for British and American words, how a word sounds, and how far two words are apart.

use std::borrow::Cow;

/// Words too short for a rule, or of no rule, in the spelling kept.
const IRREGULAR: &[(&str, &str)] = &[
    ("children", "child"),
    ("feet", "foot"),
    ("gray", "grey"),
    ("men", "man"),
    ("skillful", "skilful"),
    ("teeth", "tooth"),
    ("women", "woman"),
];

/// One spelling for a folded word: tumour is tumor, haemodialysis hemodialysis, localise localize, sulphate sulfate.
pub fn normal(word: &str) -> Cow<'_, str> {
    if let Ok(at) = IRREGULAR.binary_search_by_key(&word, |(from, _)| from) {
        return Cow::Borrowed(IRREGULAR.get(at).map_or(word, |(_, to)| to));
    }
    let mut word = Cow::Borrowed(word);
    replace(&mut word, "ph", "f", 4);
    replace(&mut word, "ae", "e", 4);
    replace(&mut word, "oe", "e", 6);
    our_to_or(&mut word);
    ise_to_ize(&mut word);
    for (from, to) in [("tre", "ter"), ("bre", "ber"), ("ogue", "og")] {
        if word.len() > 4
            && let Some(stem) = word.strip_suffix(from)
        {
            word = Cow::Owned(format!("{stem}{to}"));
        }
    }
    word
}

fn replace(word: &mut Cow<'_, str>, from: &str, to: &str, shortest: usize) {
    if word.len() >= shortest && has(word, from) {
        *word = Cow::Owned(word.replace(from, to));
    }
}

/// Whether a few bytes stand in a short word; quicker than a search that prepares itself.
fn has(word: &str, bytes: &str) -> bool {
    let bytes = bytes.as_bytes();
    word.as_bytes().windows(bytes.len()).any(|run| run == bytes)
}

/// Tumour and tumoural, but not hour or four: a syllable must stand before.
fn our_to_or(word: &mut Cow<'_, str>) {
    if has(word, "our")
        && let Some((before, after)) = word.rsplit_once("our")
        && before.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        && !before.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        *word = Cow::Owned(format!("{before}or{after}"));
    }
}

/// Localise, localised and localisation with z; dialyse too.
fn ise_to_ize(word: &mut Cow<'_, str>) {
    const ENDS: &[&str] = &["e", "ed", "es", "er", "ers", "ing", "ation", "ations"];
    for middle in ["is", "ys"] {
        if has(word, middle)
            && let Some((before, after)) = word.rsplit_once(middle)
            && before.len() >= 4
            && ENDS.contains(&after)
        {
            let vowel = middle.trim_end_matches('s');
            *word = Cow::Owned(format!("{before}{vowel}z{after}"));
            return;
        }
    }
}

/// A folded word roughly as it sounds, so that calcyphilaxis equals calciphylaxis.
pub fn sound(word: &str, key: &mut Vec<u8>) {
    key.clear();
    let word = normal(word);
    let mut letters = word.bytes().peekable();
    while let Some(letter) = letters.next() {
        let soft = matches!(letters.peek(), Some(b'e' | b'i' | b'y'));
        let heard = match letter {
            b'h' if !key.is_empty() => continue,
            b'c' if soft => b's',
            b'k' | b'q' => b'c',
            b'y' => b'i',
            b'z' => b's',
            other => other,
        };
        if key.last() != Some(&heard) {
            key.push(heard);
        }
    }
}

/// The letters of a word as bits, to rule out far words without comparing them.
pub fn letters(key: &[u8]) -> u32 {
    key.iter()
        .fold(0, |bits, byte| bits | 1 << (u32::from(*byte) & 31))
}

/// Letters that are compared at most; words are no longer.
const LONGEST: usize = 64;

/// How many letters must be added, dropped, changed or swapped with their neighbour to turn `a` into `b`;
/// `None` when more than `most`. As a prefix, `a` may also be the beginning of a longer `b`.
pub fn distance(a: &[u8], b: &[u8], most: u8, prefix: bool) -> Option<u8> {
    let limit = usize::from(most);
    if a.len() > b.len() + limit || (!prefix && b.len() > a.len() + limit) || a.len() >= LONGEST {
        return None;
    }
    let b = b.get(..b.len().min(a.len() + limit).min(LONGEST - 1))?;
    let (mut before, mut last, mut next) = ([u8::MAX; LONGEST], [0; LONGEST], [0; LONGEST]);
    for (cell, value) in last.iter_mut().zip(0..) {
        *cell = value;
    }
    let mut above = None;
    for letter in a {
        let rows = Rows {
            before: &before,
            last: &last,
        };
        if rows.next(*letter, above, b, &mut next) > most {
            return None;
        }
        above = Some(*letter);
        (before, last) = (last, next);
    }
    let row = last.get(..=b.len())?;
    let found = if prefix { row.iter().min() } else { row.last() };
    found.copied().filter(|found| *found <= most)
}

/// The two rows of the table of distances above the one being made.
struct Rows<'a> {
    before: &'a [u8],
    last: &'a [u8],
}

impl Rows<'_> {
    /// Writes the row of `letter`, which stands behind `above`; gives its least number.
    fn next(&self, letter: u8, above: Option<u8>, b: &[u8], row: &mut [u8]) -> u8 {
        let mut left = self.last.first().map_or(1, |first| first.saturating_add(1));
        let mut least = left;
        let (mut previous, mut old) = (None, u8::MAX);
        let mut cells = row.iter_mut();
        if let Some(cell) = cells.next() {
            *cell = left;
        }
        let others = b.iter().zip(self.last).zip(self.last.iter().skip(1));
        for (((other, diagonal), up), (cell, older)) in others.zip(cells.zip(self.before)) {
            let change = diagonal.saturating_add(u8::from(*other != letter));
            let mut best = change.min(up.saturating_add(1)).min(left.saturating_add(1));
            if previous == Some(letter) && above == Some(*other) {
                best = best.min(old.saturating_add(1));
            }
            (old, previous) = (*older, Some(*other));
            *cell = best;
            left = best;
            least = least.min(best);
        }
        least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_words_are_one() {
        for (british, american) in [
            ("tumour", "tumor"),
            ("tumoural", "tumoral"),
            ("haemodialysis", "hemodialysis"),
            ("anaemia", "anemia"),
            ("oedema", "edema"),
            ("localised", "localized"),
            ("calcification", "calcification"),
            ("thiosulphate", "thiosulfate"),
            ("dialyse", "dialyze"),
            ("centre", "center"),
            ("grey", "gray"),
        ] {
            assert_eq!(normal(british), normal(american));
        }
        assert_eq!(normal("hour"), "hour");
        assert_eq!(normal("excise"), "excise");
        assert!(IRREGULAR.is_sorted());
    }

    fn sounds(word: &str) -> Vec<u8> {
        let mut key = Vec::new();
        sound(word, &mut key);
        key
    }

    #[test]
    fn words_that_sound_alike_have_one_key() {
        assert_eq!(sounds("calcyfilaxis"), sounds("calciphylaxis"));
        assert_eq!(sounds("dermatomyocitis"), sounds("dermatomyositis"));
        assert_eq!(sounds("currettage"), sounds("curettage"));
        assert_eq!(sounds("rumatoid"), sounds("rhumatoid"));
    }

    #[test]
    fn a_swap_is_one_mistake() {
        let far = |a: &str, b: &str, most| distance(a.as_bytes(), b.as_bytes(), most, false);
        assert_eq!(far("dilitazem", "diltiazem", 2), Some(1));
        assert_eq!(far("byopsy", "biopsy", 1), Some(1));
        assert_eq!(far("same", "same", 0), Some(0));
        assert_eq!(far("kidny", "kidney", 1), Some(1));
        assert_eq!(far("warm", "kidney", 2), None);
        assert_eq!(far("", "ab", 2), Some(2));
        assert_eq!(distance(b"calsif", b"calcification", 1, true), Some(1));
        assert_eq!(distance(b"calsif", b"calcification", 1, false), None);
    }
}
