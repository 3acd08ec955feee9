//! Words kept once each in one string, found by hash, by number or by prefix.

/// A set of words with numbers from 0.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
    /// A hash table with open addressing: a word's number + 1, or 0.
    slots: Vec<u32>,
    /// The words' numbers in alphabetical order, once `sort` was called.
    sorted: Vec<u32>,
}

impl Interner {
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.text.get(start..end(number)).unwrap_or_default()
    }

    pub fn find(&self, word: &str) -> Option<u32> {
        self.probe(word).ok()
    }

    /// The number of `word`, and whether it is new.
    pub fn intern(&mut self, word: &str) -> (u32, bool) {
        if self.slots.len() < (self.len() + 1) * 2 {
            self.grow();
        }
        match self.probe(word) {
            Ok(number) => (number, false),
            Err(slot) => {
                let number = count(self.len());
                self.text.push_str(word);
                self.ends.push(count(self.text.len()));
                if let Some(place) = self.slots.get_mut(slot) {
                    *place = number + 1;
                }
                (number, true)
            }
        }
    }

    /// The word's number, or the slot where it would stand.
    fn probe(&self, word: &str) -> Result<u32, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash(word) & mask;
        loop {
            match self.slots.get(slot) {
                None | Some(0) => return Err(slot),
                Some(number) if self.get(number - 1) == word => return Ok(number - 1),
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        self.slots = vec![0; size];
        for number in 0..count(self.len()) {
            let free = self.probe(self.get(number));
            if let Err(slot) = free
                && let Some(place) = self.slots.get_mut(slot)
            {
                *place = number + 1;
            }
        }
    }

    /// Puts the words in order for `with_prefix` and gives back spare memory.
    pub fn sort(&mut self) {
        let numbers = 0..count(self.len());
        let beginning = |number| (packed(self.get(number).as_bytes()), number);
        let mut sorted: Vec<(u64, u32)> = numbers.map(beginning).collect();
        sorted.sort_unstable_by(|(a, x), (b, y)| {
            a.cmp(b).then_with(|| self.get(*x).cmp(self.get(*y)))
        });
        self.sorted = sorted.into_iter().map(|(_, number)| number).collect();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// The numbers of the words that begin with `prefix`, in alphabetical order.
    pub fn with_prefix(&self, prefix: &str) -> &[u32] {
        let start = self
            .sorted
            .partition_point(|number| self.get(*number) < prefix);
        let rest = self.sorted.get(start..).unwrap_or_default();
        let length = rest.partition_point(|number| self.get(*number).starts_with(prefix));
        rest.get(..length).unwrap_or_default()
    }

    /// How many bytes this takes.
    pub const fn bytes(&self) -> usize {
        let numbers = self.ends.capacity() + self.slots.capacity() + self.sorted.capacity();
        self.text.capacity() + numbers * size_of::<u32>()
    }
}

/// A count as it is stored; nothing here reaches the limit.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Eight bytes at a time, multiplied by an odd number and turned, as fast tables of short words do.
fn hash(word: &str) -> usize {
    let mixed = word.as_bytes().chunks(8).fold(0_u64, |hash, chunk| {
        (hash.rotate_left(5) ^ packed(chunk)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    usize::try_from(mixed >> 32).unwrap_or(0)
}

/// Up to eight bytes as a number that sorts as they do.
fn packed(bytes: &[u8]) -> u64 {
    let mut all = [0; 8];
    for (place, byte) in all.iter_mut().zip(bytes) {
        *place = *byte;
    }
    u64::from_be_bytes(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_through_growth() {
        let mut words = Interner::default();
        let names: Vec<String> = (0..1000).map(|n| format!("w{n}")).collect();
        for (number, name) in (0..).zip(&names) {
            assert_eq!(words.intern(name), (number, true));
        }
        assert_eq!(words.intern("w7"), (7, false));
        assert_eq!(words.find("w999"), Some(999));
        assert_eq!(words.find("missing"), None);
        assert_eq!(Interner::default().find("w"), None);
    }

    #[test]
    fn a_prefix_gives_its_words_in_order() {
        let mut words = Interner::default();
        for word in ["milia", "calcium", "calcinosis", "calf", "lump"] {
            words.intern(word);
        }
        words.sort();
        let found: Vec<&str> = words
            .with_prefix("cal")
            .iter()
            .map(|number| words.get(*number))
            .collect();
        assert_eq!(found, ["calcinosis", "calcium", "calf"]);
        assert!(words.with_prefix("x").is_empty());
    }
}
