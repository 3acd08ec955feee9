//! What a tree asks of front matter, and the short name of what a page says.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};

use crate::content::text::digest;
use crate::content::{Evidence, FrontMatter};

/// Text that is built in, or was read.
pub type Text = Cow<'static, str>;

/// The part of front matter that the tree asks for. What is built in is read without a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Head {
    #[serde(deserialize_with = "perhaps")]
    pub title: Option<Text>,
    #[serde(deserialize_with = "perhaps")]
    pub description: Option<Text>,
    pub weight: Option<i64>,
    pub draft: bool,
    #[serde(deserialize_with = "perhaps")]
    pub updated: Option<Text>,
    #[serde(deserialize_with = "perhaps")]
    pub sort_by: Option<Text>,
    #[serde(deserialize_with = "perhaps")]
    pub group: Option<Text>,
    pub urgent: bool,
    #[serde(deserialize_with = "perhaps")]
    pub kind: Option<Text>,
    #[serde(deserialize_with = "several")]
    pub aliases: Vec<Text>,
    #[serde(deserialize_with = "several")]
    pub groups: Vec<Text>,
    pub error: Option<(usize, String)>,
}

fn perhaps<'de: 'static, D: Deserializer<'de>>(reader: D) -> Result<Option<Text>, D::Error> {
    let text = Option::<&'static str>::deserialize(reader)?;
    Ok(text.map(Cow::Borrowed))
}

fn several<'de: 'static, D: Deserializer<'de>>(reader: D) -> Result<Vec<Text>, D::Error> {
    let texts = Vec::<&'static str>::deserialize(reader)?;
    Ok(texts.into_iter().map(Cow::Borrowed).collect())
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
        let several = |field: &[String]| field.iter().cloned().map(Cow::Owned).collect();
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
            aliases: several(&self.aliases),
            groups: several(&self.groups),
            error: self.error.clone(),
        }
    }
}
