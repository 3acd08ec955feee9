//! Rules of the front matter: valid, known fields, right types, complete, dated.

use crate::content::fields::{
    EVIDENCE_FIELDS, EXTRA_FIELDS, FieldType, INTERACTION_FIELDS, REVIEW_FIELDS, WORD_FIELDS,
    ZOLA_FIELDS,
};
use crate::content::nearest::nearest;
use crate::content::split::Fence;
use crate::library::check::page_view::PageView;
use crate::library::check::places::{Fields, SpannedField};
use crate::library::check::readability::sentences;
use crate::library::check::view::{ContentView, Finding};

/// The most characters of a description: what a search result or a list shows on one line or two.
const LONGEST_DESCRIPTION: usize = 120;

/// What a page of ours must say; `updated` has a rule of its own.
const REQUIRED: &[(&str, &str)] = &[
    ("title", "title = \"…\""),
    ("description", "description = \"One plain sentence.\""),
    ("weight", "weight = 10"),
];

pub fn is_valid<'a>(page: &PageView<'a>, _: &ContentView<'a>) -> Vec<Finding<'a>> {
    if let Some(fault) = &page.fault {
        let help = "mend this line; until then the page shows nothing but its body";
        return vec![page.file.finding(fault.place.clone(), &fault.reason, help)];
    }
    if page.kind.is_some() && page.topic.is_some() && page.fence != Fence::Toml {
        let message = "this page has no TOML front matter";
        let help = "begin it with title, description and weight between two +++ lines";
        return vec![page.file.finding(0..0, message, help)];
    }
    Vec::new()
}

/// A table of the front matter with the fields it may have.
type Known<'p> = (
    &'p Fields,
    &'static [(&'static str, FieldType)],
    &'static str,
);

/// The tables a page's fields are looked up in; our own only where our rules hold.
fn tables<'p>(page: &'p PageView<'_>) -> Vec<Known<'p>> {
    let mut tables: Vec<Known<'p>> = vec![(&page.fields, ZOLA_FIELDS, "front matter")];
    if page.is_ours() {
        tables.push((&page.extra, EXTRA_FIELDS, "[extra]"));
        let entries = |name| page.extra.list(name).filter_map(|it| it.as_table());
        let evidence = entries("evidence");
        tables.extend(evidence.map(|it| (it, EVIDENCE_FIELDS, "[[extra.evidence]]")));
        let pairs = entries("interactions");
        tables.extend(pairs.map(|it| (it, INTERACTION_FIELDS, "[[extra.interactions]]")));
        let table = |name| page.extra.get(name).and_then(|it| it.value.as_table());
        let review = table("reviewed");
        tables.extend(review.map(|it| (it, REVIEW_FIELDS, "[extra.reviewed]")));
        let words = table("words");
        tables.extend(words.map(|it| (it, WORD_FIELDS, "[extra.words]")));
    }
    tables
}

pub fn known_fields<'a>(page: &PageView<'a>, _: &ContentView<'a>) -> Vec<Finding<'a>> {
    let unknown = |(fields, known, table): Known<'_>| -> Vec<Finding<'a>> {
        let names = || known.iter().map(|(name, _)| *name);
        fields
            .iter()
            .filter(|field| !names().any(|name| name == field.name))
            .map(|field| {
                let message = format!("`{}` is no field of {table}", field.name);
                page.file
                    .finding(field.place.clone(), message, mend(field, known))
            })
            .collect()
    };
    tables(page).into_iter().flat_map(unknown).collect()
}

fn mend(field: &SpannedField, known: &[(&str, FieldType)]) -> String {
    let near = nearest(&field.name, known.iter().map(|(name, _)| *name));
    if let Some(name) = near {
        return format!("did you mean `{name}`?");
    }
    if EXTRA_FIELDS.iter().any(|(name, _)| *name == field.name) {
        return format!("write `{}` below the line [extra]", field.name);
    }
    "remove it, or write it as Zola or this reference calls it".to_owned()
}

