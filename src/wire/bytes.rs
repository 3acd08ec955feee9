//! A control sequence on the stack: short, measured before it is sent.

/// Longer than any sequence built here: two numbers of five digits and a handful of letters.
const CAPACITY: usize = 40;

#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes {
    held: [u8; CAPACITY],
    length: usize,
}

impl Bytes {
    pub(super) const EMPTY: Self = Self {
        held: [0; CAPACITY],
        length: 0,
    };

    /// `ESC [ number last`, where 1 needs no digits.
    pub(super) fn control(number: u16, last: u8) -> Self {
        let mut bytes = Self::EMPTY;
        bytes.extend(b"\x1b[");
        if number != 1 {
            bytes.number(number);
        }
        bytes.push(last);
        bytes
    }

    pub(super) const fn len(&self) -> usize {
        self.length
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.held.get(..self.length).unwrap_or_default()
    }

    pub(super) fn push(&mut self, byte: u8) {
        if let Some(place) = self.held.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    pub(super) fn extend(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.push(*byte);
        }
    }

    /// Numbers with semicolons between them.
    pub(super) fn numbers(&mut self, numbers: &[u16]) {
        for (place, number) in numbers.iter().enumerate() {
            if place > 0 {
                self.push(b';');
            }
            self.number(*number);
        }
    }

    pub(super) fn number(&mut self, number: u16) {
        let mut unit = 10_000;
        while unit > 1 && number < unit {
            unit /= 10;
        }
        while unit > 0 {
            let digit = number / unit % 10;
            self.push(
                b"0123456789"
                    .get(usize::from(digit))
                    .copied()
                    .unwrap_or(b'0'),
            );
            unit /= 10;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_sequences_are_as_short_as_can_be() {
        assert_eq!(Bytes::control(1, b'C').as_slice(), b"\x1b[C");
        assert_eq!(Bytes::control(120, b'G').as_slice(), b"\x1b[120G");
        assert_eq!(Bytes::control(65_535, b'd').as_slice(), b"\x1b[65535d");
    }
}
