//! What the app asks of whatever lies over the page, and which of its parts that may look at or change.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::kept::Kept;
use crate::app::outcome::{Outcome, Then};
use crate::app::overlay::last_search::LastSearch;
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::app::panes::Shape;
use crate::app::reader::Reader;
use crate::app::reader::links::LinkLabel;
use crate::app::settings::Settings;
use crate::layout::Options;
use crate::library::{Library, TopicId};
use crate::search::Index;

/// The columns beside a card: the frame's, and a blank on each side.
const BESIDE_CARD: u16 = 4;

/// The columns beside a comparison: the frame's.
const BESIDE_COMPARISON: u16 = 2;

/// What drawing and plain mode look at.
#[derive(Clone, Copy, Debug)]
pub struct AppParts<'a> {
    pub library: &'a Library,
    pub settings: &'a Settings,
    pub shape: Shape,
    pub reader: &'a Reader,
    pub kept: &'a Kept,
}

/// What a command may change besides its own state: the place in the page, and what is kept.
#[derive(Debug)]
pub struct AppPartsMut<'a> {
    pub library: &'a Library,
    pub index: Option<&'a Index>,
    pub settings: &'a Settings,
    pub shape: Shape,
    pub reader: &'a mut Reader,
    pub kept: &'a mut Kept,
    pub search: &'a mut LastSearch,
}

/// Something that lies over the page. It changes itself and, of the app, no more than [`AppPartsMut`] lets it; where it
/// leads is an [`Outcome`].
pub trait Layer {
    /// Where keys are looked up.
    fn context(&self) -> Context;

    /// What a command does here.
    fn command(&mut self, command: Command, app: &mut AppPartsMut<'_>) -> Outcome;

    /// What a key does that is typed and not looked up, or a paste.
    fn typed(&mut self, _: TextInput<'_>, _: &mut AppPartsMut<'_>) -> Outcome {
        Then::Unhandled.into()
    }

    /// What a press does, within the area below its title.
    fn mouse(&mut self, _: Position, _: Rect, _: &mut AppPartsMut<'_>) -> Outcome {
        Then::Stay.into()
    }

    /// Chooses a row by its number, counted from 0; unhandled where there are no rows.
    fn choose(&mut self, _: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        Then::Unhandled.into()
    }

    /// Keeps what is in sight within what there is, after the screen or the content changed.
    fn fit(&mut self, _: &AppPartsMut<'_>) {}

    /// The library has an index now: what is looked for is looked for again.
    fn search_again(&mut self, _: &AppPartsMut<'_>) {}

    /// Whether it can stay when other content took the place of the old, in which `moved` finds topics again: not where
    /// it shows what is no longer there.
    fn renew(&mut self, _: &AppPartsMut<'_>, _: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        false
    }

    /// Whether a command would do something now, so that a hint of it is worth its room.
    fn offers(&self, _: Command, _: &AppParts<'_>) -> bool {
        true
    }

    /// The text field that is open.
    fn field(&self) -> Option<&TextField> {
        None
    }

    /// What stands on the hint line before what is typed there; None where nothing is typed there.
    fn prompt(&self) -> Option<String> {
        None
    }

    /// The letters to be written onto the page, each where it leads.
    fn labels(&self) -> Vec<LinkLabel<'_>> {
        Vec::new()
    }

    /// Where the reader is in it, for the status line; None while the page itself is what is read.
    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        None
    }
}

impl AppParts<'_> {
    pub fn card_options(&self) -> Options {
        self.settings.options_over(self.shape, BESIDE_CARD)
    }

    pub fn compare_options(&self) -> Options {
        self.settings.options_over(self.shape, BESIDE_COMPARISON)
    }
}

impl AppPartsMut<'_> {
    pub const fn parts(&self) -> AppParts<'_> {
        AppParts {
            library: self.library,
            settings: self.settings,
            shape: self.shape,
            reader: self.reader,
            kept: self.kept,
        }
    }

    /// How many lines of the page are visible.
    pub fn reader_height(&self) -> usize {
        self.shape.reader_height()
    }
}
