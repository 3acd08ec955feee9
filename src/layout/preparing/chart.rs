//! Charts: a sign, a name, a bar and words for each row, or a table where nothing is drawn.

use std::ops::Range;

use crate::content::{Chart, ChartGroup, ChartRow, Inline};
use crate::layout::options::{Drawings, Symbols};
use crate::layout::places::Role;
use crate::layout::prepared::{BlockMarker, PreparedBlock, PreparedChart, PreparedKind};
use crate::layout::preparing::{Preparer, table};

impl Preparer {
    pub(super) fn chart(&mut self, chart: &Chart, range: &Range<usize>) -> PreparedKind {
        if !self.texts.drawings.is_drawn() {
            return self.tables(chart, range);
        }
        let key = self.texts.options(Role::Dim, range);
        let key = self.texts.flows.write(&chart.key, &key);
        let label = self.texts.options(Role::Label, range);
        let plain = self.texts.options(self.texts.role, range);
        let marks = marks(self.texts.symbols, self.texts.drawings);
        let flows = &mut self.texts.flows;
        let group = |group: &ChartGroup| {
            let title = flows.write(&[Inline::text(&group.title)], &label);
            let mut row = |row| cells(row, marks).map(|cell| flows.write(&cell, &plain));
            (title, group.rows.iter().map(&mut row).collect())
        };
        PreparedKind::Chart(PreparedChart {
            key,
            groups: chart.groups.iter().map(group).collect(),
        })
    }

    /// A table for each group, below its title.
    fn tables(&mut self, chart: &Chart, range: &Range<usize>) -> PreparedKind {
        let label = self.texts.options(Role::Label, range);
        let block = |kind| PreparedBlock {
            kind,
            start: range.start,
        };
        let mut blocks = Vec::new();
        for (title, (head, rows)) in chart.tables() {
            let title = self.texts.flows.write(&[Inline::text(title)], &label);
            let table = table::table(&mut self.texts, (&head, &rows), range);
            blocks.extend([PreparedKind::Text(title), PreparedKind::Table(table)].map(block));
        }
        PreparedKind::Within(BlockMarker::of("", ""), blocks)
    }
}

fn cells(row: &ChartRow, marks: [&str; 2]) -> [Vec<Inline>; 4] {
    let sign = row.outcome.map_or(" ", |outcome| outcome.sign());
    let bar = row.people.map(|people| {
        let bar = Inline::outcome(row.outcome, &bar(people, marks));
        vec![bar, Inline::text(format!(" {people}"))]
    });
    [
        vec![Inline::outcome(row.outcome, sign)],
        row.name.clone(),
        bar.unwrap_or_default(),
        vec![Inline::text(&row.study)],
    ]
}

/// What a bar is made of: a whole step, and half of one.
const fn marks(symbols: Symbols, drawings: Drawings) -> [&'static str; 2] {
    match (symbols, drawings) {
        (Symbols::Unicode, Drawings::Blocks) => ["\u{2588}", "\u{258c}"],
        (Symbols::Unicode, _) => ["\u{28ff}", "\u{2847}"],
        _ => ["=", "-"],
    }
}

/// A bar that grows by half a step whenever the number doubles: trials of 3 and of 3,000 people both have room.
fn bar(people: u32, [whole, half]: [&str; 2]) -> String {
    let halves = people.checked_ilog2().map_or(0, |doublings| doublings + 1);
    let steps = usize::try_from(halves / 2).unwrap_or(0);
    let rest = if halves % 2 == 1 { half } else { "" };
    whole.repeat(steps) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_grows_by_half_a_step_whenever_the_number_doubles() {
        let drawn = [0, 1, 2, 3, 4, 16, 3861, u32::MAX].map(|people| bar(people, ["=", "-"]));
        let expected = ["", "-", "=", "=", "=-", "==-", "======"];
        assert_eq!(drawn[..7], expected);
        assert_eq!(drawn[7].len(), 16);
    }
}
