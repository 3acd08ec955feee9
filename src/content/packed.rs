//! Byte strings in one, found by number.
//!
//! It holds no addresses, so that nothing is to be set right when the program starts, and what is not asked for
//! is not read.

use std::cmp::Ordering;

/// The bytes that a number takes.
const NUMBER: usize = size_of::<u32>();

/// Byte strings as `src/build/main.rs` puts them together: how many, where each ends, and the strings; numbers are
/// of 32 bits, the low byte first.
#[derive(Clone, Copy, Debug)]
pub struct Packed(&'static [u8]);

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

    pub fn text(self, number: usize) -> &'static str {
        str::from_utf8(self.get(number)).unwrap_or_default()
    }

    /// Where this string stands among those that are sorted.
    pub fn place_of(self, string: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(string.as_bytes()) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
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

    #[test]
    fn what_is_packed_is_found_by_its_number() {
        let packed = Packed::new(b"\x03\0\0\0\x03\0\0\0\x03\0\0\0\x08\0\0\0onethree");
        assert_eq!(packed.len(), 3);
        let found: Vec<&str> = (0..4).map(|number| packed.text(number)).collect();
        assert_eq!(found, ["one", "", "three", ""]);
        assert_eq!(Packed::new(&[]).len(), 0);
        let sorted = Packed::new(b"\x03\0\0\0\x01\0\0\0\x02\0\0\0\x04\0\0\0abcc");
        let places = ["a", "b", "cc", "", "bb", "d"].map(|string| sorted.place_of(string));
        assert_eq!(places, [Some(0), Some(1), Some(2), None, None, None]);
        assert_eq!(Packed::new(&[9, 0]).text(0), "");
    }
}
