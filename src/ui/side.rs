//! The third column of a wide screen: the outline, and the sources cited by the lines in view.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::paint::{Row, shorten};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    for y in 0..area.height {
        if let Some(mut row) = Row::of(cells, area, y) {
            row.put(signs(app.settings.symbols).rule, theme.rule);
        }
    }
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(3),
        ..area
    };
    let below = outline(app, theme, cells, inner);
    sources(
        app,
        theme,
        cells,
        Rect {
            y: inner.y + below,
            height: inner.height.saturating_sub(below),
            ..inner
        },
    );
}

fn outline(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) -> u16 {
    let headings = &app.reader.layout.headings;
    let here = headings
        .iter()
        .rposition(|heading| heading.line <= app.reader.focus());
    let half = area.height / 2;
    let mut y = 0;
    for (number, heading) in headings.iter().enumerate().take(usize::from(half)) {
        let Some(mut row) = Row::of(cells, area, y) else {
            break;
        };
        let style = if Some(number) == here {
            theme.selected_away
        } else {
            theme.dim
        };
        let mark = if Some(number) == here { "> " } else { "  " };
        row.put(mark, style).put(
            &"  ".repeat(usize::from(heading.level.saturating_sub(2))),
            style,
        );
        row.put(
            &shorten(
                &heading.title,
                row.room(),
                signs(app.settings.symbols).ellipsis,
            ),
            style,
        );
        y += 1;
    }
    y + 1
}

/// The sources that the visible lines cite.
fn sources(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let visible = app.reader.visible(app.reader_height());
    let mut cited: Vec<(usize, &str)> = app
        .reader
        .layout
        .citations
        .iter()
        .filter(|citation| visible.contains(&citation.line))
        .map(|citation| (citation.number, citation.id.as_str()))
        .collect();
    cited.sort_unstable();
    cited.dedup();
    let mut y = 0;
    for (number, id) in cited {
        let Some(source) = app.library().sources().get(id) else {
            continue;
        };
        let year = source
            .year
            .map(|year| format!(", {year}"))
            .unwrap_or_default();
        let second = format!("    {}{year}; {}", source.kind, source.quality);
        for (text, style) in [
            (format!("[{number}] {}", source.title), theme.text),
            (second, theme.dim),
        ] {
            let Some(mut row) = Row::of(cells, area, y) else {
                return;
            };
            row.put(
                &shorten(&text, row.room(), signs(app.settings.symbols).ellipsis),
                style,
            );
            y += 1;
        }
    }
}
