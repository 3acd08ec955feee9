//! What lies over the page: a titled area, the row that is typed on, and rows or whatever else it shows.

use ratatui::layout::Rect;

use crate::app::panes::framed;
use crate::app::reader::figure::map_parts;
use crate::app::{Card, Choices, Items, List, Overlay, PanelField};
use crate::command::TextField;
use crate::ui::figure::draw_figures;
use crate::ui::paint::{Row, width};
use crate::ui::reader::draw_line;
use crate::ui::surface::Surface;
use crate::ui::theme::Theme;
use crate::ui::{compare, finder, items};

/// The columns between a text field and the note behind it.
const BEFORE_NOTE: u16 = 2;

/// Draws the topmost panel that covers something of the screen.
pub(super) fn draw(on: &mut Surface<'_>) {
    let app = on.app;
    let overlays = app.overlays.iter().rev();
    let panels = overlays.filter_map(|overlay| Some((overlay, overlay.layer().panel(&app.state)?)));
    let mut covering = panels.filter_map(|(overlay, panel)| Some((overlay, panel.area?, panel)));
    let Some((overlay, area, panel)) = covering.next() else {
        return;
    };
    draw_frame(on, area, &panel.title);
    // Where the hint line is typed on, the cursor stays there.
    let typed = on.drawn.cursor;
    let typed = typed.filter(|_| on.app.types_on_the_hint_line());
    let inner = panel.inner();
    draw_body(on, inner, (overlay, &panel.items));
    let above = Rect {
        height: inner.y - framed(area).y,
        ..framed(area)
    };
    if let Some(field) = &panel.field {
        draw_field(on, above, field);
    }
    if let Some(choices) = &panel.choices {
        draw_choices(on, above, choices);
    }
    on.drawn.cursor = typed.or(on.drawn.cursor);
}

/// Clears an area, and writes a title on a rule.
fn draw_frame(on: &mut Surface<'_>, area: Rect, title: &str) {
    on.cover(area);
    let (theme, signs) = (on.theme, on.signs);
    let title = signs.fit(title, area.width.saturating_sub(4));
    on.row(area, 0)
        .put(signs.line, theme.dim)
        .put(" ", theme.dim)
        .put(&title, theme.heading)
        .put(" ", theme.dim)
        .line_to(u16::MAX, signs.line, theme.dim);
}

fn draw_body(on: &mut Surface<'_>, area: Rect, (overlay, items): (&Overlay, &Items<'_>)) {
    match overlay {
        Overlay::Card(shown) => draw_card(on, area, shown),
        Overlay::Finder(shown) => finder::draw(on, area, shown),
        Overlay::Comparison(shown) => compare::draw(on, area, shown),
        Overlay::List(list) => draw_list(on, area, (list, items)),
        _ => items::draw(on, area, items),
    }
}

/// The rows of a list; those of the body map beside figures with their sites marked.
fn draw_list(on: &mut Surface<'_>, mut area: Rect, (list, items): (&List, &Items<'_>)) {
    if let Some(marks) = list.marks() {
        let (figures, beside) = map_parts(area, &on.app.state.settings);
        if let Some(figures) = figures {
            draw_figures(on, figures, &marks);
        }
        area = beside;
    }
    items::draw(on, area, items);
}

fn draw_card(on: &mut Surface<'_>, area: Rect, card: &Card) {
    let layout = card.lines(&on.app.state.card_options());
    let (lines, style) = (layout.lines.len(), on.theme.dim);
    // At the end of the title's row: which lines are shown, when they are not all.
    if lines > usize::from(area.height) {
        let last = (card.top + usize::from(area.height)).min(lines);
        let note = format!(" {}-{last} of {lines} ", card.top + 1);
        let width = width(&note).min(area.width);
        let x = (area.right() + 1).saturating_sub(width);
        let at = Rect::new(x, area.y.saturating_sub(1), width, 1);
        on.row(at, 0).put(&note, style);
    }
    let text = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        ..area
    };
    for (y, line) in (0..area.height).zip(layout.lines.iter().skip(card.top)) {
        draw_line(on, (text, y), line, &layout);
    }
    on.put_cursor(area.x, area.y);
}

/// The row above the others: what is typed, and what is said of it at the end of the row where there is room for both.
fn draw_field(on: &mut Surface<'_>, above: Rect, shown: &PanelField<'_>) {
    let theme = on.theme;
    let mut row = on.row(above, 0);
    row.put(shown.label, theme.label);
    let typed = width(shown.field.text()) + 1;
    let has_room = typed + BEFORE_NOTE + width(&shown.note) <= row.room();
    let note = if has_room { &*shown.note } else { "" };
    let behind = width(note).max(width(&shown.key));
    let columns = row.room().saturating_sub(behind + BEFORE_NOTE);
    let cursor = put_field(&mut row, theme, shown.field, columns);
    row.put(&shown.key, theme.label).put_right(note, theme.dim);
    on.put_cursor(cursor, above.y);
}

/// Writes as much of a field's text as fits so many columns with the cursor in sight; the cursor's column.
pub(super) fn put_field(row: &mut Row<'_>, theme: &Theme, field: &TextField, columns: u16) -> u16 {
    let (shown, cursor) = field.visible(usize::from(columns.max(1)));
    let cursor = u16::try_from(cursor).unwrap_or(u16::MAX);
    let cursor = row.column().saturating_add(cursor);
    let style = if field.is_selected() {
        theme.selected
    } else {
        theme.text
    };
    row.put(shown, style);
    cursor
}

/// The row of what narrows the rows: the chosen one in brackets, and as many beside it as there is room for.
fn draw_choices(on: &mut Surface<'_>, above: Rect, shown: &Choices<'_>) {
    let (theme, ellipsis) = (on.theme, on.signs.ellipsis);
    let mut row = on.row(above, above.height.saturating_sub(1));
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
        let style = if is_chosen { theme.label } else { theme.text };
        row.put(name, style);
    }
}
