//! The text of a topic: its sections, their passages, and what its page shows that is not in its file.

use serde::{Deserialize, Serialize};

use crate::content::document::{cited, plain_text};
use crate::content::markdown;
use crate::content::{
    Block, BlockKind, Document, FrontMatter, Inline, InlineKind, Listing, RedFlag, Source,
};
use crate::library::interactions::InteractionPair;
use crate::library::{Library, TopicId};
use crate::search::lexicon::count;
use crate::search::weights::real;

/// The blocks under one heading, or before the first.
#[derive(Debug)]
pub struct Section<'a> {
    /// The heading's text and slug.
    pub heading: Option<(String, &'a str)>,
    /// The place of its first block.
    pub start: usize,
    pub blocks: &'a [Block],
}

/// A document cut at its headings.
pub fn sections(document: &Document) -> Vec<Section<'_>> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let mut sections = Vec::new();
    let mut rest = document.blocks.as_slice();
    while let Some(first) = rest.first() {
        let inner = rest.iter().skip(1).position(is_heading);
        let length = inner.map_or(rest.len(), |inner| inner + 1);
        let (blocks, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let heading = match &first.kind {
            BlockKind::Heading { slug, inlines, .. } => Some((plain_text(inlines), slug.as_str())),
            _ => None,
        };
        sections.push(Section {
            blocks: blocks
                .get(usize::from(heading.is_some())..)
                .unwrap_or_default(),
            heading,
            start: first.range.start,
        });
        rest = after;
    }
    sections
}

/// A section of links is left out where they are at least this part of its letters.
const LINKS_OF_A_LIST: f32 = 0.25;

impl Section<'_> {
    /// Whether it leads on and says nothing of its own: a quarter of it or more are links, and it cites nothing.
    pub fn is_link_list(&self) -> bool {
        let (mut letters, mut linked, mut cites) = (0, 0, false);
        for block in self.blocks {
            block.each_inline(&mut |inline| match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => letters += text.len(),
                InlineKind::Link { inlines, .. } => linked += plain_text(inlines).len(),
                InlineKind::Citation { .. } => cites = true,
                _ => {}
            });
        }
        self.heading.is_some()
            && self.blocks.iter().all(is_running_text)
            && !cites
            && linked > 0
            && real(count(linked)) >= LINKS_OF_A_LIST * real(count(letters))
    }
}

/// Whether a block is only paragraphs and lists; whatever else stands in a section says something.
fn is_running_text(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(_) => true,
        BlockKind::List { items, .. } => {
            let mut inner = items.iter().flat_map(|item| &item.blocks);
            inner.all(is_running_text)
        }
        _ => false,
    }
}

/// What separates the cells of a table's row, and a fact from its name.
const BETWEEN_CELLS: &str = " · ";

/// The text of each paragraph, list item, table row and fact, in order.
pub fn passages(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        add(block, &mut all);
    }
    all
}

fn add(block: &Block, all: &mut Vec<String>) {
    match &block.kind {
        BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => {
            all.push(row(&[inlines]));
        }
        BlockKind::List { items, .. } => {
            let inner = items.iter().flat_map(|item| &item.blocks);
            inner.for_each(|block| add(block, all));
        }
        BlockKind::Quote(inner) => inner.iter().for_each(|block| add(block, all)),
        BlockKind::Code { text, .. } => all.push(spaced(text).collect()),
        BlockKind::Table { head, rows } => {
            let all_rows = std::iter::once(head).chain(rows);
            all.extend(all_rows.map(|cells| row(cells)));
        }
        BlockKind::Facts(rows) => all.extend(rows.iter().map(|(name, value)| {
            let mut passage = format!("{name}{BETWEEN_CELLS}");
            write(value, &mut passage);
            passage
        })),
        BlockKind::Figure(figure) => all.push(row(&[&figure.words])),
        BlockKind::Callout(callout) => all.extend(callout.rows.iter().map(|cells| row(&[cells]))),
        BlockKind::Chart(_) | BlockKind::Sources(_) | BlockKind::Rule => {}
    }
}

/// The facts of a page, each as a passage.
pub fn facts(matter: &FrontMatter) -> impl Iterator<Item = String> {
    let facts = matter.facts.iter();
    facts.map(|(name, value)| {
        format!(
            "{name}{BETWEEN_CELLS}{}",
            plain_text(&markdown::inlines(value))
        )
    })
}

fn row(cells: &[impl AsRef<[Inline]>]) -> String {
    let mut passage = String::new();
    for cell in cells {
        if !passage.is_empty() {
            passage.push_str(BETWEEN_CELLS);
        }
        write(cell.as_ref(), &mut passage);
    }
    passage
}

