//! Drawing each kind of block.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::content::document::{SourceEntry, plain_text};
use crate::content::{Block, BlockKind, Document, Inline, InlineKind, Item, ascii};
use crate::layout::canvas::Canvas;
use crate::layout::cells::{self, Pair};
use crate::layout::flow::{Flow, Manner};
use crate::layout::table::Table;
use crate::layout::{Drawings, HeadingPlace, Role, Symbols, TextStyle, figure, width};

/// What stands for a rule across the page, as in a printed book.
const RULE: &str = "* * *";

/// The page, then the footnotes it defines.
pub fn draw(canvas: &mut Canvas<'_>, document: &Document) {
    blocks(canvas, &document.blocks);
    if document.footnotes.is_empty() {
        return;
    }
    let ends = document.blocks.iter().map(|block| block.range.end);
    canvas.shift = ends.max().unwrap_or(0);
    let numbers = citation_numbers(document);
    canvas.gap();
    for (label, note) in &document.footnotes {
        let marker = citation_mark(label, numbers.get(label.as_str()).copied().unwrap_or(0));
        let indent = " ".repeat(width::of(&marker) + 1);
        canvas.within(&format!("{marker} "), &indent, |canvas| {
            blocks(canvas, note);
        });
    }
}

fn citation_numbers(document: &Document) -> HashMap<&str, usize> {
    let mut numbers = HashMap::new();
    document.each_inline(&mut |inline| {
        if let InlineKind::Citation { id, number } = &inline.kind {
            numbers.insert(id.as_str(), *number);
        }
    });
    numbers
}

fn citation_mark(id: &str, number: usize) -> String {
    if number == 0 {
        format!("[{id}]")
    } else {
        format!("[{number}]")
    }
}

fn blocks(canvas: &mut Canvas<'_>, blocks: &[Block]) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            canvas.gap();
        }
        draw_block(canvas, block);
    }
}

fn draw_block(canvas: &mut Canvas<'_>, block: &Block) {
    let range = &block.range;
    match &block.kind {
        BlockKind::Heading {
            level,
            slug,
            inlines,
        } => heading(canvas, (*level, slug), inlines, range),
        BlockKind::Paragraph(inlines) => {
            let flow = Flow::new(inlines, &manner(canvas, canvas.role, range));
            text(canvas, flow);
        }
        BlockKind::List { start, items } => list(canvas, *start, items),
        BlockKind::Quote(inner) => quote(canvas, inner),
        BlockKind::Code { text, .. } => code(canvas, text, range),
        BlockKind::Table { head, rows } => Table { head, rows, range }.draw(canvas),
        BlockKind::Facts(rows) => facts(canvas, rows, range),
        BlockKind::Sources(entries) => sources(canvas, entries, range),
        BlockKind::Figure(figure) => {
            let manner = manner(canvas, canvas.role, range);
            figure::draw(canvas, figure, &manner);
        }
        BlockKind::Rule => rule(canvas, range),
    }
}

fn manner(canvas: &Canvas<'_>, role: Role, bounds: &Range<usize>) -> Manner {
    Manner {
        style: TextStyle::of(role),
        symbols: canvas.symbols(),
        capitals: false,
        drawings: canvas.drawings(),
        bounds: bounds.clone(),
    }
}

pub(super) fn text(canvas: &mut Canvas<'_>, flow: Flow) {
    let lines = flow.lines(canvas.measure());
    let flow = canvas.adopt(flow);
    for range in lines {
        canvas.begin();
        canvas.put(&flow, range.clone());
        canvas.end(flow.flow.offset_at(range.start));
    }
}

/// The page's title in capitals, a section's underlined, the others by their role alone.
fn heading(
    canvas: &mut Canvas<'_>,
    (level, slug): (u8, &str),
    inlines: &[Inline],
    range: &Range<usize>,
) {
    let mut manner = manner(canvas, Role::Heading(level), range);
    manner.capitals = level == 1;
    let flow = Flow::new(inlines, &manner);
    if flow.is_empty() {
        return;
    }
    let line = canvas.next_line();
    canvas.layout().headings.push(HeadingPlace {
        line,
        level,
        slug: slug.to_owned(),
        title: plain_text(inlines),
    });
    text(canvas, flow);
    if level == 2 {
        let widest = canvas.widest_since(line).min(canvas.measure());
        canvas.begin();
        canvas.put_own(&"-".repeat(widest), Role::Marker);
        canvas.end(range.start);
    }
}

fn list(canvas: &mut Canvas<'_>, start: Option<u64>, items: &[Item]) {
    let count = u64::try_from(items.len()).unwrap_or(0);
    let last = start.map(|start| start.saturating_add(count.saturating_sub(1)));
    let digits = last.map_or(0, |last| last.to_string().len());
    let loose = items.iter().any(is_loose);
    for (index, item) in (0_u64..).zip(items) {
        if index > 0 && loose {
            canvas.gap();
        }
        let number = start.map(|start| start.saturating_add(index));
        let marker = marker(canvas.symbols(), number, digits, item.task);
        let indent = " ".repeat(width::of(&marker));
        canvas.within(&marker, &indent, |canvas| entry(canvas, &item.blocks));
    }
}

