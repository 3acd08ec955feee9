//! What can be put over the page: outline, sources, urgent topics, about this page, a source, a peek.

use crate::app::App;
use crate::app::card::{Card, CardSize, paragraph, rows};
use crate::app::list::{Goal, List, ListRow};
use crate::app::overlay::Overlay;
use crate::content::{BlockKind, InlineKind, document};
use crate::layout::Options;
use crate::library::evidence::{SOURCE_KINDS, words};
use crate::library::{Source, TopicId};

/// The most lines a strip at the foot takes.
pub const STRIP_HEIGHT: usize = 8;

impl App {
    /// What the finder offers before anything is typed: recently read, then urgent topics.
    pub(super) fn offered(&self) -> Vec<TopicId> {
        let recent = self
            .history
            .places()
            .map(|place| place.topic)
            .filter(|topic| *topic != self.reader.topic);
        let mut offered: Vec<TopicId> = Vec::new();
        for topic in recent.take(8).chain(self.urgent()) {
            if !offered.contains(&topic) {
                offered.push(topic);
            }
        }
        offered
    }

    fn urgent(&self) -> impl Iterator<Item = TopicId> {
        self.library
            .ids()
            .filter(|id| self.library.topic(*id).urgent)
    }

    fn open_list(&mut self, list: List, none: &str) {
        if list.rows.is_empty() {
            self.say(none);
        } else {
            self.overlay = Some(Overlay::List(list));
        }
    }

    pub(super) fn open_outline(&mut self) {
        let topic = self.reader.topic;
        let row = |heading: &crate::layout::HeadingPlace| ListRow {
            text: heading.title.clone(),
            detail: String::new(),
            indent: usize::from(heading.level.saturating_sub(1)),
            goal: Goal::Anchor(topic, self.reader.layout.anchor_at(heading.line)),
        };
        let mut list = List::new(
            "Outline",
            self.reader.layout.headings.iter().map(row).collect(),
        );
        let here = self
            .reader
            .layout
            .headings
            .iter()
            .rposition(|heading| heading.line <= self.reader.focus());
        list.selected = here.unwrap_or(0);
        self.open_list(list, "This page has no headings.");
    }

    /// Every topic with its section's indent, as a list.
    pub fn open_contents(&mut self) {
        let row = |id: TopicId| ListRow {
            text: self.library.topic(id).title.clone(),
            detail: String::new(),
            indent: self.library.ancestors(id).len(),
            goal: Goal::Topic(id),
        };
        let mut list = List::new("Contents", self.library.ids().map(row).collect());
        list.selected = self.reader.topic.index();
        self.open_list(list, "There are no topics.");
    }

    pub(super) fn open_urgent(&mut self) {
        let row = |id: TopicId| {
            let topic = self.library.topic(id);
            ListRow {
                text: topic.title.clone(),
                detail: topic.description.clone(),
                indent: 0,
                goal: Goal::Topic(id),
            }
        };
        let list = List::new("When to get help", self.urgent().map(row).collect());
        self.open_list(list, "No topic of this reference is marked urgent.");
    }

    pub(super) fn open_sources(&mut self) {
        let row = |(index, id): (usize, &String)| {
            let source = self.library.sources().get(id);
            ListRow {
                text: format!(
                    "[{}] {}",
                    index + 1,
                    source.map_or(id.as_str(), |source| source.title.as_str())
                ),
                detail: source.map(kind_and_year).unwrap_or_default(),
                indent: 0,
                goal: Goal::Source(id.clone()),
            }
        };
        let rows = self
            .reader
            .page
            .citations
            .iter()
            .enumerate()
            .map(row)
            .collect();
        self.open_list(
            List::new("Sources of this page", rows),
            "This page cites no source.",
        );
    }

    /// A source's whole card.
    pub(super) fn open_source(&mut self, id: &str) {
        let number = self
            .reader
            .page
            .number_of(id)
            .map_or_else(String::new, |number| format!(" [{number}]"));
        let unknown = || {
            paragraph(format!(
                "{id} is cited, but sources.toml does not describe it."
            ))
        };
        let body = vec![
            self.library
                .sources()
                .get(id)
                .map_or_else(unknown, source_rows),
        ];
        self.overlay = Some(Overlay::Card(Card::new(
            format!("Source{number}"),
            CardSize::Whole,
            body,
        )));
    }

