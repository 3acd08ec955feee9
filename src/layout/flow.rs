//! Running text as it is written out: the style of each part, and the line-break opportunities.

use std::ops::Range;

use crate::layout::breaks::{Break, Extent};
use crate::layout::places::TextStyle;
use crate::layout::wrap;

/// A running text, ready to be broken into lines of any width.
#[derive(Debug, Default)]
pub struct Flow {
    pub text: String,
    pub runs: Vec<StyleRun>,
    pub breaks: Vec<Break>,
    pub extent: Extent,
}

/// A stretch of text with one style, from one place in the file.
#[derive(Clone, Copy, Debug)]
pub struct StyleRun {
    pub start: usize,
    pub style: TextStyle,
    /// Indexes in the layout's lists.
    pub link: Option<usize>,
    pub citation: Option<usize>,
    /// The source offsets of its first and its last byte.
    pub offset: usize,
    pub last_offset: usize,
}

/// The part of a line that lies in one run.
#[derive(Clone, Copy, Debug)]
pub struct StyledPart<'a> {
    pub text: &'a str,
    pub run: &'a StyleRun,
    /// The source offset of its first byte.
    pub offset: usize,
}

/// The parts of the present line of a flow that are still to come.
#[derive(Clone, Debug)]
pub struct StyledParts<'a> {
    text: &'a str,
    /// Without those that end before the present line.
    runs: &'a [StyleRun],
    rest: Range<usize>,
}

impl Flow {
    pub fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
        self.breaks.clear();
    }

    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Its lines at a width, as byte ranges.
    pub fn lines(&self, columns: usize) -> Vec<Range<usize>> {
        wrap::lines(&self.text, &self.breaks, columns)
    }

    /// Its parts, before its first line.
    pub fn parts(&self) -> StyledParts<'_> {
        StyledParts {
            text: &self.text,
            runs: &self.runs,
            rest: 0..0,
        }
    }
}

impl StyledParts<'_> {
    /// Goes on to a line below the present one; returns the source offset of its first byte, also of an empty line.
    pub fn go_to(&mut self, line: Range<usize>) -> usize {
        self.rest = line;
        self.drop_past_runs();
        let run = self.runs.first();
        run.map_or(0, |run| run.offset_at(self.rest.start))
    }

    fn drop_past_runs(&mut self) {
        while let [_, rest @ ..] = self.runs
            && rest
                .first()
                .is_some_and(|next| next.start <= self.rest.start)
        {
            self.runs = rest;
        }
    }
}

impl<'a> Iterator for StyledParts<'a> {
    type Item = StyledPart<'a>;

    fn next(&mut self) -> Option<StyledPart<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        self.drop_past_runs();
        let (run, later) = self.runs.split_first()?;
        let line_end = self.rest.end;
        let end = later
            .first()
            .map_or(line_end, |next| next.start.min(line_end));
        let start = std::mem::replace(&mut self.rest.start, end);
        Some(StyledPart {
            text: self.text.get(start..end)?,
            run,
            offset: run.offset_at(start),
        })
    }
}

impl StyleRun {
    fn offset_at(&self, at: usize) -> usize {
        let offset = self.offset + at.saturating_sub(self.start);
        offset.min(self.last_offset)
    }
}
