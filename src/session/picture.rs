//! A frame as an app draws it, and what the next frame can take over from it.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::side::Beside;
use crate::ui::theme::Theme;
use crate::ui::{self, Drawn, View};
use crate::wire::{Frame, LinkSpan, Scroll};

/// A frame, which lines of which page are on it, and what stands beside them.
#[derive(Debug, Default)]
pub(super) struct Picture {
    pub(super) frame: Frame,
    view: Option<View>,
    pub(super) beside: Beside,
}

impl Picture {
    pub(super) fn of(app: &App, cells: Buffer) -> Self {
        let (cells, drawn) = screen(app, cells);
        Self::new(app, cells, drawn, None)
    }

    /// A frame on cells that differ from it in the lines of the page alone, and perhaps in what stands beside them.
    pub(super) fn scrolled(app: &App, mut cells: Buffer, with_side: bool) -> Self {
        let theme = Theme::at(app.settings.theme);
        let (drawn, redrawn) = ui::render_lines(app, theme, &mut cells, with_side);
        Self::new(app, cells, drawn, Some(redrawn))
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
        }
    }

    /// How far the same page moved in the same place since an earlier frame.
    pub(super) fn moved_since(&self, before: &Self) -> Option<Scroll> {
        let (before, now) = (before.view.as_ref()?, self.view.as_ref()?);
        let is_same = before.area == now.area && Arc::ptr_eq(&before.layout, &now.layout);
        if !is_same || before.top == now.top {
            return None;
        }
        let lines = i16::try_from(now.top.cast_signed() - before.top.cast_signed()).ok()?;
        Some(Scroll {
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
