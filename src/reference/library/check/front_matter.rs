//! Rules of the front matter: valid, known fields, right types, complete, dated.

use crate::content::FrontMatter;
use crate::content::fields::{Field, FieldType, ZOLA_FIELDS};
use crate::content::nearest::nearest;
use crate::content::record::Record as _;
use crate::content::split::Fence;
use crate::library::check::page_view::PageView;
use crate::library::check::places::{Fields, LookUp as _, SpannedField, day_of, has_type};
use crate::library::check::problem::Findings;
use crate::library::check::readability::sentences;
use crate::library::check::view::ContentView;

/// The most characters of a description: what a search result or a list shows on one line or two.
const LONGEST_DESCRIPTION: usize = 120;

/// What a page of ours must say; `updated` has a rule of its own, and a section needs no weight.
const REQUIRED: &[(&str, &str)] = &[
    ("title", "title = \"…\""),
    ("description", "description = \"One plain sentence.\""),
    ("weight", "weight = 10"),
];

pub fn is_valid(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    if let Some(fault) = &page.fault {
        let help = "mend this line; until then the page shows nothing but its body";
        found.add(page.file, &fault.place, &fault.reason, help);
    } else if page.kind.is_some() && page.topic.is_some() && page.fence != Fence::Toml {
        let help = "begin it with title, description and weight between two +++ lines";
        found.add(
            page.file,
            &(0..0),
            "this page has no TOML front matter",
            help,
        );
    }
}

/// The tables a page's fields are looked up in, each with the fields it may have and its name; our own only where our
/// rules hold.
fn tables<'p>(page: &'p PageView<'_>) -> Vec<(&'p Fields<'p>, &'static [Field], String)> {
    let mut tables = vec![(&page.fields, ZOLA_FIELDS, "front matter".to_owned())];
    if !page.is_ours() {
        return tables;
    }
    tables.push((&page.extra, FrontMatter::FIELDS, "[extra]".to_owned()));
    for (name, kind) in FrontMatter::FIELDS {
        match kind {
            FieldType::Record(known) => {
                let table = page.extra.get(*name);
                let table = table.and_then(|it| it.get_ref().as_table());
                tables.extend(table.map(|it| (it, *known, format!("[extra.{name}]"))));
            }
            FieldType::Records(known) => {
                let entries = page.extra.tables(name);
                tables.extend(entries.map(|it| (it, *known, format!("[[extra.{name}]]"))));
            }
            _ => {}
        }
    }
    tables
}

pub fn known_fields(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    for (fields, known, table) in tables(page) {
        let is_known = |name: &str| known.iter().any(|(own, _)| *own == name);
        for field in fields.fields().filter(|field| !is_known(field.name)) {
            let message = format!("`{}` is no field of {table}", field.name);
            found.add(page.file, &field.place, message, mend(field.name, known));
        }
    }
}

fn mend(field: &str, known: &[Field]) -> String {
    let near = nearest(field, known.iter().map(|(name, _)| *name));
    if let Some(name) = near {
        return format!("did you mean `{name}`?");
    }
    if FrontMatter::FIELDS.iter().any(|(name, _)| *name == field) {
        return format!("write `{field}` below the line [extra]");
    }
    "remove it, or write it as Zola or this reference calls it".to_owned()
}

pub fn field_types(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    for (fields, known, _) in tables(page) {
        let fields = fields.fields();
        fields.for_each(|field| found.field_type(page.file, &field, known));
    }
    let is_wrong = |row: &SpannedField<'_>| page.is_ours() && !row.value.get_ref().is_str();
    for row in page.extra.table("facts").filter(is_wrong) {
        let message = format!("the fact row `{}` has the wrong type", row.name);
        found.add(
            page.file,
            &row.value.span(),
            message,
            "write a text in quotes",
        );
    }
}

pub fn required_fields(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    let fields = &page.fields;
    let is_empty = |name: &str| fields.text(name).is_some_and(|it| it.trim().is_empty());
    let required = REQUIRED.iter().take(if page.is_section() { 2 } else { 3 });
    for (name, example) in required.filter(|(it, _)| !fields.contains_key(*it) || is_empty(it)) {
        let (message, help) = (format!("`{name}` is missing"), format!("add {example}"));
        found.at_key((page.file, fields), name, message, help);
    }
    if !page.is_section() && page.extra.list("keys").next().is_none() {
        let message = "the page has no search keys";
        let help =
            "add keys = [\"…\"] below [extra]: what a lay person would type to find this page";
        found.at_key((page.file, &page.extra), "keys", message, help);
    }
}

pub fn description(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    let Some(field) = page.fields.get("description") else {
        return;
    };
    let text = field.get_ref().as_str().unwrap_or_default().trim();
    let (length, count) = (text.chars().count(), sentences(text).count());
    let (message, help) = if length > LONGEST_DESCRIPTION {
        (
            format!("has {length} characters, more than {LONGEST_DESCRIPTION}"),
            "shorten it: lists show it on one line",
        )
    } else if !text.is_empty() && !text.ends_with(['.', '?', '!']) {
        let message = "does not end as a sentence".to_owned();
        (message, "end it with a full stop")
    } else if count > 1 {
        let help = "keep one, and move the rest into the text";
        (format!("has {count} sentences"), help)
    } else {
        return;
    };
    let message = format!("the description {message}");
    found.add(page.file, &field.span(), message, help);
}

pub fn updated(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let today = view.today;
    let field = page.fields.get("updated");
    let day = field.filter(|value| has_type(value, FieldType::Date));
    let day = day.and_then(day_of).unwrap_or_default();
    let (message, help) = if field.is_none() {
        (
            "`updated` is missing".to_owned(),
            format!("add updated = {today}, the day its text was checked against its sources"),
        )
    } else if day.as_str() > today {
        (
            format!("`updated` lies in the future: {day} is after today, {today}"),
            "write the day the text was last checked against its sources".to_owned(),
        )
    } else {
        return;
    };
    found.at_key((page.file, &page.fields), "updated", message, help);
}
