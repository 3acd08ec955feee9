//! The shortest cursor movement from one cell to another.

use ratatui::layout::Position;

use super::bytes::Bytes;
use super::terminal::{CursorPlace, ScrollMargins};

/// More single steps than this are never shorter than one sequence.
const MOST_STEPS: u16 = 4;

/// The shortest way to a cell. With `alone` the terminal can address a column or a row alone.
pub(super) fn route(
    from: Option<CursorPlace>,
    to: Position,
    margins: ScrollMargins,
    alone: bool,
) -> Bytes {
    let absolute = absolute(to);
    let parts = from.and_then(|from| {
        let across = column_movement(from, to.x, margins, alone)?;
        Some((across, row_movement(from.row, to.y, margins, alone)?))
    });
    let Some((mut path, down)) = parts else {
        return absolute;
    };
    // The column first: a carriage return brings back a cursor that stands behind the last column.
    path.extend(down.as_slice());
    if path.len() < absolute.len() {
        path
    } else {
        absolute
    }
}

fn absolute(to: Position) -> Bytes {
    let mut bytes = Bytes::EMPTY;
    bytes.extend(b"\x1b[");
    if to.y > 0 {
        bytes.number(to.y.saturating_add(1));
    }
    if to.x > 0 {
        bytes.push(b';');
        bytes.number(to.x.saturating_add(1));
    }
    bytes.push(b'H');
    bytes
}

fn column_movement(
    from: CursorPlace,
    to: u16,
    margins: ScrollMargins,
    alone: bool,
) -> Option<Bytes> {
    let start = margins.line_start(from.column);
    let returns = to == start || (to > start && margins.joins_columns(start, to));
    let is_near = from.is_settled && margins.joins_columns(from.column, to);
    let back = from.column.wrapping_sub(to);
    shortest([
        alone.then(|| Bytes::control(to.saturating_add(1), b'G')),
        returns.then(|| returned(to.wrapping_sub(start))),
        is_near.then(|| straight(from.column, to, b'D', b'C')),
        (is_near && back <= MOST_STEPS).then(|| repeated(b'\x08', back)),
    ])
}

fn row_movement(from: u16, to: u16, margins: ScrollMargins, alone: bool) -> Option<Bytes> {
    let is_near = margins.joins_rows(from, to);
    let down = to.wrapping_sub(from);
    shortest([
        (from == to).then_some(Bytes::EMPTY),
        alone.then(|| Bytes::control(to.saturating_add(1), b'd')),
        is_near.then(|| straight(from, to, b'A', b'B')),
        (is_near && down <= MOST_STEPS).then(|| repeated(b'\n', down)),
    ])
}

/// The shortest of the ways that there are; of equally short ones, the first.
fn shortest<const N: usize>(ways: [Option<Bytes>; N]) -> Option<Bytes> {
    ways.into_iter().flatten().min_by_key(Bytes::len)
}

/// To the start of the line, and so many columns on.
fn returned(steps: u16) -> Bytes {
    let mut bytes = repeated(b'\r', 1);
    bytes.extend(straight(0, steps, b'D', b'C').as_slice());
    bytes
}

fn straight(from: u16, to: u16, less: u8, more: u8) -> Bytes {
    match from.abs_diff(to) {
        0 => Bytes::EMPTY,
        steps => Bytes::control(steps, if to < from { less } else { more }),
    }
}

fn repeated(byte: u8, times: u16) -> Bytes {
    let mut bytes = Bytes::EMPTY;
    (0..times).for_each(|_| bytes.push(byte));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: ScrollMargins = ScrollMargins::none(80, 24);

    fn path(from: (u16, u16), to: (u16, u16), margins: ScrollMargins) -> String {
        let from = CursorPlace::at(Position::new(from.0, from.1));
        let to = Position::new(to.0, to.1);
        route(Some(from), to, margins, true)
            .as_slice()
            .escape_ascii()
            .to_string()
    }

    #[test]
    fn ways_are_short() {
        assert_eq!(path((5, 5), (5, 5), SCREEN), "");
        assert_eq!(path((9, 5), (0, 6), SCREEN), r"\r\n");
        assert_eq!(path((9, 5), (28, 6), SCREEN), r"\x1b[29G\n");
        assert_eq!(path((9, 5), (7, 5), SCREEN), r"\x08\x08");
        assert_eq!(path((9, 5), (10, 5), SCREEN), r"\x1b[C");
        assert_eq!(path((9, 5), (0, 0), SCREEN), r"\x1b[H");
        assert_eq!(path((9, 5), (9, 20), SCREEN), r"\x1b[21d");
    }

    #[test]
    fn ways_meet_no_margin() {
        let reader = ScrollMargins {
            top: 1,
            bottom: 20,
            left: 28,
            right: 79,
        };
        assert_eq!(path((40, 5), (28, 6), reader), r"\r\n");
        assert_eq!(path((40, 20), (28, 21), reader), r"\r\x1b[22d");
        assert_eq!(path((4, 5), (30, 5), reader), r"\x1b[31G");
        assert_eq!(path((30, 5), (27, 5), reader), r"\x1b[28G");
    }

    #[test]
    fn behind_the_last_column_only_sure_ways_count() {
        let edge = CursorPlace {
            column: 79,
            row: 5,
            is_settled: false,
        };
        let path = |x, y| {
            route(Some(edge), Position::new(x, y), SCREEN, true)
                .as_slice()
                .escape_ascii()
                .to_string()
        };
        assert_eq!(path(78, 5), r"\x1b[79G");
        assert_eq!(path(0, 6), r"\r\n");
        assert_eq!(path(79, 6), r"\x1b[80G\n");
    }
}
