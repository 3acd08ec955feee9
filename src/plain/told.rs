//! What the screen shows, told in lines of text: nothing is drawn, and every choice has a number.

use std::fmt::Write as _;

use crate::app::body::SiteRow;
use crate::app::card::Card;
use crate::app::command::Words;
use crate::app::compare::{Column, Compare};
use crate::app::finder::Finder;
use crate::app::keep::Entry;
use crate::app::keymap::{Context, KEYMAP};
use crate::app::overlay::Overlay;
use crate::app::reader::PageMatches;
use crate::app::{App, Command};
use crate::content::document::plain_text;
use crate::layout::{Options, broken, width};
use crate::plain::parts::{parts, push_line};
use crate::shelf::page;

/// The fewest columns a line is folded to.
const LEAST: usize = 12;

/// Hits told at once: a list is heard to its end before anything can be chosen.
const TOLD_HITS: usize = 10;

/// What waits for the next line.
pub(super) const ASKS: &str = "> ";

/// Lines of at most so many columns, for a braille line; what goes on stands further in.
pub(super) fn folded(text: &str, width: usize) -> String {
    let mut folded = String::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let own = line.trim_start();
        let number = own.bytes().take_while(u8::is_ascii_digit).count();
        let hang = match (number, indent) {
            _ if width::of(line) <= width => indent,
            (0, 0) => 0,
            (0, indent) => indent + 2,
            (number, indent) => indent + number + 1,
        };
        let parts = broken(own, width.saturating_sub(hang).max(LEAST));
        for (at, part) in parts.into_iter().enumerate() {
            let blanks = if at == 0 { indent } else { hang };
            folded.push_str(&" ".repeat(blanks));
            folded.push_str(part);
            folded.push('\n');
        }
        if own.is_empty() {
            folded.push('\n');
        }
    }
    folded
}

/// Which match the page was turned to.
pub(super) fn found(found: &PageMatches) -> String {
    match found.matches.len() {
        0 => format!("No match for “{}” in this page.\n", found.query),
        count => format!(
            "Match {} of {count} for “{}”; n goes to the next.\n",
            found.current + 1,
            found.query
        ),
    }
}

/// What can be done next, in one line; how in general is said where it is asked for.
pub(super) fn prompt(app: &App, part: usize, how: Option<&str>) -> String {
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
            let how = how.map_or_else(String::new, |how| format!(" {how}"));
            format!("{on}.{how}")
        }
        _ => "A number chooses, Enter goes back to the page.".to_owned(),
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
                        (false, true) => page::title(app.library(), clip),
                        (false, false) => {
                            let title = page::title(app.library(), clip);
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
    let title = |topic| app.library().topic(topic).title.to_string();
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
    let hits = &finder.results.hits;
    let rows = hits
        .iter()
        .take(TOLD_HITS)
        .map(|hit| format!("{}, {}", title(hit.topic), hit.why));
    let found = match finder.len() {
        count if count > TOLD_HITS => {
            format!("Found {count} topics; the best {TOLD_HITS}, and more words find fewer:")
        }
        1 => "Found 1 topic:".to_owned(),
        count => format!("Found {count} topics:"),
    };
    text + &numbered(&found, rows)
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
