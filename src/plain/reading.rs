//! Plain mode: the same app as on the screen, asked a line at a time and told in sentences.

use std::sync::Arc;

use crate::app::{App, Effect, Shared};
use crate::config::Settings;
use crate::layout::{Drawings, Symbols};
use crate::library::Library;
use crate::plain::parse::is_finding;
use crate::plain::{output, parts};
use crate::search::Index;

/// Rows of the unseen screen. Plain mode moves by parts of a page, so any height will do.
pub(super) const HEIGHT: u16 = 24;

/// What is said once, in the greeting: how to go on.
const HOW: &str = "Words search, a number follows a link, ? helps, q quits.";

/// One reader who types lines and is answered in text.
#[derive(Debug)]
pub struct PlainReader {
    pub(super) app: App,
    /// Which part of the page was told last: the text before the first heading is part 0.
    pub(super) part: usize,
}

/// What a line was answered with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainAnswer {
    pub text: String,
    /// The reader asked to end.
    pub ended: bool,
}

impl PlainReader {
    /// A reader at the front page, with lines of `width` columns.
    pub fn new(library: Arc<Library>, index: Arc<Index>, settings: Settings, width: u16) -> Self {
        let shared = Shared {
            index: Some(index),
            ..Shared::from(library)
        };
        Self::sharing(shared, settings, width)
    }

    /// As [`new`](Self::new), for one of many readers of a library.
    pub fn sharing(shared: Shared, settings: Settings, width: u16) -> Self {
        let settings = Settings {
            zoom: true,
            symbols: Symbols::Ascii.on(settings.symbols),
            drawings: Drawings::Heard,
            ..settings
        };
        // The page has a blank column at each side, which plain lines do without.
        let app = App::new(shared, settings, (width.saturating_add(2), HEIGHT));
        Self { app, part: 0 }
    }

    pub fn greeting(&mut self) -> String {
        self.app.finish_work();
        let prompt = output::prompt(&self.app, self.part, Some(HOW));
        let part = || parts::part(&self.app, self.part);
        let shown = self.panel().unwrap_or_else(part);
        format!("{shown}\n{}{}", self.folded(&prompt), output::PROMPT)
    }

    fn folded(&self, text: &str) -> String {
        output::folded(text, self.app.state.options().width)
    }

    /// What lies over the page.
    fn panel(&self) -> Option<String> {
        let overlay = self.app.overlay()?;
        Some(self.folded(&output::panel(&self.app, overlay)))
    }

    /// Opens a topic by its name before anything is said.
    pub const fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    pub fn answer(&mut self, line: &str) -> PlainAnswer {
        self.answer_with(line, &mut |_, _| {})
    }

    /// Answers one line, with a host that performs effects before the answer is told.
    pub fn answer_with(
        &mut self,
        line: &str,
        perform: &mut dyn FnMut(&Effect, &mut App),
    ) -> PlainAnswer {
        let line = line.trim();
        self.app.message = None;
        let before = (self.app.state.reader.topic, self.app.state.reader.focus);
        let part = self.part;
        let effects = self.run_line(line);
        for effect in &effects {
            perform(effect, &mut self.app);
        }
        self.app.finish_work();
        let went = (self.app.state.reader.topic, self.app.state.reader.focus) != before;
        if went && (self.part == part || self.app.state.reader.topic != before.0) {
            self.part = parts::part_at(&self.app, self.app.state.reader.focus);
        }
        let moved = (self.app.state.reader.topic, self.part) != (before.0, part);
        let opened = self.app.state.reader.topic != before.0;
        self.tell(&effects, (opened, moved, is_finding(&self.app, line)))
    }

    fn tell(
        &self,
        effects: &[Effect],
        (opened, moved, finding): (bool, bool, bool),
    ) -> PlainAnswer {
        if effects.contains(&Effect::Quit) {
            return PlainAnswer {
                text: self.app.state.sheet_to_take().unwrap_or_default(),
                ended: true,
            };
        }
        let mut text = String::new();
        // The first part begins with it.
        if opened && self.part > 0 {
            let title = &self
                .app
                .state
                .library()
                .topic(self.app.state.reader.topic)
                .title;
            text += &self.folded(&format!("{title}\n\n"));
        }
        let said = self.app.message.as_deref().map(|said| self.folded(said));
        let said = said.unwrap_or_default();
        if !opened {
            text += &said;
        }
        if let Some(found) = self.app.state.reader.found.as_ref().filter(|_| finding) {
            text += &self.folded(&output::found(found));
        }
        for effect in effects {
            if let Effect::Copy(copied) = effect {
                text.extend([copied, "\n"]);
            }
        }
        if let Some(panel) = self.panel() {
            text += &panel;
        } else if moved || text.is_empty() {
            text += &parts::part(&self.app, self.part);
        }
        if opened {
            text += &said;
        }
        text += &self.folded(&output::prompt(&self.app, self.part, None));
        text += output::PROMPT;
        PlainAnswer { text, ended: false }
    }
}
