//! What a tree asks of front matter, and the short name of what a page says.

use std::borrow::Cow;

use crate::content::text::digest;
use crate::content::{Evidence, FrontMatter};

/// Text that is built in, or was read.
pub type Text = Cow<'static, str>;

/// The part of front matter that the tree asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub title: Option<Text>,
    pub description: Option<Text>,
    pub weight: Option<i64>,
    pub draft: bool,
    pub updated: Option<Text>,
    pub sort_by: Option<Text>,
    pub group: Option<Text>,
    pub urgent: bool,
    pub kind: Option<Text>,
    pub aliases: Cow<'static, [Text]>,
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
            let Evidence {
                disease,
                level,
                finding,
            } = entry;
            said.extend(["\n", disease, "\n", level, "\n", finding]);
        }
        digest(&said)
    }

    pub fn head(&self) -> Head {
        let text = |field: &Option<String>| field.clone().map(Cow::Owned);
        Head {
            title: text(&self.title),
            description: text(&self.description),
            weight: self.weight,
            draft: self.draft,
            updated: text(&self.updated).or_else(|| text(&self.date)),
            sort_by: text(&self.sort_by),
            group: text(&self.group),
            urgent: self.urgent,
            kind: text(&self.kind),
            aliases: self.aliases.iter().cloned().map(Cow::Owned).collect(),
            error: self.error.clone(),
        }
    }
}
