//! Inlines written out as running text.

use std::ops::Range;
use std::sync::Arc;

use crate::content::document::{STRUCK, plain_text};
use crate::content::{Inline, InlineKind, is_tie, leads_outside};
use crate::layout::compact::{NONE, narrow, widen};
use crate::layout::flow::{Flow, FlowPosition, Flows, StyleRun};
use crate::layout::options::{Drawings, Symbols};
use crate::layout::places::{CitationPlace, LinkPlace, Role, TextStyle};

/// How running text is written, and which bytes of the file its offsets may lie in.
#[derive(Clone, Debug)]
pub struct FlowOptions {
    pub style: TextStyle,
    pub symbols: Symbols,
    pub drawings: Drawings,
    pub bounds: Range<usize>,
}

/// The texts of a document being made ready for a kind of terminal.
#[derive(Debug)]
pub struct TextPreparer {
    pub symbols: Symbols,
    pub drawings: Drawings,
    pub flows: Flows,
    /// The role that plain text has here.
    pub role: Role,
}

impl TextPreparer {
    pub fn options(&self, role: Role, bounds: &Range<usize>) -> FlowOptions {
        FlowOptions {
            style: TextStyle::of(role),
            symbols: self.symbols,
            drawings: self.drawings,
            bounds: bounds.clone(),
        }
    }
}

impl Flows {
    pub fn write(&mut self, inlines: &[Inline], options: &FlowOptions) -> Flow {
        let mut writer = FlowWriter::new(self, options);
        writer.write_all(inlines);
        writer.finish()
    }

    /// Running text behind its name and a colon.
    pub fn write_named(
        &mut self,
        name: &[Inline],
        inlines: &[Inline],
        options: &FlowOptions,
    ) -> Flow {
        let mut writer = FlowWriter::new(self, options);
        let label = TextStyle::of(Role::Label);
        writer.styled(name, |style| *style = label);
        if writer.length() > 0 {
            writer.push(": ", 0..0, label);
        }
        writer.write_all(inlines);
        writer.finish()
    }
}

struct FlowWriter<'a> {
    flows: &'a mut Flows,
    start: FlowPosition,
    /// Positions before which no line should end.
    glue: Vec<usize>,
    style: TextStyle,
    link: Option<u32>,
    options: &'a FlowOptions,
}

impl<'a> FlowWriter<'a> {
    fn new(flows: &'a mut Flows, options: &'a FlowOptions) -> Self {
        Self {
            start: flows.start(),
            flows,
            glue: Vec::new(),
            style: options.style,
            link: None,
            options,
        }
    }

    fn finish(self) -> Flow {
        self.flows.end(self.start, &self.glue)
    }

    /// How much was written.
    const fn length(&self) -> usize {
        self.flows.text.len() - widen(self.start.text)
    }

    fn written(&self) -> &str {
        let written = self.flows.text.get(widen(self.start.text)..);
        written.unwrap_or_default()
    }

