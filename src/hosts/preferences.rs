//! The settings file on disk: `config.toml` in the folder that XDG names.

use std::env;
use std::io;
use std::path::PathBuf;

use crate::config::Config;
use crate::content::regular;

/// The longest settings file, in bytes.
const MOST: u64 = 1024 * 1024;

/// What the settings file asks for, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Where the file is looked for; None without a home.
    pub path: Option<PathBuf>,
    pub config: Config,
    /// Why the file is passed over, as a sentence.
    pub fault: Option<String>,
}

impl Preferences {
    /// Reads the file; without one, or with a broken one, everything stays as it comes.
    pub fn read() -> Self {
        let Some(path) = path() else {
            return Self::default();
        };
        let read = match regular::read_text(&path, MOST) {
            Ok(text) => Config::parse(&text).map_err(|error| error.to_string()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
            Err(error) => Err(error.to_string()),
        };
        let (config, fault) = match read {
            Ok(config) => (config, None),
            Err(reason) => (
                Config::default(),
                Some(format!("{}, {reason}", path.display())),
            ),
        };
        Self {
            path: Some(path),
            config,
            fault,
        }
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
