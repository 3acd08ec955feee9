//! What stands beside the pages: sources, warning signs, shared search keys, synonyms, and the subject's words.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::content::synonyms::{Synonym, synonyms};
use crate::content::text::fold;
use crate::content::{REFERENCE, RedFlags, SourceFile, SubjectWords};
use crate::library::{Library, Sources};

impl Library {
    pub fn sources(&self) -> &Sources {
        self.sources.get_or_init(|| match &self.source_file {
            Some(file) if file.is_built_in() => Sources::embedded(),
            file => Sources::parse(&companion_text(file.as_ref())),
        })
    }

    /// The warning signs; none where the reference has no list of them.
    pub fn red_flags(&self) -> &RedFlags {
        self.red_flags.get_or_init(|| match &self.red_flags_file {
            Some(file) if file.is_built_in() => REFERENCE.red_flags(),
            file => RedFlags::of(&companion_text(file.as_ref())),
        })
    }

    pub fn front_red_flags(&self) -> RedFlags {
        match &self.red_flags_file {
            Some(file) if file.is_built_in() => REFERENCE.front_red_flags(),
            _ => self.red_flags().front(),
        }
    }

    /// What the reference calls its own things, as its front page says.
    pub fn words(&self) -> &SubjectWords {
        let read = || self.topic(self.front()).read_matter().words.clone();
        self.words.get_or_init(read)
    }

    /// Search keys that several topics share on purpose, with those topics' ids.
    pub fn ambiguous(&self) -> HashMap<String, Vec<String>> {
        let text = companion_text(self.ambiguous_file.as_ref());
        let table: toml::Table = text.parse().unwrap_or_default();
        let keys = table.get("keys").cloned();
        let keys = keys.and_then(|keys| keys.try_into::<HashMap<String, _>>().ok());
        let keys = keys.unwrap_or_default().into_iter();
        keys.map(|(key, ids)| (fold(&key), ids)).collect()
    }

    /// Words of the reference, each with the words and phrases that people type for it.
    pub fn synonyms(&self) -> Vec<Synonym> {
        match &self.synonyms_file {
            Some(file) if file.is_built_in() => REFERENCE.synonyms(),
            file => synonyms(&companion_text(file.as_ref())),
        }
    }
}

fn companion_text(file: Option<&SourceFile>) -> Cow<'static, str> {
    file.and_then(|file| file.text().ok()).unwrap_or_default()
}
