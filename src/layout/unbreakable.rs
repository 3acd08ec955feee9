//! Line-break opportunities of Unicode that should not be used: between a number and its unit, and the like.

/// The letters a word after a number may have to stay with it.
const LONGEST_UNIT: usize = 12;

/// Marks that stand between quantities.
const RELATIONS: &[&str] = &[
    "≤", "≥", "<", ">", "=", "±", "≈", "~", "×", "−", "–", "-", "<=", ">=", "+",
];

/// Words that join two numbers to one quantity: "1 in 5", "3 to 4".
const JOINING: &[&str] = &["in", "of", "to", "per", "and", "or", "by", "x"];

/// Words that a number completes: "Fig. 2", "stage 3".
const NUMBERED: &[&str] = &[
    "fig.", "figs.", "figure", "table", "no.", "nr.", "vol.", "p.", "pp.", "ch.", "chapter",
    "section", "sect.", "eq.", "step", "stage", "grade", "type", "phase", "class", "day", "week",
    "month", "year", "age", "aged", "about", "ca.", "approx.", "circa",
];

/// Titles that a name completes.
const TITLES: &[&str] = &["dr.", "prof.", "mr.", "mrs.", "ms.", "st."];

/// The words around a possible line end: two before it and one after.
#[derive(Clone, Copy, Debug)]
pub struct Neighbours<'a> {
    pub earlier: &'a str,
    pub before: &'a str,
    pub after: &'a str,
}

/// Whether the space between two words must not become a line end.
pub fn joins(words: Neighbours<'_>) -> bool {
    let Neighbours {
        earlier,
        before,
        after,
    } = words;
    let after_bare = after.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', ']']);
    let after_number = begins_with_number(after);
    if is_number(before) {
        return is_unit(after_bare);
    }
    if is_relation(after_bare) || (after_number && is_relation(before)) {
        return true;
    }
    joins_numbers(earlier, before, after, after_number)
        || is_completed_by(before, after, after_number)
        || is_letter_name(before, after_bare)
}

/// "1 in 5", and "1 out of 5" by way of its middle.
fn joins_numbers(earlier: &str, before: &str, after: &str, after_number: bool) -> bool {
    match before {
        "out" => is_number(earlier) && after == "of",
        "of" if earlier == "out" => after_number,
        _ => after_number && is_number(earlier) && JOINING.contains(&before),
    }
}

fn is_completed_by(before: &str, after: &str, after_number: bool) -> bool {
    let word = before.trim_start_matches(['(', '[']);
    let among = |list: &[&str]| list.iter().any(|entry| entry.eq_ignore_ascii_case(word));
    (after_number && among(NUMBERED)) || (after.starts_with(char::is_uppercase) && among(TITLES))
}

/// "vitamin D", "hepatitis C".
fn is_letter_name(before: &str, after: &str) -> bool {
    let mut characters = after.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_none()
        && before.ends_with(char::is_alphanumeric)
}

/// A number alone, perhaps with a mark or an opening bracket before it: "(≤3.7-5.7".
fn is_number(word: &str) -> bool {
    begins_with_number(word) && word.ends_with(|last: char| last.is_numeric())
}

fn begins_with_number(word: &str) -> bool {
    match word.bytes().next() {
        Some(first) if first.is_ascii_alphabetic() => false,
        Some(first) if first.is_ascii_digit() => true,
        _ => without_marks(word).starts_with(char::is_numeric),
    }
}

fn without_marks(word: &str) -> &str {
    word.trim_start_matches([
        '(', '[', '<', '>', '≤', '≥', '=', '±', '~', '≈', '+', '-', '−', '–', '$', '€', '£', '.',
    ])
}

fn is_relation(word: &str) -> bool {
    RELATIONS.contains(&word)
}

fn is_unit(word: &str) -> bool {
    let sign = |first: char| matches!(first, '%' | '‰' | '°' | 'µ' | '×' | '′' | '″');
    let begins = word.starts_with(|first: char| first.is_alphabetic() || sign(first));
    let thousands = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let short = word.chars().nth(LONGEST_UNIT).is_none();
    (begins && short) || thousands || is_relation(word)
}

/// Whether an opportunity inside a word is only a last resort: after a hyphen or a slash, so that drug names and
/// compound units stay whole. Between ideographs it is one like any other.
pub const fn holds_together(before: char, after: char) -> bool {
    matches!(before, '-' | '\u{2010}' | '–' | '/' | '\u{ad}')
        || (before.is_ascii() && after.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<String> {
        let words: Vec<_> = text.split(' ').collect();
        let mut parts = vec![words[0].to_owned()];
        for index in 1..words.len() {
            let together = joins(Neighbours {
                earlier: index.checked_sub(2).map_or("", |at| words[at]),
                before: words[index - 1],
                after: words[index],
            });
            if together {
                let last = parts.last_mut().unwrap();
                last.push('~');
                last.push_str(words[index]);
            } else {
                parts.push(words[index].to_owned());
            }
        }
        parts
    }

    #[test]
    fn quantities_stay_whole() {
        for (text, parts) in [
            ("take 5 mg daily", "take|5~mg|daily"),
            ("level ≤ 5 here", "level~≤~5~here"),
            ("3.7-5.7 per million", "3.7-5.7~per|million"),
            ("1 in 5 people", "1~in~5~people"),
            ("1 out of 5", "1~out~of~5"),
            ("12 patients had", "12~patients|had"),
            ("see Fig. 2 and", "see|Fig.~2~and"),
            ("in 2021. Some", "in|2021.|Some"),
            ("about 10 % of", "about~10~%|of"),
            ("low vitamin D levels", "low|vitamin~D|levels"),
            ("p < 0.05, so", "p~<~0.05,|so"),
            ("10 000 people", "10~000~people"),
        ] {
            assert_eq!(parted(text).join("|"), parts);
        }
    }

    #[test]
    fn ordinary_words_part() {
        assert_eq!(parted("the skin is hard").len(), 4);
        assert_eq!(parted("5 immunosuppressants").len(), 2);
    }
}
