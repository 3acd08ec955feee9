//! The mouse: what lies under it, and what a press, a drag or the wheel does there.

use ratatui::layout::{Position, Rect};

use crate::app::reader::links::ActivationTarget;
use crate::app::side::SideColumn;
use crate::app::{App, Effect, Goal, Outcome, Pane, ReadingState, Then, TreeRow};
use crate::command::keymap::BETWEEN_HINTS;
use crate::command::{Command, Context, Motion, Opening};
use crate::input::{Mouse, MouseKind};

const WHEEL: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        if !self.state.settings.mouse || self.state.shape().is_too_small() {
            return Vec::new();
        }
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseKind::Press => return self.press(at),
            MouseKind::Release => self.dragging = false,
            MouseKind::Drag if self.dragging => {
                // The rule stands behind a blank column.
                self.state.settings.tree_width = Some(at.x.saturating_sub(1).max(1));
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
        let panes = self.state.panes();
        if self.covered().is_some_and(|(area, _)| area.contains(at)) {
            self.wheel_over(rows);
        } else if panes.tree.is_some_and(|area| area.contains(at)) {
            self.state.tree.step(rows);
            if self.state.follow_selection() {
                self.overlays.clear();
            }
        } else if [panes.reader, panes.side]
            .iter()
            .flatten()
            .any(|area| area.contains(at))
        {
            let height = self.state.reader_height();
            self.state.reader.scroll(rows, height);
        }
    }

    fn wheel_over(&mut self, rows: isize) {
        let step = if rows > 0 {
            Motion::LineDown
        } else {
            Motion::LineUp
        };
        if let Some((layer, state)) = self.top() {
            for _ in 0..rows.unsigned_abs() {
                layer.command(Command::Move(step), state);
            }
        }
        self.fit_overlay();
    }

    /// Where the topmost thing over the page lies, and what it shows below its title.
    fn covered(&self) -> Option<(Rect, Rect)> {
        let panel = self.overlay()?.layer().panel(&self.state)?;
        Some((panel.area?, panel.inner()))
    }

    fn press(&mut self, at: Position) -> Vec<Effect> {
        let panes = self.state.panes();
        // A message may lie over the hints, and a field may be typed in there.
        let hinted = self.message.take().is_none() && !self.types_on_the_hint_line();
        if hinted && panes.hint.contains(at) {
            let command = self.hint_at(at.x);
            return command.map_or_else(Vec::new, |command| self.run(command));
        }
        match self.covered() {
            Some((area, inner)) if area.contains(at) => {
                let top = self.top();
                let outcome = top.map(|(layer, state)| layer.mouse(at, inner, state));
                return self.apply(outcome.unwrap_or_default());
            }
            // A press on a link says which one as well as its letter does.
            _ if self.context() == Context::Links => {
                self.overlays.pop();
                let area = panes.reader.filter(|area| area.contains(at));
                return area.map_or_else(Vec::new, |area| self.press_page(area, at));
            }
            _ if !self.overlays.is_empty() => return self.run(Command::Escape),
            _ if panes.rule.is_some_and(|area| area.contains(at)) => self.dragging = true,
            _ => {
                if let Some(area) = panes.tree.filter(|area| area.contains(at)) {
                    let outcome = self.state.press_tree(area, at);
                    return self.apply(outcome);
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
        self.typing().is_some_and(|(prompt, _)| !prompt.is_empty())
    }

    /// What a press on the hint line asks for; the line begins behind a blank column.
    fn hint_at(&self, x: u16) -> Option<Command> {
        let columns = usize::from(self.state.size.0).saturating_sub(1);
        let mut start = 1;
        for hint in self.fitting_hints(columns) {
            if (start..start + hint.width()).contains(&usize::from(x)) {
                return Some(hint.command);
            }
            start += hint.width() + BETWEEN_HINTS;
        }
        None
    }

    /// Goes to a heading of the outline, peeks at a source, or lists all of them.
    fn press_side(&mut self, at: Position) -> Vec<Effect> {
        let Some(side) = SideColumn::new(&self.state) else {
            return Vec::new();
        };
        if let Some(row) = side.outline.iter().find(|row| row.y == at.y) {
            let height = self.state.reader_height();
            let reader = &mut self.state.reader;
            let heading = reader.layout.headings.get(row.heading);
            reader.go_to_line(heading.map_or(0, |heading| heading.line), height);
            self.state.focus = Pane::Reader;
        } else if let Some(note) = side.notes.iter().find(|note| note.area.contains(at)) {
            self.peek(&Goal::Source(note.id.clone()));
        } else if side.more.is_some_and(|(_, area)| area.contains(at)) {
            return self.run(Command::Open(Opening::Sources));
        }
        Vec::new()
    }

    /// Follows a link, peeks at a citation, or only takes the focus.
    fn press_page(&mut self, area: Rect, at: Position) -> Vec<Effect> {
        self.state.focus = Pane::Reader;
        let reader = &self.state.reader;
        let row = usize::from(at.y - area.y);
        let line = reader.line_at_row(row, usize::from(area.height));
        let column = usize::from(at.x - area.x);
        let Some(target) = line.and_then(|line| reader.target_at(line, column)) else {
            return Vec::new();
        };
        match reader.goal_of(&target, &self.state.library) {
            Ok(goal) if matches!(target, ActivationTarget::Citation(_)) => {
                self.peek(&goal);
                Vec::new()
            }
            goal => self.follow(goal),
        }
    }
}

impl ReadingState {
    /// A section's sign folds it; any other place reads the row's topic.
    fn press_tree(&mut self, area: Rect, at: Position) -> Outcome {
        let shown = (&*self.library, &self.kept);
        let lines = self.tree.in_sight(shown, (area.width, area.height));
        let line = lines.get(usize::from(at.y - area.y));
        let row = line.and_then(|line| self.tree.rows.get(line.row));
        let Some(TreeRow::Topic { id, depth, open }) = row.cloned() else {
            return Then::Stay.into();
        };
        self.tree.select(id);
        let on_sign = usize::from(at.x - area.x) <= 1 + 2 * depth;
        if open.is_none() || !on_sign {
            return self.read_selected();
        }
        self.focus = Pane::Tree;
        self.tree.toggle(&self.library, id);
        Then::Stay.into()
    }
}
