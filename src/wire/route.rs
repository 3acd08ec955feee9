//! The shortest cursor movement from one cell to another.

use ratatui::layout::Position;

use super::bytes::Bytes;
use super::terminal::{CursorPlace, ScrollMargins};

/// More single steps than this are never shorter than one sequence.
const MOST_STEPS: u16 = 4;

/// A movement along one axis.
#[derive(Clone, Copy)]
enum Movement {
    Nothing,
    /// `ESC [ number last`, where 1 needs no digits.
    Control(u16, u8),
    /// To the start of the line, and so many columns on.
    Return(u16),
    Repeat(u8, u16),
}

/// With `alone` the terminal can address a column or a row alone.
pub(super) fn route(
    from: Option<CursorPlace>,
    to: Position,
    margins: ScrollMargins,
    alone: bool,
) -> Bytes {
    let Some((across, down)) = parts(from, to, margins, alone) else {
        return absolute(to);
    };
    // The column first: a carriage return brings back a cursor that stands behind the last column.
    let mut path = Bytes::EMPTY;
    across.write(&mut path);
    down.write(&mut path);
    path
}

/// The length of a route in bytes.
pub(super) fn length(
    from: Option<CursorPlace>,
    to: Position,
    margins: ScrollMargins,
    alone: bool,
) -> usize {
    let parts = parts(from, to, margins, alone);
    parts.map_or_else(
        || absolute_length(to),
        |(across, down)| across.len() + down.len(),
    )
}

/// The shortest movement along each axis, if both together are shorter than an absolute address.
fn parts(
    from: Option<CursorPlace>,
    to: Position,
    margins: ScrollMargins,
    alone: bool,
) -> Option<(Movement, Movement)> {
    let from = from?;
    let across = column_movement(from, to.x, margins, alone);
    let down = row_movement(from.row, to.y, margins, alone);
    let is_shorter = across.length.saturating_add(down.length) < absolute_length(to);
    across.part.zip(down.part).filter(|_| is_shorter)
}

/// The shortest of the movements offered so far; of equally short ones, the first.
#[derive(Clone, Copy)]
struct ShortestMovement {
    part: Option<Movement>,
    length: usize,
}

impl ShortestMovement {
    const NONE: Self = Self {
        part: None,
        length: usize::MAX,
    };

    /// Offers another movement, if it is possible.
    const fn or(self, is_possible: bool, part: Movement) -> Self {
        let length = part.len();
        if is_possible && length < self.length {
            return Self {
                part: Some(part),
                length,
            };
        }
        self
    }
}

impl Movement {
    const fn len(self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Control(1, _) => 3,
            Self::Control(number, _) => 3 + digits(number),
            Self::Return(0) => 1,
            Self::Return(steps) => 1 + Self::Control(steps, b'C').len(),
            Self::Repeat(_, times) => times as usize,
        }
    }

    fn write(self, bytes: &mut Bytes) {
        match self {
            Self::Nothing => {}
            Self::Control(number, last) => bytes.extend(Bytes::control(number, last).as_slice()),
            Self::Return(0) => bytes.push(b'\r'),
            Self::Return(steps) => {
                bytes.push(b'\r');
                Self::Control(steps, b'C').write(bytes);
            }
            Self::Repeat(byte, times) => {
                for _ in 0..times {
                    bytes.push(byte);
                }
            }
        }
    }
}

const fn digits(number: u16) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10_000 => 4,
        _ => 5,
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

fn absolute_length(to: Position) -> usize {
    let number = |number: u16| digits(number.saturating_add(1));
    let row = if to.y > 0 { number(to.y) } else { 0 };
    let column = if to.x > 0 { 1 + number(to.x) } else { 0 };
    3 + row + column
}

fn column_movement(
    from: CursorPlace,
    to: u16,
    margins: ScrollMargins,
    alone: bool,
) -> ShortestMovement {
    let start = margins.line_start(from.column);
    let returns = to == start || (to > start && margins.joins_columns(start, to));
    let is_near = from.is_settled && margins.joins_columns(from.column, to);
    let back = from.column.wrapping_sub(to);
    ShortestMovement::NONE
        .or(alone, Movement::Control(to.saturating_add(1), b'G'))
        .or(returns, Movement::Return(to.wrapping_sub(start)))
        .or(is_near, straight(from.column, to, b'D', b'C'))
        .or(
            is_near && back <= MOST_STEPS,
            Movement::Repeat(b'\x08', back),
        )
}

fn row_movement(from: u16, to: u16, margins: ScrollMargins, alone: bool) -> ShortestMovement {
    let is_near = margins.joins_rows(from, to);
    let down = to.wrapping_sub(from);
    ShortestMovement::NONE
        .or(from == to, Movement::Nothing)
        .or(alone, Movement::Control(to.saturating_add(1), b'd'))
        .or(is_near, straight(from, to, b'A', b'B'))
        .or(is_near && down <= MOST_STEPS, Movement::Repeat(b'\n', down))
}

fn straight(from: u16, to: u16, less: u8, more: u8) -> Movement {
    match (from.checked_sub(to), to.checked_sub(from)) {
        (Some(0), _) => Movement::Nothing,
        (Some(steps), _) => Movement::Control(steps, less),
        (None, steps) => Movement::Control(steps.unwrap_or_default(), more),
    }
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
    fn lengths_are_those_of_what_is_written() {
        for number in [0, 1, 2, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 65_535] {
            for part in [Movement::Control(number, b'C'), Movement::Return(number)] {
                let mut bytes = Bytes::EMPTY;
                part.write(&mut bytes);
                assert_eq!(bytes.len(), part.len(), "{number}");
            }
            for to in [Position::new(number, 0), Position::new(7, number)] {
                assert_eq!(absolute(to).len(), absolute_length(to), "{to}");
            }
        }
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
