//! Drawing each kind of block.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::layout::canvas::Canvas;
use crate::layout::cells;
use crate::layout::flow::Flow;
use crate::layout::margins::Margin;
use crate::layout::prepared::{Block, Code, Drawing, Heading, Kind, List, Marker};
use crate::layout::{HeadingPlace, Role, TextStyle, width};

/// What stands for a rule across the page, as in a printed book.
const RULE: &str = "* * *";

/// The footnotes a page defines, below its text; their places are moved to follow that.
pub fn draw_notes<'a>(canvas: &mut Canvas<'a>, notes: &'a [(Marker, Vec<Block>)], shift: usize) {
    if notes.is_empty() {
        return;
    }
    canvas.shift = shift;
    canvas.gap();
    for (mark, note) in notes {
        canvas.within(Margin::of(mark), |canvas| blocks(canvas, note));
    }
}

/// A block of the page, with a gap above it.
pub fn draw_next<'a>(canvas: &mut Canvas<'a>, block: &'a Block) {
    canvas.gap();
    draw_block(canvas, block);
}

fn blocks<'a>(canvas: &mut Canvas<'a>, blocks: &'a [Block]) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            canvas.gap();
        }
        draw_block(canvas, block);
    }
}

fn draw_block<'a>(canvas: &mut Canvas<'a>, block: &'a Block) {
    match &block.kind {
        Kind::Heading(heading) => draw_heading(canvas, heading, block.start),
        Kind::Text(flow) => canvas.text(flow, None),
        Kind::List(list) => draw_list(canvas, list),
        Kind::Quote(bar, inner) => canvas.within(Margin::of(bar), |canvas| blocks(canvas, inner)),
        Kind::Code(code) => draw_code(canvas, code),
        Kind::Table(table) => table.draw(canvas),
        Kind::Facts(facts) => cells::facts(canvas, facts),
        Kind::Sources(sources) => {
            for source in sources {
                draw_source(canvas, source);
            }
        }
        Kind::Drawing(drawing) => draw_drawing(canvas, drawing, block.start),
        Kind::Rule => rule(canvas, block.start),
    }
}

fn draw_source<'a>(canvas: &mut Canvas<'a>, (marker, source): &'a (Marker, Flow)) {
    canvas.within(Margin::of(marker), |canvas| canvas.text(source, None));
}

/// A section's heading is underlined, the others are known by their role alone.
fn draw_heading(canvas: &mut Canvas<'_>, heading: &Heading, start: usize) {
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
    if heading.level == 2 {
        let widest = canvas.widest_since(line).min(canvas.measure());
        canvas.begin();
        canvas.put_repeated('-', widest, Role::Marker);
        canvas.end(start);
    }
}

fn draw_list<'a>(canvas: &mut Canvas<'a>, list: &'a List) {
    for (index, (marker, entry)) in list.items.iter().enumerate() {
        if index > 0 && list.loose {
            canvas.gap();
        }
        canvas.within(Margin::of(marker), |canvas| draw_entry(canvas, entry));
    }
}

/// The blocks of an entry: a list follows its paragraph at once.
fn draw_entry<'a>(canvas: &mut Canvas<'a>, blocks: &'a [Block]) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && !matches!(block.kind, Kind::List(_)) {
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
