//! One page as the rules see it: its fields and its text, each with its place.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::content::markdown;
use crate::content::split::{Fence, Split, split};
use crate::library::check::figures;
use crate::library::check::passage::{BodyText, CitedPassage, PageHeading};
use crate::library::check::places::{Fault, Fields, LookUp as _, SpannedField, parse};
use crate::library::check::problem::{CheckedFile, PlacedText};
use crate::library::check::statement::PlacedName;
use crate::library::resolve::element_names;
use crate::library::{Library, TopicId, TopicKind};

#[derive(Debug)]
pub struct PageView<'a> {
    pub file: CheckedFile<'a>,
    pub fence: Fence,
    pub fields: Fields<'a>,
    pub extra: Fields<'a>,
    pub fault: Option<Fault>,
    pub headings: Vec<PageHeading>,
    /// The body's passages, then the fact rows.
    pub passages: Vec<CitedPassage>,
    pub figures: Vec<(Range<usize>, &'static str)>,
    /// Labels of the footnotes defined in the page.
    pub footnotes: Vec<String>,
    /// None for a draft.
    pub topic: Option<TopicId>,
    /// See [`Topic`](crate::library::Topic).
    pub kind: Option<TopicKind>,
    /// See [`names`](Self::names).
    names: OnceLock<HashSet<String>>,
}

impl<'a> PageView<'a> {
    pub fn new(file: CheckedFile<'a>, topic: Option<TopicId>, kind: Option<TopicKind>) -> Self {
        let split = split(file.text);
        let (fields, fault) = front_matter(file, &split);
        let document = markdown::parse(file.text, split.body);
        let BodyText {
            headings,
            mut passages,
            ..
        } = BodyText::of(&document);
        let extra = fields.get("extra").and_then(|it| it.get_ref().as_table());
        let extra = extra.cloned().unwrap_or_default();
        passages.extend(fact_rows(&extra));
        Self {
            file,
            fence: split.fence,
            fields,
            extra,
            fault,
            headings,
            passages,
            figures: figures::faults(&document),
            footnotes: document
                .footnotes
                .into_iter()
                .map(|(label, _)| label)
                .collect(),
            topic,
            kind,
            names: OnceLock::new(),
        }
    }

    /// What a link can name on it: headings, those that the program adds as well, and elements of HTML.
    pub fn names(&self, library: &Library) -> &HashSet<String> {
        self.names.get_or_init(|| {
            let own = self.headings.iter().map(|heading| heading.slug.clone());
            let mut names: HashSet<String> = own.collect();
            let page = self.topic.map(|topic| library.page(topic));
            let document = page.unwrap_or_default().document;
            names.extend(document.headings().map(|(_, slug, ..)| slug.to_owned()));
            names.extend(element_names(self.file.text).map(str::to_owned));
            names.remove("");
            names
        })
    }

    /// Whether our own rules hold: its front matter is readable, it is no draft, and in a section that names its kind.
    pub const fn is_ours(&self) -> bool {
        self.kind.is_some() && self.topic.is_some() && self.has_fields()
    }

    /// Whether it has front matter that can be read.
    pub const fn has_fields(&self) -> bool {
        matches!(self.fence, Fence::Toml) && self.fault.is_none()
    }

    pub fn is_section(&self) -> bool {
        self.file.path.rsplit('/').next() == Some("_index.md")
    }

    /// The path without `.md`: what other pages call it.
    pub fn id(&self) -> &'a str {
        self.file.path.strip_suffix(".md").unwrap_or(self.file.path)
    }

    pub fn title(&self) -> &str {
        self.fields.text("title").unwrap_or_default()
    }

    /// Whether it speaks of other pages, or is made of them, and has sections of its own.
    pub fn is_overview(&self) -> bool {
        let overview = self.extra.get("overview");
        overview.is_some_and(|it| it.get_ref().as_bool() == Some(true))
            || self.extra.contains_key("lists")
    }

    /// What people read of it.
    pub fn texts(&self) -> impl Iterator<Item = PlacedText<'_>> {
        let passages = self.passages.iter();
        let passages = passages.map(|passage| (passage.text.as_str(), passage.place.clone()));
        let headings = self.headings.iter();
        let headings = headings.map(|heading| (heading.text.as_str(), heading.place.clone()));
        let described = ["title", "description"].into_iter();
        let described = described.filter_map(|name| self.fields.get(name));
        let pairs = self.extra.tables("interactions");
        let pairs = pairs.filter_map(|entry| entry.get("why"));
        let fields = described.chain(pairs);
        let fields = fields.filter_map(|it| Some((it.get_ref().as_str()?, it.span())));
        let texts = passages.chain(headings).chain(fields);
        let texts = texts.chain(self.extra.texts("questions"));
        texts.map(|(text, place)| self.placed(text, place))
    }

    pub fn placed<'v>(&'v self, text: &'v str, place: Range<usize>) -> PlacedText<'v> {
        PlacedText {
            file: self.file,
            page: self.id(),
            text,
            place,
        }
    }

    pub fn links(&self) -> impl Iterator<Item = &PlacedName> {
        self.passages.iter().flat_map(|passage| &passage.links)
    }
}

/// The front matter's fields, or what is wrong with it.
fn front_matter<'a>(file: CheckedFile<'a>, split: &Split) -> (Fields<'a>, Option<Fault>) {
    // An unclosed `---` is a rule across the page.
    let is_ours = |place: &Range<usize>| file.text.get(place.clone()) == Some("+++");
    if let Some(place) = split.unclosed.clone().filter(is_ours) {
        let reason = "the front matter opened by +++ is never closed".to_owned();
        return (Fields::new(), Some(Fault { place, reason }));
    }
    let (fields, fault) = parse(file.toml);
    let fault = fault.map(|fault| Fault {
        reason: format!("the front matter is not valid TOML: {}", fault.reason),
        ..fault
    });
    (fields, fault)
}

fn fact_rows(extra: &Fields<'_>) -> Vec<CitedPassage> {
    let row = |row: SpannedField<'_>| {
        let value = row.value.get_ref().as_str()?;
        Some(CitedPassage::fact(row.name, value, row.value.span()))
    };
    extra.table("facts").filter_map(row).collect()
}
