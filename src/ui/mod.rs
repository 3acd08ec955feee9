//! Draws one reader's state with a theme, and changes nothing.

pub mod theme;

mod compare;
mod figure;
mod finder;
mod items;
mod letters;
mod outline;
mod paint;
mod palette;
mod panel;
mod reader;
mod side;
mod status;
mod surface;
mod symbols;
mod tree;

pub use surface::{Drawn, VisiblePage};

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::App;
use crate::app::panes::SMALLEST;
use crate::command::Context;
use crate::ui::surface::Surface;
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// Draws everything: the panes, then what lies over them.
pub fn render(app: &App, theme: &Theme, cells: &mut Buffer) -> Drawn {
    paint::ground(cells, cells.area, theme.text);
    let mut on = Surface {
        app,
        theme,
        signs: signs(app.state.settings.symbols),
        cells,
        drawn: Drawn::default(),
    };
    if app.state.shape().is_too_small() {
        too_small(&mut on);
        return on.drawn;
    }
    let panes = app.state.panes();
    status::header(&mut on, panes.header);
    // The finder lies over all of it, and is drawn anew with every letter.
    if app.context() != Context::Finder {
        reading(&mut on);
    }
    status::status(&mut on, panes.status);
    status::hints(&mut on, panes.hint);
    panel::draw(&mut on);
    status::message(&mut on);
    finish(&mut on);
    on.drawn
}

/// The page, the tree and what stands beside them.
fn reading(on: &mut Surface<'_>) {
    let panes = on.app.state.panes();
    if let Some(area) = panes.reader {
        reader::draw(on, area);
    }
    if let Some(area) = panes.tree {
        tree::draw(on, area);
    }
    if let Some(area) = panes.rule {
        on.rule(area);
    }
    if let Some(area) = panes.side {
        side::draw(on, area);
    }
}

/// Keeps to the characters the terminal has, and the cursor to the screen.
fn finish(on: &mut Surface<'_>) {
    paint::keep_to(on.app.state.settings.symbols, on.cells);
    // Behind a text that fills its row the cursor stands on the last column.
    let (right, bottom) = (on.cells.area.right() - 1, on.cells.area.bottom() - 1);
    let within = |at: Position| Position::new(at.x.min(right), at.y.min(bottom));
    on.drawn.cursor = on.drawn.cursor.map(within);
}

fn too_small(on: &mut Surface<'_>) {
    let (area, theme, (width, height)) = (on.cells.area, on.theme, SMALLEST);
    let sentence = format!(
        "Too small to read: needs {width}x{height}. Enlarge, or run with --plain. q quits."
    );
    let letters: Vec<char> = sentence.chars().collect();
    for (y, line) in (0..area.height).zip(letters.chunks(usize::from(area.width.max(1)))) {
        on.row(area, y)
            .put(&line.iter().collect::<String>(), theme.text);
    }
}
