//! Which part of the screen lies where, as one pure function asked by update and by drawing.

use ratatui::layout::Rect;

use crate::config::Settings;
use crate::layout::Options;

/// Below this a screen holds nothing worth reading.
pub const SMALLEST: (u16, u16) = (30, 8);

/// Below this width one pane is shown at a time.
pub const ONE_PANE_BELOW: u16 = 60;

/// From this width a third column stands at the right.
pub const THREE_COLUMNS_FROM: u16 = 120;

/// The columns that prose keeps beside a third column, and those that it needs at most unless asked.
const PROSE: (u16, u16) = (68, 72);

/// The columns that a tree made wider by hand leaves to the page.
const LEAST_PAGE: u16 = 24;

/// The narrowest tree, and the widest that nobody asked for: no title is longer.
const TREE_COLUMNS: (u16, u16) = (23, 44);

/// The narrowest third column, and the widest.
const SIDE_COLUMNS: (u16, u16) = (22, 41);

/// What stands between two columns: a blank, the rule, a blank.
const RULE: u16 = 3;

/// The rows a strip at the foot takes at most, its title not counted.
const STRIP_ROWS: u16 = 8;

/// The pane that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    #[default]
    Tree,
    Reader,
}

/// What decides where things lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub width: u16,
    pub height: u16,
    /// The reader wants the tree beside the page.
    pub tree: bool,
    /// Nothing but the text.
    pub zoom: bool,
    /// The pane with the focus, which is the one shown when there is room for one.
    pub focus: Pane,
    /// The columns the reader gave to the tree by hand.
    pub tree_width: Option<u16>,
}

/// Where each part lies; a part that is not shown is None.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    pub header: Rect,
    pub tree: Option<Rect>,
    /// The rule between tree and page.
    pub rule: Option<Rect>,
    pub reader: Option<Rect>,
    /// The third column.
    pub side: Option<Rect>,
    pub status: Rect,
    pub hint: Rect,
}

impl Shape {
    /// What decides where things lie on a screen of this size.
    pub const fn of(settings: &Settings, (width, height): (u16, u16), focus: Pane) -> Self {
        Self {
            width,
            height,
            tree: settings.tree,
            zoom: settings.zoom,
            focus,
            tree_width: settings.tree_width,
        }
    }

    /// How a page is laid out on a screen of this shape.
    pub fn options(self, settings: &Settings) -> Options {
        let reader = self.with_reader().panes().reader;
        settings.options_at(reader.map_or(self.width, |area| area.width))
    }

    pub const fn is_too_small(&self) -> bool {
        self.width < SMALLEST.0 || self.height < SMALLEST.1
    }

    pub const fn is_narrow(&self) -> bool {
        self.width < ONE_PANE_BELOW
    }

    /// The same with the page in sight: a pane that is not shown keeps the size it would have.
    #[must_use]
    pub const fn with_reader(self) -> Self {
        Self {
            focus: Pane::Reader,
            ..self
        }
    }

    pub fn reader_height(self) -> usize {
        let reader = self.with_reader().panes().reader;
        reader.map_or(1, |area| usize::from(area.height)).max(1)
    }

    /// Cuts the screen: header, body, status and hints, from top to bottom.
    pub fn panes(&self) -> Panes {
        let (width, height) = (self.width, self.height);
        let row = |y: u16| Rect::new(0, y, width, u16::from(y < height));
        let panes = self.body(Rect::new(0, 1, width, height.saturating_sub(3)));
        let (status, hint) = (row(height.saturating_sub(2)), row(height.saturating_sub(1)));
        Panes {
            header: row(0),
            status,
            hint,
            ..panes
        }
    }

    /// Cuts what lies between header and status line.
    fn body(&self, body: Rect) -> Panes {
        let only_reader = |area| Panes {
            reader: Some(margin(area)),
            ..Panes::default()
        };
        if self.zoom || (self.is_narrow() && self.focus == Pane::Reader) {
            return only_reader(body);
        }
        if self.is_narrow() {
            return Panes {
                tree: Some(body),
                ..Panes::default()
            };
        }
        let (tree, side) = self.columns();
        let (left, right) = (if self.tree { tree + RULE } else { 1 }, body.right());
        // A blank column is left free at the end of the screen beside anything but the page.
        let taken = side.map_or_else(|| u16::from(!self.tree), |side| side + RULE + 1);
        let page = Rect {
            x: left,
            width: right.saturating_sub(left + taken),
            ..body
        };
        let column = |x: u16, width| Rect { x, width, ..body };
        Panes {
            // The blank column before the rule is the tree's.
            tree: self.tree.then(|| column(0, tree + 1)),
            rule: self.tree.then(|| column(tree + 1, 1)),
            reader: Some(page),
            side: side.map(|side| column(page.right() + 1, side + RULE)),
            ..Panes::default()
        }
    }

