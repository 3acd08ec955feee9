//! Rules of what stands behind a sentence: its figures are those of its sources, and “not known” is what they say.

use std::collections::HashMap;

use crate::content::RED_FLAGS;
use crate::library::Source;
use crate::library::check::numbers::Quantities;
use crate::library::check::page_view::PageView;
use crate::library::check::places::LookUp as _;
use crate::library::check::problem::{Findings, PlacedText};
use crate::library::check::statement::Statement;
use crate::library::check::view::ContentView;

/// What may be true of medicine, and then a source says so.
pub const UNKNOWN: &[&str] = &["not known", "no figure", "not shown"];

/// What is only ever true of our reading.
const UNREAD_WORDS: &str = "could not be read|was not read|were not read|we found no|we did not find|no source we read|\
    not reported here|we read of";

/// How a source says that something is not known.
const SAID_UNKNOWN: &str = "not known|unknown|unclear|uncertain|not certain|not established|not been established|no evidence|\
    not shown|not been shown|not proven|not been proven|no proof|nobody knows|not been studied|not studied|\
    no study|no studies|no trial|no figure|not understood";

/// All that a source says, with the figures that name it.
fn said(source: &Source) -> String {
    let mut said = source.says.clone();
    said.push(source.title.clone());
    said.extend(source.year.map(|year| year.to_string()));
    said.extend(source.people.map(|people| format!("{people} people")));
    said.join(". ")
}

/// The figures of what each source says, by its id.
type SourceFigures<'v> = HashMap<&'v str, Quantities>;

pub fn numbers(view: &ContentView<'_>, found: &mut Findings) {
    let sources = || view.library.sources().iter();
    // A tree whose sources say nothing keeps no such list.
    if sources().all(|(_, source)| source.says.is_empty()) {
        return;
    }
    let figures = sources().map(|(id, source)| (id, Quantities::of(&said(source))));
    let figures: SourceFigures<'_> = figures.collect();
    for page in view.ours() {
        for passage in &page.passages {
            for Statement { text, cited } in &passage.statements {
                let at = page.placed(text, passage.place.clone());
                unsupported(view, &at, (cited, &figures), found);
            }
        }
        for fields in page.extra.tables("interactions") {
            if let Some((text, why)) = fields.text("why").zip(fields.get("why")) {
                let cited = fields.texts("sources").map(|(id, _)| id.to_owned());
                let at = page.placed(text, why.span());
                unsupported(view, &at, (&cited.collect::<Vec<_>>(), &figures), found);
            }
        }
    }
    red_flags(view, &figures, found);
}

fn red_flags(view: &ContentView<'_>, figures: &SourceFigures<'_>, found: &mut Findings) {
    let rows = view.red_flag_rows();
    for (field, companion) in rows.zip(view.companion(RED_FLAGS).into_iter().cycle()) {
        let Some(row) = view.library.red_flags().get(field.name) else {
            continue;
        };
        let texts: Vec<&str> = row.texts().map(String::as_str).collect();
        let at = PlacedText {
            file: companion.file,
            page: "red-flags",
            text: &texts.join(" "),
            place: field.place,
        };
        unsupported(view, &at, (&row.sources, figures), found);
    }
}

/// The figures of a text that none of the sources cited there has.
fn unsupported(
    view: &ContentView<'_>,
    at: &PlacedText<'_>,
    (cited, figures): (&[String], &SourceFigures<'_>),
    found: &mut Findings,
) {
    let known = cited.iter().filter_map(|id| figures.get(id.as_str()));
    let known: Vec<&Quantities> = known.collect();
    if known.is_empty() {
        return;
    }
    let help = "write the figure as the source says it, or cite the source that does";
    for number in Quantities::of(at.text).missing(&known) {
        let message = format!("`{number}` is in nothing that {} says", cited.join(" or "));
        view.tell(found, at, &number, (message, help));
    }
}

pub fn unread(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    // What broken lists say is not known; that they are broken is told once.
    if view.companions.iter().any(|it| it.fault.is_some()) {
        return;
    }
    let statements = page.passages.iter().flat_map(|passage| {
        let statements = passage.statements.iter();
        statements.map(|statement| (&passage.place, statement))
    });
    for (place, statement) in statements {
        let text = statement.text.to_lowercase();
        let never = UNREAD_WORDS.split('|').find(|words| text.contains(words));
        let unknown = UNKNOWN.iter().copied().find(|words| text.contains(words));
        let unknown = unknown.filter(|_| !is_said_unknown(view, statement));
        if let Some(words) = never.or(unknown) {
            let message = if never.is_some() {
                format!("“{words}” says what was read, and not what is true")
            } else {
                format!("“{words}” is said by none of the sources cited")
            };
            let help = "cite a source that says that it is not known, or leave the sentence out";
            let at = page.placed(&statement.text, place.clone());
            view.tell(found, &at, words, (message, help));
        }
    }
}

/// Whether a source that the sentence cites says that something is not known.
pub fn is_said_unknown(view: &ContentView<'_>, statement: &Statement) -> bool {
    let sources = statement.cited.iter();
    let mut says = sources
        .filter_map(|id| view.library.sources().get(id))
        .flat_map(|source| &source.says);
    says.any(|says| {
        let says = says.to_lowercase();
        SAID_UNKNOWN.split('|').any(|words| says.contains(words))
    })
}
