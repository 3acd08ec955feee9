//! Lines of display width: as much on each as its breaks allow.

use std::ops::Range;
use std::vec;

use crate::layout::breaks::{self, Break, End, Extent};
use crate::layout::cut;
use crate::layout::small::index;

/// The lines of a text at a width, as byte ranges; only spaces at the ends of lines are left out.
#[derive(Debug)]
pub enum Ranges<'a> {
    Filled(Filled<'a>),
    Cut(vec::IntoIter<Range<usize>>),
}

/// The lines of a text that needs no break but those it has.
#[derive(Debug)]
pub struct Filled<'a> {
    /// Those still to come.
    breaks: &'a [Break],
    columns: u32,
    start: usize,
    /// The columns before the line's first.
    before: u32,
    /// How many breaks a line has, were they all as far apart.
    likely: usize,
    /// No line has to end but the last.
    is_one: bool,
}

/// The lines of `text` at `columns`.
pub fn lines<'a>(
    text: &str,
    (breaks, extent): (&'a [Break], Extent),
    columns: usize,
) -> Ranges<'a> {
    let columns = columns.max(1);
    let limit = u32::try_from(columns).unwrap_or(u32::MAX);
    if extent.has_gaps || extent.piece > limit {
        return Ranges::Cut(cut::lines(text, breaks, columns).into_iter());
    }
    let all = breaks.last().map_or(1, |last| index(last.columns).max(1));
    Ranges::Filled(Filled {
        breaks,
        columns: limit,
        start: 0,
        before: 0,
        likely: breaks.len().saturating_mul(columns) / all,
        is_one: extent.lines == 1,
    })
}

impl Iterator for Ranges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        match self {
            Self::Filled(filled) => filled.next(),
            Self::Cut(lines) => lines.next(),
        }
    }
}

impl Iterator for Filled<'_> {
    type Item = Range<usize>;

    /// Since the places of all breaks are known, only those near the end of a line are looked at.
    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        let paragraph = if self.is_one {
            self.breaks
        } else {
            self.paragraph()
        };
        let fitting = self.fitting(paragraph);
        // What does not fit a line as a whole begins one, and is parted where it must be.
        let whole = if fitting.len() < paragraph.len() {
            fitting.iter().rposition(|it| it.after != End::LastResort)
        } else {
            None
        };
        let last = whole.unwrap_or_else(|| fitting.len().saturating_sub(1));
        let (ahead, rest) = self.breaks.split_at_checked(last + 1)?;
        let last = ahead.last()?;
        let line = self.start..last.end();
        self.breaks = rest;
        self.start = last.next();
        self.before = last.next_columns();
        Some(line)
    }
}

impl<'a> Filled<'a> {
    /// The breaks up to where a line has to end.
    #[inline(never)]
    fn paragraph(&self) -> &'a [Break] {
        let end = self.breaks.iter().position(|it| it.after == End::Line);
        let ahead = end.and_then(|end| self.breaks.get(..=end));
        ahead.unwrap_or(self.breaks)
    }

    /// Those of them that the line has columns for. It is guessed how many, and counted from there.
    fn fitting(&self, paragraph: &'a [Break]) -> &'a [Break] {
        let limit = self.before.saturating_add(self.columns);
        let guess = self.likely.min(paragraph.len());
        let (near, far) = paragraph
            .split_at_checked(guess)
            .unwrap_or((paragraph, &[]));
        let too_far = near.iter().rev().take_while(|it| it.columns > limit);
        let count = match too_far.count() {
            0 => guess + far.iter().take_while(|it| it.columns <= limit).count(),
            too_far => guess - too_far,
        };
        paragraph.get(..count).unwrap_or_default()
    }
}

/// A plain text in lines of so many columns, the blanks at their ends left out.
pub fn broken(text: &str, columns: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let extent = breaks::find(text, &[], &mut found);
    let lines = lines(text, (&found, extent), columns).filter_map(|range| text.get(range));
    lines.map(str::trim_end).collect()
}
