//! The open page in parts, from heading to heading, and what each of them leads to.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use crate::app::App;
use crate::layout::{HeadingPlace, Line};

/// The deepest heading that begins a part of its own.
const PART_LEVEL: u8 = 2;

/// The lines at which the parts of the open page begin; a deeper heading that was gone to begins one as well.
fn starts(app: &App) -> Vec<usize> {
    let (all, gone_to) = (&app.state.reader.layout.headings, app.state.reader.focus);
    let begins = |heading: &&HeadingPlace| heading.level <= PART_LEVEL || heading.line == gone_to;
    let headings = all.iter().filter(begins);
    let headings = headings.filter(|heading| heading.line > 0);
    std::iter::once(0)
        .chain(headings.map(|heading| heading.line))
        .collect()
}

pub(super) fn parts(app: &App) -> usize {
    starts(app).len()
}

pub(super) fn first_line(app: &App, part: usize) -> usize {
    starts(app).get(part).copied().unwrap_or(0)
}

pub(super) fn part_at(app: &App, line: usize) -> usize {
    starts(app)
        .iter()
        .rposition(|start| *start <= line)
        .unwrap_or(0)
}

fn lines(app: &App, part: usize) -> Range<usize> {
    let starts = starts(app);
    let end = starts
        .get(part + 1)
        .copied()
        .unwrap_or(app.state.reader.layout.lines.len());
    starts.get(part).copied().unwrap_or(0)..end
}

/// The links that begin in a part, one for each place they lead to. An address that the text itself says is not said
/// again: there is nothing behind it to go to.
pub(super) fn links(app: &App, part: usize) -> Vec<usize> {
    let lines = lines(app, part);
    let mut told: HashSet<&str> = HashSet::new();
    let all = app.state.reader.layout.links.iter().enumerate();
    let here = all.filter(|(_, link)| lines.contains(&link.line));
    let new = here.filter(|(_, link)| {
        let is_said = link.outside && link.text == link.target;
        told.insert(&link.target) && !is_said
    });
    new.map(|(number, _)| number).collect()
}

/// A part of the open page, and its links by number.
pub(super) fn part(app: &App, part: usize) -> String {
    let range = lines(app, part);
    let mut text = String::new();
    for line in app
        .state
        .reader
        .layout
        .lines
        .iter()
        .skip(range.start)
        .take(range.len())
    {
        push_line(line, &mut text);
    }
    let links = links(app, part);
    if !links.is_empty() {
        text.push_str("Links:\n");
    }
    for (number, link) in links.iter().enumerate() {
        if let Some(link) = app.state.reader.layout.links.get(*link) {
            let _ = writeln!(text, "  {} {}", number + 1, link.text);
        }
    }
    text
}

/// A line's text; a line that only draws a rule says nothing and is left out.
pub(super) fn push_line(line: Line<'_>, text: &mut String) {
    let words = line.text();
    if words.is_empty() || words.contains(|letter| letter != '-') {
        text.push_str(words.trim_end());
        text.push('\n');
    }
}
