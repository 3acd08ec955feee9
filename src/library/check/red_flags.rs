//! Rules of `red-flags.toml` and of the pages that name its rows.

use std::collections::{BTreeMap, HashSet};

use crate::content::fields::{FieldType, RED_FLAG_FIELDS};
use crate::content::nearest::{choose, nearest};
use crate::content::text::fold;
use crate::content::{RedFlag, URGENCIES};
use crate::library::check::places::{Fields, SpannedField};
use crate::library::check::view::{CheckedFile, Companion, ContentView, Finding};
use crate::library::red_flags::ANYONE;

/// The parts of the file.
const PARTS: &[(&str, FieldType)] = &[
    ("groups", FieldType::Texts),
    ("reserved_words", FieldType::Texts),
    ("levels", FieldType::Table),
    ("rows", FieldType::Table),
    ("exceptions", FieldType::Tables),
];

/// What a row must say.
const REQUIRED: &[&str] = &["level", "for", "who", "short", "signs", "sources"];

/// Every row has what it must, in the fixed words, and sources that are known and not all weak.
pub fn readable<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(companion) = &view.red_flags else {
        return Vec::new();
    };
    if let Some(fault) = &companion.fault {
        let message = format!("red-flags.toml is not valid TOML: {}", fault.reason);
        let place = fault.place.clone();
        return vec![companion.file.finding(place, message, "mend this line")];
    }
    let mut found = fields_of(companion.file, &companion.fields, PARTS, "red-flags.toml");
    let rows = companion.fields.table("rows");
    found.extend(rows.flat_map(|row| in_row(view, companion, row)));
    found
}

fn in_row<'a>(
    view: &ContentView<'a>,
    companion: &Companion<'a>,
    row: &SpannedField,
) -> Vec<Finding<'a>> {
    let file = companion.file;
    let Some(fields) = row.value.as_table() else {
        let message = format!("`{}` is no row", row.name);
        return vec![file.finding(row.place.clone(), message, "write a table: [rows.an-id]")];
    };
    let mut found = fields_of(file, fields, RED_FLAG_FIELDS, "a row");
    let lacks = |name: &&&str| fields.get(name).is_none();
    found.extend(REQUIRED.iter().filter(lacks).map(|name| {
        let message = format!("the row `{}` has no `{name}`", row.name);
        file.finding(row.place.clone(), message, format!("add {name}"))
    }));
    let levels: Vec<&str> = URGENCIES.iter().map(|(name, _)| *name).collect();
    let groups: Vec<&str> = companion.fields.texts("groups").map(|(it, _)| it).collect();
    let level = fields.get("level").into_iter();
    let level = level.filter_map(|it| Some((it.value.as_text()?, &it.value.place)));
    let named = level.map(|it| (it, "level", &levels));
    let named = named.chain(fields.texts("for").map(|it| (it, "group", &groups)));
    found.extend(
        named
            .filter(|((name, _), _, known)| !known.contains(name))
            .map(|((name, place), what, known)| {
                let message = format!("`{name}` is no {what}");
                file.finding(place.clone(), message, choose(name, known))
            }),
    );
    found.extend(sources(view, file, fields));
    found
}

/// Fields that are not known, or hold what they should not.
fn fields_of<'a>(
    file: CheckedFile<'a>,
    fields: &Fields,
    known: &[(&str, FieldType)],
    whole: &str,
) -> Vec<Finding<'a>> {
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let wrong = |field: &SpannedField| {
        let Some((_, wanted)) = known.iter().find(|(name, _)| *name == field.name) else {
            let message = format!("`{}` is no field of {whole}", field.name);
            return Some(file.finding(field.place.clone(), message, choose(&field.name, &names)));
        };
        (!field.value.has_type(*wanted)).then(|| {
            let message = format!("`{}` has the wrong type", field.name);
            let help = format!("write {}", wanted.words());
            file.finding(field.value.place.clone(), message, help)
        })
    };
    fields.iter().filter_map(wrong).collect()
}

/// The `sources` of an entry: those that are not known, or that they are all weak.
pub fn sources<'a>(
    view: &ContentView<'a>,
    file: CheckedFile<'a>,
    entry: &Fields,
) -> Vec<Finding<'a>> {
    let known = view.sources.as_ref().filter(|it| it.fault.is_none());
    let Some(known) = known.map(|it| &it.names) else {
        return Vec::new();
    };
    let strangers = entry
        .texts("sources")
        .filter(|(id, _)| !known.contains(*id));
    let mut found: Vec<Finding<'a>> = strangers
        .map(|(id, place)| {
            let near = nearest(id, known.iter().map(String::as_str));
            let help = near.map_or_else(
                || format!("add a [{id}] table to sources.toml"),
                |name| format!("did you mean `{name}`?"),
            );
            let message = format!("`{id}` is no source in sources.toml");
            file.finding(place.clone(), message, help)
        })
        .collect();
    let is_weak = |id: &str| {
        let source = view.library.sources().get(id);
        source.is_some_and(crate::library::Source::is_weak)
    };
    let mut cited = entry.texts("sources").peekable();
    if let Some((first, place)) = cited.peek().copied()
        && cited.all(|(id, _)| is_weak(id))
    {
        let message = format!("the weak source `{first}` stands alone");
        let help = "cite a better source right beside it, or leave the statement out";
        found.push(file.finding(place.clone(), message, help));
    }
    found
}

