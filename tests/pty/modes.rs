//! The private modes of a terminal that a program switched and did not put back.

use std::collections::BTreeMap;

/// What is on in a terminal that nobody touched: lines wrap, the cursor shows.
const USUALLY_ON: [&str; 2] = ["7", "25"];

/// The modes that were left otherwise than a terminal has them, by number.
pub fn left(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut modes = BTreeMap::new();
    for part in text.split("\x1b[?").skip(1) {
        let end = part
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(0);
        let (mode, rest) = part.split_at(end);
        if rest.starts_with(['h', 'l']) {
            modes.insert(mode.to_owned(), rest.starts_with('h'));
        }
    }
    let is_unusual = |(mode, is_on): &(String, bool)| USUALLY_ON.contains(&mode.as_str()) != *is_on;
    let left = modes.into_iter().filter(is_unusual);
    left.map(|(mode, _)| mode).collect()
}
