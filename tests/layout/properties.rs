//! What holds for any text at any width.

use std::collections::HashMap;

use calcinosis::content::document::{Block, BlockKind, Document};
use calcinosis::content::{Inline, InlineKind, markdown};
use calcinosis::layout::{Anchor, Drawings, Layout, Line, Options, Symbols, width};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::cases::cases;

/// Pieces of Markdown that together make every kind of block.
const FRAGMENTS: &[&str] = &[
    "# ",
    "\n\n## ",
    "\n\n",
    "\n",
    "- ",
    "  - [x] ",
    "3. ",
    "> ",
    "    ",
    "```\n",
    "\n***\n\n",
    "*",
    "**",
    "~~",
    "`",
    "[link text](@/a/b.md)",
    "[](#x)",
    "<https://example.org/a/b-c>",
    "![alt](x.png)",
    "[^a]",
    "[^b-1][^c]",
    "[^n]",
    "\n\n[^n]: note\n\n",
    "\n\n| a | b b b |\n|---|---|\n| 1 | ",
    " | ",
    " |\n",
    "{{ code() }}",
    "word ",
    "≤ 5 mg/kg ",
    "3.7-5.7 per ",
    "石灰化は ",
    "e\u{301}\u{302}",
    "👩\u{200d}⚕\u{fe0f}",
    "שלום ",
    "\u{a0}",
    "\\",
    "<b>",
    "<br>",
];

/// What no line may part while it fits one.
const WHOLES: &[&str] = &[
    "≤ 5 mg/kg",
    "3.7-5.7 per",
    "1 in 5",
    "1 out of 20",
    "12 patients",
    "10 %",
    "n = 12",
    "p < 0.05",
    "Fig. 2",
    "co-trimoxazole",
    "stage 3",
    "Dr. House",
    "vitamin D",
    "5–10 mg",
    "10 000 people",
    "1,25-dihydroxyvitamin",
    "5 to 10 days",
    "damage[^a][^b]",
    "2.2 – 2.6 mmol/L",
    "± 3 cm",
    "50 °C",
    "TNF-alpha",
    "20 µg/day",
];

fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => "[a-z]{1,9} ",
        1 => "\\PC{0,6}",
        1 => prop::sample::select(FRAGMENTS).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

pub fn any_markdown() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => prop::sample::select(FRAGMENTS).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9 ]{1,20}",
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

pub fn any_options() -> impl Strategy<Value = Options> {
    let symbols = prop_oneof![
        Just(Symbols::Unicode),
        Just(Symbols::Ascii),
        Just(Symbols::AsciiOnly)
    ];
    let drawings = prop_oneof![Just(Drawings::Drawn), Just(Drawings::Heard)];
    (0..200_usize, 0..120_usize, symbols, drawings).prop_map(
        |(width, measure, symbols, drawings)| Options {
            width,
            measure,
            symbols,
            drawings,
        },
    )
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

fn paragraph(text: &str) -> Document {
    let inline = Inline::new(InlineKind::Text(text.to_owned()), 0..text.len());
    Document {
        blocks: vec![Block::new(
            BlockKind::Paragraph(vec![inline]),
            0..text.len(),
        )],
        footnotes: Vec::new(),
    }
}

/// How often each character occurs, in capitals, because a title is drawn in them.
fn characters(text: &str) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for character in without_spaces(text).chars().flat_map(char::to_uppercase) {
        *counts.entry(character).or_default() += 1;
    }
    counts
}

fn written(document: &Document) -> String {
    let mut text = String::new();
    document.each_inline(&mut |inline| match &inline.kind {
        InlineKind::Text(part) | InlineKind::Code(part) | InlineKind::Passage(part) => {
            text.push_str(part);
        }
        _ => {}
    });
    text
}

fn drawn(layout: &Layout) -> String {
    layout
        .lines
        .iter()
        .map(|line| line.text().to_owned() + "\n")
        .collect()
}

