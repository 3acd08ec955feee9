//! What one whole sequence from a terminal means; everything unknown means nothing.

use super::key::{Key, KeyCode, Modifiers};
use super::{Event, Mouse, MouseKind, Report};

/// What a report of the mouse says of its buttons when none is held any more.
const RELEASED: u32 = 3;

/// An ASCII byte outside any sequence. Ctrl-h, Ctrl-i, Ctrl-j and Ctrl-m are other keys on old terminals.
pub(super) const fn ascii(byte: u8) -> Key {
    match byte {
        0x00 => Key::ctrl(' '),
        0x08 | 0x7f => Key::plain(KeyCode::Backspace),
        b'\t' => Key::plain(KeyCode::Tab),
        b'\r' | b'\n' => Key::plain(KeyCode::Enter),
        0x01..=0x1a => Key::ctrl((byte + 0x60) as char),
        0x1b => Key::plain(KeyCode::Escape),
        0x1c..=0x1f => Key::ctrl((byte + 0x40) as char),
        _ => Key::char(byte as char),
    }
}

/// `ESC [ body last`.
pub(super) fn control(body: &[u8], last: u8) -> Option<Event> {
    match body.split_first() {
        Some((b'<', rest)) => mouse(rest, last),
        Some((b'?', rest)) => private(rest, last),
        Some((b'>' | b'=', _)) => None,
        _ if last == b'R' && field(body, 0).is_some_and(|row| row != 1) => {
            Some(Event::Report(Report::CursorAt {
                row: field(body, 0)?,
                column: field(body, 1)?,
            }))
        }
        _ => key_report(body, last).map(Event::Key),
    }
}

/// `ESC O body last`: cursor keys, function keys and the keypad in application mode.
pub(super) fn single(body: &[u8], last: u8) -> Option<Event> {
    let held = modifiers(field(body, 0).or(Some(1)))?;
    let code = match last {
        b'a'..=b'd' => {
            return Some(Event::Key(Key::new(
                arrow(last - 0x20)?,
                Modifiers::CONTROL,
            )));
        }
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b' ' => KeyCode::Char(' '),
        b'X' => KeyCode::Char('='),
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        _ => arrow(last).or_else(|| function_letter(last))?,
    };
    Some(Event::Key(character_or(code, held)))
}

/// `ESC [ [ last`: F1 to F5 of the Linux console.
pub(super) fn console(_body: &[u8], last: u8) -> Option<Event> {
    let number = last.checked_sub(b'A').filter(|number| *number < 5)?;
    Some(Event::Key(Key::plain(KeyCode::F(number + 1))))
}

fn key_report(body: &[u8], last: u8) -> Option<Key> {
    let held = modifiers(field(body, 1).or(Some(1)));
    match last {
        b'~' if field(body, 0) == Some(27) => codepoint(field(body, 2)?, held?),
        b'~' => Some(Key::new(numbered(field(body, 0)?)?, held?)),
        b'u' => kitty(body),
        // The keypad of rxvt says by the last byte what is held.
        b'^' => Some(Key::new(numbered(field(body, 0)?)?, Modifiers::CONTROL)),
        b'$' => Some(Key::new(numbered(field(body, 0)?)?, Modifiers::SHIFT)),
        b'@' => Some(Key::new(
            numbered(field(body, 0)?)?,
            Modifiers {
                control: true,
                ..Modifiers::SHIFT
            },
        )),
        b'a'..=b'd' => Some(Key::new(arrow(last - 0x20)?, Modifiers::SHIFT)),
        b'Z' => Some(Key::shift(KeyCode::Tab)),
        _ if field(body, 0).unwrap_or(1) != 1 => None,
        _ if was_released(body) => None,
        _ => Some(Key::new(
            arrow(last).or_else(|| function_letter(last))?,
            held?,
        )),
    }
}

const fn arrow(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

const fn function_letter(letter: u8) -> Option<KeyCode> {
    match letter {
        b'P'..=b'S' => Some(KeyCode::F(letter - b'P' + 1)),
        _ => None,
    }
}

/// The number before `~`, as the VT220 and its heirs count them.
fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => function(number - 10)?,
        17..=21 => function(number - 11)?,
        23..=26 => function(number - 12)?,
        28 | 29 => function(number - 13)?,
        31..=34 => function(number - 14)?,
        _ => return None,
    })
}

fn function(number: u32) -> Option<KeyCode> {
    u8::try_from(number).ok().map(KeyCode::F)
}

/// `ESC [ code:shifted ; held:kind ; text u`, as kitty writes keys.
fn kitty(body: &[u8]) -> Option<Key> {
    if was_released(body) {
        return None;
    }
    let held = modifiers(field(body, 1).or(Some(1)))?;
    let code = field(body, 0)?;
    let shifted = subfield(body, 0, 1).filter(|_| held.shift);
    codepoint(field(body, 2).or(shifted).unwrap_or(code), held)
}

fn was_released(body: &[u8]) -> bool {
    subfield(body, 1, 1) == Some(3)
}

