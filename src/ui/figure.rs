//! A body drawn from one side: in braille dots, in blocks, or in plain signs.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::widgets::Widget as _;
use ratatui::widgets::canvas::{Canvas, Context, Line};

use crate::app::{App, Settings};
use crate::config::Dots;
use crate::layout::Symbols;
use crate::library::sites::{Site, Spot};
use crate::ui::outline::{self, Picture, Point};
use crate::ui::paint::{Row, width};
use crate::ui::theme::Theme;

/// The fewest rows a body can be told in.
pub const LEAST_ROWS: u16 = 11;

/// The fewest rows it is drawn in blocks in.
const LEAST_BLOCK_ROWS: u16 = 16;

/// The columns between two figures, and beside them.
pub const GAP: u16 = 2;

/// The most rows it is drawn in.
const MOST_ROWS: u16 = 40;

/// Braille dots in a cell, across and down.
const DOTS: (u16, u16) = (2, 4);

/// The side a body is seen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

/// A body from one side at its place on the screen.
#[derive(Clone, Copy, Debug)]
struct Figure {
    side: Side,
    area: Rect,
    ink: Ink,
}

/// What a body is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Braille,
    Blocks,
    /// A picture made by hand of the signs of ASCII.
    Signs,
}

impl Ink {
    /// What there is on a reader's terminal.
    pub const fn of(settings: &Settings) -> Self {
        match (settings.symbols, settings.dots) {
            (Symbols::Ascii, _) => Self::Signs,
            (Symbols::Unicode, Dots::Blocks) => Self::Blocks,
            (Symbols::Unicode, Dots::Braille) => Self::Braille,
        }
    }

    /// What is drawn in for this many rows: blocks are too coarse for a small body.
    const fn at(self, rows: u16) -> Self {
        match self {
            Self::Blocks if rows < LEAST_BLOCK_ROWS => Self::Signs,
            own => own,
        }
    }
}

impl Side {
    const fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
        }
    }

    const fn spot(self, site: &Site) -> Option<Spot> {
        match self {
            Self::Front => site.front,
            Self::Back => site.back,
        }
    }
}

/// The columns and rows of a figure for this many rows; None when they are too few.
pub fn size(rows: u16, ink: Ink) -> Option<(u16, u16)> {
    if rows < LEAST_ROWS {
        return None;
    }
    Some(match ink.at(rows) {
        Ink::Braille | Ink::Blocks => {
            let rows = rows.min(MOST_ROWS);
            (rows * 9 / 10 + 1, rows)
        }
        Ink::Signs => {
            let picture = picture(Side::Front, rows);
            (columns(picture), lines(picture))
        }
    })
}

impl Figure {
    /// A figure that fills an area of the size that [`size`] gave.
    const fn new(side: Side, area: Rect, ink: Ink) -> Self {
        Self { side, area, ink }
    }

    fn draw(&self, cells: &mut Buffer, style: Style) {
        let mut drawn = Buffer::empty(self.area);
        match self.ink.at(self.area.height) {
            Ink::Braille => self.draw_lines(&mut drawn, Marker::Braille),
            Ink::Blocks => self.draw_lines(&mut drawn, Marker::HalfBlock),
            Ink::Signs => self.draw_picture(&mut drawn),
        }
        for position in self.area.positions() {
            let sign = drawn.cell(position).map_or(" ", |cell| cell.symbol());
            if sign != " "
                && let Some(cell) = cells.cell_mut(position)
            {
                cell.set_symbol(sign).set_style(style);
            }
        }
    }

    fn draw_lines(&self, drawn: &mut Buffer, marker: Marker) {
        let half = self.half_width();
        let own = match self.side {
            Side::Front => outline::FRONT,
            Side::Back => outline::BACK,
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
            .render(self.area, drawn);
    }

    fn draw_picture(&self, drawn: &mut Buffer) {
        let picture = picture(self.side, self.area.height);
        for (y, line) in (self.area.top()..self.area.bottom()).zip(picture) {
            drawn.set_string(self.area.x, y, line, Style::new());
        }
    }

    /// The cells where a site lies on this side: left and right, or one in the middle.
    fn places(&self, site: &Site) -> Vec<Position> {
        let Some(spot) = self.side.spot(site) else {
            return Vec::new();
        };
        let (aside, down) = (f64::from(spot.aside), f64::from(spot.down));
        let sides = if spot.aside == 0 {
            vec![0.0]
        } else {
            vec![-aside, aside]
        };
        sides
            .into_iter()
            .map(|aside| self.cell((aside, down)))
            .collect()
    }

    /// Writes each sign where its site lies, or beside it where another stands already.
    fn put_marks(&self, theme: &Theme, cells: &mut Buffer, marks: &[Mark]) {
        let mut taken: Vec<Position> = Vec::new();
        for mark in marks {
            let style = if mark.selected {
                theme.selected
            } else {
                theme.found
            };
            for place in self.places(mark.site) {
                let Some(free) = free_near(place, &taken, self.area) else {
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

    /// The cell of a point.
    fn cell(&self, (aside, down): Point) -> Position {
        let half = self.half_width();
        let columns = f64::from(self.area.width.saturating_sub(1));
        let rows = f64::from(self.area.height.saturating_sub(1));
        Position {
            x: self.area.x + whole((aside + half) / (2.0 * half) * columns),
            y: self.area.y + whole(down / 100.0 * rows),
        }
    }

    /// Half the width in the unit of the outline; a cell is twice as high as it is wide, so dots are square.
    fn half_width(&self) -> f64 {
        let across = f64::from(self.area.width * DOTS.0);
        let down = f64::from(self.area.height * DOTS.1);
        50.0 * across / down
    }
}

/// A sign to be written where a site lies.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub site: &'static Site,
    pub sign: char,
    pub selected: bool,
}

/// Front and back side by side, each with its name above.
pub fn draw_figures(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, marks: &[Mark]) {
    let columns = area.width.saturating_sub(GAP * 2) / 2;
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
            height: area.height.saturating_sub(1),
            ..place
        };
        let figure = Figure::new(side, below, Ink::of(&app.settings));
        figure.draw(cells, theme.dim);
        figure.put_marks(theme, cells, marks);
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

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cell of a screen of at most a thousand columns"
)]
const fn whole(number: f64) -> u16 {
    number.round().clamp(0.0, 1000.0) as u16
}

fn picture(side: Side, rows: u16) -> Picture {
    let large = rows >= lines(outline::LARGE_FRONT);
    match (side, large) {
        (Side::Front, true) => outline::LARGE_FRONT,
        (Side::Back, true) => outline::LARGE_BACK,
        (Side::Front, false) => outline::SMALL_FRONT,
        (Side::Back, false) => outline::SMALL_BACK,
    }
}

fn lines(picture: Picture) -> u16 {
    u16::try_from(picture.len()).unwrap_or(u16::MAX)
}

fn columns(picture: Picture) -> u16 {
    let first = picture.first().map_or(0, |line| line.len());
    u16::try_from(first).unwrap_or(u16::MAX)
}
