//! What the program adds to a page, written as Markdown.

use crate::content::document::{STRUCK, SourceEntry};
use crate::content::{Block, BlockKind, Inline, InlineKind, Item};

/// The blocks as Markdown, with a blank line before each.
pub(super) fn written(kinds: &[BlockKind]) -> String {
    let mut text = String::new();
    for kind in kinds {
        text.extend(["\n", &block(kind), "\n"]);
    }
    text
}

fn block(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading { level, inlines, .. } => {
            format!("{} {}", "#".repeat(usize::from(*level)), inline(inlines))
        }
        BlockKind::Paragraph(inlines) => inline(inlines),
        BlockKind::List { items, .. } => items.iter().map(item).collect::<Vec<_>>().join("\n"),
        BlockKind::Callout(callout) => {
            let rows = callout.rows.iter();
            let lines: Vec<String> = rows.map(|row| format!("> ! {}", inline(row))).collect();
            lines.join("\\\n")
        }
        BlockKind::Facts(rows) => {
            let row =
                |(name, value): &(String, Vec<Inline>)| format!("- {name}: {}", inline(value));
            rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        BlockKind::Sources(entries) => {
            let entry = |it: &SourceEntry| format!("[^{}]: {}", it.id, inline(&it.inlines));
            entries.iter().map(entry).collect::<Vec<_>>().join("\n\n")
        }
        // Nothing else is made.
        _ => String::new(),
    }
}

/// An entry: what follows its first block stands below it, further in.
fn item(item: &Item) -> String {
    let text = |it: &Block| block(&it.kind);
    let blocks = item
        .blocks
        .iter()
        .map(text)
        .collect::<Vec<_>>()
        .join("\n\n");
    format!("- {}", blocks.replace('\n', "\n  "))
}

fn inline(inlines: &[Inline]) -> String {
    let one = |it: &Inline| match &it.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Passage(text) => text.clone(),
        InlineKind::Strong(inner) => format!("**{}**", inline(inner).trim()),
        InlineKind::Emphasis(inner) => format!("*{}*", inline(inner).trim()),
        InlineKind::Strikethrough(inner) => format!("{STRUCK}{}{STRUCK}", inline(inner)),
        InlineKind::Link { target, inlines } => format!("[{}]({target})", inline(inlines)),
        InlineKind::Citation { id, .. } => format!("[^{id}]"),
        InlineKind::SoftBreak | InlineKind::HardBreak => " ".to_owned(),
        _ => inline(it.children()),
    };
    inlines.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown;

    #[test]
    fn what_is_written_reads_as_what_it_was() {
        let text = "## When to get help\n\n- **Anyone.** A [hot](@/a.md) lump.[^b]\n\n  It may kill.\n- Two\n";
        let kinds: Vec<BlockKind> = markdown::parse(text, 0)
            .blocks
            .into_iter()
            .map(|block| block.kind)
            .collect();
        let expected = "\n## When to get help\n\n- **Anyone.** A [hot](@/a.md) lump.[^b]\n  \n  It may kill.\n- Two\n";
        assert_eq!(written(&kinds), expected);
    }
}
