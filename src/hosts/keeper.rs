//! Performs what the app asks about keeping: the shelf, exports, old texts; under the reader's rules.

use std::path::Path;
use std::sync::Arc;

use crate::app::kept::KeepRules;
use crate::app::{App, Effect};
use crate::hosts::preferences;
use crate::hosts::store::{self, Folders, Store};
use crate::hosts::today::today;

/// Keeps a reader's shelf on disk, or nowhere.
#[derive(Debug, Default)]
pub struct Keeper {
    rules: KeepRules,
    store: Option<Store>,
    /// What there is to say about the shelf once it is handed over.
    notice: Option<String>,
    /// Why the last save failed, if it did.
    failed: Option<String>,
}

impl Keeper {
    /// Reads the shelf, where the rules allow one.
    pub fn read(rules: KeepRules, folders: &Folders, reference: Option<&Path>) -> Self {
        let mut keeper = Self {
            rules,
            ..Self::default()
        };
        if rules.lasts() {
            match Store::open(folders, reference) {
                Ok((store, sentence)) => {
                    keeper.store = Some(store);
                    keeper.notice = sentence;
                }
                Err(sentence) => keeper.notice = Some(sentence),
            }
        }
        keeper
    }

    /// The sections that will be unfolded once the shelf is handed over.
    pub fn unfolded(&self) -> &[String] {
        let store = self.store.as_ref();
        store.map_or(&[], |store| &store.base().visit.unfolded)
    }

    /// The id of the topic that will be open once the shelf is handed over.
    pub fn topic(&self) -> Option<&str> {
        let place = self.store.as_ref()?.base().visit.place.as_ref()?;
        Some(&place.topic)
    }

    /// Takes the reader back to where they were.
    pub fn hand_over(&mut self, app: &mut App) {
        app.state.kept.rules = self.rules;
        if let Some(store) = &self.store {
            app.state.restore(store.base().clone());
        }
        if let Some(sentence) = self.notice.take() {
            app.say(&sentence);
        }
    }

    /// Performs an effect that is about keeping, and no other.
    pub fn perform(&mut self, effect: &Effect, app: &mut App) {
        match effect {
            // No screen waits for another instance: the next save takes this one along, the last one does wait.
            Effect::Save if self.store.as_ref().is_some_and(Store::is_busy) => {}
            Effect::Save => {
                self.save(app);
                if let Some(sentence) = &self.failed {
                    app.say(sentence);
                }
            }
            Effect::Export { file, text } => {
                let sentence = if app.state.kept.rules.locked {
                    "No file is written here.".to_owned()
                } else {
                    store::export(file, text)
                };
                app.say(&sentence);
            }
            Effect::KeepSettings(changed) => app.say(&preferences::write(changed)),
            Effect::Recall(topic) => {
                let store = self.store.as_ref();
                let texts = store.map(|store| store.texts(topic)).unwrap_or_default();
                app.recalled(topic, &texts);
            }
            _ => {}
        }
    }

    /// Writes the shelf; a sentence when it could not be kept.
    pub fn save(&mut self, app: &mut App) -> Option<&str> {
        let store = self.store.as_mut()?;
        let mine = Arc::clone(app.state.shelf());
        let texts = app.state.take_texts();
        match store.save(&mine, texts) {
            Ok(merged) => {
                app.state.kept.shelf = Arc::new(merged);
                self.failed = None;
            }
            Err(sentence) => self.failed = Some(sentence),
        }
        self.failed.as_deref()
    }
}

/// Tells the app what day it is where the reader is; no frame waits for that.
pub fn tell_the_day(app: &mut App) {
    app.state.kept.today = Arc::from(today());
}
