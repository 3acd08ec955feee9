//! Writes for one frame, and knows after every byte what the terminal's state is.

use ratatui::layout::Position;

use super::bytes::Bytes;
use super::capabilities::Capabilities;
use super::glyph::Glyph;
use super::modes;
use super::route::route;
use super::style::Style;
use super::terminal::{CursorPlace, ScrollMargins, TerminalState};

#[derive(Debug)]
pub(super) struct Painter<'a> {
    pub(super) capabilities: Capabilities,
    pub(super) terminal: TerminalState,
    pub(super) out: Vec<u8>,
    pub(super) width: u16,
    height: u16,
    link: Option<&'a str>,
}

/// A state to return to after measuring what a sequence costs.
#[derive(Clone, Copy)]
pub(super) struct Checkpoint<'a> {
    length: usize,
    terminal: TerminalState,
    link: Option<&'a str>,
}

impl<'a> Painter<'a> {
    pub(super) const fn new(
        capabilities: Capabilities,
        terminal: TerminalState,
        size: (u16, u16),
    ) -> Self {
        Self {
            capabilities,
            terminal,
            out: Vec::new(),
            width: size.0,
            height: size.1,
            link: None,
        }
    }

    pub(super) const fn checkpoint(&self) -> Checkpoint<'a> {
        Checkpoint {
            length: self.out.len(),
            terminal: self.terminal,
            link: self.link,
        }
    }

    /// Removes everything written since the checkpoint and returns its length in bytes.
    pub(super) fn roll_back(&mut self, checkpoint: Checkpoint<'a>) -> usize {
        let written = self.out.len() - checkpoint.length;
        self.out.truncate(checkpoint.length);
        self.terminal = checkpoint.terminal;
        self.link = checkpoint.link;
        written
    }

    fn route(&self, to: Position) -> Bytes {
        let alone = self.capabilities.single_steps;
        route(self.terminal.place, to, self.terminal.margins, alone)
    }

    pub(super) fn move_to(&mut self, to: Position) {
        let path = self.route(to);
        self.out.extend_from_slice(path.as_slice());
        self.terminal.place = Some(CursorPlace::at(to));
    }

    /// Moves the cursor unless it is known to stand there.
    pub(super) fn move_if_needed(&mut self, to: Position) {
        if self.terminal.place != Some(CursorPlace::at(to)) {
            self.move_to(to);
        }
    }

    /// The cost in bytes of moving the cursor.
    pub(super) fn move_cost(&self, to: Position) -> usize {
        self.route(to).len()
    }

    pub(super) fn set_style(&mut self, style: Style) {
        let now = self.terminal.style;
        if now != style {
            now.write_change(style, self.capabilities.single_steps, &mut self.out);
            self.terminal.style = style;
        }
    }

    /// Opens a link for what follows, or closes the open one.
    pub(super) fn set_link(&mut self, link: Option<&'a str>) {
        if self.link != link {
            modes::link(link, &mut self.out);
            self.link = link;
        }
    }

    /// Sets style and link for a glyph; for a blank, only what can be seen on it.
    pub(super) fn set_attributes(&mut self, glyph: &Glyph<'a>) {
        self.set_link(glyph.link);
        let mut style = glyph.style;
        if glyph.is_erased() {
            let now = self.terminal.style;
            let kept = now.changed_for_blank(style);
            let single = self.capabilities.single_steps;
            let mut length = |to| now.change_length(to, single, &mut self.out);
            if now == kept || length(kept) <= length(style) {
                style = kept;
            }
        }
        self.set_style(style);
    }

    /// Whether a glyph can be written without a change of style or link.
    #[inline]
    pub(super) fn attributes_match(&self, glyph: &Glyph<'a>) -> bool {
        let now = self.terminal.style;
        self.link == glyph.link
            && (now == glyph.style
                || (glyph.is_erased() && now == now.changed_for_blank(glyph.style)))
    }

    pub(super) fn put(&mut self, glyph: &Glyph<'a>, at: Position) {
        if glyph.width > 1 && self.straddles_margin(glyph, at) {
            self.set_margins(ScrollMargins {
                left: 0,
                right: self.width.saturating_sub(1),
                ..self.terminal.margins
            });
        }
        self.move_if_needed(at);
        self.set_attributes(glyph);
        self.out.extend_from_slice(glyph.symbol.as_bytes());
        self.advance(glyph.width, !glyph.is_doubtful);
    }

    fn straddles_margin(&self, glyph: &Glyph<'a>, at: Position) -> bool {
        at.x + glyph.width > self.line_end(at.x) + 1
    }

    /// The last column that writing from `column` reaches.
    pub(super) fn line_end(&self, column: u16) -> u16 {
        self.terminal.margins.line_end(column, self.width)
    }

    pub(super) fn advance(&mut self, width: u16, is_certain: bool) {
        let Some(place) = self.terminal.place else {
            return;
        };
        let end = self.line_end(place.column);
        let column = place.column + width;
        self.terminal.place = Some(CursorPlace {
            column: column.min(end),
            row: place.row,
            is_settled: column <= end && is_certain,
        });
    }

    /// Writes the glyph that was just put again, so many times.
    pub(super) fn repeat(&mut self, glyph: &Glyph<'a>, times: u16) {
        let sequence = Bytes::control(times, b'b');
        // tmux 3.3 and others repeat only a character of one byte.
        let can_repeat = self.capabilities.repeat && glyph.is_letter();
        if can_repeat && sequence.len() < usize::from(times) {
            self.out.extend_from_slice(sequence.as_slice());
        } else {
            for _ in 0..times {
                self.out.extend_from_slice(glyph.symbol.as_bytes());
            }
        }
        self.advance(times, true);
    }

    /// Erases this many cells from the cursor on, which does not move.
    pub(super) fn erase_characters(&mut self, blank: &Glyph<'a>, count: u16) {
        self.set_attributes(blank);
        self.out
            .extend_from_slice(Bytes::control(count, b'X').as_slice());
    }

    pub(super) fn erase_to_line_end(&mut self, blank: &Glyph<'a>) {
        self.set_attributes(blank);
        self.out.extend_from_slice(b"\x1b[K");
    }

    pub(super) fn set_margins(&mut self, margins: ScrollMargins) {
        let now = self.terminal.margins;
        if (now.left, now.right) != (margins.left, margins.right) {
            if !self.terminal.has_side_margins {
                self.out.extend_from_slice(b"\x1b[?69h");
                self.terminal.has_side_margins = true;
            }
            self.set_region(margins.left, margins.right, self.width, b's');
        }
        if (now.top, now.bottom) != (margins.top, margins.bottom) {
            self.set_region(margins.top, margins.bottom, self.height, b'r');
        }
        self.terminal.margins = margins;
    }

    /// Sets the first and the last column or row that scroll, of so many.
    fn set_region(&mut self, first: u16, last: u16, size: u16, end: u8) {
        let mut bytes = Bytes::EMPTY;
        bytes.extend(b"\x1b[");
        if (first, last) != (0, size.saturating_sub(1)) {
            bytes.numbers(&[first + 1, last + 1]);
        }
        bytes.push(end);
        self.out.extend_from_slice(bytes.as_slice());
        // Most terminals move the cursor to the corner here, some leave it where it was.
        self.terminal.place = None;
    }
}
