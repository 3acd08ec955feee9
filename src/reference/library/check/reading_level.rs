//! The rule that pages read as easily as promised.

use crate::library::check::page_view::PageView;
use crate::library::check::passage::PassageKind;
use crate::library::check::problem::Findings;
use crate::library::check::readability::{Tally, letters, words};
use crate::library::check::view::ContentView;

/// US school grades: a first paragraph for a 13-year-old, a body for a 16-year-old.
const SUMMARY_GRADE: f64 = 8.0;
const BODY_GRADE: f64 = 10.0;

pub fn grades(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let title: Vec<String> = words(page.title()).map(letters).collect();
    let known = |word: &str| view.glossary.contains(word) || title.iter().any(|own| own == word);
    let is_body = |kind| !matches!(kind, PassageKind::Fact | PassageKind::Footnote);
    let body = page.passages.iter().filter(|it| is_body(it.kind));
    let tallies: Vec<Tally> = body.map(|it| Tally::of(&it.text, &known)).collect();
    let place = page
        .passages
        .first()
        .map_or(0..0, |first| first.place.clone());
    let summary = tallies.first().copied().unwrap_or_default().grade();
    let body = tallies
        .into_iter()
        .fold(Tally::default(), Tally::and)
        .grade();
    for (part, grade, limit) in [
        ("first paragraph", summary, SUMMARY_GRADE),
        ("body", body, BODY_GRADE),
    ] {
        if grade > limit {
            let message = format!("the {part} reads at US school grade {grade:.1}, above {limit}");
            let help =
                "shorten sentences, use everyday words, or explain a hard word in the glossary";
            found.add(page.file, &place, message, help);
        }
    }
}
