//! The visit sheet as lines of the screen: what was clipped with its notes, then the questions it suggests.

use crate::app::App;
use crate::app::keep::{Entry, SheetView};
use crate::app::list::first_row;
use crate::layout::{broken, width};
use crate::shelf::page;

/// What stands above the questions.
const QUESTIONS: &str = "Questions to ask, from what you clipped:";

/// The columns that mark the selected entry.
const MARK: usize = 2;

/// The columns by which an entry's further lines stand further in.
const HANG: usize = 3;

/// A line of the sheet: the first of an entry, or one that cannot be selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetLine {
    pub text: String,
    /// What is said about it at the end of the line.
    pub detail: String,
    /// The entry that begins here.
    pub entry: Option<usize>,
}

impl SheetView {
    /// The first line in sight: the sheet turns by whole pages.
    pub fn first_line(&self, lines: &[SheetLine], height: u16) -> usize {
        let selected = lines.iter().position(|it| it.entry == Some(self.selected));
        first_row(selected.unwrap_or(0), usize::from(height))
    }

    /// The entry that a line in sight belongs to.
    pub fn row_at(&self, lines: &[SheetLine], y: u16, height: u16) -> Option<usize> {
        let line = self.first_line(lines, height) + usize::from(y);
        let until = lines.get(..=line)?;
        until.iter().rev().find_map(|line| line.entry)
    }
}

impl App {
    /// The lines of the sheet on a screen of this width.
    pub fn sheet_lines(&self, width: u16) -> Vec<SheetLine> {
        let room = usize::from(width).saturating_sub(MARK);
        let mut lines = Vec::new();
        let mut asked = false;
        for (number, entry) in self.sheet_entries().into_iter().enumerate() {
            match entry {
                Entry::Clip(at) => self.push_clip(&mut lines, at, (room, number)),
                Entry::Question(question) => {
                    if !asked {
                        lines.push(SheetLine::default());
                        push(&mut lines, QUESTIONS, (room, 0), None);
                        asked = true;
                    }
                    let question = format!("? {question}");
                    push(&mut lines, &question, (room, HANG), Some(number));
                }
            }
        }
        lines
    }

    fn push_clip(&self, lines: &mut Vec<SheetLine>, at: usize, (room, number): (usize, usize)) {
        let Some(clip) = self.kept.shelf.sheet.clips.get(at) else {
            return;
        };
        let topic = self.library.find(&clip.topic);
        let checked = topic.and_then(|topic| self.library.topic(topic).updated.as_ref());
        let (text, detail) = if clip.is_note() {
            (clip.note.clone(), "my note".to_owned())
        } else {
            let detail = checked.map_or_else(String::new, |day| format!("checked {day}"));
            (page::title(&self.library, clip), detail)
        };
        let text = format!("{}. {text}", at + 1);
        let beside = width::of(&text) + width::of(&detail) + 2 <= room;
        let first = lines.len();
        push(lines, &text, (room, HANG), Some(number));
        match lines.get_mut(first) {
            Some(line) if beside => line.detail = detail,
            _ => push(lines, &detail, (room, HANG), None),
        }
        if !clip.is_note() && !clip.note.is_empty() {
            let note = format!("My note: {}", clip.note);
            push(lines, &note, (room, HANG), None);
        }
    }
}

/// Adds a text as as many lines as it needs; the first one begins the entry.
fn push(
    lines: &mut Vec<SheetLine>,
    text: &str,
    (room, hang): (usize, usize),
    entry: Option<usize>,
) {
    let parts = broken(text, room.saturating_sub(hang));
    for (number, part) in parts.into_iter().enumerate() {
        let begins = number == 0 && entry.is_some();
        let indent = if begins { 0 } else { hang };
        lines.push(SheetLine {
            text: " ".repeat(indent) + part,
            detail: String::new(),
            entry: entry.filter(|_| begins),
        });
    }
}
