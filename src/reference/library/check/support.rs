//! Rules of what stands behind a sentence: its figures are those of its sources, and “not known” is what they say.

use std::collections::HashMap;
use std::ops::Range;

use crate::content::RED_FLAGS;
use crate::library::Source;
use crate::library::check::numbers::Quantities;
use crate::library::check::page_view::PageView;
use crate::library::check::passage::CitedPassage;
use crate::library::check::problem::{CheckedFile, Findings, PlacedText};
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

/// Where figures are looked up: the file, the page that exceptions name, and what is said there with its sources.
struct Claim<'v, 'a> {
    file: CheckedFile<'a>,
    page: &'v str,
    place: &'v Range<usize>,
    statement: Statement,
}

pub fn numbers(view: &ContentView<'_>, found: &mut Findings) {
    let sources = || view.library.sources().iter();
    // A tree whose sources say nothing keeps no such list.
    if sources().all(|(_, source)| source.says.is_empty()) {
        return;
    }
    let figures = sources().map(|(id, source)| (id, Quantities::of(&said(source))));
    let figures: HashMap<&str, Quantities> = figures.collect();
    let pages = view.ours().flat_map(|page| {
        let passages = page.passages.iter().flat_map(|it| claims_of(page, it));
        passages.chain(interactions(page))
    });
    for claim in pages.chain(red_flags(view)) {
        unsupported(view, &claim, &figures, found);
    }
}

fn claims_of<'v, 'a>(
    page: &'v PageView<'a>,
    passage: &'v CitedPassage,
) -> impl Iterator<Item = Claim<'v, 'a>> {
    passage.statements.iter().map(|statement| Claim {
        file: page.file,
        page: page.id(),
        place: &passage.place,
        statement: statement.clone(),
    })
}

fn interactions<'v, 'a>(page: &'v PageView<'a>) -> impl Iterator<Item = Claim<'v, 'a>> {
    page.extra.tables("interactions").filter_map(|fields| {
        let why = &fields.get("why")?.value;
        let cited = fields.texts("sources").map(|(id, _)| id.to_owned());
        Some(Claim {
            file: page.file,
            page: page.id(),
            place: &why.place,
            statement: Statement {
                text: why.as_text()?.to_owned(),
                cited: cited.collect(),
            },
        })
    })
}

fn red_flags<'v, 'a>(view: &'v ContentView<'a>) -> impl Iterator<Item = Claim<'v, 'a>> {
    let rows = view.red_flag_rows();
    rows.zip(view.companion(RED_FLAGS).into_iter().cycle())
        .filter_map(|(field, companion)| {
            let row = view.library.red_flags().get(&field.name)?;
            let texts: Vec<&str> = row.texts().map(String::as_str).collect();
            Some(Claim {
                file: companion.file,
                page: "red-flags",
                place: &field.place,
                statement: Statement {
                    text: texts.join(" "),
                    cited: row.sources.clone(),
                },
            })
        })
}

fn unsupported(
    view: &ContentView<'_>,
    claim: &Claim<'_, '_>,
    figures: &HashMap<&str, Quantities>,
    found: &mut Findings,
) {
    let Statement { text, cited } = &claim.statement;
    let known = cited.iter().filter_map(|id| figures.get(id.as_str()));
    let known: Vec<&Quantities> = known.collect();
    if known.is_empty() {
        return;
    }
    let at = PlacedText {
        file: claim.file,
        page: claim.page,
        text,
        place: claim.place,
    };
    let help = "write the figure as the source says it, or cite the source that does";
    for number in Quantities::of(text).missing(&known) {
        let message = format!("`{number}` is in nothing that {} says", cited.join(" or "));
        view.tell(found, &at, &number, (message, help));
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
            let at = page.placed(&statement.text, place);
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
