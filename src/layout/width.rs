//! How many columns a text fills, and where it can be cut: at grapheme boundaries only.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

/// The columns `text` fills; a character of ambiguous width counts as one.
pub fn of(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text cut in two so that the first part fills at most `columns`; the parts together are the text.
pub fn split(text: &str, columns: usize) -> (&str, &str) {
    // Only the part that may be cut is looked at: a line of megabytes is cut again and again.
    let mut first = text.as_bytes().iter().take(columns.saturating_add(1));
    if first.all(u8::is_ascii) {
        return text.split_at_checked(columns).unwrap_or((text, ""));
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > columns {
            return text.split_at_checked(at).unwrap_or((text, ""));
        }
    }
    (text, "")
}

/// As much of the start of `text` as fits `columns`.
pub fn cut(text: &str, columns: usize) -> &str {
    split(text, columns).0
}

/// The first character as a person sees it, with all that belongs to it.
pub fn first_grapheme(text: &str) -> &str {
    text.graphemes(true).next().unwrap_or_default()
}

/// The last character as a person sees it, with all that belongs to it.
pub fn last_grapheme(text: &str) -> &str {
    text.graphemes(true).next_back().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_combining_and_ambiguous_characters_count_right() {
        assert_eq!(of("calcium"), 7);
        assert_eq!(of("石灰"), 4);
        assert_eq!(of("e\u{301}"), 1);
        assert_eq!(of("± ≤ μ"), 5);
        assert_eq!(of("👩‍⚕️"), 2);
    }

    #[test]
    fn a_cut_never_parts_a_grapheme() {
        assert_eq!(split("石灰", 3), ("石", "灰"));
        assert_eq!(split("ae\u{301}b", 2), ("ae\u{301}", "b"));
        assert_eq!(cut("石", 1), "");
    }
}
