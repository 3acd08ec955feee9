//! What the reference cites: `sources.toml`, in the field names of CSL.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::content::{BlockKind, Inline, REFERENCE, Source, Text, source};
use crate::library::evidence;

/// How much a source can be leaned on, best first.
pub const QUALITIES: &[&str] = &["good", "ok", "weak"];

/// What a source is, how much of it was read, and its quality only where that is weak: “case series, 38 people; read:
/// the abstract; weak”.
pub fn about(source: &Source) -> String {
    let read = source.read.as_ref();
    let parts = [
        Some(kind_and_people(source)),
        read.map(|read| format!("read: {}", read.trim_end_matches('.'))),
        source.is_weak().then(|| "a weak source".to_owned()),
    ];
    joined(parts, "; ")
}

/// What kind of source it is, with how many people were studied.
pub fn kind_and_people(source: &Source) -> String {
    let kind = evidence::words(evidence::SOURCE_KINDS, &source.kind);
    joined([Some(kind.to_owned()), source.people.map(people)], ", ")
}

/// The parts that say something.
pub(super) fn joined(parts: impl IntoIterator<Item = Option<String>>, between: &str) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}

pub fn people(count: impl Into<i64>) -> String {
    match count.into() {
        1 => "one person".to_owned(),
        count => format!("{count} people"),
    }
}

/// What a source says, a statement each, as a card shows it.
pub fn says(source: &Source) -> Option<BlockKind> {
    let item = |says: &String| vec![BlockKind::Paragraph(vec![Inline::text(says)])];
    let says = source.says.iter();
    (!source.says.is_empty()).then(|| BlockKind::list(says.map(item)))
}

/// All sources by id, sorted. Those built into the program are read one by one, when they are asked for.
#[derive(Debug)]
pub struct Sources(Vec<(Text, OnceLock<Box<Source>>)>);

impl Sources {
    /// Reads `sources.toml`; see [`source::sources`].
    pub fn parse(text: &str) -> Self {
        let known = |(id, source)| (Text::Owned(id), OnceLock::from(Box::new(source)));
        let mut sources: Vec<_> = source::sources(text).into_iter().map(known).collect();
        sources.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self(sources)
    }

    pub(super) fn embedded() -> Self {
        let ids = REFERENCE.source_ids();
        Self(ids.map(|id| (Cow::Borrowed(id), OnceLock::new())).collect())
    }

    pub fn get(&self, id: &str) -> Option<&Source> {
        self.at(self.place(id)?)
    }

    /// As [`get`](Self::get), for once: what is read for it is not held.
    pub fn read(&self, id: &str) -> Option<Cow<'_, Source>> {
        let place = self.place(id)?;
        let known = self.0.get(place)?.1.get().map(|it| Cow::Borrowed(&**it));
        Some(known.unwrap_or_else(|| Cow::Owned(REFERENCE.source(place))))
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(id)).ok()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        let sources = self.0.iter().enumerate();
        sources.filter_map(|(place, (id, _))| Some((&**id, self.at(place)?)))
    }

    fn at(&self, place: usize) -> Option<&Source> {
        let read = || Box::new(REFERENCE.source(place));
        Some(self.0.get(place)?.1.get_or_init(read))
    }
}
