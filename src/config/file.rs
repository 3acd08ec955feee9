//! The reader's settings file: themes, lines, signs, mouse and keys, by the names that help shows.

use std::fmt;

use toml::{Table, Value};

use crate::config::settings::{KEYS, names, unknown_setting};
use crate::config::statement::statements;
use crate::config::{Settings, ThemeName};
use crate::content::nearest::nearest;
use crate::content::split::line_of;
use crate::content::text::one_line;
use crate::input::{Key, parse_keys};

/// What a settings file asks for; what it leaves out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Each setting with its value, as [`Settings::set`] takes it.
    settings: Vec<(String, String)>,
    pub keys: Vec<Rebinding>,
    /// Everything that is wrong with the file.
    pub errors: Vec<ConfigError>,
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
    section: SettingsTable,
}

impl Config {
    /// Reads a settings file. A mistake costs its own lines only.
    pub fn parse(text: &str) -> Self {
        let mut reader = FileReader::default();
        for (line, statement) in statements(text) {
            reader.read(&statement, line);
        }
        reader.config
    }

    /// The value of a setting, where the file gives it.
    pub fn value(&self, name: &str) -> Option<&str> {
        let own = self.settings.iter().find(|(own, _)| own == name);
        own.map(|(_, value)| value.as_str())
    }

    /// Notes what is wrong on a line.
    pub fn fault(&mut self, line: usize, message: String) {
        self.errors.push(ConfigError { line, message });
    }

    fn sets(&self, is_key: bool, name: &str) -> bool {
        if is_key {
            self.keys.iter().any(|it| it.command == name)
        } else {
            self.value(name).is_some()
        }
    }

    /// Puts in force what the file asks for. Who asks for no colour means it everywhere.
    pub fn apply(&self, settings: &mut Settings) {
        let is_colourless = settings.theme == ThemeName::Mono;
        for (name, value) in &self.settings {
            if !is_colourless || name != "theme" {
                // It was tried when it was read.
                let _ = settings.set(name, value);
            }
        }
    }
}

impl FileReader {
    fn read(&mut self, text: &str, line: usize) {
        let is_head = text.trim_start().starts_with('[');
        if is_head {
            let near = nearest(table_name(text), names());
            self.section = if near == Some(KEYS) {
                SettingsTable::Keys
            } else {
                SettingsTable::Unknown
            };
        }
        match text.parse::<Table>() {
            // One that is nearly `[keys]` was meant to be it.
            Ok(_) if is_head && table_name(text) != KEYS => {
                self.config.fault(line, unknown_setting(table_name(text)));
            }
            Ok(table) => {
                for (name, value) in table.iter().filter(|_| !is_head) {
                    self.set(name, value, line);
                }
            }
            Err(error) => {
                let within = line_of(text, error.span().map_or(0, |span| span.start));
                let message = error.message().lines().next().unwrap_or_default();
                self.config.fault(line + within - 1, message.to_owned());
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
            (SettingsTable::Top, _) if name == KEYS => {
                self.config
                    .fault(line, format!("`{KEYS}` is a table of commands"));
            }
            (section, _) => self.put(section == SettingsTable::Keys, name, value, line),
        }
    }

    /// Takes a setting, or the keys of a command; the first time that something is set counts.
    fn put(&mut self, is_key: bool, name: &str, value: &Value, line: usize) {
        let done = if is_key && !value.is_array() && names().contains(&name) {
            Err(format!("`{name}` stands above [keys]"))
        } else if self.config.sets(is_key, name) {
            Err(format!("`{name}` is set twice; the first counts"))
        } else if is_key {
            keys(name, value, line).map(|bound| self.config.keys.push(bound))
        } else {
            self.put_setting(name, value)
        };
        if let Err(message) = done {
            self.config.fault(line, message);
        }
    }

    fn put_setting(&mut self, name: &str, value: &Value) -> Result<(), String> {
        let text = value.as_str().map(str::to_owned);
        let value = text.unwrap_or_else(|| value.to_string());
        Settings::default().set(name, &value)?;
        self.config.settings.push((name.to_owned(), value));
        Ok(())
    }
}

fn table_name(head: &str) -> &str {
    let head = head.lines().next().unwrap_or_default();
    let name = head.split(['#', ']']).next().unwrap_or_default();
    name.trim_matches(['[', ' ', '\t', '"'])
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
        let Config { errors, .. } =
            Config::parse("\"a\\u001b[31m\\n\" = 1\nsymbols = \"auto\\u001b\"\n");
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
            ("mouse = \"yes\"", "`mouse` is true or false"),
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
            let config = Config::parse(&text);
            let [error] = config.errors.as_slice() else {
                panic!("{slip}: {config:?}");
            };
            assert_eq!(error.line, 3, "{slip}: {error}");
            assert!(error.message.contains(words), "{slip}: {error}");
            let read = (config.value("symbols"), config.value("tree"));
            assert_eq!(read, (Some("ascii"), Some("false")), "{slip}");
            assert_eq!(config.keys.len(), 1, "{slip}");
        }
    }

    #[test]
    fn all_slips_of_a_file_are_told_those_of_keys_too() {
        let text = "theme = \"ligt\"\nmouse = 1\n[kyes]\nfinder = \"s\"\ncopy = [\"<nokey>\"]\nhelp = [\n  \"<f1>\",\n  2,\n]\nmeasure = 60\noutline = [\"x\"]\noutline = [\"z\"]\n[other]\na = 1\n";
        let config = Config::parse(text);
        let lines: Vec<usize> = config.errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 10, 12, 13], "{config:?}");
        let bound: Vec<&str> = config.keys.iter().map(|it| it.command.as_str()).collect();
        assert_eq!(bound, ["outline"]);
        let config = Config::parse("keys.finder = [\"x\"]\nkeys = { outline = [\"z\"] }\n");
        assert_eq!((config.keys.len(), config.errors), (2, Vec::new()));
    }
}
