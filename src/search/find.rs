//! Finding in a page.

use std::ops::Range;

pub fn matches(lines: &[&str], query: &str) -> Vec<Vec<(usize, Range<usize>)>> {
    let mut all = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        for (at, found) in line.match_indices(query) {
            all.push(vec![(number, at..at + found.len())]);
        }
    }
    all
}
