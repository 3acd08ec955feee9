//! Indexes kept in four bytes, because a server holds many pages.

use std::ops::Range;

/// Stands for no index.
pub const NONE: u32 = u32::MAX;

/// No page is near the four gigabytes that this can count.
pub fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

pub const fn widen(index: u32) -> usize {
    index as usize
}

pub fn narrow_option(index: Option<usize>) -> u32 {
    index.map_or(NONE, narrow)
}

pub fn widen_option(index: u32) -> Option<usize> {
    (index != NONE).then(|| widen(index))
}

pub const fn widen_range(start: u32, end: u32) -> Range<usize> {
    widen(start)..widen(end)
}