fn write(inlines: &[Inline], passage: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Passage(text) => {
                passage.extend(spaced(text));
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => passage.push(' '),
            InlineKind::Citation { .. } => {}
            _ => write(inline.children(), passage),
        }
    }
}

fn spaced(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(|it| if it.is_control() { ' ' } else { it })
}

/// Texts beside a page's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    pub kind: AsideKind,
    /// The title of a source.
    pub title: Option<String>,
    pub texts: Vec<String>,
}

impl Aside {
    fn new(kind: AsideKind, text: String) -> Self {
        Self {
            kind,
            title: None,
            texts: vec![text],
        }
    }

    /// What a source says, under its title.
    fn cited(source: &Source) -> Self {
        let texts = std::iter::once(&source.title).chain(&source.says);
        Self {
            kind: AsideKind::Source,
            title: Some(source.title.clone()),
            texts: texts.cloned().collect(),
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum AsideKind {
    /// A warning sign of the page that lists them all: its own text.
    Listed,
    /// A warning sign of this medicine or procedure.
    Warning,
    Pair,
    Source,
}

impl AsideKind {
    /// Whether it is a row that the program adds to the page.
    pub const fn is_row(self) -> bool {
        matches!(self, Self::Listed | Self::Pair)
    }
}

/// The asides of a topic, in the order of its page.
pub fn asides(
    library: &Library,
    topic: TopicId,
    matter: &FrontMatter,
    document: &Document,
) -> Vec<Aside> {
    let mut all: Vec<Aside> = Vec::new();
    if matter.lists == Some(Listing::RedFlags) {
        let rows = library.red_flags().general();
        all.extend(rows.map(|row| Aside::new(AsideKind::Listed, in_full(row))));
    } else {
        let rows = library.red_flags().named(&matter.red_flags).into_iter();
        let own = rows.filter(|row| row.stop.is_some());
        all.extend(own.map(|row| Aside::new(AsideKind::Warning, in_full(row))));
    }
    let pairs = if matter.lists == Some(Listing::Interactions) {
        library.pairs().iter().collect()
    } else {
        library.pairs_of(topic)
    };
    let pairs = pairs.into_iter();
    all.extend(pairs.map(|pair| Aside::new(AsideKind::Pair, in_words(library, pair))));
    let mut cited = cited(document.all_blocks());
    cited.sort_unstable();
    let sources = cited.iter().filter_map(|id| library.sources().read(id));
    all.extend(sources.map(|source| Aside::cited(&source)));
    all
}

/// Both sides of a pair, and why they do not go together.
fn in_words(library: &Library, pair: &InteractionPair) -> String {
    let title = |topic: TopicId| library.topic(topic).title.as_ref();
    let it = &pair.interaction;
    let own = it.own.as_deref().unwrap_or_else(|| title(pair.owner));
    let other = it.name.as_deref().or_else(|| pair.other.map(title));
    format!("{own}, {}: {}", other.unwrap_or(&it.with), it.why)
}

fn in_full(row: &RedFlag) -> String {
    let texts: Vec<&str> = row.texts().map(String::as_str).collect();
    format!("{}: {}", row.who, texts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::parse;

    #[test]
    fn a_document_is_cut_at_its_headings() {
        let document = parse("Intro.\n\n## First\n\n## Second *one*\n\n- a\n- b\n", 0);
        let sections = sections(&document);
        let heads: Vec<_> = sections
            .iter()
            .map(|section| {
                section
                    .heading
                    .as_ref()
                    .map(|(title, slug)| (title.as_str(), *slug))
            })
            .collect();
        assert_eq!(
            heads,
            [
                None,
                Some(("First", "first")),
                Some(("Second one", "second-one"))
            ]
        );
        assert_eq!(sections[2].start, 18);
    }

    #[test]
    fn a_section_that_only_leads_on_is_a_list_of_links() {
        let is_list = |body: &str| {
            let document = parse(&format!("## Next\n\n{body}\n"), 0);
            sections(&document)[0].is_link_list()
        };
        assert!(is_list(
            "- See [the first](@/a.md).\n- Then [the second](@/b.md) and [third](@/c.md)."
        ));
        assert!(!is_list(
            "A long sentence that says much by itself has [one](@/a.md) link."
        ));
        assert!(!is_list("[Warfarin](@/a.md) helps nobody.[^x]"));
        assert!(!is_list("Nothing to follow."));
    }

    #[test]
    fn each_paragraph_item_and_row_is_a_passage_of_its_own() {
        let source = "One\ntwo.\n\n- a **b**c\n- d\n\n| H | I |\n|---|---|\n| 1 | 2 |\n";
        let passages = passages(&parse(source, 0).blocks);
        assert_eq!(passages, ["One two.", "a bc", "d", "H · I", "1 · 2"]);
    }
}
