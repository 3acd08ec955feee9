//! The visit sheet written out: as a document to lay out, or as Markdown.

use std::fmt::Write as _;
use std::iter;

use crate::content::{Block, BlockKind, Document, Inline, Item};
use crate::shelf::page::{Detail, Piece, SheetPage};

/// The class of what is ticked.
const ASK: &str = "ask";

/// What stands where a text goes on in the reference.
const SHORTENED: &str = "(Shortened here; the rest is in the reference.)";

/// Entries of a list that stay when a text is shortened.
const BRIEF_LIST: usize = 5;

impl SheetPage {
    /// The sheet as a document, in the order it is used: questions, notes, then what was clipped.
    pub fn document(&self, detail: Detail) -> Document {
        let title = BlockKind::heading(1, self.words.sheet(), "");
        let mut kinds = vec![title, BlockKind::paragraph(self.origin())];
        for (title, class, lines) in self.lists() {
            kinds.push(BlockKind::heading(2, title, ""));
            kinds.push(list(lines, (class == ASK).then_some(false)));
        }
        for piece in &self.pieces {
            piece.write(detail, self.notice(), &mut kinds);
        }
        Document::of(kinds)
    }

    /// What stands above the pieces: a title, a class for HTML, and lines.
    pub(super) fn lists(&self) -> impl Iterator<Item = (&str, &str, &[String])> {
        let lists = [
            ("To ask", ASK, self.questions.as_slice()),
            ("My notes", "notes", &self.notes),
        ];
        lists.into_iter().filter(|(.., lines)| !lines.is_empty())
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
        for (title, class, lines) in self.lists() {
            let mark = if class == ASK { "- [ ]" } else { "-" };
            let _ = write!(text, "\n## {title}\n\n");
            for line in lines {
                let _ = writeln!(text, "{mark} {line}");
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
        kinds.push(BlockKind::paragraph(self.checked_line(notice)));
        let said = self.said(detail);
        for lines in said.chunk_by(|line, next| is_item(line) && is_item(next)) {
            let items = lines.iter().filter_map(|line| line.strip_prefix("- "));
            let items: Vec<String> = items.map(str::to_owned).collect();
            kinds.push(match lines {
                [line] if items.is_empty() => BlockKind::paragraph(*line),
                _ => list(&items, None),
            });
        }
        let row = |(name, value): &(String, String)| (name.clone(), vec![Inline::text(value)]);
        let facts: Vec<_> = self.facts(detail).iter().map(row).collect();
        kinds.extend((!facts.is_empty()).then_some(BlockKind::Facts(facts)));
        let note = self.note.as_ref();
        kinds.extend(note.map(|note| BlockKind::paragraph(format!("My note: {note}"))));
        let (sources, line) = self.cited(detail);
        kinds.extend(line.map(BlockKind::paragraph));
        kinds.extend((!sources.is_empty()).then(|| list(&sources, None)));
    }

    /// The sources in full, each a line, and the line above them; where there is little room, a line that names them.
    fn cited(&self, detail: Detail) -> (Vec<String>, Option<String>) {
        if detail == Detail::Full {
            let sources = self.sources.iter().map(|source| source.citation.clone());
            let above = (!self.sources.is_empty()).then(|| "Sources:".to_owned());
            return (sources.collect(), above);
        }
        let short: Vec<&str> = self.sources.iter().map(|it| it.short.as_str()).collect();
        let short = short.join("; ");
        let short = format!("Sources: {}.", short.trim_end_matches('.'));
        (Vec::new(), Some(short).filter(|_| !self.sources.is_empty()))
    }

    /// The text at a detail, with a line that says where something was left out.
    pub(super) fn said(&self, detail: Detail) -> Vec<&str> {
        let all: Vec<&str> = self.text.iter().map(String::as_str).collect();
        let listed = all.iter().skip(1).take_while(|line| is_item(line));
        let most = match detail {
            Detail::Full | Detail::Short => all.len(),
            Detail::Brief => 1 + listed.count().min(BRIEF_LIST),
            Detail::Least => 1,
        };
        let left_out = (most < all.len()).then_some(SHORTENED);
        all.into_iter().take(most).chain(left_out).collect()
    }

    /// The facts that are written at a detail.
    pub(super) fn facts(&self, detail: Detail) -> &[(String, String)] {
        match detail {
            Detail::Full | Detail::Short => &self.facts,
            Detail::Brief | Detail::Least => &[],
        }
    }

    /// When the text was checked, by whom it was reviewed, and where it stands.
    pub(super) fn checked_line(&self, notice: &str) -> String {
        let checked = self.checked.as_ref().map(|day| format!("Checked {day}"));
        let checked = checked.unwrap_or_else(|| "Not dated".to_owned());
        let reviewed = self.reviewed.as_ref();
        let reviewed = reviewed.map_or_else(|| notice.to_owned(), |by| format!("reviewed by {by}"));
        let comma = if reviewed.is_empty() { "" } else { ", " };
        let part = self.heading.as_ref().map(|slug| format!("#{slug}"));
        let part = part.unwrap_or_default();
        format!("{checked}{comma}{reviewed}. {}{part}", self.topic)
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
            let item = is_item(line);
            let gap = if in_list && !item { "\n" } else { "" };
            let end = if item { "\n" } else { "\n\n" };
            let _ = write!(text, "{gap}{line}{end}");
            in_list = item;
        }
        if in_list {
            text.push('\n');
        }
        for (name, value) in self.facts(detail) {
            let _ = writeln!(text, "- **{name}**: {value}");
        }
        if let Some(note) = &self.note {
            let _ = write!(text, "\n> My note: {note}\n");
        }
        let (sources, line) = self.cited(detail);
        if let Some(line) = line {
            let _ = writeln!(text, "\n{line}");
        }
        for (at, source) in sources.iter().enumerate() {
            let gap = if at == 0 { "\n" } else { "" };
            let _ = writeln!(text, "{gap}- {source}");
        }
    }
}

pub(super) fn is_item(line: &str) -> bool {
    line.starts_with("- ")
}

/// A tight list, with boxes to tick when `task` says so.
fn list(lines: &[String], task: Option<bool>) -> BlockKind {
    let item = |line: &String| Item {
        task,
        blocks: vec![Block::unplaced(BlockKind::paragraph(line))],
    };
    BlockKind::List {
        start: None,
        items: lines.iter().map(item).collect(),
    }
}
