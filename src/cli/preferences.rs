//! The settings in force: the terminal's variables, then the settings file, then the command line.

use std::env;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;

use crate::app::App;
use crate::cli::CliOutcome;
use crate::cli::arguments::Reading;
use crate::command::keymap::can_be_rebound;
use crate::command::{Bindings, Context};
use crate::config::{
    Config, ConfigError, MEASURES, SIGNS, Settings, TerminalDefaults, ThemeName, line,
};
use crate::hosts::preferences;
use crate::layout::Symbols;

#[derive(Clone, Debug)]
pub(super) struct InForce {
    pub settings: Settings,
    /// The same without what the command line asked for.
    base: Settings,
    bindings: Bindings,
    path: Option<PathBuf>,
    /// What is wrong with the settings file, by line.
    errors: Vec<ConfigError>,
    /// The terminal cannot place a cursor.
    pub dumb: bool,
    /// Somebody asked for these signs.
    is_asked: bool,
}

/// The rows of a message on the screen; its words do not fill them to the last column.
const MESSAGE_ROWS: usize = 3;

/// Said where the terminal is not known to show anything but ASCII.
const NO_LOCALE: &str = "No UTF-8 locale, so only ASCII is shown: set LANG=C.UTF-8, or symbols = \"unicode\" in the settings.";

impl InForce {
    /// Gathers the settings; a settings file is read unless that is ruled out.
    pub(super) fn of(reading: Option<&Reading>, with_file: bool) -> anyhow::Result<Self> {
        let (path, config) = if with_file {
            preferences::read()
        } else {
            (None, Config::default())
        };
        let terminal = TerminalDefaults::asking(|name| env::var(name).unwrap_or_default());
        let mut settings = Settings {
            symbols: terminal.symbols,
            drawings: terminal.drawings,
            theme: terminal.theme,
            ..Settings::default()
        };
        config.apply(&mut settings);
        let base = settings;
        if let Some(reading) = reading {
            ask(reading, &mut settings)?;
        }
        let signs = config.value("symbols");
        let asks_for_signs = signs.is_some_and(|signs| signs != "auto");
        let mut bindings = Bindings::default();
        let mut errors = config.errors;
        errors.extend(bindings.rebind(&config.keys));
        errors.sort_by_key(|error| error.line);
        Ok(Self {
            settings,
            base,
            bindings,
            path,
            errors,
            dumb: terminal.dumb,
            is_asked: asks_for_signs || reading.is_some_and(|it| it.ascii),
        })
    }

    /// Puts the keys in force, and says what is wrong with the settings file.
    pub(super) fn apply(&self, app: &mut App) {
        app.bindings = self.bindings.clone().into();
        app.state.kept.base = Some(self.base);
        let width = usize::from(app.state.size.0);
        if let Some(sentence) = self.fault(width.saturating_sub(1) * MESSAGE_ROWS) {
            app.say(&sentence);
        }
    }

    /// What a person should know of the settings or the terminal, in so many letters where that can be.
    pub(super) fn fault(&self, room: usize) -> Option<String> {
        let only_ascii = self.settings.symbols == Symbols::AsciiOnly && !self.is_asked;
        self.faults(room)
            .or_else(|| only_ascii.then(|| NO_LOCALE.to_owned()))
    }

    /// Everything that is wrong with the settings file; where that has no room its lines, and what tells the rest.
    fn faults(&self, room: usize) -> Option<String> {
        let all: Vec<String> = self.errors.iter().map(ToString::to_string).collect();
        let path = self.place("config.toml");
        let whole = format!("{path}, {}.", all.join("; "));
        if all.is_empty() || whole.chars().count() <= room {
            return (!all.is_empty()).then_some(whole);
        }
        let lines: Vec<String> = self.errors.iter().map(|it| it.line.to_string()).collect();
        let (count, lines) = (all.len(), lines.join(", "));
        Some(format!(
            "{count} mistakes in {path}, lines {lines}: `calcinosis config` tells them."
        ))
    }

