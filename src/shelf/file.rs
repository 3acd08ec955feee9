//! The shelf as TOML: read part by part, so that one broken part costs no other.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::content::split::line_of;
use crate::content::text::clean_code;
use crate::shelf::{Shelf, VERSION};

/// What stands above everything in the file.
const HEAD: &str = "# What calcinosis keeps for you: your place, marks, bookmarks and sheet.\n\n";

/// A shelf as it was read, and what could not be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    pub shelf: Shelf,
    /// What is broken, a phrase each; empty when all was read.
    pub faults: Vec<String>,
}

impl Shelf {
    /// Reads a file's text; what cannot be read is left out and named.
    pub fn from_toml(text: &str) -> Opened {
        match text.parse::<Table>() {
            Ok(table) => from_table(table),
            Err(error) => Opened {
                shelf: Self::default(),
                faults: vec![not_toml(text, &error)],
            },
        }
    }

    pub fn to_toml(&self) -> String {
        let written = Value::try_from(self).map(|value| each(value, with_date));
        match written {
            Ok(Value::Table(table)) => format!("{HEAD}{table}"),
            // Plain data: TOML has nothing to refuse.
            _ => HEAD.to_owned(),
        }
    }
}

fn not_toml(text: &str, error: &toml::de::Error) -> String {
    let line = line_of(text, error.span().map_or(0, |span| span.start));
    format!("line {line} is not valid TOML")
}

/// The value with every part of it changed, the innermost first.
fn each(value: Value, change: fn(Value) -> Value) -> Value {
    change(match value {
        Value::Table(table) => {
            let fields = table.into_iter();
            Value::Table(fields.map(|(name, it)| (name, each(it, change))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(|it| each(it, change)).collect()),
        other => other,
    })
}

/// What serde's flattening writes in the place of a date, and reads as one: a table with this one field.
const DATE: &str = "$__toml_private_datetime";

fn with_date(value: Value) -> Value {
    let date = value.get(DATE).and_then(Value::as_str);
    let date = date.and_then(|date| date.parse().ok());
    date.map_or(value, Value::Datetime)
}

/// A part as it is read: whoever wrote the file, it is shown, so nothing in it commands a terminal; and serde's
/// flattening would make a string of a date.
fn as_read(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean_code(&text).into_owned()),
        Value::Datetime(date) => {
            let date = Value::String(date.to_string());
            Value::Table(Table::from_iter([(DATE.to_owned(), date)]))
        }
        Value::Table(table) => {
            let field = |(name, value): (String, Value)| (clean_code(&name).into_owned(), value);
            Value::Table(table.into_iter().map(field).collect())
        }
        other => other,
    }
}

fn from_table(table: Table) -> Opened {
    let Value::Table(mut table) = each(Value::Table(table), as_read) else {
        return Opened::default();
    };
    let mut faults = Vec::new();
    let version = table.remove("version").and_then(|it| it.as_integer());
    let mut shelf = Shelf {
        version: version.unwrap_or(VERSION).max(VERSION),
        visit: part(table.remove("visit"), "visit", &mut faults).unwrap_or_default(),
        sheet: part(table.remove("sheet"), "sheet", &mut faults).unwrap_or_default(),
        marks: entries(table.remove("marks"), "marks", &mut faults),
        bookmarks: items(table.remove("bookmarks"), "bookmarks", &mut faults),
        read: items(table.remove("read"), "read", &mut faults),
        settings: entries(table.remove("settings"), "settings", &mut faults),
        rest: table,
    };
    for clip in &mut shelf.sheet.clips {
        clip.note = clip.note.replace('\n', " ");
    }
    Opened { shelf, faults }
}

fn part<T: DeserializeOwned>(
    value: Option<Value>,
    name: &str,
    faults: &mut Vec<String>,
) -> Option<T> {
    let value = value?;
    let read = value.is_table().then(|| T::deserialize(value).ok());
    if read.as_ref().is_none_or(Option::is_none) {
        faults.push(broken(name));
    }
    read.flatten()
}

fn broken(name: &str) -> String {
    format!("the part {name} is not as it should be")
}

fn items<T: DeserializeOwned>(
    value: Option<Value>,
    name: &str,
    faults: &mut Vec<String>,
) -> Vec<T> {
    let list = match value {
        Some(Value::Array(list)) => list,
        other => other.into_iter().collect(),
    };
    let list = list.into_iter();
    list.filter_map(|item| part(Some(item), name, faults))
        .collect()
}

