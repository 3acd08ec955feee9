//! Indexes kept in four bytes, because a server holds many pages.

use std::ops::Range;

/// Stands for "none" where an index is kept small.
pub const NONE: u32 = u32::MAX;

/// No page is near the four gigabytes that this can count.
pub fn small(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

pub const fn index(small: u32) -> usize {
    small as usize
}

/// As [`small`], with [`NONE`] for nothing.
pub fn small_or_none(index: Option<usize>) -> u32 {
    index.map_or(NONE, small)
}

/// Undoes [`small_or_none`].
pub fn wide(small: u32) -> Option<usize> {
    (small != NONE).then(|| index(small))
}

pub const fn range(start: u32, end: u32) -> Range<usize> {
    index(start)..index(end)
}
