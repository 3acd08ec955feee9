//! Sources beside the lines that cite them, none over another.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
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

/// A cited source and the row of the page that cites it first.
struct Note<'a> {
    row: usize,
    number: usize,
    id: &'a str,
    source: Option<&'a Source>,
}

/// The rows from which on a note may be longer than its short form.
const LEAST_WHOLE: u16 = 3;

/// Draws the notes in an area that begins `above` rows below the page's first.
pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, (area, above): (Rect, u16)) {
    let height = usize::from(area.height);
    let mut notes = cited(app);
    let more = notes.len().saturating_sub(height);
    if more > 0 {
        notes.truncate(height.saturating_sub(1));
        if let Some(mut row) = Row::of(cells, area, area.height.saturating_sub(1)) {
            row.put(&format!("{} more: r lists all", more + 1), theme.dim);
        }
    }
    let tops = tops(&notes, usize::from(above), height);
    let ends = tops.iter().skip(1).copied().chain([height]);
    for ((note, top), end) in notes.iter().zip(&tops).zip(ends) {
        let (y, rows) = (small(*top), small(end.saturating_sub(*top)));
        let area = Rect {
            y: area.y + y,
            height: rows,
            ..area
        };
        if rows < LEAST_WHOLE || !draw_whole(app, theme, cells, (area, note)) {
            draw_short(app, theme, cells, (area, note));
        }
    }
}

fn small(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Where the notes begin, with two rows each if there is room for that.
fn tops(notes: &[Note<'_>], above: usize, height: usize) -> Vec<usize> {
    let wanted: Vec<usize> = notes
        .iter()
        .map(|note| note.row.saturating_sub(above))
        .collect();
    let rows = if notes.len() * 2 <= height { 2 } else { 1 };
    place(&wanted, &vec![rows; notes.len()], height)
}

/// Each source in view once, in the order of the page.
fn cited(app: &App) -> Vec<Note<'_>> {
    let height = app.reader_height();
    let mut notes: Vec<Note<'_>> = Vec::new();
    for citation in &app.reader.layout.citations {
        let row = app.reader.row_of(citation.line, height);
        if let Some(row) = row.filter(|_| citation.number > 0)
            && notes.iter().all(|note| note.number != citation.number)
        {
            notes.push(Note {
                row,
                number: citation.number,
                id: &citation.id,
                source: app.library().sources().get(&citation.id),
            });
        }
    }
    notes.sort_by_key(|note| note.row);
    notes
}

/// The whole title and what kind of source it is, if there is room; whether there was.
fn draw_whole(
    app: &App,
    theme: &Theme,
    cells: &mut Buffer,
    (area, note): (Rect, &Note<'_>),
) -> bool {
    let layout = laid_out(app, note, usize::from(area.width));
    let fits = layout.lines.len() <= usize::from(area.height);
    for (y, line) in (0..area.height).zip(layout.lines.iter().filter(|_| fits)) {
        if let Some(row) = Row::of(cells, area, y) {
            draw_line(theme, row, line, &layout, (0, &mut Drawn::default()));
        }
    }
    fits
}

/// A row of the title and, if there is one more, a row of what kind it is.
fn draw_short(app: &App, theme: &Theme, cells: &mut Buffer, (area, note): (Rect, &Note<'_>)) {
    let signs = signs(app.settings.symbols);
    let mark = format!("[{}] ", note.number);
    let title = note.source.map_or(note.id, |source| &source.title);
    if let Some(mut row) = Row::of(cells, area, 0) {
        row.put(&mark, theme.marker);
        row.put(&signs.fit(title, row.room()), theme.text);
    }
    let about = note.source.map(about).unwrap_or_default();
    if let Some(mut row) = Row::of(cells, area, 1) {
        row.put(&" ".repeat(mark.len()), theme.dim);
        row.put(&signs.fit(&about, row.room()), theme.dim);
    }
}

fn laid_out(app: &App, note: &Note<'_>, width: usize) -> Layout {
    let title = note.source.map_or(note.id, |source| &source.title);
    let mut inlines = vec![Inline::text(title)];
    if let Some(source) = note.source {
        inlines.push(Inline::new(InlineKind::HardBreak, 0..0));
        inlines.push(Inline::new(InlineKind::Passage(about(source)), 0..0));
    }
    let entry = SourceEntry {
        number: note.number,
        id: note.id.to_owned(),
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

/// A row for each block: the one it wants if that is free, else the nearest below; what would fall off the end moves up.
fn place(wanted: &[usize], heights: &[usize], rows: usize) -> Vec<usize> {
    let mut free = 0;
    let mut tops: Vec<usize> = Vec::with_capacity(heights.len());
    for (wanted, height) in wanted.iter().zip(heights) {
        let top = (*wanted).max(free);
        tops.push(top);
        free = top + height;
    }
    let mut end = rows;
    for (top, height) in tops.iter_mut().zip(heights).rev() {
        *top = (*top).min(end.saturating_sub(*height));
        end = *top;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_at_their_line_or_as_near_as_they_can() {
        assert_eq!(place(&[2, 10], &[3, 2], 20), [2, 10]);
        assert_eq!(place(&[2, 3, 4], &[3, 2, 2], 20), [2, 5, 7]);
        assert_eq!(place(&[2, 9], &[3, 3], 10), [2, 7]);
        assert_eq!(place(&[8, 9], &[3, 3], 10), [4, 7]);
        assert_eq!(place(&[], &[], 0), Vec::<usize>::new());
    }
}
