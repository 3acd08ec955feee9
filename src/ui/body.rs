//! The body map: figures with the page's sites marked, and the names of all sites beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::overlay::body_map::{BodyMap, MapRow, SiteRow, parts};
use crate::ui::Drawn;
use crate::ui::figure::{SiteMark, draw_figures};
use crate::ui::paint::{Row, shorten, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

pub(super) fn draw(
    app: &App,
    map: &BodyMap,
    theme: &Theme,
    (cells, inner): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let (figures, list) = parts(inner, &app.settings);
    if let Some(area) = figures {
        draw_figures(app, theme, cells, area, &marks(map));
    }
    draw_list(app, map, theme, (cells, list), drawn);
}

/// What is written on the figure: the selected site first, so that nothing takes its place.
fn marks(map: &BodyMap) -> Vec<SiteMark> {
    let rows = map.rows.iter().enumerate();
    let marks = rows.filter_map(|(index, row)| {
        let selected = map.is_selected(index);
        (selected || row.is_own).then_some(SiteMark {
            site: row.site?,
            number: index + 1,
            selected,
        })
    });
    let mut marks: Vec<SiteMark> = marks.collect();
    marks.sort_by_key(|mark| !mark.selected);
    marks
}

fn draw_list(
    app: &App,
    map: &BodyMap,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let entries = map.in_sight(usize::from(area.height));
    for (y, entry) in (0..area.height).zip(entries) {
        let Some(mut row) = Row::of(cells, area, y) else {
            continue;
        };
        match entry {
            MapRow::Heading(words) => {
                row.put(words, theme.label);
            }
            MapRow::Site(index, site) => {
                let selected = map.is_selected(index);
                if selected {
                    drawn.cursor = Some(Position {
                        x: area.x,
                        y: area.y + y,
                    });
                }
                draw_site(app, theme, row, (index + 1, site), selected);
            }
        }
    }
}

fn draw_site(
    app: &App,
    theme: &Theme,
    mut row: Row<'_>,
    (number, site): (usize, &SiteRow),
    selected: bool,
) {
    let style = if selected { theme.selected } else { theme.text };
    let topics = site.count();
    row.put(if selected { "> " } else { "  " }, style)
        .put(
            &format!("{number:>2}"),
            if selected { style } else { theme.key },
        )
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