fn marker(symbols: Symbols, number: Option<u64>, digits: usize, task: Option<bool>) -> String {
    let task = task.map(|done| if done { "[x] " } else { "[ ] " });
    let bullet = match (number, symbols, task) {
        (Some(number), ..) => format!("{number:>digits$}. "),
        (None, _, Some(_)) => String::new(),
        (None, Symbols::Unicode, None) => "• ".to_owned(),
        (None, Symbols::Ascii, None) => "- ".to_owned(),
    };
    bullet + task.unwrap_or_default()
}

/// Whether an entry has more to say than a paragraph and lists below it.
fn is_loose(item: &Item) -> bool {
    let more = item.blocks.iter().skip(1);
    more.into_iter().any(|block| !is_list(block))
}

const fn is_list(block: &Block) -> bool {
    matches!(block.kind, BlockKind::List { .. })
}

/// The blocks of an entry: a list follows its paragraph at once.
fn entry(canvas: &mut Canvas<'_>, blocks: &[Block]) {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && !is_list(block) {
            canvas.gap();
        }
        draw_block(canvas, block);
    }
}

fn quote(canvas: &mut Canvas<'_>, inner: &[Block]) {
    let bar = match canvas.symbols() {
        Symbols::Unicode => "│ ",
        Symbols::Ascii => "| ",
    };
    let outer = std::mem::replace(&mut canvas.role, Role::Quote);
    canvas.within(bar, bar, |canvas| blocks(canvas, inner));
    canvas.role = outer;
}

/// Code keeps its lines; one that is too long goes on below, behind a mark.
fn code(canvas: &mut Canvas<'_>, text: &str, range: &Range<usize>) {
    let going_on = match canvas.symbols() {
        Symbols::Unicode => "  ↪ ",
        Symbols::Ascii => "  > ",
    };
    let mut offset = range.start;
    for line in text.trim_end_matches('\n').split('\n') {
        let shown = match canvas.symbols() {
            Symbols::Unicode => Cow::Borrowed(line),
            Symbols::Ascii => ascii(line),
        };
        canvas.within("    ", going_on, |canvas| code_line(canvas, &shown, offset));
        offset = (offset + line.len() + 1).min(range.end.max(range.start));
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

fn facts(canvas: &mut Canvas<'_>, rows: &[(String, Vec<Inline>)], range: &Range<usize>) {
    if canvas.drawings() == Drawings::Heard {
        for (index, (name, value)) in rows.iter().enumerate() {
            let place = part_of(range, index);
            let manner = manner(canvas, canvas.role, &place);
            let named = Flow::named(&[Inline::text(name)], value, &manner);
            cells::text(canvas, named, place.start);
        }
        return;
    }
    let pairs = rows.iter().enumerate().map(|(index, (name, value))| {
        let place = part_of(range, index);
        let name_manner = manner(canvas, Role::Label, &place);
        let value_manner = manner(canvas, canvas.role, &place);
        Pair {
            name: Flow::new(&[Inline::text(name)], &name_manner),
            value: Flow::new(value, &value_manner),
            offset: place.start,
        }
    });
    let pairs = pairs.collect();
    cells::pairs(canvas, pairs);
}

/// The rows of a block that the program makes have no place in a file; each gets one of the block's bytes.
fn part_of(range: &Range<usize>, index: usize) -> Range<usize> {
    let last = range.end.saturating_sub(1).max(range.start);
    let at = (range.start + index).min(last);
    at..at
}

fn sources(canvas: &mut Canvas<'_>, entries: &[SourceEntry], range: &Range<usize>) {
    let markers = entries
        .iter()
        .map(|entry| citation_mark(&entry.id, entry.number));
    let markers: Vec<String> = markers.collect();
    let numbered = entries
        .iter()
        .zip(&markers)
        .filter(|(entry, _)| entry.number > 0);
    let widest = numbered.map(|(_, marker)| marker.len()).max().unwrap_or(0);
    for (index, (entry, marker)) in entries.iter().zip(&markers).enumerate() {
        let manner = manner(canvas, canvas.role, &part_of(range, index));
        let flow = Flow::new(&entry.inlines, &manner);
        let marker = format!("{marker:<widest$} ");
        let indent = " ".repeat(width::of(&marker));
        canvas.within(&marker, &indent, |canvas| text(canvas, flow));
    }
}

fn rule(canvas: &mut Canvas<'_>, range: &Range<usize>) {
    let left = canvas.measure().saturating_sub(RULE.len()) / 2;
    canvas.begin();
    canvas.pad(left);
    canvas.put_own(width::cut(RULE, canvas.measure()), Role::Marker);
    canvas.end(range.start);
}
