//! What stands left of the lines being drawn: bullets, the bars of quotes, spaces.

use std::borrow::Cow;

use crate::layout::places::Role;
use crate::layout::width;

/// What stands left of a block: `first` before its first line, `rest` before the others, of the same width.
#[derive(Debug)]
pub struct Margin {
    first: Cow<'static, str>,
    rest: Cow<'static, str>,
    pub width: usize,
    role: Role,
    drawn: bool,
}

/// The margins of the block being drawn, the outermost first.
#[derive(Debug, Default)]
pub struct Margins {
    all: Vec<Margin>,
    /// The columns they take.
    indent: usize,
}

impl Margin {
    pub fn of(first: impl Into<Cow<'static, str>>, rest: impl Into<Cow<'static, str>>) -> Self {
        let first = first.into();
        Self {
            width: width::of(&first),
            first,
            rest: rest.into(),
            role: Role::Marker,
            drawn: false,
        }
    }

    /// The same before all lines.
    pub fn same(text: &'static str) -> Self {
        Self::of(text, text)
    }

    /// Spaces stand before all lines but the first.
    pub fn hanging(first: impl Into<Cow<'static, str>>) -> Self {
        let first = first.into();
        let rest = " ".repeat(width::of(&first));
        Self::of(first, rest)
    }

    /// A sign that is never told by colour alone: it must be seen.
    pub fn urgent(sign: &'static str) -> Self {
        Self {
            role: Role::Urgent,
            ..Self::hanging(sign)
        }
    }
}

impl Margins {
    pub const fn indent(&self) -> usize {
        self.indent
    }

    pub fn push(&mut self, margin: Margin) {
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
    pub fn draw(&mut self) -> impl Iterator<Item = &str> {
        self.all.iter_mut().map(|margin| {
            let drawn = std::mem::replace(&mut margin.drawn, true);
            let shown = if drawn { &margin.rest } else { &margin.first };
            shown.as_ref()
        })
    }

    /// What stands before an empty line between others.
    pub fn blank_line_prefix(&self) -> String {
        let drawn = self.all.iter().filter(|margin| margin.drawn);
        drawn.map(|margin| margin.rest.as_ref()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_stands_before_the_first_line_and_its_spaces_before_the_others() {
        let mut margins = Margins::default();
        margins.push(Margin::same("| "));
        margins.push(Margin::hanging("- "));
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
        margins.push(Margin::same("  "));
        assert!(!margins.has_pending_marker());
    }
}
