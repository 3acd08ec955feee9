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
}

/// How much of a source is said: the less, the closer they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Whole,
    /// A line of the title, and what kind it is.
    Short,
    Title,
}

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
        let layout = fullest(app, note, area.width, end.saturating_sub(*top));
        for (y, line) in (*top..height).zip(layout.lines.iter()) {
            let row = u16::try_from(y).ok().and_then(|y| Row::of(cells, area, y));
            if let Some(row) = row {
                draw_line(theme, row, line, &layout, (0, &mut Drawn::default()));
            }
        }
    }
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

/// As much of a note as there are rows before the next.
fn fullest(app: &App, note: &Note<'_>, width: u16, rows: usize) -> Layout {
    let extents = [Extent::Whole, Extent::Short];
    let mut layouts = extents.into_iter().map(|it| laid_out(app, note, width, it));
    layouts
        .find(|layout| layout.lines.len() <= rows)
        .unwrap_or_else(|| laid_out(app, note, width, Extent::Title))
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
            });
        }
    }
    notes.sort_by_key(|note| note.row);
    notes
}

fn laid_out(app: &App, note: &Note<'_>, width: u16, extent: Extent) -> Layout {
    let source = app.library().sources().get(note.id);
    let title = source.map_or(note.id, |source| &source.title);
    let mark = format!("[{}] ", note.number);
    let room = width.saturating_sub(u16::try_from(mark.len()).unwrap_or(0));
    let title = match extent {
        Extent::Whole => title.to_owned(),
        _ => signs(app.settings.symbols).fit(title, room),
    };
    let mut inlines = vec![Inline::text(title)];
    if let Some(source) = source.filter(|_| extent != Extent::Title) {
        let about = about(source);
        let about = match extent {
            Extent::Whole => about,
            _ => signs(app.settings.symbols).fit(&about, room),
        };
        inlines.push(Inline::new(InlineKind::HardBreak, 0..0));
        inlines.push(Inline::new(InlineKind::Passage(about), 0..0));
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
    let width = usize::from(width);
    Layout::new(
        &document,
        &Options {
            width,
            measure: width,
            symbols: app.settings.symbols,
            drawings: app.settings.drawings,
        },
    )
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
