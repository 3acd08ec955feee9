//! Writing text into cells: clipped, measured by display width, and never outside its area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::content::ascii;

/// One row of cells being filled from left to right.
#[derive(Debug)]
pub struct Row<'a> {
    cells: &'a mut Buffer,
    x: u16,
    end: u16,
    y: u16,
}

impl<'a> Row<'a> {
    /// The row `y` lines below the top of an area; None outside it.
    pub fn of(cells: &'a mut Buffer, area: Rect, y: u16) -> Option<Self> {
        let area = area.intersection(*cells.area());
        (y < area.height && area.width > 0).then(|| Self {
            cells,
            x: area.x,
            end: area.right(),
            y: area.y + y,
        })
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
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return self.put_ascii(text, style);
        }
        let room = usize::from(self.room());
        if room > 0 {
            let (x, _) = self.cells.set_stringn(self.x, self.y, text, room, style);
            self.x = x;
        }
        self
    }

    /// As [`put`](Self::put), where every byte is a column: most of what is ever drawn.
    fn put_ascii(&mut self, text: &str, style: Style) -> &mut Self {
        let area = self.cells.area;
        let row = usize::from(self.y - area.y) * usize::from(area.width);
        let columns = usize::from(self.x - area.x)..usize::from(self.end.max(self.x) - area.x);
        let cells = self
            .cells
            .content
            .get_mut(row + columns.start..row + columns.end);
        for (cell, byte) in cells.unwrap_or_default().iter_mut().zip(text.bytes()) {
            cell.set_char(char::from(byte)).set_style(style);
            self.x += 1;
        }
        self
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

    /// Draws the rest of the row in a style.
    pub fn fill(&mut self, style: Style) {
        let rest = Rect {
            x: self.x,
            y: self.y,
            width: self.room(),
            height: 1,
        };
        self.cells.set_style(rest, style);
    }
}

/// Columns a text takes.
pub fn width(text: &str) -> u16 {
    let columns = if text.is_ascii() {
        text.len()
    } else {
        Span::raw(text).width()
    };
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// The text, or as much of it as fits with an ellipsis behind it.
pub fn shorten(text: &str, room: u16, ellipsis: &str) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while !short.is_empty() && width(&short) + width(ellipsis) > room {
        short.pop();
    }
    if width(ellipsis) > room {
        String::new()
    } else {
        short.trim_end().to_owned() + ellipsis
    }
}

/// Puts something of one column in place of every character that a terminal without Unicode cannot show.
pub fn keep_to_ascii(cells: &mut Buffer) {
    for cell in &mut cells.content {
        if !cell.symbol().is_ascii() {
            let plain = ascii(cell.symbol()).chars().next().unwrap_or(' ');
            cell.set_char(plain);
        }
    }
}

/// Empties an area, as before something is drawn over the page.
pub fn clear(cells: &mut Buffer, area: Rect) {
    let area = area.intersection(*cells.area());
    for position in area.positions() {
        if let Some(cell) = cells.cell_mut(position) {
            cell.reset();
        }
    }
}
