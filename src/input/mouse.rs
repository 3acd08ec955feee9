//! Mouse reports as terminals send them when asked as we ask, or when they know only the old way: only the left button and the wheel count.

use super::parameters::field;
use super::{Event, Mouse, MouseKind};

/// `ESC [ < buttons ; column ; row M`, or `m` for a release.
pub(super) fn report(body: &[u8], last: u8) -> Option<Event> {
    let buttons = field(body, 0)?;
    match last {
        b'M' => event(buttons, field(body, 1)?, field(body, 2)?),
        b'm' if buttons & 0b1100_0011 == 0 => {
            event(buttons | RELEASED, field(body, 1)?, field(body, 2)?)
        }
        _ => None,
    }
}

/// `ESC [ M` and three bytes, each 32 higher than what it says.
pub(super) fn old(bytes: &[u8]) -> Option<Event> {
    let mut numbers = bytes.iter().map(|byte| u32::from(*byte).checked_sub(32));
    event(numbers.next()??, numbers.next()??, numbers.next()??)
}

const RELEASED: u32 = 3;

fn event(buttons: u32, column: u32, row: u32) -> Option<Event> {
    const MOVED: u32 = 32;
    const HELD_KEYS: u32 = 4 | 8 | 16;
    let kind = match buttons & !HELD_KEYS {
        0 => MouseKind::Press,
        RELEASED => MouseKind::Release,
        MOVED => MouseKind::Drag,
        64 => MouseKind::WheelUp,
        65 => MouseKind::WheelDown,
        _ => return None,
    };
    let cell = |number: u32| u16::try_from(number.saturating_sub(1)).unwrap_or(u16::MAX);
    Some(Event::Mouse(Mouse {
        kind,
        column: cell(column),
        row: cell(row),
    }))
}
