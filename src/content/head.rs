//! What a tree asks of front matter, and the short name of what a page says.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::FrontMatter;
use crate::text::digest;

/// Text that is built in, or was read.
pub type Text = Cow<'static, str>;

/// The part of front matter that the tree asks for; a text that is not given is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Head {
    #[serde(borrow)]
    pub title: Cow<'static, str>,
    #[serde(borrow)]
    pub description: Cow<'static, str>,
    pub weight: i64,
    pub draft: bool,
    #[serde(borrow)]
    pub updated: Cow<'static, str>,
    #[serde(borrow)]
    pub sort_by: Cow<'static, str>,
    #[serde(borrow)]
    pub group: Cow<'static, str>,
    pub urgent: bool,
    /// It names something it does not go together with, or is named so: a page on disk knows only the first of these.
    pub interacts: bool,
    #[serde(borrow)]
    pub kind: Cow<'static, str>,
    pub aliases: Vec<Text>,
    pub groups: Vec<Text>,
    /// No file that is built in has one.
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

    pub fn head(&self) -> Head {
        let text = |field: &Option<String>| Cow::Owned(field.clone().unwrap_or_default());
        let several = |field: &[String]| field.iter().cloned().map(Cow::Owned).collect();
        Head {
            title: text(&self.title),
            description: text(&self.description),
            weight: self.weight.unwrap_or(0),
            draft: self.draft,
            updated: text(if self.updated.is_some() {
                &self.updated
            } else {
                &self.date
            }),
            sort_by: text(&self.sort_by),
            group: text(&self.group),
            urgent: self.urgent,
            interacts: !self.interactions.is_empty(),
            kind: text(&self.kind),
            aliases: several(&self.aliases),
            groups: several(&self.groups),
            error: self.error.clone(),
        }
    }
}
