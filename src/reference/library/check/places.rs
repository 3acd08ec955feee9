//! TOML as data that knows where in its file every key and value stands.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::content::fields::FieldType;

#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<SpannedField>);

#[derive(Clone, Debug)]
pub struct SpannedField {
    pub name: String,
    /// Where the key stands; of `[extra.facts]` the last name.
    pub place: Range<usize>,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub struct Value {
    pub kind: ValueKind,
    pub place: Range<usize>,
}

#[derive(Clone, Debug)]
pub enum ValueKind {
    Text(String),
    Number,
    Flag(bool),
    Date(String),
    List(Vec<Value>),
    Table(Fields),
    Other,
}

/// Why a text is no TOML, and where.
#[derive(Clone, Debug)]
pub struct Fault {
    pub place: Range<usize>,
    pub reason: String,
}

/// Reads TOML that begins at byte `offset` of its file; what is none has no fields and a fault.
pub fn parse(text: &str, offset: usize) -> (Fields, Option<Fault>) {
    match DeTable::parse(text) {
        Ok(table) => (fields(table.get_ref(), offset), None),
        Err(error) => {
            let place = moved(&error.span().unwrap_or_default(), offset);
            let reason = error.message().lines().collect::<Vec<_>>().join(", ");
            (Fields::default(), Some(Fault { place, reason }))
        }
    }
}

const fn moved(span: &Range<usize>, offset: usize) -> Range<usize> {
    span.start + offset..span.end + offset
}

fn fields(table: &DeTable<'_>, offset: usize) -> Fields {
    let field = |(name, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| SpannedField {
        name: AsRef::<str>::as_ref(name.get_ref()).to_owned(),
        place: moved(&name.span(), offset),
        value: value_of(value, offset),
    };
    Fields(table.iter().map(field).collect())
}

fn value_of(value: &Spanned<DeValue<'_>>, offset: usize) -> Value {
    let kind = match value.get_ref() {
        DeValue::String(text) => ValueKind::Text(text.to_string()),
        DeValue::Integer(_) => ValueKind::Number,
        DeValue::Boolean(truth) => ValueKind::Flag(*truth),
        DeValue::Datetime(date) => ValueKind::Date(date.to_string()),
        DeValue::Array(list) => {
            ValueKind::List(list.iter().map(|inner| value_of(inner, offset)).collect())
        }
        DeValue::Table(table) => ValueKind::Table(fields(table, offset)),
        DeValue::Float(_) => ValueKind::Other,
    };
    Value {
        kind,
        place: moved(&value.span(), offset),
    }
}

impl Fields {
    pub fn get(&self, name: &str) -> Option<&SpannedField> {
        self.0.iter().find(|field| field.name == name)
    }

    pub fn iter(&self) -> impl Iterator<Item = &SpannedField> {
        self.0.iter()
    }

    /// The value of `name`, if it is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.value.as_text()
    }

    /// The fields of the table `name`; none if there is no such table.
    pub fn table(&self, name: &str) -> impl Iterator<Item = &SpannedField> {
        self.get(name)
            .and_then(|field| field.value.as_table())
            .into_iter()
            .flat_map(Self::iter)
    }

    /// The texts of the list `name`, each with its place.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.list(name)
            .filter_map(|value| Some((value.as_text()?, &value.place)))
    }

    pub fn tables(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.list(name).filter_map(Value::as_table)
    }

    pub fn list(&self, name: &str) -> impl Iterator<Item = &Value> {
        let list = self.get(name).and_then(|field| field.value.as_list());
        list.unwrap_or_default().iter()
    }
}

impl Value {
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub const fn as_table(&self) -> Option<&Fields> {
        match &self.kind {
            ValueKind::Table(fields) => Some(fields),
            _ => None,
        }
    }

    pub const fn as_list(&self) -> Option<&[Self]> {
        match &self.kind {
            ValueKind::List(list) => Some(list.as_slice()),
            _ => None,
        }
    }

    /// The day of a date, written as TOML's own kind or as text.
    pub fn as_day(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::Date(text) | ValueKind::Text(text) => text.split(['T', ' ']).next(),
            _ => None,
        }
    }

    fn is_author(&self) -> bool {
        let has = |name| {
            self.as_table()
                .is_some_and(|it| it.text(name).is_some_and(|text| !text.is_empty()))
        };
        has("literal") || has("family")
    }

    pub fn has_type(&self, wanted: FieldType) -> bool {
        match (&self.kind, wanted) {
            (_, FieldType::Any)
            | (ValueKind::Text(_), FieldType::Text | FieldType::Word(_))
            | (ValueKind::Number, FieldType::Number | FieldType::Count)
            | (ValueKind::Flag(_), FieldType::Flag)
            | (ValueKind::Date(_), FieldType::Date)
            | (
                ValueKind::Table(_),
                FieldType::Table | FieldType::Pairs | FieldType::Record(_) | FieldType::ById(_),
            ) => true,
            (ValueKind::Text(_), FieldType::Date) => self.as_day().is_some_and(is_day),
            (ValueKind::List(list), FieldType::Texts) => {
                list.iter().all(|value| value.as_text().is_some())
            }
            (ValueKind::List(list), FieldType::Authors) => list.iter().all(Self::is_author),
            (ValueKind::List(list), FieldType::Records(_)) => {
                list.iter().all(|value| value.as_table().is_some())
            }
            _ => false,
        }
    }
}

/// Whether the text is a day as `2026-01-31`.
fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_know_their_places() {
        let text = "a = 1\n[extra]\nkeys = [\"x\", \"y\"]\n[extra.facts]\n\"Z\" = \"z\"\n";
        let (fields, _) = parse(text, 0);
        let extra = fields.get("extra").unwrap();
        let extra = extra.value.as_table().unwrap();
        let at = |range: &Range<usize>| text.get(range.clone()).unwrap().to_owned();
        assert_eq!(at(&extra.get("keys").unwrap().place), "keys");
        let keys: Vec<_> = extra.texts("keys").map(|(_, place)| at(place)).collect();
        assert_eq!(keys, ["\"x\"", "\"y\""]);
        let row = extra.table("facts").next().unwrap();
        assert_eq!(
            (at(&row.place), at(&row.value.place)),
            ("\"Z\"".into(), "\"z\"".into())
        );
    }
}
