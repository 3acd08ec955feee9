//! Lines that must be seen: all of them where they are told, the first where they are drawn.

use crate::content::document::Callout;
use crate::content::{Block, BlockKind, Inline};
use crate::layout::places::Role;
use crate::layout::prepared::{BlockMarker, PreparedKind, PreparedList};
use crate::layout::preparing::Preparer;

/// The sign before each line: what is urgent is never told by colour alone.
const MARK: &str = "! ";

impl Preparer {
    pub(super) fn callout(&mut self, callout: &Callout, start: usize) -> PreparedKind {
        let told = !self.texts.drawings.is_drawn();
        let shown = if told {
            callout.rows.len()
        } else {
            callout.shown
        };
        let more = callout.more.as_ref().filter(|_| !told);
        let more = more.map(|more| (BlockMarker::hanging("  "), vec![Inline::text(more)]));
        let rows = callout.rows.iter().take(shown);
        let mark = BlockMarker {
            role: Role::Urgent,
            ..BlockMarker::hanging(MARK)
        };
        let rows = rows.map(|row| (mark.clone(), row.clone()));
        let outer = std::mem::replace(&mut self.texts.role, Role::Callout);
        let items = rows.chain(more).map(|(mark, row)| {
            let line = Block::new(BlockKind::Paragraph(row), start..start);
            self.within(mark, &[line])
        });
        let items = items.collect();
        self.texts.role = outer;
        PreparedKind::List(PreparedList {
            loose: false,
            items,
        })
    }
}
