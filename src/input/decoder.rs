//! Terminal bytes to events, bounded, for SSH and for a Unix terminal.

use std::time::Duration;

use super::key::{Key, KeyCode, Modifiers};
use super::paste::Paste;
use super::{Event, Mouse, sequence};

/// How long a lone escape byte waits for the rest of a sequence before it is the Escape key.
pub const ESCAPE_PATIENCE: Duration = Duration::from_millis(50);

/// The longest control sequence that is understood; longer ones are swallowed to their end.
const LONGEST_SEQUENCE: usize = 64;

const CANCEL: u8 = 0x18;
const SUBSTITUTE: u8 = 0x1a;
const ESCAPE: u8 = 0x1b;
const BELL: u8 = 0x07;
const INTERRUPT: u8 = 0x03;

/// A streaming parser: it keeps half a sequence between calls, and never more than a paste's worth.
#[derive(Debug, Default)]
pub struct Decoder {
    state: DecoderState,
    /// The bytes of the sequence or character being read.
    held: Vec<u8>,
    paste: Paste,
    window: Option<(u16, u16)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum DecoderState {
    #[default]
    Ground,
    Escape,
    Control,
    /// A control sequence too long to be understood.
    ControlIgnored,
    /// `ESC [ [`: a function key of the Linux console.
    Console,
    /// `ESC [ M`: three bytes of a mouse report follow.
    OldMouse,
    Single,
    /// An operating system command, device control string or the like, by the byte that opened it.
    Text(u8),
    /// An escape byte inside such a string: its end if `\` follows.
    TextEnd,
    Paste,
    Letter {
        missing: u8,
        alt: bool,
    },
}

impl Decoder {
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps mouse reports inside a window of this size.
    pub const fn resize(&mut self, width: u16, height: u16) {
        self.window = Some((width, height));
    }

    pub fn decode(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            self.take(byte, events);
        }
    }

    /// Whether [`flush`](Self::flush) is wanted if nothing follows within [`ESCAPE_PATIENCE`].
    pub const fn is_waiting(&self) -> bool {
        match self.state {
            DecoderState::Escape | DecoderState::TextEnd => true,
            DecoderState::Control | DecoderState::Single | DecoderState::Text(_) => {
                self.held.is_empty()
            }
            _ => false,
        }
    }

    /// Nothing followed: a lone escape byte was the Escape key, and `ESC [` was Alt-[.
    pub fn flush(&mut self, events: &mut Vec<Event>) {
        if !self.is_waiting() {
            return;
        }
        let key = match self.state {
            DecoderState::Control => Key::alt('['),
            DecoderState::Single => Key::alt('O'),
            DecoderState::Text(opener) => Key::alt(char::from(opener)),
            _ => Key::plain(KeyCode::Escape),
        };
        self.state = DecoderState::Ground;
        events.push(Event::Key(key));
    }

    fn take(&mut self, byte: u8, events: &mut Vec<Event>) {
        match self.state {
            DecoderState::Ground => self.ground(byte, false, events),
            DecoderState::Escape => self.escape(byte, events),
            DecoderState::Control => self.control(byte, events),
            DecoderState::ControlIgnored => self.ignored(byte, events),
            DecoderState::Console => self.finish(byte, sequence::console, events),
            DecoderState::OldMouse => self.old_mouse(byte, events),
            DecoderState::Single => self.single(byte, events),
            DecoderState::Text(_) => self.text(byte, events),
            DecoderState::TextEnd => self.text_end(byte, events),
            DecoderState::Paste => self.paste(byte, events),
            DecoderState::Letter { missing, alt } => self.letter(missing, alt, byte, events),
        }
    }

    fn ground(&mut self, byte: u8, alt: bool, events: &mut Vec<Event>) {
        self.state = DecoderState::Ground;
        self.held.clear();
        let missing = match byte {
            ESCAPE => {
                self.state = DecoderState::Escape;
                return;
            }
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            0x80.. => return,
            _ => {
                events.push(Event::Key(with_alt(sequence::ascii(byte), alt)));
                return;
            }
        };
        self.held.push(byte);
        self.state = DecoderState::Letter { missing, alt };
    }

    /// A byte that cannot go on with the sequence: it ends there, and the byte counts as if alone.
    fn restart(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.held.clear();
        self.state = DecoderState::Ground;
        if byte != CANCEL && byte != SUBSTITUTE {
            self.ground(byte, false, events);
        }
    }

