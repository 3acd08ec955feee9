//! How a word sounds, and how far two words are apart.

use strsim::osa_distance;

use crate::terms::normal;

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
