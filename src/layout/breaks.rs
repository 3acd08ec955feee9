//! Where the lines of a text may end, and how many columns lie between: found once, for any width.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthChar as _;

use crate::layout::small::{index, small};
use crate::layout::unbreakable::{Neighbours, holds_together, joins};
use crate::layout::width;

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Where the text before it ends.
    end: u32,
    /// Where the text after it begins; the spaces between vanish at a line's end.
    next: u32,
    /// The columns from the start of the text to its end, all on one line.
    pub columns: u32,
    pub after: End,
}

/// What may happen at a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Line,
    Allowed,
    /// Only when what belongs together is wider than a whole line.
    LastResort,
}

/// What all the breaks of a text have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The columns of the widest line there would be with room for all.
    pub natural: u32,
    /// The columns of the widest part that should not be parted.
    pub longest: u32,
    /// A column is a byte.
    pub is_ascii: bool,
}

impl Break {
    pub const fn end(self) -> usize {
        index(self.end)
    }

    pub const fn next(self) -> usize {
        index(self.next)
    }

    /// The columns from the start of the text to what stands after the break.
    pub const fn next_columns(self) -> u32 {
        self.columns + (self.next - self.end)
    }
}

/// Adds the breaks of `text` to `found`; before the positions in `glue`, in rising order, no line should end.
pub fn find(text: &str, glue: &[usize], found: &mut Vec<Break>) -> Extent {
    let mut finder = Finder {
        text,
        glue,
        words: Words::new(text),
        found,
        start: 0,
        columns: 0,
        part: 0,
        line: 0,
        extent: Extent {
            is_ascii: text.is_ascii(),
            ..Extent::default()
        },
    };
    // Most words are of five letters and a space.
    finder.found.reserve(text.len() / 6 + 1);
    for (at, opportunity) in linebreaks(text) {
        finder.take(at, opportunity);
    }
    finder.extent
}

/// The breaks found so far, and where the text after the last of them begins.
struct Finder<'a> {
    text: &'a str,
    glue: &'a [usize],
    words: Words<'a>,
    found: &'a mut Vec<Break>,
    start: usize,
    columns: u32,
    /// The columns where the part that should stay whole began, and the line.
    part: u32,
    line: u32,
    extent: Extent,
}

impl Finder<'_> {
    fn take(&mut self, at: usize, opportunity: BreakOpportunity) {
        let held = self.is_held(at);
        if let Some(after) = self.words.end_at(at, opportunity, held) {
            let whole = self.text.get(self.start..at).unwrap_or_default();
            let bare = whole.trim_end_matches(is_space);
            self.add(self.start + bare.len(), at, after);
        }
    }

    /// The columns up to `end` since the last break.
    fn width(&self, end: usize) -> usize {
        if self.extent.is_ascii {
            return end - self.start;
        }
        width::of(self.text.get(self.start..end).unwrap_or_default())
    }

    fn is_held(&mut self, at: usize) -> bool {
        while let [held, rest @ ..] = self.glue {
            if *held >= at {
                return *held == at;
            }
            self.glue = rest;
        }
        false
    }

    fn add(&mut self, end: usize, next: usize, after: End) {
        let width = small(self.width(end));
        let found = Break {
            end: small(end),
            next: small(next),
            columns: self.columns + width,
            after,
        };
        let extent = &mut self.extent;
        if after != End::LastResort {
            extent.longest = extent.longest.max(found.columns - self.part);
            self.part = found.next_columns();
        }
        if after == End::Line {
            extent.natural = extent.natural.max(found.columns - self.line);
            self.line = found.next_columns();
        }
        self.start = next;
        self.columns = found.next_columns();
        self.found.push(found);
    }
}

const fn allowed_unless(together: bool) -> End {
    if together {
        End::LastResort
    } else {
        End::Allowed
    }
}

/// Spaces that vanish at a line's end: not those that forbid one.
const fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// The words of a text as its opportunities pass by.
struct Words<'a> {
    text: &'a str,
    earlier: Range<usize>,
    start: usize,
}

impl<'a> Words<'a> {
    const fn new(text: &'a str) -> Self {
        Self {
            text,
            earlier: 0..0,
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
        if is_space(before) {
            let end = past.trim_end_matches(is_space).len();
            return Some(self.end_word(end.max(self.start), at, held));
        }
        Some(allowed_unless(held || holds_together(before, after)))
    }

    /// What may happen between the word that ends at `end` and the one that begins at `at`.
    fn end_word(&mut self, end: usize, at: usize, held: bool) -> End {
        let after = allowed_unless(held || self.are_joined(end, at));
        self.earlier = self.start..end;
        self.start = at;
        after
    }

    fn are_joined(&self, end: usize, at: usize) -> bool {
        let word = |range: Range<usize>| self.text.get(range).unwrap_or_default();
        let rest = word(at..self.text.len());
        joins(Neighbours {
            earlier: word(self.earlier.clone()),
            before: word(self.start..end),
            after: rest.split(is_space).next().unwrap_or_default(),
        })
    }
}
