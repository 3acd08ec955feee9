//! Rules of the fixed words: kinds, groups, body sites, evidence and fact rows.

use crate::content::OUTCOMES;
use crate::content::nearest::{choose, nearest};
use crate::library::TopicKind;
use crate::library::check::page_view::PageView;
use crate::library::check::places::Value;
use crate::library::check::text::list_difference;
use crate::library::check::view::{ContentView, Finding};
use crate::library::evidence::{LEVELS, PURPOSES, is_study};
use crate::library::sites::{SITES, site};
use crate::library::{KINDS, Topic};

/// Compared rows that come from a treatment's evidence entries and not from its facts.
const FROM_EVIDENCE: &[&str] = &["For", "Evidence"];

pub fn kinds<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
    // Another tree may use the field for something else: only a reference, or a slip, is ours to correct.
    let reference = view.pages.iter().any(|page| page.kind.is_some());
    let wrong = |page: &PageView<'a>| {
        let field = page.extra.get("kind").filter(|_| page.is_section())?;
        let written = field.value.as_text()?;
        let slip = || nearest(written, names.iter().copied()).is_some();
        (TopicKind::named(written).is_none() && (reference || slip())).then(|| {
            let message = format!("`{written}` is no kind of section");
            page.file
                .finding(field.value.place.clone(), message, choose(written, &names))
        })
    };
    view.pages.iter().filter_map(wrong).collect()
}

pub fn groups<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let groups = view.section_of(page).map(Topic::groups).unwrap_or_default();
    let Some(field) = page.extra.get("group") else {
        return Vec::new();
    };
    let names: Vec<&str> = groups.iter().map(AsRef::as_ref).collect();
    let written = field.value.as_text().unwrap_or_default();
    if names.contains(&written) {
        return Vec::new();
    }
    let help = if names.is_empty() {
        "name it in `groups` of the section's _index.md, or remove it".to_owned()
    } else {
        choose(written, &names)
    };
    let message = format!("the section has no group `{written}`");
    vec![page.file.finding(field.value.place.clone(), message, help)]
}

pub fn sites<'a>(page: &PageView<'a>, _: &ContentView<'a>) -> Vec<Finding<'a>> {
    let known: Vec<&str> = SITES.iter().map(|site| site.name).collect();
    let named = page.extra.texts("sites");
    named
        .filter(|(name, _)| site(name).is_none())
        .map(|(name, place)| {
            let message = format!("`{name}` is no body site");
            page.file
                .finding(place.clone(), message, choose(name, &known))
        })
        .collect()
}

pub fn evidence<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let mut entries = page.extra.list("evidence").peekable();
    let treatment = page.kind == Some(TopicKind::Treatment);
    if !treatment {
        let message = "only treatments have evidence entries";
        let help = "move them to the treatment's page";
        let stray = entries
            .peek()
            .map(|_| page.at_key(&page.extra, "evidence", message, help));
        return stray.into_iter().collect();
    }
    if entries.peek().is_none() && !page.is_overview() {
        let help = "add an [[extra.evidence]] entry with for, level and finding for each disease it was tried in";
        return vec![page.at_key(
            &page.extra,
            "evidence",
            "this treatment has no evidence entry",
            help,
        )];
    }
    entries
        .flat_map(|entry| {
            let people = people(page, entry);
            words(page, view, entry).into_iter().chain(people)
        })
        .collect()
}

/// Words that are none of those which the format, or for diseases the reference, knows.
fn words<'a>(page: &PageView<'a>, view: &ContentView<'a>, entry: &Value) -> Vec<Finding<'a>> {
    let word = |(name, known): (&str, &[&str])| {
        let field = entry.as_table().and_then(|fields| fields.get(name));
        let written = field
            .and_then(|field| field.value.as_text())
            .unwrap_or_default();
        let place = field.map_or(&entry.place, |field| &field.value.place);
        (!known.contains(&written)).then(|| {
            let message = match field {
                None => format!("this evidence entry has no `{name}`"),
                Some(_) => format!("`{written}` is no word for `{name}`"),
            };
            page.file
                .finding(place.clone(), message, choose(written, known))
        })
    };
    let diseases = &view.library.words().diseases;
    let diseases: Vec<&str> = diseases.iter().map(|(name, _)| name.as_str()).collect();
    let findings: Vec<&str> = OUTCOMES.iter().map(|(name, _)| *name).collect();
    let has = |name| entry.as_table().is_some_and(|it| it.get(name).is_some());
    let fields = [
        (
            has("for") && diseases.is_empty(),
            "for",
            diseases.as_slice(),
        ),
        (false, "level", LEVELS),
        (false, "finding", &findings),
        (!has("use"), "use", PURPOSES),
    ];
    fields
        .into_iter()
        .filter_map(|(is_free, name, known)| (!is_free).then(|| word((name, known)))?)
        .collect()
}

/// A number of people where nobody was studied.
fn people<'a>(page: &PageView<'a>, entry: &Value) -> Option<Finding<'a>> {
    let fields = entry.as_table()?;
    let people = fields.get("people")?;
    let level = fields.get("level")?.value.as_text()?;
    (!is_study(level)).then(|| {
        let message = format!("at the level `{level}` nobody was studied");
        let help = "remove `people`, or name the kind of study";
        page.file.finding(people.value.place.clone(), message, help)
    })
}

pub fn fact_rows<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let section = view.section_of(page).filter(|_| !page.is_overview());
    let Some(wanted) = section.map(|section| rows(page, section)) else {
        return Vec::new();
    };
    if wanted.is_empty() {
        return Vec::new();
    }
    let written: Vec<&str> = page
        .extra
        .table("facts")
        .map(|row| row.name.as_str())
        .collect();
    // A row with nothing known to say is left out.
    let in_order: Vec<&str> = wanted
        .iter()
        .copied()
        .filter(|row| written.contains(row))
        .collect();
    list_difference(&written, &in_order, "fact row").map_or_else(Vec::new, |difference| {
        let help = format!(
            "write under [extra.facts] in this order: {}",
            wanted.join(", ")
        );
        let row = page.extra.table("facts").nth(difference.index);
        let place = row
            .or_else(|| page.extra.get("facts"))
            .map_or(0..0, |field| field.place.clone());
        vec![page.file.finding(place, difference.message, help)]
    })
}

fn rows<'s>(page: &PageView<'_>, section: &'s Topic) -> Vec<&'s str> {
    let treatment = page.kind == Some(TopicKind::Treatment);
    let rows = section.compare().iter().map(String::as_str);
    rows.filter(|row| !(treatment && FROM_EVIDENCE.contains(row)))
        .collect()
}
