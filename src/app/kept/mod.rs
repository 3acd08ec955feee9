//! What a reader keeps and takes along: places, marks, the visit sheet, copies, what changed.

pub mod copy;
pub mod restore;
pub mod sheet_rows;
pub mod visit_sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::app::{Effect, Outcome, Reader};
use crate::config::Settings;
use crate::library::{Library, TopicId};
use crate::shelf::{Clip, Place, Shelf, page};

/// What this reader may keep, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeepRules {
    /// Nothing is read from or written to the state of earlier visits.
    pub private: bool,
    /// No file is written at all, not even one that the reader asks for.
    pub locked: bool,
}

impl Default for KeepRules {
    /// A visitor's: what is kept lasts as long as the session, unless a host allows more.
    fn default() -> Self {
        Self {
            private: false,
            locked: true,
        }
    }
}

impl KeepRules {
    /// Whether what is kept outlives the program.
    pub const fn lasts(self) -> bool {
        !self.private && !self.locked
    }
}

/// The shelf of this reader, and what belongs to this visit only.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    pub rules: KeepRules,
    /// Shared while nobody changes it, so that the app is cheap to copy.
    pub shelf: Arc<Shelf>,
    /// Today, `YYYY-MM-DD`; empty until the host says so.
    pub today: Arc<str>,
    /// The places of an earlier visit's history.
    past: Arc<[Place]>,
    /// Topics whose text is no longer what was read.
    changed: BTreeSet<TopicId>,
    /// Ids of topics read in this visit whose text the host has not stored yet.
    unstored: BTreeSet<String>,
    /// Texts that were read before the content was replaced, and are not stored yet.
    replaced: BTreeMap<String, String>,
    /// The settings of a start with nothing kept, before the command line has its say; where the host has said so.
    pub base: Option<Settings>,
    /// Whether the reader was asked before leaving what to do with the visit sheet.
    pub asked_to_leave: bool,
    /// The text that the open topic had before the content was read again.
    before: Option<(String, Arc<str>)>,
}

impl Kept {
    /// The shelf, to be changed.
    pub fn edit(&mut self) -> &mut Shelf {
        Arc::make_mut(&mut self.shelf)
    }

    pub fn has_changed(&self, topic: TopicId) -> bool {
        self.changed.contains(&topic)
    }

    /// Whether a topic, or one below it, changed since it was read.
    pub fn holds_changed(&self, library: &Library, id: TopicId) -> bool {
        let is_below = |topic: &TopicId| *topic == id || library.ancestors(*topic).contains(&id);
        self.changed.iter().any(is_below)
    }

    /// Asks the host to write the shelf, where it is written at all.
    pub fn save(&self) -> Option<Effect> {
        self.rules.lasts().then_some(Effect::Save)
    }

    /// The topics that were read, newest first.
    pub fn recently_read(&self, library: &Library) -> impl Iterator<Item = TopicId> {
        let read = self.shelf.read.iter();
        read.filter_map(|reading| library.find(&reading.topic))
    }

    /// Applies what was changed by keys, unless the settings it was changed from are others now, or the command line
    /// says otherwise.
    pub fn apply_settings(&mut self, settings: &mut Settings) {
        let base = self.base.get_or_insert(*settings).by_name();
        let now = settings.by_name();
        for ((name, base), (_, now)) in base.iter().zip(&now) {
            let kept = self.shelf.settings.get(*name);
            if let Some(kept) = kept.filter(|kept| kept.over == *base && now == base) {
                // A value that is none changes nothing.
                let _ = settings.set(name, &kept.value);
            }
        }
    }

    /// Notes what differs between two moments; what is as it came is forgotten again.
    pub fn note_settings(&mut self, before: &Settings, now: &Settings) {
        let base = self.base.get_or_insert(*before).by_name();
        let all = before.by_name().into_iter().zip(now.by_name()).zip(base);
        for (((name, was), (_, value)), (_, over)) in all {
            if was == value {
                continue;
            }
            let settings = &mut self.edit().settings;
            if value == over {
                settings.remove(name);
            } else {
                let kept = settings.entry(name.to_owned()).or_default();
                (kept.value, kept.over) = (value, over);
            }
        }
    }

    /// Writes what was changed by keys to the settings file.
    pub fn keep_settings(&self) -> Outcome {
        if self.rules.locked {
            return Outcome::say(
                "No file is written here; what you changed holds until you leave.",
            );
        }
        let changed = self.shelf.settings.iter();
        let changed = changed.map(|(name, kept)| (name.clone(), kept.value.clone()));
        let changed: Vec<(String, String)> = changed.collect();
        if changed.is_empty() {
            return Outcome::say("Nothing was changed by keys: the settings are as they came.");
        }
        Outcome::asked(Effect::KeepSettings(changed))
    }

    /// Clips a piece; a second time takes it off.
    pub fn toggle_clip(&mut self, clip: Clip, library: &Library) -> Outcome {
        let title = page::title(library, &clip);
        let is_new = self.edit().sheet.toggle(clip);
        let sheet = library.words().sheet_in_sentence();
        Outcome::say(if is_new {
            format!("Clipped “{title}” to the {sheet}; C opens it.")
        } else {
            format!("Took “{title}” off the {sheet}.")
        })
        .asking(self.save())
    }
}

/// What is clipped: the topic selected in the tree, or of the open page the part the cursor is in.
pub fn piece(
    library: &Library,
    reader: &Reader,
    (selected, in_tree): (Option<TopicId>, bool),
) -> Clip {
    let in_part = !in_tree && reader.focus > 0;
    let heading = reader.heading().filter(|_| in_part);
    let slug = heading.map(|heading| heading.slug.to_string());
    // The parts the program adds have no text of their own to take along.
    let made = ["sources", "related", "compared", "in-this-section"];
    let slug = slug.filter(|slug| !made.contains(&slug.as_str()));
    let topic = selected.unwrap_or(reader.topic);
    Clip::of(library.topic(topic).id.clone(), slug.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ThemeName;

    fn themed(theme: ThemeName) -> Settings {
        Settings {
            theme,
            ..Settings::default()
        }
    }

    #[test]
    fn what_was_changed_holds_until_the_settings_file_or_the_command_line_says_otherwise() {
        let (usual, dark, light) = (
            Settings::default(),
            themed(ThemeName::Dark),
            themed(ThemeName::Light),
        );
        let mut kept = Kept::default();
        kept.note_settings(&usual, &dark);
        let taken = |base: Settings, start: Settings| {
            let mut kept = kept.clone();
            kept.base = Some(base);
            let mut settings = start;
            kept.apply_settings(&mut settings);
            settings.theme
        };
        assert_eq!(taken(usual, usual), ThemeName::Dark);
        assert_eq!(taken(light, light), ThemeName::Light);
        assert_eq!(taken(usual, themed(ThemeName::Mono)), ThemeName::Mono);
        kept.note_settings(&dark, &usual);
        assert!(kept.shelf.settings.is_empty());
    }

    #[test]
    fn every_setting_comes_back() {
        let changed = Settings {
            measure: 60,
            mouse: true,
            tree: false,
            theme: ThemeName::Light,
            tree_width: Some(31),
            symbols: crate::layout::Symbols::Ascii,
            ..Settings::default()
        };
        let mut kept = Kept::default();
        kept.note_settings(&Settings::default(), &changed);
        let mut settings = Settings::default();
        kept.apply_settings(&mut settings);
        assert_eq!(settings, changed);
    }
}