/// A line fits, or what it holds beside margins is one grapheme that cannot be cut.
fn fits(line: Line<'_>, columns: usize) -> bool {
    line.width() <= columns.max(1) || line.text().trim().graphemes(true).count() == 1
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn wrapping_loses_and_invents_no_character(text in any_text(), columns in 1..200_usize) {
        let options = Options { width: columns, measure: columns, symbols: Symbols::Unicode, drawings: Drawings::Drawn };
        let layout = Layout::new(&paragraph(&text), &options);
        prop_assert_eq!(without_spaces(&drawn(&layout)), without_spaces(&text));
        for line in layout.lines.iter() {
            prop_assert!(fits(line, columns), "{:?} is wider than {}", line.text(), columns);
        }
    }

    #[test]
    fn no_page_loses_a_character_or_overflows(text in any_markdown(), options in any_options()) {
        let document = markdown::parse(&text, 0);
        let layout = Layout::new(&document, &options);
        let drawn = characters(&drawn(&layout));
        let written = options.symbols.spell(&written(&document)).into_owned();
        for (character, count) in characters(&written) {
            prop_assert!(drawn.get(&character).is_some_and(|found| *found >= count), "{character:?} is lost");
        }
        for line in layout.lines.iter() {
            prop_assert!(fits(line, options.width), "{:?} is wider than {}", line.text(), options.width);
        }
    }

    #[test]
    fn places_point_at_what_they_name(text in any_markdown(), options in any_options()) {
        let layout = Layout::new(&markdown::parse(&text, 0), &options);
        for place in &layout.links {
            let line = layout.lines.get(place.line).unwrap().text();
            let (_, rest) = width::split(line, place.column);
            let shown = without_spaces(width::cut(rest, place.width));
            let bare: String = shown.chars().filter(|sign| place.text.contains(*sign)).collect();
            prop_assert!(without_spaces(&place.text).starts_with(&bare) || bare.len() < shown.len(), "{place:?} in {line:?}");
        }
        for place in &layout.citations {
            let line = layout.lines.get(place.line).unwrap().text();
            let (_, rest) = width::split(line, place.column);
            prop_assert!(rest.starts_with('['), "{place:?} in {line:?}");
        }
        for place in &layout.headings {
            prop_assert_eq!(layout.heading_line(&place.slug), Some(place.line));
        }
    }

    #[test]
    fn what_belongs_together_stays_on_a_line(words in prop::collection::vec((r"[a-z]{1,9}", prop::sample::select(WHOLES)), 1..20), columns in 24..90_usize) {
        let text: Vec<String> = words.iter().map(|(word, whole)| format!("{word}, {whole},")).collect();
        let text = text.join(" ");
        let options = Options { width: columns, measure: columns, symbols: Symbols::Unicode, drawings: Drawings::Drawn };
        let layout = Layout::new(&markdown::parse(&text, 0), &options);
        let drawn = drawn(&layout);
        for (_, whole) in &words {
            let shown = whole.replace("][^", "][").replace("[^", " [");
            prop_assert_eq!(drawn.matches(&shown).count(), text.matches(whole).count(), "{} in {}", shown, drawn);
        }
    }

    #[test]
    fn an_anchor_leads_back_to_its_first_line(text in any_markdown(), options in any_options(), line in 0..80_usize) {
        let layout = Layout::new(&markdown::parse(&text, 0), &options);
        let anchor = layout.anchor_at(line);
        let first = layout.lines.iter().position(|line| line.anchor == anchor);
        prop_assert_eq!(layout.line_at(anchor), first.unwrap_or(0));
        prop_assert!(layout.lines.iter().is_sorted_by_key(|line| line.anchor));
        prop_assert_eq!(layout.line_at(Anchor(0)), 0);
    }

    #[test]
    fn spans_know_their_link_and_table_lines_their_head(text in any_markdown(), options in any_options()) {
        let layout = Layout::new(&markdown::parse(&text, 0), &options);
        for (index, line) in layout.lines.iter().enumerate() {
            prop_assert!(line.spans().all(|span| span.link.is_none_or(|link| link < layout.links.len())));
            prop_assert!(line.header.is_none_or(|header| layout.headers[header].end <= index));
        }
    }
}
