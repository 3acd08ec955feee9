//! A page drawn twice while a window changes: once to find where each line stands, and then the lines in sight alone.

use std::ops::Range;

use crate::layout::Lines;
use crate::layout::small::{index, small};

/// What a page is drawn for.
#[derive(Debug)]
pub enum Pass<'a> {
    /// For its lines.
    Whole,
    /// To count its lines, of which none is written; what each unit comes to is noted.
    Count(Vec<Unit>),
    /// For its lines in sight; what all others come to is known.
    Sight(Sight<'a>),
}

/// How things stand behind a unit: a part of a page that is drawn as a whole or, out of sight, not at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unit {
    /// How many lines there are with its own.
    lines: u32,
    /// The number of the unit that follows; those between belong to this one.
    next: u32,
    /// An empty line is owed.
    pub gap: bool,
    /// What stands in the margins was drawn.
    pub drawn: bool,
}

/// The lines of a page, of which no text is known, and its units.
#[derive(Debug)]
pub struct Counted {
    pub lines: Lines,
    units: Vec<Unit>,
}

/// What is in sight of a counted page, and how far it is drawn.
#[derive(Debug)]
pub struct Sight<'a> {
    counted: &'a Counted,
    lines: [Range<usize>; 2],
    unit: usize,
}

/// What is to be done about a unit.
#[derive(Debug)]
pub enum Step<'a> {
    /// It is to be drawn; this is its number.
    Draw(usize),
    /// It has no line in sight; how things stand behind it.
    Skip(Unit, &'a Lines),
}

impl Unit {
    pub fn new(lines: usize, gap: bool, drawn: bool) -> Self {
        Self {
            lines: small(lines),
            next: 0,
            gap,
            drawn,
        }
    }

    pub const fn lines(&self) -> usize {
        index(self.lines)
    }
}

impl Counted {
    pub fn new(lines: Lines, pass: Pass<'_>) -> Self {
        let units = match pass {
            Pass::Count(units) => units,
            Pass::Whole | Pass::Sight(_) => Vec::new(),
        };
        Self { lines, units }
    }

    pub const fn seen(&self, lines: [Range<usize>; 2]) -> Sight<'_> {
        Sight {
            counted: self,
            lines,
            unit: 0,
        }
    }
}

impl<'a> Pass<'a> {
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Count(_))
    }

    /// Comes to the next unit, behind so many lines.
    pub fn enter(&mut self, lines: usize) -> Step<'a> {
        match self {
            Self::Whole => Step::Draw(0),
            Self::Count(units) => {
                units.push(Unit::default());
                Step::Draw(units.len() - 1)
            }
            Self::Sight(sight) => sight.enter(lines),
        }
    }

    /// Notes what the unit of this number came to, when lines are counted.
    pub fn leave(&mut self, number: usize, unit: Unit) {
        if let Self::Count(units) = self {
            let next = small(units.len());
            if let Some(place) = units.get_mut(number) {
                *place = Unit { next, ..unit };
            }
        }
    }
}

impl<'a> Sight<'a> {
    fn enter(&mut self, lines: usize) -> Step<'a> {
        let unit = self.counted.units.get(self.unit);
        let unit = unit.copied().unwrap_or_default();
        let own = lines..unit.lines();
        let is_seen = |seen: &Range<usize>| seen.start < own.end && own.start < seen.end;
        if own.is_empty() || !self.lines.iter().any(is_seen) {
            self.unit = index(unit.next);
            return Step::Skip(unit, &self.counted.lines);
        }
        self.unit += 1;
        Step::Draw(self.unit)
    }
}
