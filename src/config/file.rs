//! The reader's settings file: themes, lines, signs, mouse and keys, by the names that help shows.

use std::fmt;

use toml::{Table, Value};

use crate::config::ThemeName;
use crate::config::statement::statements;
use crate::content::nearest::{choose, nearest};
use crate::content::split::line_of;
use crate::content::text::one_line;
use crate::input::{Key, parse_keys};
use crate::layout::{Drawings, Symbols};

/// The settings a file can give.
pub const FIELDS: &[&str] = &[
    "theme",
    "measure",
    "symbols",
    "mouse",
    "tree",
    "tree-width",
    "margins",
    "keys",
];

const KEYS: &str = "keys";

/// The sets of signs by name; `auto` goes by locale and TERM, `blocks` draws figures without braille.
const SIGNS: &[(&str, Option<(Symbols, Drawings)>)] = &[
    ("auto", None),
    ("unicode", Some((Symbols::Unicode, Drawings::Drawn))),
    ("blocks", Some((Symbols::Unicode, Drawings::Blocks))),
    ("ascii", Some((Symbols::Ascii, Drawings::Drawn))),
];

pub const SYMBOLS: &[&str] = &["auto", "unicode", "blocks", "ascii"];

/// The narrowest and the widest measure, in columns.
pub const MEASURES: (usize, usize) = (32, 140);

/// What a settings file asks for; what it leaves out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    pub theme: Option<ThemeName>,
    pub measure: Option<usize>,
    pub symbols: Option<(Symbols, Drawings)>,
    pub mouse: Option<bool>,
    pub tree: Option<bool>,
    pub margins: Option<bool>,
    pub tree_width: Option<u16>,
    pub keys: Vec<Rebinding>,
}

/// Other keys for a command, which is named as on the command line of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    pub command: String,
    pub keys: Vec<Key>,
    pub line: usize,
}

/// What is wrong with a settings file, and on which line; 0 stands for all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    pub line: usize,
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(formatter, "line {}: ", self.line)?;
        }
        // It says names as the file has them.
        formatter.write_str(&one_line(&self.message))
    }
}

/// The table a statement stands in.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum SettingsTable {
    #[default]
    Top,
    Keys,
    /// A table that there is not: what it sets was spoken of with its head.
    Unknown,
}

#[derive(Default)]
struct FileReader {
    config: Config,
    errors: Vec<ConfigError>,
    section: SettingsTable,
    /// What was set, and whether it is a key.
    set: Vec<(bool, String)>,
}

impl Config {
    /// Reads a settings file: what is right in it, and everything that is wrong. A mistake costs its own lines only.
    pub fn parse(text: &str) -> (Self, Vec<ConfigError>) {
        let mut reader = FileReader::default();
        for (line, statement) in statements(text) {
            reader.read(&statement, line);
        }
        (reader.config, reader.errors)
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        match (name, value) {
            ("theme", Value::String(name)) => self.theme = Some(theme(name)?),
            ("measure", Value::Integer(columns)) => self.measure = Some(measure(*columns)?),
            ("symbols", Value::String(name)) => self.symbols = symbols(name)?,
            ("mouse", Value::Boolean(on)) => self.mouse = Some(*on),
            ("tree", Value::Boolean(on)) => self.tree = Some(*on),
            ("margins", Value::Boolean(on)) => self.margins = Some(*on),
            ("tree-width", Value::Integer(columns)) => {
                let width = u16::try_from(*columns).ok().filter(|width| *width > 0);
                let width = width.ok_or("`tree-width` is a number of columns")?;
                self.tree_width = Some(width);
            }
            (known, other) if FIELDS.contains(&known) => {
                return Err(format!("`{known}` cannot be {}", other.type_str()));
            }
            (unknown, _) => return Err(unknown_setting(unknown)),
        }
        Ok(())
    }
}

impl FileReader {
    fn read(&mut self, text: &str, line: usize) {
        let is_head = text.trim_start().starts_with('[');
        if is_head {
            let near = nearest(table_name(text), FIELDS.iter().copied());
            self.section = if near == Some(KEYS) {
                SettingsTable::Keys
            } else {
                SettingsTable::Unknown
            };
        }
        match text.parse::<Table>() {
            // One that is nearly `[keys]` was meant to be it.
            Ok(_) if is_head && table_name(text) != KEYS => {
                self.fault(line, unknown_setting(table_name(text)));
            }
            Ok(table) => {
                for (name, value) in table.iter().filter(|_| !is_head) {
                    self.set(name, value, line);
                }
            }
            Err(error) => {
                let within = line_of(text, error.span().map_or(0, |span| span.start));
                let message = error.message().lines().next().unwrap_or_default();
                self.fault(line + within - 1, message.to_owned());
            }
        }
    }

    fn set(&mut self, name: &str, value: &Value, line: usize) {
        match (self.section, value) {
            (SettingsTable::Unknown, _) => {}
            (SettingsTable::Top, Value::Table(keys)) if name == KEYS => {
                for (command, value) in keys {
                    self.put(true, command, value, line);
                }
            }
            (section, _) => self.put(section == SettingsTable::Keys, name, value, line),
        }
    }

