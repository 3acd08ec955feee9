//! Files as written, by the crate in `src/content`, and the reference that is part of this program.

pub use calcinosis_content::*;

use crate::content::synonyms::Synonym;

/// What `src/build/main.rs` wrote.
const REFERENCE: PackedReference =
    PackedReference::new(include_bytes!(concat!(env!("OUT_DIR"), "/reference")));

/// The reference built into this program.
pub fn embedded() -> Vec<SourceFile> {
    REFERENCE.files()
}

/// How many sources are built in.
pub fn embedded_sources() -> usize {
    REFERENCE.sources()
}

/// The id of a source built in, by its place: they are sorted.
pub fn embedded_source_id(place: usize) -> &'static str {
    REFERENCE.source_id(place)
}

/// Where the source with this id stands.
pub fn embedded_source_place(id: &str) -> Option<usize> {
    REFERENCE.source_place(id)
}

/// A source built in, by its place.
pub fn embedded_source(place: usize) -> Source {
    REFERENCE.source(place)
}

/// The warning signs built in.
pub fn embedded_red_flags() -> RedFlags {
    REFERENCE.red_flags()
}

/// The synonyms built in.
pub fn embedded_synonyms() -> Vec<Synonym> {
    REFERENCE.synonyms()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::document::plain_text;
    use crate::content::source::sources;
    use crate::content::split::split;
    use crate::content::synonyms::synonyms;

    #[test]
    fn what_was_read_at_build_time_is_what_the_files_say() {
        let paths: Vec<&str> = REFERENCE.pages().map(PackedPage::path).collect();
        for page in REFERENCE.pages() {
            let matter = FrontMatter::of(page.text());
            assert_eq!(page.head(), matter.head(), "{}", page.path());
            let body = split(page.text()).body;
            let said = matter.digest(page.text().get(body..).unwrap());
            assert_eq!(page.digest(), said, "{}", page.path());
            let document = markdown::parse(page.text(), body);
            assert_eq!(page.document(), document, "{}", page.path());
            assert_eq!(page.matter(), matter, "{}", page.path());
            let (pages, others) = page.targets();
            let pages = pages.iter().map(|number| format!("@/{}", paths[*number]));
            let mut known: Vec<String> = others.iter().map(ToString::to_string).collect();
            known.extend(pages);
            known.sort();
            assert_eq!(known, document.targets(), "{}", page.path());
        }
        let mut written = sources(&companion("sources.toml"));
        written.sort_by(|a, b| a.0.cmp(&b.0));
        let read = (0..embedded_sources()).map(|place| {
            let id = embedded_source_id(place);
            assert_eq!(embedded_source_place(id), Some(place));
            (id.to_owned(), embedded_source(place))
        });
        assert!(read.eq(written));
        let flags = RedFlags::of(&companion("red-flags.toml"));
        assert_eq!(embedded_red_flags(), flags);
        assert_eq!(embedded_synonyms(), synonyms(&companion("synonyms.toml")));
    }

    fn companion(name: &str) -> String {
        let file = embedded().into_iter().find(|file| file.path == name);
        file.unwrap().text().unwrap().into_owned()
    }

    #[test]
    fn plain_words_are_those_of_running_text() {
        let matters: Vec<FrontMatter> = REFERENCE.pages().map(PackedPage::matter).collect();
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
