//! A layout for a window that changes: every line has its place, and the lines in sight are those of the whole layout.

use std::ops::Range;

use calcinosis::content::document::{Block, BlockKind, Document, SourceEntry};
use calcinosis::content::{Inline, markdown};
use calcinosis::layout::{
    CitationPlace, Drawings, Layout, Line, LinkPlace, Options, Prepared, Symbols, TextStyle,
};
use proptest::prelude::*;

use crate::BLOCKS;
use crate::pages::PAGES;
use crate::properties::{any_markdown, any_options};

/// Lines around those in sight that are asked for too.
const AROUND: usize = 7;

/// What stands in a line, with what is known of its links, but for their numbers.
type Seen<'a> = Vec<(&'a str, TextStyle, usize, Option<&'a LinkPlace>)>;

/// Which lines are looked at: how far down the page in thousandths, and how many.
fn any_place() -> impl Strategy<Value = (usize, usize)> {
    (0..=1000_usize, 0..60_usize)
}

/// A few blocks, as they are or inside of others.
fn any_blocks() -> impl Strategy<Value = String> {
    let block = prop_oneof![
        4 => prop::sample::select(BLOCKS).prop_map(|(_, text)| text.to_owned()),
        1 => any_markdown(),
    ];
    let inside = prop::sample::select(vec![
        ["", ""],
        ["> ", "> "],
        ["- ", "  "],
        ["9. > ", "   > "],
    ]);
    let block = (block, prop::collection::vec(inside, 0..3)).prop_map(|(block, around)| {
        let put_inside = |text: String, [first, rest]: [&str; 2]| {
            let lines = text.lines().enumerate();
            let lines =
                lines.map(|(at, line)| format!("{}{line}\n", if at == 0 { first } else { rest }));
            lines.collect()
        };
        around.into_iter().fold(block, put_inside)
    });
    prop::collection::vec(block, 1..6).prop_map(|blocks| blocks.join("\n"))
}

/// What no file can say: facts and sources, before and behind the text.
fn with_facts(text: &str) -> Document {
    let mut document = markdown::parse(text, 0);
    let value = "normal, or a little raised at first, as [many](@/a.md) say".to_owned();
    let facts =
        ["Blood calcium", "Phosphate"].map(|name| (name.to_owned(), markdown::inlines(&value)));
    let source = |number| SourceEntry {
        number,
        id: format!("source-{number}"),
        inlines: vec![Inline::text(
            "Nowaczyk J. Calcinosis. doi:10.1000/182-3/very-long-number-of-a-paper",
        )],
    };
    let facts = Block::new(BlockKind::Facts(facts.to_vec()), 0..text.len().min(2));
    document.blocks.insert(0, facts);
    let sources = BlockKind::Sources((1..12).map(source).collect());
    document
        .blocks
        .push(Block::new(sources, text.len()..text.len() + 20));
    document
}

fn seen<'a>(layout: &'a Layout, line: Line<'a>) -> Seen<'a> {
    let spans = line.spans().map(|span| {
        let leads = span.link.and_then(|number| layout.links.get(number));
        (span.text, span.style, span.offset, leads)
    });
    spans.collect()
}

fn cited<'a>(layout: &'a Layout, lines: &[Range<usize>]) -> Vec<&'a CitationPlace> {
    let citations = layout.citations.iter();
    let here = |place: &&CitationPlace| lines.iter().any(|lines| lines.contains(&place.line));
    citations.filter(here).collect()
}

/// Compares both layouts of a page, where these lines are in sight.
fn check(document: &Document, options: &Options, (thousandths, height): (usize, usize)) {
    let prepared = Prepared::new(document, options.symbols, options.drawings);
    let columns = (options.width, options.measure);
    let whole = prepared.lay_out(options.width, options.measure);
    let top = whole.lines.len() * thousandths / 1000;
    let around = |layout: &Layout| {
        let lines = top.saturating_sub(AROUND)..top + height + AROUND;
        [layout.held(top, height), lines]
    };
    let lines = around(&whole);
    let part = prepared.lay_out_in_sight(columns, |part| {
        assert_eq!(around(part), lines);
        assert_eq!(part.last_top(height), whole.last_top(height));
        lines.clone()
    });
    let places = |layout: &Layout| -> Vec<_> {
        let lines = layout.lines.iter();
        lines.map(|line| (line.anchor, line.header)).collect()
    };
    assert_eq!(places(&part), places(&whole));
    assert_eq!(part.headings, whole.headings);
    assert_eq!(part.headers, whole.headers);
    assert_eq!(cited(&part, &lines), cited(&whole, &lines));
    for number in lines.into_iter().flatten() {
        let [part, whole] = [&part, &whole].map(|layout| Some((layout, layout.lines.get(number)?)));
        let [part, whole] = [part, whole].map(|it| it.map(|(layout, line)| seen(layout, line)));
        assert_eq!(part, whole, "line {number}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_in_sight_of_any_page_are_those_of_the_whole(text in any_blocks(), options in any_options(), place in any_place()) {
        check(&with_facts(&text), &options, place);
    }

    #[test]
    fn lines_in_sight_of_every_topic_are_those_of_the_whole(topic in 0..PAGES.len(), options in any_options(), place in any_place()) {
        check(&PAGES[topic], &options, place);
    }
}

#[test]
fn a_layout_in_sight_holds_no_more_than_what_is_seen() {
    let longest = PAGES
        .iter()
        .max_by_key(|page| page.blocks.iter().map(|block| block.range.end).max());
    let document = longest.unwrap();
    let options = (60, 60);
    let prepared = Prepared::new(document, Symbols::default(), Drawings::default());
    let part = prepared.lay_out_in_sight(options, |_| [0..0, 500..520]);
    let written: Vec<usize> = (0..)
        .zip(part.lines.iter())
        .filter(|(_, line)| !line.text().is_empty())
        .map(|(number, _)| number)
        .collect();
    assert!(
        written.iter().all(|line| (450..570).contains(line)),
        "{written:?}"
    );
    assert!(written.len() > 10);
}

#[test]
fn a_line_that_begins_with_a_sign_that_is_not_spelled_has_its_place() {
    let options = Options {
        width: 40,
        measure: 40,
        symbols: Symbols::Ascii,
        drawings: Drawings::Drawn,
    };
    let text = "One.\n\n\u{c3c}[link text](@/a/b.md)\n";
    check(&markdown::parse(text, 0), &options, (0, 9));
}