    fn write_all(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.write(inline);
        }
    }

    fn write(&mut self, inline: &Inline) {
        let range = inline.range.clone();
        match &inline.kind {
            InlineKind::Text(text) => self.push(text, range, self.style),
            InlineKind::Code(text) => {
                self.push(text, range.start + 1..range.end, self.role(Role::Code));
            }
            InlineKind::Passage(text) => self.push(text, range, self.role(Role::Dim)),
            InlineKind::SoftBreak => self.push(" ", range, self.style),
            InlineKind::HardBreak => self.push("\n", range, self.style),
            InlineKind::Emphasis(inner) => self.styled(inner, |style| style.emphasis = true),
            InlineKind::Strong(inner) => self.styled(inner, |style| style.strong = true),
            InlineKind::Strikethrough(inner) => self.strike(inner, &range),
            InlineKind::Outcome { outcome, inlines } => {
                self.styled(inlines, |style| style.role = Role::Outcome(*outcome));
            }
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

    /// Words without a style, and terminals that have only ASCII, may show no line through text: it stands between
    /// the marks of Markdown.
    fn strike(&mut self, inlines: &[Inline], range: &Range<usize>) {
        let is_shown = self.options.symbols.is_unicode() && self.options.drawings.is_drawn();
        let mark = if is_shown { "" } else { STRUCK };
        self.push(mark, range.start..range.start, self.style);
        self.styled(inlines, |style| style.strike = true);
        self.push(mark, range.end..range.end, self.style);
    }

    fn link(&mut self, target: &str, inlines: &[Inline], range: &Range<usize>) {
        let outside = leads_outside(target);
        let text = plain_text(inlines);
        let is_bare = text.trim().is_empty();
        let target: Arc<str> = target.into();
        let says_target = is_bare || *text == *target;
        self.flows.links.push(LinkPlace {
            text: if says_target {
                Arc::clone(&target)
            } else {
                text.into()
            },
            target: Arc::clone(&target),
            line: usize::MAX,
            column: 0,
            width: 0,
            outside,
        });
        let outer = self.link.replace(self.start.last_link(self.flows));
        let role = if outside {
            Role::OutsideLink
        } else {
            Role::Link
        };
        self.styled(inlines, |style| style.role = role);
        if is_bare {
            self.push(&target, range.clone(), TextStyle { role, ..self.style });
        }
        self.link = outer;
    }

    fn image(&mut self, target: &str, inlines: &[Inline], range: &Range<usize>) {
        let style = self.role(Role::Dim);
        let start = range.start..range.start;
        let says_nothing = plain_text(inlines).trim().is_empty();
        // A picture written out as data has no name.
        let is_nameless = says_nothing && target.starts_with("data:");
        let opening = if is_nameless {
            "[picture"
        } else {
            "[picture: "
        };
        self.push(opening, start, style);
        self.styled(inlines, |inner| *inner = style);
        if says_nothing && !is_nameless {
            self.push(target, range.clone(), style);
        }
        self.push("]", range.end..range.end, style);
    }

    /// A space before the first of several, and no line end before any.
    fn citation(&mut self, id: &str, number: usize, range: Range<usize>) {
        if !self.is_after_citation() && !self.stands_free() {
            self.push(" ", range.start..range.start, self.style);
        }
        self.glue.push(self.length());
        let text = if number == 0 {
            format!("[{id}]")
        } else {
            format!("[{number}]")
        };
        self.flows.citations.push(CitationPlace {
            number,
            id: id.into(),
            line: usize::MAX,
            column: 0,
        });
        self.push(&text, range, self.role(Role::Citation));
        let citation = self.start.last_citation(self.flows);
        if let Some(run) = self.flows.runs.last_mut() {
            run.citation = citation;
        }
    }

    fn is_after_citation(&self) -> bool {
        let last = self.flows.runs.last();
        self.written().ends_with(']') && last.is_some_and(|run| run.citation().is_some())
    }

    fn stands_free(&self) -> bool {
        let written = self.written();
        let opens = |last: char| last.is_whitespace() || matches!(last, '(' | '[');
        written.is_empty() || written.ends_with(opens)
    }

    fn push(&mut self, text: &str, range: Range<usize>, style: TextStyle) {
        if text.is_empty() {
            return;
        }
        let Range { start, end } = self.options.bounds;
        let end = end.max(start);
        self.flows.runs.push(StyleRun {
            start: narrow(self.length()),
            style,
            link: self.link.unwrap_or(NONE),
            citation: NONE,
            offset: narrow(range.start.clamp(start, end)),
            last_offset: narrow(range.end.saturating_sub(1).clamp(start, end)),
        });
        if self.options.symbols.is_unicode() {
            self.flows.text.push_str(text);
        } else {
            self.push_spelled(text);
        }
    }

    /// A space at which no line may end becomes one like any other; that it ties is noted beside it.
    fn push_spelled(&mut self, text: &str) {
        for part in text.split_inclusive(is_tie) {
            let spelled = self.options.symbols.spell(part);
            self.flows.text.push_str(&spelled);
            if part.ends_with(is_tie) {
                self.glue.push(self.length());
            }
        }
    }
}
