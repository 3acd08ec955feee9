//! A body drawn from one side: in braille dots, in blocks, or in plain signs.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::widgets::Widget as _;
use ratatui::widgets::canvas::{Canvas, Context, Line};

use crate::app::App;
use crate::app::reader::figure::{BodyFigure, BodySide, FigureInk, LARGE_PICTURE, Point, pair};
use crate::library::sites::Site;
use crate::ui::outline::{self, BodyPicture};
use crate::ui::paint::{Row, width};
use crate::ui::theme::Theme;

/// A sign to be written where a site lies.
#[derive(Clone, Copy, Debug)]
pub struct SiteMark {
    pub site: &'static Site,
    pub sign: char,
    pub selected: bool,
}

/// Front and back side by side, each with its name above.
pub fn draw_figures(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, marks: &[SiteMark]) {
    for figure in pair(area, &app.settings) {
        let (place, name) = (figure.area, figure.side.name());
        let above = Rect {
            y: place.y.saturating_sub(1),
            height: 1,
            ..place
        };
        if let Some(mut row) = Row::of(cells, above, 0) {
            let middle = place.x + place.width.saturating_sub(width(name)) / 2;
            row.to(middle).put(name, theme.dim);
        }
        draw(&figure, cells, theme.dim);
        put_marks(&figure, theme, cells, marks);
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

/// Writes each sign where its site lies, or beside it where another stands already.
fn put_marks(figure: &BodyFigure, theme: &Theme, cells: &mut Buffer, marks: &[SiteMark]) {
    let mut taken: Vec<Position> = Vec::new();
    for mark in marks {
        let style = if mark.selected {
            theme.selected
        } else {
            theme.found
        };
        for place in figure.places(mark.site) {
            let Some(free) = free_near(place, &taken, figure.area) else {
                continue;
            };
            taken.push(free);
            if let Some(cell) = cells.cell_mut(free) {
                cell.reset();
                cell.set_char(mark.sign)
                    .set_style(theme.text)
                    .set_style(style);
            }
        }
    }
}

/// The cell itself, or the nearest one that no mark has.
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
    use crate::app::reader::figure::SMALL_PICTURE;

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
