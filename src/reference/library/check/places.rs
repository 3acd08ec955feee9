//! TOML whose keys and values know where in their file they stand.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::content::fields::FieldType;
use crate::content::is_companion;
use crate::content::split::{Fence, split};

pub type Fields<'a> = DeTable<'a>;
pub type Value<'a> = Spanned<DeValue<'a>>;

#[derive(Clone, Debug)]
pub struct SpannedField<'v> {
    pub name: &'v str,
    /// Where the key stands; of `[extra.facts]` the last name.
    pub place: Range<usize>,
    pub value: &'v Value<'v>,
}

/// Why a text is no TOML, and where.
#[derive(Clone, Debug)]
pub struct Fault {
    pub place: Range<usize>,
    pub reason: String,
}

/// The TOML of a file behind so many spaces that it stands where it does in the file.
pub fn toml_of(path: &str, text: &str) -> String {
    if is_companion(path) {
        return text.to_owned();
    }
    let split = split(text);
    if split.fence != Fence::Toml {
        return String::new();
    }
    " ".repeat(split.matter.start) + text.get(split.matter).unwrap_or_default()
}

/// Reads TOML; what is none has no fields and a fault.
pub fn parse(text: &str) -> (Fields<'_>, Option<Fault>) {
    match DeTable::parse(text) {
        Ok(table) => (table.into_inner(), None),
        Err(error) => {
            let start = text.len() - text.trim_start().len();
            let place = error.span().unwrap_or(start..start);
            let reason = error.message().lines().collect::<Vec<_>>().join(", ");
            (Fields::new(), Some(Fault { place, reason }))
        }
    }
}

/// Looks up what is expected under a name; what is something else is not there.
pub trait LookUp {
    fn fields(&self) -> impl Iterator<Item = SpannedField<'_>>;

    fn text(&self, name: &str) -> Option<&str>;

    /// The fields of a table.
    fn table(&self, name: &str) -> impl Iterator<Item = SpannedField<'_>>;

    /// The texts of a list, each with its place.
    fn texts(&self, name: &str) -> impl Iterator<Item = (&str, Range<usize>)>;

    /// The tables of a list.
    fn tables(&self, name: &str) -> impl Iterator<Item = &Fields<'_>>;

    fn list(&self, name: &str) -> impl Iterator<Item = &Value<'_>>;
}

impl LookUp for Fields<'_> {
    fn fields(&self) -> impl Iterator<Item = SpannedField<'_>> {
        self.iter().map(|(name, value)| SpannedField {
            name: name.get_ref(),
            place: name.span(),
            value,
        })
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.get_ref().as_str()
    }

    fn table(&self, name: &str) -> impl Iterator<Item = SpannedField<'_>> {
        let table = self.get(name).and_then(|it| it.get_ref().as_table());
        table.into_iter().flat_map(LookUp::fields)
    }

    fn texts(&self, name: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
        let list = self.list(name);
        list.filter_map(|it| Some((it.get_ref().as_str()?, it.span())))
    }

    fn tables(&self, name: &str) -> impl Iterator<Item = &Fields<'_>> {
        self.list(name).filter_map(|it| it.get_ref().as_table())
    }

    fn list(&self, name: &str) -> impl Iterator<Item = &Value<'_>> {
        let list = self.get(name).and_then(|it| it.get_ref().as_array());
        list.into_iter().flatten()
    }
}

/// The day of a date, written as TOML's own kind or as text.
pub fn day_of(value: &Value<'_>) -> Option<String> {
    let text = match value.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => return None,
    };
    text.split(['T', ' ']).next().map(str::to_owned)
}

pub fn has_type(value: &Value<'_>, wanted: FieldType) -> bool {
    match (value.get_ref(), wanted) {
        (_, FieldType::Any)
        | (DeValue::String(_), FieldType::Text | FieldType::Word(_))
        | (DeValue::Integer(_), FieldType::Number | FieldType::Count)
        | (DeValue::Boolean(_), FieldType::Flag)
        | (DeValue::Datetime(_), FieldType::Date)
        | (
            DeValue::Table(_),
            FieldType::Table | FieldType::Pairs | FieldType::Record(_) | FieldType::ById(_),
        ) => true,
        (DeValue::String(_), FieldType::Date) => {
            let day = day_of(value).unwrap_or_default().parse::<Datetime>();
            day.is_ok_and(|day| day.date.is_some() && day.time.is_none())
        }
        (DeValue::Array(list), FieldType::Texts) => list.iter().all(|it| it.get_ref().is_str()),
        (DeValue::Array(list), FieldType::Authors) => list.iter().all(is_author),
        (DeValue::Array(list), FieldType::Records(_)) => {
            list.iter().all(|it| it.get_ref().is_table())
        }
        _ => false,
    }
}

fn is_author(value: &Value<'_>) -> bool {
    let fields = value.get_ref().as_table();
    fields.is_some_and(|fields| {
        let mut names = ["literal", "family"].iter();
        names.any(|name| fields.text(name).is_some_and(|text| !text.is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_quotes_is_a_day_of_the_calendar() {
        for (date, is_day) in [
            ("2026-02-28", true),
            ("2026-02-30", false),
            ("12:30:45.1", false),
            ("soon", false),
        ] {
            let text = format!("updated = \"{date}\"\n");
            let (fields, _) = parse(&text);
            let updated = fields.get("updated").unwrap();
            assert_eq!(has_type(updated, FieldType::Date), is_day, "{date}");
        }
    }

    #[test]
    fn a_fault_without_a_place_lies_where_the_front_matter_begins() {
        let text = format!("+++\n{} = 1\n+++\n", vec!["a"; 200].join("."));
        let toml = toml_of("page.md", &text);
        assert_eq!(parse(&toml).1.unwrap().place.start, 4);
    }

    #[test]
    fn keys_and_values_know_their_places() {
        let matter = "a = 1\n[extra]\nkeys = [\"x\", \"y\"]\n[extra.facts]\n\"Z\" = \"z\"\n";
        let text = format!("\u{feff}\n+++\n{matter}+++\n");
        let toml = toml_of("page.md", &text);
        let (fields, _) = parse(&toml);
        let extra = fields.get("extra").unwrap().get_ref().as_table().unwrap();
        let at = |range: Range<usize>| text.get(range).unwrap().to_owned();
        let key = extra.fields().next().unwrap();
        assert_eq!(at(key.place), "keys");
        let keys: Vec<_> = extra.texts("keys").map(|(_, place)| at(place)).collect();
        assert_eq!(keys, ["\"x\"", "\"y\""]);
        let row = extra.table("facts").next().unwrap();
        assert_eq!(
            (at(row.place), at(row.value.span())),
            ("\"Z\"".into(), "\"z\"".into())
        );
    }
}
