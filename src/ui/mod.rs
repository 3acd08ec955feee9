//! Draws one reader's state with a theme, and changes nothing.

pub mod theme;

mod body;
mod card;
mod command_line;
mod compare;
mod drawn;
mod figure;
mod finder;
mod frame;
mod help;
mod hint;
mod list;
mod marks;
mod message;
mod notes;
mod outline;
mod paint;
mod palette;
mod reader;
mod sheet;
mod side;
mod small_map;
mod status;
mod symbols;
mod tree;

pub use drawn::{Drawn, DrawnLink, VisiblePage};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::keep::PrefixKind;
use crate::app::overlay::Overlay;
use crate::app::panes::{Panes, SMALLEST};
use crate::layout::Symbols;
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
    if !matches!(app.overlay(), Some(Overlay::Finder(_))) {
        reading(app, theme, cells, &panes, &mut drawn);
    }
    status::status(app, theme, cells, panes.status);
    hint::draw(app, theme, cells, panes.hint, &mut drawn);
    overlay(app, theme, cells, &mut drawn);
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
    if app.settings.symbols == Symbols::Ascii {
        paint::keep_to_ascii(cells);
    }
    // Behind a text that fills its row the cursor stands on the last column.
    let (right, bottom) = (cells.area.right() - 1, cells.area.bottom() - 1);
    drawn.cursor = drawn.cursor.map(|at| Position {
        x: at.x.min(right),
        y: at.y.min(bottom),
    });
}

fn overlay(app: &App, theme: &Theme, cells: &mut Buffer, drawn: &mut Drawn) {
    let area = app.shape().over();
    if app.overlay().is_some_and(hides_the_page) {
        drawn.cover(area);
    }
    match app.overlay() {
        Some(Overlay::Finder(finder)) => finder::draw(app, finder, theme, (cells, area), drawn),
        Some(Overlay::List(list)) => list::draw(app, list, theme, (cells, area), drawn),
        Some(Overlay::Card(card)) => card::draw(app, card, theme, cells, drawn),
        Some(Overlay::Body(map)) => body::draw(app, map, theme, (cells, area), drawn),
        Some(Overlay::Compare(it)) => compare::draw(app, it, theme, (cells, area), drawn),
        Some(Overlay::Palette(palette)) => {
            command_line::draw(app, palette, theme, cells, area);
        }
        Some(Overlay::Help(help)) => help::draw(app, help, theme, (cells, area), drawn),
        Some(Overlay::Sheet(view)) => sheet::draw(app, view, theme, (cells, area), drawn),
        Some(Overlay::Note(entry)) => {
            sheet::draw(
                app,
                &entry.sheet,
                theme,
                (cells, area),
                &mut Drawn::default(),
            );
        }
        Some(Overlay::Prefix(prefix)) => match &prefix.sheet {
            Some(view) => sheet::draw(app, view, theme, (cells, area), drawn),
            None if prefix.kind == PrefixKind::GoToMark => marks::draw(app, theme, cells, area),
            None => {}
        },
        Some(Overlay::Find { .. } | Overlay::Links(_)) | None => {}
    }
}

/// Whether nothing of the page stays in sight; a card says itself how much of it does.
const fn hides_the_page(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Finder(_)
        | Overlay::List(_)
        | Overlay::Help(_)
        | Overlay::Body(_)
        | Overlay::Compare(_)
        | Overlay::Palette(_)
        | Overlay::Sheet(_)
        | Overlay::Note(_) => true,
        Overlay::Prefix(prefix) => {
            prefix.sheet.is_some() || matches!(prefix.kind, PrefixKind::GoToMark)
        }
        Overlay::Find { .. } | Overlay::Links(_) | Overlay::Card(_) => false,
    }
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
