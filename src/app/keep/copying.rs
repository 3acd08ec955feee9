//! What can be copied to the terminal's clipboard or written to a file, and how it says so.

use crate::app::keep::written::{self, Format};
use crate::app::{App, Effect};
use crate::content::{Block, Document, InlineKind, part};
use crate::layout::{Drawings, Layout, Options};
use crate::library::citation_key;

/// The longest text that is copied, in bytes: terminals take 74,994 letters of base64 at most.
const LONGEST_COPY: usize = 74_994 / 4 * 3;

/// Columns of a text that was copied.
const COPY_WIDTH: usize = 72;

/// What of the open page is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Topic,
    Section,
    Link,
    Citations,
    Bibtex,
    Csl,
}

impl App {
    pub(super) fn copy_of(&mut self, what: What) -> Vec<Effect> {
        let id = self.library.topic(self.reader.topic).id.clone();
        let (text, name, extension) = match what {
            What::Topic => (self.text_of(""), "the topic", "txt"),
            What::Section => (self.text_of(&self.slug_here()), "the section", "txt"),
            What::Link => (self.link_here(&id), "the link", "txt"),
            What::Citations => (self.citations_here(), "the section's sources", "txt"),
            What::Bibtex => (self.bibtex(), "the sources as BibTeX", "bib"),
            What::Csl => (self.csl(), "the sources as CSL-JSON", "json"),
        };
        if text.trim().is_empty() {
            self.say("Nothing here cites a source.");
            return Vec::new();
        }
        self.copy(name, format!("{}.{extension}", id.replace('/', "-")), text)
    }

    /// Copies a text, or writes it to a file when it is longer than terminals take.
    fn copy(&mut self, what: &str, file: String, text: String) -> Vec<Effect> {
        let length = text.len();
        if length <= LONGEST_COPY {
            self.message = Some(format!(
                "Sent to the terminal's clipboard: {what}, {length} bytes."
            ));
            return vec![Effect::Copy(text)];
        }
        if !self.kept.rules.locked {
            return vec![Effect::Export { file, text }];
        }
        self.message = Some(format!(
            "Not copied: {what} has {length} bytes, and terminals take {LONGEST_COPY}."
        ));
        Vec::new()
    }

    fn slug_here(&self) -> String {
        let heading = self.reader.heading();
        heading.map_or_else(String::new, |heading| heading.slug.to_string())
    }

    /// The blocks of the part the cursor is in; the whole page above the first part.
    fn blocks_here(&self, slug: &str) -> &[Block] {
        let blocks = &self.reader.page.document.blocks;
        part(blocks, slug).unwrap_or(blocks)
    }

    fn text_of(&self, slug: &str) -> String {
        let document = Document {
            blocks: self.blocks_here(slug).to_vec(),
            footnotes: Vec::new(),
        };
        let options = Options {
            width: COPY_WIDTH,
            measure: COPY_WIDTH,
            symbols: self.settings.symbols,
            drawings: Drawings::Told,
        };
        Layout::new(&document, &options).text()
    }

    /// What the command line takes to open this place.
    fn link_here(&self, id: &str) -> String {
        let slug = self.slug_here();
        if slug.is_empty() {
            id.to_owned()
        } else {
            format!("{id}#{slug}")
        }
    }

    /// The sources that the part cites, with their numbers on the page.
    fn citations_here(&self) -> String {
        let mut cited: Vec<(usize, String)> = Vec::new();
        for block in self.blocks_here(&self.slug_here()) {
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
        let sources = self.library.sources();
        let line = |(number, id): (usize, String)| {
            let source = sources.get(&id)?;
            Some(format!("[{number}] {}\n", source.plain()))
        };
        cited.into_iter().filter_map(line).collect()
    }

    fn bibtex(&self) -> String {
        let ids = self.reader.page.citations.iter();
        let entry = |id: &String| Some(self.library.sources().get(id)?.bibtex(&citation_key(id)));
        ids.filter_map(entry).collect::<Vec<_>>().join("\n")
    }

    fn csl(&self) -> String {
        let ids = self.reader.page.citations.iter();
        let item = |id: &String| Some(self.library.sources().get(id)?.csl(id));
        let items: Vec<serde_json::Value> = ids.filter_map(item).collect();
        if items.is_empty() {
            return String::new();
        }
        serde_json::to_string_pretty(&items).unwrap_or_default() + "\n"
    }

    pub(super) fn copy_sheet(&mut self, format: Format) -> Vec<Effect> {
        let Some((file, text)) = self.written_sheet(format) else {
            return Vec::new();
        };
        self.copy("the visit sheet", file, text)
    }

    pub(super) fn export_sheet(&mut self, format: Format) -> Vec<Effect> {
        if self.kept.rules.locked {
            self.say("No file is written here; the visit sheet can be copied.");
            return Vec::new();
        }
        let Some((file, text)) = self.written_sheet(format) else {
            return Vec::new();
        };
        vec![Effect::Export { file, text }]
    }

    /// A file's name and the sheet's text; None, and a word about it, while nothing is on the sheet.
    fn written_sheet(&mut self, format: Format) -> Option<(String, String)> {
        let sheet = &self.kept.shelf.sheet;
        if sheet.is_empty() {
            self.say("Nothing is on the visit sheet yet: c clips what you read.");
            return None;
        }
        let today = &self.kept.today;
        let text = written::write(&self.library, sheet, format, (today, self.settings.symbols));
        let file = format!("visit-sheet-{today}.{}", format.extension());
        Some((file, text))
    }
}
