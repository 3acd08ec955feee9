//! Rows of a list as lines of the screen: nothing is cut, a long row goes on below itself.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use crate::app::Goal;
use crate::layout::{Symbols, broken, width};

/// The columns that mark the selected row.
const MARK: usize = 2;

const GAP: usize = 2;

/// The columns by which a text that goes on stands further in.
const HANG: usize = 2;

/// The fewest columns that a text is wrapped in.
const LEAST: usize = 8;

/// A row: what leads it, its text, and what is said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListItem<'a> {
    /// What it belongs to, said above the first row that does.
    pub group: Cow<'a, str>,
    pub indent: usize,
    /// A key or a name, in a column of its own.
    pub lead: Cow<'a, str>,
    pub text: Cow<'a, str>,
    pub detail: Cow<'a, str>,
    /// What stands below it, on lines of its own.
    pub below: Cow<'a, str>,
    /// What plain mode says of the row, where that is not its text and detail.
    pub plain_text: Option<String>,
    /// What is looked in for what is typed.
    pub search_text: String,
    /// Where choosing it leads, where the row itself knows.
    pub goal: Option<Goal>,
}

/// Rows, one of them selected perhaps.
#[derive(Debug, Default)]
pub struct Items<'a> {
    pub items: Vec<ListItem<'a>>,
    pub selected: Option<usize>,
    /// The columns kept for what leads each row.
    pub lead: usize,
    /// A blank row stands before each group but the first, and what is said about a row at its end.
    pub is_roomy: bool,
    /// What is said when there is no row, a paragraph each.
    pub empty: &'static [&'static str],
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
struct ItemFrame {
    width: u16,
    height: u16,
    lead: usize,
    symbols: Symbols,
    is_roomy: bool,
}

impl Items<'_> {
    pub fn in_sight(&self, area: Rect, symbols: Symbols) -> Vec<ItemLine> {
        let frame = ItemFrame {
            width: area.width,
            height: area.height,
            lead: self.lead,
            symbols,
            is_roomy: self.is_roomy,
        };
        in_sight(&self.items, self.selected.unwrap_or(0), &frame)
    }

    /// The row at a place of the screen, in an area.
    pub fn row_at(&self, at: Position, area: Rect, symbols: Symbols) -> Option<usize> {
        let y = at.y.checked_sub(area.y)?;
        let lines = self.in_sight(area, symbols);
        lines.get(usize::from(y))?.row
    }
}

/// The lines of the page of rows that holds the selected one: lists turn by whole pages.
fn in_sight(items: &[ListItem<'_>], selected: usize, frame: &ItemFrame) -> Vec<ItemLine> {
    let height = usize::from(frame.height);
    let mut page: Vec<ItemLine> = Vec::new();
    let mut group: &str = "";
    for (row, item) in items.iter().enumerate() {
        let mut lines = item.lines(row, frame, item.group != group);
        if !page.is_empty() && page.len() + lines.len() > height {
            if row > selected {
                break;
            }
            page.clear();
            lines = item.lines(row, frame, !item.group.is_empty());
        }
        group = &item.group;
        page.append(&mut lines);
    }
    page.truncate(height);
    page
}

impl ListItem<'static> {
    /// A row that leads somewhere.
    pub fn to(goal: Goal, text: impl Into<String>, detail: impl Into<String>) -> Self {
        let (text, detail) = (text.into(), detail.into());
        Self {
            search_text: format!("{text} {detail}"),
            text: text.into(),
            detail: detail.into(),
            goal: Some(goal),
            ..Self::default()
        }
    }
}

