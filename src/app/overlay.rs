//! What can lie over the page, one at a time.

use crate::app::body::BodyMap;
use crate::app::card::Card;
use crate::app::compare::Compare;
use crate::app::field::Field;
use crate::app::finder::Finder;
use crate::app::help::Help;
use crate::app::keep::{NoteEntry, Prefix, SheetView};
use crate::app::keymap::Context;
use crate::app::links::LinkChoice;
use crate::app::list::List;
use crate::app::palette::Palette;

/// What covers the page or takes its keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    Finder(Finder),
    /// Finding in the page: the query, and the line to return to.
    Find {
        field: Field,
        from: usize,
    },
    List(List),
    Card(Card),
    Links(LinkChoice),
    Help(Help),
    Body(BodyMap),
    Compare(Compare),
    /// The command line behind a colon.
    Palette(Palette),
    /// A key that waits for a second one.
    Prefix(Prefix),
    /// The visit sheet.
    Sheet(SheetView),
    /// A note for the visit sheet being typed.
    Note(NoteEntry),
}

impl Overlay {
    pub fn context(&self) -> Context {
        match self {
            Self::Finder(_) => Context::Finder,
            Self::Find { .. } => Context::Find,
            Self::List(list) if list.is_of_sources() => Context::Sources,
            Self::List(_) | Self::Body(_) => Context::List,
            Self::Card(card) if card.source.is_some() => Context::Source,
            Self::Card(_) => Context::Card,
            Self::Compare(_) => Context::Compare,
            Self::Links(_) => Context::Links,
            Self::Help(_) => Context::Help,
            Self::Palette(_) => Context::Palette,
            Self::Prefix(prefix) => prefix.context(),
            Self::Sheet(_) => Context::Sheet,
            Self::Note(_) => Context::Note,
        }
    }

    /// The text field that is open, if one is.
    pub const fn field(&self) -> Option<&Field> {
        match self {
            Self::Finder(finder) => Some(&finder.field),
            Self::Find { field, .. } => Some(field),
            Self::Help(help) => Some(&help.field),
            Self::Palette(palette) => Some(&palette.field),
            Self::Note(entry) => Some(&entry.field),
            Self::List(_)
            | Self::Body(_)
            | Self::Compare(_)
            | Self::Card(_)
            | Self::Links(_)
            | Self::Prefix(_)
            | Self::Sheet(_) => None,
        }
    }
}
