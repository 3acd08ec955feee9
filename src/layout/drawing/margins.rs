//! What stands left of the lines being drawn: bullets, the bars of quotes, spaces.

use crate::layout::places::Role;
use crate::layout::prepared::BlockMarker;

/// What stands left of a block: a bullet, then spaces; the bar of a quote.
#[derive(Clone, Copy, Debug)]
pub struct Margin<'a> {
    first: &'a str,
    rest: &'a str,
    pub width: usize,
    role: Role,
    drawn: bool,
}

/// The margins of the block being drawn, the outermost first.
#[derive(Debug, Default)]
pub struct Margins<'a> {
    all: Vec<Margin<'a>>,
    /// The columns they take.
    indent: usize,
}

impl<'a> Margin<'a> {
    pub fn of(marker: &'a BlockMarker) -> Self {
        Self {
            first: &marker.first,
            rest: &marker.rest,
            width: marker.width,
            role: marker.role,
            drawn: false,
        }
    }

    /// The same spaces before all lines.
    pub const fn blank(spaces: &'a str) -> Self {
        Self {
            first: spaces,
            rest: spaces,
            width: spaces.len(),
            role: Role::Marker,
            drawn: false,
        }
    }
}

impl<'a> Margins<'a> {
    pub const fn indent(&self) -> usize {
        self.indent
    }

    pub fn push(&mut self, margin: Margin<'a>) {
        self.indent += margin.width;
        self.all.push(margin);
    }

    pub fn pop(&mut self) {
        let inner = self.all.pop();
        self.indent -= inner.map_or(0, |margin| margin.width);
    }

    /// Whether the innermost margin has a marker that no line shows yet.
    pub fn has_pending_marker(&self) -> bool {
        let inner = self.all.last();
        inner.is_some_and(|margin| !margin.drawn && !margin.first.trim().is_empty())
    }

    /// The role of all that stands before the next line: the sign of the outermost, until it was drawn.
    pub fn role(&self) -> Role {
        let outermost = self.all.first().filter(|margin| !margin.drawn);
        outermost.map_or(Role::Marker, |margin| margin.role)
    }

    /// What stands before the next line.
    pub fn draw(&mut self) -> impl Iterator<Item = &'a str> {
        self.all.iter_mut().map(|margin| {
            let drawn = std::mem::replace(&mut margin.drawn, true);
            if drawn { margin.rest } else { margin.first }
        })
    }

    /// What stands before an empty line between others.
    pub fn blank_line_prefix(&self) -> String {
        let drawn = self.all.iter().filter(|margin| margin.drawn);
        drawn.map(|margin| margin.rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_stands_before_the_first_line_and_its_spaces_before_the_others() {
        let (bar, bullet) = (BlockMarker::of("| ", "| "), BlockMarker::hanging("- "));
        let mut margins = Margins::default();
        margins.push(Margin::of(&bar));
        margins.push(Margin::of(&bullet));
        assert_eq!(
            (margins.indent(), margins.blank_line_prefix().as_str()),
            (4, "")
        );
        assert!(margins.has_pending_marker());
        assert_eq!(margins.draw().collect::<String>(), "| - ");
        assert!(!margins.has_pending_marker());
        assert_eq!(margins.draw().collect::<String>(), "|   ");
        assert_eq!(margins.blank_line_prefix(), "|   ");
        margins.pop();
        assert_eq!(margins.indent(), 2);
    }

    #[test]
    fn spaces_alone_need_no_line_of_their_own() {
        let mut margins = Margins::default();
        assert!(!margins.has_pending_marker());
        margins.push(Margin::blank("  "));
        assert!(!margins.has_pending_marker());
    }
}
