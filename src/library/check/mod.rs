//! What the content must keep: one entry of `CHECKS` a rule, each with the line it finds fault with.

mod doses;
mod evidence;
mod figures;
mod front_matter;
mod identity;
mod keys;
mod links;
mod page_view;
mod passage;
mod places;
pub mod readability;
mod reading_level;
pub mod report;
mod sources;
mod synonyms;
mod text;
mod view;

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

use crate::content::SourceFile;
use crate::content::split::line_of;
use crate::library::Library;
use page_view::PageView;
pub use reading_level::ReadingLevel;
use view::{Finding, View};

/// One thing wrong with the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, relative to the content folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    pub rule: &'static str,
    pub message: String,
    /// What to do.
    pub help: String,
    /// The bytes of the file it is about.
    #[serde(skip)]
    pub place: Range<usize>,
}

/// A rule the content must keep.
#[derive(Debug)]
pub struct Check {
    pub name: &'static str,
    /// The rule as a sentence for writers.
    pub rule: &'static str,
    run: Run,
}

/// What a rule is asked of. Our own rules hold where a section says under `[extra]` what `kind` its pages are;
/// other people's trees get the general ones.
#[derive(Clone, Copy, Debug)]
enum Run {
    /// Every page of any tree.
    Page(for<'a> fn(&PageView<'a>, &View<'a>) -> Vec<Finding<'a>>),
    /// Every page of ours, sections included.
    Ours(for<'a> fn(&PageView<'a>, &View<'a>) -> Vec<Finding<'a>>),
    /// Every page of ours that is no section.
    Topic(for<'a> fn(&PageView<'a>, &View<'a>) -> Vec<Finding<'a>>),
    /// The tree as a whole.
    Tree(for<'a> fn(&View<'a>) -> Vec<Finding<'a>>),
}

/// Every rule, in the order a writer meets them: the file, its front matter, its text, its place among the others.
pub const CHECKS: &[Check] = &[
    Check {
        name: "control-characters",
        rule: "A file is UTF-8 text without characters that command a terminal.",
        run: Run::Tree(text::control_characters),
    },
    Check {
        name: "front-matter",
        rule: "Front matter is valid TOML between two +++ lines.",
        run: Run::Page(front_matter::is_valid),
    },
    Check {
        name: "known-fields",
        rule: "Every field of the front matter is one of Zola's, or under [extra] one of ours.",
        run: Run::Page(front_matter::known_fields),
    },
    Check {
        name: "field-types",
        rule: "Every field holds the type of value it should.",
        run: Run::Page(front_matter::field_types),
    },
    Check {
        name: "required-fields",
        rule: "A page has a title, a description, a weight and search keys; a section a title and a description.",
        run: Run::Ours(front_matter::required_fields),
    },
    Check {
        name: "description",
        rule: "A description is one sentence of at most 120 characters.",
        run: Run::Ours(front_matter::description),
    },
    Check {
        name: "updated",
        rule: "A page says when its text was last checked, and that day is not in the future.",
        run: Run::Topic(front_matter::updated),
    },
    Check {
        name: "kinds",
        rule: "A section's kind is page, type, cause, diagnostic or treatment.",
        run: Run::Tree(evidence::kinds),
    },
    Check {
        name: "groups",
        rule: "A page's group is one of its section's.",
        run: Run::Topic(evidence::groups),
    },
    Check {
        name: "sites",
        rule: "Body sites are from the list.",
        run: Run::Ours(evidence::sites),
    },
    Check {
        name: "evidence",
        rule: "Every treatment says for each disease how strong the evidence is and what it found, in the fixed words.",
        run: Run::Topic(evidence::evidence),
    },
    Check {
        name: "fact-rows",
        rule: "A page has the fact rows its section compares, in that order.",
        run: Run::Topic(evidence::fact_rows),
    },
    Check {
        name: "headings",
        rule: "A page has the level-2 headings its section names, in that order.",
        run: Run::Topic(text::headings),
    },
    Check {
        name: "cited-text",
        rule: "Every factual paragraph, list item, table row and fact row has a citation.",
        run: Run::Topic(text::cited),
    },
    Check {
        name: "figures",
        rule: "A figure has a drawing in Unicode and one in ASCII that fit beside the tree, and the same in words.",
        run: Run::Page(figures::drawn_and_told),
    },
    Check {
        name: "weak-sources",
        rule: "A weak source never stands alone.",
        run: Run::Ours(sources::weak_alone),
    },
    Check {
        name: "doses",
        rule: "Figures that could be read as doses stand only where they are normal values or intakes.",
        run: Run::Ours(doses::figures),
    },
    Check {
        name: "dose-forms",
        rule: "Figures have no trailing zero and no abbreviation that is easily misread.",
        run: Run::Ours(doses::unsafe_forms),
    },
    Check {
        name: "reading-level",
        rule: "A first paragraph reads at US school grade 8 or below, a body at grade 10 or below.",
        run: Run::Topic(reading_level::grades),
    },
    Check {
        name: "links",
        rule: "Every link leads to a topic and a heading that exist.",
        run: Run::Page(links::resolve),
    },
    Check {
        name: "onward-links",
        rule: "A page links to at least two other topics.",
        run: Run::Topic(links::onward),
    },
    Check {
        name: "linked-from",
        rule: "Every topic is linked from another.",
        run: Run::Tree(links::linked_from),
    },
    Check {
        name: "citations",
        rule: "Every citation names a source in sources.toml or a footnote of its page.",
        run: Run::Page(sources::citations),
    },
    Check {
        name: "source-fields",
        rule: "A source has the fields that sources.toml explains, in the fixed words.",
        run: Run::Tree(sources::fields),
    },
    Check {
        name: "sources-cited",
        rule: "Every source is cited somewhere.",
        run: Run::Tree(sources::cited),
    },
    Check {
        name: "unique-ids",
        rule: "No two pages have the same id or alias.",
        run: Run::Tree(identity::unique),
    },
    Check {
        name: "search-keys",
        rule: "A search key belongs to one topic, unless ambiguous.toml shares it.",
        run: Run::Tree(keys::unique),
    },
    Check {
        name: "shared-keys",
        rule: "ambiguous.toml shares keys that its topics have.",
        run: Run::Tree(keys::shared),
    },
    Check {
        name: "synonyms",
        rule: "synonyms.toml gives words of the reference, each with what people type for it.",
        run: Run::Tree(synonyms::readable),
    },
];

