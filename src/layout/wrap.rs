//! Lines of a display width, filled greedily; a word that is wider than a line is cut at grapheme boundaries.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::layout::breaks::{self, Break, BreakKind};

/// The lines of `text` at `columns`, as byte ranges; only spaces at the ends of lines are left out.
pub fn lines(text: &str, breaks: &[Break], columns: usize) -> Vec<Range<usize>> {
    let mut filler = Filler {
        text,
        columns: columns.max(1),
        lines: Vec::new(),
        line: 0..0,
        width: 0,
        spaces: 0,
        start: 0,
        before: 0,
    };
    for part in breaks.split_inclusive(|found| found.kind != BreakKind::LastResort) {
        filler.add(part);
        if part.last().is_some_and(|last| last.kind == BreakKind::Line) {
            filler.end_line();
        }
    }
    filler.lines
}

/// A plain text in lines of so many columns, the blanks at their ends left out.
pub fn broken(text: &str, columns: usize) -> Vec<&str> {
    let mut found = Vec::new();
    breaks::find(text, &[], &mut found);
    let lines = lines(text, &found, columns).into_iter();
    let lines = lines.filter_map(|range| text.get(range));
    lines.map(str::trim_end).collect()
}

/// The text up to the next break.
#[derive(Clone, Copy, Debug)]
struct Segment {
    start: usize,
    /// Where its text ends; the spaces after it vanish at a line's end.
    end: usize,
    width: usize,
    spaces: usize,
}

/// The line being filled.
struct Filler<'a> {
    text: &'a str,
    columns: usize,
    lines: Vec<Range<usize>>,
    line: Range<usize>,
    width: usize,
    /// Spaces after the text of the line, which count when more follows.
    spaces: usize,
    /// Where the next segment begins, and the columns before it if the text were one line.
    start: usize,
    before: usize,
}

impl Filler<'_> {
    /// Adds a part that should stay on one line.
    fn add(&mut self, part: &[Break]) {
        let end = part.last().map_or(self.before, |last| last.columns);
        let width = end - self.before;
        self.make_room(width);
        for found in part {
            let piece = self.piece_before(found);
            if width > self.columns {
                self.make_room(piece.width);
            }
            if piece.width <= self.columns {
                self.append(&piece);
            } else {
                self.append_cut(&piece);
            }
        }
    }

    const fn piece_before(&mut self, found: &Break) -> Segment {
        let piece = Segment {
            start: self.start,
            end: found.end,
            width: found.columns - self.before,
            spaces: found.next - found.end,
        };
        (self.start, self.before) = (found.next, found.next_columns());
        piece
    }

    /// Begins a new line when `width` more columns do not fit.
    fn make_room(&mut self, width: usize) {
        if self.width + self.spaces + width <= self.columns {
            return;
        }
        if self.line.is_empty() {
            self.start_over();
        } else {
            self.end_line();
        }
    }

    fn append(&mut self, piece: &Segment) {
        if self.line.is_empty() && self.spaces == 0 {
            self.line = piece.start..piece.start;
        }
        if piece.end > piece.start {
            self.line.end = piece.end;
            self.width += self.spaces + piece.width;
            self.spaces = 0;
        }
        self.spaces += piece.spaces;
    }

    /// A word wider than a line: each line takes as many graphemes as fit.
    fn append_cut(&mut self, piece: &Segment) {
        let word = self.text.get(piece.start..piece.end).unwrap_or_default();
        if word.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.append_ascii(piece);
        } else {
            self.append_graphemes(piece, word);
        }
        self.spaces = piece.spaces;
    }

    /// As [`append_graphemes`](Self::append_graphemes) where every byte is a grapheme of one column: a hostile page may
    /// hold a word of ten megabytes.
    fn append_ascii(&mut self, piece: &Segment) {
        let mut start = piece.start;
        while start < piece.end {
            self.make_room(1);
            let room = self.columns.saturating_sub(self.width + self.spaces).max(1);
            let end = piece.end.min(start + room);
            self.append(&Segment {
                start,
                end,
                width: end - start,
                spaces: 0,
            });
            start = end;
        }
    }

    fn append_graphemes(&mut self, piece: &Segment, word: &str) {
        for (at, grapheme) in word.grapheme_indices(true) {
            let start = piece.start + at;
            let width = grapheme.width();
            self.make_room(width);
            self.append(&Segment {
                start,
                end: start + grapheme.len(),
                width,
                spaces: 0,
            });
        }
    }

    fn end_line(&mut self) {
        self.lines.push(self.line.clone());
        self.start_over();
    }

    const fn start_over(&mut self) {
        self.line = self.line.end..self.line.end;
        self.width = 0;
        self.spaces = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_cut_where_a_line_is_full_whatever_its_letters() {
        for (word, columns) in [
            ("calcinosis", 4),
            ("e\u{301}".repeat(10).as_str(), 4),
            ("石灰化症例", 4),
        ] {
            let text = format!("in {word} it");
            let mut found = Vec::new();
            breaks::find(&text, &[], &mut found);
            let lines = lines(&text, &found, columns);
            let lines: Vec<&str> = lines
                .into_iter()
                .filter_map(|line| text.get(line))
                .collect();
            let widths: Vec<usize> = lines.iter().map(|line| line.width()).collect();
            assert_eq!(widths, [2, 4, 4, 2, 2], "{lines:?}");
        }
    }

    #[test]
    fn a_quantity_goes_to_the_next_line_whole_or_is_broken_where_no_line_has_room() {
        assert_eq!(broken("take 12 mg a day", 9), ["take", "12 mg a", "day"]);
        assert_eq!(broken("take 12 mg a day", 4), ["take", "12", "mg a", "day"]);
        assert_eq!(broken("a  b ", 80), ["a  b"]);
        assert_eq!(broken("one\n\ntwo", 80), ["one", "", "two"]);
        assert_eq!(broken("ab", 0), ["a", "b"]);
    }
}
