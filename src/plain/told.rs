//! What the screen shows, told in lines of text: nothing is drawn, and every choice has a number.

use std::fmt::Write as _;
use std::ops::Range;

use crate::app::body::SiteRow;
use crate::app::card::Card;
use crate::app::command::Words;
use crate::app::compare::{Column, Compare};
use crate::app::finder::Finder;
use crate::app::keep::Entry;
use crate::app::keymap::{Context, KEYMAP};
use crate::app::overlay::Overlay;
use crate::app::reader::Found;
use crate::app::{App, Command};
use crate::content::document::plain_text;
use crate::layout::{Line, Options};
use crate::shelf::paper;

/// The deepest heading that begins a part of its own.
const PART_LEVEL: u8 = 2;

/// The lines at which the parts of the open page begin.
fn starts(app: &App) -> Vec<usize> {
    let headings = app
        .reader
        .layout
        .headings
        .iter()
        .filter(|heading| heading.level <= PART_LEVEL && heading.line > 0);
    std::iter::once(0)
        .chain(headings.map(|heading| heading.line))
        .collect()
}

/// How many parts the open page has.
pub(super) fn parts(app: &App) -> usize {
    starts(app).len()
}

/// The line at which a part begins.
pub(super) fn first_line(app: &App, part: usize) -> usize {
    starts(app).get(part).copied().unwrap_or(0)
}

/// The part in which a line stands.
pub(super) fn part_at(app: &App, line: usize) -> usize {
    starts(app)
        .iter()
        .rposition(|start| *start <= line)
        .unwrap_or(0)
}

fn lines(app: &App, part: usize) -> Range<usize> {
    let starts = starts(app);
    let end = starts
        .get(part + 1)
        .copied()
        .unwrap_or(app.reader.layout.lines.len());
    starts.get(part).copied().unwrap_or(0)..end
}

/// The links that begin in a part.
pub(super) fn links(app: &App, part: usize) -> Vec<usize> {
    let lines = lines(app, part);
    let all = app.reader.layout.links.iter().enumerate();
    all.filter(|(_, link)| lines.contains(&link.line))
        .map(|(number, _)| number)
        .collect()
}

/// A part of the open page, and its links by number.
pub(super) fn part(app: &App, part: usize) -> String {
    let range = lines(app, part);
    let mut text = String::new();
    for line in app
        .reader
        .layout
        .lines
        .iter()
        .skip(range.start)
        .take(range.len())
    {
        push_line(line, &mut text);
    }
    let links = links(app, part);
    if !links.is_empty() {
        text.push_str("Links:\n");
    }
    for (number, link) in links.iter().enumerate() {
        if let Some(link) = app.reader.layout.links.get(*link) {
            let _ = writeln!(text, "  {} {}", number + 1, link.text);
        }
    }
    text
}

/// A line's text; a line that only draws a rule says nothing and is left out.
fn push_line(line: Line<'_>, text: &mut String) {
    let words = line.text();
    if words.is_empty() || words.contains(|letter| letter != '-') {
        text.push_str(words.trim_end());
        text.push('\n');
    }
}

/// Which match the page was turned to.
pub(super) fn found(found: &Found) -> String {
    match found.matches.len() {
        0 => format!("No match for “{}” in this page.\n", found.query),
        count => format!(
            "Match {} of {count} for “{}”; n goes to the next.\n",
            found.current + 1,
            found.query
        ),
    }
}

/// What can be done next, in one line.
pub(super) fn prompt(app: &App, part: usize) -> String {
    match app.context() {
        Context::Tree | Context::Reader | Context::Browse | Context::Anywhere => {
            let (told, parts) = (part + 1, parts(app));
            let next = app
                .library()
                .after(app.reader.topic)
                .map(|topic| app.library().topic(topic).title.clone());
            let on = match next {
                _ if told < parts => format!("Part {told} of {parts}. Enter: next part"),
                Some(next) => format!("End of page. Enter: {next}"),
                None => "End of the last page".to_owned(),
            };
            format!("{on}. Words search, a number follows a link, ? helps, q quits.\n> ")
        }
        _ => "A number chooses, Enter goes back to the page.\n> ".to_owned(),
    }
}