    /// The path of the settings file, or what stands for it.
    fn place(&self, unknown: &str) -> String {
        let path = self.path.as_ref().map(|path| path.display().to_string());
        path.unwrap_or_else(|| unknown.to_owned())
    }
}

fn ask(reading: &Reading, settings: &mut Settings) -> anyhow::Result<()> {
    if let Some(name) = &reading.theme {
        settings.theme = ThemeName::named(name).ok_or_else(|| unknown_theme(name))?;
    }
    if reading.ascii {
        settings.symbols = Symbols::Ascii.on(settings.symbols);
    }
    if let Some(width) = reading.width {
        settings.measure = usize::from(width);
    }
    settings.margins &= !reading.no_margins;
    Ok(())
}

fn unknown_theme(name: &str) -> anyhow::Error {
    let names: Vec<&str> = ThemeName::ALL.iter().map(|theme| theme.name()).collect();
    anyhow::anyhow!(
        "no theme is called “{name}”; there are {}",
        names.join(", ")
    )
}

/// The settings in force, as a settings file with comments.
pub(super) fn config() -> anyhow::Result<CliOutcome> {
    let in_force = InForce::of(None, true)?;
    let text = written(&in_force);
    let Some(faults) = in_force.faults(usize::MAX) else {
        return Ok(CliOutcome::Text(text));
    };
    // With standard error gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "calcinosis: {faults}");
    Ok(CliOutcome::Problems(text))
}

fn written(in_force: &InForce) -> String {
    let theme = |theme: &ThemeName| format!("\n#   {}: {}", theme.name(), theme.words());
    let themes: String = ThemeName::ALL.iter().map(theme).collect();
    let signs: Vec<&str> = SIGNS.iter().map(|(name, _)| *name).collect();
    let ((least, most), signs) = (MEASURES, signs.join(", "));
    // A comment for each setting; one without is left to the mouse.
    let comments = [
        &format!("Colours. One of:{themes}"),
        &format!("The longest line of prose, from {least} to {most} columns."),
        &format!(
            "Signs: {signs}; auto goes by locale and TERM, blocks draws figures without braille."
        ),
        "Whether the mouse scrolls and clicks, or selects text as ever.",
        "Whether the tree stands beside the page.",
        "",
        "Whether only a part of the screen is scrolled where the terminal says it can; false for one that says so and cannot.",
    ];
    let place = in_force.place("a settings file");
    let mut text =
        format!("# The settings in force. Lines of this form in\n# {place}\n# change them.\n\n");
    let settings = in_force.settings.by_name().into_iter().zip(comments);
    for ((name, value), comment) in settings.filter(|(_, comment)| !comment.is_empty()) {
        let _ = writeln!(text, "# {comment}\n{}\n", line(name, &value));
    }
    text.push_str("# Keys while reading, by command. A key given to one command is taken from the others.\n[keys]\n");
    text + &written_keys(&in_force.bindings)
}

fn written_keys(bindings: &Bindings) -> String {
    let mut text = String::new();
    let reading = bindings.iter().filter(|it| it.context == Context::Browse);
    for binding in reading.filter(|it| can_be_rebound(it.command)) {
        let row = binding.command.row();
        let keys = binding.keys.iter();
        let keys: Vec<String> = keys.map(|key| format!("{:?}", key.script_name())).collect();
        let (does, name, keys) = (row.does, row.name, keys.join(", "));
        let _ = writeln!(text, "# {does}\n{name} = [{keys}]");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_and_changes_nothing() {
        let in_force = InForce::of(None, false).unwrap();
        let text = written(&in_force);
        let config = Config::parse(&text);
        assert_eq!(config.errors, []);
        let mut settings = in_force.settings;
        config.apply(&mut settings);
        assert_eq!(settings, in_force.settings);
        let mut bindings = Bindings::default();
        assert_eq!(bindings.rebind(&config.keys), []);
        let keys = |bindings: &Bindings| format!("{:?}", bindings.iter().collect::<Vec<_>>());
        assert_eq!(keys(&bindings), keys(&Bindings::default()));
    }
}
