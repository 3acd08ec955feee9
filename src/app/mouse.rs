//! The mouse: what lies under it, and what a press, a drag or the wheel does there.

use ratatui::layout::{Position, Rect};

use crate::app::body::parts;
use crate::app::figure::{pair, site_at};
use crate::app::help::ABOVE_ROWS;
use crate::app::links::{Leads, Purpose};
use crate::app::list::Goal;
use crate::app::overlay::Overlay;
use crate::app::panes::{Pane, framed};
use crate::app::rows::row_at;
use crate::app::tree::Row;
use crate::app::{App, Command, Effect};
use crate::input::{Mouse, MouseKind};
use crate::layout::width;

/// Lines or rows a step of the wheel goes.
const WHEEL: isize = 3;

impl App {
    /// What a mouse does while it is switched on.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        if !self.settings.mouse || self.shape().is_too_small() {
            return Vec::new();
        }
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseKind::Press => return self.press(at),
            MouseKind::Release => self.dragging = false,
            MouseKind::Drag if self.dragging => {
                self.settings.tree_width = Some(at.x.max(1));
                self.lay_out();
            }
            MouseKind::Drag => {}
            MouseKind::WheelUp => self.wheel(at, -WHEEL),
            MouseKind::WheelDown => self.wheel(at, WHEEL),
        }
        Vec::new()
    }

    /// Scrolls the pane under the mouse; a strip leaves the page above it free.
    fn wheel(&mut self, at: Position, rows: isize) {
        let over = self.over();
        let panes = self.panes();
        if over.is_some_and(|area| area.contains(at)) {
            self.step_overlay(rows);
        } else if panes.tree.is_some_and(|area| area.contains(at)) {
            self.tree.step(rows);
        } else if in_any(&[panes.reader, panes.side], at) {
            self.reader.scroll(rows, self.reader_height());
        }
    }

    /// Where what lies over the page is drawn.
    fn over(&self) -> Option<Rect> {
        match &self.overlay {
            Some(Overlay::Card(card)) => {
                let options = crate::app::cards::card_options(self, self.width);
                Some(card.area(&self.shape(), card.lines(&options).lines.len()))
            }
            Some(Overlay::Prefix(prefix)) if prefix.sheet.is_none() => None,
            Some(Overlay::Find { .. } | Overlay::Links(_)) | None => None,
            Some(_) => Some(self.shape().over()),
        }
    }

    fn press(&mut self, at: Position) -> Vec<Effect> {
        let panes = self.panes();
        // A message may lie over the hints, and a field may be typed in there.
        let hinted = self.message.take().is_none() && !self.types_on_the_hint_line();
        if hinted && panes.hint.contains(at) {
            return self
                .hint_at(at.x)
                .map_or_else(Vec::new, |command| self.run(command));
        }
        match self.over() {
            Some(area) if area.contains(at) => return self.press_over(framed(area), at),
            _ if matches!(self.overlay, Some(Overlay::Links(_))) => self.press_while_choosing(at),
            _ if self.overlay.is_some() => self.cancel(),
            _ if panes.rule.is_some_and(|area| area.contains(at)) => self.dragging = true,
            _ => {
                if let Some(area) = panes.tree.filter(|area| area.contains(at)) {
                    self.press_tree(area, at);
                } else if let Some(area) = panes.reader.filter(|area| area.contains(at)) {
                    self.press_page(area, at);
                } else if panes.side.is_some_and(|area| area.contains(at)) {
                    self.press_side(at);
                }
            }
        }
        Vec::new()
    }

    /// Whether the hint line is one that is typed on.
    pub const fn types_on_the_hint_line(&self) -> bool {
        matches!(
            self.overlay,
            Some(
                Overlay::Find { .. }
                    | Overlay::Links(_)
                    | Overlay::Palette(_)
                    | Overlay::Prefix(_)
                    | Overlay::Note(_)
            )
        )
    }

    /// A press on a link says which one as well as its letter does.
    fn press_while_choosing(&mut self, at: Position) {
        self.cancel();
        if let Some(area) = self.panes().reader.filter(|area| area.contains(at)) {
            self.press_page(area, at);
        }
    }

    /// Goes to a heading of the outline, peeks at a source, or opens the body map.
    fn press_side(&mut self, at: Position) {
        let Some(side) = self.side() else { return };
        let map = side.map.as_ref();
        if let Some(row) = side.outline.iter().find(|row| row.y == at.y) {
            let heading = self.reader.layout.headings.get(row.heading);
            let line = heading.map_or(0, |heading| heading.line);
            self.focus = Pane::Reader;
            self.reader.go_to_line(line, self.reader_height());
        } else if let Some(note) = side.notes.iter().find(|note| note.area.contains(at)) {
            self.peek_at(Goal::Source(note.id.clone()));
        } else if side.more.is_some_and(|(_, area)| area.contains(at)) {
            self.open_sources();
        } else if in_any(
            &[map.and_then(|map| map.figures), map.map(|map| map.names)],
            at,
        ) {
            self.open_body();
        }
    }

    /// Chooses the row of a list; a card goes where it leads.
    fn press_over(&mut self, inner: Rect, at: Position) -> Vec<Effect> {
        let Some(y) = at.y.checked_sub(inner.y) else {
            return Vec::new();
        };
        let (width, height, symbols) = (inner.width, inner.height, self.settings.symbols);
        let row = match &self.overlay {
            Some(Overlay::List(list)) => row_at(&list.in_sight(width, height, symbols), y),
            Some(Overlay::Palette(palette)) => row_at(&palette.in_sight(width, height, symbols), y),
            Some(Overlay::Finder(finder)) => finder.row_at(y, inner.height),
            Some(Overlay::Help(help)) => {
                let y = y.checked_sub(ABOVE_ROWS);
                y.and_then(|y| row_at(&help.in_sight(width, height, symbols), y))
            }
            Some(Overlay::Sheet(view)) => {
                let row = view.row_at(&self.sheet_lines(width), y, height);
                self.select_row(row.unwrap_or(view.selected));
                return Vec::new();
            }
            Some(Overlay::Body(map)) => match parts(inner, &self.settings) {
                (Some(figures), _) if figures.contains(at) => {
                    let site = site_at(&pair(figures, &self.settings), at);
                    site.and_then(|site| map.row_of(site))
                }
                _ => map.row_at(y, inner.height),
            },
            Some(Overlay::Compare(_)) => return self.press_compared((at.x - inner.x, y)),
            Some(Overlay::Card(card)) if card.goal.is_some() => return self.run(Command::Enter),
            _ => None,
        };
        let Some(row) = row else {
            return Vec::new();
        };
        self.select_row(row);
        self.run(Command::Enter)
    }

    /// Selects a column; one that is selected already is read by a press on its title.
    fn press_compared(&mut self, (x, y): (u16, u16)) -> Vec<Effect> {
        let selected = |app: &Self| match &app.overlay {
            Some(Overlay::Compare(compare)) => compare.selected(),
            _ => 0,
        };
        let before = selected(self);
        self.press_column(x);
        if selected(self) == before && y == 0 {
            return self.run(Command::Enter);
        }
        Vec::new()
    }

    /// A section's sign folds it; any other place reads the row's topic.
    fn press_tree(&mut self, area: Rect, at: Position) {
        let first = self.tree.first_visible(usize::from(area.height));
        let row = first + usize::from(at.y - area.y);
        let Some(Row::Topic { id, depth, open }) = self.tree.rows().get(row).cloned() else {
            return;
        };
        self.tree.select(id);
        let on_sign = usize::from(at.x - area.x) <= 1 + 2 * depth;
        if open.is_some() && on_sign {
            self.focus = Pane::Tree;
            self.tree.toggle(&self.library, id);
        } else {
            self.read_selected();
        }
    }

    /// Follows a link, peeks at a citation, or only takes the keys.
    fn press_page(&mut self, area: Rect, at: Position) {
        self.focus = Pane::Reader;
        let row = usize::from(at.y - area.y);
        let line = self.reader.line_at_row(row, usize::from(area.height));
        let column = usize::from(at.x - area.x);
        match line.and_then(|line| self.spot_at(line, column)) {
            Some(Leads::Citation(number)) => self.use_spot(Purpose::Peek, &Leads::Citation(number)),
            Some(leads) => self.use_spot(Purpose::Follow, &leads),
            None => {}
        }
    }

    /// The link or citation at a column of a line.
    pub(super) fn spot_at(&self, line: usize, column: usize) -> Option<Leads> {
        let layout = &self.reader.layout;
        let mut start = 0;
        for span in layout.lines.get(line)?.spans() {
            let end = start + width::of(span.text);
            if (start..end).contains(&column)
                && let Some(link) = span.link
            {
                return Some(Leads::Link(link));
            }
            start = end;
        }
        let covers = |number: usize, at: usize| {
            let end = at + number.to_string().len() + 2;
            (at..end).contains(&column)
        };
        layout
            .citations
            .iter()
            .position(|it| it.line == line && covers(it.number, it.column))
            .map(Leads::Citation)
    }
}

fn in_any(areas: &[Option<Rect>], at: Position) -> bool {
    areas.iter().flatten().any(|area| area.contains(at))
}