pub fn field_types<'a>(page: &PageView<'a>, _: &ContentView<'a>) -> Vec<Finding<'a>> {
    let wrong = |(fields, known, _): Known<'_>| -> Vec<Finding<'a>> {
        let wanted = |field: &SpannedField| known.iter().find(|(name, _)| *name == field.name);
        fields
            .iter()
            .filter_map(|field| Some((field, wanted(field)?.1)))
            .filter(|(field, wanted)| !field.value.has_type(*wanted))
            .map(|(field, wanted)| {
                let message = format!("`{}` has the wrong type", field.name);
                let help = format!("write {}", wanted.words());
                page.file.finding(field.value.place.clone(), message, help)
            })
            .collect()
    };
    let facts = page
        .extra
        .table("facts")
        .filter(|row| page.is_ours() && row.value.as_text().is_none());
    let facts = facts.map(|row| {
        let message = format!("the fact row `{}` has the wrong type", row.name);
        page.file
            .finding(row.value.place.clone(), message, "write a text in quotes")
    });
    tables(page)
        .into_iter()
        .flat_map(wrong)
        .chain(facts)
        .collect()
}

pub fn required_fields<'a>(page: &PageView<'a>, _: &ContentView<'a>) -> Vec<Finding<'a>> {
    let required = if page.is_section() {
        REQUIRED.get(..2)
    } else {
        Some(REQUIRED)
    };
    let empty = |name: &str| {
        page.fields
            .text(name)
            .is_some_and(|text| text.trim().is_empty())
    };
    let mut found: Vec<Finding<'a>> = required
        .unwrap_or_default()
        .iter()
        .filter(|(name, _)| page.fields.get(name).is_none() || empty(name))
        .map(|(name, example)| {
            page.at_key(
                &page.fields,
                name,
                format!("`{name}` is missing"),
                format!("add {example}"),
            )
        })
        .collect();
    if !page.is_section() && page.extra.list("keys").next().is_none() {
        let help =
            "add keys = [\"…\"] below [extra]: what a lay person would type to find this page";
        found.push(page.at_key(&page.extra, "keys", "the page has no search keys", help));
    }
    found
}

pub fn description<'a>(page: &PageView<'a>, _: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(text) = page
        .fields
        .text("description")
        .map(str::trim)
        .filter(|text| !text.is_empty())
    else {
        return Vec::new();
    };
    let place = page
        .fields
        .get("description")
        .map_or(0..0, |field| field.value.place.clone());
    let say = |message: String, help: &str| vec![page.file.finding(place.clone(), message, help)];
    let length = text.chars().count();
    if length > LONGEST_DESCRIPTION {
        let message =
            format!("the description has {length} characters, more than {LONGEST_DESCRIPTION}");
        return say(message, "shorten it: lists show it on one line");
    }
    if !text.ends_with(['.', '?', '!']) {
        return say(
            "the description does not end as a sentence".to_owned(),
            "end it with a full stop",
        );
    }
    match sentences(text).count() {
        0 | 1 => Vec::new(),
        count => say(
            format!("the description has {count} sentences"),
            "keep one, and move the rest into the text",
        ),
    }
}

pub fn updated<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(field) = page.fields.get("updated") else {
        let today = view.today;
        let help =
            format!("add updated = {today}, the day its text was checked against its sources");
        return vec![page.at_key(&page.fields, "updated", "`updated` is missing", help)];
    };
    let day = field
        .value
        .as_day()
        .filter(|_| field.value.has_type(FieldType::Date));
    let day = day.unwrap_or_default();
    if day > view.today {
        let message = format!(
            "`updated` lies in the future: {day} is after today, {}",
            view.today
        );
        let help = "write the day the text was last checked against its sources";
        return vec![page.at_key(&page.fields, "updated", message, help)];
    }
    Vec::new()
}