fn codepoint(code: u32, held: Modifiers) -> Option<Key> {
    let code = match code {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Escape,
        8 | 127 => KeyCode::Backspace,
        57_344..=63_743 => keypad(code)?,
        _ => KeyCode::Char(char::from_u32(code).filter(|letter| !letter.is_control())?),
    };
    Some(character_or(code, held))
}

/// The keypad in kitty's part of the private use area.
fn keypad(code: u32) -> Option<KeyCode> {
    const OPERATORS: [char; 5] = ['.', '/', '*', '-', '+'];
    let digit = |first: u32| u8::try_from(code - first).ok();
    Some(match code {
        57_399..=57_408 => KeyCode::Char(char::from(b'0' + digit(57_399)?)),
        57_409..=57_413 => KeyCode::Char(*OPERATORS.get(usize::from(digit(57_409)?))?),
        57_414 => KeyCode::Enter,
        57_415 => KeyCode::Char('='),
        57_417 => KeyCode::Left,
        57_418 => KeyCode::Right,
        57_419 => KeyCode::Up,
        57_420 => KeyCode::Down,
        57_421 => KeyCode::PageUp,
        57_422 => KeyCode::PageDown,
        57_423 => KeyCode::Home,
        57_424 => KeyCode::End,
        57_425 => KeyCode::Insert,
        57_426 => KeyCode::Delete,
        _ => return None,
    })
}

/// Shift is folded into a character, and Ctrl counts with the lower case letter.
fn character_or(code: KeyCode, held: Modifiers) -> Key {
    let KeyCode::Char(letter) = code else {
        return Key::new(code, held);
    };
    let letter = match held {
        Modifiers { control: true, .. } => letter.to_ascii_lowercase(),
        Modifiers { shift: true, .. } => letter.to_uppercase().next().unwrap_or(letter),
        _ => letter,
    };
    Key::new(
        KeyCode::Char(letter),
        Modifiers {
            shift: false,
            ..held
        },
    )
}

/// One more than the sum of shift 1, alt 2, control 4; a key with Super or Hyper is not ours.
fn modifiers(parameter: Option<u32>) -> Option<Modifiers> {
    const SHIFT: u32 = 1;
    const ALT: u32 = 2;
    const CONTROL: u32 = 4;
    const SUPER_AND_HYPER: u32 = 8 | 16;
    const META: u32 = 32;
    let bits = parameter?.checked_sub(1)?;
    (bits & SUPER_AND_HYPER == 0).then_some(Modifiers {
        control: bits & CONTROL != 0,
        alt: bits & (ALT | META) != 0,
        shift: bits & SHIFT != 0,
    })
}

/// `ESC [ ? body last`: what the terminal answers.
fn private(body: &[u8], last: u8) -> Option<Event> {
    let report = match last {
        b'c' => Report::DeviceAttributes,
        b'y' => {
            let mode = body.strip_suffix(b"$")?;
            let can = matches!(field(mode, 1), Some(1..=3));
            match field(mode, 0)? {
                69 => Report::LeftRightMargins(can),
                2004 => Report::BracketedPaste(can),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Event::Report(report))
}

/// `ESC [ < buttons ; column ; row M`, or `m` for a release.
fn mouse(body: &[u8], last: u8) -> Option<Event> {
    let buttons = field(body, 0)?;
    match last {
        b'M' => mouse_event(buttons, field(body, 1)?, field(body, 2)?),
        b'm' if buttons & 0b1100_0011 == 0 => {
            mouse_event(buttons | RELEASED, field(body, 1)?, field(body, 2)?)
        }
        _ => None,
    }
}

/// `ESC [ M` and three bytes, each 32 higher than what it says.
pub(super) fn old_mouse(bytes: &[u8]) -> Option<Event> {
    let mut numbers = bytes.iter().map(|byte| u32::from(*byte).checked_sub(32));
    mouse_event(numbers.next()??, numbers.next()??, numbers.next()??)
}

fn mouse_event(buttons: u32, column: u32, row: u32) -> Option<Event> {
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

pub(super) fn is_only_digits(body: &[u8]) -> bool {
    !body.is_empty() && body.iter().all(u8::is_ascii_digit)
}

/// The number in a field between semicolons; `None` when it is empty or not there.
fn field(body: &[u8], index: usize) -> Option<u32> {
    subfield(body, index, 0)
}

/// The number in a part of a field between colons.
fn subfield(body: &[u8], index: usize, part: usize) -> Option<u32> {
    let field = body.split(|byte| *byte == b';').nth(index)?;
    number(field.split(|byte| *byte == b':').nth(part)?)
}

fn number(digits: &[u8]) -> Option<u32> {
    if !is_only_digits(digits) {
        return None;
    }
    let value = |sum: u32, digit: &u8| {
        sum.saturating_mul(10)
            .saturating_add(u32::from(digit - b'0'))
    };
    Some(digits.iter().fold(0, value))
}
