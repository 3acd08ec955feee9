//! Reading tables leniently: a field of the wrong type is passed over, and text is safe and on one line.

use serde::Deserialize;
use toml::{Table, Value};

use crate::Author;
use crate::fields::{Field, FieldType};
use crate::record::Record as _;
use crate::text::one_line;

/// A table as data, with the names of its fields as serde has them.
pub fn read<T: Deserialize<'static> + Default>(table: Table) -> T {
    // What is kept of a table has the types that the data is made of.
    T::deserialize(table).unwrap_or_default()
}

/// What a table says under the names of these fields, of the types that they hold.
pub fn kept(table: &Table, fields: &[Field]) -> Table {
    let field = |(name, kind): &Field| {
        let value = kept_value(table.get(*name)?, *kind)?;
        Some(((*name).to_owned(), value))
    };
    fields.iter().filter_map(field).collect()
}

fn kept_value(value: &Value, kind: FieldType) -> Option<Value> {
    let list = || match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    Some(match (kind, value) {
        (FieldType::Text, Value::String(text)) => {
            Value::String(Some(one_line(text)).filter(|text| !text.is_empty())?)
        }
        (FieldType::Word(known), Value::String(_)) => {
            let text = kept_value(value, FieldType::Text)?;
            Some(text).filter(|text| known.iter().any(|word| text.as_str() == Some(word)))?
        }
        (FieldType::Number, Value::Integer(_)) | (FieldType::Flag, Value::Boolean(_)) => {
            value.clone()
        }
        (FieldType::Count, Value::Integer(number)) => {
            Value::Integer(u32::try_from(*number).ok()?.into())
        }
        (FieldType::Date, Value::Datetime(_) | Value::String(_)) => {
            let text = value.as_str().map_or_else(|| value.to_string(), one_line);
            Value::String(text.split(['T', ' ']).next()?.to_owned())
        }
        (FieldType::Texts, Value::Array(_) | Value::String(_)) => {
            let text = |value| kept_value(value, FieldType::Text);
            Value::Array(list().iter().filter_map(text).collect())
        }
        (FieldType::Authors, _) => Value::Array(list().iter().filter_map(author).collect()),
        (FieldType::Pairs, Value::Table(fields)) => {
            let pair = |(name, value): (&String, &Value)| {
                Some(Value::from(vec![one_line(name), one_line(value.as_str()?)]))
            };
            Value::Array(fields.iter().filter_map(pair).collect())
        }
        (FieldType::Record(known), Value::Table(fields)) => Value::Table(kept(fields, known)),
        (FieldType::Records(known), Value::Array(list)) => {
            let tables = list.iter().filter_map(Value::as_table);
            let records = tables.map(|fields| Value::Table(kept(fields, known)));
            Value::Array(records.collect())
        }
        (FieldType::ById(known), Value::Table(entries)) => {
            let entry = |(id, entry): (&String, &Value)| {
                let mut fields = kept(entry.as_table()?, known);
                fields.insert("id".to_owned(), Value::String(one_line(id)));
                Some(Value::Table(fields))
            };
            Value::Array(entries.iter().filter_map(entry).collect())
        }
        _ => return None,
    })
}

/// A person, or a name that is not parted; none without a name.
fn author(value: &Value) -> Option<Value> {
    let none = Table::new();
    let mut fields = kept(value.as_table().unwrap_or(&none), Author::FIELDS);
    let name = kept_value(value, FieldType::Text);
    fields.extend(name.map(|name| ("literal".to_owned(), name)));
    let has_name = fields.contains_key("literal") || fields.contains_key("family");
    has_name.then_some(Value::Table(fields))
}
