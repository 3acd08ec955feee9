//! What a tree asks of front matter, and the short name of what a page says.

use std::borrow::Cow;

use crate::FrontMatter;
use crate::text::digest;

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
    /// It names something it does not go together with, or is named so: a page on disk knows only the first of these.
    pub interacts: bool,
    pub kind: Option<Text>,
    pub aliases: Vec<Text>,
    pub groups: Vec<Text>,
    pub error: Option<(usize, String)>,
}

/// What stands between the fields of a head that was written, and between the parts of one field.
const BETWEEN_FIELDS: char = '\x1f';
const BETWEEN_PARTS: char = '\x1e';

impl Head {
    /// The head as one text, for [`of`](Self::of).
    pub fn written(&self) -> String {
        let one = |text: &Option<Text>| text.clone().unwrap_or_default();
        let several = |texts: &[Text]| Text::Owned(texts.join(&String::from(BETWEEN_PARTS)));
        let truth = |holds: bool| Text::Borrowed(if holds { "1" } else { "" });
        let weight = self.weight.map(|weight| Text::Owned(weight.to_string()));
        let fields = [
            one(&self.title),
            one(&weight),
            truth(self.draft),
            one(&self.updated),
            one(&self.sort_by),
            one(&self.group),
            truth(self.urgent),
            truth(self.interacts),
            one(&self.kind),
            several(&self.aliases),
            several(&self.groups),
            one(&self.description),
        ];
        fields.join(&String::from(BETWEEN_FIELDS))
    }

    /// Reads what [`written`](Self::written) gave, without a copy: a field without words is none.
    pub fn of(written: &'static str) -> Self {
        let mut rest = written;
        let mut one = || {
            // Most fields are short: looking at each byte is faster than a search.
            let end = rest
                .bytes()
                .position(|byte| char::from(byte) == BETWEEN_FIELDS)?;
            let field = rest.get(..end)?;
            rest = rest.get(end + 1..)?;
            Some(field).filter(|field| !field.is_empty())
        };
        let text = |field: Option<&'static str>| field.map(Cow::Borrowed);
        let several = |field: Option<&'static str>| {
            let parts = field.map(|field| field.split(BETWEEN_PARTS));
            parts.into_iter().flatten().map(Cow::Borrowed).collect()
        };
        Self {
            title: text(one()),
            weight: one().and_then(|weight| weight.parse().ok()),
            draft: one().is_some(),
            updated: text(one()),
            sort_by: text(one()),
            group: text(one()),
            urgent: one().is_some(),
            interacts: one().is_some(),
            kind: text(one()),
            aliases: several(one()),
            groups: several(one()),
            error: None,
            // It stands last, and has no end to be looked for.
            description: text(Some(rest).filter(|field| !field.is_empty())),
        }
    }
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
            interacts: !self.interactions.is_empty(),
            kind: text(&self.kind),
            aliases: several(&self.aliases),
            groups: several(&self.groups),
            error: self.error.clone(),
        }
    }
}
