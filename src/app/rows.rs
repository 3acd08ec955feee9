//! Rows of a list as lines of the screen: nothing is cut, a long row goes on below itself.

use std::borrow::Cow;

use crate::content::ascii;
use crate::layout::{Symbols, broken, width};

/// The columns that mark the selected row.
pub const MARK: usize = 2;

/// The columns between two texts of a line.
const GAP: usize = 2;

/// The columns by which a text that goes on stands further in.
const HANG: usize = 2;

/// The fewest columns that a text is wrapped in.
const LEAST: usize = 8;

/// A row: what leads it, its text, and what is said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item<'a> {
    /// What it belongs to, said above the first row that does.
    pub group: &'a str,
    pub indent: usize,
    /// A key or a name, in a column of its own.
    pub lead: Cow<'a, str>,
    pub text: Cow<'a, str>,
    pub detail: Cow<'a, str>,
}

/// A line of the screen, and the row that it is a part of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemLine {
    /// None for the name of a group.
    pub row: Option<usize>,
    /// The line on which its row begins.
    pub is_first: bool,
    pub lead: String,
    pub text: String,
    pub detail: String,
}

/// What decides how rows are broken into lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    pub width: u16,
    pub height: u16,
    /// The columns kept for what leads each row.
    pub lead: usize,
    pub symbols: Symbols,
}

/// The lines of the page of rows that holds the selected one: lists turn by whole pages.
pub fn in_sight(items: &[Item<'_>], selected: usize, frame: &Frame) -> Vec<ItemLine> {
    let height = usize::from(frame.height);
    let mut page: Vec<ItemLine> = Vec::new();
    let mut group = "";
    for (row, item) in items.iter().enumerate() {
        let mut lines = item.lines(row, frame, item.group != group);
        if !page.is_empty() && page.len() + lines.len() > height {
            if row > selected {
                break;
            }
            page.clear();
            lines = item.lines(row, frame, !item.group.is_empty());
        }
        group = item.group;
        page.append(&mut lines);
    }
    page.truncate(height);
    page
}

/// The row at a line of those in sight.
pub fn row_at(lines: &[ItemLine], y: u16) -> Option<usize> {
    lines.get(usize::from(y))?.row
}

impl Item<'_> {
    /// The row's lines, below the name of its group if that is wanted.
    fn lines(&self, row: usize, frame: &Frame, with_group: bool) -> Vec<ItemLine> {
        let group = ItemLine {
            text: self.group.to_owned(),
            ..ItemLine::default()
        };
        let own = self.own_lines(frame).into_iter().enumerate();
        let own = own.map(|(number, line)| ItemLine {
            row: Some(row),
            is_first: number == 0,
            ..line
        });
        let group = with_group.then_some(group).into_iter();
        group.chain(own).collect()
    }

    fn own_lines(&self, frame: &Frame) -> Vec<ItemLine> {
        let room = usize::from(frame.width).saturating_sub(MARK);
        let [lead, text, detail] = [&self.lead, &self.text, &self.detail].map(|it| frame.spell(it));
        let indent = frame.lead + HANG * self.indent;
        let hang = if frame.lead > 0 {
            indent
        } else {
            indent + HANG
        };
        let columns = room.saturating_sub(hang).max(LEAST);
        let blanks = |column: usize| " ".repeat(column.saturating_sub(width::of(&lead)));
        if indent + width::of(&text) + GAP + width::of(&detail) <= room
            && width::of(&lead) < indent.max(1)
        {
            let gap = if detail.is_empty() { 0 } else { GAP };
            return vec![ItemLine {
                text: blanks(indent) + &text,
                detail: " ".repeat(gap) + &detail,
                lead,
                ..ItemLine::default()
            }];
        }
        let text = broken(&text, columns).into_iter().map(|part| ItemLine {
            text: " ".repeat(hang) + part,
            ..ItemLine::default()
        });
        let detail = broken(&detail, columns).into_iter().map(|part| ItemLine {
            detail: " ".repeat(hang) + part,
            ..ItemLine::default()
        });
        led(text.chain(detail).collect(), lead, indent)
    }
}

/// Puts what leads a row before its first line, or above it where it is wider than its column.
fn led(mut lines: Vec<ItemLine>, lead: String, indent: usize) -> Vec<ItemLine> {
    let needed = width::of(&lead);
    match lines.first_mut() {
        Some(first) if needed < indent.max(1) => {
            let blanks = " ".repeat(indent - needed);
            first.text = blanks + first.text.trim_start();
            first.lead = lead;
        }
        _ => lines.insert(
            0,
            ItemLine {
                lead,
                ..ItemLine::default()
            },
        ),
    }
    lines
}

impl Frame {
    fn spell(&self, text: &str) -> String {
        match self.symbols {
            Symbols::Unicode => text.to_owned(),
            Symbols::Ascii => ascii(text).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        width: 22,
        height: 4,
        lead: 0,
        symbols: Symbols::Unicode,
    };

    fn drawn(items: &[Item<'_>], selected: usize, frame: &Frame) -> Vec<String> {
        let lines = in_sight(items, selected, frame);
        let whole = lines
            .iter()
            .map(|it| format!("{}{}{}", it.lead, it.text, it.detail));
        whole.collect()
    }

    fn item<'a>(text: &'a str, detail: &'a str) -> Item<'a> {
        Item {
            text: text.into(),
            detail: detail.into(),
            ..Item::default()
        }
    }

    #[test]
    fn a_long_row_goes_on_below_itself() {
        let items = [item("one", "1999"), item("a title of many words", "2001")];
        let expected = ["one  1999", "a title of many", "  words", "  2001"];
        assert_eq!(drawn(&items, 0, &FRAME), expected);
        assert_eq!(row_at(&in_sight(&items, 0, &FRAME), 3), Some(1));
    }

    #[test]
    fn the_selected_row_is_in_sight_and_pages_turn_whole() {
        let texts = ["a b c d e f g h i j k l", "two", "three", "four", "five"];
        let items = texts.map(|text| item(text, ""));
        assert_eq!(drawn(&items, 2, &FRAME).last().unwrap(), "three");
        assert_eq!(drawn(&items, 3, &FRAME), ["four", "five"]);
    }

    #[test]
    fn what_leads_stands_in_its_column_or_above() {
        let frame = Frame { lead: 6, ..FRAME };
        let keys = |lead: &'static str| Item {
            lead: lead.into(),
            group: "Reading",
            ..item("go up", "")
        };
        let expected = ["Reading", "k     go up", "Ctrl-p", "      go up"];
        assert_eq!(drawn(&[keys("k"), keys("Ctrl-p")], 0, &frame), expected);
    }
}
