//! Markdown text to a `Document`, by pulldown-cmark; nothing in it can fail.

mod alert;
mod element;
mod events;
mod html;
mod open_blocks;
mod reader;
mod shortcode;
mod styles;
mod table;
mod tags;
mod text;

pub use crate::markdown::events::options;

use std::ops::Range;

use crate::document::{BlockKind, Document, Inline};
use crate::markdown::events::events;
use crate::markdown::reader::PageReader;
use crate::walk::walk_mut;

/// Parses the body of a file; ranges count from the start of `text`, whose body begins at byte `body`.
pub fn parse(text: &str, body: usize) -> Document {
    let own = text.get(body..).unwrap_or_default();
    events(own, body, |events| {
        PageReader::new(own, body).document(events, text.len())
    })
}

/// The words of the first heading of level 1 in the body.
pub fn first_title(text: &str, body: usize) -> Option<String> {
    let own = text.get(body..)?;
    events(own, body, |events| {
        PageReader::new(own, body).first_title(events)
    })
}

/// Parses a short text, such as a fact's value, into running text.
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut all = Vec::new();
    for block in parse(text, 0).blocks {
        if let BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } = block.kind {
            all.extend(inlines);
        }
    }
    all
}

/// Running text of a short text that stands apart from a page's body: all of it has this place.
pub fn placed(text: &str, place: &Range<usize>) -> Vec<Inline> {
    let mut inlines = inlines(text);
    walk_mut(&mut inlines, &mut |inline| inline.range = place.clone());
    inlines
}

/// Running text that stands apart from a page's body: its places count for nothing.
pub fn unplaced(text: &str) -> Vec<Inline> {
    placed(text, &(0..0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::InlineKind;

    fn kinds(text: &str) -> Vec<BlockKind> {
        parse(text, 0)
            .blocks
            .into_iter()
            .map(|block| block.kind)
            .collect()
    }

    #[test]
    fn repeated_headings_get_numbers() {
        let slugs: Vec<_> = kinds("# A\n\n# A\n\n## B {#own}\n\n# A-1\n\n# A\n")
            .into_iter()
            .filter_map(|kind| match kind {
                BlockKind::Heading { slug, .. } => Some(slug),
                _ => None,
            })
            .collect();
        assert_eq!(slugs, ["a", "a-1", "own", "a-1-1", "a-2"]);
    }

    #[test]
    fn tight_and_task_items_hold_paragraphs() {
        let Some(BlockKind::List { items, .. }) = kinds("- [x] done\n- [ ] open\n- plain\n")
            .into_iter()
            .next()
        else {
            panic!("a list");
        };
        assert_eq!(
            items.iter().map(|item| item.task).collect::<Vec<_>>(),
            [Some(true), Some(false), None]
        );
        assert!(items.iter().all(|item| item.blocks.len() == 1));
    }

    #[test]
    fn html_shows_its_text_and_shortcodes_stand_apart() {
        let text = InlineKind::Text("Bold text".to_owned());
        let text = BlockKind::Paragraph(vec![Inline::new(text, 15..24)]);
        assert_eq!(kinds("<div><!-- x -->Bold text</div>\n"), [text]);
        let Some(BlockKind::Paragraph(inlines)) =
            kinds("See {{ figure(src=1) }} here").into_iter().next()
        else {
            panic!("a paragraph");
        };
        assert!(matches!(&inlines[1].kind, InlineKind::Passage(code) if code.starts_with("{{")));
    }

    #[test]
    fn ranges_count_from_the_start_of_the_file() {
        let text = "+++\n+++\nHello";
        assert_eq!(parse(text, 8).blocks[0].range, 8..13);
    }

    #[test]
    fn a_box_may_stand_in_a_heading() {
        for underline in ["---", "===", "  -", "\t=\r"] {
            for text in ["- [x] \\\n  ", "> 1. [ ] \\\n>    ", "- [x] a\n  "] {
                for more in ["", "\n# B {#own}"] {
                    let text = format!("{text}{underline}\n{more}");
                    assert!(!parse(&text, 0).blocks.is_empty(), "{text:?}");
                }
            }
        }
        let boxed = kinds("# B {#own}\n\n- [x] done\n");
        let own = "own".to_owned();
        assert!(matches!(&boxed[0], BlockKind::Heading { slug, .. } if *slug == own));
        assert!(matches!(&boxed[1], BlockKind::List { items, .. } if items[0].task == Some(true)));
    }

    #[test]
    fn deep_nesting_is_survived() {
        let quotes = format!("{}deep", ">".repeat(20_000));
        assert!(!parse(&quotes, 0).blocks.is_empty());
        let emphasis = format!("{}deep{}", "*a ".repeat(3_000), " b*".repeat(3_000));
        assert!(!parse(&emphasis, 0).blocks.is_empty());
    }
}
