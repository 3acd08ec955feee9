//! A comparison laid out: columns beside their names, or a card for each topic where columns have no room.

use crate::app::overlay::comparison::{ComparedTopic, Comparison};
use crate::content::{Block, BlockKind, Cell, Document, Inline};
use crate::layout::{Layout, Options, Role, TextStyle, width};

/// The widest column of names.
const WIDEST_NAME: usize = 16;

/// A topic's column is at least this wide, and at most.
const NARROWEST: usize = 18;
const WIDEST: usize = 44;

/// The columns between two columns.
const GAP: usize = 2;

/// What stands where a topic says nothing.
const NOTHING: &str = "-";

/// The role of a topic's title, by which it is known from what lies below it.
pub const TITLE: Role = Role::Heading(3);

/// How a comparison stands at a width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Columns beside a column of names.
    Columns {
        name: usize,
        width: usize,
        places: usize,
    },
    Cards,
}

/// Text of one style.
pub type StyledText = (String, TextStyle);

/// A part of a line: where it begins, and the column it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridPart {
    pub x: usize,
    /// None for the names.
    pub column: Option<usize>,
    pub pieces: Vec<StyledText>,
}

/// Parts beside each other.
pub type GridLine = Vec<GridPart>;

/// A comparison as lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparisonGrid {
    /// The titles, which stay on top; none when there are cards.
    pub head: Vec<GridLine>,
    pub body: Vec<GridLine>,
    /// The first line of each card, by column.
    cards: Vec<(usize, usize)>,
}

/// A text that is to stand in a column.
struct ColumnText {
    x: usize,
    column: Option<usize>,
    lines: Vec<Vec<StyledText>>,
}

impl Arrangement {
    pub fn of(compare: &Comparison, columns: usize) -> Self {
        let names = compare.names.iter().map(|name| width::of(name));
        let name = names.max().unwrap_or(0).min(WIDEST_NAME);
        let room = columns.saturating_sub(name + GAP);
        let shown = compare.order().len().max(1);
        let places = ((room + GAP) / (NARROWEST + GAP)).min(shown);
        if places < shown.min(2) {
            return Self::Cards;
        }
        let width = (room + GAP) / places.max(1);
        Self::Columns {
            name,
            width: width.saturating_sub(GAP).min(WIDEST),
            places,
        }
    }
}

impl ComparisonGrid {
    pub fn new(compare: &Comparison, options: &Options) -> Self {
        match Arrangement::of(compare, options.width) {
            Arrangement::Columns {
                name,
                width,
                places,
            } => Self::of_columns(compare, options, (name, width, places)),
            Arrangement::Cards => Self::of_cards(compare, options),
        }
    }

    /// Where a column's card begins.
    pub fn card_of(&self, column: usize) -> Option<usize> {
        let card = self.cards.iter().find(|(number, _)| *number == column);
        card.map(|(_, line)| *line)
    }

    /// The column drawn at a place; none at the names.
    pub fn column_at(&self, x: usize) -> Option<usize> {
        let titles = self.head.last()?;
        let column = titles.iter().take_while(|part| part.x <= x).last()?;
        column.column
    }

    /// The title of the card that goes on at a line, where it began further up.
    pub fn title_above(&self, line: usize) -> Option<&GridLine> {
        let starts = self.cards.iter().map(|(_, start)| *start);
        let start = starts.take_while(|start| *start <= line).last()?;
        (start < line).then(|| self.body.get(start))?
    }

    fn of_columns(
        compare: &Comparison,
        options: &Options,
        (name, width, places): (usize, usize, usize),
    ) -> Self {
        let in_sight = compare.in_sight(places);
        let columns: Vec<(usize, usize, &ComparedTopic)> = in_sight
            .iter()
            .enumerate()
            .filter_map(|(place, number)| {
                let x = name + GAP + place * (width + GAP);
                Some((*number, x, compare.columns.get(*number)?))
            })
            .collect();
        let text = |(number, x): (usize, usize), cell: &[Inline], role: Role| ColumnText {
            x,
            column: Some(number),
            lines: lines(cell, width, (options, role)),
        };
        let titles = columns.iter().map(|(number, x, column)| {
            let title = title(compare, *number, column);
            text((*number, *x), &[Inline::text(title)], TITLE)
        });
        let mut head = beside(&titles.collect::<Vec<_>>());
        head.push(rule(
            columns.iter().map(|(number, x, _)| (*number, *x)),
            width,
        ));
        let mut body = Vec::new();
        for (index, label) in compare.names.iter().enumerate() {
            let label = ColumnText {
                x: 0,
                column: None,
                lines: lines(&[Inline::text(label)], name, (options, Role::Label)),
            };
            let values = columns
                .iter()
                .map(|(number, x, column)| text((*number, *x), &value(column, index), Role::Text));
            let row: Vec<ColumnText> = std::iter::once(label).chain(values).collect();
            body.extend(beside(&row));
        }
        Self {
            head,
            body,
            cards: Vec::new(),
        }
    }

