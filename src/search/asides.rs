//! What a page shows that does not stand in its file: warning signs, pairs not to be combined, what its sources say.

use std::collections::BTreeSet;

use crate::content::{Document, FrontMatter, InlineKind, Listing, RedFlag};
use crate::library::{Library, TopicId};

/// A text beside a page's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    pub origin: AsideOrigin,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AsideOrigin {
    /// A warning sign of the page that lists them all: its own text.
    Listed,
    /// A warning sign of this medicine or procedure.
    Warning,
    Pair,
    /// The title of a source.
    Source(String),
}

/// The asides of a topic, in the order of its page.
pub fn asides(
    library: &Library,
    topic: TopicId,
    matter: &FrontMatter,
    document: &Document,
) -> Vec<Aside> {
    let mut all: Vec<Aside> = Vec::new();
    let aside = |origin, text| Aside { origin, text };
    if matter.lists == Some(Listing::RedFlags) {
        let rows = library.red_flags().general();
        all.extend(rows.map(|row| aside(AsideOrigin::Listed, in_full(row))));
    } else {
        let rows = library.red_flags().named(&matter.red_flags).into_iter();
        let own = rows.filter(|row| row.stop.is_some());
        all.extend(own.map(|row| aside(AsideOrigin::Warning, in_full(row))));
    }
    let pairs = library.pairs_of(topic).into_iter();
    all.extend(pairs.map(|pair| {
        let [owner, with] =
            [Some(pair.owner), pair.other].map(|it| it.map(|it| &library.topic(it).title));
        let with = with.map_or(pair.interaction.with.as_str(), |with| with);
        let text = format!(
            "{}, {with}: {}",
            owner.map_or("", |owner| owner),
            pair.interaction.why
        );
        aside(AsideOrigin::Pair, text)
    }));
    for source in cited(document)
        .into_iter()
        .filter_map(|id| library.sources().read(id))
    {
        let says = source.says.iter();
        all.extend(says.map(|text| aside(AsideOrigin::Source(source.title.clone()), text.clone())));
    }
    all
}

fn in_full(row: &RedFlag) -> String {
    let more = row.skin.iter().chain(&row.why);
    let parts = row.signs.iter().chain(more).map(String::as_str);
    format!("{}: {}", row.who, parts.collect::<Vec<_>>().join(" "))
}

/// The sources that a document cites, each once.
fn cited(document: &Document) -> BTreeSet<&str> {
    let mut cited = BTreeSet::new();
    document.each_inline(&mut |inline| {
        if let InlineKind::Citation { id, .. } = &inline.kind {
            cited.insert(id.as_str());
        }
    });
    cited
}
