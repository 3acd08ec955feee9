//! Where front matter ends and the body begins.

use std::ops::Range;

/// Where the parts of a file are: the front matter's text, and the body's first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    pub fence: Fence,
    pub matter: Range<usize>,
    pub body: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// `+++`, TOML.
    Toml,
    /// `---`, YAML of which only plain `key: value` lines are read.
    Yaml,
    /// No front matter.
    None,
}

/// Finds the front matter of a file; an unclosed block is no block.
pub fn split(text: &str) -> Split {
    let none = Split {
        fence: Fence::None,
        matter: 0..0,
        body: 0,
    };
    let start = text
        .strip_prefix('\u{feff}')
        .map_or(0, |_| '\u{feff}'.len_utf8());
    let mut lines = Lines { text, at: start };
    let mark = loop {
        match lines.next() {
            Some(range) => match text.get(range).unwrap_or_default().trim_end() {
                "+++" => break ("+++", Fence::Toml),
                "---" => break ("---", Fence::Yaml),
                "" => {}
                _ => return none,
            },
            None => return none,
        }
    };
    let first = lines.at;
    while let Some(range) = lines.next() {
        if text.get(range.clone()).unwrap_or_default().trim_end() == mark.0 {
            return Split {
                fence: mark.1,
                matter: first..range.start,
                body: lines.at,
            };
        }
    }
    none
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let range = self.at..self.at + length;
        self.at = range.end;
        Some(range)
    }
}

/// The line, from 1, on which the byte at `offset` stands.
pub fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    before.split(|byte| *byte == b'\n').count()
}
