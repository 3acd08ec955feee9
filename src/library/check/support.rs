//! Rules of what stands behind a sentence: its figures are those of its sources, and “not known” is what they say.

use std::collections::HashMap;
use std::ops::Range;

use crate::library::Source;
use crate::library::check::numbers::Quantities;
use crate::library::check::page_view::PageView;
use crate::library::check::passage::CitedPassage;
use crate::library::check::statement::Statement;
use crate::library::check::view::{CheckedFile, ContentView, Finding};

/// The rule, as exceptions name it.
pub const NUMBERS: &str = "unsupported-number";
pub const UNREAD: &str = "unread-is-not-unknown";

/// What may be true of medicine, and then a source says so.
pub const UNKNOWN: &[&str] = &["not known", "no figure", "not shown"];

/// What is only ever true of our reading.
const UNREAD_WORDS: &[&str] = &[
    "could not be read",
    "was not read",
    "were not read",
    "we found no",
    "we did not find",
    "no source we read",
    "not reported here",
    "we read of",
];

/// How a source says that something is not known.
const SAID_UNKNOWN: &[&str] = &[
    "not known",
    "unknown",
    "unclear",
    "uncertain",
    "not certain",
    "not established",
    "not been established",
    "no evidence",
    "not shown",
    "not been shown",
    "not proven",
    "not been proven",
    "no proof",
    "nobody knows",
    "not been studied",
    "not studied",
    "no study",
    "no studies",
    "no trial",
    "no figure",
    "not understood",
];

/// The figures of each source, read once.
pub fn figures_of_sources(view: &ContentView<'_>) -> HashMap<String, Quantities> {
    let sources = view.library.sources().iter();
    sources
        .map(|(id, source)| (id.to_owned(), Quantities::of(&said(source))))
        .collect()
}

/// All that a source says, with the figures that name it.
fn said(source: &Source) -> String {
    let mut said = source.says.join(". ");
    let year = source.year.map(|year| year.to_string());
    let people = source.people.map(|people| format!("{people} people"));
    for more in [Some(source.title.clone()), year, people]
        .into_iter()
        .flatten()
    {
        said.push_str(". ");
        said.push_str(&more);
    }
    said
}

/// A text whose figures are looked up, where it stands, and the page that exceptions name.
struct Claim<'p> {
    page: &'p str,
    place: Range<usize>,
    statement: Statement,
}

pub fn numbers<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    // A tree whose sources say nothing keeps no such list.
    if view
        .library
        .sources()
        .iter()
        .all(|(_, source)| source.says.is_empty())
    {
        return Vec::new();
    }
    let sources = figures_of_sources(view);
    let pages = view.ours().flat_map(|page| {
        let claims = page_claims(page);
        claims
            .flat_map(|claim| unsupported(view, page.file, &claim, &sources))
            .collect::<Vec<_>>()
    });
    let mut found: Vec<Finding<'a>> = pages.collect();
    if let Some(companion) = &view.red_flags {
        for row in &view.library.red_flags().rows {
            let field = companion.fields.table("rows").find(|it| it.name == row.id);
            let texts = row.signs.iter().chain(&row.skin).chain(&row.why);
            let claim = Claim {
                page: "red-flags",
                place: field.map_or(0..0, |field| field.place.clone()),
                statement: Statement {
                    text: texts.cloned().collect::<Vec<_>>().join(" "),
                    cited: row.sources.clone(),
                },
            };
            found.extend(unsupported(view, companion.file, &claim, &sources));
        }
    }
    found
}

fn page_claims<'p>(page: &'p PageView<'_>) -> impl Iterator<Item = Claim<'p>> {
    let of_passage = |passage: &'p CitedPassage| {
        passage.statements.iter().map(|statement| Claim {
            page: page.id(),
            place: passage.place.clone(),
            statement: statement.clone(),
        })
    };
    let pairs = page.extra.list("interactions");
    let pairs = pairs.filter_map(|entry| {
        let fields = entry.as_table()?;
        let why = fields.get("why")?;
        Some(Claim {
            page: page.id(),
            place: why.value.place.clone(),
            statement: Statement {
                text: why.value.as_text()?.to_owned(),
                cited: fields
                    .texts("sources")
                    .map(|(id, _)| id.to_owned())
                    .collect(),
            },
        })
    });
    page.passages.iter().flat_map(of_passage).chain(pairs)
}

fn unsupported<'a>(
    view: &ContentView<'a>,
    file: CheckedFile<'a>,
    claim: &Claim<'_>,
    sources: &HashMap<String, Quantities>,
) -> Vec<Finding<'a>> {
    let Statement { text, cited } = &claim.statement;
    let known: Vec<Quantities> = cited
        .iter()
        .filter_map(|id| sources.get(id).cloned())
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let missing = Quantities::of(text).missing(&known);
    let missing = missing.into_iter();
    let missing = missing.filter(|it| !view.is_excepted(NUMBERS, claim.page, text, it));
    missing
        .map(|number| {
            let message = format!("`{number}` is in nothing that {} says", cited.join(" or "));
            let help = "write the figure as the source says it, or cite the source that does";
            file.finding(file.place_of(&claim.place, &number), message, help)
        })
        .collect()
}

pub fn unread<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let mut found = Vec::new();
    // What broken lists say is not known; that they are broken is told once.
    if view.companions().any(|it| it.fault.is_some()) {
        return found;
    }
    for passage in &page.passages {
        for statement in &passage.statements {
            let text = statement.text.to_lowercase();
            let never = UNREAD_WORDS.iter().find(|words| text.contains(**words));
            let unknown = UNKNOWN.iter().find(|words| text.contains(**words));
            let unknown = unknown.filter(|_| !is_said_unknown(view, statement));
            let Some(words) = never.or(unknown) else {
                continue;
            };
            if view.is_excepted(UNREAD, page.id(), &statement.text, words) {
                continue;
            }
            let message = if never.is_some() {
                format!("“{words}” says what was read, and not what is true")
            } else {
                format!("“{words}” is said by none of the sources cited")
            };
            let help = "cite a source that says that it is not known, or leave the sentence out";
            let place = page.file.place_of(&passage.place, words);
            found.push(page.file.finding(place, message, help));
        }
    }
    found
}

/// Whether a source that the sentence cites says that something is not known.
pub fn is_said_unknown(view: &ContentView<'_>, statement: &Statement) -> bool {
    let sources = statement.cited.iter();
    let mut says = sources
        .filter_map(|id| view.library.sources().get(id))
        .flat_map(|source| &source.says);
    says.any(|says| {
        let says = says.to_lowercase();
        SAID_UNKNOWN.iter().any(|words| says.contains(words))
    })
}
