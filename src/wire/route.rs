//! The shortest way for the cursor from one place to another.

use ratatui::layout::Position;

use super::bytes::Bytes;
use super::terminal::{Margins, Place};

/// More single steps than this are never shorter than one sequence.
const MOST_STEPS: u16 = 4;

/// With `alone` a column or a row can be addressed alone.
pub(super) fn route(from: Option<Place>, to: Position, margins: Margins, alone: bool) -> Bytes {
    let mut best = absolute(to);
    let Some(from) = from else {
        return best;
    };
    let skipped = usize::from(!alone);
    for across in ways_across(from, to.x, margins)
        .into_iter()
        .skip(skipped)
        .flatten()
    {
        for down in ways_down(from.row, to.y, margins, alone)
            .into_iter()
            .flatten()
        {
            // Across first: a carriage return settles a cursor behind the last column.
            let mut way = across;
            way.extend(down.as_slice());
            if way.len() < best.len() {
                best = way;
            }
        }
    }
    best
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

/// The first way addresses the column alone.
fn ways_across(from: Place, to: u16, margins: Margins) -> [Option<Bytes>; 4] {
    let start = margins.line_start(from.column);
    let mut back = Bytes::repeated(b"\r", 1);
    let from_start = match to.checked_sub(start) {
        Some(0) => Some(back),
        Some(steps) if margins.joins_columns(start, to) => {
            back.extend(Bytes::control(steps, b'C').as_slice());
            Some(back)
        }
        _ => None,
    };
    let is_near = from.is_settled && margins.joins_columns(from.column, to);
    [
        Some(Bytes::control(to.saturating_add(1), b'G')),
        from_start,
        is_near.then(|| straight(from.column, to, b'D', b'C')),
        (is_near && from.column.wrapping_sub(to) <= MOST_STEPS)
            .then(|| Bytes::repeated(b"\x08", from.column - to)),
    ]
}

fn ways_down(from: u16, to: u16, margins: Margins, alone: bool) -> [Option<Bytes>; 3] {
    if from == to {
        return [Some(Bytes::EMPTY), None, None];
    }
    let is_near = margins.joins_rows(from, to);
    [
        alone.then(|| Bytes::control(to.saturating_add(1), b'd')),
        is_near.then(|| straight(from, to, b'A', b'B')),
        (is_near && to.wrapping_sub(from) <= MOST_STEPS).then(|| Bytes::repeated(b"\n", to - from)),
    ]
}

fn straight(from: u16, to: u16, less: u8, more: u8) -> Bytes {
    match (from.checked_sub(to), to.checked_sub(from)) {
        (Some(0), _) => Bytes::EMPTY,
        (Some(steps), _) => Bytes::control(steps, less),
        (None, steps) => Bytes::control(steps.unwrap_or_default(), more),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Margins = Margins::none(80, 24);

    fn way(from: (u16, u16), to: (u16, u16), margins: Margins) -> String {
        let from = Place::at(Position::new(from.0, from.1));
        let to = Position::new(to.0, to.1);
        route(Some(from), to, margins, true)
            .as_slice()
            .escape_ascii()
            .to_string()
    }

    #[test]
    fn ways_are_short() {
        assert_eq!(way((5, 5), (5, 5), SCREEN), "");
        assert_eq!(way((9, 5), (0, 6), SCREEN), r"\r\n");
        assert_eq!(way((9, 5), (28, 6), SCREEN), r"\x1b[29G\n");
        assert_eq!(way((9, 5), (7, 5), SCREEN), r"\x08\x08");
        assert_eq!(way((9, 5), (10, 5), SCREEN), r"\x1b[C");
        assert_eq!(way((9, 5), (0, 0), SCREEN), r"\x1b[H");
        assert_eq!(way((9, 5), (9, 20), SCREEN), r"\x1b[21d");
    }

    #[test]
    fn ways_meet_no_margin() {
        let reader = Margins {
            top: 1,
            bottom: 20,
            left: 28,
            right: 79,
        };
        assert_eq!(way((40, 5), (28, 6), reader), r"\r\n");
        assert_eq!(way((40, 20), (28, 21), reader), r"\r\x1b[22d");
        assert_eq!(way((4, 5), (30, 5), reader), r"\x1b[31G");
        assert_eq!(way((30, 5), (27, 5), reader), r"\x1b[28G");
    }

    #[test]
    fn behind_the_last_column_only_sure_ways_count() {
        let edge = Place {
            column: 79,
            row: 5,
            is_settled: false,
        };
        let way = |x, y| {
            route(Some(edge), Position::new(x, y), SCREEN, true)
                .as_slice()
                .escape_ascii()
                .to_string()
        };
        assert_eq!(way(78, 5), r"\x1b[79G");
        assert_eq!(way(0, 6), r"\r\n");
        assert_eq!(way(79, 6), r"\x1b[80G\n");
    }
}
