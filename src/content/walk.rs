//! Every piece of running text in a page, in the order it is read: to look at, or to change.

use crate::document::{Block, BlockKind, Document, Inline, InlineKind};

/// Walks over what is borrowed, or with leave to change it: the same, but for `mut`.
macro_rules! walks {
    ($children:ident, $walk:ident, $each:ident, $iter:ident, $($life:lifetime)? $($leave:ident)?) => {
        impl Inline {
            pub fn $children(&$($leave)? self) -> &$($leave)? [Self] {
                match &$($leave)? self.kind {
                    InlineKind::Emphasis(inner)
                    | InlineKind::Strong(inner)
                    | InlineKind::Strikethrough(inner)
                    | InlineKind::Link { inlines: inner, .. }
                    | InlineKind::Outcome { inlines: inner, .. }
                    | InlineKind::Image { inlines: inner, .. } => inner,
                    _ => &$($leave)? [],
                }
            }
        }

        /// Calls `visit` on each piece and on those in it.
        pub fn $walk$(<$life>)?(
            inlines: &$($life)? $($leave)? [Inline],
            visit: &mut impl FnMut(&$($life)? $($leave)? Inline),
        ) {
            for inline in inlines {
                visit(inline);
                $walk(inline.$children(), visit);
            }
        }

        impl Block {
            /// Calls `visit` on every inline in this block.
            pub fn $each$(<$life>)?(
                &$($life)? $($leave)? self,
                visit: &mut impl FnMut(&$($life)? $($leave)? Inline),
            ) {
                match &$($leave)? self.kind {
                    BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => {
                        $walk(inlines, visit);
                    }
                    BlockKind::List { items, .. } => {
                        let blocks = items.$iter().flat_map(|item| &$($leave)? item.blocks);
                        blocks.for_each(|block| block.$each(visit));
                    }
                    BlockKind::Quote(blocks) => {
                        for block in blocks {
                            block.$each(visit);
                        }
                    }
                    BlockKind::Table { head, rows } => {
                        let cells = head.$iter().chain(rows.$iter().flatten());
                        cells.for_each(|cell| $walk(cell, visit));
                    }
                    BlockKind::Facts(rows) => {
                        for (_, value) in rows {
                            $walk(value, visit);
                        }
                    }
                    BlockKind::Callout(callout) => {
                        for row in &$($leave)? callout.rows {
                            $walk(row, visit);
                        }
                    }
                    BlockKind::Sources(entries) => {
                        for entry in entries {
                            $walk(&$($leave)? entry.inlines, visit);
                        }
                    }
                    BlockKind::Figure(figure) => $walk(&$($leave)? figure.words, visit),
                    BlockKind::Chart(chart) => {
                        let rows = chart.groups.$iter();
                        let rows = rows.flat_map(|group| &$($leave)? group.rows);
                        rows.for_each(|row| $walk(&$($leave)? row.name, visit));
                    }
                    BlockKind::Code { .. } | BlockKind::Rule => {}
                }
            }
        }

        impl Document {
            /// Calls `visit` on every inline of the page, those of its footnotes last.
            pub fn $each$(<$life>)?(
                &$($life)? $($leave)? self,
                visit: &mut impl FnMut(&$($life)? $($leave)? Inline),
            ) {
                let notes = self.footnotes.$iter();
                let notes = notes.flat_map(|(_, blocks)| blocks);
                let blocks = self.blocks.$iter().chain(notes);
                blocks.for_each(|block| block.$each(visit));
            }
        }
    };
}

walks!(children, walk, each_inline, iter, 'a);
walks!(children_mut, walk_mut, each_inline_mut, iter_mut, mut);