fn entries<T: DeserializeOwned>(
    value: Option<Value>,
    name: &str,
    faults: &mut Vec<String>,
) -> BTreeMap<String, T> {
    let table = match value {
        Some(Value::Table(table)) => table,
        Some(_) => {
            faults.push(broken(name));
            Table::new()
        }
        None => Table::new(),
    };
    let table = table.into_iter();
    table
        .filter_map(|(key, item)| Some((key, part(Some(item), name, faults)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::{Clip, Place, TopicRead};

    fn place(topic: &str) -> Place {
        Place {
            topic: topic.to_owned(),
            offset: 7,
            ..Place::default()
        }
    }

    fn full() -> Shelf {
        let mut shelf = Shelf::default();
        shelf.visit.place = Some(place("a"));
        shelf.visit.unfolded = vec!["types".to_owned()];
        shelf.visit.behind = vec![place("b"), place("c")];
        shelf.marks.insert("q".to_owned(), place("d"));
        shelf.bookmarks = vec![place("e")];
        shelf.read = vec![TopicRead {
            topic: "a".to_owned(),
            day: "2026-01-02".to_owned(),
            ..TopicRead::default()
        }];
        shelf.sheet.clips = vec![Clip::of("a", "part"), Clip::note("say “hello”\\n")];
        shelf
    }

    #[test]
    fn what_is_written_is_read_again() {
        let opened = Shelf::from_toml(&full().to_toml());
        assert_eq!(opened.faults, Vec::<String>::new());
        assert_eq!(opened.shelf, full());
        assert_eq!(Shelf::from_toml("").shelf, Shelf::default());
    }

    #[test]
    fn a_newer_version_keeps_its_number_and_its_fields() {
        let newer = "version = 9\ncolour = \"red\"\n[visit]\nmood = \"calm\"\n[marks.a]\ntopic = \"t\"\nweight = 3\n[[read]]\ntopic = \"t\"\nstars = 5\n[sheet]\npaper = \"A5\"\n[[sheet.clips]]\ntopic = \"t\"\nink = 1\n";
        let opened = Shelf::from_toml(newer);
        assert_eq!(opened.faults, Vec::<String>::new());
        let written = opened.shelf.to_toml();
        for kept in [
            "version = 9",
            "colour",
            "mood",
            "weight",
            "stars",
            "A5",
            "ink",
        ] {
            assert!(written.contains(kept), "{kept} is lost in {written}");
        }
    }

    #[test]
    fn a_date_of_a_newer_version_stays_a_date_wherever_it_stands() {
        let newer = "version = 2\nday = 2026-01-01\n[marks.a]\ntopic = \"t\"\nseen = 2026-01-02\n\
            [[bookmarks]]\ntopic = \"t\"\nseen = 2026-01-03\n[[read]]\ntopic = \"t\"\nseen = 2026-01-04\n\
            [settings.theme]\nvalue = \"dark\"\nseen = 2026-01-05\n\
            [sheet]\nseen = 2026-01-06\n[[sheet.clips]]\ntopic = \"t\"\nseen = 2026-01-07\n\
            [visit]\nleft = 2026-01-02T03:04:05Z\n[visit.place]\ntopic = \"t\"\nseen = 2026-01-08\n\
            [[visit.behind]]\ntopic = \"t\"\nseen = 2026-01-09\n";
        let opened = Shelf::from_toml(newer);
        assert_eq!(opened.faults, Vec::<String>::new());
        let written = opened.shelf.to_toml();
        assert!(!written.contains("\"2026"), "{written}");
        assert_eq!(written.matches("2026-01-").count(), 10, "{written}");
        assert_eq!(Shelf::from_toml(&written).shelf, opened.shelf);
    }

    #[test]
    fn a_broken_part_costs_no_other() {
        let broken = "version = 1\nmarks = 3\nbookmarks = [{ topic = \"x\" }, 5]\n";
        let opened = Shelf::from_toml(broken);
        assert_eq!(opened.faults.len(), 2);
        assert_eq!(opened.shelf.bookmarks.len(), 1);
        let opened = Shelf::from_toml("version = 1\n[marks\n");
        assert_eq!(opened.faults, ["line 2 is not valid TOML"]);
    }

    #[test]
    fn nothing_in_the_file_commands_a_terminal() {
        let opened = Shelf::from_toml("[[sheet.clips]]\nnote = \"a\\u001b[31mb\\nc\"\n");
        assert_eq!(opened.shelf.sheet.clips, [Clip::note("a[31mb c")]);
        let opened = Shelf::from_toml("[marks.\"a\\u009b\"]\ntopic = \"t\\u0007\"\n");
        let (letter, place) = opened.shelf.marks.first_key_value().unwrap();
        assert_eq!((letter.as_str(), place.topic.as_str()), ("a", "t"));
    }
}