    fn of_cards(compare: &Comparison, options: &Options) -> Self {
        let mut grid = Self::default();
        for number in compare.order() {
            let Some(column) = compare.columns.get(number) else {
                continue;
            };
            if !grid.body.is_empty() {
                grid.body.push(GridLine::new());
            }
            grid.cards.push((number, grid.body.len()));
            let title = [Inline::text(title(compare, number, column))];
            let title = ColumnText {
                x: 0,
                column: Some(number),
                lines: lines(&title, options.width, (options, TITLE)),
            };
            let facts = ColumnText {
                x: GAP,
                column: None,
                lines: facts(compare, column, options),
            };
            grid.body.extend(beside(&[title]));
            grid.body.extend(beside(&[facts]));
        }
        grid
    }
}

/// The selected column has `>` before its title, and a kept one `*`.
fn title(compare: &Comparison, number: usize, column: &ComparedTopic) -> String {
    let selected = if number == compare.selected() {
        "> "
    } else {
        ""
    };
    let kept = if compare.is_kept(number) { "* " } else { "" };
    format!("{selected}{kept}{}", column.title)
}

fn value(column: &ComparedTopic, index: usize) -> Cell {
    let value = column.values.get(index).cloned().unwrap_or_default();
    if value.is_empty() {
        vec![Inline::text(NOTHING)]
    } else {
        value
    }
}

fn facts(compare: &Comparison, column: &ComparedTopic, options: &Options) -> Vec<Vec<StyledText>> {
    let rows = compare.names.iter().cloned().zip(column.values.clone());
    let rows = rows.filter(|(_, value)| !value.is_empty()).collect();
    laid_out(
        BlockKind::Facts(rows),
        options.width.saturating_sub(GAP),
        options,
    )
}

/// A cell's lines, its plain text in a role.
fn lines(cell: &[Inline], width: usize, (options, role): (&Options, Role)) -> Vec<Vec<StyledText>> {
    let mut lines = laid_out(BlockKind::Paragraph(cell.to_vec()), width, options);
    let plain = lines.iter_mut().flatten();
    for (_, style) in plain.filter(|(_, style)| style.role == Role::Text) {
        style.role = role;
    }
    lines
}

fn laid_out(kind: BlockKind, width: usize, options: &Options) -> Vec<Vec<StyledText>> {
    let document = Document {
        blocks: vec![Block::new(kind, 0..0)],
        footnotes: Vec::new(),
    };
    let options = Options {
        width: width.max(1),
        measure: width.max(1),
        ..options.clone()
    };
    let layout = Layout::new(&document, &options);
    let pieces = |span: crate::layout::Span<'_>| (span.text.to_owned(), span.style);
    layout
        .lines
        .iter()
        .map(|line| line.spans().map(pieces).collect())
        .collect()
}

/// Texts beside each other, as many lines as the longest has.
fn beside(texts: &[ColumnText]) -> Vec<GridLine> {
    let height = texts.iter().map(|text| text.lines.len()).max().unwrap_or(0);
    (0..height)
        .map(|line| {
            let part = |text: &ColumnText| {
                Some(GridPart {
                    x: text.x,
                    column: text.column,
                    pieces: text.lines.get(line)?.clone(),
                })
            };
            texts.iter().filter_map(part).collect()
        })
        .collect()
}

fn rule(columns: impl Iterator<Item = (usize, usize)>, width: usize) -> GridLine {
    let part = |(number, x)| GridPart {
        x,
        column: Some(number),
        pieces: vec![("-".repeat(width), TextStyle::of(Role::Marker))],
    };
    columns.map(part).collect()
}
