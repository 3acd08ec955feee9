//! Sources beside the lines that cite them, none over another.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::side::{NoteRow, SideColumn};
use crate::content::document::SourceEntry;
use crate::content::{Block, BlockKind, Document, Inline, InlineKind};
use crate::layout::{Layout, Options};
use crate::library::Source;
use crate::library::evidence::{SOURCE_KINDS, words};
use crate::ui::Drawn;
use crate::ui::paint::Row;
use crate::ui::reader::draw_line;
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// The rows from which on a note may be longer than its short form.
const LEAST_WHOLE: u16 = 3;

/// Draws the notes, and how many there are that have no room.
pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, side: &SideColumn) {
    for note in &side.notes {
        let source = app.library().sources().get(&note.id);
        if note.area.height < LEAST_WHOLE || !draw_whole(app, theme, cells, (note, source)) {
            draw_short(app, theme, cells, (note, source));
        }
    }
    if let Some((more, area)) = side.more
        && let Some(mut row) = Row::of(cells, area, 0)
    {
        row.put(&format!("{more} more: r lists all"), theme.dim);
    }
}

/// The whole title and what kind of source it is, if there is room; whether there was.
fn draw_whole(
    app: &App,
    theme: &Theme,
    cells: &mut Buffer,
    (note, source): (&NoteRow, Option<&Source>),
) -> bool {
    let area = note.area;
    let layout = laid_out(app, (note, source), usize::from(area.width));
    let fits = layout.lines.len() <= usize::from(area.height);
    for (y, line) in (0..area.height).zip(layout.lines.iter().filter(|_| fits)) {
        if let Some(row) = Row::of(cells, area, y) {
            draw_line(theme, row, line, &layout, (0, &mut Drawn::default()));
        }
    }
    fits
}

/// A row of the title and, if there is one more, a row of what kind it is.
fn draw_short(
    app: &App,
    theme: &Theme,
    cells: &mut Buffer,
    (note, source): (&NoteRow, Option<&Source>),
) {
    let area = note.area;
    let signs = signs(app.settings.symbols);
    let mark = format!("[{}] ", note.number);
    let title = source.map_or(note.id.as_str(), |source| &source.title);
    if let Some(mut row) = Row::of(cells, area, 0) {
        row.put(&mark, theme.marker);
        row.put(&signs.fit(title, row.room()), theme.text);
    }
    let about = source.map(about).unwrap_or_default();
    if let Some(mut row) = Row::of(cells, area, 1) {
        row.put(&" ".repeat(mark.len()), theme.dim);
        row.put(&signs.fit(&about, row.room()), theme.dim);
    }
}

fn laid_out(app: &App, (note, source): (&NoteRow, Option<&Source>), width: usize) -> Layout {
    let title = source.map_or(note.id.as_str(), |source| &source.title);
    let mut inlines = vec![Inline::text(title)];
    if let Some(source) = source {
        inlines.push(Inline::new(InlineKind::HardBreak, 0..0));
        inlines.push(Inline::new(InlineKind::Passage(about(source)), 0..0));
    }
    let entry = SourceEntry {
        number: note.number,
        id: note.id.clone(),
        inlines,
    };
    let document = Document {
        blocks: vec![Block::new(BlockKind::Sources(vec![entry]), 0..0)],
        footnotes: Vec::new(),
    };
    let options = Options {
        width,
        measure: width,
        symbols: app.settings.symbols,
        drawings: app.settings.drawings,
    };
    Layout::new(&document, &options)
}

fn about(source: &Source) -> String {
    let kind = words(SOURCE_KINDS, &source.kind);
    let year = source.year.map(|year| format!(", {year}"));
    format!("{kind}{}; {}", year.unwrap_or_default(), source.quality)
}
