//! A comparison laid out: topics in columns beside the names of what is compared, as many as have room.

use crate::app::overlay::comparison::{ComparedTopic, Comparison};
use crate::content::{Block, BlockKind, Cell, Document, Inline};
use crate::layout::{Layout, Options, Role, TextStyle, width};

/// The widest column of names, and its share of a narrow screen.
const WIDEST_NAME: usize = 16;
const NAME_SHARE: usize = 3;

/// A topic's column is at least this wide, and at most; a narrow screen has one, whatever its width.
const NARROWEST: usize = 18;
const WIDEST: usize = 44;

/// The columns between two columns.
const GAP: usize = 2;

/// What stands where a topic says nothing.
const NOTHING: &str = "-";

/// The role of a topic's title, by which it is known from what lies below it.
pub const TITLE: Role = Role::Heading(3);

/// How a comparison stands at a width: the columns of the names and of each topic, and how many topics have a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrangement {
    name: usize,
    width: usize,
    pub places: usize,
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
    /// The titles, which stay on top.
    pub head: Vec<GridLine>,
    pub body: Vec<GridLine>,
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
        let widest = WIDEST_NAME.min(columns / NAME_SHARE);
        let name = names.max().unwrap_or(0).min(widest);
        let room = columns.saturating_sub(name + GAP);
        let shown = compare.order().len().max(1);
        let places = ((room + GAP) / (NARROWEST + GAP)).clamp(1, shown);
        let width = (room + GAP) / places;
        Self {
            name,
            width: width.saturating_sub(GAP).min(WIDEST),
            places,
        }
    }
}

impl ComparisonGrid {
    pub fn new(compare: &Comparison, options: &Options) -> Self {
        let at = Arrangement::of(compare, options.width);
        let in_sight = compare.in_sight(at.places).into_iter().enumerate();
        let columns = in_sight.filter_map(|(place, number)| {
            let x = at.name + GAP + place * (at.width + GAP);
            Some((number, x, compare.columns.get(number)?))
        });
        let columns: Vec<(usize, usize, &ComparedTopic)> = columns.collect();
        let text = |(number, x): (usize, usize), cell: &[Inline], role: Role| ColumnText {
            x,
            column: Some(number),
            lines: lines(cell, at.width, (options, role)),
        };
        let titles = columns.iter().map(|(number, x, column)| {
            let title = title(compare, *number, column);
            text((*number, *x), &[Inline::text(title)], TITLE)
        });
        let mut head = beside(&titles.collect::<Vec<_>>());
        let places = columns.iter().map(|(number, x, _)| (*number, *x));
        head.push(rule(places, at.width));
        let rows = compare.names.iter().enumerate().map(|(index, label)| {
            let label = ColumnText {
                x: 0,
                column: None,
                lines: lines(&[Inline::text(label)], at.name, (options, Role::Label)),
            };
            let values = columns
                .iter()
                .map(|(number, x, column)| text((*number, *x), &value(column, index), Role::Text));
            beside(&std::iter::once(label).chain(values).collect::<Vec<_>>())
        });
        Self {
            head,
            body: rows.flatten().collect(),
        }
    }

    /// The column drawn at a place; none at the names.
    pub fn column_at(&self, x: usize) -> Option<usize> {
        let titles = self.head.last()?;
        let column = titles.iter().take_while(|part| part.x <= x).last()?;
        column.column
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

/// A cell's lines, its plain text in a role.
fn lines(cell: &[Inline], width: usize, (options, role): (&Options, Role)) -> Vec<Vec<StyledText>> {
    let document = Document {
        blocks: vec![Block::new(BlockKind::Paragraph(cell.to_vec()), 0..0)],
        footnotes: Vec::new(),
    };
    let options = Options {
        width: width.max(1),
        measure: width.max(1),
        ..options.clone()
    };
    let layout = Layout::new(&document, &options);
    let piece = |span: crate::layout::Span<'_>| {
        let mut style = span.style;
        if style.role == Role::Text {
            style.role = role;
        }
        (span.text.to_owned(), style)
    };
    let lines = layout.lines.iter();
    lines
        .map(|line| line.spans().map(piece).collect())
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
