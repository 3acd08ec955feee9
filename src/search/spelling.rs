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
    if word.len() >= shortest && word.contains(from) {
        *word = Cow::Owned(word.replace(from, to));
    }
}

/// Tumour and tumoural, but not hour or four: a syllable must stand before.
fn our_to_or(word: &mut Cow<'_, str>) {
    if let Some((before, after)) = word.rsplit_once("our")
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
        if let Some((before, after)) = word.rsplit_once(middle)
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

/// How many letters must be added, dropped, changed or swapped with their neighbour to turn `a` into `b`;
/// `None` when more than `most`. As a prefix, `a` may also be the beginning of a longer `b`.
pub fn distance(a: &[u8], b: &[u8], most: u8, prefix: bool) -> Option<u8> {
    let limit = usize::from(most);
    if a.len() > b.len() + limit || (!prefix && b.len() > a.len() + limit) {
        return None;
    }
    let b = b.get(..b.len().min(a.len() + limit)).unwrap_or_default();
    let width = b.len() + 1;
    let mut before: Vec<u8> = Vec::new();
    let mut last: Vec<u8> = (0..=u8::MAX).take(width).collect();
    for (row, letter) in a.iter().enumerate() {
        let above = row.checked_sub(1).and_then(|above| a.get(above));
        let next = next_row(*letter, above.copied(), b, &last, &before);
        if next.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, next);
    }
    let found = if prefix {
        last.iter().min().copied()
    } else {
        last.last().copied()
    };
    found.filter(|found| *found <= most)
}

/// One row of the table of distances, from the two rows above it.
fn next_row(letter: u8, above: Option<u8>, b: &[u8], last: &[u8], before: &[u8]) -> Vec<u8> {
    let mut row = Vec::with_capacity(last.len());
    let mut left = last.first().map_or(1, |first| first.saturating_add(1));
    row.push(left);
    let mut previous: Option<u8> = None;
    let mut old = None;
    for ((other, diagonal), up) in b.iter().zip(last).zip(last.iter().skip(1)) {
        let change = diagonal.saturating_add(u8::from(*other != letter));
        let mut best = change.min(up.saturating_add(1)).min(left.saturating_add(1));
        if previous == Some(letter)
            && above == Some(*other)
            && let Some(swapped) = old
        {
            best = best.min(u8::saturating_add(swapped, 1));
        }
        old = before.get(row.len() - 1).copied();
        previous = Some(*other);
        row.push(best);
        left = best;
    }
    row
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
