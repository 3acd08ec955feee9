//! The body map: figures with the page's sites marked, and the names of all sites beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::overlay::body_map::{BodyMap, parts};
use crate::ui::Drawn;
use crate::ui::figure::{SiteMark, draw_figures};
use crate::ui::items::draw_items;
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
    draw_items(app, theme, &map.items(), (cells, list), drawn);
}

/// What is written on the figure: the selected site first, so that nothing takes its place.
fn marks(map: &BodyMap) -> Vec<SiteMark> {
    let chosen = map.chosen().map(|(number, _)| number);
    let rows = (1..).zip(&map.rows);
    let marks = rows.filter_map(|(number, row)| {
        let selected = chosen == Some(number);
        (selected || row.is_own).then_some(SiteMark {
            site: row.site?,
            number,
            selected,
        })
    });
    let mut marks: Vec<SiteMark> = marks.collect();
    marks.sort_by_key(|mark| !mark.selected);
    marks
}
