//! The events of Markdown in a text.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, TextMergeWithOffset};

/// The extensions of CommonMark that pages may use.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_WIKILINKS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// What parts the definitions that we add from the text: an HTML comment, behind which no text goes on with a note.
const FENCE: &str = "<!-- -->\n\n";

/// Events, each with its place in the text.
pub type Events<'a> = Box<dyn Iterator<Item = (Event<'a>, Range<usize>)> + 'a>;

/// Reads the events of a text that begins at byte `offset` of its file.
///
/// pulldown-cmark drops the mark of a footnote that has no definition, which is how a source is cited: definitions
/// of all labels are put before the text, and left out of the events. A label's first definition counts, so they
/// stand there only for labels that the text does not define.
pub fn events<T>(source: &str, offset: usize, read: impl FnOnce(Events<'_>) -> T) -> T {
    let define = |label: &&str| format!("[^{label}]: -\n\n");
    let cited = undefined(source);
    let mut defined: String = cited.iter().map(define).collect();
    if !cited.is_empty() {
        defined.push_str(FENCE);
    }
    let before = defined.len();
    defined.push_str(source);
    let parser = Parser::new_ext(&defined, options(source)).into_offset_iter();
    let events = TextMergeWithOffset::new(parser);
    let events = events.filter(move |(_, range)| before == 0 || range.end > before);
    let place = move |at: usize| at.saturating_sub(before) + offset;
    read(Box::new(events.map(move |(event, range)| {
        (event, place(range.start)..place(range.end))
    })))
}

/// The extensions that a text may use.
///
/// pulldown-cmark 0.13.6 panics at an item with a box that an underline makes a heading, where headings may have
/// attributes. They are read only in a text that may have some; if something is underlined there, boxes are text.
pub fn options(source: &str) -> Options {
    if !source.contains('}') {
        return OPTIONS.difference(Options::ENABLE_HEADING_ATTRIBUTES);
    }
    if source.lines().any(is_underline) {
        return OPTIONS.difference(Options::ENABLE_TASKLISTS);
    }
    OPTIONS
}

/// Whether a line, perhaps in a quotation, is what makes the line above it a heading.
fn is_underline(line: &str) -> bool {
    let line = line.trim_start_matches(|it: char| it == '>' || it.is_whitespace());
    let line = line.trim_end();
    let is_all = |sign: char| line.chars().all(|it| it == sign);
    !line.is_empty() && (is_all('-') || is_all('='))
}

/// The labels that a text cites and does not define, each once.
fn undefined(source: &str) -> Vec<&str> {
    let mut cited = Vec::new();
    let mut known = HashSet::new();
    let mut defined = HashSet::new();
    for (at, _) in source.match_indices("[^") {
        let rest = source.get(at + 2..).unwrap_or_default();
        let Some(label) = label(rest) else { continue };
        let after = rest.get(label.len() + 1..).unwrap_or_default();
        let before = source.get(..at).unwrap_or_default();
        let line = before.trim_end_matches([' ', '\t', '>']);
        if after.starts_with(':') && (line.is_empty() || line.ends_with('\n')) {
            defined.insert(label.to_lowercase());
        } else if known.insert(label.to_lowercase()) {
            cited.push(label);
        }
    }
    cited.retain(|label| !defined.contains(&label.to_lowercase()));
    cited
}

/// The label at the start of a text, up to its bracket.
fn label(text: &str) -> Option<&str> {
    let end = text.find([']', '[', '\n', ' ', '\t', '\\', '`'])?;
    let label = text.get(..end)?;
    (!label.is_empty() && text.get(end..)?.starts_with(']')).then_some(label)
}