    fn escape(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.state = match byte {
            b'[' => DecoderState::Control,
            b'O' => DecoderState::Single,
            b']' | b'P' | b'X' | b'^' | b'_' => DecoderState::Text(byte),
            ESCAPE => {
                events.push(Event::Key(Key::plain(KeyCode::Escape)));
                return;
            }
            _ => return self.ground(byte, true, events),
        };
    }

    fn control(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            b'[' if self.held.is_empty() => self.state = DecoderState::Console,
            b'M' if self.held.is_empty() => self.state = DecoderState::OldMouse,
            b'$' if sequence::is_only_digits(&self.held) => self.control_end(byte, events),
            0x20..=0x3f if self.held.len() < LONGEST_SEQUENCE => self.held.push(byte),
            0x20..=0x3f => self.state = DecoderState::ControlIgnored,
            0x40..=0x7e => self.control_end(byte, events),
            _ => self.restart(byte, events),
        }
    }

    fn control_end(&mut self, last: u8, events: &mut Vec<Event>) {
        if last == b'~' && self.held == b"200" {
            self.held.clear();
            self.state = DecoderState::Paste;
            return;
        }
        self.finish(last, sequence::control, events);
    }

    /// Ends a sequence whose meaning is looked up from what is held and its last byte.
    fn finish(
        &mut self,
        last: u8,
        meaning: fn(&[u8], u8) -> Option<Event>,
        events: &mut Vec<Event>,
    ) {
        if !(0x20..0x7f).contains(&last) {
            return self.restart(last, events);
        }
        self.emit(meaning(&self.held, last), events);
    }

    fn emit(&mut self, event: Option<Event>, events: &mut Vec<Event>) {
        self.held.clear();
        self.state = DecoderState::Ground;
        events.extend(event.map(|event| match event {
            Event::Mouse(mouse) => Event::Mouse(self.inside(mouse)),
            other => other,
        }));
    }

    fn inside(&self, mouse: Mouse) -> Mouse {
        let (width, height) = self.window.unwrap_or((u16::MAX, u16::MAX));
        Mouse {
            column: mouse.column.min(width.saturating_sub(1)),
            row: mouse.row.min(height.saturating_sub(1)),
            ..mouse
        }
    }

    fn ignored(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            0x20..=0x3f => {}
            0x40..=0x7e => self.emit(None, events),
            _ => self.restart(byte, events),
        }
    }

    fn old_mouse(&mut self, byte: u8, events: &mut Vec<Event>) {
        if byte < 0x20 {
            return self.restart(byte, events);
        }
        self.held.push(byte);
        if self.held.len() == 3 {
            self.emit(sequence::old_mouse(&self.held), events);
        }
    }

    fn single(&mut self, byte: u8, events: &mut Vec<Event>) {
        if byte.is_ascii_digit() && self.held.is_empty() {
            self.held.push(byte);
        } else {
            self.finish(byte, sequence::single, events);
        }
    }

    /// No string that a terminal sends means anything here: it is passed over, and its first byte kept to say that it began.
    fn text(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            ESCAPE => self.state = DecoderState::TextEnd,
            BELL => self.emit(None, events),
            CANCEL | SUBSTITUTE | INTERRUPT => self.restart(byte, events),
            _ if self.held.is_empty() => self.held.push(byte),
            _ => {}
        }
    }

    fn text_end(&mut self, byte: u8, events: &mut Vec<Event>) {
        if byte == b'\\' {
            return self.emit(None, events);
        }
        self.held.clear();
        self.state = DecoderState::Escape;
        self.escape(byte, events);
    }

    fn paste(&mut self, byte: u8, events: &mut Vec<Event>) {
        if let Some(text) = self.paste.take(byte) {
            self.paste = Paste::default();
            self.emit(Some(Event::Paste(text)), events);
        }
    }

    fn letter(&mut self, missing: u8, alt: bool, byte: u8, events: &mut Vec<Event>) {
        if !(0x80..0xc0).contains(&byte) {
            return self.restart(byte, events);
        }
        self.held.push(byte);
        if missing > 1 {
            self.state = DecoderState::Letter {
                missing: missing - 1,
                alt,
            };
            return;
        }
        let letter = str::from_utf8(&self.held)
            .ok()
            .and_then(|text| text.chars().next());
        let key = letter.filter(|letter| !letter.is_control()).map(Key::char);
        self.emit(key.map(|key| Event::Key(with_alt(key, alt))), events);
    }
}

const fn with_alt(key: Key, alt: bool) -> Key {
    Key::new(
        key.code,
        Modifiers {
            alt: key.modifiers.alt || alt,
            ..key.modifiers
        },
    )
}
