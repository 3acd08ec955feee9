//! Code keeps its lines and what they are indented by; one that is too long goes on below, behind a mark.

use std::borrow::Cow;
use std::ops::Range;

use crate::layout::options::Drawings;
use crate::layout::prepared::{BlockMarker, Code, PreparedKind};
use crate::layout::preparing::Preparer;
use crate::layout::width;

/// The columns from one tab stop to the next, as Markdown counts them.
const TAB_STOP: usize = 4;

impl Preparer {
    pub(super) fn code(&self, text: &str, range: &Range<usize>) -> PreparedKind {
        let mut offset = range.start;
        let line = |line: &str| {
            let shown = match self.texts.drawings {
                Drawings::Data => Cow::Borrowed(line),
                _ => without_tabs(line),
            };
            let next = (offset + line.len() + 1).min(range.end.max(range.start));
            let shown = self.texts.symbols.spell(&shown).into_owned();
            (shown, std::mem::replace(&mut offset, next))
        };
        let lines = text.trim_end_matches('\n').split('\n');
        PreparedKind::Code(Code {
            marker: BlockMarker::of("    ", self.sign("  ↪ ", "  > ")),
            lines: lines.map(line).collect(),
        })
    }
}

/// A line with spaces up to the next stop for each tab.
fn without_tabs(line: &str) -> Cow<'_, str> {
    let Some((first, rest)) = line.split_once('\t') else {
        return Cow::Borrowed(line);
    };
    let mut shown = first.to_owned();
    let mut column = width::of(first);
    for part in rest.split('\t') {
        let gap = TAB_STOP - column % TAB_STOP;
        shown.push_str(&" ".repeat(gap));
        shown.push_str(part);
        column += gap + width::of(part);
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_goes_to_the_next_stop() {
        for (line, shown) in [
            ("a\tb", "a   b"),
            ("\t\tx", "        x"),
            ("abcd\te", "abcd    e"),
            ("石\tx", "石  x"),
            ("石灰\tx", "石灰    x"),
            ("e\u{301}\tx", "e\u{301}   x"),
            ("plain", "plain"),
        ] {
            assert_eq!(without_tabs(line), shown);
        }
    }
}
