//! What stands where in the third column: the outline, and the sources beside their lines.

use ratatui::layout::Rect;

use crate::app::panes::{below, foot};
use crate::app::{Reader, ReadingState};
use crate::layout::HeadingPlace;

/// The share of the column that the outline takes at most.
const OUTLINE_SHARE: u16 = 3;

/// The lines that pass before the sources beside them change: at every line that would take more bytes than the line
/// itself.
const STEP: usize = 8;

/// The lists below the text of a page, which are counted apart from it.
const APART: [&str; 2] = ["sources", "related"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    pub y: u16,
    /// Its number in the layout.
    pub heading: usize,
    /// The reader is in its part of the page.
    pub is_here: bool,
}

/// A source that is cited in view, and the rows it may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    pub area: Rect,
    pub number: usize,
    pub id: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideColumn {
    pub outline: Vec<OutlineRow>,
    pub notes: Vec<NoteRow>,
    /// The sources in view that have no room, and where that is said.
    pub more: Option<(usize, Rect)>,
}

impl SideColumn {
    /// What stands where in the third column; None where there is none.
    pub fn new(app: &ReadingState) -> Option<Self> {
        let column = app.shape().panes().side?;
        // A rule and a blank column stand before it, and one behind it.
        let inner = Rect {
            x: column.x + 2,
            width: column.width.saturating_sub(3),
            ..column
        };
        let outline = outline_rows(app, inner);
        let above = outline.last().map_or(0, |row| row.y - inner.y + 2);
        let rest = below(inner, above);
        let (notes, more) = note_rows(app, rest, above);
        Some(Self {
            outline,
            notes,
            more,
        })
    }
}

impl Reader {
    /// Which screen of how many is in sight: of the text, or of one of the lists below it, which is named.
    pub fn screens(&self, height: usize) -> (Option<&HeadingPlace>, usize, usize) {
        let (here, lines) = (self.focus, self.layout.lines.len());
        let headings = self.layout.headings.iter();
        let lists = headings.filter(|heading| APART.contains(&&*heading.slug));
        let part = lists.clone().rfind(|list| list.line <= here);
        let start = part.map_or(0, |part| part.line);
        let end = lists.map(|list| list.line).find(|line| *line > here);
        let length = end.unwrap_or(lines) - start;
        // A line stays in sight from each screen to the next.
        let step = height.saturating_sub(1).max(1);
        let screens = length.saturating_sub(height).div_ceil(step) + 1;
        let seen = self.top.saturating_sub(start);
        let screen = if self.is_at_end(height) {
            screens
        } else {
            seen.div_ceil(step) + 1
        };
        (part, screen.min(screens), screens)
    }

    /// The line that counts as the first in sight for what tells about the lines.
    fn told_from(&self, height: usize) -> usize {
        self.visible(height).start / STEP * STEP
    }
}

/// The headings around the present one.
fn outline_rows(app: &ReadingState, area: Rect) -> Vec<OutlineRow> {
    let headings = app.reader.layout.headings.iter().enumerate();
    let headings: Vec<_> = headings.filter(|(_, heading)| heading.level > 1).collect();
    let here = app.reader.heading_here();
    let at = headings
        .iter()
        .rposition(|(number, _)| Some(*number) <= here);
    let most = usize::from(area.height / OUTLINE_SHARE);
    let first = at
        .unwrap_or(0)
        .saturating_sub(most / 2)
        .min(headings.len().saturating_sub(most));
    let shown = headings.iter().skip(first).take(most);
    let rows = (area.y..area.bottom()).zip(shown);
    rows.map(|(y, (heading, _))| OutlineRow {
        y,
        heading: *heading,
        is_here: Some(*heading) == here,
    })
    .collect()
}

/// Where each source cited in view stands, with two rows each if there is room for that.
fn note_rows(app: &ReadingState, area: Rect, above: u16) -> (Vec<NoteRow>, Option<(usize, Rect)>) {
    let height = usize::from(area.height);
    let mut cited = cited_in_view(app);
    let missing = cited.len().saturating_sub(height);
    let more = (missing > 0).then(|| {
        cited.truncate(height.saturating_sub(1));
        (missing + 1, foot(area, 1))
    });
    let wanted = cited
        .iter()
        .map(|(row, ..)| row.saturating_sub(usize::from(above)));
    let rows = if cited.len() * 2 <= height { 2 } else { 1 };
    let tops = place(wanted, rows, height);
    let ends = tops.iter().skip(1).copied().chain([height]);
    let notes = cited.iter().zip(tops.iter().zip(ends));
    let notes = notes.map(|((_, number, id), (top, end))| NoteRow {
        area: Rect {
            y: area.y + small(*top),
            height: small(end.saturating_sub(*top)),
            ..area
        },
        number: *number,
        id: id.clone(),
    });
    (notes.collect(), more)
}

/// Each source in view once, by the row that cites it first. The view is taken in steps, so that the notes
/// stand still while a few lines pass.
fn cited_in_view(app: &ReadingState) -> Vec<(usize, usize, String)> {
    let height = app.shape().reader_height();
    let top = app.reader.told_from(height);
    let mut cited: Vec<(usize, usize, String)> = Vec::new();
    for citation in &app.reader.layout.citations {
        let row = citation.line.checked_sub(top);
        let row = row.filter(|row| *row < height + STEP - 1);
        if let Some(row) = row.filter(|_| citation.number > 0)
            && cited
                .iter()
                .all(|(_, number, _)| *number != citation.number)
        {
            cited.push((row, citation.number, citation.id.to_string()));
        }
    }
    cited.sort_by_key(|(row, ..)| *row);
    cited
}

fn small(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// A row for each block of one height: the one it wants if that is free, else the nearest below; what would fall off the
/// end moves up.
fn place(wanted: impl Iterator<Item = usize>, height: usize, rows: usize) -> Vec<usize> {
    let mut free = 0;
    let place = |wanted: usize| {
        let top = wanted.max(free);
        free = top + height;
        top
    };
    let mut tops: Vec<usize> = wanted.map(place).collect();
    let mut end = rows;
    for top in tops.iter_mut().rev() {
        *top = (*top).min(end.saturating_sub(height));
        end = *top;
    }
    tops
}

#[cfg(test)]
mod tests {
    #[test]
    fn blocks_stand_at_their_line_or_as_near_as_they_can() {
        let place = |wanted: &[usize], rows| super::place(wanted.iter().copied(), 3, rows);
        assert_eq!(place(&[2, 10], 20), [2, 10]);
        assert_eq!(place(&[2, 3, 4], 20), [2, 5, 8]);
        assert_eq!(place(&[2, 9], 10), [2, 7]);
        assert_eq!(place(&[8, 9], 10), [4, 7]);
        assert_eq!(place(&[], 0), [0; 0]);
    }
}
