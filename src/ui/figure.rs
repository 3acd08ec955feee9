//! The body map: figures drawn in braille dots, in blocks, or in plain signs, with the places of the page marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::widgets::Widget as _;
use ratatui::widgets::canvas::{Canvas, Context, Line};

use crate::app::SiteMark;
use crate::app::reader::figure::{BodyFigure, BodySide, FigureInk, LARGE_PICTURE, Point, pair};
use crate::ui::outline::{self, BodyPicture};
use crate::ui::paint::{ground, width};
use crate::ui::surface::Surface;

/// How far from its place a label may stand, in columns and rows.
const FARTHEST: (i16, i16) = (4, 2);

/// Front and back side by side, each with its name above.
pub(super) fn draw_figures(on: &mut Surface<'_>, area: Rect, marks: &[SiteMark]) {
    let theme = on.theme;
    for figure in pair(area, &on.app.state.settings) {
        let (place, name) = (figure.area, figure.side.name());
        let above = Rect::new(place.x, place.y.saturating_sub(1), place.width, 1);
        let middle = place.x + place.width.saturating_sub(width(name)) / 2;
        on.row(above, 0).to(middle).put(name, theme.dim);
        draw(&figure, on.cells, theme.dim);
        for (label, mark) in placed(&figure, marks) {
            let style = if mark.selected {
                theme.selected
            } else {
                theme.found
            };
            ground(on.cells, label, theme.text);
            on.row(label, 0).put(&mark.number.to_string(), style);
        }
    }
}

fn draw(figure: &BodyFigure, cells: &mut Buffer, style: Style) {
    let mut drawn = Buffer::empty(figure.area);
    match figure.ink() {
        FigureInk::Braille => draw_lines(figure, &mut drawn, Marker::Braille),
        FigureInk::Blocks => draw_lines(figure, &mut drawn, Marker::HalfBlock),
        FigureInk::Signs => draw_picture(figure, &mut drawn),
    }
    for position in figure.area.positions() {
        let sign = drawn.cell(position).map_or(" ", |cell| cell.symbol());
        if sign != " "
            && let Some(cell) = cells.cell_mut(position)
        {
            cell.set_symbol(sign).set_style(style);
        }
    }
}

fn draw_lines(figure: &BodyFigure, drawn: &mut Buffer, marker: Marker) {
    let half = figure.half_width();
    let own = match figure.side {
        BodySide::Front => outline::FRONT,
        BodySide::Back => outline::BACK,
    };
    Canvas::default()
        .marker(marker)
        .x_bounds([-half, half])
        .y_bounds([0.0, 100.0])
        .paint(|context| {
            for path in outline::BOTH.iter().chain(own) {
                stroke(context, path);
            }
        })
        .render(figure.area, drawn);
}

fn draw_picture(figure: &BodyFigure, drawn: &mut Buffer) {
    let picture = picture(figure.side, figure.area.height);
    for (y, line) in (figure.area.top()..figure.area.bottom()).zip(picture) {
        drawn.set_string(figure.area.x, y, line, Style::new());
    }
}

/// Where the labels stand: each as near to its place as the others leave room, a blank column between any two.
fn placed<'a>(figure: &BodyFigure, marks: &'a [SiteMark]) -> Vec<(Rect, &'a SiteMark)> {
    let mut labels: Vec<(Rect, &SiteMark)> = Vec::new();
    for mark in marks {
        let columns = width(&mark.number.to_string());
        for place in figure.places(mark.site) {
            let is_free = |label: &Rect| {
                let apart = Rect {
                    x: label.x.saturating_sub(1),
                    width: label.width + 2,
                    ..*label
                };
                labels.iter().all(|(other, _)| !other.intersects(apart))
            };
            let near = near(place, columns, figure.area).into_iter();
            let label = near.filter(is_free).min_by_key(|label| far(place, *label));
            labels.extend(label.map(|label| (label, mark)));
        }
    }
    labels
}

/// The places within an area for a label of so many columns.
fn near(place: Position, columns: u16, area: Rect) -> Vec<Rect> {
    let (across, down) = FARTHEST;
    let ways = (-down..=down).flat_map(|y| (-across..=across).map(move |x| (x, y)));
    let label = |(x, y)| {
        let x = place.x.checked_add_signed(x)?;
        let label = Rect::new(x, place.y.checked_add_signed(y)?, columns, 1);
        (area.intersection(label) == label).then_some(label)
    };
    ways.filter_map(label).collect()
}

/// How far a label stands from its place: a row is less far than two columns, which may lie beside the limb.
const fn far(place: Position, label: Rect) -> u16 {
    2 * place.x.abs_diff(label.x) + 3 * place.y.abs_diff(label.y)
}

/// A path and its mirror image.
fn stroke(context: &mut Context<'_>, path: &[Point]) {
    for side in [1.0, -1.0] {
        for (from, to) in path.iter().zip(path.iter().skip(1)) {
            context.draw(&Line {
                x1: side * from.0,
                y1: 100.0 - from.1,
                x2: side * to.0,
                y2: 100.0 - to.1,
                color: Color::Reset,
            });
        }
    }
}

const fn picture(side: BodySide, rows: u16) -> BodyPicture {
    match (side, rows >= LARGE_PICTURE.1) {
        (BodySide::Front, true) => outline::LARGE_FRONT,
        (BodySide::Back, true) => outline::LARGE_BACK,
        (BodySide::Front, false) => outline::SMALL_FRONT,
        (BodySide::Back, false) => outline::SMALL_BACK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    use crate::app::reader::figure::{GAP, LEAST_ROWS, SMALL_PICTURE, size};
    use crate::config::Settings;
    use crate::library::sites::SITES;

    #[test]
    fn labels_never_touch_and_every_site_has_one_where_there_is_room() {
        for rows in LEAST_ROWS..=40 {
            let (columns, rows) = size(rows, FigureInk::Braille).unwrap();
            let area = Rect::new(3, 2, columns * 2 + GAP * 2, rows + 1);
            let figures = pair(area, &Settings::default());
            let marks = SITES.iter().zip(1..).map(|(site, number)| SiteMark {
                site,
                number,
                selected: false,
            });
            let marks: Vec<SiteMark> = marks.collect();
            for figure in figures {
                let labels = placed(&figure, &marks);
                for (at, (one, _)) in labels.iter().enumerate() {
                    assert_eq!(figure.area.intersection(*one), *one);
                    for (other, _) in labels.iter().skip(at + 1) {
                        let beside = Rect {
                            width: other.width + 2,
                            x: other.x.saturating_sub(1),
                            ..*other
                        };
                        let touch = one.intersects(beside);
                        assert!(!touch, "{one:?} {other:?}");
                    }
                }
            }
            let all = figures.iter().flat_map(|figure| placed(figure, &marks));
            let named: HashSet<&str> = all.map(|(_, mark)| mark.site.name).collect();
            let lost = SITES
                .iter()
                .filter(|it| it.is_on_figure() && !named.contains(it.name));
            assert!(rows < 18 || lost.count() == 0, "{rows}");
        }
    }

    #[test]
    fn the_pictures_have_the_size_that_is_said_of_them() {
        for ((columns, rows), large) in [(LARGE_PICTURE, true), (SMALL_PICTURE, false)] {
            for side in [BodySide::Front, BodySide::Back] {
                let picture = picture(side, if large { rows } else { rows - 1 });
                assert_eq!(picture.len(), usize::from(rows));
                let is_wide = |line: &&str| line.len() == usize::from(columns);
                assert!(picture.iter().all(is_wide));
            }
        }
    }
}
