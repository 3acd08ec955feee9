//! What a tree asks of front matter, and the short name of what a page says.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::FrontMatter;
use crate::text::digest;

/// Text that is built in, or was read.
pub type Text = Cow<'static, str>;

/// The part of front matter that the tree asks for; a text that is not given is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Head {
    /// As it says, or as the first heading of level 1 does.
    #[serde(borrow)]
    pub title: Cow<'static, str>,
    #[serde(borrow)]
    pub description: Cow<'static, str>,
    pub weight: i64,
    pub draft: bool,
    /// The day the text was last checked against its sources, or written, `YYYY-MM-DD`.
    #[serde(borrow)]
    pub updated: Cow<'static, str>,
    #[serde(borrow)]
    pub sort_by: Cow<'static, str>,
    #[serde(borrow)]
    pub group: Cow<'static, str>,
    pub urgent: bool,
    /// It names something it does not go together with, or is named so: a page on disk knows only the first of these.
    pub interacts: bool,
    /// Of a section: what its pages are (page, type, cause, diagnostic, treatment).
    #[serde(borrow)]
    pub kind: Cow<'static, str>,
    pub aliases: Vec<Text>,
    pub groups: Vec<Text>,
    /// Why the block could not be read, with its line in the file; no file that is built in has one.
    #[serde(skip)]
    pub error: Option<(usize, String)>,
}

impl FrontMatter {
    /// The digest of what a page says: its body, its facts and its evidence; not the day it was checked.
    pub fn digest(&self, body: &str) -> String {
        let mut said = body.to_owned();
        for (name, value) in &self.facts {
            said.extend(["\n", name, "\n", value]);
        }
        for entry in &self.evidence {
            let purpose = entry.purpose.as_deref().unwrap_or_default();
            let words = [
                entry.disease.as_str(),
                purpose,
                &entry.level,
                &entry.finding,
            ];
            said.extend(words.iter().flat_map(|word| ["\n", word]));
        }
        for entry in &self.interactions {
            said.extend(["\n", &entry.with, "\n", &entry.why]);
        }
        for id in &self.red_flags {
            said.extend(["\n", id]);
        }
        digest(&said)
    }
}
