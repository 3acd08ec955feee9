//! The shelf as TOML: read part by part, so that one broken part costs no other.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::content::text::clean;
use crate::shelf::{Clip, KeptSetting, Place, Sheet, Shelf, TopicRead, VERSION, Visit};

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

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let mut table = Table::new();
        table.insert("version".to_owned(), Value::Integer(self.version));
        put(&mut table, "visit", &self.visit);
        put(&mut table, "sheet", &self.sheet);
        put(&mut table, "marks", &self.marks);
        put(&mut table, "bookmarks", &self.bookmarks);
        put(&mut table, "read", &self.read);
        put(&mut table, "settings", &self.settings);
        for (name, value) in &self.rest {
            table.insert(name.clone(), value.clone());
        }
        format!("{HEAD}{table}")
    }
}

fn not_toml(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map_or(1, |before| before.matches('\n').count() + 1);
    format!("line {line} is not valid TOML")
}

fn put(table: &mut Table, name: &str, value: &impl Serialize) {
    if let Ok(value) = Value::try_from(value) {
        table.insert(name.to_owned(), with_dates(value));
    }
}

/// What serde's flattening writes in the place of a date: a table with this one field.
const DATE: &str = "$__toml_private_datetime";

/// A value with its dates as dates again.
fn with_dates(value: Value) -> Value {
    match value {
        Value::Table(table) => {
            let date = table.get(DATE).and_then(Value::as_str);
            if let Some(date) = date.and_then(|date| date.parse().ok()) {
                return Value::Datetime(date);
            }
            let fields = table.into_iter();
            Value::Table(
                fields
                    .map(|(name, value)| (name, with_dates(value)))
                    .collect(),
            )
        }
        Value::Array(list) => Value::Array(list.into_iter().map(with_dates).collect()),
        other => other,
    }
}

fn from_table(mut table: Table) -> Opened {
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
        clip.note = clean(&clip.note).replace('\n', " ");
    }
    Opened { shelf, faults }
}

/// What keeps fields of a newer version. Serde's flattening makes strings of dates, so they are put back as they were.
trait KeepsFields: DeserializeOwned {
    fn put_back(&mut self, fields: &Table);
}

macro_rules! keeps_fields {
    ($($kind:ty),*) => {$(
        impl KeepsFields for $kind {
            fn put_back(&mut self, fields: &Table) {
                put_back(&mut self.rest, fields);
            }
        }
    )*};
}

keeps_fields!(Place, Clip, TopicRead, KeptSetting);

impl KeepsFields for Visit {
    fn put_back(&mut self, fields: &Table) {
        put_back(&mut self.rest, fields);
        if let (Some(place), Some(Value::Table(fields))) = (&mut self.place, fields.get("place")) {
            place.put_back(fields);
        }
        put_back_each(&mut self.behind, fields.get("behind"));
        put_back_each(&mut self.ahead, fields.get("ahead"));
    }
}

impl KeepsFields for Sheet {
    fn put_back(&mut self, fields: &Table) {
        put_back(&mut self.rest, fields);
        put_back_each(&mut self.clips, fields.get("clips"));
    }
}

fn put_back(rest: &mut Table, fields: &Table) {
    for (name, value) in rest.iter_mut() {
        if let Some(own) = fields.get(name) {
            value.clone_from(own);
        }
    }
}

fn put_back_each(items: &mut [impl KeepsFields], fields: Option<&Value>) {
    let all = fields.and_then(Value::as_array).into_iter().flatten();
    for (item, fields) in items.iter_mut().zip(all.filter_map(Value::as_table)) {
        item.put_back(fields);
    }
}

fn part<T: KeepsFields>(value: Option<Value>, name: &str, faults: &mut Vec<String>) -> Option<T> {
    let value = value?;
    let read = match value {
        Value::Table(fields) => T::deserialize(fields.clone())
            .ok()
            .map(|part| (part, fields)),
        _ => None,
    };
    let Some((mut part, fields)) = read else {
        faults.push(format!("the part {name} is not as it should be"));
        return None;
    };
    part.put_back(&fields);
    Some(part)
}

fn items<T: KeepsFields>(value: Option<Value>, name: &str, faults: &mut Vec<String>) -> Vec<T> {
    let list = match value {
        Some(Value::Array(list)) => list,
        Some(other) => vec![other],
        None => Vec::new(),
    };
    list.into_iter()
        .filter_map(|item| part(Some(item), name, faults))
        .collect()
}

fn entries<T: KeepsFields>(
    value: Option<Value>,
    name: &str,
    faults: &mut Vec<String>,
) -> BTreeMap<String, T> {
    let table = match value {
        Some(Value::Table(table)) => table,
        Some(_) => {
            faults.push(format!("the part {name} is not as it should be"));
            return BTreeMap::new();
        }
        None => return BTreeMap::new(),
    };
    table
        .into_iter()
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
    fn a_note_commands_no_terminal() {
        let opened = Shelf::from_toml("[[sheet.clips]]\nnote = \"a\\u001b[31mb\\nc\"\n");
        assert_eq!(opened.shelf.sheet.clips, [Clip::note("a[31mb c")]);
    }
}
