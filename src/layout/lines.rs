//! The lines of a layout, all of them in one string, because a server holds a page for every reader.

use std::iter::repeat_n;
use std::ops::Range;

use crate::layout::places::{Anchor, Role, TextStyle};
use crate::layout::width;

/// Stands for no index.
const NONE: u32 = u32::MAX;

/// The lines of a layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    text: String,
    parts: Vec<SpanStart>,
    rows: Vec<LineRecord>,
    /// Where the line being drawn begins.
    open: LineStart,
}

/// Where a span begins in the text, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SpanStart {
    start: u32,
    offset: u32,
    link: u32,
    style: TextStyle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LineRecord {
    start: LineStart,
    anchor: u32,
    header: u32,
}

/// The first byte and the first part of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct LineStart {
    text: u32,
    part: u32,
}

/// A line of a layout.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line<'a> {
    pub anchor: Anchor,
    /// The table head that should stay in sight with this line: an index in `Layout::headers`.
    pub header: Option<usize>,
    text: &'a str,
    parts: &'a [SpanStart],
    /// Where the text begins among all lines.
    start: u32,
}

/// Text of one style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span<'a> {
    pub text: &'a str,
    pub style: TextStyle,
    /// The link this belongs to: an index in `Layout::links`.
    pub link: Option<usize>,
    /// The source offset of its first byte.
    pub offset: usize,
}

impl Lines {
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many bytes of text there are.
    pub const fn length(&self) -> usize {
        self.text.len()
    }

    pub fn get(&self, number: usize) -> Option<Line<'_>> {
        let row = self.rows.get(number)?;
        let end = self
            .rows
            .get(number + 1)
            .map_or(self.open, |next| next.start);
        Some(Line {
            anchor: row.anchor(),
            header: widen_option(row.header),
            text: self.text.get(widen_range(row.start.text, end.text))?,
            parts: self.parts.get(widen_range(row.start.part, end.part))?,
            start: row.start.text,
        })
    }

    pub fn last(&self) -> Option<Line<'_>> {
        self.get(self.len().checked_sub(1)?)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Line<'_>> + ExactSizeIterator {
        (0..self.len()).map(|number| self.get(number).unwrap_or_default())
    }

    /// How many lines come from before a place, or from before and at it.
    pub(super) fn before(&self, anchor: Anchor, and_at: bool) -> usize {
        self.rows
            .partition_point(|row| row.anchor() < anchor || (and_at && row.anchor() == anchor))
    }

    /// Adds a span to the line being drawn.
    pub(super) fn push(&mut self, span: Span<'_>) {
        self.parts.push(SpanStart {
            start: narrow(self.text.len()),
            offset: narrow(span.offset),
            link: span.link.map_or(NONE, narrow),
            style: span.style,
        });
        self.text.push_str(span.text);
    }

    /// Adds text to the span being drawn.
    pub(super) fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a span that repeats a character.
    pub(super) fn push_repeated(&mut self, sign: char, times: usize, role: Role) {
        self.push(Span::own("", role));
        self.text.extend(repeat_n(sign, times));
    }

    /// Ends the line being drawn; one that is only spaces becomes empty. Anchors never decrease from line to line.
    pub(super) fn end(&mut self, anchor: Anchor, header: Option<usize>) {
        let start = self.open;
        let drawn = self.text.get(widen(start.text)..).unwrap_or_default();
        if drawn.trim_start().is_empty() {
            self.text.truncate(widen(start.text));
            self.parts.truncate(widen(start.part));
        }
        let above = self.rows.last().map_or(0, |row| row.anchor);
        self.rows.push(LineRecord {
            start,
            anchor: narrow(anchor.0).max(above),
            header: header.map_or(NONE, narrow),
        });
        self.open = LineStart {
            text: narrow(self.text.len()),
            part: narrow(self.parts.len()),
        };
    }

    /// Frees reserved memory that was not needed.
    pub(super) fn finish(&mut self) {
        self.text.shrink_to_fit();
        self.parts.shrink_to_fit();
        self.rows.shrink_to_fit();
    }
}

