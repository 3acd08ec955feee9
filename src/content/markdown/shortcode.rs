//! Shortcodes: what a site generator would run stands apart from the text around it.

use std::ops::Range;

use crate::document::{Inline, InlineKind};
use crate::text::clean;

/// Text cut at shortcodes, which become passages of their own.
pub fn pieces(text: &str, range: &Range<usize>) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut push = |kind: fn(String) -> InlineKind, piece: &str, range: Range<usize>| {
        if !piece.is_empty() {
            pieces.push(Inline::new(kind(clean(piece).into_owned()), range));
        }
    };
    let (mut rest, mut at) = (text, range.start);
    while let Some(found) = next_shortcode(rest) {
        let (before, tail) = rest.split_at(found.start);
        let (code, after) = tail.split_at(found.len());
        let start = at + before.len();
        push(InlineKind::Text, before, at..start);
        at = start + code.len();
        push(InlineKind::Passage, code, start..at);
        rest = after;
    }
    push(InlineKind::Text, rest, at..range.end.max(at));
    pieces
}

fn next_shortcode(text: &str) -> Option<Range<usize>> {
    let mut braces = text.match_indices('{');
    let (start, end) = braces.find_map(|(at, _)| match text.as_bytes().get(at + 1) {
        Some(b'{') => Some((at, "}}")),
        Some(b'%') => Some((at, "%}")),
        _ => None,
    })?;
    let length = text.get(start..)?.find(end)?;
    Some(start..start + length + end.len())
}
