//! Lines of display width: as much on each as its breaks allow.

use std::ops::Range;
use std::slice;
use std::vec;

use crate::layout::breaks::{self, Break, End, Extent};
use crate::layout::cut;

/// The lines of a text at a width, as byte ranges; only spaces at the ends of lines are left out.
#[derive(Debug)]
pub enum Ranges<'a> {
    Whole(Filled<'a>),
    Cut(vec::IntoIter<Range<usize>>),
}

/// The lines of a text all of whose parts fit.
#[derive(Debug)]
pub struct Filled<'a> {
    breaks: slice::Iter<'a, Break>,
    columns: u32,
    start: usize,
    /// The columns before the line's first.
    before: u32,
}

/// The lines of `text` at `columns`.
pub fn lines<'a>(
    text: &str,
    (breaks, extent): (&'a [Break], Extent),
    columns: usize,
) -> Ranges<'a> {
    let columns = columns.max(1);
    let limit = u32::try_from(columns).unwrap_or(u32::MAX);
    if extent.has_gaps || extent.longest > limit {
        return Ranges::Cut(cut::lines(text, breaks, columns).into_iter());
    }
    Ranges::Whole(Filled {
        breaks: breaks.iter(),
        columns: limit,
        start: 0,
        before: 0,
    })
}

impl Iterator for Ranges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        match self {
            Self::Whole(filled) => filled.next(),
            Self::Cut(lines) => lines.next(),
        }
    }
}

impl Iterator for Filled<'_> {
    type Item = Range<usize>;

    /// Since the places of all breaks are known, a line is one look at each of them.
    fn next(&mut self) -> Option<Range<usize>> {
        let mut last: Option<&Break> = None;
        let mut rest = self.breaks.clone();
        while let Some(next) = rest.next() {
            if next.after == End::LastResort {
                continue;
            }
            if next.columns - self.before > self.columns && last.is_some() {
                break;
            }
            last = Some(next);
            self.breaks = rest.clone();
            if next.after == End::Line {
                break;
            }
        }
        let last = last?;
        let line = self.start..last.end();
        self.start = last.next();
        self.before = last.next_columns();
        Some(line)
    }
}

/// A plain text in lines of so many columns, the blanks at their ends left out.
pub fn broken(text: &str, columns: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let extent = breaks::find(text, &[], &mut found);
    let lines = lines(text, (&found, extent), columns).filter_map(|range| text.get(range));
    lines.map(str::trim_end).collect()
}
