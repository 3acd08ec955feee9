//! Rules of the text itself: characters, headings, and a citation wherever a fact is stated.

use crate::content::text::is_unsafe;
use crate::library::check::page_view::PageView;
use crate::library::check::passage::{CitedPassage, PassageKind};
use crate::library::check::problem::{CheckedFile, Findings};
use crate::library::check::readability::sentences;
use crate::library::check::view::ContentView;
use crate::library::interactions::TITLE;
use crate::library::red_flags::STOP;
use crate::library::{Topic, TopicKind};

/// The heading below which a page only leads onward.
const ONWARD: &str = "Next steps";

/// The sections of a treatment that the program makes.
const MADE_SECTIONS: &[&str] = &[TITLE, STOP];

/// First words of a sentence that only sends the reader on.
const ONWARD_WORDS: &[&str] = &["see", "read"];

pub fn control_characters(view: &ContentView<'_>, found: &mut Findings) {
    let pages = view.pages.iter().map(|page| page.file);
    for file in pages.chain(view.companions.iter().map(|it| it.file)) {
        in_file(file, found);
    }
}

/// One finding a file: a binary file taken for a page would give thousands.
fn in_file(file: CheckedFile<'_>, found: &mut Findings) {
    let is_refused = |it: char| {
        it == char::REPLACEMENT_CHARACTER || (is_unsafe(it) && !matches!(it, '\t' | '\r'))
    };
    let refused = || file.text.char_indices().filter(|(_, it)| is_refused(*it));
    let Some((at, first)) = refused().next() else {
        return;
    };
    let code = format!("U+{:04X}", u32::from(first));
    let what = match refused().count() {
        _ if first == char::REPLACEMENT_CHARACTER => "bytes that are not UTF-8".to_owned(),
        1 => format!("a character that commands a terminal or turns its text, {code}"),
        count => {
            format!("{count} characters that command a terminal or turn its text, first {code}")
        }
    };
    let help = if first == char::REPLACEMENT_CHARACTER {
        "save the file as UTF-8, or move it out of the content folder"
    } else {
        "remove what no reader can see; the program drops it"
    };
    let place = at..at + first.len_utf8();
    found.add(file, &place, format!("the file has {what}"), help);
}

/// The first difference between what is written and what is wanted, if there is one: the first entry written that is
/// wrong, and how.
pub fn list_difference(written: &[&str], wanted: &[&str], what: &str) -> Option<(usize, String)> {
    let pairs = written.iter().zip(wanted);
    let same = pairs.take_while(|(a, b)| a == b).count();
    let message = match (written.get(same), wanted.get(same)) {
        (None, None) => return None,
        (None, Some(missing)) => format!("the {what} `{missing}` is missing"),
        (Some(more), wanted_here) => match wanted_here.filter(|it| !written.contains(it)) {
            Some(missing) => format!("the {what} `{missing}` is missing before `{more}`"),
            None if wanted.contains(more) => {
                format!("the {what} `{more}` is out of order or repeated")
            }
            None => format!("`{more}` is no {what} of this section"),
        },
    };
    Some((same, message))
}

pub fn headings(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let Some(section) = view.section_of(page).filter(|_| !page.is_overview()) else {
        return;
    };
    let level_two = || page.headings.iter().filter(|heading| heading.level == 2);
    let written: Vec<&str> = level_two().map(|heading| heading.text.as_str()).collect();
    let wanted = wanted_headings(section, &written);
    let difference = list_difference(&written, &wanted, "heading");
    if let Some((index, message)) = difference.filter(|_| !wanted.is_empty()) {
        let place = level_two().nth(index).map(|heading| heading.place.clone());
        let place = place.unwrap_or_else(|| page.file.end());
        let titles = wanted.join(", ");
        let help = format!("the headings of level 2 are, in this order: {titles}");
        found.add(page.file, &place, message, help);
    }
}

/// The section's headings without those that the program makes, and without those that a page may leave out and does.
fn wanted_headings<'s>(section: &'s Topic, written: &[&str]) -> Vec<&'s str> {
    let matter = section.matter();
    let required = &matter.required_headings;
    let may_miss = |title: &str| !required.is_empty() && !required.iter().any(|it| it == title);
    let all = matter.headings.iter().map(String::as_str);
    let own = all.filter(|title| !MADE_SECTIONS.contains(title));
    own.filter(|title| written.contains(title) || !may_miss(title))
        .collect()
}

pub fn cited(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    if page.kind == Some(TopicKind::Page) {
        return;
    }
    let help = "add [^source-id] behind the sentence it supports, or leave the statement out";
    for passage in page.passages.iter().filter(|it| !it.is_cited()) {
        if states_a_fact(passage) {
            let what = match passage.kind {
                PassageKind::Item => "this list item",
                PassageKind::Row => "this table row",
                PassageKind::Fact => &format!("the fact row `{}`", passage.heading),
                _ => "this paragraph",
            };
            found.add(
                page.file,
                &passage.place,
                format!("{what} has no citation"),
                help,
            );
        }
    }
}

/// Whether the passage needs a source: it is no lead-in to a list, and leads nowhere else.
fn states_a_fact(passage: &CitedPassage) -> bool {
    let text = &passage.text;
    match passage.kind {
        PassageKind::TableHead | PassageKind::Footnote => false,
        // That there is none is no statement of a source.
        PassageKind::Fact => text != "none",
        _ => {
            let leads_on = text.is_empty() || text.ends_with(':') || passage.heading == ONWARD;
            !leads_on && !leads_onward(passage)
        }
    }
}

fn leads_onward(passage: &CitedPassage) -> bool {
    let is_onward = |sentence: &str| {
        let first = sentence.split_whitespace().next().unwrap_or_default();
        ONWARD_WORDS.contains(&first.to_lowercase().as_str())
    };
    !passage.links.is_empty() && sentences(&passage.text).all(is_onward)
}

/// Drawings have both sets of signs, and the same in words.
pub fn drawn_and_told(page: &PageView<'_>, _: &ContentView<'_>, found: &mut Findings) {
    let help =
        "give the block the parts `unicode:`, `ascii:` and `words:`, each of at most 53 columns";
    for (place, message) in &page.figures {
        found.add(page.file, place, *message, help);
    }
}
