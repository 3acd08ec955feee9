//! One row: writes what differs, erases what is blank, skips what the terminal shows already.

use ratatui::layout::Position;

use super::colour::Colour;
use super::glyph::Glyph;
use super::painter::Painter;
use super::terminal::CursorPlace;

/// Over a gap of unchanged cells wider than this, moving the cursor always costs fewer bytes than writing them again.
pub(super) const WIDEST_REWRITE: u16 = 8;
/// So many blanks cost no more than the sequence that erases them.
const CHEAP_BLANKS: u16 = 3;

/// The part of a row that may differ, as the terminal shows it and as it should be, with all blanks behind it.
struct RowDifference<'r> {
    number: u16,
    /// The column where the part begins.
    start: u16,
    shown: &'r [Glyph],
    wanted: &'r [Glyph],
    /// The column after the last difference.
    end: u16,
    /// From here on there is nothing but one background.
    tail: u16,
}

impl Painter<'_> {
    pub(super) fn paint_row(&mut self, at: Position, shown: &[Glyph], wanted: &[Glyph]) {
        let differs = |(one, other): (&Glyph, &Glyph)| one != other;
        let Some(last) = shown.iter().zip(wanted).rposition(differs) else {
            return;
        };
        let row = RowDifference {
            number: at.y,
            start: at.x,
            shown,
            wanted,
            end: at.x + column(last + 1),
            tail: self.tail(at.x, wanted),
        };
        let mut x = at.x;
        while let Some(next) = row.next_difference(x) {
            if next >= row.tail && row.end - next > CHEAP_BLANKS {
                self.erase_tail(&row, next);
                return;
            }
            x = self.paint_run(&row, next);
        }
    }

    /// The column from which on erasing the rest of the row is right.
    fn tail(&self, start: u16, wanted: &[Glyph]) -> u16 {
        let end = start + column(wanted.len());
        let Some(last) = wanted.last() else {
            return end;
        };
        if end < self.width || !self.erases_to(last) {
            return end;
        }
        let text = wanted.iter().rposition(|glyph| glyph != last);
        start + text.map_or(0, |last| column(last + 1))
    }

    fn erases_to(&self, glyph: &Glyph) -> bool {
        let is_plain = *glyph == Glyph::blank(Colour::RESET);
        glyph.is_erased() && (self.capabilities.background_erase || is_plain)
    }

    fn erase_tail(&mut self, row: &RowDifference<'_>, from: u16) {
        let Some(blank) = row.wanted.last() else {
            return;
        };
        let is_there = self.terminal.place.is_some_and(|place| {
            place.row == row.number && place.is_settled && (row.tail..=from).contains(&place.column)
        });
        if !is_there {
            let targets = [row.tail, from].map(|x| Position::new(x, row.number));
            let shortest = targets.into_iter().min_by_key(|to| self.move_cost(*to));
            self.move_to(shortest.unwrap_or_default());
        }
        self.erase_to_line_end(blank);
    }

    /// Writes the glyph at `x` and its repetitions; returns the column after them.
    fn paint_run(&mut self, row: &RowDifference<'_>, x: u16) -> u16 {
        let Some(glyph) = row.at(x) else {
            return row.end;
        };
        let count = row.run(x, glyph);
        self.move_or_rewrite(row, x, glyph);
        if count > CHEAP_BLANKS && self.can_erase(row, x + count, glyph) {
            self.erase_characters(glyph, count);
            return x + count;
        }
        self.put(glyph, Position::new(x, row.number));
        if glyph.width() != 1 {
            return x + glyph.width().max(1);
        }
        let room = self.line_end(x).saturating_sub(x) + 1;
        let count = count.min(room);
        if count > 1 {
            self.repeat(glyph, count - 1);
            return x + count;
        }
        x + 1 + self.paint_letters(row, x + 1)
    }

    /// Writes the letters from `x` on that need no cursor movement and no other style; returns how many. A single
    /// unchanged letter is written too, because no jump over it is shorter. It stops before a repetition, which may
    /// be sent as one or erased.
    fn paint_letters(&mut self, row: &RowDifference<'_>, x: u16) -> u16 {
        if self.terminal.place != Some(CursorPlace::at(Position::new(x, row.number))) {
            return 0;
        }
        let room = (self.line_end(x) + 1).min(row.tail).saturating_sub(x);
        let (shown, wanted) = row.from(x);
        let behind = wanted.iter().zip(shown).skip(1);
        let neighbours = shown.iter().zip(wanted).zip(behind);
        let is_letter =
            |((shown, wanted), (next, next_shown)): &((&Glyph, &Glyph), (&Glyph, &Glyph))| {
                let is_needed = shown != wanted || next_shown != next;
                is_needed && wanted != next && wanted.is_letter() && self.attributes_match(wanted)
            };
        let letters = neighbours.take(usize::from(room)).take_while(is_letter);
        let count = letters.count();
        let letters = wanted.iter().take(count);
        self.out
            .extend(letters.map(|glyph| glyph.byte().unwrap_or(b' ')));
        self.advance(column(count), true);
        column(count)
    }

    /// Whether to erase cells: only if nothing follows on the row, because erasing does not move the cursor.
    fn can_erase(&self, row: &RowDifference<'_>, after: u16, glyph: &Glyph) -> bool {
        self.capabilities.erase_characters
            && self.erases_to(glyph)
            && row.next_difference(after).is_none()
    }

    /// Brings the cursor to `x` by a jump, or by writing unchanged cells again where that is shorter.
    fn move_or_rewrite(&mut self, row: &RowDifference<'_>, x: u16, glyph: &Glyph) {
        if self.terminal.place == Some(CursorPlace::at(Position::new(x, row.number))) {
            return self.set_attributes(glyph);
        }
        let starts = self.starts(row, x).into_iter().flatten();
        let best = starts.min_by_key(|start| self.cost_from(row, *start, x, glyph));
        self.rewrite_from(row, best.unwrap_or(x), x, glyph);
    }

    /// The cost in bytes of reaching `x` from a column, computed without emitting it.
    fn cost_from(&mut self, row: &RowDifference<'_>, start: u16, x: u16, glyph: &Glyph) -> usize {
        let checkpoint = self.checkpoint();
        self.rewrite_from(row, start, x, glyph);
        self.roll_back(checkpoint)
    }

    /// The columns from which to write: the start of the line, the cursor's, and `x` itself.
    fn starts(&self, row: &RowDifference<'_>, x: u16) -> [Option<u16>; 3] {
        let is_worth = |start: &u16| {
            let begins = row.at(*start).is_some_and(|glyph| glyph.width() > 0);
            begins
                && x.checked_sub(*start)
                    .is_some_and(|gap| gap <= WIDEST_REWRITE)
        };
        let place = self.terminal.place;
        let here = place.filter(|place| place.row == row.number && place.is_settled);
        let line_start = place.map(|place| self.terminal.margins.line_start(place.column));
        let here = here.map(|place| place.column).filter(is_worth);
        let line_start = line_start.filter(is_worth);
        [
            line_start.filter(|start| *start != x && Some(*start) != here),
            here.filter(|start| *start != x),
            Some(x),
        ]
    }

    fn rewrite_from(&mut self, row: &RowDifference<'_>, start: u16, x: u16, glyph: &Glyph) {
        self.move_if_needed(Position::new(start, row.number));
        for column in start..x {
            if let Some(passed) = row.at(column).filter(|passed| passed.width() > 0) {
                self.put(passed, Position::new(column, row.number));
            }
        }
        self.set_attributes(glyph);
        self.move_if_needed(Position::new(x, row.number));
    }
}

