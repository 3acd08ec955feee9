//! The reader's settings file: themes, lines, signs, mouse and keys, by the names that help shows.

use std::fmt;

use toml::{Table, Value};

use crate::config::ThemeName;
use crate::content::nearest::choose;
use crate::content::split::line_of;
use crate::input::{Key, parse_keys};
use crate::layout::{Drawings, Symbols};

/// The settings a file can give.
pub const FIELDS: &[&str] = &[
    "theme", "measure", "symbols", "mouse", "tree", "margins", "keys",
];

/// The names of the sign sets; `auto` goes by locale and TERM, `blocks` draws figures without braille.
pub const SYMBOLS: &[&str] = &["auto", "unicode", "blocks", "ascii"];

/// The narrowest and the widest measure, in columns.
pub const MEASURES: (usize, usize) = (32, 140);

/// What a settings file asks for; what it leaves out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    pub theme: Option<ThemeName>,
    pub measure: Option<usize>,
    /// None also for `auto`.
    pub symbols: Option<(Symbols, Drawings)>,
    pub mouse: Option<bool>,
    pub tree: Option<bool>,
    /// Whether the terminal is asked for margins at the sides.
    pub margins: Option<bool>,
    pub keys: Vec<Rebinding>,
}

/// Other keys for a command, which is named as on the command line of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    pub command: String,
    pub keys: Vec<Key>,
    pub line: usize,
}

/// What is wrong with a settings file, and on which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    pub line: usize,
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads a settings file.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let table: Table = text.parse().map_err(|error: toml::de::Error| ConfigError {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
        let mut config = Self::default();
        for (name, value) in &table {
            config
                .set(name, value, text)
                .map_err(|message| ConfigError {
                    line: line_naming(text, name),
                    message,
                })?;
        }
        Ok(config)
    }

    fn set(&mut self, name: &str, value: &Value, text: &str) -> Result<(), String> {
        match (name, value) {
            ("theme", Value::String(name)) => self.theme = Some(theme(name)?),
            ("measure", Value::Integer(columns)) => self.measure = Some(measure(*columns)?),
            ("symbols", Value::String(name)) => self.symbols = symbols(name)?,
            ("mouse", Value::Boolean(on)) => self.mouse = Some(*on),
            ("tree", Value::Boolean(on)) => self.tree = Some(*on),
            ("margins", Value::Boolean(on)) => self.margins = Some(*on),
            ("keys", Value::Table(table)) => self.keys = rebindings(table, text)?,
            (known, other) if FIELDS.contains(&known) => {
                return Err(format!("`{known}` cannot be {}", other.type_str()));
            }
            (unknown, _) => {
                return Err(format!(
                    "no setting is called `{unknown}`; {}",
                    choose(unknown, FIELDS)
                ));
            }
        }
        Ok(())
    }
}

fn theme(name: &str) -> Result<ThemeName, String> {
    let names: Vec<&str> = ThemeName::ALL.iter().map(|theme| theme.name()).collect();
    ThemeName::named(name)
        .ok_or_else(|| format!("no theme is called `{name}`; {}", choose(name, &names)))
}

fn measure(columns: i64) -> Result<usize, String> {
    let (least, most) = MEASURES;
    usize::try_from(columns)
        .ok()
        .filter(|columns| (least..=most).contains(columns))
        .ok_or_else(|| format!("`measure` is a number of columns from {least} to {most}"))
}

/// The signs of that name; None for `auto`.
///
/// # Errors
/// With a sentence that names the nearest set there is.
pub fn symbols(name: &str) -> Result<Option<(Symbols, Drawings)>, String> {
    match name {
        "auto" => Ok(None),
        "unicode" => Ok(Some((Symbols::Unicode, Drawings::Drawn))),
        "blocks" => Ok(Some((Symbols::Unicode, Drawings::Blocks))),
        "ascii" => Ok(Some((Symbols::Ascii, Drawings::Drawn))),
        other => Err(format!(
            "no signs are called `{other}`; {}",
            choose(other, SYMBOLS)
        )),
    }
}

fn rebindings(table: &Table, text: &str) -> Result<Vec<Rebinding>, String> {
    let one = |(command, value): (&String, &Value)| {
        Ok(Rebinding {
            command: command.clone(),
            keys: keys(command, value)?,
            line: line_naming(text, command),
        })
    };
    table.iter().map(one).collect()
}

/// A list of keys, each named as in a key script: `s`, `<f2>`, `<c-n>`, `<space>`.
fn keys(command: &str, value: &Value) -> Result<Vec<Key>, String> {
    let wanted =
        || format!("the keys of `{command}` are a list such as [\"s\", \"<f2>\", \"<c-n>\"]");
    let list = value.as_array().ok_or_else(wanted)?;
    let mut keys = Vec::new();
    for name in list {
        let name = name.as_str().ok_or_else(wanted)?;
        match parse_keys(name)?.as_slice() {
            [key] => keys.push(*key),
            _ => return Err(format!("`{name}` is not one key; {}", wanted())),
        }
    }
    Ok(keys)
}

/// The line on which a field is set.
fn line_naming(text: &str, name: &str) -> usize {
    let sets = |line: &str| {
        let line = line.trim_start().trim_start_matches(['[', '"']);
        line.strip_prefix(name).is_some_and(|rest| {
            rest.trim_start_matches('"')
                .trim_start()
                .starts_with(['=', ']'])
        })
    };
    text.lines().position(sets).map_or(1, |line| line + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file_is_read() {
        let text = "theme = \"dark\"\nmeasure = 80\nsymbols = \"ascii\"\nmouse = true\ntree = false\n[keys]\nfinder = [\"<f2>\"]\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(
            (config.theme, config.measure),
            (Some(ThemeName::Dark), Some(80))
        );
        assert_eq!(
            (config.symbols, config.mouse, config.tree),
            (
                Some((Symbols::Ascii, Drawings::Drawn)),
                Some(true),
                Some(false)
            )
        );
        assert_eq!(config.keys[0].keys, parse_keys("<f2>").unwrap());
        assert_eq!(config.keys[0].line, 7);
    }

    #[test]
    fn a_slip_names_its_line_and_the_nearest_word() {
        for (text, line, words) in [
            (
                "theme = \"dark\"\nmesure = 70\n",
                2,
                "did you mean `measure`?",
            ),
            ("\ntheme = \"ligt\"\n", 2, "did you mean `light`?"),
            ("measure = 3\n", 1, "from 32 to 140"),
            ("mouse = \"yes\"\n", 1, "`mouse` cannot be string"),
            ("theme = = 1\n", 1, ""),
            (
                "[keys]\nfinder = \"s\"\n",
                1,
                "the keys of `finder` are a list",
            ),
        ] {
            let error = Config::parse(text).unwrap_err();
            assert_eq!(error.line, line, "{text}");
            assert!(error.message.contains(words), "{text}: {error}");
        }
    }
}
