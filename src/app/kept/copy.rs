//! What can be copied to the terminal's clipboard or written to a file, as short as it must be to fit a page.

use crate::app::{Effect, Outcome, Reader, ReadingState, Then};
use crate::command::{CopyFormat, SheetFormat};
use crate::content::{Block, InlineKind, part};
use crate::layout::{Drawings, Layout, Options, Symbols};
use crate::library::{Library, citation_key};
use crate::shelf::Sheet;
use crate::shelf::page::{DETAILS, Detail, SheetPage};

/// The longest text that is copied, in bytes: terminals take 74,994 letters of base64 at most.
const LONGEST_COPY: usize = 74_994 / 4 * 3;

const COPY_WIDTH: usize = 72;

/// Columns and lines of a printed page: A4 or Letter at six lines an inch, with margins.
const PAGE: (usize, usize) = (72, 60);

/// The same for the large type of the HTML page: Letter, the lower of the two, with room for its headings.
const LARGE_PAGE: (usize, usize) = (84, 38);

/// A text to take along: what it is called in a sentence, and the file it goes to when terminals do not take it.
struct Taken {
    what: &'static str,
    file: String,
    text: String,
}

/// Copies of the open page what is asked for.
pub fn copy(format: CopyFormat, app: &ReadingState) -> Outcome {
    let (library, reader) = (&app.library, &app.reader);
    let id = &library.topic(reader.topic).id;
    let (text, what, extension) = match format {
        CopyFormat::Topic => (text_of("", app), "the topic", "txt"),
        CopyFormat::Section => (text_of(&slug_here(reader), app), "the section", "txt"),
        CopyFormat::Link => (link_here(reader, id), "the link", "txt"),
        CopyFormat::Citations => (
            citations_here(library, reader),
            "the section's sources",
            "txt",
        ),
        CopyFormat::Bibtex => (bibtex(library, reader), "the sources as BibTeX", "bib"),
        CopyFormat::Csl => (csl(library, reader), "the sources as CSL-JSON", "json"),
    };
    if text.trim().is_empty() {
        return Outcome::say("Nothing here cites a source.");
    }
    let file = format!("{}.{extension}", id.replace('/', "-"));
    send(Taken { what, file, text }, app)
}

pub fn copy_sheet(format: SheetFormat, app: &ReadingState) -> Outcome {
    written_sheet(format, app).map_or_else(|outcome| outcome, |taken| send(taken, app))
}

pub fn export_sheet(format: SheetFormat, app: &ReadingState) -> Outcome {
    if app.kept.rules.locked {
        return Outcome::say("No file is written here; the sheet can be copied.");
    }
    match written_sheet(format, app) {
        Ok(Taken { file, text, .. }) => {
            Outcome::from(Then::Stay).asking(Some(Effect::Export { file, text }))
        }
        Err(outcome) => outcome,
    }
}

/// Copies a text, or writes it to a file when it is longer than terminals take.
fn send(Taken { what, file, text }: Taken, app: &ReadingState) -> Outcome {
    let length = text.len();
    if length <= LONGEST_COPY {
        let sentence = format!("Sent to the terminal's clipboard: {what}, {length} bytes.");
        return Outcome::say(sentence).asking(Some(Effect::Copy(text)));
    }
    if !app.kept.rules.locked {
        return Outcome::from(Then::Stay).asking(Some(Effect::Export { file, text }));
    }
    Outcome::say(format!(
        "Not copied: {what} has {length} bytes, and terminals take {LONGEST_COPY}."
    ))
}

/// The sheet's text; while nothing is on the sheet, a word about it.
fn written_sheet(format: SheetFormat, app: &ReadingState) -> Result<Taken, Outcome> {
    let (sheet, today) = (&app.kept.shelf.sheet, &app.kept.today);
    if sheet.is_empty() {
        let empty = "Nothing is on the sheet yet: c clips what you read.";
        return Err(Outcome::say(empty));
    }
    let text = write(&app.library, sheet, format, (today, app.settings.symbols));
    let name = app.library.words().sheet_in_sentence().replace(' ', "-");
    let file = format!("{name}-{today}.{}", format.extension());
    Ok(Taken {
        what: "the sheet",
        file,
        text,
    })
}

