//! The mouse: what lies under it, and what a press, a drag or the wheel does there.

use ratatui::layout::{Position, Rect};

use crate::app::reader::links::ActivationTarget;
use crate::app::side::SideColumn;
use crate::app::{App, Effect, Goal, Pane, TreeRow};
use crate::command::keymap::BETWEEN_HINTS;
use crate::command::{Command, Context, Motion, Opening};
use crate::input::{Mouse, MouseKind};

const WHEEL: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        if !self.settings.mouse || self.shape().is_too_small() {
            return Vec::new();
        }
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseKind::Press => return self.press(at),
            MouseKind::Release => self.dragging = false,
            MouseKind::Drag if self.dragging => {
                // The rule stands behind a blank column.
                self.settings.tree_width = Some(at.x.saturating_sub(1).max(1));
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
        let panes = self.panes();
        if self.covered().is_some_and(|(area, _)| area.contains(at)) {
            self.wheel_over(rows);
        } else if panes.tree.is_some_and(|area| area.contains(at)) {
            self.tree.step(rows);
            self.follow_selection();
        } else if [panes.reader, panes.side]
            .iter()
            .flatten()
            .any(|area| area.contains(at))
        {
            self.reader.scroll(rows, self.reader_height());
        }
    }

    fn wheel_over(&mut self, rows: isize) {
        let step = if rows > 0 {
            Motion::LineDown
        } else {
            Motion::LineUp
        };
        for _ in 0..rows.unsigned_abs() {
            self.on_top(|layer, app| layer.command(Command::Move(step), app));
        }
        self.fit_overlay();
    }

    /// Where the topmost thing over the page lies, and what it shows below its title.
    fn covered(&self) -> Option<(Rect, Rect)> {
        let panel = self.overlay()?.layer().panel(&self.parts())?;
        Some((panel.area?, panel.inner()))
    }

    fn press(&mut self, at: Position) -> Vec<Effect> {
        let panes = self.panes();
        // A message may lie over the hints, and a field may be typed in there.
        let hinted = self.message.take().is_none() && !self.types_on_the_hint_line();
        if hinted && panes.hint.contains(at) {
            let command = self.hint_at(at.x);
            return command.map_or_else(Vec::new, |command| self.run(command));
        }
        match self.covered() {
            Some((area, inner)) if area.contains(at) => {
                let outcome = self.on_top(|layer, app| layer.mouse(at, inner, app));
                return self.apply(outcome.unwrap_or_default());
            }
            _ if self.context() == Context::Links => return self.press_while_choosing(at),
            _ if !self.overlays.is_empty() => return self.run(Command::Escape),
            _ if panes.rule.is_some_and(|area| area.contains(at)) => self.dragging = true,
            _ => {
                if let Some(area) = panes.tree.filter(|area| area.contains(at)) {
                    self.press_tree(area, at);
                } else if let Some(area) = panes.reader.filter(|area| area.contains(at)) {
                    return self.press_page(area, at);
                } else if panes.side.is_some_and(|area| area.contains(at)) {
                    return self.press_side(at);
                }
            }
        }
        Vec::new()
    }

    pub fn types_on_the_hint_line(&self) -> bool {
        self.overlay()
            .is_some_and(|it| it.layer().prompt().is_some())
    }

    /// What a press on the hint line asks for; the line begins behind a blank column.
    fn hint_at(&self, x: u16) -> Option<Command> {
        let columns = usize::from(self.size.0).saturating_sub(1);
        let mut start = 1;
        for hint in self.fitting_hints(columns) {
            if (start..start + hint.width()).contains(&usize::from(x)) {
                return Some(hint.command);
            }
            start += hint.width() + BETWEEN_HINTS;
        }
        None
    }

    /// A press on a link says which one as well as its letter does.
    fn press_while_choosing(&mut self, at: Position) -> Vec<Effect> {
        self.overlays.pop();
        let area = self.panes().reader.filter(|area| area.contains(at));
        area.map_or_else(Vec::new, |area| self.press_page(area, at))
    }

    /// Goes to a heading of the outline, peeks at a source, or lists all of them.
    fn press_side(&mut self, at: Position) -> Vec<Effect> {
        let Some(side) = SideColumn::new(&self.parts()) else {
            return Vec::new();
        };
        if let Some(row) = side.outline.iter().find(|row| row.y == at.y) {
            let heading = self.reader.layout.headings.get(row.heading);
            let line = heading.map_or(0, |heading| heading.line);
            self.focus = Pane::Reader;
            self.reader.go_to_line(line, self.reader_height());
        } else if let Some(note) = side.notes.iter().find(|note| note.area.contains(at)) {
            self.peek(&Goal::Source(note.id.clone()));
        } else if side.more.is_some_and(|(_, area)| area.contains(at)) {
            return self.run(Command::Open(Opening::Sources));
        }
        Vec::new()
    }

    /// A section's sign folds it; any other place reads the row's topic.
    fn press_tree(&mut self, area: Rect, at: Position) {
        let lines = self.tree.in_sight(&self.parts(), (area.width, area.height));
        let line = lines.get(usize::from(at.y - area.y));
        let row = line.and_then(|line| self.tree.rows.get(line.row));
        let Some(TreeRow::Topic { id, depth, open }) = row.cloned() else {
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

    /// Follows a link, peeks at a citation, or only takes the focus.
    fn press_page(&mut self, area: Rect, at: Position) -> Vec<Effect> {
        self.focus = Pane::Reader;
        let row = usize::from(at.y - area.y);
        let line = self.reader.line_at_row(row, usize::from(area.height));
        let column = usize::from(at.x - area.x);
        let Some(target) = line.and_then(|line| self.reader.target_at(line, column)) else {
            return Vec::new();
        };
        match self.reader.goal_of(&target, &self.library) {
            Ok(goal) if matches!(target, ActivationTarget::Citation(_)) => {
                self.peek(&goal);
                Vec::new()
            }
            goal => self.follow(goal),
        }
    }
}
