//! The reference built into the program: its files, and what was read of them when the program was built.

use std::borrow::Cow;

use crate::content::synonyms::Synonym;
use crate::content::{Document, FrontMatter, Head, Source, SourceFile};

/// A Markdown file with its parts, encoded by `src/build.rs` in postcard's format.
#[derive(Debug)]
pub(super) struct Page {
    pub path: &'static str,
    pub text: &'static str,
    pub head: Head,
    matter: &'static [u8],
    document: &'static [u8],
    /// See [`FrontMatter::digest`].
    pub digest: &'static str,
    /// See [`Document::targets`].
    pub targets: &'static [&'static str],
}

/// The files that are no pages.
#[derive(Debug)]
struct Companion {
    path: &'static str,
    text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

impl Page {
    // What this very program wrote can be read: the defaults are never met.
    pub(super) fn matter(&self) -> FrontMatter {
        postcard::from_bytes(self.matter).unwrap_or_default()
    }

    pub(super) fn document(&self) -> Document {
        postcard::from_bytes(self.document).unwrap_or_default()
    }
}

/// The reference built into this program.
pub fn embedded() -> Vec<SourceFile> {
    let pages = PAGES.iter().map(SourceFile::embedded);
    let companions = COMPANIONS
        .iter()
        .map(|file| SourceFile::embedded_companion(file.path, file.text));
    pages.chain(companions).collect()
}

/// The ids of the sources built in, sorted.
pub fn embedded_sources() -> impl ExactSizeIterator<Item = &'static str> {
    SOURCES.iter().map(|(id, _)| *id)
}

/// A source built in, by its place among [`embedded_sources`].
pub fn embedded_source(place: usize) -> Source {
    let bytes = SOURCES.get(place).map(|(_, bytes)| *bytes);
    postcard::from_bytes(bytes.unwrap_or_default()).unwrap_or_default()
}

/// The synonyms built in.
pub fn embedded_synonyms() -> Vec<Synonym> {
    postcard::from_bytes(SYNONYMS).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::document::plain_text;
    use crate::content::markdown;
    use crate::content::source::sources;
    use crate::content::split::split;
    use crate::content::synonyms::synonyms;

    #[test]
    fn what_was_read_at_build_time_is_what_the_files_say() {
        for page in PAGES {
            let matter = FrontMatter::of(page.text);
            assert_eq!(page.head, matter.head(), "{}", page.path);
            let body = split(page.text).body;
            let said = matter.digest(page.text.get(body..).unwrap());
            assert_eq!(page.digest, said, "{}", page.path);
            let document = markdown::parse(page.text, body);
            assert_eq!(page.document(), document, "{}", page.path);
            assert_eq!(page.matter(), matter, "{}", page.path);
            assert_eq!(page.targets, document.targets(), "{}", page.path);
        }
        let file = COMPANIONS.iter().find(|file| file.path == "sources.toml");
        let mut written = sources(file.unwrap().text);
        written.sort_by(|a, b| a.0.cmp(&b.0));
        let read: Vec<_> = embedded_sources()
            .enumerate()
            .map(|(place, id)| (id.to_owned(), embedded_source(place)))
            .collect();
        assert_eq!(read, written);
        let file = COMPANIONS.iter().find(|file| file.path == "synonyms.toml");
        assert_eq!(embedded_synonyms(), synonyms(file.unwrap().text));
    }

    #[test]
    fn plain_words_are_those_of_running_text() {
        let matters: Vec<FrontMatter> = PAGES.iter().map(Page::matter).collect();
        let facts = matters.iter().flat_map(|matter| &matter.facts);
        for (_, value) in facts {
            let parsed = plain_text(&markdown::inlines(value));
            assert_eq!(
                markdown::plain(value).trim_end(),
                parsed.trim_end(),
                "{value}"
            );
        }
    }
}