fn slug_here(reader: &Reader) -> String {
    let heading = reader.heading();
    heading.map_or_else(String::new, |heading| heading.slug.to_string())
}

/// The blocks of the part the cursor is in; the whole page above the first part.
fn blocks_here<'a>(reader: &'a Reader, slug: &str) -> &'a [Block] {
    let blocks = &reader.page.document.blocks;
    part(blocks, slug).unwrap_or(blocks)
}

fn text_of(slug: &str, app: &ReadingState) -> String {
    let document = blocks_here(&app.reader, slug).to_vec().into();
    let options = Options::filling(COPY_WIDTH, app.settings.symbols, Drawings::Data);
    Layout::new(&document, &options).text()
}

fn link_here(reader: &Reader, id: &str) -> String {
    let slug = slug_here(reader);
    if slug.is_empty() {
        id.to_owned()
    } else {
        format!("{id}#{slug}")
    }
}

/// The sources that the part cites, with their numbers on the page.
fn citations_here(library: &Library, reader: &Reader) -> String {
    let mut cited: Vec<(usize, String)> = Vec::new();
    for block in blocks_here(reader, &slug_here(reader)) {
        block.each_inline(&mut |inline| {
            if let InlineKind::Citation { id, number } = &inline.kind
                && *number > 0
            {
                cited.push((*number, id.clone()));
            }
        });
    }
    cited.sort_unstable();
    cited.dedup();
    let line = |(number, id): (usize, String)| {
        let source = library.sources().get(&id)?;
        Some(format!("[{number}] {}\n", source.plain()))
    };
    cited.into_iter().filter_map(line).collect()
}

fn bibtex(library: &Library, reader: &Reader) -> String {
    let ids = reader.page.citations.iter();
    let entry = |id: &String| Some(library.sources().get(id)?.bibtex(&citation_key(id)));
    ids.filter_map(entry).collect::<Vec<_>>().join("\n")
}

fn csl(library: &Library, reader: &Reader) -> String {
    let ids = reader.page.citations.iter();
    let item = |id: &String| Some(library.sources().get(id)?.csl(id));
    let items: Vec<serde_json::Value> = ids.filter_map(item).collect();
    if items.is_empty() {
        return String::new();
    }
    serde_json::to_string_pretty(&items).unwrap_or_default() + "\n"
}

/// The sheet written out on a day, `YYYY-MM-DD`.
pub fn write(
    library: &Library,
    sheet: &Sheet,
    format: SheetFormat,
    (date, symbols): (&str, Symbols),
) -> String {
    let paper = SheetPage::of(library, sheet, date);
    match format {
        SheetFormat::Text => text(&paper, fitting(&paper, symbols, PAGE), symbols, PAGE.0),
        SheetFormat::Markdown => paper.markdown(fitting(&paper, symbols, PAGE)),
        SheetFormat::Json => paper.json(),
        SheetFormat::Html => paper.html(fitting(&paper, symbols, LARGE_PAGE)),
    }
}

/// The fullest detail that fits a page; the least when none does.
fn fitting(paper: &SheetPage, symbols: Symbols, (columns, lines): (usize, usize)) -> Detail {
    DETAILS
        .into_iter()
        .find(|detail| text(paper, *detail, symbols, columns).lines().count() <= lines)
        .unwrap_or(Detail::Least)
}

fn text(paper: &SheetPage, detail: Detail, symbols: Symbols, width: usize) -> String {
    let options = Options::filling(width, symbols, Drawings::Told);
    Layout::new(&paper.document(detail), &options).text()
}
