//! One spelling for British and American words, how a word sounds, and how far two words are apart.

use std::borrow::Cow;

use strsim::osa_distance;

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

/// A word roughly as it sounds, so that calcyphilaxis equals calciphylaxis.
pub fn sound_key(word: &str) -> String {
    let word = normal(word);
    let mut key = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let soft = matches!(letters.peek(), Some('e' | 'i' | 'y'));
        let heard = match letter {
            'h' if !key.is_empty() => continue,
            'c' if soft => 's',
            'k' | 'q' => 'c',
            'y' => 'i',
            'z' => 's',
            other => other,
        };
        if !key.ends_with(heard) {
            key.push(heard);
        }
    }
    key
}

/// The letters of a word as bits, to pass over words that are too far apart without comparing them.
pub fn letter_mask(word: &str) -> u32 {
    word.bytes()
        .fold(0, |mask, byte| mask | 1 << (u32::from(byte) & 31))
}

/// How many letters must be added, dropped, changed or swapped with their neighbour to turn `a` into `b`; nothing
/// when more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let too_long = a.len().abs_diff(b.len()) > most;
    (!too_long)
        .then(|| osa_distance(a, b))
        .filter(|distance| *distance <= most)
}

/// The distance of `a` to the nearest beginning of `b`.
pub fn distance_to_prefix(a: &str, b: &str, most: usize) -> Option<usize> {
    let lengths = a.len().saturating_sub(most)..=a.len() + most;
    let prefixes = lengths.filter_map(|length| b.get(..length.min(b.len())));
    prefixes
        .filter_map(|prefix| distance(a, prefix, most))
        .min()
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

    #[test]
    fn words_that_sound_alike_have_one_key() {
        assert_eq!(sound_key("calcyfilaxis"), sound_key("calciphylaxis"));
        assert_eq!(sound_key("dermatomyocitis"), sound_key("dermatomyositis"));
        assert_eq!(sound_key("currettage"), sound_key("curettage"));
        assert_eq!(sound_key("rumatoid"), sound_key("rhumatoid"));
    }

    #[test]
    fn a_swap_is_one_mistake() {
        assert_eq!(distance("dilitazem", "diltiazem", 2), Some(1));
        assert_eq!(distance("byopsy", "biopsy", 1), Some(1));
        assert_eq!(distance("same", "same", 0), Some(0));
        assert_eq!(distance("kidny", "kidney", 1), Some(1));
        assert_eq!(distance("warm", "kidney", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
        assert_eq!(distance_to_prefix("calsif", "calcification", 1), Some(1));
        assert_eq!(distance("calsif", "calcification", 1), None);
    }
}