/// The ids that pages name are those of rows, and every row is named by a page.
pub fn shown<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    if view.red_flags.as_ref().is_some_and(|it| it.fault.is_some()) {
        return Vec::new();
    }
    let rows: Vec<&SpannedField> = rows(view).collect();
    let names = || rows.iter().map(|row| row.name.as_str());
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for page in &view.pages {
        for (id, place) in page.extra.texts("red_flags") {
            if names().any(|name| name == id) {
                seen.insert(id);
                continue;
            }
            let near = nearest(id, names());
            let help = near.map_or_else(
                || "name a row of red-flags.toml".to_owned(),
                |name| format!("did you mean `{name}`?"),
            );
            let message = format!("`{id}` is no row of red-flags.toml");
            found.push(page.file.finding(place.clone(), message, help));
        }
    }
    let unseen = rows.iter().filter(|row| !seen.contains(row.name.as_str()));
    found.extend(view.red_flags.iter().flat_map(|companion| {
        unseen.clone().map(|row| {
            let message = format!("no page shows the row `{}`", row.name);
            let help = "name it in red_flags of the page whose readers need it, or remove it";
            companion.file.finding(row.place.clone(), message, help)
        })
    }));
    found
}

fn rows<'v>(view: &'v ContentView<'_>) -> impl Iterator<Item = &'v SpannedField> {
    let companion = view.red_flags.as_ref().into_iter();
    companion.flat_map(|companion| companion.fields.table("rows"))
}

/// No two rows that the same person may read put a sign at two levels.
pub fn one_level<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(companion) = &view.red_flags else {
        return Vec::new();
    };
    let flags = view.library.red_flags();
    let pages = pages_of(view);
    let mut by_sign: BTreeMap<String, Vec<&RedFlag>> = BTreeMap::new();
    for row in &flags.rows {
        for sign in row.signs.iter().flat_map(|sign| parts(sign)) {
            by_sign.entry(sign).or_default().push(row);
        }
    }
    let mut found = Vec::new();
    for (sign, rows) in by_sign {
        for (index, first) in rows.iter().enumerate() {
            let clash = rows.iter().skip(index + 1);
            let clash =
                clash.filter(|row| row.urgency != first.urgency && meet(&pages, first, row));
            found.extend(clash.filter_map(|row| {
                let field = companion
                    .fields
                    .table("rows")
                    .find(|it| it.name == row.id)?;
                let message = format!(
                    "the sign “{sign}” is `{}` here and `{}` in `{}`",
                    row.urgency.name(),
                    first.urgency.name(),
                    first.id
                );
                let help = "keep it at one level, or say what parts the two";
                Some(companion.file.finding(field.place.clone(), message, help))
            }));
        }
    }
    found
}

/// The pages that show each row.
fn pages_of<'v>(view: &'v ContentView<'_>) -> BTreeMap<&'v str, Vec<&'v str>> {
    let mut pages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for page in &view.pages {
        for (id, _) in page.extra.texts("red_flags") {
            pages.entry(id).or_default().push(page.id());
        }
    }
    pages
}

/// Whether one person may read both rows: they are for the same group, or stand on the same page.
fn meet(pages: &BTreeMap<&str, Vec<&str>>, first: &RedFlag, second: &RedFlag) -> bool {
    let is_general = first.stop.is_none() && second.stop.is_none();
    let is_for = |row: &RedFlag, group: &str| row.groups.iter().any(|own| own == group);
    let same_group = is_for(first, ANYONE)
        || is_for(second, ANYONE)
        || first.groups.iter().any(|group| is_for(second, group));
    let of = |row: &RedFlag| pages.get(row.id.as_str()).into_iter().flatten();
    (is_general && same_group) || of(first).any(|page| of(second).any(|other| other == page))
}

/// The signs of a sentence, without the words that only join them.
fn parts(sign: &str) -> Vec<String> {
    let words = |part: &str| {
        let folded = fold(part);
        let words = folded.split(|it: char| !it.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let start = usize::from(words.first().is_some_and(|it| ["or", "and"].contains(it)));
        words.get(start..).unwrap_or_default().join(" ")
    };
    let parts = sign.split(['.', ';']).map(words);
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_cut_at_its_marks() {
        assert_eq!(
            parts("Faints; or a fit. And  More"),
            ["faints", "a fit", "more"]
        );
    }
}
