//! The shelf as TOML: read part by part, so that one broken part costs no other.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::content::text::clean;
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

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let mut table = Table::new();
        table.insert("version".to_owned(), Value::Integer(self.version));
        put(&mut table, "visit", &self.visit);
        put(&mut table, "sheet", &self.sheet);
        put(&mut table, "marks", &self.marks);
        put(&mut table, "bookmarks", &self.bookmarks);
        put(&mut table, "read", &self.read);
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
        table.insert(name.to_owned(), value);
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
        rest: table,
    };
    for clip in &mut shelf.sheet.clips {
        clip.note = clean(&clip.note).replace('\n', " ");
    }
    Opened { shelf, faults }
}

fn part<T: DeserializeOwned>(
    value: Option<Value>,
    name: &str,
    faults: &mut Vec<String>,
) -> Option<T> {
    let part = value?.try_into().ok();
    if part.is_none() {
        faults.push(format!("the part {name} is not as it should be"));
    }
    part
}

fn items<T: DeserializeOwned>(
    value: Option<Value>,
    name: &str,
    faults: &mut Vec<String>,
) -> Vec<T> {
    let list: Vec<Value> = part(value, name, faults).unwrap_or_default();
    list.into_iter()
        .filter_map(|item| part(Some(item), name, faults))
        .collect()
}

fn entries<T: DeserializeOwned>(
    value: Option<Value>,
    name: &str,
    faults: &mut Vec<String>,
) -> BTreeMap<String, T> {
    let table: Table = part(value, name, faults).unwrap_or_default();
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
