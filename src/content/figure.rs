//! A drawing in a page: a fenced block of language `figure` with a Unicode and an ASCII form, and the same in words.

use serde::{Deserialize, Serialize};

use crate::document::Inline;
use crate::markdown;

pub const LANGUAGE: &str = "figure";

/// The lines that open the parts of a figure.
const PARTS: [&str; 3] = ["unicode:", "ascii:", "words:"];

/// A drawing for each set of signs, and the words that stand for it where it has no room or cannot be seen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Figure {
    /// Empty when only the other drawing was given.
    pub unicode: Vec<String>,
    pub ascii: Vec<String>,
    pub words: Vec<Inline>,
}

impl Figure {
    /// Reads the text of a fenced block; None when it does not say in words what it draws.
    pub fn parse(text: &str) -> Option<Self> {
        let [unicode, ascii, words] = PARTS.map(|part| lines(text, part));
        let words = markdown::unplaced(&words.join("\n"));
        (!words.is_empty()).then_some(Self {
            unicode,
            ascii,
            words,
        })
    }
}

/// The lines of a part, without empty ones at its ends.
fn lines(text: &str, part: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .skip_while(|line| line.trim_end() != part)
        .skip(1)
        .take_while(|line| !PARTS.contains(&line.trim_end()))
        .map(|line| line.trim_end().to_owned())
        .skip_while(String::is_empty)
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;

    #[test]
    fn a_figure_has_two_drawings_and_its_words() {
        let text = "unicode:\na ─▶ b\n\nascii:\n\na -> b\n  c\nwords:\nFrom a\nto **b**.\n";
        let figure = Figure::parse(text).unwrap();
        assert_eq!(figure.unicode, ["a ─▶ b"]);
        assert_eq!(figure.ascii, ["a -> b", "  c"]);
        assert_eq!(plain_text(&figure.words), "From a to b.");
    }

    #[test]
    fn a_drawing_without_words_is_no_figure() {
        assert_eq!(Figure::parse("ascii:\na -> b\n"), None);
        assert_eq!(Figure::parse("a -> b\n"), None);
    }
}
