//! Drawing each kind of block on a canvas.

mod canvas;
mod cells;
mod chart;
mod flow;
mod margins;
mod table;

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::layout::drawing::canvas::Canvas;
use crate::layout::drawing::margins::Margin;
use crate::layout::flow::Flow;
use crate::layout::page_layout::Layout;
use crate::layout::places::{HeadingPlace, Role, TextStyle};
use crate::layout::prepared::{
    BlockMarker, Code, Drawing, Prepared, PreparedBlock, PreparedHeading, PreparedKind,
    PreparedList, RULE,
};
use crate::layout::width;

/// How far the meaning of a term stands in.
const MEANING: &str = "  ";

impl Prepared {
    /// The lines at a width; running text uses `measure` columns at most.
    pub fn lay_out(&self, width: usize, measure: usize) -> Layout {
        let layout = Layout::with_room(self.flows.text.len(), width.min(measure));
        let mut canvas = Canvas::new(&self.flows, layout, (width, measure));
        canvas.has_dashes = !self.drawings.is_drawn();
        blocks(&mut canvas, &self.blocks);
        draw_notes(&mut canvas, &self.notes, self.shift);
        canvas.into_layout().finished()
    }
}

/// The footnotes that a page defines, below its text.
fn draw_notes<'a>(
    canvas: &mut Canvas<'a>,
    notes: &'a [(BlockMarker, Vec<PreparedBlock>)],
    shift: usize,
) {
    if notes.is_empty() {
        return;
    }
    canvas.shift = shift;
    canvas.gap();
    for (mark, note) in notes {
        canvas.within(Margin::of(mark), |canvas| blocks(canvas, note));
    }
}

/// Blocks below each other, a blank row between them: none below a heading, nor between the terms of a glossary.
fn blocks<'a>(canvas: &mut Canvas<'a>, blocks: &'a [PreparedBlock]) {
    let mut above: Option<&PreparedHeading> = None;
    let mut in_terms = false;
    for (index, block) in blocks.iter().enumerate() {
        let heading = match &block.kind {
            PreparedKind::Heading(heading) if !heading.flow.is_empty() => Some(heading),
            _ => None,
        };
        let is_term = heading.is_some_and(|heading| heading.is_term);
        if index > 0 && above.is_none() && !(in_terms && is_term) {
            canvas.gap();
        }
        in_terms = is_term || above.is_some_and(|above| above.is_term);
        if heading.is_none() && in_terms {
            canvas.within(Margin::blank(MEANING), |canvas| draw_block(canvas, block));
        } else {
            draw_block(canvas, block);
        }
        above = heading;
    }
}

fn draw_block<'a>(canvas: &mut Canvas<'a>, block: &'a PreparedBlock) {
    match &block.kind {
        PreparedKind::Heading(heading) => draw_heading(canvas, heading, block.start),
        PreparedKind::Text(flow) => canvas.text(flow, None),
        PreparedKind::List(list) => draw_list(canvas, list),
        PreparedKind::Within(bar, inner) => {
            canvas.within(Margin::of(bar), |canvas| blocks(canvas, inner));
        }
        PreparedKind::Code(code) => draw_code(canvas, code),
        PreparedKind::Table(table) => table::draw(canvas, table),
        PreparedKind::Facts(facts) => cells::facts(canvas, facts),
        PreparedKind::Sources(sources) => {
            for source in sources {
                draw_source(canvas, source);
            }
        }
        PreparedKind::Drawing(drawing) => draw_drawing(canvas, drawing, block.start),
        PreparedKind::Chart(chart) => chart::draw(canvas, chart, block.start),
        PreparedKind::Rule => rule(canvas, block.start),
    }
}

fn draw_source<'a>(canvas: &mut Canvas<'a>, (marker, source): &'a (BlockMarker, Flow)) {
    canvas.within(Margin::of(marker), |canvas| canvas.text(source, None));
}

/// A heading is known by its role; where roles cannot be seen, a section's has a row of dashes below it.
fn draw_heading(canvas: &mut Canvas<'_>, heading: &PreparedHeading, start: usize) {
    if heading.flow.is_empty() {
        return;
    }
    let line = canvas.next_line();
    canvas.note_heading(HeadingPlace {
        line,
        level: heading.level,
        slug: Arc::clone(&heading.slug),
        title: Arc::clone(&heading.title),
    });
    canvas.text(&heading.flow, None);
    if heading.level == 2 && canvas.has_dashes {
        let widest = canvas.widest_since(line).min(canvas.measure());
        canvas.begin();
        canvas.put_repeated('-', widest, Role::Marker);
        canvas.end(start);
    }
}

fn draw_list<'a>(canvas: &mut Canvas<'a>, list: &'a PreparedList) {
    for (index, (marker, entry)) in list.items.iter().enumerate() {
        if index > 0 && list.loose {
            canvas.gap();
        }
        canvas.within(Margin::of(marker), |canvas| draw_entry(canvas, entry));
    }
}

/// The blocks of an entry: a list follows its paragraph at once.
fn draw_entry<'a>(canvas: &mut Canvas<'a>, blocks: &'a [PreparedBlock]) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && !matches!(block.kind, PreparedKind::List(_)) {
            canvas.gap();
        }
        draw_block(canvas, block);
    }
}

fn draw_code<'a>(canvas: &mut Canvas<'a>, code: &'a Code) {
    for (line, offset) in &code.lines {
        canvas.within(Margin::of(&code.marker), |canvas| {
            code_line(canvas, line, *offset);
        });
    }
}

fn code_line(canvas: &mut Canvas<'_>, line: &str, offset: usize) {
    let mut rest = line;
    loop {
        let (mut part, mut more) = width::split(rest, canvas.width());
        if part.is_empty() {
            let first = rest.graphemes(true).next().map_or(0, str::len);
            (part, more) = rest.split_at_checked(first).unwrap_or((rest, ""));
        }
        canvas.begin();
        let at = offset + line.len() - rest.len();
        canvas.put_text(part, TextStyle::of(Role::Code), at);
        canvas.end(at);
        if more.is_empty() {
            return;
        }
        rest = more;
    }
}

/// A drawing as it is, or its words where it has no room.
fn draw_drawing(canvas: &mut Canvas<'_>, drawing: &Drawing, start: usize) {
    let mut lines = drawing.lines.iter();
    if lines.any(|line| width::of(line) > canvas.width()) {
        return canvas.text(&drawing.words, None);
    }
    for line in &drawing.lines {
        canvas.begin();
        canvas.put_own(line, Role::Text);
        canvas.end(start);
    }
}

fn rule(canvas: &mut Canvas<'_>, start: usize) {
    let left = canvas.measure().saturating_sub(RULE.len()) / 2;
    canvas.begin();
    canvas.pad(left);
    canvas.put_own(width::cut(RULE, canvas.measure()), Role::Marker);
    canvas.end(start);
}
