//! The rule that pages read as easily as promised.

use crate::library::check::page_view::PageView;
use crate::library::check::passage::PassageKind;
use crate::library::check::readability::{Tally, letters, words};
use crate::library::check::view::{ContentView, Finding};

/// US school grades: a first paragraph for a 13-year-old, a body for a 16-year-old.
const SUMMARY_GRADE: f64 = 8.0;
const BODY_GRADE: f64 = 10.0;

/// How hard a page is to read.
#[derive(Clone, Debug)]
pub struct ReadingLevel {
    pub path: String,
    /// Of the first paragraph.
    pub summary: Tally,
    pub body: Tally,
}

/// The reading level of every page of ours that is no section.
pub fn levels(view: &ContentView<'_>) -> Vec<ReadingLevel> {
    view.ours()
        .filter(|page| !page.is_section())
        .map(|page| level(page, view))
        .collect()
}

fn level(page: &PageView<'_>, view: &ContentView<'_>) -> ReadingLevel {
    let title: Vec<String> = words(page.title()).map(letters).collect();
    let known = |word: &str| view.glossary.contains(word) || title.iter().any(|own| own == word);
    let body = || {
        page.passages
            .iter()
            .filter(|it| !matches!(it.kind, PassageKind::Fact | PassageKind::Footnote))
    };
    let tally = |text: &str| Tally::of(text, &known);
    ReadingLevel {
        path: page.file.path.to_owned(),
        summary: body()
            .next()
            .map(|passage| tally(&passage.text))
            .unwrap_or_default(),
        body: body()
            .map(|passage| tally(&passage.text))
            .fold(Tally::default(), Tally::and),
    }
}

pub fn grades<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let level = level(page, view);
    let place = page
        .passages
        .first()
        .map_or(0..0, |passage| passage.place.clone());
    let limits = [
        ("first paragraph", level.summary, SUMMARY_GRADE),
        ("body", level.body, BODY_GRADE),
    ];
    limits
        .into_iter()
        .filter(|(_, tally, limit)| tally.grade() > *limit)
        .map(|(part, tally, limit)| {
            let message = format!(
                "the {part} reads at US school grade {:.1}, above {limit}",
                tally.grade()
            );
            let help =
                "shorten sentences, use everyday words, or explain a hard word in the glossary";
            page.file.finding(place.clone(), message, help)
        })
        .collect()
}
