//! What stands beside the pages: sources, warning signs, shared search keys, synonyms, and the subject's words.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::content::synonyms::{Synonym, synonyms};
use crate::content::text::fold;
use crate::content::{
    AMBIGUOUS, PackedReference, RED_FLAGS, RedFlags, SOURCES, SYNONYMS, SourceFile, SubjectWords,
};
use crate::library::{Library, Sources};

impl Library {
    pub fn sources(&self) -> &Sources {
        self.sources
            .get_or_init(|| self.companion(SOURCES, Sources::packed, Sources::parse))
    }

    /// The warning signs; none where the reference has no list of them.
    pub fn red_flags(&self) -> &RedFlags {
        self.red_flags
            .get_or_init(|| self.companion(RED_FLAGS, PackedReference::red_flags, RedFlags::of))
    }

    /// What the reference calls its own things, as its front page says.
    pub fn words(&self) -> &SubjectWords {
        let read = || self.topic(self.front()).read_matter().words.clone();
        self.words.get_or_init(read)
    }

    /// Search keys that several topics share on purpose, with those topics' ids.
    pub fn ambiguous(&self) -> HashMap<String, Vec<String>> {
        let text = text_of(self.companion_file(AMBIGUOUS));
        let table: toml::Table = text.parse().unwrap_or_default();
        let keys = table.get("keys").cloned();
        let keys = keys.and_then(|keys| keys.try_into::<HashMap<String, _>>().ok());
        let keys = keys.unwrap_or_default().into_iter();
        keys.map(|(key, ids)| (fold(&key), ids)).collect()
    }

    /// Words of the reference, each with the words and phrases that people type for it.
    pub fn synonyms(&self) -> Vec<Synonym> {
        self.companion(SYNONYMS, PackedReference::synonyms, synonyms)
    }

    fn companion_file(&self, name: &str) -> Option<&SourceFile> {
        self.companions.iter().find(|file| file.path == name)
    }

    /// What such a file says: read now, or when this program was built.
    fn companion<T>(
        &self,
        name: &str,
        packed: impl FnOnce(&PackedReference) -> T,
        read: impl FnOnce(&str) -> T,
    ) -> T {
        let file = self.companion_file(name);
        let reference = file.and_then(SourceFile::built_in);
        reference.map_or_else(|| read(&text_of(file)), packed)
    }
}

fn text_of(file: Option<&SourceFile>) -> Cow<'static, str> {
    file.and_then(|file| file.text().ok()).unwrap_or_default()
}
