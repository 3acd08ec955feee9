//! A frame as an app draws it, and what the next frame can take over from it.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::side::Beside;
use crate::layout::Layout;
use crate::ui::theme::Theme;
use crate::ui::{self, Drawn, Part, View};
use crate::wire::{Frame, KeptRow, LinkSpan, Scroll};

/// A frame, which lines of which page are on it, and what stands beside them.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    pub(super) frame: Frame,
    view: Option<View>,
    pub(super) beside: Beside,
    /// What its status line tells of the lines in sight.
    told: Option<usize>,
    /// The line its cursor stands on.
    focus: usize,
    /// Whether the terminal moved lines of the page that the cells do not have where they are now.
    lags: bool,
}

impl Picture {
    pub(super) fn of(app: &App, cells: Buffer) -> Self {
        let (cells, drawn) = screen(app, cells);
        Self::new(app, cells, drawn, None)
    }

    /// A frame on cells that differ from it in the lines of the page alone, and perhaps in what stands beside them.
    pub(super) fn scrolled(app: &App, mut cells: Buffer, with_side: bool) -> Self {
        let theme = Theme::at(app.settings.theme);
        let part = Part {
            rows: 0..u16::MAX,
            side: with_side,
            status: true,
        };
        let (drawn, redrawn) = ui::render_lines(app, theme, &mut cells, &part);
        Self::new(app, cells, drawn, Some(redrawn))
    }

    /// How far the lines of the page moved since, if that and the status line is all that changed.
    pub(super) fn moved_until(&self, app: &App) -> Option<Scroll> {
        let (before, layout, top) = (self.view.as_ref()?, &app.reader.layout, app.reader.top());
        let height = app.reader_height();
        let all_else_stands = Arc::ptr_eq(&before.layout, layout)
            && layout.held(before.top, height) == layout.held(top, height)
            && (self.beside == app.beside() || app.panes().side.is_none());
        let lines = before.lines_until(top).filter(|_| all_else_stands)?;
        let is_part = (1..before.area.height).contains(&lines.unsigned_abs());
        is_part.then_some(Scroll {
            area: before.area,
            lines,
        })
    }

    /// Draws the lines that come when the terminal moves what stays in sight, and the status line if it tells another
    /// place, which is given back as it was. The lines that stay are where they were until [`settle`](Self::settle).
    pub(super) fn go_on(&mut self, app: &App, Scroll { area, lines }: Scroll) -> Option<KeptRow> {
        let (panes, told) = (app.panes(), app.told_until());
        let before = (self.told != told).then(|| self.frame.kept(panes.status.y));
        let pane = panes.reader.unwrap_or_default();
        let [top, bottom] = [area.top(), area.bottom()].map(|y| y - pane.y);
        let rows = match lines.unsigned_abs() {
            new if lines > 0 => bottom - new..bottom,
            new => top..top + new,
        };
        let theme = Theme::at(app.settings.theme);
        let part = Part {
            rows,
            side: false,
            status: before.is_some(),
        };
        let (drawn, redrawn) = ui::render_lines(app, theme, &mut self.frame.cells, &part);
        self.frame.move_links(area, lines);
        self.frame.links.extend(links(&drawn));
        self.frame.cursor = drawn.cursor;
        self.frame.redrawn = Some(redrawn);
        self.view = drawn.view;
        self.beside = app.beside();
        (self.told, self.focus) = (told, app.reader.focus());
        self.lags = true;
        before
    }

    /// Brings all lines to where the terminal shows them, whichever were scrolled to since. Whether that can be done:
    /// not once another page is open.
    pub(super) fn settle(&mut self, app: &App) -> bool {
        let Some(view) = self.view.as_ref().filter(|_| self.lags) else {
            return true;
        };
        if !Arc::ptr_eq(&view.layout, &app.reader.layout) {
            return false;
        }
        let theme = Theme::at(app.settings.theme);
        ui::render_view(app, theme, &mut self.frame.cells, view);
        self.lags = false;
        true
    }

    /// Whether the page stands where it stood, as when it could be scrolled no further.
    pub(super) fn stands_still(&self, app: &App) -> bool {
        let now = (app.reader.top(), app.reader.focus());
        self.view.as_ref().is_some_and(|view| {
            Arc::ptr_eq(&view.layout, &app.reader.layout) && (view.top, self.focus) == now
        })
    }

    /// Whether it is what the app would draw from nothing.
    pub(super) fn shows(&self, app: &App) -> bool {
        let mut whole = self.clone();
        whole.settle(app);
        let anew = Self::of(app, Buffer::default()).frame;
        (whole.frame.cells, whole.frame.cursor) == (anew.cells, anew.cursor)
    }

    fn new(app: &App, cells: Buffer, drawn: Drawn, redrawn: Option<[Rect; 3]>) -> Self {
        Self {
            frame: Frame {
                cells,
                cursor: drawn.cursor,
                links: links(&drawn),
                scroll: None,
                redrawn,
            },
            view: drawn.view,
            beside: app.beside(),
            told: app.told_until(),
            focus: app.reader.focus(),
            lags: false,
        }
    }

    /// How far the same page moved in the same place since an earlier frame.
    pub(super) fn moved_since(&self, before: &Self) -> Option<Scroll> {
        let (before, now) = (before.view.as_ref()?, self.view.as_ref()?);
        let is_same = before.area == now.area && Arc::ptr_eq(&before.layout, &now.layout);
        let lines = before.lines_until(now.top).filter(|_| is_same)?;
        (lines != 0).then_some(Scroll {
            area: now.area,
            lines,
        })
    }
}

/// All that an app shows, drawn on these cells.
pub(super) fn screen(app: &App, mut cells: Buffer) -> (Buffer, Drawn) {
    let (width, height) = app.size();
    cells.resize(Rect::new(0, 0, width, height));
    let drawn = ui::render(app, Theme::at(app.settings.theme), &mut cells);
    (cells, drawn)
}

fn links(drawn: &Drawn) -> Vec<LinkSpan> {
    let span = |link: &ui::DrawnLink| LinkSpan {
        row: link.row,
        start: link.start,
        end: link.end,
        url: link.url.clone(),
    };
    drawn.links.iter().map(span).collect()
}
