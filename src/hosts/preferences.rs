//! The settings file on disk: `config.toml` in the folder that XDG names.

use std::env;
use std::io;
use std::path::PathBuf;

use crate::config::{Config, ConfigError, with_setting};
use crate::content::regular;
use crate::hosts::store;

/// The longest settings file, in bytes.
const MOST: u64 = 1024 * 1024;

/// What the settings file asks for, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Where the file is looked for; None without a home.
    pub path: Option<PathBuf>,
    pub config: Config,
    /// What is wrong with the file; line 0 stands for all of it.
    pub errors: Vec<ConfigError>,
}

impl Preferences {
    /// Reads the file; without one everything stays as it comes, and what is broken in it costs nothing else.
    pub fn read() -> Self {
        let Some(path) = path() else {
            return Self::default();
        };
        let (config, errors) = match regular::read_text(&path, MOST) {
            Ok(text) => Config::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                (Config::default(), Vec::new())
            }
            Err(error) => (
                Config::default(),
                vec![ConfigError {
                    line: 0,
                    message: error.to_string(),
                }],
            ),
        };
        Self {
            path: Some(path),
            config,
            errors,
        }
    }
}

/// Writes settings, each with its value, to the file: comments and all else in it stay. A sentence about it.
pub fn write(settings: &[(String, String)]) -> String {
    let Some(path) = path() else {
        return "Not kept: HOME is not set.".to_owned();
    };
    let text = match regular::read_text(&path, MOST) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|error| error.to_string()),
    };
    let set =
        |text: String, (name, value): &(String, String)| with_setting(&text, name, &quoted(value));
    let written = text.and_then(|text| store::replace(&path, &settings.iter().fold(text, set)));
    let names: Vec<&str> = settings.iter().map(|(name, _)| name.as_str()).collect();
    match written {
        Ok(()) => format!("Written to {}: {}.", path.display(), names.join(", ")),
        Err(reason) => format!("Not written to {}: {reason}.", path.display()),
    }
}

/// A value as the file has it: numbers, true and false bare, words in quotes.
fn quoted(value: &str) -> String {
    if value.parse::<usize>().is_ok() || value.parse::<bool>().is_ok() {
        value.to_owned()
    } else {
        format!("{value:?}")
    }
}

/// `$XDG_CONFIG_HOME/calcinosis/config.toml`, or the same below `~/.config`.
fn path() -> Option<PathBuf> {
    let folder = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let base = folder("XDG_CONFIG_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| Some(folder("HOME")?.join(".config")))?;
    Some(base.join("calcinosis").join("config.toml"))
}
