//! What can be put over the page: outline, urgent topics, about this page.

use crate::app::App;
use crate::app::card::{Card, CardSize, plain, rows};
use crate::app::list::{Goal, List, ListRow};
use crate::app::overlay::Overlay;
use crate::content::BlockKind;
use crate::layout::Options;
use crate::library::{TopicId, sites};

/// How many recently read topics the finder offers.
const RECENT: usize = 8;

impl App {
    /// What the finder offers before anything is typed: recently read, then urgent topics.
    pub(super) fn offered(&self) -> Vec<TopicId> {
        let recent = self
            .history
            .places()
            .map(|place| place.topic)
            .chain(self.recently_read())
            .filter(|topic| *topic != self.reader.topic && *topic != self.library.front());
        let mut offered: Vec<TopicId> = Vec::new();
        for topic in recent {
            if !offered.contains(&topic) && offered.len() < RECENT {
                offered.push(topic);
            }
        }
        let urgent: Vec<TopicId> = self.urgent().filter(|it| !offered.contains(it)).collect();
        offered.extend(urgent);
        offered
    }

    fn urgent(&self) -> impl Iterator<Item = TopicId> {
        self.library
            .ids()
            .filter(|id| self.library.topic(*id).urgent)
    }

    pub(super) fn open_list(&mut self, list: List, none: &str) {
        if list.rows.is_empty() {
            self.say(none);
        } else {
            self.overlay = Some(Overlay::List(list));
        }
    }

    pub(super) fn open_outline(&mut self) {
        let topic = self.reader.topic;
        let row = |heading: &crate::layout::HeadingPlace| ListRow {
            text: heading.title.to_string(),
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
            text: self.library.topic(id).title.to_string(),
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
                text: topic.title.to_string(),
                detail: topic.description.to_string(),
                indent: 0,
                goal: Goal::Topic(id),
            }
        };
        let list = List::new("When to get help", self.urgent().map(row).collect());
        self.open_list(list, "No topic of this reference is marked urgent.");
    }

    pub(super) fn open_about(&mut self) {
        let topic = self.library.topic(self.reader.topic);
        let reviewed = topic.reviewed().as_ref().map_or_else(
            || "no clinician has reviewed this page".to_owned(),
            |review| format!("by {} on {}", review.by, review.on),
        );
        let checked = topic.updated.as_deref().unwrap_or("no date given");
        let facts = rows(vec![
            ("Page", plain(&topic.id)),
            ("In short", plain(&*topic.description)),
            ("Checked", plain(checked)),
            ("Reviewed", plain(reviewed)),
            ("Body sites", plain(sites::in_words(topic.sites()))),
        ]);
        let mut body = vec![facts];
        body.extend(self.reader.page.document.blocks.iter().filter_map(
            |block| match &block.kind {
                BlockKind::Sources(entries) => Some(BlockKind::Sources(entries.clone())),
                _ => None,
            },
        ));
        // Last, for there may be a screen of them.
        let keys = plain(topic.keys().join(", "));
        body.push(rows(vec![("Search keys", keys)]));
        self.overlay = Some(Overlay::Card(Card::new(
            "About this page",
            CardSize::Whole,
            body,
        )));
    }

    /// Keeps a card's place within its lines.
    pub(super) fn bound_card(&mut self) {
        let (shape, options) = (self.shape(), card_options(self, self.width));
        if let Some(Overlay::Card(card)) = &mut self.overlay {
            card.bound(&shape, &options);
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
        drawings: app.settings.drawings,
    }
}
