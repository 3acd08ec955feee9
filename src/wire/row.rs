//! One row: writes what differs, erases what is blank, and passes over what is right already.

use ratatui::layout::Position;

use super::colour::Colour;
use super::glyph::Glyph;
use super::painter::Painter;
use super::terminal::Place;

/// A gap of right cells wider than this is never cheaper to write than to jump.
pub(super) const WIDEST_REWRITE: u16 = 8;
/// So many blanks cost no more than the sequence that erases them.
const CHEAP_BLANKS: u16 = 3;

/// A part of a row as the terminal shows it, and as it should be: all that may differ, and all behind that is blank.
struct Row<'r> {
    number: u16,
    /// The column where the part begins.
    start: u16,
    shown: &'r [Glyph],
    wanted: &'r [Glyph],
    /// Behind the last difference.
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
        let row = Row {
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

    /// Where the blank rest of a row begins, if erasing makes it right.
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

    fn erase_tail(&mut self, row: &Row<'_>, from: u16) {
        let Some(blank) = row.wanted.last() else {
            return;
        };
        let is_there = self.terminal.place.is_some_and(|place| {
            place.row == row.number && place.is_settled && (row.tail..=from).contains(&place.column)
        });
        if !is_there {
            let ways = [row.tail, from].map(|x| Position::new(x, row.number));
            let shortest = ways.into_iter().min_by_key(|to| self.distance(*to));
            self.go(shortest.unwrap_or_default());
        }
        self.erase_to_line_end(blank);
    }

    /// Writes the glyph at `x` and all like it behind it; gives the column where to go on.
    fn paint_run(&mut self, row: &Row<'_>, x: u16) -> u16 {
        let Some(glyph) = row.at(x) else {
            return row.end;
        };
        let count = row.run(x, glyph);
        self.reach(row, x, glyph);
        if count > CHEAP_BLANKS && self.can_erase(row, x + count, glyph) {
            self.erase_characters(glyph, count);
            return x + count;
        }
        self.put(glyph, Position::new(x, row.number));
        if glyph.width() != 1 || !glyph.is_certain() {
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

    /// Writes the letters from `x` on that follow the cursor and need no other style; tells how many. A single one
    /// that is right already is written too, for no jump over it is shorter. Where the same stands twice it ends:
    /// that may be repeated or erased.
    fn paint_letters(&mut self, row: &Row<'_>, x: u16) -> u16 {
        if self.terminal.place != Some(Place::at(Position::new(x, row.number))) {
            return 0;
        }
        let room = (self.line_end(x) + 1).min(row.tail).saturating_sub(x);
        let (shown, wanted) = row.from(x);
        let behind = wanted.iter().zip(shown).skip(1);
        let neighbours = shown.iter().zip(wanted).zip(behind);
        let is_letter =
            |((shown, wanted), (next, next_shown)): &((&Glyph, &Glyph), (&Glyph, &Glyph))| {
                let is_needed = shown != wanted || next_shown != next;
                is_needed && wanted != next && wanted.is_letter() && self.is_dressed_for(wanted)
            };
        let letters = neighbours.take(usize::from(room)).take_while(is_letter);
        let count = letters.count();
        let letters = wanted.iter().take(count);
        self.out
            .extend(letters.map(|glyph| glyph.byte().unwrap_or(b' ')));
        self.advance(column(count), true);
        column(count)
    }

    /// Whether cells can be erased that nothing to be written follows: erasing leaves the cursor behind.
    fn can_erase(&self, row: &Row<'_>, after: u16, glyph: &Glyph) -> bool {
        self.capabilities.erase_characters
            && self.erases_to(glyph)
            && row.next_difference(after).is_none()
    }

    /// Brings the cursor to `x`, by a jump or by writing again what lies before it.
    fn reach(&mut self, row: &Row<'_>, x: u16, glyph: &Glyph) {
        if self.terminal.place == Some(Place::at(Position::new(x, row.number))) {
            return self.dress(glyph);
        }
        if self.is_a_step(row, x) {
            return self.approach(row, x - 1, x, glyph);
        }
        let starts = self.starts(row, x);
        if starts == [None, None, Some(x)] {
            return self.approach(row, x, x, glyph);
        }
        let starts = starts.into_iter().flatten();
        let best = if starts
            .clone()
            .all(|start| self.passes_as_it_is(row, start, x))
        {
            starts.min_by_key(|start| {
                self.distance(Position::new(*start, row.number)) + usize::from(x - start)
            })
        } else {
            starts.min_by_key(|start| self.try_from(row, *start, x, glyph))
        };
        self.approach(row, best.unwrap_or(x), x, glyph);
    }

    /// Whether all that is written again on a way is a byte each that needs no other style.
    fn passes_as_it_is(&self, row: &Row<'_>, start: u16, x: u16) -> bool {
        let mut passed = (start..x).map(|column| row.at(column));
        passed.all(|glyph| glyph.is_some_and(|it| it.byte().is_some() && self.is_dressed_for(it)))
    }

    /// How many bytes a way takes, which is not gone.
    fn try_from(&mut self, row: &Row<'_>, start: u16, x: u16, glyph: &Glyph) -> usize {
        let mark = self.mark();
        self.approach(row, start, x, glyph);
        self.take_back(mark)
    }

    /// Whether only one cell lies between, which a single byte as things are writes: no jump is shorter.
    fn is_a_step(&self, row: &Row<'_>, x: u16) -> bool {
        let here = x.checked_sub(1);
        let is_here = here
            .is_some_and(|x| self.terminal.place == Some(Place::at(Position::new(x, row.number))));
        let passed = here.and_then(|x| row.at(x));
        is_here && passed.is_some_and(|it| it.byte().is_some() && self.is_dressed_for(it))
    }

    /// The columns worth writing from: the start of the line, here, and `x` itself.
    fn starts(&self, row: &Row<'_>, x: u16) -> [Option<u16>; 3] {
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

    fn approach(&mut self, row: &Row<'_>, start: u16, x: u16, glyph: &Glyph) {
        self.step_to(Position::new(start, row.number));
        for column in start..x {
            if let Some(passed) = row.at(column).filter(|passed| passed.width() > 0) {
                self.put(passed, Position::new(column, row.number));
            }
        }
        self.dress(glyph);
        self.step_to(Position::new(x, row.number));
    }
}

impl<'r> Row<'r> {
    /// The glyph that should stand in a column.
    fn at(&self, column: u16) -> Option<&Glyph> {
        let place = column.checked_sub(self.start)?;
        self.wanted.get(usize::from(place))
    }

    /// What is shown and what should be, from a column on.
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
