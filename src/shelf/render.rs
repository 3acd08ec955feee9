//! The visit sheet written out: as a document to lay out, or as Markdown.

use std::fmt::Write as _;
use std::iter;

use crate::content::{Block, BlockKind, Document, Inline, Item};
use crate::shelf::page::{Detail, Piece, SheetPage};

/// What stands above the questions.
pub(super) const QUESTIONS: &str = "To ask";
pub(super) const NOTES: &str = "My notes";
/// What stands where a text goes on in the reference.
const SHORTENED: &str = "(Shortened here; the rest is in the reference.)";

/// Entries of a list that stay when a text is shortened.
const BRIEF_LIST: usize = 5;

impl SheetPage {
    /// The sheet as a document, in the order it is used: questions, notes, then what was clipped.
    pub fn document(&self, detail: Detail) -> Document {
        let mut kinds = vec![
            BlockKind::heading(1, self.words.sheet(), ""),
            paragraph(self.origin()),
        ];
        if !self.questions.is_empty() {
            kinds.push(BlockKind::heading(2, QUESTIONS, ""));
            kinds.push(list(&self.questions, Some(false)));
        }
        if !self.notes.is_empty() {
            kinds.push(BlockKind::heading(2, NOTES, ""));
            kinds.push(list(&self.notes, None));
        }
        for piece in &self.pieces {
            piece.write(detail, self.notice(), &mut kinds);
        }
        let block = |(at, kind)| Block::new(kind, at..at);
        Document {
            blocks: kinds.into_iter().enumerate().map(block).collect(),
            footnotes: Vec::new(),
        }
    }

    /// Where the sheet comes from, when it was written, and what it is not.
    pub(super) fn origin(&self) -> String {
        let written = format!("From “{}”, written {}.", self.reference, self.date);
        let advice = self.words.advice.iter().cloned();
        iter::once(written)
            .chain(advice)
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(super) fn notice(&self) -> &str {
        self.words.notice.as_deref().unwrap_or_default()
    }

    pub fn markdown(&self, detail: Detail) -> String {
        let mut text = format!("# {}\n\n{}\n", self.words.sheet(), self.origin());
        if !self.questions.is_empty() {
            let _ = write!(text, "\n## {QUESTIONS}\n\n");
            for question in &self.questions {
                let _ = writeln!(text, "- [ ] {question}");
            }
        }
        if !self.notes.is_empty() {
            let _ = write!(text, "\n## {NOTES}\n\n");
            for note in &self.notes {
                let _ = writeln!(text, "- {note}");
            }
        }
        for piece in &self.pieces {
            piece.markdown(detail, self.notice(), &mut text);
        }
        text
    }
}

impl Piece {
    fn write(&self, detail: Detail, notice: &str, kinds: &mut Vec<BlockKind>) {
        kinds.push(BlockKind::heading(3, &self.title, ""));
        kinds.push(paragraph(self.checked_line(notice)));
        let (items, lines): (Vec<&str>, Vec<&str>) = self
            .said(detail)
            .into_iter()
            .partition(|line| line.starts_with("- "));
        kinds.extend(lines.into_iter().map(paragraph));
        if !items.is_empty() {
            let items: Vec<String> = items
                .iter()
                .map(|item| item.trim_start_matches("- ").to_owned())
                .collect();
            kinds.push(list(&items, None));
        }
        if self.has_facts(detail) {
            let row = |(name, value): &(String, String)| (name.clone(), vec![Inline::text(value)]);
            kinds.push(BlockKind::Facts(self.facts.iter().map(row).collect()));
        }
        if let Some(note) = &self.note {
            kinds.push(paragraph(format!("My note: {note}")));
        }
        if detail == Detail::Full && !self.sources.is_empty() {
            let lines: Vec<String> = self.sources.iter().map(|it| it.citation.clone()).collect();
            kinds.push(paragraph("Sources:"));
            kinds.push(list(&lines, None));
        } else if !self.sources.is_empty() {
            kinds.push(paragraph(self.sources_line()));
        }
    }

    /// The text at a detail, with a line that says where something was left out.
    pub(super) fn said(&self, detail: Detail) -> Vec<&str> {
        let all: Vec<&str> = self.text.iter().map(String::as_str).collect();
        let listed = all.iter().skip(1).take_while(|line| line.starts_with("- "));
        let most = match detail {
            Detail::Full | Detail::Short => all.len(),
            Detail::Brief => 1 + listed.count().min(BRIEF_LIST),
            Detail::Least => 1,
        };
        let left_out = (most < all.len()).then_some(SHORTENED);
        all.into_iter().take(most).chain(left_out).collect()
    }

    /// Whether facts are written at a detail.
    pub(super) const fn has_facts(&self, detail: Detail) -> bool {
        matches!(detail, Detail::Full | Detail::Short) && !self.facts.is_empty()
    }

    /// When the text was checked, by whom it was reviewed, and where it stands.
    pub(super) fn checked_line(&self, notice: &str) -> String {
        let checked = self.checked.as_deref();
        let checked =
            checked.map_or_else(|| "Not dated".to_owned(), |day| format!("Checked {day}"));
        let reviewed = self.reviewed.as_ref();
        let reviewed = reviewed.map_or_else(|| notice.to_owned(), |by| format!("reviewed by {by}"));
        let comma = if reviewed.is_empty() { "" } else { ", " };
        let part = self
            .heading
            .as_ref()
            .map_or(String::new(), |slug| format!("#{slug}"));
        format!("{checked}{comma}{reviewed}. {}{part}", self.topic)
    }

    fn sources_line(&self) -> String {
        let short: Vec<&str> = self.sources.iter().map(|it| it.short.as_str()).collect();
        format!("Sources: {}.", short.join("; ").trim_end_matches('.'))
    }

    fn markdown(&self, detail: Detail, notice: &str, text: &mut String) {
        let _ = write!(
            text,
            "\n## {}\n\n{}\n\n",
            self.title,
            self.checked_line(notice)
        );
        let mut in_list = false;
        for line in self.said(detail) {
            let item = line.starts_with("- ");
            let gap = if in_list && !item { "\n" } else { "" };
            let end = if item { "\n" } else { "\n\n" };
            let _ = write!(text, "{gap}{line}{end}");
            in_list = item;
        }
        if in_list {
            text.push('\n');
        }
        if self.has_facts(detail) {
            for (name, value) in &self.facts {
                let _ = writeln!(text, "- **{name}**: {value}");
            }
        }
        if let Some(note) = &self.note {
            let _ = write!(text, "\n> My note: {note}\n");
        }
        if detail == Detail::Full && !self.sources.is_empty() {
            text.push_str("\nSources:\n\n");
            for source in &self.sources {
                let _ = writeln!(text, "- {}", source.citation);
            }
        } else if !self.sources.is_empty() {
            let _ = writeln!(text, "\n{}", self.sources_line());
        }
    }
}

fn paragraph(text: impl Into<String>) -> BlockKind {
    BlockKind::Paragraph(vec![Inline::text(text)])
}

/// A tight list, with boxes to tick when `task` says so.
fn list(lines: &[String], task: Option<bool>) -> BlockKind {
    let item = |line: &String| Item {
        task,
        blocks: vec![Block::unplaced(paragraph(line))],
    };
    BlockKind::List {
        start: None,
        items: lines.iter().map(item).collect(),
    }
}
