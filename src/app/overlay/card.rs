//! A card over the page: about this page, a source, what a link leads to, what changed.

use ratatui::layout::{Position, Rect};

use crate::app::overlay::selection::{TypedNumber, moved_or_end, no_number, rows_moved};
use crate::app::panes::framed;
use crate::app::{AppParts, AppPartsMut, Goal, Items, Layer, Outcome, Panel, TextInput, Then};
use crate::command::{Command, Context, Opening};
use crate::content::{Block, BlockKind, Document};
use crate::layout::{Layout, Options};

/// How much of the screen a card takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardSize {
    /// A strip at the foot; the page stays.
    Strip,
    Whole,
}

/// A short document over the page, with where Enter leads.
#[derive(Clone, Debug)]
pub struct Card {
    pub title: String,
    pub size: CardSize,
    pub document: Document,
    pub goal: Option<Goal>,
    pub top: usize,
    /// The source it shows: another number shows another one.
    pub source: Option<String>,
    pub copies: Option<String>,
    /// The number that was typed for its source: one more digit can extend it.
    pub number: TypedNumber,
}

impl Card {
    pub fn new(title: impl Into<String>, size: CardSize, kinds: Vec<BlockKind>) -> Self {
        let blocks = kinds.into_iter().enumerate();
        let blocks = blocks.map(|(at, kind)| Block::new(kind, at..at));
        Self {
            title: title.into(),
            size,
            document: blocks.collect::<Vec<_>>().into(),
            goal: None,
            top: 0,
            source: None,
            copies: None,
            number: TypedNumber::default(),
        }
    }

    /// The card's lines at a width.
    pub fn lines(&self, options: &Options) -> Layout {
        Layout::new(&self.document, options)
    }

    /// Where it lies: a strip is as high as its lines.
    pub fn area(&self, app: &AppParts<'_>) -> Rect {
        match self.size {
            CardSize::Whole => app.shape.over(),
            CardSize::Strip => app.shape.strip(self.lines(&app.card_options()).lines.len()),
        }
    }

    /// Keeps the first visible line within the card's lines.
    pub fn bound(&mut self, app: &AppParts<'_>) {
        let lines = self.lines(&app.card_options()).lines.len();
        let height = framed(self.area(app)).height;
        self.top = self.top.min(lines.saturating_sub(usize::from(height)));
    }
}

impl Layer for Card {
    fn context(&self) -> Context {
        if self.source.is_some() {
            Context::Source
        } else {
            Context::Card
        }
    }

    fn command(&mut self, command: Command, app: &mut AppPartsMut<'_>) -> Outcome {
        if let Some(lines) = rows_moved(command) {
            let before = self.top;
            self.top = self.top.saturating_add_signed(lines);
            self.bound(&app.parts());
            return moved_or_end(self.top != before, lines);
        }
        match (command, &self.goal) {
            (Command::Enter, Some(Goal::Source(id))) => Then::Open(Goal::Source(id.clone())).into(),
            (Command::Enter, Some(goal)) => Then::Go(goal.clone()).into(),
            (Command::Enter, None) => Then::Close.into(),
            (Command::Open(Opening::Copy), _) => self
                .copies
                .clone()
                .map_or_else(|| Outcome::say("Nothing here to copy."), Outcome::copy),
            // The list of sources takes the place of one of them.
            (Command::Open(Opening::Sources), _) => Then::Run(command).into(),
            _ => Then::Unhandled.into(),
        }
    }

    /// A digit of the number of another source.
    fn typed(&mut self, input: TextInput<'_>, app: &mut AppPartsMut<'_>) -> Outcome {
        let count = app.reader.page.citations.len();
        match self.number.typed(input, count) {
            Some(number) => Then::Numbered(number).into(),
            None => Outcome::say(no_number(app.reader)),
        }
    }

    /// A press goes where the card leads, if it does.
    fn mouse(&mut self, _: Position, _: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        self.choose(0, app)
    }

    fn offers(&self, command: Command, _: &AppParts<'_>) -> bool {
        match command {
            Command::Enter => self.goal.is_some(),
            Command::Open(Opening::Copy) => self.copies.is_some(),
            _ => true,
        }
    }

    fn choose(&mut self, _: usize, app: &mut AppPartsMut<'_>) -> Outcome {
        if self.goal.is_some() {
            self.command(Command::Enter, app)
        } else {
            Then::Unhandled.into()
        }
    }

    fn fit(&mut self, app: &AppPartsMut<'_>) {
        self.bound(&app.parts());
    }

    fn panel<'a>(&'a self, app: &AppParts<'a>) -> Option<Panel<'a>> {
        Some(Panel {
            area: Some(self.area(app)),
            ..Panel::over(app, &self.title, Items::default())
        })
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        (self.size == CardSize::Whole).then(String::new)
    }
}
