//! Rules of `red-flags.toml` and of the pages that name its rows.

use std::collections::{BTreeMap, HashSet};

use crate::content::nearest::nearest;
use crate::content::record::Record as _;
use crate::content::text::fold;
use crate::content::{RED_FLAGS, RedFlag, RedFlags, Urgency};
use crate::library::check::places::LookUp as _;
use crate::library::check::problem::Findings;
use crate::library::check::sources::entry_sources;
use crate::library::check::view::{Companion, ContentView};
use crate::library::red_flags::ANYONE;

const REQUIRED: &[&str] = &["level", "for", "who", "short", "signs", "sources"];

/// Every row has what it must, in the fixed words, and sources that are known and not all weak.
pub fn readable(companion: &Companion<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let file = companion.file;
    found.fields(file, &companion.fields, RedFlags::FIELDS, RED_FLAGS);
    let groups: Vec<&str> = companion.fields.texts("groups").map(|(it, _)| it).collect();
    for row in companion.fields.table("rows") {
        let Some(fields) = row.value.get_ref().as_table() else {
            let message = format!("`{}` is no row", row.name);
            found.add(file, &row.place, message, "write a table: [rows.an-id]");
            continue;
        };
        found.fields(file, fields, RedFlag::FIELDS, "a row");
        for name in REQUIRED.iter().filter(|name| !fields.contains_key(**name)) {
            let message = format!("the row `{}` has no `{name}`", row.name);
            found.add(file, &row.place, message, format!("add {name}"));
        }
        let level = fields.get("level").map(toml::Spanned::span);
        if let Some(written) = fields.text("level").zip(level) {
            found.no_word(file, written, "level", Urgency::WORDS);
        }
        for named in fields.texts("for") {
            found.no_word(file, named, "group", &groups);
        }
        entry_sources(view, file, fields, found);
    }
}

/// The ids that pages name are those of rows, and every row is named by a page.
pub fn shown(view: &ContentView<'_>, found: &mut Findings) {
    let companion = view.companion(RED_FLAGS);
    if companion.is_some_and(|it| it.fault.is_some()) {
        return;
    }
    let names = || view.red_flag_rows().map(|row| row.name);
    let mut seen = HashSet::new();
    for page in &view.pages {
        for (id, place) in page.extra.texts("red_flags") {
            seen.insert(id);
            if !names().any(|name| name == id) {
                let help = nearest(id, names()).map_or_else(
                    || "name a row of red-flags.toml".to_owned(),
                    |name| format!("did you mean `{name}`?"),
                );
                let message = format!("`{id}` is no row of red-flags.toml");
                found.add(page.file, &place, message, help);
            }
        }
    }
    let unseen = view.red_flag_rows().filter(|row| !seen.contains(row.name));
    for (row, companion) in unseen.zip(companion.into_iter().cycle()) {
        let message = format!("no page shows the row `{}`", row.name);
        let help = "name it in red_flags of the page whose readers need it, or remove it";
        found.add(companion.file, &row.place, message, help);
    }
}

/// No two rows that the same person may read put a sign at two levels.
pub fn one_level(view: &ContentView<'_>, found: &mut Findings) {
    let Some(companion) = view.companion(RED_FLAGS) else {
        return;
    };
    let pages = pages_of(view);
    let mut by_sign: BTreeMap<String, Vec<&RedFlag>> = BTreeMap::new();
    for row in &view.library.red_flags().rows {
        for sign in row.signs.iter().flat_map(|sign| parts(sign)) {
            by_sign.entry(sign).or_default().push(row);
        }
    }
    for (sign, rows) in by_sign {
        for (index, first) in rows.iter().enumerate() {
            let clash = rows.iter().skip(index + 1);
            let clash =
                clash.filter(|row| row.urgency != first.urgency && meet(&pages, first, row));
            for row in clash {
                let (own, other) = (row.urgency.name(), first.urgency.name());
                let message = format!(
                    "the sign “{sign}” is `{own}` here and `{other}` in `{}`",
                    first.id
                );
                let help = "keep it at one level, or say what parts the two";
                let field = view.red_flag_rows().find(|it| it.name == row.id);
                let place = field.map_or(0..0, |field| field.place);
                found.add(companion.file, &place, message, help);
            }
        }
    }
}

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
