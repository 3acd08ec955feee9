//! The order that people expect of titles: numbers by their value, letters whatever their case.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

use crate::text::fold;

/// Compares two texts; those that differ in nothing but accents or case keep the order of their bytes.
pub fn compare(one: &str, other: &str) -> Ordering {
    if one == other {
        return Ordering::Equal;
    }
    let (first, second) = (fold(one), fold(other));
    in_parts(&first, &second).then_with(|| one.cmp(other))
}

fn in_parts(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one.chars().peekable(), other.chars().peekable());
    loop {
        let order = match (one.peek(), other.peek()) {
            (Some(a), Some(b)) if a.is_ascii_digit() && b.is_ascii_digit() => {
                by_value(&number(&mut one), &number(&mut other))
            }
            (None, None) => return Ordering::Equal,
            _ => one.next().cmp(&other.next()),
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// The digits that come next, without noughts before them.
fn number(text: &mut Peekable<Chars<'_>>) -> String {
    let mut digits = String::new();
    while let Some(digit) = text.next_if(char::is_ascii_digit) {
        if digit != '0' || !digits.is_empty() {
            digits.push(digit);
        }
    }
    digits
}

fn by_value(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
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
        titles.sort_by(|a, b| compare(a, b));
        assert_eq!(
            titles,
            [
                "Echo", "École", "Part 1", "Part 2", "Part 02b", "Part 9", "Part 10", "part 20",
                "zebra"
            ]
        );
        assert_eq!(compare("a", "A"), Ordering::Greater);
    }
}
