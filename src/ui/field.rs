//! A text field in a row, with the cursor in it: the only place where typed text is drawn.

use ratatui::layout::Position;

use crate::app::overlay::text_field::TextField;
use crate::ui::Drawn;
use crate::ui::paint::Row;
use crate::ui::theme::Theme;

/// Writes as much of the text as fits so many columns; the cursor is always in sight.
pub(super) fn put(
    field: &TextField,
    theme: &Theme,
    row: &mut Row<'_>,
    (columns, y): (u16, u16),
    drawn: &mut Drawn,
) {
    let shown = field.visible(usize::from(columns.max(1)));
    let cursor = u16::try_from(shown.cursor).unwrap_or(u16::MAX);
    drawn.cursor = Some(Position {
        x: row.column().saturating_add(cursor),
        y,
    });
    let style = if field.is_selected() {
        theme.selected
    } else {
        theme.text
    };
    row.put(shown.text, style);
}
