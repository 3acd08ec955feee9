//! Writing text into cells: clipped, measured by display width, and never outside its area.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::layout;
use crate::layout::Symbols;

macro_rules! cells {
    ($($sign:literal)*) => { [$(Cell::new($sign)),*] };
}

/// A cell for each printable ASCII character: cloning one is faster than setting its symbol.
#[rustfmt::skip]
static ASCII: [Cell; 95] = cells!(
    " " "!" "\"" "#" "$" "%" "&" "'" "(" ")" "*" "+" "," "-" "." "/"
    "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" ":" ";" "<" "=" ">" "?"
    "@" "A" "B" "C" "D" "E" "F" "G" "H" "I" "J" "K" "L" "M" "N" "O"
    "P" "Q" "R" "S" "T" "U" "V" "W" "X" "Y" "Z" "[" "\\" "]" "^" "_"
    "`" "a" "b" "c" "d" "e" "f" "g" "h" "i" "j" "k" "l" "m" "n" "o"
    "p" "q" "r" "s" "t" "u" "v" "w" "x" "y" "z" "{" "|" "}" "~"
);

/// One row of cells being filled from left to right.
#[derive(Debug)]
pub struct Row<'a> {
    cells: &'a mut Buffer,
    x: u16,
    end: u16,
    y: u16,
}

impl<'a> Row<'a> {
    /// The row `y` lines below the top of an area; outside the area it has no room.
    pub fn of(cells: &'a mut Buffer, area: Rect, y: u16) -> Self {
        let area = area.intersection(*cells.area());
        let is_inside = y < area.height;
        Self {
            cells,
            x: area.x,
            end: if is_inside { area.right() } else { area.x },
            y: area.y.saturating_add(y),
        }
    }

    /// The next free column, counted on the whole screen.
    pub const fn column(&self) -> u16 {
        self.x
    }

    pub const fn room(&self) -> u16 {
        self.end.saturating_sub(self.x)
    }

    /// Writes text; what does not fit is left out.
    pub fn put(&mut self, text: &str, style: Style) -> &mut Self {
        let room = usize::from(self.room());
        // The last letter before any other character may combine with it, and then not fit.
        let other = text.bytes().position(|byte| !byte.is_ascii());
        let plain = other.map_or(text.len(), |at| at.saturating_sub(1));
        let written = self.put_ascii(text.get(..plain).unwrap_or_default(), style);
        let rest = text.get(written..).unwrap_or_default();
        if written < room && !rest.is_empty() {
            let room = room - written;
            (self.x, _) = self.cells.set_stringn(self.x, self.y, rest, room, style);
        }
        self
    }

    /// Writes printable ASCII, which is most of what is drawn, up to the first other character; returns its length.
    fn put_ascii(&mut self, text: &str, style: Style) -> usize {
        let area = self.cells.area;
        let row = usize::from(self.y - area.y) * usize::from(area.width);
        let columns = usize::from(self.x - area.x)..usize::from(self.end.max(self.x) - area.x);
        let cells = self
            .cells
            .content
            .get_mut(row + columns.start..row + columns.end);
        let is_bare = style == Style::new();
        let mut count = 0;
        for (cell, byte) in cells.unwrap_or_default().iter_mut().zip(text.bytes()) {
            let Some(sign) = ASCII.get(usize::from(byte.wrapping_sub(b' '))) else {
                break;
            };
            let (fg, bg, modifier) = (cell.fg, cell.bg, cell.modifier);
            cell.clone_from(sign);
            (cell.fg, cell.bg, cell.modifier) = (fg, bg, modifier);
            if !is_bare {
                cell.set_style(style);
            }
            count += 1;
        }
        self.x += column(count);
        count
    }

    /// Writes blanks up to a column counted from the start of the screen.
    pub fn blank_to(&mut self, column: u16, style: Style) -> &mut Self {
        const BLANKS: &str = "                                ";
        while self.x < column.min(self.end) {
            let blanks = usize::from(column.min(self.end) - self.x);
            self.put_ascii(BLANKS.get(..blanks).unwrap_or(BLANKS), style);
        }
        self
    }

    /// Writes so many blanks, as far as there is room.
    pub fn blanks(&mut self, count: usize, style: Style) -> &mut Self {
        self.blank_to(self.x.saturating_add(column(count)), style)
    }

    /// Goes on at a column counted from the start of the screen.
    pub fn to(&mut self, column: u16) -> &mut Self {
        self.x = column.clamp(self.x.min(self.end), self.end);
        self
    }

