//! The rules: one entry of `CHECKS` each, with the function that finds what breaks it.

use crate::content::{AMBIGUOUS, RED_FLAGS, SOURCES, SYNONYMS};
use crate::library::check::page_view::PageView;
use crate::library::check::problem::Findings;
use crate::library::check::view::{Companion, ContentView};
use crate::library::check::{
    doses, evidence, front_matter, identity, interactions, key_words, keys, links, reading_level,
    red_flags, reserved, sources, support, synonyms, text,
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

macro_rules! checks {
    ($($name:literal: $scope:ident($($rule:tt)*), $sentence:literal;)*) => {
        /// Every rule, in the order a writer meets them: the file, its front matter, its text, its place among the
        /// others.
        pub const CHECKS: &[Check] = &[$(Check {
            name: $name,
            rule: $sentence,
            run: Scope::$scope($($rule)*),
        }),*];
    };
}

checks! {
    "control-characters": Tree(text::control_characters),
        "A file is UTF-8 text without characters that command a terminal.";
    "front-matter": Page(front_matter::is_valid),
        "Front matter is valid TOML between two +++ lines.";
    "known-fields": Page(front_matter::known_fields),
        "Every field of the front matter is one of Zola's, or under [extra] one of ours.";
    "field-types": Page(front_matter::field_types),
        "Every field holds the type of value it should.";
    "required-fields": Ours(front_matter::required_fields),
        "A page has a title, a description, a weight and search keys; a section a title and a description.";
    "description": Ours(front_matter::description),
        "A description is one sentence of at most 120 characters.";
    "updated": Topic(front_matter::updated),
        "A page says when its text was last checked, and that day is not in the future.";
    "kinds": Tree(evidence::kinds),
        "A section's kind is page, type, cause, diagnostic or treatment.";
    "groups": Topic(evidence::groups),
        "A page's group is one of its section's.";
    "sites": Ours(evidence::sites),
        "Body sites are from the list.";
    "evidence": Topic(evidence::evidence),
        "Every treatment says for each disease how strong the evidence is and what it found, in the fixed words.";
    "fact-rows": Topic(evidence::fact_rows),
        "A page has the fact rows its section compares, in that order.";
    "headings": Topic(text::headings),
        "A page has the level-2 headings its section names, in that order.";
    "cited-text": Topic(text::cited),
        "Every factual paragraph, list item, table row and fact row has a citation.";
    "figures": Page(text::drawn_and_told),
        "A figure has a drawing in Unicode and one in ASCII that fit beside the tree, and the same in words.";
    "weak-sources": Ours(sources::weak_alone),
        "A weak source never stands alone.";
    "unsupported-number": Tree(support::numbers),
        "Each figure of a cited sentence or row is in what one of its sources says.";
    "unread-is-not-unknown": Ours(support::unread),
        "“Not known” stands only where a source says so, and no page says what was read.";
    "reserved-words": Ours(reserved::reserved),
        "Words of urgency stand in the rows of red-flags.toml alone.";
    "interactions": Ours(interactions::readable),
        "What does not go together says with what, how strictly, why, and who says so.";
    "one-owner": Tree(interactions::once),
        "What does not go together is stated on one of its two pages.";
    "doses": Ours(doses::figures),
        "Quantities that could be read as doses stand only where they are normal values or intakes.";
    "dose-forms": Ours(doses::unsafe_forms),
        "Quantities have no trailing zero and no abbreviation that is easily misread.";
    "reading-level": Topic(reading_level::grades),
        "A first paragraph reads at US school grade 8 or below, a body at grade 10 or below.";
    "links": Page(links::resolve),
        "Every link leads to a topic and a heading that exist.";
    "onward-links": Topic(links::onward),
        "A page links to at least two other topics.";
    "linked-from": Tree(links::linked_from),
        "Every topic is linked from another.";
    "citations": Page(sources::citations),
        "Every citation names a source in sources.toml or a footnote of its page.";
    "source-fields": File(SOURCES, sources::fields),
        "A source has the fields that sources.toml explains, in the fixed words.";
    "sources-cited": Tree(sources::cited),
        "Every source is cited somewhere.";
    "red-flags": File(RED_FLAGS, red_flags::readable),
        "A row of red-flags.toml has its fields, in the fixed words, with its sources.";
    "red-flags-shown": Tree(red_flags::shown),
        "Pages name rows of red-flags.toml, and every row is named by a page.";
    "one-level": Tree(red_flags::one_level),
        "No sign stands at two levels for the same person.";
    "exceptions": Tree(reserved::exceptions),
        "An exception names a page, words that it says, and a reason.";
    "unique-ids": Tree(identity::unique),
        "No two pages have the same id or alias.";
    "search-keys": Tree(keys::unique),
        "A search key belongs to one topic, unless ambiguous.toml shares it.";
    "key-words": Ours(key_words::kept),
        "A word of every search key stands on its page; brands and misspellings have lists of their own.";
    "key-count": Ours(key_words::few),
        "A page has at most 25 search keys, 10 brands and 10 misspellings.";
    "shared-keys": File(AMBIGUOUS, keys::shared),
        "ambiguous.toml shares keys that its topics have.";
    "synonyms": File(SYNONYMS, synonyms::readable),
        "synonyms.toml gives words of the reference, each with what people type for it.";
}

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
