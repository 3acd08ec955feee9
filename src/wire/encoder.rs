//! The encoder: knows the terminal's state between frames and writes the shortest change to the next.

use ratatui::buffer::Cell;
use ratatui::layout::Position;

use super::Frame;
use super::capabilities::Capabilities;
use super::columns::FrameRow;
use super::glyph::Glyph;
use super::modes;
use super::painter::Painter;
use super::scroll::plan;
use super::style::{SEEN_ON_BLANKS, Style};
use super::terminal::TerminalState;

#[derive(Debug)]
pub struct Encoder {
    capabilities: Capabilities,
    terminal: TerminalState,
    /// Whether the terminal shows the last frame that was encoded.
    is_in_step: bool,
    /// Whether a sign of ambiguous width was printed to see how wide it is.
    asks_with_sign: bool,
}

impl Encoder {
    pub const fn new(capabilities: Capabilities) -> Self {
        Self {
            capabilities,
            terminal: TerminalState::fresh(0, 0),
            is_in_step: false,
            asks_with_sign: false,
        }
    }

    pub const fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    /// Takes the terminal's answer about left and right margins (DECRQM of mode 69), if it was asked.
    pub const fn set_left_right_margins(&mut self, can: bool) {
        self.capabilities.left_right_margins = can && self.capabilities.asks_for_margins;
    }

    /// Takes the column, counted from 1, to which a letter, its repetitions and perhaps a sign brought the cursor; whether
    /// what was drawn meanwhile may be wrong.
    pub fn set_reached(&mut self, column: u32) -> bool {
        let before = self.capabilities;
        // Behind the letter stands column 2, and two repetitions more are seen even where the sign takes two columns.
        let beyond = column.saturating_sub(2);
        self.capabilities.repeat &= beyond >= 2 + u32::from(self.asks_with_sign);
        let repeated = if self.capabilities.repeat { 2 } else { 0 };
        self.capabilities.wide_ambiguous = self.asks_with_sign && beyond == repeated + 2;
        self.capabilities != before
    }

    /// Switches to the alternate screen and asks what the terminal can do, about signs only where it may be sent one.
    /// The next frame is drawn afresh.
    pub fn enter(&mut self, with_signs: bool, out: &mut Vec<u8>) {
        let questions = modes::Questions {
            margins: self.capabilities.asks_for_margins,
            signs: with_signs,
        };
        self.asks_with_sign = with_signs;
        modes::enter(self.capabilities.questions.then_some(questions), out);
        self.terminal = TerminalState::fresh(0, 0);
        self.is_in_step = false;
    }

    /// Whether addresses may be sent: an old terminal would print them.
    pub const fn takes_links(&self) -> bool {
        self.capabilities.links
    }

    /// Puts the terminal back as it was.
    pub fn leave(&mut self, out: &mut Vec<u8>) {
        out.extend(modes::restore());
        self.terminal = TerminalState::fresh(0, 0);
        self.is_in_step = false;
    }

    /// Writes what turns `old`, the frame encoded before, into `new`. With no old frame, one of another
    /// size, or after [`enter`](Self::enter), everything is drawn. What the terminal
    /// scrolls is moved in `old` too, which is no frame that was shown any more.
    pub fn encode(&mut self, old: Option<&mut Frame>, new: &Frame, out: &mut Vec<u8>) {
        let old = old.filter(|old| self.is_in_step && old.cells.area == new.cells.area);
        let painter = old.map_or_else(|| self.afresh(new), |old| self.difference(old, new));
        self.send(&painter, out);
    }

    fn send(&mut self, painter: &Painter<'_>, out: &mut Vec<u8>) {
        self.terminal = painter.terminal;
        self.is_in_step = true;
        if !painter.out.is_empty() {
            modes::synchronised(&painter.out, out);
        }
    }

