//! What lies over the page: a titled area, the row that is typed on, and rows or whatever else it shows.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::overlay::items::Choices;
use crate::app::overlay::{Panel, PanelBody, PanelField};
use crate::app::panes::framed;
use crate::ui::items::draw_items;
use crate::ui::paint::{Row, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;
use crate::ui::{Drawn, body, card, compare, field, finder, frame};

/// The columns between a text field and the note behind it.
const BEFORE_NOTE: u16 = 2;

/// Draws the topmost panel that covers something of the screen.
pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, drawn: &mut Drawn) {
    let parts = app.parts();
    let panels = app.overlays().iter().rev();
    let mut panels = panels.filter_map(|overlay| overlay.panel(&parts));
    let Some((panel, area)) = panels.find_map(|panel| panel.area.map(|area| (panel, area))) else {
        return;
    };
    drawn.cover(area);
    frame::open(app, theme, cells, area, &panel.title);
    let typed = typed_at(app, drawn);
    let inner = panel.inner();
    draw_body(app, theme, &panel, (cells, inner), drawn);
    let above = Rect {
        height: inner.y - framed(area).y,
        ..framed(area)
    };
    if let Some(field) = &panel.field {
        draw_field(theme, field, (cells, above), drawn);
    }
    if let Some(choices) = &panel.choices {
        draw_choices(app, theme, choices, (cells, above));
    }
    drawn.cursor = typed.or(drawn.cursor);
}

/// The cursor's place where the hint line is typed on, which it keeps.
fn typed_at(app: &App, drawn: &Drawn) -> Option<Position> {
    let layer = app.overlay()?.layer();
    drawn.cursor.filter(|_| layer.prompt().is_some())
}

fn draw_body(
    app: &App,
    theme: &Theme,
    panel: &Panel<'_>,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    match &panel.body {
        PanelBody::Items(items) => draw_items(app, theme, items, (cells, area), drawn),
        PanelBody::Card(shown) => card::draw(app, shown, theme, (cells, area), drawn),
        PanelBody::Finder(shown) => finder::draw(app, shown, theme, cells, area),
        PanelBody::Comparison(shown) => compare::draw(app, shown, theme, (cells, area), drawn),
        PanelBody::BodyMap(map) => body::draw(app, map, theme, (cells, area), drawn),
    }
}

/// The row above the others: what is typed, and what is said of it at the end of the row.
fn draw_field(
    theme: &Theme,
    shown: &PanelField<'_>,
    (cells, above): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let Some(mut row) = Row::of(cells, above, 0) else {
        return;
    };
    row.put(shown.label, theme.label);
    let behind = width(&shown.note).max(width(&shown.key));
    let columns = row.room().saturating_sub(behind + BEFORE_NOTE);
    field::put(shown.field, theme, &mut row, (columns, above.y), drawn);
    row.put(&shown.key, theme.key)
        .put_right(&shown.note, theme.dim);
}

/// The row of what narrows the rows: the chosen one in brackets, and as many beside it as there is room for.
fn draw_choices(
    app: &App,
    theme: &Theme,
    shown: &Choices<'_>,
    (cells, above): (&mut Buffer, Rect),
) {
    let Some(mut row) = Row::of(cells, above, above.height.saturating_sub(1)) else {
        return;
    };
    row.put(shown.label, theme.label);
    let names = shown.names.iter().enumerate();
    let names = names.map(|(at, name)| {
        if at == shown.chosen {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        }
    });
    let names: Vec<String> = names.collect();
    let ellipsis = signs(app.settings.symbols).ellipsis;
    let room = row.room().saturating_sub(2 * width(ellipsis));
    let fits = |first: &usize| {
        let until = names.iter().take(shown.chosen + 1).skip(*first);
        until.map(|name| width(name)).sum::<u16>() <= room
    };
    let first = (0..shown.chosen).find(fits).unwrap_or(shown.chosen);
    row.put(if first > 0 { ellipsis } else { "" }, theme.dim);
    for (at, name) in names.iter().enumerate().skip(first) {
        if width(name) + width(ellipsis) > row.room() && at > first {
            row.put(ellipsis, theme.dim);
            break;
        }
        let is_chosen = at == shown.chosen;
        row.put(name, if is_chosen { theme.key } else { theme.text });
    }
}
