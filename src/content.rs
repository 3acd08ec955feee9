//! Files as written, by the crate in `src/content`, and the reference that is part of this program.

pub use calcinosis_content::*;

/// The reference built into this program, as `src/build/main.rs` wrote it.
pub const REFERENCE: &PackedReference = &PackedReference::new(
    include_bytes!(concat!(env!("OUT_DIR"), "/reference")),
    include_bytes!(concat!(env!("OUT_DIR"), "/index")),
    include_bytes!(concat!(env!("OUT_DIR"), "/links")),
);

/// Its files.
pub fn embedded() -> Vec<SourceFile> {
    REFERENCE.files()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source::sources;
    use crate::content::split::split;
    use crate::content::synonyms::synonyms;

    #[test]
    fn what_was_read_at_build_time_is_what_the_files_say() {
        for file in pages() {
            let text = file.text().unwrap();
            let mut matter = FrontMatter::of(&text);
            let head = file.head().unwrap();
            // Only the others say that a page is named by one it does not go together with.
            matter.head.interacts |= head.interacts;
            assert_eq!(head, matter.head, "{}", file.path);
            let body = split(&text).body;
            let said = matter.digest(text.get(body..).unwrap());
            assert_eq!(file.digest(), said, "{}", file.path);
            let document = markdown::parse(&text, body);
            assert_eq!(file.body().document, document, "{}", file.path);
            assert_eq!(file.front_matter(), matter, "{}", file.path);
        }
        let mut written = sources(&companion("sources.toml"));
        written.sort_by(|a, b| a.0.cmp(&b.0));
        let packed = REFERENCE.sources().into_iter();
        let read = packed.map(|(id, it)| (id.to_owned(), PackedReference::source(it)));
        assert!(read.eq(written));
        let flags = RedFlags::of(&companion("red-flags.toml"));
        assert_eq!(REFERENCE.red_flags(), flags);
        assert_eq!(REFERENCE.synonyms(), synonyms(&companion("synonyms.toml")));
    }

    fn pages() -> impl Iterator<Item = SourceFile> {
        embedded()
            .into_iter()
            .filter(|file| is_markdown(&file.path))
    }

    fn companion(name: &str) -> String {
        let file = embedded().into_iter().find(|file| file.path == name);
        file.unwrap().text().unwrap().into_owned()
    }
}
