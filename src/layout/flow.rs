//! Running text made flat: one string, the style of each part, and what must not be parted.

use std::ops::Range;

use crate::content::document::plain_text;
use crate::content::{Inline, InlineKind, ascii, is_tie};
use crate::layout::places::leads_outside;
use crate::layout::wrap::{self, Piece};
use crate::layout::{CitationPlace, Drawings, LinkPlace, Role, Symbols, TextStyle, figure};

/// Running text ready to be broken into lines.
#[derive(Debug, Default)]
pub struct Flow {
    text: String,
    runs: Vec<Run>,
    /// Positions before which no line should end.
    glue: Vec<usize>,
    pieces: Vec<Piece>,
    /// The links and citations in it, until a canvas takes them.
    pub links: Vec<LinkPlace>,
    pub citations: Vec<CitationPlace>,
}

/// A part of one style and origin.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    start: usize,
    pub style: TextStyle,
    /// Indexes in the flow's own lists.
    pub link: Option<usize>,
    pub citation: Option<usize>,
    offset: usize,
    last_offset: usize,
}

/// How running text is to look, and which bytes of the file it may come from.
#[derive(Clone, Debug)]
pub struct Manner {
    pub style: TextStyle,
    pub symbols: Symbols,
    pub capitals: bool,
    pub drawings: Drawings,
    pub bounds: Range<usize>,
}

impl Flow {
    pub fn new(inlines: &[Inline], manner: &Manner) -> Self {
        let mut writer = Writer::new(manner);
        writer.write_all(inlines);
        writer.finish()
    }

    /// Running text behind its name and a colon.
    pub fn named(name: &[Inline], inlines: &[Inline], manner: &Manner) -> Self {
        let mut writer = Writer::new(manner);
        let label = TextStyle::of(Role::Label);
        writer.styled(name, |style| *style = label);
        if !writer.flow.is_empty() {
            writer.push(": ", 0..0, label);
        }
        writer.write_all(inlines);
        writer.finish()
    }

    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn lines(&self, columns: usize) -> Vec<Range<usize>> {
        wrap::lines(&self.text, &self.pieces, columns)
    }

    pub fn natural_width(&self) -> usize {
        wrap::natural_width(&self.pieces)
    }

    pub fn longest_part(&self) -> usize {
        wrap::longest_part(&self.pieces)
    }

    /// How much text there is.
    pub const fn length(&self) -> usize {
        self.text.len()
    }

    /// The source offset of a byte.
    pub fn offset_at(&self, at: usize) -> usize {
        let index = self.run_at(at);
        self.runs.get(index).map_or(0, |run| run.offset_at(at))
    }

    fn run_at(&self, at: usize) -> usize {
        let after = self.runs.partition_point(|run| run.start <= at);
        after.saturating_sub(1)
    }

    /// The parts of a range: text, style and source offset.
    pub fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (&str, &Run, usize)> {
        let first = self.run_at(range.start);
        let runs = self.runs.get(first..).unwrap_or_default();
        let ends = runs.iter().skip(1).map(|run| run.start);
        let ends = ends.chain([self.text.len()]);
        let end = range.end;
        runs.iter()
            .zip(ends)
            .take_while(move |(run, _)| run.start < end)
            .filter_map(move |(run, run_end)| {
                let start = run.start.max(range.start);
                let text = self.text.get(start..run_end.min(range.end))?;
                (!text.is_empty()).then(|| (text, run, run.offset_at(start)))
            })
    }
}

impl Run {
    fn offset_at(&self, at: usize) -> usize {
        let offset = self.offset + at.saturating_sub(self.start);
        offset.min(self.last_offset)
    }
}

struct Writer<'a> {
    flow: Flow,
    style: TextStyle,
    link: Option<usize>,
    manner: &'a Manner,
}

impl<'a> Writer<'a> {
    fn new(manner: &'a Manner) -> Self {
        Self {
            flow: Flow::default(),
            style: manner.style,
            link: None,
            manner,
        }
    }

    fn finish(self) -> Flow {
        let mut flow = self.flow;
        flow.pieces = wrap::pieces(&flow.text, &flow.glue);
        flow
    }

