//! Words of the reference with what people type for them: `synonyms.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A word of the reference, and the words and phrases that people type for it.
pub type Synonym = (String, Vec<String>);

#[derive(Default, Deserialize)]
#[serde(default)]
struct SynonymsFile {
    same: Vec<Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

/// Reads `synonyms.toml`; a broken file gives none.
pub fn synonyms(text: &str) -> Vec<Synonym> {
    let file: SynonymsFile = toml::from_str(text).unwrap_or_default();
    let same = file.same.iter().flat_map(|group| {
        let one = |word: &String| (word.clone(), group.clone());
        group.iter().map(one).collect::<Vec<_>>()
    });
    same.chain(file.words).collect()
}
