//! The places in view that lead somewhere: links, and for peeking citations and words of the glossary.

use crate::app::App;
use crate::app::glossary::{self, Word};
use crate::app::links::{Leads, LinkChoice, Purpose, Spot};
use crate::app::list::Goal;
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::layout::{Line, Role, width};

impl App {
    /// Gives every link in view a letter.
    pub(super) fn choose_link(&mut self, purpose: Purpose) {
        let mut spots = self.links_in_view();
        if purpose == Purpose::Peek {
            spots.extend(self.citations_in_view());
            spots.extend(self.words_in_view());
        }
        spots.sort_by_key(|spot| (spot.line, spot.column));
        self.focus = Pane::Reader;
        match (spots.as_slice(), purpose) {
            ([], Purpose::Follow) => self.say("No link on this screen."),
            ([], Purpose::Peek) => self.say("Nothing to look up on this screen."),
            ([only], Purpose::Peek) => self.peek(&only.leads.clone()),
            _ => self.overlay = Some(Overlay::Links(LinkChoice::new(purpose, spots))),
        }
    }

    /// Peeks at the topic selected in the tree, or at something on the page.
    pub(super) fn start_peek(&mut self) {
        match (self.focus, self.tree.selected_topic()) {
            (Pane::Tree, Some(topic)) => self.peek_at(Goal::Topic(topic)),
            _ => self.choose_link(Purpose::Peek),
        }
    }

    /// Chooses a spot by its place in the order of the page; whether there is such a one.
    pub fn choose_spot(&mut self, row: usize) -> bool {
        let Some(Overlay::Links(choice)) = self.overlay.take() else {
            return false;
        };
        let Some((_, spot)) = choice.labels.get(row) else {
            return false;
        };
        self.use_spot(choice.purpose, &spot.leads);
        true
    }

    pub(super) fn use_spot(&mut self, purpose: Purpose, leads: &Leads) {
        match purpose {
            Purpose::Follow => self.follow(leads),
            Purpose::Peek => self.peek(leads),
        }
    }

    pub(super) fn follow(&mut self, leads: &Leads) {
        match self.goal_of_spot(leads) {
            Ok(goal) => self.go(goal),
            Err(sentence) => self.message = Some(sentence),
        }
    }

    /// Each link once, where it begins in view: one that began above goes on there.
    fn links_in_view(&self) -> Vec<Spot> {
        let layout = &self.reader.layout;
        let mut spots: Vec<Spot> = Vec::new();
        for line in self.reader.visible(self.reader_height()) {
            let mut column = 0;
            for span in layout.lines.get(line).iter().flat_map(Line::spans) {
                let link = span
                    .link
                    .and_then(|number| Some((number, layout.links.get(number)?)));
                if let Some((number, link)) = link {
                    let leads = Leads::Link(number);
                    if spots.iter().all(|spot| spot.leads != leads) {
                        let text = link.text.to_string();
                        spots.push(Spot {
                            line,
                            column,
                            text,
                            leads,
                        });
                    }
                }
                column += width::of(span.text);
            }
        }
        spots
    }

    /// Each source once, where it is first cited in view.
    fn citations_in_view(&self) -> Vec<Spot> {
        let shown = self.reader.visible(self.reader_height());
        let mut seen = Vec::new();
        let citations = self.reader.layout.citations.iter().enumerate();
        citations
            .filter(|(_, citation)| {
                let is_new = shown.contains(&citation.line) && !seen.contains(&citation.number);
                if is_new {
                    seen.push(citation.number);
                }
                is_new
            })
            .map(|(number, citation)| Spot {
                line: citation.line,
                column: citation.column,
                text: format!("source {}", citation.number),
                leads: Leads::Citation(number),
            })
            .collect()
    }

    /// Words that the glossary explains and that are no links.
    fn words_in_view(&self) -> Vec<Spot> {
        let Some(topic) = glossary::topic(&self.library).filter(|it| *it != self.reader.topic)
        else {
            return Vec::new();
        };
        let shown = self.reader.visible(self.reader_height());
        let lines = &self.reader.layout.lines;
        let is_heading = |line: &Line<'_>| {
            let mut spans = line.spans();
            spans.any(|span| matches!(span.style.role, Role::Heading(_)))
        };
        let texts = shown.filter_map(|number| {
            let line = lines.get(number).filter(|line| !is_heading(line))?;
            Some((number, line.text()))
        });
        glossary::words(&self.library, topic, texts)
            .into_iter()
            .filter_map(|word| {
                let Word { line, bytes, slug } = word;
                let text = lines.get(line)?.text();
                Some(Spot {
                    line,
                    column: width::of(text.get(..bytes.start)?),
                    text: text.get(bytes)?.to_owned(),
                    leads: Leads::Heading(topic, slug),
                })
            })
            .filter(|spot| self.spot_at(spot.line, spot.column).is_none())
            .collect()
    }
}
