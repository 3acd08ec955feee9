//! Line breaking by display width: Unicode's opportunities, less those that would part what belongs together.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::layout::unbreakable::{Neighbours, holds_together, joins};
use crate::layout::width;

/// A stretch of text up to the next opportunity to end a line.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    start: usize,
    /// Where its text ends; the spaces after it vanish at a line's end.
    end: usize,
    width: usize,
    spaces: usize,
    after: End,
}

/// What may happen after a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Line,
    Allowed,
    /// Only when what belongs together is wider than a whole line.
    LastResort,
}

/// The pieces of `text`; before the positions in `glue`, in rising order, no line should end.
pub fn pieces(text: &str, glue: &[usize]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len() / 6 + 1);
    let mut glue = glue.iter().copied().peekable();
    let mut words = Words::new(text);
    let mut start = 0;
    for (at, opportunity) in linebreaks(text) {
        while glue.next_if(|held| *held < at).is_some() {}
        let held = glue.peek() == Some(&at);
        let Some(after) = words.end_at(at, opportunity, held) else {
            continue;
        };
        pieces.push(piece(text, start..at, after));
        start = at;
    }
    pieces
}

fn piece(text: &str, range: Range<usize>, after: End) -> Piece {
    let whole = text.get(range.clone()).unwrap_or_default();
    let bare = whole.trim_end_matches(is_space);
    let tail = whole.len() - bare.len();
    Piece {
        start: range.start,
        end: range.end - tail,
        width: width::of(bare),
        spaces: tail,
        after,
    }
}

/// Spaces that vanish at a line's end: not those that forbid one.
const fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// The words of a text as its opportunities pass by.
struct Words<'a> {
    text: &'a str,
    earlier: &'a str,
    start: usize,
}

impl<'a> Words<'a> {
    const fn new(text: &'a str) -> Self {
        Self {
            text,
            earlier: "",
            start: 0,
        }
    }

    fn end_at(&mut self, at: usize, opportunity: BreakOpportunity, held: bool) -> Option<End> {
        if opportunity == BreakOpportunity::Mandatory {
            self.start = at;
            return Some(End::Line);
        }
        let (past, rest) = self.text.split_at_checked(at)?;
        let after = rest.chars().next()?;
        if after.width() == Some(0) {
            return None;
        }
        let before = past.chars().next_back()?;
        let together = if is_space(before) {
            self.join(past, rest)
        } else {
            holds_together(before, after)
        };
        Some(if held || together {
            End::LastResort
        } else {
            End::Allowed
        })
    }

    fn join(&mut self, past: &'a str, rest: &'a str) -> bool {
        let before = past.get(self.start..).unwrap_or_default();
        let words = Neighbours {
            earlier: self.earlier,
            before: before.trim_end_matches(is_space),
            after: rest.split(is_space).next().unwrap_or_default(),
        };
        self.earlier = words.before;
        self.start = past.len();
        joins(words)
    }
}

/// A plain text in lines of so many columns, the blanks at their ends left out.
pub fn broken(text: &str, columns: usize) -> Vec<&str> {
    let ranges = lines(text, &pieces(text, &[]), columns);
    let lines = ranges.into_iter().filter_map(|range| text.get(range));
    lines.map(str::trim_end).collect()
}

/// The widest line there would be with room for all.
pub fn natural_width(pieces: &[Piece]) -> usize {
    widest(pieces, |end| end == End::Line)
}

/// The widest part that should not be parted.
pub fn longest_part(pieces: &[Piece]) -> usize {
    widest(pieces, |end| end != End::LastResort)
}

fn widest(pieces: &[Piece], ends: impl Fn(End) -> bool) -> usize {
    let parts = pieces.split_inclusive(|piece| ends(piece.after));
    parts.map(together).max().unwrap_or(0)
}

/// The width of pieces that stand on one line.
fn together(pieces: &[Piece]) -> usize {
    let whole: usize = pieces.iter().map(|piece| piece.width + piece.spaces).sum();
    whole - pieces.last().map_or(0, |last| last.spaces)
}

/// The byte ranges of the lines of `text` at `columns`; only spaces at the ends of lines are left out.
pub fn lines(text: &str, pieces: &[Piece], columns: usize) -> Vec<Range<usize>> {
    let mut filler = Filler {
        text,
        columns: columns.max(1),
        lines: Vec::new(),
        line: 0..0,
        width: 0,
        spaces: 0,
    };
    for part in pieces.split_inclusive(|piece| piece.after != End::LastResort) {
        filler.add(part);
        if part.last().is_some_and(|last| last.after == End::Line) {
            filler.end_line();
        }
    }
    filler.lines
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
}

impl Filler<'_> {
    fn add(&mut self, part: &[Piece]) {
        let width = together(part);
        self.make_room(width);
        if width <= self.columns {
            for piece in part {
                self.append(piece);
            }
            return;
        }
        for piece in part {
            self.make_room(piece.width);
            if piece.width <= self.columns {
                self.append(piece);
            } else {
                self.append_cut(piece);
            }
        }
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

    fn append(&mut self, piece: &Piece) {
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

    /// A word wider than a line: as many graphemes to each line as fit.
    fn append_cut(&mut self, piece: &Piece) {
        let word = self.text.get(piece.start..piece.end).unwrap_or_default();
        for (at, grapheme) in word.grapheme_indices(true) {
            let start = piece.start + at;
            let width = grapheme.width();
            self.make_room(width);
            self.append(&Piece {
                start,
                end: start + grapheme.len(),
                width,
                spaces: 0,
                after: End::LastResort,
            });
        }
        self.spaces = piece.spaces;
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