/// What lies over the page.
pub(super) fn overlay(app: &App, overlay: &Overlay) -> String {
    match overlay {
        Overlay::Finder(finder) => hits(app, finder),
        Overlay::Find { .. } | Overlay::Note(_) => String::new(),
        Overlay::Sheet(_) => sheet(app),
        Overlay::Prefix(prefix) if prefix.context() == Context::Mark => {
            numbered("Marks", app.mark_rows().into_iter().map(|row| row.text))
        }
        Overlay::Prefix(prefix) => {
            let said = choices(prefix.context());
            numbered("Choose", said.map(|it| format!("{}: {}", it.name, it.does)))
        }
        Overlay::List(list) => {
            let rows = list.rows.iter().map(|row| {
                let detail = if row.detail.is_empty() {
                    String::new()
                } else {
                    format!(": {}", row.detail)
                };
                format!("{}{}{detail}", "  ".repeat(row.indent), row.text)
            });
            numbered(&list.title, rows)
        }
        Overlay::Body(map) => numbered(&map.title, map.rows.iter().map(site)),
        Overlay::Compare(compare) => numbered(
            &format!("{} compared", compare.title),
            compare.columns.iter().map(|column| facts(compare, column)),
        ),
        Overlay::Card(card) => self::card(app, card),
        Overlay::Links(choice) => {
            let rows = choice.labels.iter().map(|(_, spot)| spot.text.clone());
            numbered("Links", rows)
        }
        Overlay::Palette(palette) => {
            let rows = palette.rows().into_iter();
            numbered(
                "Commands",
                rows.map(|row| format!("{}: {}", row.name, row.does)),
            )
        }
        Overlay::Help(help) => {
            let rows = help.rows().into_iter().map(|binding| {
                let names: Vec<String> = binding.keys.iter().map(|key| key.ascii_name()).collect();
                let name = binding.command.words().name;
                format!("{} (or {name}): {}", names.join(" "), binding.does())
            });
            numbered("Keys", rows)
        }
    }
}

/// A topic of a comparison: its title, then what it says under each name.
fn facts(compare: &Compare, column: &Column) -> String {
    let mut text = column.title.clone();
    for (name, value) in compare.names.iter().zip(&column.values) {
        if !value.is_empty() {
            let _ = write!(text, "\n     {name}: {}", plain_text(value).trim_end());
        }
    }
    text
}

fn site(row: &SiteRow) -> String {
    let here = if row.mark.is_some() {
        ", on this page"
    } else {
        ""
    };
    format!("{}{here}, {}", row.words, row.count())
}

/// What can be chosen after a first key.
pub(super) fn choices(context: Context) -> impl Iterator<Item = Words> {
    let bindings = KEYMAP.iter().filter(move |it| it.context == context);
    let words = bindings.map(|it| it.command.words());
    words.filter(|it| it.command != Command::Escape)
}

/// The visit sheet: what was clipped, then the questions, numbered as they are chosen.
fn sheet(app: &App) -> String {
    let row = |entry: Entry| match entry {
        Entry::Question(question) => format!("Question: {question}"),
        Entry::Clip(at) => {
            app.kept
                .shelf
                .sheet
                .clips
                .get(at)
                .map_or_else(String::new, |clip| {
                    match (clip.is_note(), clip.note.is_empty()) {
                        (true, _) => format!("My note: {}", clip.note),
                        (false, true) => paper::title(app.library(), clip),
                        (false, false) => {
                            let title = paper::title(app.library(), clip);
                            format!("{title}. My note: {}", clip.note)
                        }
                    }
                })
        }
    };
    let entries = app.sheet_entries();
    if entries.is_empty() {
        return "Nothing is on the visit sheet yet. c clips what you read; add-note and words add a note.\n".to_owned();
    }
    numbered("Visit sheet", entries.into_iter().map(row))
}

fn numbered(title: &str, rows: impl Iterator<Item = String>) -> String {
    let mut text = format!("{title}\n");
    for (number, row) in rows.enumerate() {
        let _ = writeln!(text, "  {} {row}", number + 1);
    }
    text
}

fn hits(app: &App, finder: &Finder) -> String {
    let title = |topic| app.library().topic(topic).title.clone();
    if finder.is_empty() {
        return numbered(
            "Recently read and urgent",
            finder.offered.iter().map(|topic| title(*topic)),
        );
    }
    let mut text = String::new();
    for line in finder.results.filters.iter().chain(&finder.results.note) {
        let _ = writeln!(text, "{line}");
    }
    if finder.results.hits.is_empty() {
        return text + "Nothing found. Try a shorter or a more common word.\n";
    }
    let rows = finder
        .results
        .hits
        .iter()
        .map(|hit| format!("{}, {}", title(hit.topic), hit.why));
    text + &numbered("Found", rows)
}

fn card(app: &App, card: &Card) -> String {
    let width = app.options().width;
    let options = Options {
        width,
        measure: width,
        symbols: app.settings.symbols,
        drawings: app.settings.drawings,
    };
    let layout = card.lines(&options);
    let mut text = format!("{}\n", card.title);
    for line in layout.lines.iter() {
        push_line(line, &mut text);
    }
    if card.goal.is_some() {
        text.push_str("1 goes there.\n");
    }
    text
}
