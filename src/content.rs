//! Files as written, by the crate in `src/content`, and the reference that is part of this program.

pub use calcinosis_content::*;

/// The reference built into this program, as `src/build/main.rs` wrote it.
pub const REFERENCE: PackedReference =
    PackedReference::new(include_bytes!(concat!(env!("OUT_DIR"), "/reference")));

/// Its files.
pub fn embedded() -> Vec<SourceFile> {
    REFERENCE.files()
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
            // Only the others say that a page is named by one it does not go together with.
            let interacts = page.head().interacts;
            assert!(interacts || !matter.head().interacts, "{}", page.path());
            let head = Head {
                interacts,
                ..matter.head()
            };
            assert_eq!(page.head(), head, "{}", page.path());
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
        let read = (0..REFERENCE.sources()).map(|place| {
            let id = REFERENCE.source_id(place);
            assert_eq!(REFERENCE.source_place(id), Some(place));
            (id.to_owned(), REFERENCE.source(place))
        });
        assert!(read.eq(written));
        let flags = RedFlags::of(&companion("red-flags.toml"));
        assert_eq!(REFERENCE.red_flags(), flags);
        assert_eq!(REFERENCE.front_red_flags(), flags.front());
        assert_eq!(REFERENCE.synonyms(), synonyms(&companion("synonyms.toml")));
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
