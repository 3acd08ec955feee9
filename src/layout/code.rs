//! Code keeps its lines and what they are indented by; one that is too long goes on below, behind a mark.

use std::borrow::Cow;
use std::ops::Range;

use crate::layout::canvas::Canvas;
use crate::layout::lines::Span;
use crate::layout::margins::Margin;
use crate::layout::options::Drawings;
use crate::layout::places::Role;
use crate::layout::width;

/// The columns from one tab stop to the next, as Markdown counts them.
const TAB_STOP: usize = 4;

impl Canvas {
    pub fn draw_code(&mut self, text: &str, range: &Range<usize>) {
        let mut offset = range.start;
        for line in text.trim_end_matches('\n').split('\n') {
            let shown = match self.drawings {
                Drawings::Data => Cow::Borrowed(line),
                _ => without_tabs(line),
            };
            let shown = self.symbols.spell(&shown);
            let margin = Margin::of("    ", self.sign("  ↪ ", "  > "));
            self.within(margin, |canvas| canvas.draw_code_line(&shown, offset));
            offset = (offset + line.len() + 1).min(range.end.max(range.start));
        }
    }

    fn draw_code_line(&mut self, line: &str, offset: usize) {
        let mut rest = line;
        loop {
            let (mut part, mut more) = width::split(rest, self.width());
            if part.is_empty() {
                let first = width::first_grapheme(rest).len();
                (part, more) = rest.split_at_checked(first).unwrap_or((rest, ""));
            }
            let offset = offset + line.len() - rest.len();
            self.begin();
            self.put(Span {
                offset,
                ..Span::own(part, Role::Code)
            });
            self.end(offset);
            if more.is_empty() {
                return;
            }
            rest = more;
        }
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
