//! The line-break opportunities of a text and the columns between them: found once, used at any width.
//!
//! They are Unicode's (UAX 14) but for those that part what belongs together (see `unbreakable`): these are used only
//! where a whole line has no room for it.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthChar as _;

use crate::layout::unbreakable::{Neighbours, holds_together, joins};
use crate::layout::width;

/// A line-break opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Where the text before it ends.
    pub end: usize,
    /// Where the text after it begins; the spaces between vanish at a line's end.
    pub next: usize,
    /// The columns from the start of the text to its end, all on one line.
    pub columns: usize,
    pub kind: BreakKind,
}

/// What may or must happen at a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakKind {
    Line,
    Allowed,
    /// Allowed only where what belongs together is wider than a whole line.
    LastResort,
}

/// The measurements of a whole text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The columns of its widest line if no line is broken.
    pub natural: usize,
    /// The columns of the widest part that should not be broken.
    pub longest: usize,
}

impl Break {
    /// The columns from the start of the text to what stands after the break.
    pub const fn next_columns(self) -> usize {
        self.columns + (self.next - self.end)
    }
}

/// Adds the breaks of `text` to `found`; before the positions in `glue`, in rising order, no line should end.
pub fn find(text: &str, glue: &[usize], found: &mut Vec<Break>) -> Extent {
    let mut finder = BreakFinder {
        text,
        glue,
        words: WordTracker::new(text),
        found,
        start: 0,
        columns: 0,
        part: 0,
        line: 0,
        extent: Extent::default(),
    };
    // A guess: most words have five letters and a space.
    finder.found.reserve(text.len() / 6 + 1);
    for (at, opportunity) in linebreaks(text) {
        finder.take(at, opportunity);
    }
    finder.extent
}

/// The breaks found so far, and where the text after the last of them begins.
struct BreakFinder<'a> {
    text: &'a str,
    glue: &'a [usize],
    words: WordTracker<'a>,
    found: &'a mut Vec<Break>,
    start: usize,
    columns: usize,
    /// The column at which the part that should not be broken began, and the column at which the line did.
    part: usize,
    line: usize,
    extent: Extent,
}

impl BreakFinder<'_> {
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

    fn add(&mut self, end: usize, next: usize, kind: BreakKind) {
        let found = Break {
            end,
            next,
            columns: self.columns + self.width(end),
            kind,
        };
        let extent = &mut self.extent;
        if kind != BreakKind::LastResort {
            extent.longest = extent.longest.max(found.columns - self.part);
            self.part = found.next_columns();
        }
        if kind == BreakKind::Line {
            extent.natural = extent.natural.max(found.columns - self.line);
            self.line = found.next_columns();
        }
        self.start = next;
        self.columns = found.next_columns();
        self.found.push(found);
    }
}

const fn allowed_unless(together: bool) -> BreakKind {
    if together {
        BreakKind::LastResort
    } else {
        BreakKind::Allowed
    }
}

/// Spaces that vanish at a line's end: not those that forbid one.
const fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// The last words before the present opportunity.
struct WordTracker<'a> {
    text: &'a str,
    earlier: Range<usize>,
    start: usize,
}

impl<'a> WordTracker<'a> {
    const fn new(text: &'a str) -> Self {
        Self {
            text,
            earlier: 0..0,
            start: 0,
        }
    }

    fn end_at(
        &mut self,
        at: usize,
        opportunity: BreakOpportunity,
        held: bool,
    ) -> Option<BreakKind> {
        if opportunity == BreakOpportunity::Mandatory {
            self.start = at;
            return Some(BreakKind::Line);
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
    fn end_word(&mut self, end: usize, at: usize, held: bool) -> BreakKind {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with its breaks: `|` where a line may end, `~` as a last resort, `/` where it must.
    fn shown(text: &str, glue: &[usize]) -> (String, Extent) {
        let mut found = Vec::new();
        let extent = find(text, glue, &mut found);
        let mut shown = String::new();
        let mut start = 0;
        for found in found {
            shown.push_str(text.get(start..found.end).unwrap());
            shown.push(match found.kind {
                BreakKind::Line => '/',
                BreakKind::Allowed => '|',
                BreakKind::LastResort => '~',
            });
            start = found.next;
        }
        (shown, extent)
    }

    #[test]
    fn what_belongs_together_is_broken_only_as_a_last_resort() {
        for (text, expected) in [
            ("take 5 mg daily", "take|5~mg|daily/"),
            ("co-trimoxazole or", "co-~trimoxazole|or/"),
            ("mg/kg  of\u{a0}it ", "mg/~kg|of\u{a0}it/"),
            ("石灰 e\u{301}a", "石|灰|e\u{301}a/"),
            ("one\ntwo", "one/two/"),
        ] {
            assert_eq!(shown(text, &[]).0, expected);
        }
    }

    #[test]
    fn nothing_is_broken_before_what_is_glued_to_it() {
        assert_eq!(shown("the damage [1] is", &[11]).0, "the|damage~[1]|is/");
        assert_eq!(shown("the damage [1] is", &[3, 15]).0, "the|damage|[1]~is/");
    }

    #[test]
    fn columns_are_measured_without_the_spaces_at_line_ends() {
        let (_, extent) = shown("a 12 mg dose  \nor none", &[]);
        assert_eq!((extent.natural, extent.longest), (12, 5));
        let (_, extent) = shown("石灰化 is calcification", &[]);
        assert_eq!((extent.natural, extent.longest), (23, 13));
        assert_eq!(shown("", &[]).1.natural, 0);
    }
}
