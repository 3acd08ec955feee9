//! Byte strings in one, found by number.
//!
//! It holds no addresses, so that nothing is to be set right when the program starts, and what is not asked for
//! is not read.

use std::iter;

/// The bytes that a number takes.
const NUMBER: usize = size_of::<u32>();

/// Byte strings as [`pack`] puts them together: how many, where each ends, and the strings; numbers are of 32 bits,
/// the low byte first.
#[derive(Clone, Copy, Debug)]
pub struct Packed(&'static [u8]);

/// The strings in one.
pub fn pack(strings: &[Vec<u8>]) -> Vec<u8> {
    let ends = strings.iter().scan(0, |end, string| {
        *end += string.len();
        Some(*end)
    });
    let numbers = iter::once(strings.len()).chain(ends);
    let numbers = numbers.map(|number| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    let bytes = strings.iter().flatten().copied();
    numbers.flatten().chain(bytes).collect()
}

impl Packed {
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self(bytes)
    }

    pub fn len(self) -> usize {
        self.number(0)
    }

    /// The string with this number, from 0; empty beyond the last.
    pub fn get(self, number: usize) -> &'static [u8] {
        let length = self.len();
        if number >= length {
            return &[];
        }
        let first = (1 + length) * NUMBER;
        let start = if number == 0 { 0 } else { self.number(number) };
        let end = self.number(number + 1);
        self.0.get(first + start..first + end).unwrap_or_default()
    }

    fn number(self, place: usize) -> usize {
        let bytes = self.0.get(place * NUMBER..(place + 1) * NUMBER);
        let number = bytes.and_then(|bytes| bytes.try_into().ok());
        number.map_or(0, u32::from_le_bytes) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &'static [u8]) -> &'static str {
        str::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_is_packed_is_found_by_its_number() {
        let bytes: &'static [u8] = b"\x03\0\0\0\x03\0\0\0\x03\0\0\0\x08\0\0\0onethree";
        let packed = Packed::new(bytes);
        assert_eq!(packed.len(), 3);
        let found: Vec<&str> = (0..4).map(|number| text(packed.get(number))).collect();
        assert_eq!(found, ["one", "", "three", ""]);
        let strings = ["one", "", "three"].map(|it| it.as_bytes().to_vec());
        assert_eq!(pack(&strings), bytes);
        assert_eq!(Packed::new(&[]).len(), 0);
        assert_eq!(Packed::new(&[9, 0]).get(0), b"");
    }
}