impl ListItem<'_> {
    /// What is shown of it, behind a number or nothing.
    pub fn numbered(&self, number: String) -> ListItem<'_> {
        ListItem {
            group: Cow::Borrowed(&self.group),
            lead: number.into(),
            indent: self.indent,
            text: Cow::Borrowed(&self.text),
            detail: Cow::Borrowed(&self.detail),
            plain_text: self.plain_text.clone(),
            ..ListItem::default()
        }
    }

    /// The row's lines, below the name of its group if that is wanted.
    fn lines(&self, row: usize, frame: &ItemFrame, with_group: bool) -> Vec<ItemLine> {
        let group = frame.spell(&self.group);
        let parts = broken(&group, usize::from(frame.width).max(LEAST)).into_iter();
        let group = parts.filter(|_| with_group).map(|part| ItemLine {
            text: part.to_owned(),
            ..ItemLine::default()
        });
        let below = self.below_lines(frame);
        let own = self.own_lines(frame).into_iter().chain(below).enumerate();
        let own = own.map(|(number, line)| ItemLine {
            row: Some(row),
            is_first: number == 0,
            ..line
        });
        let blank = (with_group && frame.is_roomy && row > 0).then(ItemLine::default);
        blank.into_iter().chain(group).chain(own).collect()
    }

    fn below_lines(&self, frame: &ItemFrame) -> Vec<ItemLine> {
        let below = frame.spell(&self.below);
        let hang = frame.lead.max(HANG);
        let columns = usize::from(frame.width).saturating_sub(MARK + hang);
        let parts = broken(&below, columns.max(LEAST)).into_iter();
        let lines = parts.filter(|part| !part.is_empty()).map(|part| ItemLine {
            detail: " ".repeat(hang) + part,
            ..ItemLine::default()
        });
        lines.collect()
    }

    fn own_lines(&self, frame: &ItemFrame) -> Vec<ItemLine> {
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
        _ => {
            let above = ItemLine {
                lead,
                ..ItemLine::default()
            };
            lines.insert(0, above);
        }
    }
    lines
}

impl ItemFrame {
    fn spell(&self, text: &str) -> String {
        self.symbols.spell(text).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: ItemFrame = ItemFrame {
        width: 22,
        height: 4,
        lead: 0,
        symbols: Symbols::Unicode,
        is_roomy: false,
    };

    fn drawn(items: &[ListItem<'_>], selected: usize, frame: &ItemFrame) -> Vec<String> {
        let lines = in_sight(items, selected, frame);
        let whole = lines
            .iter()
            .map(|it| format!("{}{}{}", it.lead, it.text, it.detail));
        whole.collect()
    }

    fn item<'a>(text: &'a str, detail: &'a str) -> ListItem<'a> {
        ListItem {
            text: text.into(),
            detail: detail.into(),
            ..ListItem::default()
        }
    }

    #[test]
    fn a_long_row_goes_on_below_itself() {
        let items = [item("one", "1999"), item("a title of many words", "2001")];
        let expected = ["one  1999", "a title of many", "  words", "  2001"];
        assert_eq!(drawn(&items, 0, &FRAME), expected);
        assert_eq!(in_sight(&items, 0, &FRAME)[3].row, Some(1));
    }

    #[test]
    fn the_selected_row_is_in_sight_and_pages_turn_whole() {
        let texts = ["a b c d e f g h i j k l", "two", "three", "four", "five"];
        let items = texts.map(|text| item(text, ""));
        assert_eq!(drawn(&items, 2, &FRAME).last().unwrap(), "three");
        assert_eq!(drawn(&items, 3, &FRAME), ["four", "five"]);
    }

    #[test]
    fn a_long_name_of_a_group_goes_on_below_itself() {
        let item = ListItem {
            group: "Today: the same day, at any hour".into(),
            ..item("one", "")
        };
        let expected = ["Today: the same day,", "at any hour", "one"];
        assert_eq!(drawn(&[item], 0, &FRAME), expected);
    }

    #[test]
    fn what_leads_stands_in_its_column_or_above() {
        let frame = ItemFrame { lead: 6, ..FRAME };
        let keys = |lead: &'static str| ListItem {
            lead: lead.into(),
            group: "Reading".into(),
            ..item("go up", "")
        };
        let expected = ["Reading", "k     go up", "Ctrl-p", "      go up"];
        assert_eq!(drawn(&[keys("k"), keys("Ctrl-p")], 0, &frame), expected);
    }
}