/// Indexes are kept in four bytes, because a server holds many pages; none is near the four gigabytes they can count.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

const fn widen(index: u32) -> usize {
    index as usize
}

fn widen_option(index: u32) -> Option<usize> {
    (index != NONE).then(|| widen(index))
}

const fn widen_range(start: u32, end: u32) -> Range<usize> {
    widen(start)..widen(end)
}

impl LineRecord {
    const fn anchor(self) -> Anchor {
        Anchor(widen(self.anchor))
    }
}

impl<'a> Span<'a> {
    /// Text that is not from the document.
    pub(super) const fn own(text: &'a str, role: Role) -> Self {
        Self {
            text,
            style: TextStyle::of(role),
            link: None,
            offset: 0,
        }
    }
}

impl<'a> Line<'a> {
    pub const fn text(&self) -> &'a str {
        self.text
    }

    pub fn width(&self) -> usize {
        self.spans().map(|span| width::of(span.text)).sum()
    }

    pub fn spans(&self) -> impl Iterator<Item = Span<'a>> + use<'a> {
        let (text, start) = (self.text, self.start);
        let ends = self
            .parts
            .iter()
            .skip(1)
            .map(move |next| next.start - start);
        let ends = ends.chain([narrow(text.len())]);
        self.parts.iter().zip(ends).map(move |(part, end)| Span {
            text: text
                .get(widen_range(part.start - start, end))
                .unwrap_or_default(),
            style: part.style,
            link: widen_option(part.link),
            offset: widen(part.offset),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &Lines) -> Vec<&str> {
        lines.iter().map(|line| line.text()).collect()
    }

    #[test]
    fn a_line_of_spaces_becomes_empty_and_the_next_begins_behind_it() {
        let mut lines = Lines::default();
        lines.push(Span::own("one", Role::Text));
        lines.end(Anchor(5), None);
        lines.push_repeated(' ', 80, Role::Marker);
        lines.end(Anchor(6), None);
        lines.push(Span::own("\u{a0}", Role::Text));
        lines.end(Anchor(6), None);
        lines.push(Span::own("  two", Role::Text));
        lines.end(Anchor(7), None);
        assert_eq!(texts(&lines), ["one", "", "", "  two"]);
        assert_eq!(lines.get(1).unwrap().spans().count(), 0);
        assert_eq!(lines.get(4).map(|line| line.text()), None);
    }

    #[test]
    fn anchors_never_decrease_and_are_found_again() {
        let mut lines = Lines::default();
        for anchor in [3, 9, 4, 9, 12] {
            lines.end(Anchor(anchor), None);
        }
        let anchors: Vec<usize> = lines.iter().map(|line| line.anchor.0).collect();
        assert_eq!(anchors, [3, 9, 9, 9, 12]);
        assert_eq!(
            (
                lines.before(Anchor(9), false),
                lines.before(Anchor(9), true)
            ),
            (1, 4)
        );
    }

    #[test]
    fn spans_know_their_part_of_the_text() {
        let mut lines = Lines::default();
        lines.push(Span::own("-", Role::Marker));
        lines.push_text(" ");
        let span = |text, role, link| Span {
            text,
            style: TextStyle::of(role),
            link,
            offset: 0,
        };
        lines.push(span("see ", Role::Text, None));
        lines.push(span("this", Role::Link, Some(7)));
        lines.end(Anchor(0), Some(2));
        let line = lines.last().unwrap();
        let found: Vec<_> = line.spans().map(|span| (span.text, span.link)).collect();
        assert_eq!(found, [("- ", None), ("see ", None), ("this", Some(7))]);
        assert_eq!((line.width(), line.header), (10, Some(2)));
    }
}
