//! A number typed in plain mode: a row of what is told, or a link of the page.

use crate::app::Effect;
use crate::plain::parts;
use crate::plain::reading::PlainReader;

impl PlainReader {
    /// Chooses a numbered row; with no list told, a link of the part told last.
    pub(super) fn choose(&mut self, number: usize) -> Vec<Effect> {
        if let Some(effects) = self.app.choose(number.saturating_sub(1)) {
            return effects;
        }
        self.close();
        let links = parts::links(&self.app, self.part);
        if let Some(link) = links.get(number.saturating_sub(1)) {
            return self.app.follow_link(*link);
        }
        self.app.say(&format!("There is no number {number} here."));
        Vec::new()
    }
}
