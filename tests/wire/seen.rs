//! What a terminal should show of a frame, and whether an emulator does.

use calcinosis::wire::{Frame, LinkSpan};
use ratatui::buffer::CellWidth;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::emulator::{Cell, Emulator, Look};

/// What cannot be seen on a cell is left out.
fn seen(symbol: &str, look: Look, link: Option<&str>) -> Cell {
    let shown = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
    let look = match symbol {
        "" => Look::default(),
        " " if !look.modifiers.intersects(shown) => Look {
            background: look.background,
            ..Look::default()
        },
        " " => Look {
            modifiers: look.modifiers & shown,
            ..look
        },
        _ => look,
    };
    let link = link.filter(|_| !symbol.is_empty()).map(str::to_owned);
    Cell {
        symbol: symbol.to_owned(),
        look,
        link,
    }
}

/// Terminals differ about bold and dim together.
fn agreed(modifiers: Modifier) -> Modifier {
    let dim = if modifiers.contains(Modifier::BOLD) {
        Modifier::DIM
    } else {
        Modifier::empty()
    };
    modifiers - dim
}

/// The cells of a row of a frame, as any terminal should show them.
fn expected(frame: &Frame, row: u16) -> Vec<Cell> {
    let width = frame.cells.area.width;
    let mut cells = Vec::new();
    while cells.len() < usize::from(width) {
        let column = u16::try_from(cells.len()).unwrap();
        let cell = &frame.cells[(column, row)];
        let fits = column + cell.symbol().cell_width() <= width;
        let symbol = if fits { cell.symbol() } else { " " };
        let look = Look {
            foreground: cell.fg,
            background: cell.bg,
            modifiers: agreed(cell.modifier),
        };
        let covers = |link: &&LinkSpan| link.row == row && (link.start..link.end).contains(&column);
        let link = frame
            .links
            .iter()
            .find(covers)
            .map(|link| link.url.as_str());
        cells.push(seen(symbol, look, link));
        cells.extend((1..symbol.cell_width()).map(|_| seen("", Look::default(), None)));
    }
    cells
}

/// What can be seen of an emulator's cells.
pub fn shown(emulator: &Emulator) -> Vec<Vec<Cell>> {
    let seen = |cell: &Cell| seen(&cell.symbol, cell.look, cell.link.as_deref());
    let rows = emulator.cells.iter();
    rows.map(|row| row.iter().map(seen).collect()).collect()
}

pub fn check_emulator(emulator: &Emulator, frame: &Frame) {
    for (row, shown) in (0..).zip(shown(emulator)) {
        assert_eq!(shown, expected(frame, row), "row {row}");
    }
    assert_eq!(emulator.is_cursor_shown, frame.cursor.is_some());
    if let Some(Position { x, y }) = frame.cursor {
        assert_eq!(emulator.cursor, Some((y.into(), x.into())));
    }
}

fn vt100_look(cell: &vt100::Cell) -> Look {
    let colour = |colour| match colour {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(1) => Color::Red,
        vt100::Color::Idx(15) => Color::White,
        vt100::Color::Idx(number) => Color::Indexed(number),
        vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    };
    let modifiers = [
        (cell.bold(), Modifier::BOLD),
        (cell.dim(), Modifier::DIM),
        (cell.italic(), Modifier::ITALIC),
        (cell.underline(), Modifier::UNDERLINED),
        (cell.inverse(), Modifier::REVERSED),
    ];
    let modifiers = modifiers.into_iter().filter(|(on, _)| *on);
    Look {
        foreground: colour(cell.fgcolor()),
        background: colour(cell.bgcolor()),
        modifiers: modifiers.map(|(_, modifier)| modifier).collect(),
    }
}

pub fn check_vt100(screen: &vt100::Screen, frame: &Frame) {
    let area = frame.cells.area;
    for row in 0..area.height {
        let shown: Vec<_> = (0..area.width)
            .map(|column| {
                let cell = screen.cell(row, column).unwrap();
                let symbol = match cell.contents() {
                    _ if cell.is_wide_continuation() => "",
                    "" => " ",
                    contents => contents,
                };
                seen(symbol, vt100_look(cell), None)
            })
            .collect();
        let wanted: Vec<_> = expected(frame, row)
            .into_iter()
            .map(|cell| Cell { link: None, ..cell })
            .collect();
        assert_eq!(shown, wanted, "row {row}");
    }
    assert_eq!(screen.hide_cursor(), frame.cursor.is_none());
    if let Some(Position { x, y }) = frame.cursor {
        assert_eq!(screen.cursor_position(), (y, x));
    }
}
