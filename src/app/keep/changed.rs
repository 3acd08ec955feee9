//! What changed in a topic since it was last read, shown by paragraph.

use crate::app::card::{Card, CardSize, paragraph};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect};
use crate::content::{BlockKind, Inline};
use crate::shelf::changes::{Change, changes};

impl App {
    /// Shows what changed; the text that was read comes from the host, where one is stored.
    pub(super) fn show_changes(&mut self) -> Vec<Effect> {
        let id = self.library.topic(self.reader.topic).id.clone();
        let before = self.kept.before.as_ref().filter(|(topic, _)| *topic == id);
        if let Some((_, text)) = before {
            let text = text.to_string();
            self.recalled(&id, &[text]);
            return Vec::new();
        }
        if self.kept.rules.lasts() {
            return vec![Effect::Recall(id)];
        }
        self.recalled(&id, &[]);
        Vec::new()
    }

    /// The texts a topic had when it was read before, newest first, as the host has stored them.
    pub fn recalled(&mut self, id: &str, texts: &[String]) {
        let Some(topic) = self.library.find(id).filter(|it| *it == self.reader.topic) else {
            return;
        };
        let now = self.library.text(topic);
        let found = texts.iter().map(|text| changes(text, &now));
        let found = found.into_iter().find(|changes| !changes.is_empty());
        match found {
            Some(changes) => self.open_changes(&changes),
            None if self.kept.has_changed(topic) => {
                self.say("This page changed since you read it; its old text is not stored.");
            }
            None => self.say("Nothing changed here since you first read it."),
        }
    }

    fn open_changes(&mut self, changes: &[Change]) {
        let mut body = Vec::new();
        let mut part = "";
        for change in changes {
            if change.part != part {
                part = &change.part;
                body.push(BlockKind::Heading {
                    level: 2,
                    slug: String::new(),
                    inlines: vec![Inline::text(part)],
                });
            }
            body.push(rows_of(change));
        }
        let count = match changes.len() {
            1 => "One paragraph changed.".to_owned(),
            count => format!("{count} paragraphs changed."),
        };
        body.insert(0, paragraph(count));
        let card = Card::new("What changed since you read it", CardSize::Whole, body);
        self.overlay = Some(Overlay::Card(card));
    }
}

/// Words, and not colours, say which text is which.
fn rows_of(change: &Change) -> BlockKind {
    let row = |name: &str, text: &Option<String>| {
        let text = text.as_ref()?;
        Some((name.to_owned(), vec![Inline::text(text)]))
    };
    let (was, now) = match (&change.was, &change.now) {
        (Some(_), Some(_)) => ("Was", "Now"),
        _ => ("Gone", "New"),
    };
    let rows = [row(was, &change.was), row(now, &change.now)];
    BlockKind::Facts(rows.into_iter().flatten().collect())
}
