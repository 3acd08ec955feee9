//! Rules of `synonyms.toml`: words of the reference, each with what people type for it.

use crate::content::fields::FieldType;
use crate::content::text::fold;
use crate::library::check::places::{SpannedField, Value, ValueKind};
use crate::library::check::view::{Companion, ContentView, Finding};

pub fn readable<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(companion) = &view.synonyms else {
        return Vec::new();
    };
    if let Some(fault) = &companion.fault {
        let message = format!("synonyms.toml is not valid TOML: {}", fault.reason);
        let place = fault.place.clone();
        return vec![companion.file.finding(place, message, "mend this line")];
    }
    let stray = |field: &&SpannedField| !["same", "words"].contains(&field.name.as_str());
    let strangers = companion.fields.iter().filter(stray).map(|field| {
        let message = format!("`{}` is no part of synonyms.toml", field.name);
        let help = "write groups in the list `same`, and words below the line [words]";
        companion.file.finding(field.place.clone(), message, help)
    });
    let groups = companion.fields.list("same");
    let groups = groups.filter_map(|group| {
        let fault = group_fault(group)?;
        let help = "write words that stand for each other: [\"lump\", \"bump\"]";
        Some(companion.file.finding(group.place.clone(), fault, help))
    });
    let words = companion.fields.table("words");
    let words = words.flat_map(|field| word_faults(companion, field));
    strangers.chain(groups).chain(words).collect()
}

fn group_fault(group: &Value) -> Option<String> {
    let words = group.has_type(FieldType::Texts);
    let enough = matches!(&group.kind, ValueKind::List(words) if words.len() > 1);
    (!words || !enough).then(|| "a group of synonyms needs two words or more".to_owned())
}

/// What is wrong with one line below `[words]`.
fn word_faults<'a>(companion: &Companion<'a>, field: &SpannedField) -> Vec<Finding<'a>> {
    let word = fold(&field.name);
    let typed = match &field.value.kind {
        ValueKind::List(typed) if !typed.is_empty() && field.value.has_type(FieldType::Texts) => {
            typed
        }
        _ => {
            let message = format!("nothing is typed for `{word}`");
            let help = "write \"word\" = [\"what people type\", \"for it\"]";
            return vec![companion.file.finding(field.place.clone(), message, help)];
        }
    };
    let mut seen = vec![word.clone()];
    let mut findings = Vec::new();
    for value in typed {
        let Some(text) = value.as_text().map(fold) else {
            continue;
        };
        if seen.contains(&text) {
            let message = format!("`{text}` is repeated for `{word}`");
            let place = value.place.clone();
            findings.push(companion.file.finding(place, message, "keep it once"));
        }
        seen.push(text);
    }
    findings
}
