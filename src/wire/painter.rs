//! Writes for one frame, and knows after every byte what the terminal's state is.

use ratatui::layout::Position;

use super::bytes::Bytes;
use super::capabilities::Capabilities;
use super::glyph::Glyph;
use super::modes;
use super::names::Names;
use super::route;
use super::style::Style;
use super::terminal::{Margins, Place, Terminal};

#[derive(Debug)]
pub(super) struct Painter<'a> {
    pub(super) capabilities: Capabilities,
    pub(super) terminal: Terminal,
    pub(super) out: Vec<u8>,
    pub(super) width: u16,
    height: u16,
    link: u16,
    pub(super) names: Names<'a>,
}

/// A point to go back to when a way turns out to be longer than another.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    length: usize,
    terminal: Terminal,
    link: u16,
}

impl Painter<'_> {
    pub(super) fn new(capabilities: Capabilities, terminal: Terminal, size: (u16, u16)) -> Self {
        Self {
            capabilities,
            terminal,
            out: Vec::new(),
            width: size.0,
            height: size.1,
            link: 0,
            names: Names::new(capabilities.colours),
        }
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark {
            length: self.out.len(),
            terminal: self.terminal,
            link: self.link,
        }
    }

    /// Takes back everything written since the mark and tells how much that was.
    pub(super) fn take_back(&mut self, mark: Mark) -> usize {
        let written = self.out.len() - mark.length;
        self.out.truncate(mark.length);
        self.terminal = mark.terminal;
        self.link = mark.link;
        written
    }

    pub(super) fn go(&mut self, to: Position) {
        let alone = self.capabilities.single_steps;
        let way = route::route(self.terminal.place, to, self.terminal.margins, alone);
        self.out.extend_from_slice(way.as_slice());
        self.terminal.place = Some(Place::at(to));
    }

    /// Goes only if the cursor does not surely stand there.
    pub(super) fn step_to(&mut self, to: Position) {
        if self.terminal.place != Some(Place::at(to)) {
            self.go(to);
        }
    }

    /// How many bytes it takes to go somewhere.
    pub(super) fn distance(&self, to: Position) -> usize {
        let alone = self.capabilities.single_steps;
        route::length(self.terminal.place, to, self.terminal.margins, alone)
    }

    pub(super) fn set_style(&mut self, style: Style) {
        let now = self.terminal.style;
        if now != style {
            now.write_change(style, self.capabilities.single_steps, &mut self.out);
            self.terminal.style = style;
        }
    }

    /// Lets what follows lead to an address, by its name.
    pub(super) fn set_link(&mut self, link: u16) {
        if self.link != link {
            modes::link(self.names.address(link), &mut self.out);
            self.link = link;
        }
    }

    /// Sets style and link for a glyph; a blank asks only for what is seen of it.
    pub(super) fn dress(&mut self, glyph: &Glyph) {
        self.set_link(glyph.link());
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
    pub(super) fn is_dressed_for(&self, glyph: &Glyph) -> bool {
        let now = self.terminal.style;
        self.link == glyph.link()
            && (now == glyph.style
                || (glyph.is_erased() && now == now.changed_for_blank(glyph.style)))
    }

    pub(super) fn put(&mut self, glyph: &Glyph, at: Position) {
        if glyph.width() > 1 && self.straddles_margin(glyph, at) {
            self.set_margins(Margins {
                left: 0,
                right: self.width.saturating_sub(1),
                ..self.terminal.margins
            });
        }
        self.step_to(at);
        self.dress(glyph);
        self.names.write(*glyph, &mut self.out);
        self.advance(glyph.width(), glyph.is_certain());
    }

    fn straddles_margin(&self, glyph: &Glyph, at: Position) -> bool {
        at.x + glyph.width() > self.line_end(at.x) + 1
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
        self.terminal.place = Some(Place {
            column: column.min(end),
            row: place.row,
            is_settled: column <= end && is_certain,
        });
    }

    /// Writes a glyph again that was just put, so many times.
    pub(super) fn repeat(&mut self, glyph: &Glyph, times: u16) {
        let sequence = Bytes::control(times, b'b');
        // tmux 3.3 and others repeat only what came as one byte.
        let can_repeat = self.capabilities.repeat && glyph.byte().is_some();
        if can_repeat && sequence.len() < usize::from(times) {
            self.out.extend_from_slice(sequence.as_slice());
        } else {
            for _ in 0..times {
                self.names.write(*glyph, &mut self.out);
            }
        }
        self.advance(times, true);
    }

    /// Erases this many cells from the cursor on; it stays.
    pub(super) fn erase_characters(&mut self, blank: &Glyph, count: u16) {
        self.dress(blank);
        self.out
            .extend_from_slice(Bytes::control(count, b'X').as_slice());
    }

    pub(super) fn erase_to_line_end(&mut self, blank: &Glyph) {
        self.dress(blank);
        self.out.extend_from_slice(b"\x1b[K");
    }

    pub(super) fn set_margins(&mut self, margins: Margins) {
        let now = self.terminal.margins;
        if (now.left, now.right) != (margins.left, margins.right) {
            self.set_side_margins(margins);
        }
        if (now.top, now.bottom) != (margins.top, margins.bottom) {
            self.set_top_and_bottom(margins);
        }
        self.terminal.margins = margins;
    }

    fn set_side_margins(&mut self, margins: Margins) {
        let mut bytes = Bytes::EMPTY;
        if !self.terminal.has_side_margins {
            bytes.extend(b"\x1b[?69h");
            self.terminal.has_side_margins = true;
        }
        bytes.extend(b"\x1b[");
        if (margins.left, margins.right) != (0, self.width.saturating_sub(1)) {
            bytes.number(margins.left + 1);
            bytes.push(b';');
            bytes.number(margins.right + 1);
        }
        bytes.push(b's');
        self.out.extend_from_slice(bytes.as_slice());
        // Most terminals put the cursor in the corner here, and some leave it.
        self.terminal.place = None;
    }

    fn set_top_and_bottom(&mut self, margins: Margins) {
        let mut bytes = Bytes::EMPTY;
        bytes.extend(b"\x1b[");
        if (margins.top, margins.bottom) != (0, self.height.saturating_sub(1)) {
            bytes.number(margins.top + 1);
            bytes.push(b';');
            bytes.number(margins.bottom + 1);
        }
        bytes.push(b'r');
        self.out.extend_from_slice(bytes.as_slice());
        self.terminal.place = None;
    }
}