    fn write_all(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.write(inline);
        }
    }

    fn write(&mut self, inline: &Inline) {
        let range = inline.range.clone();
        match &inline.kind {
            InlineKind::Text(text) if self.manner.capitals => {
                let text = match self.manner.symbols {
                    Symbols::Unicode => text.to_uppercase(),
                    // Upper case could be of a letter that is not spelled.
                    Symbols::Ascii => ascii(text).to_uppercase(),
                };
                self.push(&text, range, self.style);
            }
            InlineKind::Text(text) => self.push(text, range, self.style),
            InlineKind::Code(text) => {
                self.push(text, range.start + 1..range.end, self.role(Role::Code));
            }
            InlineKind::Passage(text) => self.push(text, range, self.role(Role::Dim)),
            InlineKind::Bar { full, of } if self.manner.drawings == Drawings::Drawn => {
                self.push(&figure::bar(*full, *of), range, self.style);
            }
            InlineKind::Bar { .. } => {}
            InlineKind::SoftBreak => self.push(" ", range, self.style),
            InlineKind::HardBreak => self.push("\n", range, self.style),
            InlineKind::Emphasis(inner) => self.styled(inner, |style| style.emphasis = true),
            InlineKind::Strong(inner) => self.styled(inner, |style| style.strong = true),
            InlineKind::Strikethrough(inner) => self.strike(inner, &range),
            InlineKind::Link { target, inlines } => self.link(target, inlines, &range),
            InlineKind::Image { target, inlines } => self.image(target, inlines, &range),
            InlineKind::Citation { id, number } => self.citation(id, *number, range),
        }
    }

    /// The present style with another role; inside a link the link's role stays.
    const fn role(&self, role: Role) -> TextStyle {
        if self.link.is_some() {
            return self.style;
        }
        TextStyle { role, ..self.style }
    }

    fn styled(&mut self, inlines: &[Inline], change: impl FnOnce(&mut TextStyle)) {
        let outer = self.style;
        change(&mut self.style);
        self.write_all(inlines);
        self.style = outer;
    }

    /// Without more than ASCII there may be no line through the text, so its marks are shown.
    fn strike(&mut self, inlines: &[Inline], range: &Range<usize>) {
        let mark = match self.manner.symbols {
            Symbols::Unicode => "",
            Symbols::Ascii => "~~",
        };
        self.push(mark, range.start..range.start, self.style);
        self.styled(inlines, |style| style.strike = true);
        self.push(mark, range.end..range.end, self.style);
    }

    fn link(&mut self, target: &str, inlines: &[Inline], range: &Range<usize>) {
        let outside = leads_outside(target);
        let text = plain_text(inlines);
        let is_bare = text.trim().is_empty();
        self.flow.links.push(LinkPlace {
            target: target.to_owned(),
            text: if is_bare { target.to_owned() } else { text },
            line: usize::MAX,
            column: 0,
            width: 0,
            outside,
        });
        let outer = self.link.replace(self.flow.links.len() - 1);
        let role = if outside {
            Role::OutsideLink
        } else {
            Role::Link
        };
        self.styled(inlines, |style| style.role = role);
        if is_bare {
            self.push(target, range.clone(), TextStyle { role, ..self.style });
        }
        self.link = outer;
    }

    fn image(&mut self, target: &str, inlines: &[Inline], range: &Range<usize>) {
        let style = self.role(Role::Dim);
        let start = range.start..range.start;
        self.push("[picture: ", start, style);
        self.styled(inlines, |inner| *inner = style);
        if plain_text(inlines).trim().is_empty() {
            self.push(target, range.clone(), style);
        }
        self.push("]", range.end..range.end, style);
    }

    /// A space before the first of several, and no line end before any.
    fn citation(&mut self, id: &str, number: usize, range: Range<usize>) {
        let after_citation = self
            .flow
            .runs
            .last()
            .is_some_and(|run| run.citation.is_some() && self.flow.text.ends_with(']'));
        let stands_free = self.flow.text.is_empty()
            || self
                .flow
                .text
                .ends_with(|last: char| last.is_whitespace() || matches!(last, '(' | '['));
        if !after_citation && !stands_free {
            self.push(" ", range.start..range.start, self.style);
        }
        self.flow.glue.push(self.flow.text.len());
        let text = if number == 0 {
            format!("[{id}]")
        } else {
            format!("[{number}]")
        };
        self.flow.citations.push(CitationPlace {
            number,
            id: id.to_owned(),
            line: usize::MAX,
            column: 0,
        });
        self.push(&text, range, self.role(Role::Citation));
        if let Some(run) = self.flow.runs.last_mut() {
            run.citation = Some(self.flow.citations.len() - 1);
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>, style: TextStyle) {
        if text.is_empty() {
            return;
        }
        let Range { start, end } = self.manner.bounds;
        let end = end.max(start);
        self.flow.runs.push(Run {
            start: self.flow.text.len(),
            style,
            link: self.link,
            citation: None,
            offset: range.start.clamp(start, end),
            last_offset: range.end.saturating_sub(1).clamp(start, end),
        });
        match self.manner.symbols {
            Symbols::Unicode => self.flow.text.push_str(text),
            Symbols::Ascii => self.push_ascii(text),
        }
    }

    /// A space at which no line may end becomes one like any other; that it ties is noted beside it.
    fn push_ascii(&mut self, text: &str) {
        for part in text.split_inclusive(is_tie) {
            self.flow.text.push_str(&ascii(part));
            if part.ends_with(is_tie) {
                self.flow.glue.push(self.flow.text.len());
            }
        }
    }
}
