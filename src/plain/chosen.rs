//! A number typed in plain mode: a row of what is told, or a link of the page.

use crate::app::overlay::Overlay;
use crate::app::{Command, Effect};
use crate::plain::reading::Reading;
use crate::plain::{parts, told};

impl Reading {
    /// Chooses a numbered row; with no list told, a link of the part told last.
    pub(super) fn choose(&mut self, number: usize) -> Vec<Effect> {
        let row = number.saturating_sub(1);
        match self.app.overlay() {
            Some(
                Overlay::Finder(_)
                | Overlay::List(_)
                | Overlay::Body(_)
                | Overlay::Help(_)
                | Overlay::Palette(_)
                | Overlay::Sheet(_),
            ) => {
                self.app.run(Command::Top);
                self.app.select_row(row);
                self.app.run(Command::Enter)
            }
            Some(Overlay::Links(_)) => {
                self.app.choose_spot(row);
                Vec::new()
            }
            Some(Overlay::Compare(compare)) => {
                if let Some(topic) = compare.columns.get(row).map(|column| column.topic) {
                    self.app.visit(topic);
                }
                Vec::new()
            }
            Some(Overlay::Prefix(prefix)) => {
                let command = told::choices(prefix.context()).nth(row);
                let command = command.map_or(Command::Escape, |words| words.command);
                self.app.run(command)
            }
            Some(Overlay::Card(card)) if card.goal.is_some() => self.app.run(Command::Enter),
            _ => {
                self.close();
                let link = parts::links(&self.app, self.part).get(row).copied();
                if let Some(link) = link {
                    return self.follow(link);
                }
                self.app.say(&format!("There is no number {number} here."));
                Vec::new()
            }
        }
    }

    fn follow(&mut self, link: usize) -> Vec<Effect> {
        self.close();
        self.app.follow_link(link);
        Vec::new()
    }
}
