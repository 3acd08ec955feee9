//! Rules of the fixed words: kinds, groups, body sites, evidence and fact rows.

use crate::content::TreatmentOutcome;
use crate::content::nearest::{choose, nearest};
use crate::library::check::page_view::PageView;
use crate::library::check::places::{LookUp as _, Value};
use crate::library::check::problem::Findings;
use crate::library::check::text::list_difference;
use crate::library::check::view::ContentView;
use crate::library::compare::FROM_EVIDENCE;
use crate::library::evidence::{LEVELS, PURPOSES, is_study};
use crate::library::sites::SITES;
use crate::library::{Topic, TopicKind};

pub fn kinds(view: &ContentView<'_>, found: &mut Findings) {
    // Another tree may use the field for something else: only a reference, or a slip, is ours to correct.
    let is_reference = view.pages.iter().any(|page| page.kind.is_some());
    for page in view.pages.iter().filter(|page| page.is_section()) {
        let field = page.extra.get("kind");
        let written = field.and_then(|it| Some((it.get_ref().as_str()?, it.span())));
        let is_meant =
            |name| is_reference || nearest(name, TopicKind::WORDS.iter().copied()).is_some();
        if let Some(written) = written.filter(|(name, _)| is_meant(name)) {
            found.no_word(page.file, written, "kind of section", TopicKind::WORDS);
        }
    }
}

pub fn groups(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let groups = view.section_of(page).map(|section| &section.groups);
    let names: Vec<&str> = groups.into_iter().flatten().map(AsRef::as_ref).collect();
    let field = page.extra.get("group");
    let written = field.map(|it| (it.get_ref().as_str().unwrap_or_default(), it.span()));
    if let Some((written, place)) = written.filter(|(name, _)| !names.contains(name)) {
        let help = if names.is_empty() {
            "name it in `groups` of the section's _index.md, or remove it".to_owned()
        } else {
            choose(written, &names)
        };
        let message = format!("the section has no group `{written}`");
        found.add(page.file, &place, message, help);
    }
}

pub fn sites(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    let known: Vec<&str> = SITES.iter().map(|site| site.name).collect();
    for named in page.extra.texts("sites") {
        found.no_word(page.file, named, "body site", &known);
    }
}

pub fn evidence(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let has_entries = page.extra.list("evidence").next().is_some();
    let about = (page.file, &page.extra);
    if page.kind != Some(TopicKind::Treatment) {
        if has_entries {
            let message = "only treatments have evidence entries";
            let help = "move them to the treatment's page";
            found.at_key(about, "evidence", message, help);
        }
    } else if !has_entries && !page.is_overview() {
        let message = "this treatment has no evidence entry";
        let help = "add an [[extra.evidence]] entry with for, level and finding for each disease it was tried in";
        found.at_key(about, "evidence", message, help);
    } else {
        for entry in page.extra.list("evidence") {
            words(page, view, entry, found);
            people(page, entry, found);
        }
    }
}

/// Words that are none of those which the format, or for diseases the reference, knows.
fn words(page: &PageView<'_>, view: &ContentView<'_>, entry: &Value<'_>, found: &mut Findings) {
    let diseases = &view.library.words().diseases;
    let diseases: Vec<&str> = diseases.iter().map(|(name, _)| name.as_str()).collect();
    for (name, known, is_free) in [
        ("for", diseases.as_slice(), diseases.is_empty()),
        ("level", LEVELS, false),
        ("finding", TreatmentOutcome::WORDS, false),
        ("use", PURPOSES, false),
    ] {
        let field = entry.get_ref().get(name);
        if let Some(field) = field.filter(|_| !is_free) {
            let written = field.get_ref().as_str().unwrap_or_default();
            let what = format!("word for `{name}`");
            found.no_word(page.file, (written, field.span()), &what, known);
        } else if field.is_none() && name != "use" {
            let message = format!("this evidence entry has no `{name}`");
            found.add(page.file, &entry.span(), message, choose("", known));
        }
    }
}

/// A number of people where nobody was studied.
fn people(page: &PageView<'_>, entry: &Value<'_>, found: &mut Findings) {
    let fields = entry.get_ref().as_table();
    let people = fields.and_then(|fields| fields.get("people"));
    let level = fields.and_then(|fields| fields.text("level"));
    if let Some((people, level)) = people.zip(level.filter(|level| !is_study(level))) {
        let message = format!("at the level `{level}` nobody was studied");
        let help = "remove `people`, or name the kind of study";
        found.add(page.file, &people.span(), message, help);
    }
}

pub fn fact_rows(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let section = view.section_of(page).filter(|_| !page.is_overview());
    let wanted = section.map_or_else(Vec::new, |section| rows(page, section));
    if wanted.is_empty() {
        return;
    }
    let facts = || page.extra.table("facts");
    let written: Vec<&str> = facts().map(|row| row.name).collect();
    // A row with nothing known to say is left out.
    let in_order = wanted.iter().copied().filter(|row| written.contains(row));
    let in_order: Vec<&str> = in_order.collect();
    if let Some((index, message)) = list_difference(&written, &in_order, "fact row") {
        let row = facts().nth(index).map(|row| row.place);
        let all = || page.extra.get_key_value("facts").map(|(key, _)| key.span());
        let place = row.or_else(all).unwrap_or_default();
        let rows = wanted.join(", ");
        let help = format!("write under [extra.facts] in this order: {rows}");
        found.add(page.file, &place, message, help);
    }
}

fn rows<'s>(page: &PageView<'_>, section: &'s Topic) -> Vec<&'s str> {
    let treatment = page.kind == Some(TopicKind::Treatment);
    let rows = section.matter().compare.iter().map(String::as_str);
    rows.filter(|row| !(treatment && FROM_EVIDENCE.contains(row)))
        .collect()
}
