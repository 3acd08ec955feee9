//! A comparison that lies over the page: what keys and the mouse do in it.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::{ColumnChange, Context};
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::comparison::Comparison;
use crate::app::overlay::grid::{Arrangement, ComparisonGrid};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{moved_or_end, rows_moved};
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::app::panes::framed;

impl Comparison {
    /// Keeps, hides or shows columns; what there is to say about it.
    fn change_columns(&mut self, change: ColumnChange) -> Option<&'static str> {
        match change {
            ColumnChange::Keep => self.toggle_kept(),
            ColumnChange::ShowAll if self.hidden() == 0 => return Some("No column is hidden."),
            ColumnChange::ShowAll => self.show_all(),
            ColumnChange::Hide => return (!self.hide()).then_some("The last column stays."),
        }
        None
    }

    fn read(&self) -> Outcome {
        let topic = self.chosen().map(|column| Goal::Topic(column.topic));
        topic.map_or(Then::Stay, Then::Go).into()
    }

    /// Keeps the lines within their number, and the columns within the places there are for them.
    pub fn bound(&mut self, app: &AppParts<'_>) {
        let options = app.compare_options();
        self.bring_into_sight(Arrangement::of(self, options.width).places);
        let grid = ComparisonGrid::new(self, &options);
        let room = usize::from(framed(app.shape.over()).height).saturating_sub(grid.head.len());
        self.top = self.top.min(grid.body.len().saturating_sub(room));
    }

    /// What is compared, and how much of it is shown.
    pub fn heading(&self) -> String {
        let count = self.columns.len();
        match self.hidden() {
            0 => format!("{} compared, {count} topics", self.title),
            hidden => format!(
                "{} compared, {} of {count} topics",
                self.title,
                count - hidden
            ),
        }
    }
}

impl Layer for Comparison {
    fn context(&self) -> Context {
        if self.filter.is_open() {
            Context::Filter
        } else {
            Context::Compare
        }
    }

    fn command(&mut self, command: Command, app: &mut AppPartsMut<'_>) -> Outcome {
        if let Some(lines) = rows_moved(command) {
            let before = self.top;
            self.scroll(lines);
            self.bound(&app.parts());
            return moved_or_end(self.top != before, lines);
        }
        if matches!(command, Command::Filter | Command::Enter | Command::Escape)
            && let Some(outcome) = self.filter.command(command, 0)
        {
            self.narrow();
            self.bound(&app.parts());
            return outcome;
        }
        let said = match command {
            Command::Left | Command::Right => {
                let moved = self.step(command == Command::Right);
                (!moved).then_some("No column further on.")
            }
            Command::Columns(change) => self.change_columns(change),
            Command::Enter => return self.read(),
            _ => return Then::Unhandled.into(),
        };
        self.bound(&app.parts());
        Outcome {
            said: said.map(str::to_owned),
            ..Then::Stay.into()
        }
    }

    fn typed(&mut self, input: TextInput<'_>, app: &mut AppPartsMut<'_>) -> Outcome {
        let outcome = self.filter.typed(input, 0).outcome();
        let has_fitting = self.narrow();
        self.bound(&app.parts());
        if has_fitting {
            outcome
        } else {
            Outcome::say("No topic has these words; here are all.")
        }
    }

    fn field(&self) -> Option<&TextField> {
        self.filter.field()
    }

    fn prompt(&self) -> Option<String> {
        self.filter.prompt()
    }

    /// A press selects a column; the title of one that is selected already reads it.
    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let grid = ComparisonGrid::new(self, &app.parts().compare_options());
        let before = self.selected();
        if let Some(column) = grid.column_at(usize::from(at.x.saturating_sub(area.x))) {
            self.select(column);
        }
        self.bound(&app.parts());
        if self.selected() == before && at.y == area.y {
            return self.read();
        }
        Then::Stay.into()
    }

    /// Reads a topic by its number.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        if row < self.columns.len() {
            self.select(row);
        }
        self.read()
    }

    /// Whether a command would do something here.
    fn offers(&self, command: Command, _: &AppParts<'_>) -> bool {
        command != Command::Columns(ColumnChange::ShowAll) || self.hidden() > 0
    }

    /// Which lines are in sight.
    fn position(&self, app: &AppParts<'_>) -> Option<String> {
        let grid = ComparisonGrid::new(self, &app.compare_options());
        let lines = grid.body.len();
        let height = usize::from(framed(app.shape.over()).height);
        let end = lines.min(self.top + height.saturating_sub(grid.head.len()));
        Some(if self.top == 0 && end == lines {
            format!("all {lines} lines")
        } else {
            format!("lines {}-{end} of {lines}", self.top + 1)
        })
    }

    fn fit(&mut self, app: &AppPartsMut<'_>) {
        self.bound(&app.parts());
    }
}
