//! What the app asks of whatever lies over the page.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use crate::app::overlay::selection::position;
use crate::app::panes::{below, framed};
use crate::app::{Items, Outcome, ReadingState, Then};
use crate::command::{Command, Context, TextField, TextInput};
use crate::library::TopicId;

/// What an overlay shows, for the screen to draw and for plain mode to tell.
#[derive(Debug, Default)]
pub struct Panel<'a> {
    pub title: Cow<'a, str>,
    /// None for what is told in plain mode and not drawn, because the screen shows it elsewhere.
    pub area: Option<Rect>,
    /// What is typed on the first row.
    pub field: Option<PanelField<'a>>,
    /// What narrows the rows, on a row of its own.
    pub choices: Option<Choices<'a>>,
    /// The rows; none where it shows something else.
    pub items: Items<'a>,
}

/// What narrows the rows: names, one of which is chosen.
#[derive(Debug)]
pub struct Choices<'a> {
    pub label: &'static str,
    pub names: Vec<Cow<'a, str>>,
    pub chosen: usize,
}

/// A text field with what stands before and behind it.
#[derive(Debug)]
pub struct PanelField<'a> {
    pub label: &'static str,
    pub field: &'a TextField,
    /// A key that was asked for and types nothing.
    pub key: String,
    /// What is said at the end of the row.
    pub note: String,
}

impl<'a> Panel<'a> {
    /// Over all of the screen but its first row and its last two.
    pub fn over(app: &ReadingState, title: impl Into<Cow<'a, str>>, items: Items<'a>) -> Self {
        Self {
            title: title.into(),
            area: Some(app.shape().over()),
            items,
            ..Self::default()
        }
    }

    /// The place of what stands below the title, the field and the choices.
    pub fn inner(&self) -> Rect {
        let area = framed(self.area.unwrap_or_default());
        let above = u16::from(self.field.is_some()) + u16::from(self.choices.is_some());
        below(area, above)
    }
}

impl<'a> PanelField<'a> {
    pub const fn new(label: &'static str, field: &'a TextField) -> Self {
        Self {
            label,
            field,
            key: String::new(),
            note: String::new(),
        }
    }
}

/// A prompt, and the text field behind it.
pub type Typing<'a> = (Cow<'a, str>, Option<&'a TextField>);

/// Something that lies over the page. It changes itself and what is read; where it leads is an [`Outcome`].
pub trait Layer {
    /// Where keys are looked up.
    fn context(&self) -> Context;

    fn command(&mut self, command: Command, app: &mut ReadingState) -> Outcome;

    /// What it shows; None where that is the page itself.
    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>>;

    /// What a key does that is typed and not looked up, or a paste.
    fn typed(&mut self, _: TextInput<'_>, _: &mut ReadingState) -> Outcome {
        Then::Unhandled.into()
    }

    /// What a press does, within the area below its title: it chooses a row.
    fn mouse(&mut self, at: Position, area: Rect, app: &mut ReadingState) -> Outcome {
        let symbols = app.settings.symbols;
        let panel = self.panel(app);
        let row = panel.and_then(|panel| panel.items.row_at(at, area, symbols));
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Chooses a row by its number, counted from 0; unhandled where there are no rows.
    fn choose(&mut self, _: usize, _: &mut ReadingState) -> Outcome {
        Then::Unhandled.into()
    }

    /// Keeps what is in sight within what there is, after the screen or the content changed.
    fn fit(&mut self, _: &ReadingState) {}

    /// The library has an index now: what is looked for is looked for again.
    fn search_again(&mut self, _: &ReadingState) {}

    /// Whether it can stay when other content took the place of the old, in which `moved` finds topics again: not where
    /// it shows what is no longer there.
    fn renew(&mut self, _: &ReadingState, _: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        false
    }

    /// Whether a command would do something now, so that a hint of it is worth its room.
    fn offers(&self, _: Command, _: &ReadingState) -> bool {
        true
    }

    /// What is typed, where something is: what stands before it on the hint line, which is empty where a panel shows
    /// it, and the text field that is open.
    fn typing(&self) -> Option<Typing<'_>> {
        None
    }

    /// Where the reader is in it, for the status line; None while the page itself is what is read.
    fn position(&self, app: &ReadingState) -> Option<String> {
        let items = self.panel(app)?.items;
        Some(position(items.selected?, items.items.len()))
    }
}
