//! What does not go together: each pair is owned by one page and shown by both, and all stand in one list.

use crate::content::text::capitalised;
use crate::content::{BlockKind, Inline, Interaction, Severity, markdown};
use crate::library::{Library, TopicId};

pub const TITLE: &str = "Not together with";

/// How strictly a pair is kept apart: before a line, and as a heading.
const WORDS: [(Severity, &str, &str); 3] = [
    (Severity::Never, "Never", "Never together"),
    (Severity::Ask, "Ask first", "Ask first"),
    (Severity::Watch, "With care", "Only with care"),
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InteractionPair {
    pub owner: TopicId,
    /// The other page, where what is written names one.
    pub other: Option<TopicId>,
    pub interaction: Interaction,
}

impl Library {
    /// Every pair, in the order of their owners and as these write them.
    pub fn pairs(&self) -> &[InteractionPair] {
        self.pairs.get_or_init(|| gather(self))
    }

    /// The pairs that a page owns or is named by, the strictest first.
    pub fn pairs_of(&self, id: TopicId) -> Vec<&InteractionPair> {
        // Of a page built in it is known without reading the others whether it is part of a pair.
        if self.built_in.is_some() && !self.topic(id).interacts {
            return Vec::new();
        }
        let is_own = |pair: &&InteractionPair| pair.owner == id || pair.other == Some(id);
        let mut pairs: Vec<&InteractionPair> = self.pairs().iter().filter(is_own).collect();
        pairs.sort_by_key(|pair| pair.interaction.severity);
        pairs
    }
}

impl InteractionPair {
    /// What stands beside `id`: a link to the other page, or words.
    fn beside(&self, library: &Library, id: TopicId) -> Inline {
        let Interaction {
            with, name, own, ..
        } = &self.interaction;
        match self.other {
            Some(other) if self.owner == id => link(library, other, name.as_deref()),
            None if self.owner == id => Inline::text(with),
            _ => link(library, self.owner, own.as_deref()),
        }
    }
}

fn gather(library: &Library) -> Vec<InteractionPair> {
    let mut pairs = Vec::new();
    let owners = library.ids().filter(|id| library.topic(*id).interacts);
    for owner in owners {
        for interaction in &library.topic(owner).read_matter().interactions {
            pairs.push(InteractionPair {
                owner,
                other: library.find(&interaction.with),
                interaction: interaction.clone(),
            });
        }
    }
    pairs
}

/// A link to a page under the name of one of its medicines, or its title.
fn link(library: &Library, id: TopicId, name: Option<&str>) -> Inline {
    let topic = library.topic(id);
    topic.link(name.unwrap_or(&topic.title))
}

/// The section of a page that is part of a pair.
pub(super) fn section(library: &Library, id: TopicId) -> Vec<BlockKind> {
    let pairs = library.pairs_of(id);
    if pairs.is_empty() {
        return Vec::new();
    }
    let entry = |pair: &&InteractionPair| {
        let own = WORDS.iter().find(|it| it.0 == pair.interaction.severity);
        let word = own.map_or("", |(_, word, _)| word);
        let own = pair.interaction.own.as_deref();
        let own = own.filter(|_| pair.owner == id);
        let opening = vec![
            Inline::strong(vec![Inline::text(format!("{word}:"))]),
            Inline::text(" "),
            pair.beside(library, id),
            Inline::text(own.map_or_else(String::new, |own| format!(" (with {own})"))),
        ];
        entry(pair, opening, ". ")
    };
    vec![
        BlockKind::heading(2, TITLE, "not-together-with"),
        BlockKind::list(pairs.iter().map(entry)),
    ]
}

/// All pairs, by how strictly they are kept apart.
pub(super) fn listing(library: &Library) -> Vec<BlockKind> {
    let mut blocks = Vec::new();
    for (severity, _, title) in WORDS {
        let pairs = library.pairs().iter();
        let pairs = pairs.filter(|pair| pair.interaction.severity == severity);
        let entry = |pair: &InteractionPair| {
            let own = pair.interaction.own.as_deref().map(capitalised);
            let opening = vec![
                link(library, pair.owner, own.as_deref()),
                Inline::text(" with "),
                pair.beside(library, pair.owner),
            ];
            entry(pair, opening, ": ")
        };
        let items: Vec<_> = pairs.map(entry).collect();
        if !items.is_empty() {
            blocks.push(BlockKind::heading(2, title, severity.name()));
            blocks.push(BlockKind::list(items));
        }
    }
    blocks
}

/// A pair behind the words that name it: what happens, and who says so.
fn entry(pair: &InteractionPair, mut inlines: Vec<Inline>, between: &str) -> Vec<BlockKind> {
    let Interaction { why, sources, .. } = &pair.interaction;
    inlines.push(Inline::text(between));
    inlines.extend(markdown::unplaced(why));
    inlines.extend(sources.iter().map(|id| Inline::citation(id)));
    vec![BlockKind::Paragraph(inlines)]
}
