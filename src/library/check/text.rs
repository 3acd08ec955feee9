//! Rules of the text itself: characters, headings, and a citation wherever a fact is stated.

use crate::content::text::is_unsafe;
use crate::library::check::page_view::PageView;
use crate::library::check::passage::{CitedPassage, PassageKind};
use crate::library::check::readability::sentences;
use crate::library::check::view::{CheckedFile, Companion, ContentView, Finding};
use crate::library::interactions::TITLE;
use crate::library::red_flags::STOP;
use crate::library::{Topic, TopicKind};

/// The heading below which a page only leads onward.
const ONWARD: &str = "Next steps";

/// The sections of a treatment that the program makes.
const MADE_SECTIONS: &[&str] = &[TITLE, STOP];

/// First words of a sentence that only sends the reader on.
const ONWARD_WORDS: &[&str] = &["see", "read"];

pub fn control_characters<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let pages = view.pages.iter().map(|page| page.file);
    let files = pages.chain(view.companions().map(|it: &Companion<'a>| it.file));
    files.filter_map(in_file).collect()
}

/// One finding a file: a binary file taken for a page would give thousands.
fn in_file(file: CheckedFile<'_>) -> Option<Finding<'_>> {
    let refused = |character: char| {
        character == char::REPLACEMENT_CHARACTER
            || (is_unsafe(character) && !matches!(character, '\t' | '\r'))
    };
    let (at, first) = file
        .text
        .char_indices()
        .find(|(_, character)| refused(*character))?;
    let count = file
        .text
        .chars()
        .filter(|character| refused(*character))
        .count();
    let place = at..at + first.len_utf8();
    if first == char::REPLACEMENT_CHARACTER {
        let help = "save the file as UTF-8, or move it out of the content folder";
        return Some(file.finding(place, "the file has bytes that are not UTF-8", help));
    }
    let code = format!("U+{:04X}", first as u32);
    let message = if count == 1 {
        format!("the file has a character that commands a terminal or turns its text, {code}")
    } else {
        format!(
            "the file has {count} characters that command a terminal or turn its text, first {code}"
        )
    };
    Some(file.finding(
        place,
        message,
        "remove what no reader can see; the program drops it",
    ))
}

/// How a list that must be just so differs from what is wanted.
pub struct Difference {
    /// The first entry written that is wrong.
    pub index: usize,
    pub message: String,
}

/// The first difference between what is written and what is wanted, if there is one.
pub fn list_difference(written: &[&str], wanted: &[&str], what: &str) -> Option<Difference> {
    let same = written
        .iter()
        .zip(wanted)
        .take_while(|(a, b)| a == b)
        .count();
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
    Some(Difference {
        index: same,
        message,
    })
}

pub fn headings<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(section) = view.section_of(page).filter(|_| !page.is_overview()) else {
        return Vec::new();
    };
    let level_two = || page.headings.iter().filter(|heading| heading.level == 2);
    let written: Vec<&str> = level_two().map(|heading| heading.text.as_str()).collect();
    let wanted = wanted_headings(section, &written);
    if wanted.is_empty() {
        return Vec::new();
    }
    list_difference(&written, &wanted, "heading").map_or_else(Vec::new, |difference| {
        let end = page.file.text.trim_end().len();
        let place = level_two()
            .nth(difference.index)
            .map_or(end..end, |heading| heading.place.clone());
        let help = format!(
            "the headings of level 2 are, in this order: {}",
            wanted.join(", ")
        );
        vec![page.file.finding(place, difference.message, help)]
    })
}

/// The section's headings without those that the program makes, and without those that a page may leave out and does.
fn wanted_headings<'s>(section: &'s Topic, written: &[&str]) -> Vec<&'s str> {
    let required = section.required_headings();
    let may_miss = |title: &str| !required.is_empty() && !required.iter().any(|it| it == title);
    let all = section.headings().iter().map(String::as_str);
    let own = all.filter(|title| !MADE_SECTIONS.contains(title));
    own.filter(|title| written.contains(title) || !may_miss(title))
        .collect()
}

pub fn cited<'a>(page: &PageView<'a>, _: &ContentView<'a>) -> Vec<Finding<'a>> {
    if page.kind == Some(TopicKind::Page) {
        return Vec::new();
    }
    let help = "add [^source-id] behind the sentence it supports, or leave the statement out";
    page.passages
        .iter()
        .filter(|passage| !passage.is_cited() && states_a_fact(passage))
        .map(|passage| {
            page.file
                .finding(passage.place.clone(), uncited(passage), help)
        })
        .collect()
}

fn uncited(passage: &CitedPassage) -> String {
    match passage.kind {
        PassageKind::Item => "this list item has no citation".to_owned(),
        PassageKind::Row => "this table row has no citation".to_owned(),
        PassageKind::Fact => format!("the fact row `{}` has no citation", passage.heading),
        _ => "this paragraph has no citation".to_owned(),
    }
}

/// Whether the passage needs a source: it is no lead-in to a list, and leads nowhere else.
fn states_a_fact(passage: &CitedPassage) -> bool {
    let text = &passage.text;
    let exempt = match passage.kind {
        PassageKind::TableHead | PassageKind::Footnote => true,
        // That there is none is no statement of a source.
        PassageKind::Fact => text == "none",
        _ => {
            text.is_empty()
                || text.ends_with(':')
                || passage.heading == ONWARD
                || leads_onward(passage)
        }
    };
    !exempt
}

fn leads_onward(passage: &CitedPassage) -> bool {
    let first = |sentence: &str| {
        sentence
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_lowercase()
    };
    let onward = |sentence| ONWARD_WORDS.contains(&first(sentence).as_str());
    !passage.links.is_empty() && sentences(&passage.text).all(onward)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(written: &[&str], wanted: &[&str]) -> Option<String> {
        list_difference(written, wanted, "row").map(|difference| difference.message)
    }

    #[test]
    fn a_difference_is_named_at_its_first_place() {
        assert_eq!(message(&["a", "b"], &["a", "b"]), None);
        assert_eq!(
            message(&["a"], &["a", "b"]).unwrap(),
            "the row `b` is missing"
        );
        assert_eq!(
            message(&["b"], &["a", "b"]).unwrap(),
            "the row `a` is missing before `b`"
        );
        assert_eq!(
            message(&["b", "a"], &["a", "b"]).unwrap(),
            "the row `b` is out of order or repeated"
        );
        assert_eq!(
            message(&["a", "x"], &["a"]).unwrap(),
            "`x` is no row of this section"
        );
    }
}
