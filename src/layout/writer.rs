//! Inlines written out as running text.

use std::ops::Range;
use std::sync::Arc;

use crate::content::document::{STRUCK, plain_text};
use crate::content::{Inline, InlineKind, is_tie, leads_outside};
use crate::layout::breaks;
use crate::layout::canvas::Canvas;
use crate::layout::flow::{Flow, StyleRun};
use crate::layout::options::Symbols;
use crate::layout::page_layout::Layout;
use crate::layout::places::{CitationPlace, LinkPlace, Role, TextStyle};

/// What is written out as one running text.
#[derive(Clone, Copy, Debug)]
pub struct FlowText<'a> {
    /// Stands before the others with a colon, if it says anything.
    pub name: &'a [Inline],
    pub inlines: &'a [Inline],
    pub style: TextStyle,
    /// The bytes of the file that its offsets may lie in.
    pub bounds: &'a Range<usize>,
}

impl<'a> FlowText<'a> {
    pub const fn of(role: Role, inlines: &'a [Inline], bounds: &'a Range<usize>) -> Self {
        Self {
            name: &[],
            inlines,
            style: TextStyle::of(role),
            bounds,
        }
    }
}

impl Canvas {
    /// Inlines in the role that plain text has here.
    pub const fn plain<'a>(&self, inlines: &'a [Inline], bounds: &'a Range<usize>) -> FlowText<'a> {
        FlowText::of(self.role, inlines, bounds)
    }

    /// Writes a running text out if there is anything in it.
    pub fn write_any(&mut self, text: &FlowText<'_>) -> Option<Flow> {
        let noted = self.layout.noted();
        let flow = self.write(text);
        if flow.is_empty() {
            self.layout.forget_after(noted);
            return None;
        }
        Some(flow)
    }

    /// Writes a running text out; its links and citations are in the layout then, and have no place yet.
    pub fn write(&mut self, text: &FlowText<'_>) -> Flow {
        let mut flow = std::mem::take(&mut self.scratch);
        flow.clear();
        // Words without a style, and terminals that have only ASCII, may show no line through text.
        let shows_strikes = self.symbols.is_unicode() && self.drawings.is_drawn();
        let mut writer = FlowWriter {
            flow: &mut flow,
            layout: &mut self.layout,
            glue: Vec::new(),
            style: text.style,
            link: None,
            symbols: self.symbols,
            strike: if shows_strikes { "" } else { STRUCK },
            bounds: text.bounds,
        };
        writer.write_name(text.name);
        writer.write_all(text.inlines);
        let glue = writer.glue;
        flow.extent = breaks::find(&flow.text, &glue, &mut flow.breaks);
        flow
    }
}

struct FlowWriter<'a> {
    flow: &'a mut Flow,
    layout: &'a mut Layout,
    /// Positions before which no line should end.
    glue: Vec<usize>,
    style: TextStyle,
    link: Option<usize>,
    symbols: Symbols,
    /// What stands around text that is struck out.
    strike: &'static str,
    bounds: &'a Range<usize>,
}

impl FlowWriter<'_> {
    fn write_name(&mut self, name: &[Inline]) {
        let label = TextStyle::of(Role::Label);
        self.styled(name, |style| *style = label);
        if !self.flow.is_empty() {
            self.push(": ", 0..0, label);
        }
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

    fn strike(&mut self, inlines: &[Inline], range: &Range<usize>) {
        self.push(self.strike, range.start..range.start, self.style);
        self.styled(inlines, |style| style.strike = true);
        self.push(self.strike, range.end..range.end, self.style);
    }

    fn link(&mut self, target: &str, inlines: &[Inline], range: &Range<usize>) {
        let outside = leads_outside(target);
        let text = plain_text(inlines);
        let is_bare = text.trim().is_empty();
        let target: Arc<str> = target.into();
        let says_target = is_bare || *text == *target;
        self.layout.links.push(LinkPlace {
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
        let outer = self.link.replace(self.layout.links.len() - 1);
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
        self.glue.push(self.flow.text.len());
        let text = if number == 0 {
            format!("[{id}]")
        } else {
            format!("[{number}]")
        };
        self.layout.citations.push(CitationPlace {
            number,
            id: id.into(),
            line: usize::MAX,
            column: 0,
        });
        self.push(&text, range, self.role(Role::Citation));
        if let Some(run) = self.flow.runs.last_mut() {
            run.citation = Some(self.layout.citations.len() - 1);
        }
    }

    fn is_after_citation(&self) -> bool {
        let last = self.flow.runs.last();
        self.flow.text.ends_with(']') && last.is_some_and(|run| run.citation.is_some())
    }

    fn stands_free(&self) -> bool {
        let written = &self.flow.text;
        let opens = |last: char| last.is_whitespace() || matches!(last, '(' | '[');
        written.is_empty() || written.ends_with(opens)
    }

    fn push(&mut self, text: &str, range: Range<usize>, style: TextStyle) {
        if text.is_empty() {
            return;
        }
        let Range { start, end } = *self.bounds;
        let end = end.max(start);
        self.flow.runs.push(StyleRun {
            start: self.flow.text.len(),
            style,
            link: self.link,
            citation: None,
            offset: range.start.clamp(start, end),
            last_offset: range.end.saturating_sub(1).clamp(start, end),
        });
        if self.symbols.is_unicode() {
            self.flow.text.push_str(text);
        } else {
            self.push_spelled(text);
        }
    }

    /// A space at which no line may end becomes one like any other; that it ties is noted beside it.
    fn push_spelled(&mut self, text: &str) {
        for part in text.split_inclusive(is_tie) {
            let spelled = self.symbols.spell(part);
            self.flow.text.push_str(&spelled);
            if part.ends_with(is_tie) {
                self.glue.push(self.flow.text.len());
            }
        }
    }
}