impl<'r> RowDifference<'r> {
    /// The glyph that should stand in a column.
    fn at(&self, column: u16) -> Option<&Glyph> {
        let place = column.checked_sub(self.start)?;
        self.wanted.get(usize::from(place))
    }

    /// The shown and the wanted glyphs from a column on.
    fn from(&self, column: u16) -> (&'r [Glyph], &'r [Glyph]) {
        let from = usize::from(column.saturating_sub(self.start));
        let part = |glyphs: &'r [Glyph]| glyphs.get(from..).unwrap_or_default();
        (part(self.shown), part(self.wanted))
    }

    fn pairs(&self, from: u16) -> impl Iterator<Item = (&Glyph, &Glyph)> {
        let (shown, wanted) = self.from(from);
        shown.iter().zip(wanted)
    }

    fn next_difference(&self, from: u16) -> Option<u16> {
        let mut pairs = self.pairs(from);
        pairs
            .position(|(shown, wanted)| shown != wanted)
            .map(|place| from + column(place))
    }

    /// How many glyphs from `x` on are the same and end no later than the last difference among them.
    fn run(&self, x: u16, glyph: &Glyph) -> u16 {
        let mut length = 1;
        for (count, (shown, _)) in
            (1..).zip(self.pairs(x).take_while(|(_, wanted)| *wanted == glyph))
        {
            if shown != glyph {
                length = count;
            }
        }
        length
    }
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
