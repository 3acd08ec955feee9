//! The settings file on disk: `config.toml` in the folder that XDG names.

use std::env;
use std::io;
use std::path::PathBuf;

use crate::config::{Config, with_setting};
use crate::content::regular;
use crate::hosts::store::{self, Folders};

/// The longest settings file, in bytes.
const MOST: u64 = 1024 * 1024;

/// Where the settings file is looked for, None without a home, and what it says. Without one everything stays as it
/// comes, and what is broken in it costs nothing else.
pub fn read() -> (Option<PathBuf>, Config) {
    let Some(path) = path() else {
        return (None, Config::default());
    };
    let mut config = Config::default();
    match regular::read_text(&path, MOST) {
        Ok(text) => config = Config::parse(&text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => config.fault(0, error.to_string()),
    }
    (Some(path), config)
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
    let set = |text: String, (name, value): &(String, String)| with_setting(&text, name, value);
    let written = text.and_then(|text| store::replace(&path, &settings.iter().fold(text, set)));
    let names: Vec<&str> = settings.iter().map(|(name, _)| name.as_str()).collect();
    match written {
        Ok(()) => format!("Written to {}: {}.", path.display(), names.join(", ")),
        Err(reason) => format!("Not written to {}: {reason}.", path.display()),
    }
}

/// `$XDG_CONFIG_HOME/calcinosis/config.toml`, or the same below `~/.config`.
fn path() -> Option<PathBuf> {
    let own = env::var_os("XDG_CONFIG_HOME");
    let folder = Folders::of_environment().folder(own.as_ref(), ".config")?;
    Some(folder.join("config.toml"))
}