    pub(super) fn open_about(&mut self) {
        let topic = self.library.topic(self.reader.topic);
        let reviewed = topic.reviewed.as_ref().map_or_else(
            || "no clinician has reviewed this page".to_owned(),
            |review| format!("by {} on {}", review.by, review.on),
        );
        let facts = rows(vec![
            ("Page", topic.id.clone()),
            ("In short", topic.description.clone()),
            (
                "Checked",
                topic
                    .updated
                    .clone()
                    .unwrap_or_else(|| "no date given".to_owned()),
            ),
            ("Reviewed", reviewed),
            ("Search keys", topic.keys.join(", ")),
            ("Body sites", topic.sites.join(", ")),
        ]);
        let mut body = vec![facts];
        body.extend(self.reader.page.document.blocks.iter().filter_map(
            |block| match &block.kind {
                BlockKind::Sources(entries) => Some(BlockKind::Sources(entries.clone())),
                _ => None,
            },
        ));
        self.overlay = Some(Overlay::Card(Card::new(
            "About this page",
            CardSize::Whole,
            body,
        )));
    }

    /// Shows where a link leads, without going there.
    pub(super) fn peek(&mut self, link: usize) {
        let Some(link) = self.reader.layout.links.get(link) else {
            return;
        };
        match self.goal_of(&link.target.clone()) {
            Ok(goal) => self.overlay = Some(Overlay::Card(self.peek_card(goal))),
            Err(sentence) => self.message = Some(sentence),
        }
    }

    fn peek_card(&self, goal: Goal) -> Card {
        let (title, body) = match &goal {
            Goal::Topic(topic) | Goal::Anchor(topic, _) => (
                self.library.topic(*topic).title.clone(),
                self.opening(*topic, None),
            ),
            Goal::Heading(topic, slug) => (
                self.library.topic(*topic).title.clone(),
                self.opening(*topic, Some(slug)),
            ),
            Goal::Outside(address) => (
                "Outside this reference".to_owned(),
                vec![paragraph(address.clone())],
            ),
            Goal::Source(id) => (id.clone(), Vec::new()),
        };
        Card::new(title, CardSize::Strip, body).leading_to(goal)
    }

    /// The first paragraph of a topic, or the one below a heading.
    fn opening(&self, topic: TopicId, slug: Option<&str>) -> Vec<BlockKind> {
        let document = self.library.document(topic);
        let is_start = |block: &document::Block| match (&block.kind, slug) {
            (BlockKind::Heading { slug, .. }, Some(wanted)) => slug == wanted,
            (_, wanted) => wanted.is_none(),
        };
        let from = document
            .blocks
            .into_iter()
            .skip_while(|block| !is_start(block));
        from.map(|block| block.kind)
            .find(|kind| matches!(kind, BlockKind::Paragraph(_)))
            .map(without_citations)
            .into_iter()
            .collect()
    }

    /// Keeps a card's place within its lines.
    pub(super) fn bound_card(&mut self) {
        let (width, height) = (self.width, self.height);
        let options = card_options(self, width);
        if let Some(Overlay::Card(card)) = &mut self.overlay {
            let lines = card.lines(&options).lines.len();
            let height = if card.size == CardSize::Strip {
                STRIP_HEIGHT
            } else {
                usize::from(height.saturating_sub(5))
            };
            card.top = card.top.min(lines.saturating_sub(height));
        }
    }
}

/// How a card is laid out on a screen of this width.
pub fn card_options(app: &App, width: u16) -> Options {
    let width = usize::from(width.saturating_sub(4)).max(1);
    Options {
        width,
        measure: app.settings.measure,
        symbols: app.settings.symbols,
    }
}

fn without_citations(kind: BlockKind) -> BlockKind {
    match kind {
        BlockKind::Paragraph(inlines) => BlockKind::Paragraph(
            inlines
                .into_iter()
                .filter(|inline| !matches!(inline.kind, InlineKind::Citation { .. }))
                .collect(),
        ),
        other => other,
    }
}

fn kind_and_year(source: &Source) -> String {
    let kind = words(SOURCE_KINDS, &source.kind);
    let year = source
        .year
        .map(|year| format!(", {year}"))
        .unwrap_or_default();
    format!("{kind}{year}, quality {}", source.quality)
}

/// Everything known of a source, and how much of it was read.
fn source_rows(source: &Source) -> BlockKind {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    rows(vec![
        ("Title", source.title.clone()),
        ("Author", text(&source.author)),
        ("In", text(&source.container_title)),
        (
            "Year",
            source.year.map(|year| year.to_string()).unwrap_or_default(),
        ),
        ("Kind", words(SOURCE_KINDS, &source.kind).to_owned()),
        ("Quality", source.quality.clone()),
        ("Read", text(&source.read)),
        ("DOI", text(&source.doi)),
        ("Address", source.address().unwrap_or_default()),
    ])
}
