//! What the reference cites: `sources.toml`, in the field names of CSL.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::content::{BlockKind, Inline, PackedReference, Source, Text, source};
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

/// All sources by id. Those built into the program are read one by one, when they are asked for.
#[derive(Debug)]
pub struct Sources(BTreeMap<Text, LazySource>);

#[derive(Debug, Default)]
struct LazySource {
    packed: &'static [u8],
    read: OnceLock<Box<Source>>,
}

impl LazySource {
    fn get(&self) -> &Source {
        let read = || Box::new(PackedReference::source(self.packed));
        self.read.get_or_init(read)
    }
}

impl Sources {
    /// Reads `sources.toml`; see [`source::sources`].
    pub fn parse(text: &str) -> Self {
        let known = |(id, source)| {
            let (packed, read) = (Default::default(), OnceLock::from(Box::new(source)));
            (Text::Owned(id), LazySource { packed, read })
        };
        Self(source::sources(text).into_iter().map(known).collect())
    }

    pub(super) fn packed(reference: &PackedReference) -> Self {
        let known = |(id, packed)| {
            let read = OnceLock::new();
            (Text::Borrowed(id), LazySource { packed, read })
        };
        Self(reference.sources().into_iter().map(known).collect())
    }

    pub fn get(&self, id: &str) -> Option<&Source> {
        self.0.get(id).map(LazySource::get)
    }

    /// As [`get`](Self::get), for once: what is read for it is not held.
    pub fn read(&self, id: &str) -> Option<Cow<'_, Source>> {
        let LazySource { packed, read } = self.0.get(id)?;
        let known = read.get().map(|it| Cow::Borrowed(&**it));
        Some(known.unwrap_or_else(|| Cow::Owned(PackedReference::source(packed))))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        let sources = self.0.iter();
        sources.map(|(id, source)| (&**id, source.get()))
    }
}
