//! What keys do in a comparison.

use crate::app::compare::Compare;
use crate::app::grid::Grid;
use crate::app::overlay::Overlay;
use crate::app::{App, Command};
use crate::layout::Options;

/// The rows of the screen that are not the comparison's: header, title, status and hints.
const FRAME_ROWS: u16 = 4;

impl App {
    pub(super) fn open_compare(&mut self) {
        match Compare::new(&self.library, self.reader.topic) {
            Some(compare) => {
                self.overlay = Some(Overlay::Compare(compare));
                self.settle_compare(false);
            }
            None => self.say("This topic has no neighbour to be compared with."),
        }
    }

    /// How a comparison is laid out: over the page, with a column of air at both sides.
    pub fn compare_options(&self) -> Options {
        Options {
            width: usize::from(self.width.saturating_sub(2)).max(1),
            ..self.options()
        }
    }

    /// Keeps the comparison that is open within its lines.
    pub(super) fn settle_compare(&mut self, stepped: bool) {
        let options = self.compare_options();
        let height = usize::from(self.height.saturating_sub(FRAME_ROWS));
        if let Some(Overlay::Compare(compare)) = &mut self.overlay {
            compare.settle(&options, height, stepped);
        }
    }

    pub(super) fn step_compare(&mut self, forward: bool) {
        if let Some(Overlay::Compare(compare)) = &mut self.overlay
            && !compare.step(forward)
        {
            self.say("No column further on.");
        }
        self.settle_compare(true);
    }

    /// Selects the column at a place of the screen.
    pub(super) fn press_column(&mut self, x: u16) {
        let options = self.compare_options();
        if let Some(Overlay::Compare(compare)) = &mut self.overlay {
            let grid = Grid::new(compare, &options);
            if let Some(column) = grid.column_at(usize::from(x)) {
                compare.select(column);
            }
        }
        self.settle_compare(false);
    }

    /// Keeps, hides or shows columns.
    pub(super) fn choose_columns(&mut self, command: Command) {
        if let Some(Overlay::Compare(compare)) = &mut self.overlay {
            match command {
                Command::KeepColumn => compare.toggle_kept(),
                Command::ShowColumns => compare.show_all(),
                _ if compare.hide() => {}
                _ => self.say("The last column stays."),
            }
        }
        self.settle_compare(true);
    }
}
