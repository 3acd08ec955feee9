//! Reading tables leniently: a field of the wrong type is passed over, and text is safe and on one line.

use toml::{Table, Value};

use crate::text::one_line;

/// A text; none when it is empty.
pub fn text(table: &Table, name: &str) -> Option<String> {
    let text = table.get(name).and_then(Value::as_str).map(one_line);
    text.filter(|text| !text.is_empty())
}

/// The texts of a list, or a single text.
pub fn texts(table: &Table, name: &str) -> Vec<String> {
    let list = match table.get(name) {
        Some(Value::Array(list)) => list.as_slice(),
        Some(single @ Value::String(_)) => std::slice::from_ref(single),
        _ => &[],
    };
    let texts = list.iter().filter_map(Value::as_str).map(one_line);
    texts.filter(|text| !text.is_empty()).collect()
}

pub fn number(table: &Table, name: &str) -> Option<i64> {
    table.get(name).and_then(Value::as_integer)
}

/// Whether it is set; no for anything but a truth value.
pub fn flag(table: &Table, name: &str) -> bool {
    table.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// A date of TOML's own kind or as text, without its time.
pub fn date(table: &Table, name: &str) -> Option<String> {
    let text = match table.get(name)? {
        Value::Datetime(date) => date.to_string(),
        Value::String(text) => one_line(text),
        _ => return None,
    };
    text.split(['T', ' ']).next().map(str::to_owned)
}

/// The table of this name; an empty one where there is none.
pub fn table<'a>(table: &'a Table, name: &str) -> Option<&'a Table> {
    table.get(name).and_then(Value::as_table)
}

/// The tables of a list.
pub fn tables<'a>(table: &'a Table, name: &str) -> impl Iterator<Item = &'a Table> {
    let list = table.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_table)
}

/// The texts of a table with their names, in the order they are written.
pub fn pairs(whole: &Table, name: &str) -> Vec<(String, String)> {
    let fields = table(whole, name).into_iter().flatten();
    fields
        .filter_map(|(name, value)| Some((one_line(name), one_line(value.as_str()?))))
        .collect()
}