    /// Writes text so that it ends at the row's end, if there is room for all of it.
    pub fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let width = width(text);
        if width <= self.room() {
            self.x = self.end - width;
            self.put(text, style);
        }
        self
    }

    /// Repeats a symbol of one column up to a column counted from the start of the screen.
    pub fn line_to(&mut self, end: u16, sign: &str, style: Style) {
        let (start, y) = (self.x, self.y);
        let end = end.min(self.end);
        if start >= end {
            return;
        }
        self.put(sign, style);
        let first = self.cells.cell(Position::new(start, y)).cloned();
        let rest = Rect::new(self.x, y, end.saturating_sub(self.x), 1);
        for cell in rows_of(self.cells, rest).flatten() {
            cell.clone_from(first.as_ref().unwrap_or(&Cell::EMPTY));
        }
        self.x = end;
    }

    /// Draws the rest of the row in a style.
    pub fn fill(&mut self, style: Style) {
        let rest = Rect::new(self.x, self.y, self.room(), 1);
        self.cells.set_style(rest, style);
    }
}

/// More columns than any screen has; the sum of a few such widths is still a number of columns.
const WIDEST: usize = 10_000;

/// The columns a text fills, as far as a screen can show them.
pub fn width(text: &str) -> u16 {
    column(layout::width::of(text).min(WIDEST))
}

fn column(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The text, or as much of it as fits with an ellipsis behind it.
pub fn shorten<'a>(text: &'a str, room: u16, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= room {
        return text.into();
    }
    let Some(left) = room.checked_sub(width(ellipsis)) else {
        return "".into();
    };
    let short = layout::width::cut(text, left.into());
    (short.trim_end().to_owned() + ellipsis).into()
}

/// Replaces every character that the terminal does not have by one of the same width that it has.
pub fn keep_to(symbols: Symbols, cells: &mut Buffer) {
    if symbols.is_unicode() {
        return;
    }
    for cell in &mut cells.content {
        if !cell.symbol().is_ascii() {
            let spelled = symbols.spell(cell.symbol()).into_owned();
            if spelled != cell.symbol() {
                cell.set_char(spelled.chars().next().unwrap_or(' '));
            }
        }
    }
}

/// Clears an area to one style.
pub fn ground(cells: &mut Buffer, area: Rect, style: Style) {
    let mut blank = Cell::EMPTY;
    blank.set_style(style);
    for row in rows_of(cells, area) {
        row.fill(blank.clone());
    }
}

fn rows_of(cells: &mut Buffer, area: Rect) -> impl Iterator<Item = &mut [Cell]> {
    let (screen, area) = (cells.area, area.intersection(cells.area));
    let columns = usize::from(area.x - screen.x)..usize::from(area.right() - screen.x);
    cells
        .content
        .chunks_mut(usize::from(screen.width.max(1)))
        .skip(usize::from(area.y - screen.y))
        .take(usize::from(area.height))
        .filter_map(move |row| row.get_mut(columns.clone()))
}

#[cfg(test)]
#[path = "../../tests/support/cases.rs"]
mod cases;
#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::cases::cases;
    use super::*;

    #[test]
    fn a_letter_whose_mark_has_no_room_is_left_out_with_it() {
        let mut cells = Buffer::empty(Rect::new(0, 0, 3, 1));
        let area = Rect {
            width: 2,
            ..cells.area
        };
        Row::of(&mut cells, area, 0).put("aA\u{11630}", Style::new());
        assert_eq!(cells, Buffer::with_lines(["a  "]));
    }

    #[test]
    fn the_widths_of_texts_of_any_length_can_be_added() {
        let long = width(&"x".repeat(70_000));
        assert!(long + long + 3 > 2_000);
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn text_is_written_as_it_is_in_one_go(
            text in "([a-z ]{0,3}|\u{301}|[–é日]|👩\u{200d}🔬|\\PC|[\u{0}\t]){0,8}", room in 0..12_u16,
        ) {
            let style = Style::new().bold();
            let mut cells = Buffer::empty(Rect::new(0, 0, 12, 1));
            let ours = &mut cells.clone();
            cells.set_stringn(0, 0, &text, room.into(), style);
            let area = Rect { width: room, ..cells.area };
            Row::of(ours, area, 0).put(&text, style);
            prop_assert_eq!(ours, &mut cells);
        }
    }
}
