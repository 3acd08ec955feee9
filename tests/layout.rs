//! Layout as a reader sees it: every kind of block at three widths, and what holds for any text at any width.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that goes wrong must fail"
)]

#[path = "support/cases.rs"]
mod cases;
#[path = "layout/doubling.rs"]
mod doubling;
#[path = "layout/long.rs"]
mod long;
#[path = "layout/pages.rs"]
mod pages;
#[path = "layout/properties.rs"]
mod properties;

use calcinosis::content::document::{Block, BlockKind, Document, SourceEntry};
use calcinosis::content::{Inline, InlineKind, markdown};
use calcinosis::layout::{Drawings, Layout, Options, Symbols};

const BLOCKS: &[(&str, &str)] = &[
    (
        "headings",
        "# Dystrophic calcification\n\nText.\n\n## Where it shows up, and what to ask about it\n\nMore.\n\n### Fingers\n\nEnd.\n",
    ),
    (
        "paragraph",
        "Calcium settles in *damaged* tissue while **blood calcium** stays ~~high~~ normal, at 2.2 to 2.6 mmol/L. The most common type.[^a][^b] See [systemic sclerosis](@/causes/systemic-sclerosis.md) or <https://example.org>, and `a code`.\n",
    ),
    (
        "lists",
        "- Skin\n- Muscle, which may be hard and swollen for weeks\n  - deep\n    1. first\n    2. second\n- [x] done\n- [ ] to do\n\n9. nine\n10. ten has a second paragraph\n\n    here it is\n",
    ),
    (
        "quote",
        "> It is often read that warmth dissolves calcium.\n> It does not.\n>\n> - said [here](@/a.md)\n",
    ),
    (
        "code",
        "```sh\ncalcinosis show types/dystrophic --format json --width 72 | less -R --quit-if-one-screen\n\n  two\n```\n",
    ),
    (
        "table",
        "| Test | Normal | What it says |\n|---|---|---|\n| Calcium | 2.2-2.6 mmol/L | high in [metastatic](@/types/metastatic.md) disease [^a] |\n| Phosphate | 0.8-1.5 mmol/L | high when the kidneys fail, and then it settles with calcium |\n",
    ),
    (
        "rule_and_picture",
        "One.\n\n***\n\n![A finger](finger.png) and {{ figure(src=1) }}.\n",
    ),
    (
        "figure",
        "Before.\n\n```figure\nunicode:\nfood ──▶ gut ──▶ blood ──▶ bone\n\nascii:\nfood --> gut --> blood --> bone\n\nwords:\nFood goes to the gut, and from there by the blood to the bone.[^a]\n```\n\nAfter.\n",
    ),
    (
        "footnotes",
        "Text.[^note] And more.[^other]\n\n[^note]: The note, which is long enough to go on over a line at most widths.\n\n[^other]: Other.\n",
    ),
];

fn laid_out(document: &Document, columns: usize, symbols: Symbols) -> Layout {
    let options = Options {
        width: columns,
        measure: 72,
        symbols,
        drawings: Drawings::Drawn,
    };
    Layout::new(document, &options)
}

fn picture(layout: &Layout) -> String {
    let lines = layout.lines.iter();
    let lines: Vec<&str> = lines.map(|line| line.text()).collect();
    lines.join("\n")
}

fn show(name: &str, document: &Document) {
    for symbols in [Symbols::Unicode, Symbols::AsciiOnly] {
        let pictures = [72, 40, 20].map(|columns| {
            let ruler = format!("{:-<columns$}", format!("-- {columns} "));
            format!(
                "{ruler}\n{}\n",
                picture(&laid_out(document, columns, symbols))
            )
        });
        let name = format!("{name}_{symbols:?}").to_lowercase();
        let name = name.replace("only", "");
        insta::assert_snapshot!(name, pictures.concat());
    }
}

#[test]
fn every_block_has_its_shape() {
    for (name, text) in BLOCKS {
        let mut document = markdown::parse(text, 0);
        let mut number = 0;
        document.each_inline_mut(&mut |inline| {
            if let InlineKind::Citation { number: given, .. } = &mut inline.kind {
                number += 1;
                *given = number;
            }
        });
        show(name, &document);
    }
}

#[test]
fn facts_and_sources_have_their_shape() {
    let facts = [
        ("Blood calcium", "normal"),
        (
            "Blood phosphate",
            "normal, or a little raised at first, as many reports say",
        ),
    ];
    let facts = facts.map(|(name, value)| (name.to_owned(), markdown::inlines(value)));
    let source = |number, id: &str, text: &str| SourceEntry {
        number,
        id: id.to_owned(),
        inlines: vec![Inline::text(text)],
    };
    let sources = vec![
        source(
            1,
            "a",
            "Vayssairat M, et al. Clinical significance of subcutaneous calcinosis. 1998. A cohort; read in full.",
        ),
        source(
            12,
            "b",
            "Nowaczyk J. Calcinosis. 2021. doi:10.1000/182-3/very-long-number-of-a-paper",
        ),
        source(0, "unknown-1", "not in the list"),
    ];
    let document = Document {
        blocks: vec![
            Block::new(BlockKind::Facts(facts.to_vec()), 10..20),
            Block::new(BlockKind::Sources(sources), 20..30),
        ],
        footnotes: Vec::new(),
    };
    show("facts_and_sources", &document);
}

#[test]
fn a_long_table_keeps_its_head_in_sight_and_every_line_can_be_reached() {
    let rows: Vec<String> = (1..=30)
        .map(|row| format!("| row {row} | value |\n"))
        .collect();
    let rows = rows.concat();
    let text = format!("# Title\n\nBefore.\n\n| Name | What it is |\n|---|---|\n{rows}");
    let layout = laid_out(&markdown::parse(&text, 0), 40, Symbols::Unicode);
    let head = 3..5;
    assert_eq!(layout.held(3, 12), 0..0);
    assert_eq!(layout.held(head.start, 12), 0..0);
    assert_eq!(layout.held(20, 12), head);
    assert_eq!(layout.held(20, 7), 0..0);
    assert_eq!(layout.visible(20, 12), 20..30);
    let mut top = 0;
    while top < layout.last_top(12) {
        top = layout.visible(top, 12).end.min(layout.last_top(12));
    }
    assert_eq!(layout.visible(top, 12).end, layout.lines.len());
}
