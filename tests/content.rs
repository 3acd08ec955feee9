//! The shipped content keeps every rule, each rule notices the mistake it is for, and other people's trees open.

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its fixtures must fail"
)]
#[path = "content/mistakes.rs"]
mod mistakes;

#[expect(
    clippy::unwrap_used,
    reason = "a folder that cannot be made must fail its test"
)]
#[path = "content/folders.rs"]
mod folders;

#[path = "content/foreign.rs"]
mod foreign;

#[path = "content/html.rs"]
mod html;

#[expect(
    clippy::unwrap_used,
    reason = "a page that is not there must fail its test"
)]
#[path = "content/kinds.rs"]
mod kinds;

#[expect(
    clippy::unwrap_used,
    reason = "a page that is not there must fail its test"
)]
#[path = "content/marks.rs"]
mod marks;

#[expect(
    clippy::unwrap_used,
    reason = "a pipe that cannot be made must fail its test"
)]
#[path = "support/pipe.rs"]
mod pipe;

#[path = "support/trees.rs"]
mod foreign_trees;

#[expect(
    clippy::unwrap_used,
    reason = "a page that is not there must fail its test"
)]
#[path = "content/trees.rs"]
mod trees;

#[expect(
    clippy::unwrap_used,
    reason = "a page that is not there must fail its test"
)]
#[path = "content/warnings.rs"]
mod warnings;

use std::path::{Path, PathBuf};

use calcinosis::content::{InlineKind, embedded};
use calcinosis::library::check::{check, readability, report};
use calcinosis::library::{Library, TopicKind};

/// A day after every page's, so that the test's answer does not change as time goes by.
const TODAY: &str = "9999-12-31";

/// A page with fewer words is a stub.
const LEAST_WORDS: usize = 100;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

#[test]
fn the_shipped_content_has_no_problem() {
    let files = embedded();
    let problems = check(&files, &Library::load(&files), TODAY);
    let report = report::text(&problems, &files, 100);
    assert!(problems.is_empty(), "{report}");
}

#[test]
fn every_topic_says_something_that_a_source_stands_behind() {
    let library = Library::load(&embedded());
    let topics = library.ids().filter(|id| !library.topic(*id).is_section);
    for topic in topics {
        let page = library.page(topic);
        let mut text = String::new();
        page.document.each_inline(&mut |inline| match &inline.kind {
            InlineKind::Text(part) => text.push_str(part),
            InlineKind::SoftBreak => text.push(' '),
            _ => {}
        });
        let id = &library.topic(topic).id;
        assert!(
            readability::words(&text).count() >= LEAST_WORDS,
            "{id} says little"
        );
        let is_medical = library.topic(topic).kind != Some(TopicKind::Page);
        assert!(
            !is_medical || !page.citations.is_empty(),
            "{id} cites nothing"
        );
        let missing = page
            .citations
            .iter()
            .find(|id| library.sources().get(id).is_none());
        assert_eq!(missing, None, "{id}");
    }
}
