//! The reference built into the program: its files, and what was read of them when the program was built.

use crate::content::packed::Packed;
use crate::content::synonyms::Synonym;
use crate::content::{Document, FrontMatter, Head, RedFlags, Source, SourceFile};

/// A file that `src/build/main.rs` wrote.
macro_rules! written {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
    };
}

// What is known of each page. Matters, documents and targets are in postcard's format.
const PATHS: Packed = Packed::new(written!("paths"));
const HEADS: Packed = Packed::new(written!("heads"));
const DIGESTS: Packed = Packed::new(written!("digests"));
const TEXTS: Packed = Packed::new(written!("texts"));
const MATTERS: Packed = Packed::new(written!("matters"));
const DOCUMENTS: Packed = Packed::new(written!("documents"));
const TARGETS: Packed = Packed::new(written!("targets"));

// The files that are no pages.
const COMPANION_PATHS: Packed = Packed::new(written!("companion-paths"));
const COMPANION_TEXTS: Packed = Packed::new(written!("companion-texts"));

const SOURCE_IDS: Packed = Packed::new(written!("source-ids"));
const SOURCES: Packed = Packed::new(written!("sources"));

const SYNONYMS: &[u8] = written!("synonyms");

const RED_FLAGS: &[u8] = written!("red-flags");

/// A Markdown file built in, by its number; its parts are read when they are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page(usize);

// What this very program wrote can be read: the defaults are never met.
impl Page {
    pub(super) fn path(self) -> &'static str {
        PATHS.text(self.0)
    }

    pub(super) fn head(self) -> Head {
        Head::of(HEADS.text(self.0))
    }

    /// See [`FrontMatter::digest`].
    pub(super) fn digest(self) -> &'static str {
        DIGESTS.text(self.0)
    }

    pub(super) fn text(self) -> &'static str {
        TEXTS.text(self.0)
    }

    /// How many bytes the text has, without reading it.
    pub(super) fn length(self) -> usize {
        TEXTS.get(self.0).len()
    }

    pub(super) fn matter(self) -> FrontMatter {
        postcard::from_bytes(MATTERS.get(self.0)).unwrap_or_default()
    }

    pub(super) fn document(self) -> Document {
        postcard::from_bytes(DOCUMENTS.get(self.0)).unwrap_or_default()
    }

    /// The page's number.
    pub(super) const fn number(self) -> usize {
        self.0
    }

    /// Where links lead: the numbers of pages, and the other targets as they are written.
    pub(super) fn targets(self) -> (Vec<usize>, Vec<&'static str>) {
        postcard::from_bytes(TARGETS.get(self.0)).unwrap_or_default()
    }
}

/// The reference built into this program.
pub fn embedded() -> Vec<SourceFile> {
    let pages = pages().map(SourceFile::embedded);
    let companion = |number| (COMPANION_PATHS.text(number), COMPANION_TEXTS.get(number));
    let companions = (0..COMPANION_PATHS.len()).map(companion);
    let companions = companions.map(|(path, text)| SourceFile::embedded_companion(path, text));
    pages.chain(companions).collect()
}

fn pages() -> impl Iterator<Item = Page> {
    (0..PATHS.len()).map(Page)
}

/// How many sources are built in.
pub fn embedded_sources() -> usize {
    SOURCE_IDS.len()
}

/// The id of a source built in, by its place: they are sorted.
pub fn embedded_source_id(place: usize) -> &'static str {
    SOURCE_IDS.text(place)
}

/// Where the source with this id stands.
pub fn embedded_source_place(id: &str) -> Option<usize> {
    SOURCE_IDS.place_of(id)
}

/// A source built in, by its place.
pub fn embedded_source(place: usize) -> Source {
    postcard::from_bytes(SOURCES.get(place)).unwrap_or_default()
}

/// The warning signs built in.
pub fn embedded_red_flags() -> RedFlags {
    postcard::from_bytes(RED_FLAGS).unwrap_or_default()
}

/// The synonyms built in.
pub fn embedded_synonyms() -> Vec<Synonym> {
    postcard::from_bytes(SYNONYMS).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::content::document::plain_text;
    use crate::content::markdown;
    use crate::content::source::sources;
    use crate::content::split::split;
    use crate::content::synonyms::synonyms;

    #[test]
    fn what_was_read_at_build_time_is_what_the_files_say() {
        for page in pages() {
            let matter = FrontMatter::of(page.text());
            assert_eq!(page.head(), matter.head(), "{}", page.path());
            let body = split(page.text()).body;
            let said = matter.digest(page.text().get(body..).unwrap());
            assert_eq!(page.digest(), said, "{}", page.path());
            let document = markdown::parse(page.text(), body);
            assert_eq!(page.document(), document, "{}", page.path());
            assert_eq!(page.matter(), matter, "{}", page.path());
            let (pages, others) = page.targets();
            let pages = pages
                .iter()
                .map(|number| format!("@/{}", PATHS.text(*number)));
            let mut known: Vec<String> = others.iter().map(ToString::to_string).collect();
            known.extend(pages);
            known.sort();
            assert_eq!(known, document.targets(), "{}", page.path());
        }
        let mut written = sources(&companion("sources.toml"));
        written.sort_by(|a, b| a.0.cmp(&b.0));
        let read: Vec<_> = (0..embedded_sources())
            .map(|place| {
                let id = embedded_source_id(place);
                assert_eq!(embedded_source_place(id), Some(place));
                (id.to_owned(), embedded_source(place))
            })
            .collect();
        assert_eq!(read, written);
        let flags = RedFlags::of(&companion("red-flags.toml"));
        assert_eq!(embedded_red_flags(), flags);
        assert_eq!(embedded_synonyms(), synonyms(&companion("synonyms.toml")));
    }

    fn companion(name: &str) -> Cow<'static, str> {
        let file = embedded().into_iter().find(|file| file.path == name);
        file.unwrap().text().unwrap()
    }

    #[test]
    fn plain_words_are_those_of_running_text() {
        let matters: Vec<FrontMatter> = pages().map(Page::matter).collect();
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
