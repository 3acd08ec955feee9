//! Rules of `synonyms.toml`: words of the reference, each with what people type for it.

use crate::content::fields::FieldType;
use crate::content::text::fold;
use crate::library::check::places::{LookUp as _, Value, has_type};
use crate::library::check::problem::Findings;
use crate::library::check::view::{Companion, ContentView};

pub fn readable(companion: &Companion<'_>, _: &ContentView<'_>, found: &mut Findings) {
    let (file, fields) = (companion.file, &companion.fields);
    let is_part = |name: &str| ["same", "words"].contains(&name);
    for field in fields.fields().filter(|field| !is_part(field.name)) {
        let message = format!("`{}` is no part of synonyms.toml", field.name);
        let help = "write groups in the list `same`, and words below the line [words]";
        found.add(file, &field.place, message, help);
    }
    let texts = |value: &Value<'_>, least| {
        let list = value.get_ref().as_array();
        list.is_some_and(|list| list.len() >= least) && has_type(value, FieldType::Texts)
    };
    for group in fields.list("same").filter(|group| !texts(group, 2)) {
        let message = "a group of synonyms needs two words or more";
        let help = "write words that stand for each other: [\"lump\", \"bump\"]";
        found.add(file, &group.span(), message, help);
    }
    for field in fields.table("words") {
        let word = fold(field.name);
        let typed = field.value.get_ref().as_array();
        let Some(typed) = typed.filter(|_| texts(field.value, 1)) else {
            let message = format!("nothing is typed for `{word}`");
            let help = "write \"word\" = [\"what people type\", \"for it\"]";
            found.add(file, &field.place, message, help);
            continue;
        };
        let mut seen = vec![word.clone()];
        for value in typed {
            let text = fold(value.get_ref().as_str().unwrap_or_default());
            if seen.contains(&text) {
                let message = format!("`{text}` is repeated for `{word}`");
                found.add(file, &value.span(), message, "keep it once");
            }
            seen.push(text);
        }
    }
}
