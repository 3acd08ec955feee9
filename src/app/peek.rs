//! Peeking: what a link, a citation or a word of the glossary leads to, without leaving the page.

use crate::app::App;
use crate::app::card::{Card, CardSize, paragraph};
use crate::app::links::Leads;
use crate::app::list::Goal;
use crate::app::overlay::Overlay;
use crate::content::{Block, BlockKind, Inline, InlineKind};
use crate::library::TopicId;

impl App {
    /// Shows where a spot on the page leads, in a strip at the foot.
    pub(super) fn peek(&mut self, leads: &Leads) {
        match self.goal_of_spot(leads) {
            Ok(goal) => self.peek_at(goal),
            Err(sentence) => self.message = Some(sentence),
        }
    }

    pub(super) fn peek_at(&mut self, goal: Goal) {
        self.overlay = Some(Overlay::Card(self.peek_card(goal)));
    }

    /// Where a spot of link mode leads.
    pub(super) fn goal_of_spot(&self, leads: &Leads) -> Result<Goal, String> {
        let gone = || "That place is gone.".to_owned();
        match leads {
            Leads::Link(link) => {
                let link = self.reader.layout.links.get(*link).ok_or_else(gone)?;
                self.goal_of(&link.target)
            }
            Leads::Citation(citation) => {
                let citation = self.reader.layout.citations.get(*citation);
                citation
                    .map(|citation| Goal::Source(citation.id.to_string()))
                    .ok_or_else(gone)
            }
            Leads::Heading(topic, slug) => Ok(Goal::Heading(*topic, slug.clone())),
        }
    }

    fn peek_card(&self, goal: Goal) -> Card {
        let (title, body) = match &goal {
            Goal::Topic(topic) | Goal::Anchor(topic, _) => (
                self.library.topic(*topic).title.to_string(),
                self.opening(*topic, None),
            ),
            Goal::Heading(topic, slug) => self.peek_heading(*topic, slug),
            Goal::Outside(address) => return outside(address),
            Goal::Source(id) => return self.source_strip(id),
        };
        Card::new(title, CardSize::Strip, vec![body]).leading_to(goal)
    }

    fn peek_heading(&self, topic: TopicId, slug: &str) -> (String, BlockKind) {
        let document = self.library.document(topic);
        let heading = document
            .headings()
            .find(|(_, own, _, _)| *own == slug)
            .map(|(_, _, title, _)| title);
        let page = &self.library.topic(topic).title;
        let title =
            heading.map_or_else(|| page.to_string(), |heading| format!("{heading} ({page})"));
        (title, self.opening(topic, Some(slug)))
    }

    /// The first paragraph of a topic, or the one below a heading; where there is none, its description.
    fn opening(&self, topic: TopicId, slug: Option<&str>) -> BlockKind {
        let document = self.library.document(topic);
        let is_start = |block: &Block| match (&block.kind, slug) {
            (BlockKind::Heading { slug, .. }, Some(wanted)) => slug == wanted,
            (_, wanted) => wanted.is_none(),
        };
        let from = document
            .blocks
            .into_iter()
            .skip_while(|block| !is_start(block));
        from.map(|block| block.kind)
            .find(|kind| matches!(kind, BlockKind::Paragraph(_)))
            .map_or_else(
                || paragraph(&*self.library.topic(topic).description),
                without_citations,
            )
    }
}

/// An address is shown and can be copied; terminals that know links open it themselves.
fn outside(address: &str) -> Card {
    let body = BlockKind::Paragraph(vec![Inline::link(address, address)]);
    Card::new("Outside this reference", CardSize::Strip, vec![body]).copying(address)
}

/// The numbers of another page's citations would say nothing here.
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
