//! Front matter of other generators, YAML and JSON, as the table that TOML would give.

use saphyr::{LoadableYamlNode as _, ScalarOwned, YamlOwned};
use serde_json::Value as Json;
use toml::{Table, Value};

/// Reads YAML; an error with its line, from 1.
pub fn yaml(text: &str) -> Result<Table, (usize, String)> {
    let documents = YamlOwned::load_from_str(text).map_err(|error| {
        // What is never closed is noticed behind the last line.
        let line = error.marker().line().min(text.lines().count().max(1));
        (line, error.info().to_owned())
    })?;
    Ok(match documents.into_iter().next().and_then(yaml_value) {
        Some(Value::Table(table)) => titled(table),
        _ => Table::new(),
    })
}

/// Reads a JSON object; an error with its line, from 1.
pub fn json(text: &str) -> Result<Table, (usize, String)> {
    let object: serde_json::Map<String, Json> =
        serde_json::from_str(text).map_err(|error| (error.line(), error.to_string()))?;
    let field = |(name, value)| Some((name, json_value(value)?));
    Ok(titled(object.into_iter().filter_map(field).collect()))
}

/// A title that looks like a number or a truth is text: `title: 1984` needs no quotes.
fn titled(mut table: Table) -> Table {
    if let Some(title) = table.get_mut("title")
        && !matches!(title, Value::String(_) | Value::Array(_) | Value::Table(_))
    {
        *title = Value::String(title.to_string());
    }
    table
}

/// None for what TOML has no word for.
fn yaml_value(value: YamlOwned) -> Option<Value> {
    Some(match value {
        YamlOwned::Value(ScalarOwned::String(text)) | YamlOwned::Representation(text, ..) => {
            Value::String(text)
        }
        YamlOwned::Value(ScalarOwned::Integer(number)) => Value::Integer(number),
        YamlOwned::Value(ScalarOwned::Boolean(truth)) => Value::Boolean(truth),
        YamlOwned::Value(ScalarOwned::FloatingPoint(number)) => Value::Float(number.0),
        YamlOwned::Sequence(list) => {
            Value::Array(list.into_iter().filter_map(yaml_value).collect())
        }
        YamlOwned::Mapping(fields) => {
            let field = |(name, value)| Some((name_of(yaml_value(name)?)?, yaml_value(value)?));
            Value::Table(fields.into_iter().filter_map(field).collect())
        }
        YamlOwned::Tagged(_, inner) => return yaml_value(*inner),
        _ => return None,
    })
}

/// A key that is written without quotes may look like a number.
fn name_of(value: Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn json_value(value: Json) -> Option<Value> {
    Some(match value {
        Json::Null => return None,
        Json::Bool(truth) => Value::Boolean(truth),
        Json::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Float))?,
        Json::String(text) => Value::String(text),
        Json::Array(list) => Value::Array(list.into_iter().filter_map(json_value).collect()),
        Json::Object(fields) => {
            let field = |(name, value)| Some((name, json_value(value)?));
            Value::Table(fields.into_iter().filter_map(field).collect())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_scalars_of_every_style_are_read() {
        let table = yaml(
            "# a note\ntitle : 'It''s'\nfolded: >\n  one\n  two\nblock: |\n  a\n  b\nquoted: \"a: b # c\"\nweight:   7 # last\ntags: [a, 'b']\ndate: 2024-05-01\nnone: ~\n",
        )
        .unwrap();
        let text = |name: &str| table[name].as_str().unwrap().trim_end().to_owned();
        assert_eq!(text("title"), "It's");
        assert_eq!(text("folded"), "one two");
        assert_eq!(text("block"), "a\nb");
        assert_eq!(text("quoted"), "a: b # c");
        assert_eq!(text("date"), "2024-05-01");
        assert_eq!(table["weight"].as_integer(), Some(7));
        assert_eq!(table["tags"].as_array().unwrap().len(), 2);
        assert!(!table.contains_key("none"));
        assert_eq!(yaml("a: [1").unwrap_err().0, 1);
    }

    #[test]
    fn json_is_read_without_what_toml_has_no_word_for() {
        let table = json("{ \"b\": [1, null], \"a\": { \"c\": true } }").unwrap();
        assert_eq!(table["b"].as_array().unwrap().len(), 1);
        assert_eq!(table["a"]["c"].as_bool(), Some(true));
        assert_eq!(json("{\n x }").unwrap_err().0, 2);
    }
}
