//! The rules: one entry of `CHECKS` each, with the function that finds what breaks it.

use crate::library::check::page_view::PageView;
use crate::library::check::problem::Findings;
use crate::library::check::view::{
    AMBIGUOUS, Companion, ContentView, RED_FLAGS, SOURCES, SYNONYMS,
};
use crate::library::check::{
    doses, evidence, figures, front_matter, identity, interactions, key_words, keys, links,
    reading_level, red_flags, reserved, sources, support, synonyms, text,
};

#[derive(Debug)]
pub struct Check {
    pub name: &'static str,
    /// The rule as a sentence for writers.
    pub rule: &'static str,
    run: Scope,
}

type PageRule = fn(&PageView<'_>, &ContentView<'_>, &mut Findings);
type FileRule = fn(&Companion<'_>, &ContentView<'_>, &mut Findings);

/// What a rule is asked of. Our own rules hold where a section says under `[extra]` what `kind` its pages are;
/// other people's trees get the general ones.
#[derive(Clone, Copy, Debug)]
enum Scope {
    /// Every page of any tree.
    Page(PageRule),
    /// Every page of ours, sections included.
    Ours(PageRule),
    /// Every page of ours that is no section.
    Topic(PageRule),
    /// A file of settings beside the pages; that it is no TOML is told in the place of its rule.
    File(&'static str, FileRule),
    Tree(fn(&ContentView<'_>, &mut Findings)),
}

/// Every rule, in the order a writer meets them: the file, its front matter, its text, its place among the others.
pub const CHECKS: &[Check] = &[
    Check {
        name: "control-characters",
        rule: "A file is UTF-8 text without characters that command a terminal.",
        run: Scope::Tree(text::control_characters),
    },
    Check {
        name: "front-matter",
        rule: "Front matter is valid TOML between two +++ lines.",
        run: Scope::Page(front_matter::is_valid),
    },
    Check {
        name: "known-fields",
        rule: "Every field of the front matter is one of Zola's, or under [extra] one of ours.",
        run: Scope::Page(front_matter::known_fields),
    },
    Check {
        name: "field-types",
        rule: "Every field holds the type of value it should.",
        run: Scope::Page(front_matter::field_types),
    },
    Check {
        name: "required-fields",
        rule: "A page has a title, a description, a weight and search keys; a section a title and a description.",
        run: Scope::Ours(front_matter::required_fields),
    },
    Check {
        name: "description",
        rule: "A description is one sentence of at most 120 characters.",
        run: Scope::Ours(front_matter::description),
    },
    Check {
        name: "updated",
        rule: "A page says when its text was last checked, and that day is not in the future.",
        run: Scope::Topic(front_matter::updated),
    },
    Check {
        name: "kinds",
        rule: "A section's kind is page, type, cause, diagnostic or treatment.",
        run: Scope::Tree(evidence::kinds),
    },
    Check {
        name: "groups",
        rule: "A page's group is one of its section's.",
        run: Scope::Topic(evidence::groups),
    },
    Check {
        name: "sites",
        rule: "Body sites are from the list.",
        run: Scope::Ours(evidence::sites),
    },
    Check {
        name: "evidence",
        rule: "Every treatment says for each disease how strong the evidence is and what it found, in the fixed words.",
        run: Scope::Topic(evidence::evidence),
    },
    Check {
        name: "fact-rows",
        rule: "A page has the fact rows its section compares, in that order.",
        run: Scope::Topic(evidence::fact_rows),
    },
    Check {
        name: "headings",
        rule: "A page has the level-2 headings its section names, in that order.",
        run: Scope::Topic(text::headings),
    },
    Check {
        name: "cited-text",
        rule: "Every factual paragraph, list item, table row and fact row has a citation.",
        run: Scope::Topic(text::cited),
    },
    Check {
        name: "figures",
        rule: "A figure has a drawing in Unicode and one in ASCII that fit beside the tree, and the same in words.",
        run: Scope::Page(figures::drawn_and_told),
    },
    Check {
        name: "weak-sources",
        rule: "A weak source never stands alone.",
        run: Scope::Ours(sources::weak_alone),
    },
    Check {
        name: "unsupported-number",
        rule: "Each figure of a cited sentence or row is in what one of its sources says.",
        run: Scope::Tree(support::numbers),
    },
    Check {
        name: "unread-is-not-unknown",
        rule: "“Not known” stands only where a source says so, and no page says what was read.",
        run: Scope::Ours(support::unread),
    },
    Check {
        name: "reserved-words",
        rule: "Words of urgency stand in the rows of red-flags.toml alone.",
        run: Scope::Ours(reserved::reserved),
    },
    Check {
        name: "interactions",
        rule: "What does not go together says with what, how strictly, why, and who says so.",
        run: Scope::Ours(interactions::readable),
    },
    Check {
        name: "one-owner",
        rule: "What does not go together is stated on one of its two pages.",
        run: Scope::Tree(interactions::once),
    },
    Check {
        name: "doses",
        rule: "Quantities that could be read as doses stand only where they are normal values or intakes.",
        run: Scope::Ours(doses::figures),
    },
    Check {
        name: "dose-forms",
        rule: "Quantities have no trailing zero and no abbreviation that is easily misread.",
        run: Scope::Ours(doses::unsafe_forms),
    },
    Check {
        name: "reading-level",
        rule: "A first paragraph reads at US school grade 8 or below, a body at grade 10 or below.",
        run: Scope::Topic(reading_level::grades),
    },
    Check {
        name: "links",
        rule: "Every link leads to a topic and a heading that exist.",
        run: Scope::Page(links::resolve),
    },
    Check {
        name: "onward-links",
        rule: "A page links to at least two other topics.",
        run: Scope::Topic(links::onward),
    },
    Check {
        name: "linked-from",
        rule: "Every topic is linked from another.",
        run: Scope::Tree(links::linked_from),
    },
    Check {
        name: "citations",
        rule: "Every citation names a source in sources.toml or a footnote of its page.",
        run: Scope::Page(sources::citations),
    },
    Check {
        name: "source-fields",
        rule: "A source has the fields that sources.toml explains, in the fixed words.",
        run: Scope::File(SOURCES, sources::fields),
    },
    Check {
        name: "sources-cited",
        rule: "Every source is cited somewhere.",
        run: Scope::Tree(sources::cited),
    },
    Check {
        name: "red-flags",
        rule: "A row of red-flags.toml has its fields, in the fixed words, with its sources.",
        run: Scope::File(RED_FLAGS, red_flags::readable),
    },
    Check {
        name: "red-flags-shown",
        rule: "Pages name rows of red-flags.toml, and every row is named by a page.",
        run: Scope::Tree(red_flags::shown),
    },
    Check {
        name: "one-level",
        rule: "No sign stands at two levels for the same person.",
        run: Scope::Tree(red_flags::one_level),
    },
    Check {
        name: "exceptions",
        rule: "An exception names a page, words that it says, and a reason.",
        run: Scope::Tree(reserved::exceptions),
    },
    Check {
        name: "unique-ids",
        rule: "No two pages have the same id or alias.",
        run: Scope::Tree(identity::unique),
    },
    Check {
        name: "search-keys",
        rule: "A search key belongs to one topic, unless ambiguous.toml shares it.",
        run: Scope::Tree(keys::unique),
    },
    Check {
        name: "key-words",
        rule: "A word of every search key stands on its page; brands and misspellings have lists of their own.",
        run: Scope::Ours(key_words::kept),
    },
    Check {
        name: "key-count",
        rule: "A page has at most 25 search keys, 10 brands and 10 misspellings.",
        run: Scope::Ours(key_words::few),
    },
    Check {
        name: "shared-keys",
        rule: "ambiguous.toml shares keys that its topics have.",
        run: Scope::File(AMBIGUOUS, keys::shared),
    },
    Check {
        name: "synonyms",
        rule: "synonyms.toml gives words of the reference, each with what people type for it.",
        run: Scope::File(SYNONYMS, synonyms::readable),
    },
];

impl Check {
    pub(super) fn run(&self, view: &ContentView<'_>, found: &mut Findings) {
        let is_meant = |page: &&PageView<'_>| match self.run {
            Scope::Ours(_) => page.is_ours(),
            Scope::Topic(_) => page.is_ours() && !page.is_section(),
            _ => true,
        };
        match self.run {
            Scope::Page(rule) | Scope::Ours(rule) | Scope::Topic(rule) => {
                let pages = view.pages.iter().filter(is_meant);
                pages.for_each(|page| rule(page, view, found));
            }
            Scope::File(name, rule) => {
                let Some(companion) = view.companion(name) else {
                    return;
                };
                if let Some(fault) = &companion.fault {
                    let message = format!("{name} is not valid TOML: {}", fault.reason);
                    found.add(companion.file, &fault.place, message, "mend this line");
                } else {
                    rule(companion, view, found);
                }
            }
            Scope::Tree(rule) => rule(view, found),
        }
    }
}
