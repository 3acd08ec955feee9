//! Charts: a sign, a name, a bar and words for each row, or tables where nothing is drawn.

use std::ops::Range;

use crate::content::{Chart, ChartRow, Inline};
use crate::layout::canvas::Canvas;
use crate::layout::cells::CellRow;
use crate::layout::flow::Flow;
use crate::layout::options::{Drawings, Symbols};
use crate::layout::places::Role;
use crate::layout::writer::FlowText;

/// The columns of the sign before a name.
const SIGN: usize = 2;

/// The columns between two columns of a chart.
const GAP: usize = 2;

/// A longer name goes on in a second line.
const WIDEST_NAME: usize = 22;

/// Words with fewer columns than this stand below the name.
const NARROWEST_WORDS: usize = 14;

/// Where the columns of a chart stand.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    bar: usize,
    /// The columns left for words beside the bar.
    beside: usize,
    width: usize,
}

/// The sign, the name, the bar and the kind of study of a row.
type RowFlows = [Flow; 4];

impl Canvas {
    pub fn draw_chart(&mut self, chart: &Chart, range: &Range<usize>) {
        if !self.drawings.is_drawn() {
            return self.draw_chart_tables(chart, range);
        }
        let key = FlowText::of(Role::Dim, &chart.key, range);
        self.draw_text(&key, Some(range.start));
        let marks = marks(self.symbols, self.drawings);
        let mut write = |row| cells(row, marks).map(|cell| self.write(&self.plain(&cell, range)));
        let groups = chart.groups.iter();
        let groups = groups.map(|group| group.rows.iter().map(&mut write).collect());
        let groups: Vec<Vec<RowFlows>> = groups.collect();
        let columns = Columns::of(&groups, self.width());
        for (group, rows) in chart.groups.iter().zip(&groups) {
            self.gap();
            self.draw_chart_title(&group.title, range);
            for row in rows {
                self.draw_chart_row(row, columns, range.start);
            }
        }
    }

    /// A table for each group, below its title.
    fn draw_chart_tables(&mut self, chart: &Chart, range: &Range<usize>) {
        for (index, (title, (head, rows))) in chart.tables().enumerate() {
            if index > 0 {
                self.gap();
            }
            self.draw_chart_title(title, range);
            self.gap();
            self.draw_table((&head, &rows), range);
        }
    }

    fn draw_chart_title(&mut self, title: &str, range: &Range<usize>) {
        let title = [Inline::text(title)];
        let title = FlowText::of(Role::Label, &title, range);
        self.draw_text(&title, Some(range.start));
    }

    /// The words stand below the name where there is no room beside the bar.
    fn draw_chart_row(&mut self, row: &RowFlows, columns: Columns, start: usize) {
        let Columns {
            name,
            bar,
            beside,
            width,
        } = columns;
        let [sign, title, drawn, words] = row;
        if beside >= NARROWEST_WORDS {
            let at = SIGN + name + GAP;
            let places = [(0, SIGN), (SIGN, name), (at, bar), (at + bar + GAP, beside)];
            CellRow::new(row, &places).draw(self, start);
        } else {
            let room = width.saturating_sub(SIGN);
            CellRow::new([sign, title], &[(0, SIGN), (SIGN, room)]).draw(self, start);
            let below = room.saturating_sub(bar + GAP);
            let places = [(SIGN, bar), (SIGN + bar + GAP, below)];
            CellRow::new([drawn, words], &places).draw(self, start);
        }
    }
}

impl Columns {
    fn of(groups: &[Vec<RowFlows>], width: usize) -> Self {
        let widest = |column: usize| {
            let cells = groups.iter().flatten().filter_map(|row| row.get(column));
            cells.map(|cell| cell.extent.natural).max().unwrap_or(0)
        };
        let (name, bar) = (widest(1).min(WIDEST_NAME), widest(2));
        Self {
            name,
            bar,
            beside: width.saturating_sub(SIGN + name + GAP + bar + GAP),
            width,
        }
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
