//! Which part of the screen lies where, as one pure function asked by update and by drawing.

use ratatui::layout::Rect;

/// Below this a screen holds nothing worth reading.
pub const SMALLEST: (u16, u16) = (30, 8);

/// Below this width one pane is shown at a time.
pub const ONE_PANE_BELOW: u16 = 60;

/// From this width a third column stands at the right.
pub const THREE_COLUMNS_FROM: u16 = 120;

/// The columns that the page keeps beside the tree: fifty of text, the rule, and a blank column at each side.
const PAGE_KEEPS: u16 = 53;

/// The narrowest tree, and the widest that nobody asked for on a screen that is not wide.
const TREE_COLUMNS: (u16, u16) = (24, 28);

/// The columns in which the page has its whole measure, with the rule and the blank columns at its sides.
const PAGE_NEEDS: u16 = 75;

/// The widest tree that nobody asked for: no title is longer.
const WIDEST_TREE: u16 = 44;

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

    /// How many lines of the page are visible.
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
        let (body, side) = self.cut_side(body);
        if !self.tree {
            return Panes {
                side,
                ..only_reader(body)
            };
        }
        let tree = self.tree_columns(body.width);
        let rest = body.width.saturating_sub(tree + 1);
        Panes {
            tree: Some(Rect {
                width: tree,
                ..body
            }),
            rule: Some(Rect {
                x: tree,
                width: 1,
                ..body
            }),
            reader: Some(margin(Rect {
                x: tree + 1,
                width: rest,
                ..body
            })),
            side,
            ..Panes::default()
        }
    }

    fn cut_side(&self, body: Rect) -> (Rect, Option<Rect>) {
        if self.width < THREE_COLUMNS_FROM {
            return (body, None);
        }
        let width = (self.width / 4).clamp(30, 44);
        let rest = body.width.saturating_sub(width);
        (
            Rect {
                width: rest,
                ..body
            },
            Some(Rect {
                x: rest,
                width,
                ..body
            }),
        )
    }

    fn tree_columns(&self, width: u16) -> u16 {
        let (least, most) = TREE_COLUMNS;
        // What the page does not need for its measure goes to the titles.
        let spare = width.saturating_sub(PAGE_NEEDS).clamp(30, WIDEST_TREE);
        let most = if width < 100 { most } else { spare };
        let free = width.saturating_sub(PAGE_KEEPS).clamp(least, most);
        let own = self.tree_width.unwrap_or(free);
        own.clamp(12, width.saturating_sub(24).max(12))
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
        let height = (rows + 1).min(over.height);
        Rect {
            y: over.bottom() - height,
            height,
            ..over
        }
    }
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

    #[test]
    fn parts_never_overlap_nor_leave_the_screen() {
        for width in 0..=200 {
            for height in 0..=60 {
                for (tree, zoom) in [(true, false), (false, false), (true, true)] {
                    let shape = Shape {
                        width,
                        height,
                        tree,
                        zoom,
                        focus: Pane::Reader,
                        tree_width: None,
                    };
                    let panes = shape.panes();
                    if shape.is_too_small() {
                        continue;
                    }
                    let parts: Vec<Rect> = [panes.tree, panes.rule, panes.reader, panes.side]
                        .into_iter()
                        .flatten()
                        .collect();
                    for (index, part) in parts.iter().enumerate() {
                        assert!(
                            part.right() <= width && part.bottom() <= height - 2,
                            "{shape:?} {part:?}"
                        );
                        assert!(
                            parts
                                .iter()
                                .skip(index + 1)
                                .all(|other| !part.intersects(*other)),
                            "{shape:?}"
                        );
                    }
                }
            }
        }
    }
}
