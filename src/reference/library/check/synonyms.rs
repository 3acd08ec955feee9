//! Rules of `synonyms.toml`: words of the reference, each with what people type for it.

use crate::content::fields::FieldType;
use crate::content::text::fold;
use crate::library::check::places::Value;
use crate::library::check::problem::Findings;
use crate::library::check::view::{Companion, ContentView};

pub fn readable(companion: &Companion<'_>, _: &ContentView<'_>, found: &mut Findings) {
    let (file, fields) = (companion.file, &companion.fields);
    let is_part = |name: &str| ["same", "words"].contains(&name);
    for field in fields.iter().filter(|field| !is_part(&field.name)) {
        let message = format!("`{}` is no part of synonyms.toml", field.name);
        let help = "write groups in the list `same`, and words below the line [words]";
        found.add(file, &field.place, message, help);
    }
    let texts = |value: &Value, least| {
        let list = value.as_list().filter(|list| list.len() >= least);
        list.is_some() && value.has_type(FieldType::Texts)
    };
    for group in fields.list("same").filter(|group| !texts(group, 2)) {
        let message = "a group of synonyms needs two words or more";
        let help = "write words that stand for each other: [\"lump\", \"bump\"]";
        found.add(file, &group.place, message, help);
    }
    for field in fields.table("words") {
        let word = fold(&field.name);
        if !texts(&field.value, 1) {
            let message = format!("nothing is typed for `{word}`");
            let help = "write \"word\" = [\"what people type\", \"for it\"]";
            found.add(file, &field.place, message, help);
            continue;
        }
        let mut seen = vec![word.clone()];
        for value in field.value.as_list().unwrap_or_default() {
            let text = fold(value.as_text().unwrap_or_default());
            if seen.contains(&text) {
                let message = format!("`{text}` is repeated for `{word}`");
                found.add(file, &value.place, message, "keep it once");
            }
            seen.push(text);
        }
    }
}
