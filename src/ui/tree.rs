//! The topic tree: sections with their counts, groups, topics, the selected row.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::panes::Pane;
use crate::app::tree::TreeRow;
use crate::library::TopicId;
use crate::ui::Drawn;
use crate::ui::paint::{Row, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// Columns each level is indented by.
const INDENT: usize = 2;

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    let selected = app.tree.selected();
    let first = app.tree.first_visible(usize::from(area.height));
    let rows = app.tree.rows().iter().enumerate().skip(first);
    for (y, (number, tree_row)) in (0..area.height).zip(rows) {
        let Some(row) = Row::of(cells, area, y) else {
            continue;
        };
        let is_selected = number == selected;
        draw_row(app, theme, row, tree_row, is_selected);
        if is_selected && app.focus() == Pane::Tree {
            drawn.cursor = Some(Position {
                x: area.x,
                y: area.y + y,
            });
        }
    }
}

fn draw_row(app: &App, theme: &Theme, mut row: Row<'_>, tree_row: &TreeRow, selected: bool) {
    let mark = if selected { ">" } else { " " };
    match tree_row {
        TreeRow::Group { name, depth } => {
            row.blanks(1 + INDENT * depth, theme.dim)
                .put(name, theme.dim);
        }
        TreeRow::Topic { id, depth, open } => {
            let style = match (selected, app.focus()) {
                (true, Pane::Tree) => theme.selected,
                (true, Pane::Reader) => theme.selected_away,
                (false, _) => theme.text,
            };
            let signs = signs(app.settings.symbols);
            let fold = match open {
                Some(true) => signs.unfolded,
                Some(false) => signs.folded,
                None if *depth == 0 => " ",
                None => "",
            };
            row.put(mark, style)
                .blanks(INDENT * depth, style)
                .put(fold, style)
                .put(" ", style);
            let tail = tail(app, *id, open.is_some());
            let end = row.column() + row.room().saturating_sub(width(&tail) + 1);
            let gap = u16::from(!tail.is_empty());
            let room = end.saturating_sub(row.column() + gap);
            row.put(&signs.fit(&app.library().topic(*id).title, room), style)
                .fill(style);
            row.to(end).put(
                &tail,
                if tail.ends_with('!') && !selected {
                    theme.urgent
                } else {
                    style
                },
            );
        }
    }
}

/// Whether a topic, or one below it, changed since it was read.
fn holds_changed(app: &App, id: TopicId) -> bool {
    let below = |topic: &TopicId| *topic == id || app.library().ancestors(*topic).contains(&id);
    app.kept.changed().any(|topic| below(&topic))
}

/// What stands at a row's end: `~` for changed since it was read, how many topics a section holds, `!` for urgent.
fn tail(app: &App, id: TopicId, section: bool) -> String {
    let topic = app.library().topic(id);
    let mut tail = String::new();
    if holds_changed(app, id) {
        tail.push('~');
    }
    if section {
        tail.push_str(&topic.children.len().to_string());
    } else if topic.urgent {
        tail.push('!');
    }
    tail
}
