//! What can be copied to the terminal's clipboard or written to a file, and how it says so.

use crate::app::App;
use crate::app::context::CopyFormat;
use crate::app::kept::Kept;
use crate::app::kept::export::{self, SheetFormat};
use crate::app::outcome::{Effect, Outcome, Then};
use crate::app::overlay::layer::AppParts;
use crate::app::reader::Reader;
use crate::content::{Block, Document, InlineKind, part};
use crate::layout::{Drawings, Layout, Options};
use crate::library::{Library, citation_key};

/// The longest text that is copied, in bytes: terminals take 74,994 letters of base64 at most.
const LONGEST_COPY: usize = 74_994 / 4 * 3;

/// Columns of a text that was copied.
const COPY_WIDTH: usize = 72;

/// A text to take along: what it is called in a sentence, and the file it goes to when terminals do not take it.
struct Taken {
    what: &'static str,
    file: String,
    text: String,
}

/// Copies of the open page what is asked for.
pub fn copy(format: CopyFormat, app: &AppParts<'_>) -> Outcome {
    let (library, reader) = (app.library, app.reader);
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

pub fn copy_sheet(format: SheetFormat, app: &AppParts<'_>) -> Outcome {
    written_sheet(format, app).map_or_else(|outcome| outcome, |taken| send(taken, app))
}

pub fn export_sheet(format: SheetFormat, app: &AppParts<'_>) -> Outcome {
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

impl App {
    /// The visit sheet as text, where it would otherwise end with the session: to be printed when the screen is left.
    pub fn sheet_to_take(&self) -> Option<String> {
        let Kept {
            rules,
            shelf,
            today,
            ..
        } = &self.kept;
        let write = || {
            export::write(
                &self.library,
                &shelf.sheet,
                SheetFormat::Text,
                (today, self.settings.symbols),
            )
        };
        (!rules.lasts() && !shelf.sheet.is_empty()).then(write)
    }
}

/// Copies a text, or writes it to a file when it is longer than terminals take.
fn send(Taken { what, file, text }: Taken, app: &AppParts<'_>) -> Outcome {
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
fn written_sheet(format: SheetFormat, app: &AppParts<'_>) -> Result<Taken, Outcome> {
    let (sheet, today) = (&app.kept.shelf.sheet, &app.kept.today);
    if sheet.is_empty() {
        let empty = "Nothing is on the sheet yet: c clips what you read.";
        return Err(Outcome::say(empty));
    }
    let text = export::write(app.library, sheet, format, (today, app.settings.symbols));
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

fn text_of(slug: &str, app: &AppParts<'_>) -> String {
    let document = Document {
        blocks: blocks_here(app.reader, slug).to_vec(),
        footnotes: Vec::new(),
    };
    let options = Options {
        width: COPY_WIDTH,
        measure: COPY_WIDTH,
        symbols: app.settings.symbols,
        drawings: Drawings::Data,
    };
    Layout::new(&document, &options).text()
}

/// What the command line takes to open this place.
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
