//! What can lie over the page: each kind has a file of its own, and its name here.

pub mod card;
pub mod command_line;
pub mod compare;
pub mod comparison;
pub mod finder;
pub mod help;
pub mod items;
pub mod layer;
pub mod link_labels;
pub mod list;
pub mod lists;
pub mod preview;
pub mod second_key;
pub mod selection;

use crate::app::kept::visit_sheet::VisitSheet;
use crate::app::overlay::card::Card;
use crate::app::overlay::command_line::{CommandLine, FindInPage};
use crate::app::overlay::comparison::Comparison;
use crate::app::overlay::finder::Finder;
use crate::app::overlay::help::Help;
use crate::app::overlay::layer::Layer;
use crate::app::overlay::link_labels::LinkLabels;
use crate::app::overlay::list::List;
use crate::app::overlay::second_key::SecondKey;

/// Makes [`Overlay`] of the kinds there are.
macro_rules! overlays {
    ($($kind:ident),*) => {
        /// What covers the page or takes its keys.
        #[derive(Clone, Debug)]
        pub enum Overlay {
            $($kind($kind)),*
        }

        impl Overlay {
            /// What the app asks of all of them alike.
            pub fn layer(&self) -> &dyn Layer {
                match self {
                    $(Self::$kind(layer) => layer),*
                }
            }

            pub fn layer_mut(&mut self) -> &mut dyn Layer {
                match self {
                    $(Self::$kind(layer) => layer),*
                }
            }
        }

        $(impl From<$kind> for Overlay {
            fn from(layer: $kind) -> Self {
                Self::$kind(layer)
            }
        })*
    };
}

overlays!(
    Finder,
    FindInPage,
    List,
    Card,
    LinkLabels,
    Help,
    Comparison,
    CommandLine,
    SecondKey,
    VisitSheet
);
