//! A comparison that lies over the page: what keys and the mouse do in it, and topics laid out in columns.

use ratatui::layout::{Position, Rect};

use crate::app::overlay::comparison::ComparedTopic;
use crate::app::overlay::selection::{moved_or_end, rows_moved};
use crate::app::panes::framed;
use crate::app::{Comparison, Goal, Items, Layer, Outcome, Panel, ReadingState, Then, Typing};
use crate::command::{Command, Context, TextInput};
use crate::content::{Block, BlockKind, Cell, Inline};
use crate::layout::{Layout, Options, Role, TextStyle, width};

/// The widest column of names, and its share of a narrow screen.
const WIDEST_NAME: usize = 16;
const NAME_SHARE: usize = 3;

/// A topic's column is at least this wide, and at most; a narrow screen has one, whatever its width.
const NARROWEST: usize = 18;
const WIDEST: usize = 44;

const GAP: usize = 2;

/// What stands where a topic says nothing.
const NOTHING: &str = "-";

/// The role of a topic's title, by which it is known from what lies below it.
pub const TITLE: Role = Role::Heading(3);

impl Comparison {
    fn read(&self) -> Outcome {
        let topic = self.chosen().map(|column| Goal::Topic(column.topic));
        topic.map_or(Then::Stay, Then::Go).into()
    }

    /// Keeps the lines within their number, and the columns within the places there are for them.
    pub fn bound(&mut self, app: &ReadingState) {
        let options = app.compare_options();
        self.bring_into_sight(Arrangement::of(self, options.width).places);
        let grid = ComparisonGrid::new(self, &options);
        let room = usize::from(framed(app.shape().over()).height).saturating_sub(grid.head.len());
        self.top = self.top.min(grid.body.len().saturating_sub(room));
    }
}

impl Layer for Comparison {
    fn context(&self) -> Context {
        if self.filter.is_open() {
            Context::Filter
        } else {
            Context::Compare
        }
    }

    fn command(&mut self, command: Command, app: &mut ReadingState) -> Outcome {
        if let Some(lines) = rows_moved(command) {
            let before = self.top;
            self.top = self.top.saturating_add_signed(lines);
            self.bound(app);
            return moved_or_end(self.top != before, lines);
        }
        if matches!(command, Command::Filter | Command::Enter | Command::Escape)
            && let Some(outcome) = self.filter.command(command, 0)
        {
            self.narrow();
            self.bound(app);
            return outcome;
        }
        match command {
            Command::Left | Command::Right if self.step(command == Command::Right) => {
                self.bound(app);
                Then::Stay.into()
            }
            Command::Left | Command::Right => Outcome::say("No column further on."),
            Command::Enter => self.read(),
            _ => Then::Unhandled.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, app: &mut ReadingState) -> Outcome {
        let outcome = self.filter.typed(input, 0).outcome();
        let has_fitting = self.narrow();
        self.bound(app);
        if has_fitting {
            outcome
        } else {
            Outcome::say("No topic has these words; here are all.")
        }
    }

    fn typing(&self) -> Option<Typing<'_>> {
        self.filter.typing()
    }

    /// A press selects a column; the title of one that is selected already reads it.
    fn mouse(&mut self, at: Position, area: Rect, app: &mut ReadingState) -> Outcome {
        let grid = ComparisonGrid::new(self, &app.compare_options());
        let before = self.selected;
        if let Some(column) = grid.column_at(usize::from(at.x.saturating_sub(area.x))) {
            self.selected = column;
        }
        self.bound(app);
        if self.selected == before && at.y == area.y {
            return self.read();
        }
        Then::Stay.into()
    }

    /// What is compared, and how much of it is shown.
    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        let (title, count) = (&self.title, self.columns.len());
        let heading = match self.order().len() {
            all if all == count => format!("{title} compared, {count} topics"),
            fewer => format!("{title} compared, {fewer} of {count} topics"),
        };
        Some(Panel::over(app, heading, Items::default()))
    }

    /// Reads a topic by its number.
    fn choose(&mut self, row: usize, _: &mut ReadingState) -> Outcome {
        if row < self.columns.len() {
            self.selected = row;
        }
        self.read()
    }

    /// Which lines are in sight.
    fn position(&self, app: &ReadingState) -> Option<String> {
        let grid = ComparisonGrid::new(self, &app.compare_options());
        let lines = grid.body.len();
        let height = usize::from(framed(app.shape().over()).height);
        let end = lines.min(self.top + height.saturating_sub(grid.head.len()));
        Some(if self.top == 0 && end == lines {
            format!("all {lines} lines")
        } else {
            format!("lines {}-{end} of {lines}", self.top + 1)
        })
    }

    fn fit(&mut self, app: &ReadingState) {
        self.bound(app);
    }
}

/// How a comparison stands at a width: the columns of the names and of each topic, and how many topics have a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrangement {
    name: usize,
    width: usize,
    pub places: usize,
}

pub type StyledText = (String, TextStyle);

/// A part of a line: where it begins, and the column it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridPart {
    pub x: usize,
    /// None for the names.
    pub column: Option<usize>,
    pub pieces: Vec<StyledText>,
}

pub type GridLine = Vec<GridPart>;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparisonGrid {
    /// The titles, which stay on top.
    pub head: Vec<GridLine>,
    pub body: Vec<GridLine>,
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
        let text = |column: Option<usize>, x: usize, cell: &[Inline], role: Role| {
            let width = if column.is_some() { at.width } else { at.name };
            let lines = lines(cell, width, (options, role)).into_iter();
            lines.map(move |pieces| GridPart { x, column, pieces })
        };
        let titles = columns.iter().map(|(number, x, column)| {
            let title = title(compare, *number, column);
            text(Some(*number), *x, &[Inline::text(title)], TITLE)
        });
        let mut head = beside(titles);
        let rule = |(number, x, _): &(usize, usize, &ComparedTopic)| GridPart {
            x: *x,
            column: Some(*number),
            pieces: vec![("-".repeat(at.width), TextStyle::of(Role::Marker))],
        };
        head.push(columns.iter().map(rule).collect());
        let rows = compare.names.iter().enumerate().map(|(index, label)| {
            let label = text(None, 0, &[Inline::text(label)], Role::Label);
            let values = columns.iter().map(|(number, x, column)| {
                text(Some(*number), *x, &value(column, index), Role::Text)
            });
            beside(std::iter::once(label).chain(values))
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

/// The selected column has `>` before its title, and that of the open topic `*`.
fn title(compare: &Comparison, number: usize, column: &ComparedTopic) -> String {
    let selected = if number == compare.selected { "> " } else { "" };
    let open = if compare.open == Some(number) {
        "* "
    } else {
        ""
    };
    format!("{selected}{open}{}", column.title)
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
    let paragraph = Block::new(BlockKind::Paragraph(cell.to_vec()), 0..0);
    let options = Options::filling(width.max(1), options.symbols, options.drawings);
    let layout = Layout::new(&vec![paragraph].into(), &options);
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
fn beside(texts: impl Iterator<Item = impl Iterator<Item = GridPart>>) -> Vec<GridLine> {
    let mut lines: Vec<GridLine> = Vec::new();
    for (at, part) in texts.flat_map(Iterator::enumerate) {
        match lines.get_mut(at) {
            Some(line) => line.push(part),
            None => lines.push(vec![part]),
        }
    }
    lines
}