    /// The columns of the tree, and of the third column where the page can spare them.
    fn columns(&self) -> (u16, Option<u16>) {
        let (beside_side, at_most) = PROSE;
        let (narrowest, widest) = TREE_COLUMNS;
        let free = self.width.saturating_sub(RULE + at_most);
        let (mut tree, mut side) = (free.clamp(narrowest, widest), None);
        if self.width >= THREE_COLUMNS_FROM {
            let spare = free.saturating_sub(narrowest + SIDE_COLUMNS.0 + RULE + 1);
            tree = (narrowest + spare / 2).min(widest);
        }
        if let Some(own) = self.tree_width {
            let most = self.width.saturating_sub(RULE + LEAST_PAGE);
            tree = own.clamp(12, most.max(12));
        }
        let beside = if self.tree { tree + RULE } else { 1 };
        if self.width >= THREE_COLUMNS_FROM {
            let spare = self.width.saturating_sub(beside + RULE + 1);
            let left = spare.saturating_sub(at_most).max(SIDE_COLUMNS.0);
            let fits = spare.saturating_sub(left) >= beside_side;
            side = fits.then_some(left.min(SIDE_COLUMNS.1));
        }
        (tree, side)
    }

    /// Where lists and cards lie: between header and status line.
    pub const fn over(&self) -> Rect {
        Rect {
            x: 0,
            y: if self.height > 0 { 1 } else { 0 },
            width: self.width,
            height: self.height.saturating_sub(3),
        }
    }

    /// A strip at the foot for so many lines; at least half of the page stays in sight.
    pub fn strip(&self, lines: usize) -> Rect {
        let over = self.over();
        let most = STRIP_ROWS.min(over.height / 2).max(1);
        let rows = u16::try_from(lines).unwrap_or(u16::MAX).clamp(1, most);
        foot(over, rows + 1)
    }
}

/// What lies below the first rows of an area.
pub fn below(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.y + rows.min(area.height),
        height: area.height.saturating_sub(rows),
        ..area
    }
}

pub fn foot(area: Rect, rows: u16) -> Rect {
    below(area, area.height.saturating_sub(rows))
}

/// What a frame leaves free: its first row is the title, and a blank column stands at each side.
pub const fn framed(area: Rect) -> Rect {
    let title = if area.height > 0 { 1 } else { 0 };
    let side = if area.width > 0 { 1 } else { 0 };
    Rect {
        x: area.x + side,
        y: area.y + title,
        width: area.width.saturating_sub(2),
        height: area.height - title,
    }
}

/// One blank column on both sides of the text.
const fn margin(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(width: u16) -> Shape {
        Shape::of(&Settings::default(), (width, 24), Pane::Reader)
    }

    #[test]
    fn prose_has_its_columns_before_the_tree_and_the_third_column() {
        // The tree without the blank before the rule, the page, and the third column without its rule and blanks.
        for (width, expected) in [
            (80, (23, 54, None)),
            (98, (23, 72, None)),
            (119, (44, 72, None)),
            (120, (23, 68, Some(22))),
            (124, (23, 72, Some(22))),
            (140, (31, 72, Some(30))),
        ] {
            let Panes {
                tree, reader, side, ..
            } = shape(width).panes();
            let columns = (
                tree.unwrap().width - 1,
                reader.unwrap().width,
                side.map(|side| side.width - RULE),
            );
            assert_eq!(columns, expected, "{width}");
        }
        for width in THREE_COLUMNS_FROM..300 {
            for tree in [true, false] {
                for tree_width in [None, Some(12), Some(60), Some(100)] {
                    let panes = Shape {
                        tree,
                        tree_width,
                        ..shape(width)
                    }
                    .panes();
                    let least = if panes.side.is_some() { 68 } else { 0 };
                    assert!(panes.reader.unwrap().width >= least, "{panes:?}");
                }
            }
        }
    }

    #[test]
    fn parts_never_overlap_nor_leave_the_screen() {
        let sizes = (0..=200).flat_map(|width| (0..=60).map(move |height| (width, height)));
        let looks = [(true, false), (false, false), (true, true)];
        for ((width, height), (tree, zoom)) in sizes.flat_map(|size| looks.map(|look| (size, look)))
        {
            let shape = Shape {
                height,
                tree,
                zoom,
                ..shape(width)
            };
            if shape.is_too_small() {
                continue;
            }
            let panes = shape.panes();
            let parts = [panes.tree, panes.rule, panes.reader, panes.side];
            let mut before: Vec<Rect> = Vec::new();
            for part in parts.into_iter().flatten() {
                let is_inside = part.right() <= width && part.bottom() <= height - 2;
                let is_apart = before.iter().all(|other| !part.intersects(*other));
                assert!(is_inside && is_apart, "{shape:?} {part:?}");
                before.push(part);
            }
        }
    }
}
