//! The third column of a wide screen: the outline, and the sources beside their lines.

use ratatui::layout::Rect;

use crate::app::side::{NoteRow, SideColumn};
use crate::content::document::SourceEntry;
use crate::content::{Block, BlockKind, Inline, InlineKind};
use crate::layout::Layout;
use crate::library::Source;
use crate::library::evidence::{SOURCE_KINDS, words};
use crate::ui::reader::draw_line;
use crate::ui::surface::Surface;

/// The rows from which on a note may be longer than its short form.
const LEAST_WHOLE: u16 = 3;

pub(super) fn draw(on: &mut Surface<'_>, area: Rect) {
    on.rule(area);
    let Some(side) = SideColumn::new(&on.app.state) else {
        return;
    };
    draw_outline(on, area, &side);
    for note in &side.notes {
        let source = on.app.state.library().sources().get(&note.id);
        if note.area.height < LEAST_WHOLE || !draw_whole(on, note, source) {
            draw_short(on, note, source);
        }
    }
    if let Some((more, area)) = side.more {
        let style = on.theme.dim;
        on.row(area, 0)
            .put(&format!("{more} more: r lists all"), style);
    }
}

/// The headings around the present one.
fn draw_outline(on: &mut Surface<'_>, area: Rect, side: &SideColumn) {
    let (theme, signs) = (on.theme, on.signs);
    for outlined in &side.outline {
        let headings = &on.app.state.reader.layout.headings;
        let Some(heading) = headings.get(outlined.heading) else {
            continue;
        };
        let (mark, style) = if outlined.is_here {
            ("> ", theme.selected_away)
        } else {
            ("  ", theme.dim)
        };
        let indent = usize::from(heading.level.saturating_sub(2));
        let place = Rect::new(area.x + 2, outlined.y, area.width.saturating_sub(3), 1);
        let mut row = on.row(place, 0);
        row.put(mark, style).put(&"  ".repeat(indent), style);
        row.put(&signs.fit(&heading.title, row.room()), style);
    }
}

/// The whole title and what kind of source it is, if there is room; whether there was.
fn draw_whole(on: &mut Surface<'_>, note: &NoteRow, source: Option<&Source>) -> bool {
    let layout = laid_out(on, note, source);
    let fits = layout.lines.len() <= usize::from(note.area.height);
    for (y, line) in (0..note.area.height).zip(layout.lines.iter().filter(|_| fits)) {
        draw_line(on, (note.area, y), line, &layout);
    }
    fits
}

/// A row of the title and, if there is one more, a row of what kind it is.
fn draw_short(on: &mut Surface<'_>, note: &NoteRow, source: Option<&Source>) {
    let (theme, signs) = (on.theme, on.signs);
    let mark = format!("[{}] ", note.number);
    let mut row = on.row(note.area, 0);
    row.put(&mark, theme.dim);
    row.put(&signs.fit(title(note, source), row.room()), theme.text);
    if note.area.height > 1 {
        let about = source.map(about).unwrap_or_default();
        let mut row = on.row(note.area, 1);
        row.blanks(mark.len(), theme.dim);
        row.put(&signs.fit(&about, row.room()), theme.dim);
    }
}

fn laid_out(on: &Surface<'_>, note: &NoteRow, source: Option<&Source>) -> Layout {
    let mut inlines = vec![Inline::text(title(note, source))];
    if let Some(source) = source {
        inlines.push(Inline::new(InlineKind::HardBreak, 0..0));
        inlines.push(Inline::new(InlineKind::Passage(about(source)), 0..0));
    }
    let entry = SourceEntry {
        number: note.number,
        id: note.id.clone(),
        inlines,
    };
    let sources = Block::new(BlockKind::Sources(vec![entry]), 0..0);
    let options = on
        .app
        .state
        .settings
        .options_filling(note.area.width.into());
    Layout::new(&vec![sources].into(), &options)
}

fn title<'a>(note: &'a NoteRow, source: Option<&'a Source>) -> &'a str {
    source.map_or(&note.id, |source| &source.title)
}

fn about(source: &Source) -> String {
    let kind = words(SOURCE_KINDS, &source.kind);
    let year = source.year.map(|year| format!(", {year}"));
    format!("{kind}{}; {}", year.unwrap_or_default(), source.quality)
}
