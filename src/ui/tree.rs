//! The topic tree: sections with their counts, groups, topics with what came of them, the selected row.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::tree::TreeLine;
use crate::app::{Pane, TreeRow};
use crate::ui::paint::{Row, width};
use crate::ui::surface::Surface;
use crate::ui::symbols::Signs;

/// The columns that a row's sign takes, with the blank behind it.
const SIGN: u16 = 2;

pub(super) fn draw(on: &mut Surface<'_>, area: Rect) {
    let Surface { app, theme, .. } = *on;
    let state = &app.state;
    let shown = (state.library(), &state.kept);
    let lines = state.tree.in_sight(shown, (area.width, area.height));
    let has_focus = app.state.focus == Pane::Tree;
    for (y, line) in (0..area.height).zip(&lines) {
        let Some(tree_row) = app.state.tree.rows.get(line.row) else {
            continue;
        };
        // While the page is read, nothing is selected but the open topic: the front page has no row.
        let is_open = tree_row.topic() == Some(app.state.reader.topic);
        let is_selected = line.row == app.state.tree.selected && (has_focus || is_open);
        let style = match (is_selected, has_focus, tree_row.topic()) {
            (_, _, None) => theme.dim,
            (true, true, _) => theme.selected,
            (true, false, _) => theme.selected_away,
            (false, ..) => theme.text,
        };
        let urgent = if is_selected { style } else { theme.urgent };
        let (signs, row) = (on.signs, on.row(area, y));
        draw_line(row, &signs, (line, tree_row), (is_selected, style, urgent));
        if is_selected && has_focus && line.ends.is_some() {
            on.put_cursor(area.x, area.y + y);
        }
    }
}

fn draw_line(
    mut row: Row<'_>,
    signs: &Signs,
    (line, tree_row): (&TreeLine, &TreeRow),
    (is_selected, style, urgent): (bool, Style, Style),
) {
    let start = row.column() + line.start;
    let Some(ends) = &line.ends else {
        row.blank_to(start, style);
        let room = row.room().saturating_sub(1);
        row.put(&signs.fit(&line.text, room), style).fill(style);
        return;
    };
    let sign = match tree_row {
        TreeRow::Topic { open, .. } if *open == Some(true) => signs.unfolded,
        TreeRow::Topic { open, .. } if *open == Some(false) => signs.folded,
        _ => ends.sign,
    };
    row.put(if is_selected { ">" } else { " " }, style);
    if !sign.is_empty() {
        row.blank_to(start.saturating_sub(SIGN), style)
            .put(sign, style);
    }
    row.blank_to(start, style);
    let tail = &ends.tail;
    let end = row.column() + row.room().saturating_sub(width(tail) + 1);
    let gap = u16::from(!tail.is_empty());
    let room = end.saturating_sub(row.column() + gap);
    row.put(&signs.fit(&line.text, room), style).fill(style);
    let style = if tail.ends_with('!') { urgent } else { style };
    row.to(end).put(tail, style);
}