    fn afresh<'a>(&self, new: &'a Frame) -> Painter<'a> {
        let (width, height) = (new.width(), new.height());
        let terminal = TerminalState {
            has_side_margins: self.terminal.has_side_margins,
            shows_cursor: self.terminal.shows_cursor,
            ..TerminalState::fresh(width, height)
        };
        let mut painter = Painter::new(self.capabilities, terminal, (width, height));
        painter.out.extend_from_slice(b"\x1b[m\x1b[r");
        if terminal.has_side_margins {
            painter.out.extend_from_slice(b"\x1b[s");
        }
        // A screen is cleared to the background of its last cell, where that is a blank.
        let mut blank = Cell::EMPTY;
        let corner = new.cells.content.last();
        if let Some(corner) = corner.filter(|_| self.capabilities.background_erase)
            && corner.symbol() == " "
            && !corner.modifier.intersects(SEEN_ON_BLANKS)
        {
            blank.bg = corner.bg;
        }
        let style = Style::of(&blank, self.capabilities.colours);
        painter.set_attributes(&Glyph::blank(style));
        painter.out.extend_from_slice(b"\x1b[2J");
        let cleared = FrameRow {
            number: 0,
            cells: &vec![blank; width.into()],
            links: &[],
        };
        for row in 0..height {
            painter.paint_row(cleared, new.row(row));
        }
        painter.finish(new);
        painter
    }

    fn difference<'a>(&self, old: &mut Frame, new: &'a Frame) -> Painter<'a> {
        let size = (new.width(), new.height());
        let mut painter = Painter::new(self.capabilities, self.terminal, size);
        let scroll = new
            .scroll
            .and_then(|hint| plan(hint, old, self.capabilities));
        if let Some(scroll) = scroll {
            painter.scroll(scroll, new);
            old.shift(scroll);
        }
        let first = painter.terminal.place.map_or(0, |place| place.row);
        for row in (first..new.height()).chain(0..first) {
            painter.paint_row(old.row(row), new.row(row));
        }
        painter.finish(new);
        painter
    }
}

impl Painter<'_> {
    /// Closes the open link and puts the cursor where it belongs.
    fn finish(&mut self, new: &Frame) {
        self.set_link(None);
        self.place_cursor(new);
    }

    fn place_cursor(&mut self, new: &Frame) {
        let last = |size: u16| size.saturating_sub(1);
        if let Some(Position { x, y }) = new.cursor {
            self.move_if_needed(Position::new(
                x.min(last(new.width())),
                y.min(last(new.height())),
            ));
        }
        if self.terminal.shows_cursor != new.cursor.is_some() {
            self.terminal.shows_cursor = new.cursor.is_some();
            modes::cursor(self.terminal.shows_cursor, &mut self.out);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use crate::wire::Scroll;

    use super::*;

    /// Numbered lines in the columns from 4 on, beside a column that stands still.
    fn text(top: u16) -> Frame {
        let mut frame = Frame::new(20, 6);
        for row in 0..6 {
            frame.cells.set_string(0, row, "tree", Style::new());
            frame
                .cells
                .set_string(5, row, format!("line {}", top + row), Style::new());
        }
        frame.scroll = Some(Scroll {
            area: Rect::new(5, 0, 15, 6),
            lines: 1,
        });
        frame
    }

    fn third_frame(capabilities: Capabilities) -> String {
        let mut encoder = Encoder::new(capabilities);
        let mut out = Vec::new();
        encoder.encode(None, &text(1), &mut out);
        encoder.encode(Some(&mut text(1)), &text(2), &mut out);
        out.clear();
        encoder.encode(Some(&mut text(2)), &text(3), &mut out);
        out.escape_ascii().to_string()
    }

    #[test]
    fn a_scrolled_line_costs_little_more_than_its_text() {
        let margins = Capabilities {
            left_right_margins: true,
            ..Capabilities::XTERM
        };
        assert_eq!(third_frame(margins), r"\r\nline 8");
    }

    #[test]
    fn without_side_margins_what_stands_beside_is_sent_again() {
        let frame = third_frame(Capabilities::XTERM);
        assert!(frame.contains("line 8") && frame.len() < 60, "{frame}");
    }

    #[test]
    fn the_same_frame_costs_nothing() {
        let mut encoder = Encoder::new(Capabilities::XTERM);
        let frame = Frame {
            scroll: None,
            ..text(1)
        };
        let mut out = Vec::new();
        encoder.encode(None, &frame, &mut out);
        out.clear();
        encoder.encode(Some(&mut frame.clone()), &frame, &mut out);
        assert!(out.is_empty());
    }
}