    /// Takes a setting, or the keys of a command; the first time that something is set counts.
    fn put(&mut self, is_key: bool, name: &str, value: &Value, line: usize) {
        let set = (is_key, name.to_owned());
        let done = if is_key && !value.is_array() && FIELDS.contains(&name) {
            Err(format!("`{name}` stands above [keys]"))
        } else if self.set.contains(&set) {
            Err(format!("`{name}` is set twice; the first counts"))
        } else {
            self.set.push(set);
            if is_key {
                keys(name, value, line).map(|bound| self.config.keys.push(bound))
            } else {
                self.config.set(name, value)
            }
        };
        if let Err(message) = done {
            self.fault(line, message);
        }
    }

    fn fault(&mut self, line: usize, message: String) {
        self.errors.push(ConfigError { line, message });
    }
}

fn table_name(head: &str) -> &str {
    let head = head.lines().next().unwrap_or_default();
    let name = head.split(['#', ']']).next().unwrap_or_default();
    name.trim_matches(['[', ' ', '\t', '"'])
}

fn unknown_setting(name: &str) -> String {
    format!("no setting is called `{name}`; {}", choose(name, FIELDS))
}

fn measure(columns: i64) -> Result<usize, String> {
    let (least, most) = MEASURES;
    let measure = usize::try_from(columns).ok();
    measure
        .filter(|columns| (least..=most).contains(columns))
        .ok_or_else(|| format!("`measure` is a number of columns from {least} to {most}"))
}

fn theme(name: &str) -> Result<ThemeName, String> {
    let names: Vec<&str> = ThemeName::ALL.iter().map(|theme| theme.name()).collect();
    ThemeName::named(name)
        .ok_or_else(|| format!("no theme is called `{name}`; {}", choose(name, &names)))
}

pub fn symbols_name(signs: (Symbols, Drawings)) -> &'static str {
    let own = SIGNS.iter().find(|(_, own)| *own == Some(signs));
    own.map_or("auto", |(name, _)| name)
}

/// The signs of that name; None for `auto`.
pub fn symbols(name: &str) -> Result<Option<(Symbols, Drawings)>, String> {
    let own = SIGNS.iter().find(|(own, _)| *own == name);
    own.map(|(_, signs)| *signs)
        .ok_or_else(|| format!("no signs are called `{name}`; {}", choose(name, SYMBOLS)))
}

/// A list of keys, each named as in a key script: `s`, `<f2>`, `<c-n>`, `<space>`.
fn keys(command: &str, value: &Value, line: usize) -> Result<Rebinding, String> {
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
    let command = command.to_owned();
    Ok(Rebinding {
        command,
        keys,
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_a_message_commands_no_terminal() {
        let (_, errors) = Config::parse("\"a\\u001b[31m\\n\" = 1\nsymbols = \"auto\\u001b\"\n");
        assert_eq!(errors.len(), 2);
        let said: String = errors.iter().map(ToString::to_string).collect();
        assert!(!said.contains(char::is_control), "{said}");
    }

    #[test]
    fn a_slip_names_its_line_and_costs_no_other() {
        for (slip, words) in [
            ("mesure = 70", "did you mean `measure`?"),
            ("theme = \"ligt\"", "did you mean `light`?"),
            ("measure = 3", "from 32 to 140"),
            ("tree-width = -1", "a number of columns"),
            ("mouse = \"yes\"", "`mouse` cannot be string"),
            ("theme = = 1", ""),
            ("theme \"dark\"", ""),
            ("theme = \"dark", ""),
            ("theme = [", ""),
            ("= 3", ""),
            ("!!!", ""),
            ("symbols = \"unicode\"", "is set twice"),
            ("\"\" = 1", "no setting"),
        ] {
            let text = format!(
                "symbols = \"ascii\"\n\n{slip}\ntree = false\n[keys]\nfinder = [\"<f2>\"]\n"
            );
            let (config, errors) = Config::parse(&text);
            let [error] = errors.as_slice() else {
                panic!("{slip}: {errors:?}");
            };
            assert_eq!(error.line, 3, "{slip}: {error}");
            assert!(error.message.contains(words), "{slip}: {error}");
            let read = (config.symbols, config.tree, config.keys.len());
            let ascii = Some((Symbols::Ascii, Drawings::Drawn));
            assert_eq!(read, (ascii, Some(false), 1), "{slip}");
        }
    }

    #[test]
    fn all_slips_of_a_file_are_told_those_of_keys_too() {
        let text = "theme = \"ligt\"\nmouse = 1\n[kyes]\nfinder = \"s\"\ncopy = [\"<nokey>\"]\nhelp = [\n  \"<f1>\",\n  2,\n]\nmeasure = 60\noutline = [\"x\"]\noutline = [\"z\"]\n[other]\na = 1\n";
        let (config, errors) = Config::parse(text);
        let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 10, 12, 13], "{errors:?}");
        let bound: Vec<&str> = config.keys.iter().map(|it| it.command.as_str()).collect();
        assert_eq!(bound, ["outline"]);
        let (config, errors) =
            Config::parse("keys.finder = [\"x\"]\nkeys = { outline = [\"z\"] }\n");
        assert_eq!((config.keys.len(), errors), (2, Vec::new()));
    }
}
