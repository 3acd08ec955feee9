//! The body map: figures with the page's sites marked, and the names of all sites beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::body::{BodyMap, SiteRow};
use crate::ui::Drawn;
use crate::ui::figure::{self, Figure, Side};
use crate::ui::frame;
use crate::ui::paint::{Row, shorten, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// The columns that the list of names needs beside the figures.
const LIST_WIDTH: u16 = 28;

/// Beside the figures it takes no more than this, so that the eye finds a name's number of topics.
const WIDEST_LIST: u16 = 44;

/// The columns between two figures, and between figures and list.
const GAP: u16 = 2;

/// What marks the selected site when it is not one of the page's.
const SELECTED: char = 'x';

/// A line of the list.
enum Entry<'a> {
    Heading(&'static str),
    Site(usize, &'a SiteRow),
}

pub(super) fn draw(
    app: &App,
    map: &BodyMap,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let inner = frame::open(app, theme, cells, area, &map.title);
    let symbols = app.settings.symbols;
    let figure = figure::size(inner.height.saturating_sub(1), symbols)
        .filter(|(columns, _)| columns * 2 + GAP * 2 + LIST_WIDTH <= inner.width);
    let mut list = inner;
    if let Some((columns, rows)) = figure {
        let taken = columns * 2 + GAP * 2;
        let area = Rect {
            width: taken,
            height: rows + 1,
            ..inner
        };
        let own = map.own().map(|row| (row, row.mark));
        let selected = map.chosen().map(|row| (row, Some(mark(row, true))));
        let marked: Vec<_> = selected.into_iter().chain(own).collect();
        draw_figures(app, theme, cells, area, &marked);
        list.x += taken;
        list.width = (list.width - taken).min(WIDEST_LIST);
    }
    draw_list(app, map, theme, (cells, list), drawn);
}

/// The sign of a row on the figure and in the list.
const fn mark(row: &SiteRow, selected: bool) -> char {
    match (row.mark, selected) {
        (Some(mark), _) => mark,
        (None, true) => SELECTED,
        (None, false) => ' ',
    }
}

/// Front and back side by side, each with its name above; the first of the marked sites is the selected one.
fn draw_figures(
    app: &App,
    theme: &Theme,
    cells: &mut Buffer,
    area: Rect,
    marked: &[(&SiteRow, Option<char>)],
) {
    let columns = (area.width.saturating_sub(GAP * 2)) / 2;
    for (side, x) in [(Side::Front, area.x), (Side::Back, area.x + columns + GAP)] {
        let place = Rect {
            x,
            width: columns,
            ..area
        };
        if let Some(mut row) = Row::of(cells, place, 0) {
            let middle = x + columns.saturating_sub(width(side.name())) / 2;
            row.to(middle).put(side.name(), theme.dim);
        }
        let below = Rect {
            y: area.y + 1,
            height: area.height - 1,
            ..place
        };
        let figure = Figure::new(side, below, app.settings.symbols);
        figure.draw(cells, theme.dim);
        put_marks(theme, cells, &figure, marked);
    }
}

/// Writes each site's sign where it lies, or beside it where another stands already.
fn put_marks(
    theme: &Theme,
    cells: &mut Buffer,
    figure: &Figure,
    marked: &[(&SiteRow, Option<char>)],
) {
    let mut taken: Vec<Position> = Vec::new();
    for (index, (row, mark)) in marked.iter().enumerate() {
        let (Some(site), Some(mark)) = (row.site, mark) else {
            continue;
        };
        if index > 0
            && marked
                .first()
                .is_some_and(|(first, _)| first.name == row.name)
        {
            continue;
        }
        let style = if index == 0 {
            theme.selected
        } else {
            theme.found
        };
        for place in figure.places(site) {
            let Some(free) = free_near(place, &taken, figure.area) else {
                continue;
            };
            taken.push(free);
            if let Some(cell) = cells.cell_mut(free) {
                cell.set_char(*mark).set_style(style);
            }
        }
    }
}

/// The cell itself, or the nearest one in its row or below that no mark has.
fn free_near(place: Position, taken: &[Position], area: Rect) -> Option<Position> {
    let ways = [(0, 0), (-1, 0), (1, 0), (0, 1), (0, -1), (-1, 1), (1, 1)];
    ways.into_iter()
        .filter_map(|(x, y)| {
            Some(Position {
                x: place.x.checked_add_signed(x)?,
                y: place.y.checked_add_signed(y)?,
            })
        })
        .find(|place| area.contains(*place) && !taken.contains(place))
}

fn draw_list(
    app: &App,
    map: &BodyMap,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let entries = entries(map);
    let selected = entries
        .iter()
        .position(|entry| matches!(entry, Entry::Site(number, _) if *number == map.selected))
        .unwrap_or(0);
    let first = first_entry(entries.len(), selected, usize::from(area.height));
    for (y, entry) in (0..area.height).zip(entries.iter().skip(first)) {
        let Some(mut row) = Row::of(cells, area, y) else {
            continue;
        };
        match entry {
            Entry::Heading(words) => {
                row.put(words, theme.label);
            }
            Entry::Site(number, site) => {
                let selected = *number == map.selected;
                if selected {
                    drawn.cursor = Some(Position {
                        x: area.x,
                        y: area.y + y,
                    });
                }
                draw_site(app, theme, row, site, selected);
            }
        }
    }
}

/// The page's sites below their heading, then the others.
fn entries(map: &BodyMap) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let own = map.own().count();
    for (number, row) in map.rows.iter().enumerate() {
        if number == 0 && own > 0 {
            entries.push(Entry::Heading("On this page"));
        }
        if number == own {
            entries.push(Entry::Heading(if own > 0 {
                "Other places"
            } else {
                "All places"
            }));
        }
        entries.push(Entry::Site(number, row));
    }
    entries
}

/// The selection stays near the middle, and the first heading is seen with the first site.
fn first_entry(entries: usize, selected: usize, height: usize) -> usize {
    selected
        .saturating_sub(height / 2)
        .min(entries.saturating_sub(height))
}

fn draw_site(app: &App, theme: &Theme, mut row: Row<'_>, site: &SiteRow, selected: bool) {
    let style = if selected { theme.selected } else { theme.text };
    let mark = mark(site, selected);
    let topics = site.count();
    row.put(if selected { "> " } else { "  " }, style)
        .put(&mark.to_string(), if selected { style } else { theme.key })
        .put(" ", style);
    let room = row.room().saturating_sub(width(&topics) + 2);
    let ellipsis = signs(app.settings.symbols).ellipsis;
    row.put(&shorten(&site.words, room, ellipsis), style);
    let end = row.column() + row.room().saturating_sub(width(&topics) + 1);
    while row.column() < end {
        row.put(" ", style);
    }
    row.put(&topics, if selected { style } else { theme.dim });
    row.fill(style);
}