/// How hard each page of the reference is to read.
pub fn reading_levels(files: &[SourceFile], library: &Library) -> Vec<ReadingLevel> {
    let texts: Vec<_> = files
        .iter()
        .filter_map(|file| Some((file, file.text().ok()?)))
        .collect();
    reading_level::levels(&View::new(&texts, library, ""))
}

/// Everything wrong with the content, by file and line; `today` is the day of the check, `YYYY-MM-DD`.
pub fn check(files: &[SourceFile], library: &Library, today: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut texts: Vec<(&SourceFile, Cow<'_, str>)> = Vec::with_capacity(files.len());
    for file in files {
        match file.text() {
            Ok(text) => texts.push((file, text)),
            Err(error) => problems.push(unreadable(file, &error)),
        }
    }
    let view = View::new(&texts, library, today);
    for check in CHECKS {
        problems.extend(
            check
                .findings(&view)
                .into_iter()
                .map(|found| problem(check.name, found)),
        );
    }
    problems
        .sort_by(|a, b| (&a.path, a.line, a.place.start).cmp(&(&b.path, b.line, b.place.start)));
    problems
}

impl Check {
    fn findings<'a>(&self, view: &View<'a>) -> Vec<Finding<'a>> {
        let pages = view.pages.iter();
        match self.run {
            Run::Page(rule) => pages.flat_map(|page| rule(page, view)).collect(),
            Run::Ours(rule) => pages
                .filter(|page| page.is_ours())
                .flat_map(|page| rule(page, view))
                .collect(),
            Run::Topic(rule) => pages
                .filter(|page| page.is_ours() && !page.is_section())
                .flat_map(|page| rule(page, view))
                .collect(),
            Run::Tree(rule) => rule(view),
        }
    }
}

fn problem(rule: &'static str, found: Finding<'_>) -> Problem {
    Problem {
        path: found.file.path.to_owned(),
        line: line_of(found.file.text, found.place.start),
        rule,
        message: found.message,
        help: found.help,
        place: found.place,
    }
}

fn unreadable(file: &SourceFile, error: &std::io::Error) -> Problem {
    Problem {
        path: file.path.to_string(),
        line: 1,
        rule: "readable",
        message: format!("the file cannot be read: {error}"),
        help: "let its owner and you read it, or move it out of the content folder".to_owned(),
        place: 0..0,
    }
}
