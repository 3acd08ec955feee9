//! Finding in a page: all matches of what is typed, also across line breaks, whatever the diacritics.

use std::ops::Range;

use crate::content::text::fold;

/// The parts of one match: line and bytes, one for every line it stands on.
pub type PageMatch = Vec<(usize, Range<usize>)>;

/// Signs a layout puts before the lines of a quotation.
const QUOTE_MARKS: [char; 4] = ['│', '┃', '▏', '|'];

/// All matches of `query` in the lines of a page, in order and without overlap.
///
/// Lines without a blank one between them are one flow: a space in the query also matches a line break. Case
/// counts only when the query has a capital letter; diacritics never count, nor does the amount of space.
pub fn matches(lines: &[impl AsRef<str>], query: &str) -> Vec<PageMatch> {
    let keep_case = query.chars().any(char::is_uppercase);
    let needle = needle(query, keep_case);
    if needle.is_empty() {
        return Vec::new();
    }
    let text = FoldedPage::new(lines, keep_case);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.letters.len() {
        if let Some(length) = text.match_at(at, &needle) {
            found.push(text.parts(at..at + length));
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

fn needle(query: &str, keep_case: bool) -> Vec<char> {
    let words: Vec<&str> = query.split_whitespace().collect();
    let words = words.join(" ");
    let mut needle = Vec::new();
    for (at, letter) in words.char_indices() {
        if !is_script_sign(&words, at) {
            each_folded(letter, keep_case, |folded| needle.push(folded));
        }
    }
    // A space at the end is part of what is looked for: the word must end there.
    if !needle.is_empty() && query.ends_with(char::is_whitespace) {
        needle.push(' ');
    }
    needle
}

/// Whether the sign at a byte only says that the number behind it is raised or lowered: `10^9` is 10⁹, `H_2O` is H₂O.
fn is_script_sign(text: &str, at: usize) -> bool {
    let (before, sign) = text.split_at_checked(at).unwrap_or_default();
    let number = sign
        .strip_prefix(['^', '_'])
        .map(|it| it.trim_start_matches('-'));
    before.ends_with(char::is_alphanumeric)
        && number.is_some_and(|number| number.starts_with(|it: char| it.is_ascii_digit()))
}

/// Calls `visit` with what is left of a letter without its diacritics: nothing for a mark of its own.
fn each_folded(letter: char, keep_case: bool, mut visit: impl FnMut(char)) {
    if letter.is_ascii() {
        visit(if keep_case {
            letter
        } else {
            letter.to_ascii_lowercase()
        });
        return;
    }
    let mut bytes = [0; 4];
    let folded = fold(letter.encode_utf8(&mut bytes));
    for small in folded.chars() {
        if keep_case && letter.is_uppercase() {
            small.to_uppercase().for_each(&mut visit);
        } else {
            visit(small);
        }
    }
}

/// A folded letter of the page, and where it stands.
#[derive(Clone, Copy, Debug)]
struct FoldedLetter {
    folded: char,
    line: usize,
    start: usize,
    end: usize,
}

/// A line break inside a flow.
const BREAK: char = '\n';
/// What no query matches: a blank line.
const GAP: char = '\0';

struct FoldedPage {
    letters: Vec<FoldedLetter>,
}

impl FoldedPage {
    fn new(lines: &[impl AsRef<str>], keep_case: bool) -> Self {
        let mut text = Self {
            letters: Vec::new(),
        };
        for (number, line) in lines.iter().map(AsRef::as_ref).enumerate() {
            let inner = line.trim_start_matches(|sign: char| {
                sign.is_whitespace() || QUOTE_MARKS.contains(&sign)
            });
            let start = line.len() - inner.len();
            let inner = inner.trim_end();
            let end = start + inner.len();
            text.line(inner, start, number, keep_case);
            let sign = if inner.is_empty() { GAP } else { BREAK };
            text.push(sign, number, end..end);
        }
        text
    }

    fn push(&mut self, folded: char, line: usize, Range { start, end }: Range<usize>) {
        self.letters.push(FoldedLetter {
            folded,
            line,
            start,
            end,
        });
    }

    fn line(&mut self, inner: &str, offset: usize, line: usize, keep_case: bool) {
        for (at, letter) in inner.char_indices() {
            let (start, end) = (offset + at, offset + at + letter.len_utf8());
            let before = self.letters.len();
            if letter.is_whitespace() {
                self.space(line, start, end);
                continue;
            }
            if is_script_sign(inner, at) {
                continue;
            }
            each_folded(letter, keep_case, |folded| {
                self.push(folded, line, start..end);
            });
            if self.letters.len() == before
                && let Some(last) = self.letters.last_mut().filter(|last| last.end == start)
            {
                last.end = end;
            }
        }
    }

    /// Many spaces are one.
    fn space(&mut self, line: usize, start: usize, end: usize) {
        match self.letters.last_mut() {
            Some(last) if last.folded == ' ' && last.line == line => last.end = end,
            _ => self.push(' ', line, start..end),
        }
    }

    /// How many letters from `at` on match the needle.
    fn match_at(&self, at: usize, needle: &[char]) -> Option<usize> {
        let mut letters = self.letters.get(at..)?.iter().map(|letter| letter.folded);
        let mut before = BREAK;
        for wanted in needle {
            let mut letter = letters.next()?;
            // A line may end behind a hyphen or inside a long word's signs, where no space was.
            if letter == BREAK && *wanted != ' ' && !before.is_alphanumeric() && before != BREAK {
                letter = letters.next()?;
            }
            if letter != *wanted && !(*wanted == ' ' && letter == BREAK) {
                return None;
            }
            before = letter;
        }
        Some(self.letters.len() - at - letters.len())
    }

    /// The bytes of a run of letters, line by line.
    fn parts(&self, run: Range<usize>) -> PageMatch {
        let mut parts: PageMatch = Vec::new();
        let letters = self.letters.get(run).unwrap_or_default();
        for letter in letters.iter().filter(|letter| letter.start < letter.end) {
            match parts.last_mut() {
                Some((line, bytes)) if *line == letter.line => bytes.end = letter.end,
                _ => parts.push((letter.line, letter.start..letter.end)),
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, query: &str) -> Vec<String> {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let words = |found: PageMatch| {
            let parts: Vec<&str> = found
                .iter()
                .map(|(line, bytes)| lines[*line].get(bytes.clone()).unwrap())
                .collect();
            parts.join("|")
        };
        matches(&lines, query).into_iter().map(words).collect()
    }

    #[test]
    fn case_counts_when_a_capital_is_typed() {
        assert_eq!(found("STS and sts", "sts"), ["STS", "sts"]);
        assert_eq!(found("STS and sts", "STS"), ["STS"]);
    }

    #[test]
    fn a_match_goes_over_line_breaks() {
        assert_eq!(
            found("hard white\n  bumps that", "white bumps"),
            ["white|bumps"]
        );
        assert_eq!(found("low-\ndose", "low-dose"), ["low-|dose"]);
        assert_eq!(found("│ a quoted\n│ line", "quoted line"), ["quoted|line"]);
        assert!(found("hard white\n\nbumps", "white bumps").is_empty());
        assert!(found("white\nbumps", "whitebumps").is_empty());
    }

    #[test]
    fn diacritics_and_spaces_do_not_count() {
        assert_eq!(
            found("Sjögren  and Sjo\u{308}gren", "sjogren"),
            ["Sjögren", "Sjo\u{308}gren"]
        );
        assert_eq!(found("naive  case", "naïve case"), ["naive  case"]);
        assert_eq!(found("a ﬁne", "fine"), ["ﬁne"]);
        assert_eq!(found("the then", "the "), ["the "]);
    }

    #[test]
    fn letters_and_signs_no_keyboard_has_are_found_by_those_it_has() {
        assert_eq!(
            found("Sjögren’s low\u{2011}dose", "sjogren's"),
            ["Sjögren’s"]
        );
        assert_eq!(
            found("Sjögren’s low\u{2011}dose", "low-dose"),
            ["low\u{2011}dose"]
        );
        assert_eq!(found("Straße, Łódź", "strasse, lodz"), ["Straße, Łódź"]);
        assert_eq!(found("Ødegård Cæsar", "odegard caesar"), ["Ødegård Cæsar"]);
        for query in ["10^9", "10⁹"] {
            assert_eq!(found("H₂O and 10⁹", query), ["10⁹"]);
            assert_eq!(found("H_2O and 10^9", query), ["10^9"]);
        }
        for query in ["h2o", "h_2o", "H₂O"] {
            assert_eq!(found("H₂O and 10⁻³", query), ["H₂O"]);
            assert_eq!(found("H_2O and 10⁻³", query), ["H_2O"]);
        }
        assert_eq!(found("H₂O and 10⁻³", "10^-3"), ["10⁻³"]);
        assert_eq!(found("cal\u{ad}cium", "calcium"), ["cal\u{ad}cium"]);
    }

    #[test]
    fn signs_are_taken_as_they_are() {
        assert_eq!(found("25-(OH)D [a-z]+", "[a-z]+"), ["[a-z]+"]);
        assert_eq!(found("aaaa", "aa"), ["aa", "aa"]);
        for query in [
            "",
            "   ",
            "\u{7}",
            "\u{5d0}\u{5d1}",
            "\u{1f642}",
            &"x".repeat(10_000),
        ] {
            assert!(found("plain text", query).is_empty(), "{query:?}");
        }
        assert_eq!(found("see 🙂 here", "🙂"), ["🙂"]);
    }
}
