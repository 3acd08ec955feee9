//! A row of a list, and where it leads.

use crate::app::{Goal, ListItem};
use crate::layout::Anchor;
use crate::library::Library;
use crate::shelf::Place;

/// One row: what it says, how far it is indented, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// What it belongs to, said above the first row that does.
    pub group: String,
    pub text: String,
    pub detail: String,
    /// What plain mode says of it, where that is not its text and detail.
    pub told: Option<String>,
    /// What is looked in for what is typed.
    pub said: String,
    pub indent: usize,
    pub goal: Goal,
}

impl ListRow {
    pub fn new(text: impl Into<String>, detail: impl Into<String>, goal: Goal) -> Self {
        let (text, detail) = (text.into(), detail.into());
        Self {
            group: String::new(),
            said: format!("{text} {detail}"),
            text,
            detail,
            told: None,
            indent: 0,
            goal,
        }
    }

    /// A place in words: the topic's title and the part's, and where it leads. None when the topic is gone.
    pub fn of_place(library: &Library, place: &Place) -> Option<Self> {
        let (topic, offset) = place.find(library)?;
        let page = library.page(topic);
        let mut headings = page.document.headings();
        let part = headings.find(|(_, slug, _, _)| !slug.is_empty() && *slug == place.heading);
        Some(Self::new(
            library.topic(topic).title.to_string(),
            part.map_or_else(String::new, |(_, _, title, _)| title),
            Goal::Anchor(topic, Anchor(offset)),
        ))
    }

    /// The row as it is shown, behind a number or nothing.
    pub fn item(&self, number: String) -> ListItem<'_> {
        ListItem {
            group: &self.group,
            lead: number.into(),
            indent: self.indent,
            text: self.text.as_str().into(),
            detail: self.detail.as_str().into(),
            told: self.told.clone(),
            ..ListItem::default()
        }
    }

    /// The name of the site that it leads to; empty where it leads elsewhere.
    pub fn site_name(&self) -> &str {
        match &self.goal {
            Goal::Site(name) => name,
            _ => "",
        }
    }
}
