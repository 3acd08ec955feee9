//! One row: writes what differs, erases what is blank, skips what the terminal shows already.

use ratatui::layout::Position;

use super::columns::{Column, FrameRow};
use super::glyph::Glyph;
use super::painter::Painter;
use super::terminal::CursorPlace;

/// Over a gap of unchanged cells wider than this, moving the cursor always costs fewer bytes than writing them again.
pub(super) const WIDEST_REWRITE: usize = 8;
/// So many blanks cost no more than the sequence that erases them.
const CHEAP_BLANKS: u16 = 3;

/// The part of a row that may differ.
struct RowDifference<'a> {
    number: u16,
    /// The column of the first glyph.
    start: u16,
    wanted: Vec<Column<'a>>,
    /// The column after the last difference.
    end: u16,
    /// From here on there is nothing but one background.
    tail: u16,
}

impl<'a> Painter<'a> {
    /// Writes what turns a row as it is shown into another.
    pub(super) fn paint_row(&mut self, shown: FrameRow<'_>, wanted: FrameRow<'a>) {
        let terminal = self.capabilities;
        let Some(start) = wanted.start(shown, terminal.wide_ambiguous) else {
            return;
        };
        let (columns, is_doubtful) = wanted.compare(shown, start, terminal);
        let Some(last) = columns.iter().rposition(|column| column.differs) else {
            return;
        };
        if is_doubtful {
            let (columns, _) = wanted.compare(shown, 0, terminal);
            return self.paint_doubtful_row(wanted.number, &columns);
        }
        self.paint_difference(&RowDifference {
            number: wanted.number,
            start: column(start),
            end: column(start + last + 1),
            tail: self.tail(start, &columns),
            wanted: columns,
        });
    }

    fn paint_difference(&mut self, row: &RowDifference<'a>) {
        let mut x = row.start;
        while let Some(next) = row.next_difference(x) {
            if next >= row.tail && row.end - next > CHEAP_BLANKS {
                self.erase_tail(row, next);
                return;
            }
            x = self.paint_run(row, next);
        }
    }

    /// The column from which on erasing the rest of the row is right.
    fn tail(&self, start: usize, wanted: &[Column<'a>]) -> u16 {
        let last = wanted.last().map(|column| column.glyph);
        let Some(last) = last.filter(|last| self.erases_to(last)) else {
            return self.width;
        };
        let text = wanted.iter().rposition(|column| column.glyph != last);
        column(text.map_or(start, |last| start + last + 1))
    }

    fn erases_to(&self, glyph: &Glyph<'a>) -> bool {
        let is_plain = *glyph == Glyph::BLANK;
        glyph.is_erased() && (self.capabilities.background_erase || is_plain)
    }

    fn erase_tail(&mut self, row: &RowDifference<'a>, from: u16) {
        let Some(Column { glyph: blank, .. }) = row.wanted.last() else {
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
    fn paint_run(&mut self, row: &RowDifference<'a>, x: u16) -> u16 {
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
        if glyph.width != 1 {
            return x + glyph.width.max(1);
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
    fn paint_letters(&mut self, row: &RowDifference<'a>, x: u16) -> u16 {
        if self.terminal.place != Some(CursorPlace::at(Position::new(x, row.number))) {
            return 0;
        }
        let room = (self.line_end(x) + 1).min(row.tail).saturating_sub(x);
        let behind = self.out.len();
        for [letter, next] in row.from(x).array_windows().take(usize::from(room)) {
            let is_needed = letter.differs || next.differs;
            let [byte] = letter.glyph.symbol.as_bytes() else {
                break;
            };
            if !is_needed || letter.glyph == next.glyph || !self.attributes_match(&letter.glyph) {
                break;
            }
            self.out.push(*byte);
        }
        let count = self.out.len() - behind;
        self.advance(column(count), true);
        column(count)
    }

    /// Whether to erase cells: only if nothing follows on the row, because erasing does not move the cursor.
    fn can_erase(&self, row: &RowDifference<'a>, after: u16, glyph: &Glyph<'a>) -> bool {
        self.capabilities.erase_characters
            && self.erases_to(glyph)
            && row.next_difference(after).is_none()
    }

    /// Brings the cursor to `x` by a jump, or by writing unchanged cells again where that is shorter.
    fn move_or_rewrite(&mut self, row: &RowDifference<'a>, x: u16, glyph: &Glyph<'a>) {
        if self.terminal.place == Some(CursorPlace::at(Position::new(x, row.number))) {
            return self.set_attributes(glyph);
        }
        let starts = self.starts(row, x).into_iter().flatten();
        let best = starts.min_by_key(|start| self.cost_from(row, *start, x, glyph));
        self.rewrite_from(row, best.unwrap_or(x), x, glyph);
    }

    /// The cost in bytes of reaching `x` from a column, computed without emitting it.
    fn cost_from(
        &mut self,
        row: &RowDifference<'a>,
        start: u16,
        x: u16,
        glyph: &Glyph<'a>,
    ) -> usize {
        let checkpoint = self.checkpoint();
        self.rewrite_from(row, start, x, glyph);
        self.roll_back(checkpoint)
    }

    /// The columns from which to write: the start of the line, the cursor's, and `x` itself.
    fn starts(&self, row: &RowDifference<'a>, x: u16) -> [Option<u16>; 3] {
        let is_worth = |start: &u16| {
            let begins = row.at(*start).is_some_and(|glyph| glyph.width > 0);
            begins
                && x.checked_sub(*start)
                    .is_some_and(|gap| usize::from(gap) <= WIDEST_REWRITE)
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

    fn rewrite_from(&mut self, row: &RowDifference<'a>, start: u16, x: u16, glyph: &Glyph<'a>) {
        self.move_if_needed(Position::new(start, row.number));
        for column in start..x {
            if let Some(passed) = row.at(column).filter(|passed| passed.width > 0) {
                self.put(passed, Position::new(column, row.number));
            }
        }
        self.set_attributes(glyph);
        self.move_if_needed(Position::new(x, row.number));
    }
}

impl<'a> RowDifference<'a> {
    /// The columns from one on.
    fn from(&self, column: u16) -> &[Column<'a>] {
        let from = usize::from(column.saturating_sub(self.start));
        self.wanted.get(from..).unwrap_or_default()
    }

    /// The glyph that should stand in a column.
    fn at(&self, column: u16) -> Option<&Glyph<'a>> {
        let place = column.checked_sub(self.start)?;
        let column = self.wanted.get(usize::from(place))?;
        Some(&column.glyph)
    }

    fn next_difference(&self, from: u16) -> Option<u16> {
        let mut columns = self.from(from).iter();
        let place = columns.position(|column| column.differs)?;
        Some(from + column(place))
    }

    /// How many glyphs from `x` on are the same and end no later than the last difference among them.
    fn run(&self, x: u16, glyph: &Glyph<'a>) -> u16 {
        let columns = (1..).zip(self.from(x));
        let same = columns.take_while(|(_, column)| column.glyph == *glyph);
        let differing = same.filter(|(_, column)| column.differs);
        differing.last().map_or(1, |(count, _)| count)
    }
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
