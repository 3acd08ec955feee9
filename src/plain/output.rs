//! What the screen shows, told in lines of text: nothing is drawn, and every choice has a number.

use std::fmt::Write as _;

use crate::app::App;
use crate::app::overlay::Overlay;
use crate::app::overlay::card::Card;
use crate::app::overlay::comparison::{ComparedTopic, Comparison};
use crate::app::overlay::finder::Finder;
use crate::app::overlay::items::ListItem;
use crate::app::reader::PageMatches;
use crate::content::document::plain_text;
use crate::layout::{broken, width};
use crate::plain::parts::{parts, push_line};

/// The fewest columns a line is folded to.
const LEAST: usize = 12;

/// Hits told at once: a list is heard to its end before anything can be chosen.
const MOST_HITS: usize = 10;

/// What waits for the next line.
pub(super) const PROMPT: &str = "> ";

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
    if !app.context().is_reading() {
        return "A number chooses, Enter goes back to the page.".to_owned();
    }
    let (told, parts) = (part + 1, parts(app));
    let next = app
        .state
        .library()
        .after(app.state.reader.topic)
        .map(|topic| app.state.library().topic(topic).title.clone());
    let on = match next {
        _ if told < parts => format!("Part {told} of {parts}. Enter: next part"),
        Some(next) => format!("End of page. Enter: {next}"),
        None => "End of the last page".to_owned(),
    };
    let how = how.map_or_else(String::new, |how| format!(" {how}"));
    format!("{on}.{how}")
}

/// What lies over the page.
pub(super) fn panel(app: &App, overlay: &Overlay) -> String {
    match (overlay, overlay.layer().panel(&app.state)) {
        (Overlay::Finder(finder), _) => hits(app, finder),
        (Overlay::Comparison(compared), _) => numbered(
            &format!("{} compared", compared.title),
            compared
                .columns
                .iter()
                .map(|column| facts(compared, column)),
        ),
        (Overlay::Card(card), _) => self::card(app, card),
        (_, Some(panel)) if panel.items.items.is_empty() => sentences(panel.items.empty),
        (_, Some(panel)) => numbered(&panel.title, panel.items.items.iter().map(item)),
        (_, None) => String::new(),
    }
}

/// How many rows of what lies over the page have a number.
pub(super) fn numbers(app: &App, overlay: &Overlay) -> usize {
    match overlay {
        Overlay::Finder(finder) if finder.is_empty() => finder.offered.len(),
        Overlay::Finder(finder) => finder.results.hits.len().min(MOST_HITS),
        Overlay::Comparison(compared) => compared.columns.len(),
        Overlay::Card(card) => usize::from(card.goal.is_some()),
        overlay => {
            let panel = overlay.layer().panel(&app.state);
            panel.map_or(0, |panel| panel.items.items.len())
        }
    }
}

/// A row with what is said about it, further in where it stands further in.
fn item(item: &ListItem<'_>) -> String {
    let own = || {
        let detail = if item.detail.is_empty() {
            String::new()
        } else {
            format!(": {}", item.detail)
        };
        format!("{}{}{detail}", "  ".repeat(item.indent), item.text)
    };
    item.plain_text.clone().unwrap_or_else(own)
}

fn sentences(sentences: &[&str]) -> String {
    sentences
        .iter()
        .fold(String::new(), |text, it| text + it + "\n")
}

/// A topic of a comparison: its title, then what it says under each name.
fn facts(compared: &Comparison, column: &ComparedTopic) -> String {
    let mut text = column.title.clone();
    for (name, value) in compared.names.iter().zip(&column.values) {
        if !value.is_empty() {
            let _ = write!(text, "\n     {name}: {}", plain_text(value).trim_end());
        }
    }
    text
}

fn numbered(title: &str, rows: impl Iterator<Item = String>) -> String {
    let mut text = format!("{title}\n");
    for (number, row) in rows.enumerate() {
        let _ = writeln!(text, "  {} {row}", number + 1);
    }
    text
}

fn hits(app: &App, finder: &Finder) -> String {
    let title = |topic| app.state.library().topic(topic).title.to_string();
    if finder.is_empty() {
        return numbered(
            "Recently read, and the sections",
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
        .take(MOST_HITS)
        .map(|hit| format!("{}, {}", title(hit.topic), hit.why));
    let found = match finder.len() {
        count if count > MOST_HITS => {
            format!("Found {count} topics; the first {MOST_HITS}, and more words find fewer:")
        }
        1 => "Found 1 topic:".to_owned(),
        count => format!("Found {count} topics:"),
    };
    text + &numbered(&found, rows)
}

fn card(app: &App, card: &Card) -> String {
    let options = app
        .state
        .settings
        .options_filling(app.state.options().width);
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
