//! Draws one reader's state with a theme, and changes nothing.

pub mod theme;

mod body;
mod card;
mod compare;
mod drawn;
mod field;
mod figure;
mod finder;
mod frame;
mod hint;
mod items;
mod letters;
mod message;
mod notes;
mod outline;
mod paint;
mod palette;
mod panel;
mod reader;
mod side;
mod small_map;
mod status;
mod symbols;
mod tree;

pub use drawn::{Drawn, DrawnLink, VisiblePage};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::context::Context;
use crate::app::panes::{Panes, SMALLEST};
use crate::ui::paint::Row;
use crate::ui::theme::Theme;

/// Draws everything: the panes, then what lies over them.
pub fn render(app: &App, theme: &Theme, cells: &mut Buffer) -> Drawn {
    paint::ground(cells, cells.area, theme.text);
    if app.shape().is_too_small() {
        too_small(cells, theme);
        return Drawn::default();
    }
    let panes = app.panes();
    let mut drawn = Drawn::default();
    status::header(app, theme, cells, panes.header);
    // The finder lies over all of it, and is drawn anew with every letter.
    if app.context() != Context::Finder {
        reading(app, theme, cells, &panes, &mut drawn);
    }
    status::status(app, theme, cells, panes.status);
    hint::draw(app, theme, cells, panes.hint, &mut drawn);
    panel::draw(app, theme, cells, &mut drawn);
    message::draw(app, theme, cells, &mut drawn);
    finish(app, cells, &mut drawn);
    drawn
}

/// The page, the tree and what stands beside them.
fn reading(app: &App, theme: &Theme, cells: &mut Buffer, panes: &Panes, drawn: &mut Drawn) {
    if let Some(area) = panes.reader {
        reader::draw(app, theme, cells, area, drawn);
    }
    if let Some(area) = panes.tree {
        tree::draw(app, theme, cells, area, drawn);
    }
    if let Some(area) = panes.rule {
        rule(app, theme, cells, area);
    }
    if let Some(area) = panes.side {
        side::draw(app, theme, cells, area);
    }
}

/// Keeps to the characters the terminal has, and the cursor to the screen.
fn finish(app: &App, cells: &mut Buffer, drawn: &mut Drawn) {
    paint::keep_to(app.settings.symbols, cells);
    // Behind a text that fills its row the cursor stands on the last column.
    let (right, bottom) = (cells.area.right() - 1, cells.area.bottom() - 1);
    drawn.cursor = drawn.cursor.map(|at| Position {
        x: at.x.min(right),
        y: at.y.min(bottom),
    });
}

fn rule(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    for y in 0..area.height {
        if let Some(mut row) = Row::of(cells, area, y) {
            row.put(symbols::signs(app.settings.symbols).rule, theme.rule);
        }
    }
}

fn too_small(cells: &mut Buffer, theme: &Theme) {
    let area = *cells.area();
    let (width, height) = SMALLEST;
    let sentence = format!(
        "Too small to read: needs {width}x{height}. Enlarge, or run with --plain. q quits."
    );
    let letters: Vec<char> = sentence.chars().collect();
    for (y, line) in (0..area.height).zip(letters.chunks(usize::from(area.width.max(1)))) {
        if let Some(mut row) = Row::of(cells, area, y) {
            row.put(&line.iter().collect::<String>(), theme.text);
        }
    }
}
