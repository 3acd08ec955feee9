//! The order that people expect of titles: numbers by their value, letters whatever their case.

use crate::text::fold;

/// What a text is sorted by. Texts that differ in nothing but accents or case keep the order of their bytes.
///
/// A number is written as a nought, how many digits it has, and these without noughts before them: so it stands
/// where digits stand among letters, and a shorter one before a longer one.
pub fn sort_key(text: &str) -> (String, String) {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len() + 2);
    let mut rest = &*folded;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, behind) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let after = behind.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let number = behind.strip_suffix(after).unwrap_or_default();
        let number = number.trim_start_matches('0');
        let digits = u32::try_from(number.len()).ok().and_then(char::from_u32);
        key.push_str(before);
        key.extend(['0', digits.unwrap_or(char::MAX)]);
        key.push_str(number);
        rest = after;
    }
    key.push_str(rest);
    (key, text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_by_value_and_letters_by_the_alphabet() {
        let mut titles = [
            "part 20", "Part 2", "Part 10", "Part 1", "Part 9", "Part 02b", "École", "Echo",
            "zebra",
        ];
        titles.sort_by_cached_key(|title| sort_key(title));
        assert_eq!(
            titles,
            [
                "Echo", "École", "Part 1", "Part 2", "Part 02b", "Part 9", "Part 10", "part 20",
                "zebra"
            ]
        );
        assert!(sort_key("a") > sort_key("A"));
        assert!(sort_key("9") < sort_key(&"9".repeat(60_000)));
    }
}
