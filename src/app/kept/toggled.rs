//! Settings that were changed by keys: kept with the shelf, taken up at the next start, written to the settings file.

use crate::app::App;
use crate::app::kept::Kept;
use crate::app::outcome::{Effect, Outcome, Then};
use crate::app::settings::Settings;
use crate::shelf::KeptSetting;

impl Kept {
    /// What a start gives without anything kept, before the command line has its say.
    pub const fn set_base(&mut self, base: &Settings) {
        self.base = Some(*base);
    }

    /// Takes up what was changed by keys, unless the settings it was changed from are others now, or the command line
    /// says otherwise.
    pub fn take_up(&mut self, settings: &mut Settings) {
        let base = self.base.get_or_insert(*settings).by_name();
        let now = settings.by_name();
        for ((name, base), (_, now)) in base.iter().zip(&now) {
            let kept = self.shelf.settings.get(*name);
            if let Some(kept) = kept.filter(|kept| kept.over == *base && now == base) {
                settings.set(name, &kept.value);
            }
        }
    }

    /// Notes what differs between two moments; what is as it came is forgotten again.
    pub fn note_settings(&mut self, before: &Settings, now: &Settings) {
        let base = self.base.get_or_insert(*before).by_name();
        let changed = before.by_name().into_iter().zip(now.by_name());
        let changed = changed.zip(base).filter(|((was, is), _)| was != is);
        for ((_, (name, value)), (_, over)) in changed {
            let settings = &mut self.edit().settings;
            if value == over {
                settings.remove(name);
                continue;
            }
            let kept = settings.entry(name.to_owned()).or_default();
            *kept = KeptSetting {
                value,
                over,
                rest: std::mem::take(&mut kept.rest),
            };
        }
    }
}

impl App {
    /// Writes what was changed by keys to the settings file.
    pub(in crate::app) fn keep_settings(&self) -> Outcome {
        if self.kept.rules.locked {
            return Outcome::say(
                "No file is written here; what you changed holds until you leave.",
            );
        }
        let changed = self.kept.shelf.settings.iter();
        let changed: Vec<(String, String)> = changed
            .map(|(name, kept)| (name.clone(), kept.value.clone()))
            .collect();
        if changed.is_empty() {
            return Outcome::say("Nothing was changed by keys: the settings are as they came.");
        }
        Outcome::from(Then::Stay).asking(Some(Effect::KeepSettings(changed)))
    }
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
            kept.set_base(&base);
            let mut settings = start;
            kept.take_up(&mut settings);
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
        kept.take_up(&mut settings);
        assert_eq!(settings, changed);
    }
}
