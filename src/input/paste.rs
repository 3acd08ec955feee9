//! Pastes: bracketed ones, kept up to a limit and read to their end mark, and reads that nobody can have typed.

use super::Event;
use super::key::{Key, KeyCode};

/// How much of a paste is kept; the rest is discarded up to its end mark.
const LONGEST: usize = 64 * 1024;
const END: &[u8] = b"\x1b[201~";
const ESCAPE: u8 = 0x1b;

#[derive(Debug, Default)]
pub(super) struct Paste {
    held: Vec<u8>,
    /// How many bytes of the end mark were just read.
    matched: usize,
}

impl Paste {
    /// Takes a byte and gives the text when it was the last of the end mark.
    pub(super) fn take(&mut self, byte: u8) -> Option<String> {
        if END.get(self.matched) == Some(&byte) {
            self.matched += 1;
            return (self.matched == END.len()).then(|| text(&self.held));
        }
        self.keep(END.get(..self.matched).unwrap_or_default());
        self.matched = usize::from(byte == ESCAPE);
        if byte != ESCAPE {
            self.keep(&[byte]);
        }
        None
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = LONGEST.saturating_sub(self.held.len());
        self.held.extend(bytes.iter().take(room));
    }
}

/// Pasted bytes as text: line ends are newlines, other control characters are dropped.
fn text(bytes: &[u8]) -> String {
    let text: String = bytes.utf8_chunks().map(|chunk| chunk.valid()).collect();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect()
}

/// More printable characters than this come in one read only when they are pasted, or were typed ahead.
const MOST_TYPED: usize = 8;
/// A held key, or two keys in turn, is no paste.
const FEWEST_DIFFERENT: usize = 4;

/// Takes the events of one read for a paste without brackets, if they can hardly be anything else.
///
/// More characters came than are typed between two reads, several different ones, a blank or no key of ours among
/// them. An Enter at the end stays what it is where text is typed; elsewhere it is part of the paste, and does nothing.
pub fn without_brackets(events: &mut Vec<Event>, is_typing: bool, is_key: impl Fn(Key) -> bool) {
    let typed_last = events.iter().rposition(|event| letter(event) != Some('\n'));
    let text: Option<String> = events.iter().map(letter).collect();
    let (Some(last), Some(text)) = (typed_last, text) else {
        return;
    };
    let printable = || text.chars().filter(|letter| *letter != '\n');
    let mut different: Vec<char> = printable().collect();
    different.sort_unstable();
    different.dedup();
    let is_no_key = |letter: char| letter == ' ' || is_typing || !is_key(Key::char(letter));
    if printable().count() > MOST_TYPED
        && different.len() >= FEWEST_DIFFERENT
        && different.into_iter().any(is_no_key)
    {
        let pasted = text.chars().take(last + 1).collect();
        events.drain(..=last);
        events.retain(|_| is_typing);
        events.insert(0, Event::Paste(pasted));
    }
}

/// The character that an event types; Enter ends a line.
fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Key(key) if *key == Key::plain(KeyCode::Enter) => Some('\n'),
        Event::Key(key) => key.text(),
        _ => None,
    }
}
