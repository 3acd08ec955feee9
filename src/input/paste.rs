//! A bracketed paste: kept up to a limit, read to its end mark.

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
