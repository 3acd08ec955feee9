//! Where a figure of the body stands, and where on it each site lies: asked by drawing and by the mouse.

use ratatui::layout::{Position, Rect};

use crate::config::Settings;
use crate::layout::Drawings;
use crate::library::sites::{BodySpot, SITES, Site};

/// The fewest rows a body can be told in.
pub const LEAST_ROWS: u16 = 11;

/// The columns between two figures, and beside them.
pub const GAP: u16 = 2;

/// The columns and rows of the pictures made by hand.
pub const LARGE_PICTURE: (u16, u16) = (19, 19);
pub const SMALL_PICTURE: (u16, u16) = (11, 11);

/// The fewest rows it is drawn in blocks in.
const LEAST_BLOCK_ROWS: u16 = 16;

/// The most rows it is drawn in.
const MOST_ROWS: u16 = 40;

/// Braille dots in a cell, across and down.
const DOTS: (u16, u16) = (2, 4);

/// How far from a site, in columns, a press still means it.
const REACH: i32 = 4;

/// The columns that the list of names needs beside the figures.
const LIST_WIDTH: u16 = 28;

/// Beside the figures it takes no more than this, so that the eye finds a name's number of topics.
const WIDEST_LIST: u16 = 44;

/// A point: the way from the middle, to the right, and from the crown down.
pub type Point = (f64, f64);

/// The side a body is seen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodySide {
    Front,
    Back,
}

/// What a body is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureInk {
    Braille,
    Blocks,
    /// A picture made by hand of the signs of ASCII.
    Signs,
}

/// A body from one side at its place on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyFigure {
    pub side: BodySide,
    pub area: Rect,
    ink: FigureInk,
}

/// A number to be written where a site lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteMark {
    pub site: &'static Site,
    pub number: usize,
    pub selected: bool,
}

impl FigureInk {
    /// What there is on a reader's terminal.
    pub const fn of(settings: &Settings) -> Self {
        match settings.drawings {
            _ if !settings.symbols.is_unicode() => Self::Signs,
            Drawings::Blocks => Self::Blocks,
            _ => Self::Braille,
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

impl BodySide {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Back => "back",
        }
    }

    const fn spot(self, site: &Site) -> Option<BodySpot> {
        match self {
            Self::Front => site.front,
            Self::Back => site.back,
        }
    }
}

/// The columns and rows of a figure for this many rows; None when they are too few.
pub fn size(rows: u16, ink: FigureInk) -> Option<(u16, u16)> {
    if rows < LEAST_ROWS {
        return None;
    }
    Some(match ink.at(rows) {
        FigureInk::Signs if rows >= LARGE_PICTURE.1 => LARGE_PICTURE,
        FigureInk::Signs => SMALL_PICTURE,
        FigureInk::Braille | FigureInk::Blocks => {
            let rows = rows.min(MOST_ROWS);
            (rows * 9 / 10 + 1, rows)
        }
    })
}

/// Where the figures of the body map stand, if there is room for them, and where the list of names does.
pub fn map_parts(inner: Rect, settings: &Settings) -> (Option<Rect>, Rect) {
    let size = size(inner.height.saturating_sub(1), FigureInk::of(settings));
    let size = size.filter(|(columns, _)| columns * 2 + GAP * 2 + LIST_WIDTH <= inner.width);
    let Some((columns, rows)) = size else {
        return (None, inner);
    };
    let width = columns * 2 + GAP * 2;
    let figures = Rect {
        width,
        height: rows + 1,
        ..inner
    };
    let list = Rect {
        x: inner.x + width,
        width: (inner.width - width).min(WIDEST_LIST),
        ..inner
    };
    (Some(figures), list)
}

/// Front and back side by side in an area whose first row is for their names.
pub fn pair(area: Rect, settings: &Settings) -> [BodyFigure; 2] {
    let columns = area.width.saturating_sub(GAP * 2) / 2;
    let at = |side, x| BodyFigure {
        side,
        area: Rect {
            x,
            y: area.y + 1,
            width: columns,
            height: area.height.saturating_sub(1),
        },
        ink: FigureInk::of(settings),
    };
    [
        at(BodySide::Front, area.x),
        at(BodySide::Back, area.x + columns + GAP),
    ]
}

/// The site that a press at a place of two figures means.
pub fn site_at(figures: &[BodyFigure], at: Position) -> Option<&'static Site> {
    let places = |site: &'static Site| {
        let places = figures.iter().flat_map(|figure| figure.places(site));
        places.map(|place| far(place, at)).min()
    };
    let near = SITES.iter().filter_map(|site| Some((places(site)?, site)));
    let (_, nearest) = near
        .filter(|(far, _)| *far <= REACH)
        .min_by_key(|(far, _)| *far)?;
    Some(nearest)
}

/// How far two cells lie apart; a cell is twice as high as it is wide.
fn far(one: Position, other: Position) -> i32 {
    let across = (i32::from(one.x) - i32::from(other.x)).abs();
    let down = (i32::from(one.y) - i32::from(other.y)).abs();
    across + 2 * down
}

impl BodyFigure {
    /// What it is drawn in at its size.
    pub const fn ink(&self) -> FigureInk {
        self.ink.at(self.area.height)
    }

    /// The cells where a site lies on this side: left and right, or one in the middle.
    pub fn places(&self, site: &Site) -> Vec<Position> {
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
    pub fn half_width(&self) -> f64 {
        let across = f64::from(self.area.width * DOTS.0);
        let down = f64::from(self.area.height * DOTS.1);
        50.0 * across / down
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_on_a_site_means_that_site_and_one_beside_the_body_means_none() {
        let area = Rect::new(0, 0, 60, 31);
        for figure in pair(area, &Settings::default()) {
            for site in SITES {
                for place in figure.places(site) {
                    let meant = site_at(&[figure], place).unwrap();
                    assert!(figure.places(meant).contains(&place), "{}", site.name);
                }
            }
            let corner = Position::new(figure.area.x, figure.area.y);
            assert_eq!(site_at(&[figure], corner), None);
        }
    }
}
