//! What can lie over the page: each kind has a file of its own, and is named here once more for what it shows.

pub mod asked_words;
pub mod body_map;
pub mod card;
pub mod command_line;
pub mod compare;
pub mod comparison;
pub mod filter;
pub mod find_in_page;
pub mod finder;
pub mod finder_parts;
pub mod grid;
pub mod help;
pub mod help_table;
pub mod items;
pub mod last_search;
pub mod layer;
pub mod link_labels;
pub mod list;
pub mod preview;
pub mod second_key;
pub mod selection;
pub mod sign_card;
pub mod sources;
pub mod text_field;
pub mod urgent;

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::kept::visit_sheet::VisitSheet;
use crate::app::overlay::body_map::BodyMap;
use crate::app::overlay::card::Card;
use crate::app::overlay::command_line::CommandLine;
use crate::app::overlay::comparison::Comparison;
use crate::app::overlay::find_in_page::FindInPage;
use crate::app::overlay::finder::Finder;
use crate::app::overlay::help::Help;
use crate::app::overlay::items::{Choices, Items};
use crate::app::overlay::layer::{AppParts, Layer};
use crate::app::overlay::link_labels::LinkLabels;
use crate::app::overlay::list::List;
use crate::app::overlay::second_key::SecondKey;
use crate::app::overlay::text_field::TextField;
use crate::app::overlay::urgent::Urgent;
use crate::app::panes::framed;
use crate::layout::Symbols;

/// What covers the page or takes its keys.
#[derive(Clone, Debug)]
pub enum Overlay {
    Finder(Finder),
    FindInPage(FindInPage),
    List(List),
    Card(Card),
    LinkLabels(LinkLabels),
    Help(Help),
    BodyMap(BodyMap),
    Comparison(Comparison),
    CommandLine(CommandLine),
    SecondKey(SecondKey),
    VisitSheet(VisitSheet),
    Urgent(Urgent),
}

/// What an overlay shows, for the screen to draw and for plain mode to tell.
#[derive(Debug)]
pub struct Panel<'a> {
    pub title: Cow<'a, str>,
    /// None for what is told in plain mode and not drawn, because the screen shows it elsewhere.
    pub area: Option<Rect>,
    /// What is typed on the first row.
    pub field: Option<PanelField<'a>>,
    /// What narrows the rows, on a row of its own.
    pub choices: Option<Choices<'a>>,
    pub body: PanelBody<'a>,
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

#[derive(Debug)]
pub enum PanelBody<'a> {
    Items(Items<'a>),
    Card(&'a Card),
    Finder(&'a Finder),
    Comparison(&'a Comparison),
    BodyMap(&'a BodyMap),
}

impl Overlay {
    /// What the app asks of all of them alike.
    pub fn layer(&self) -> &dyn Layer {
        match self {
            Self::Finder(finder) => finder,
            Self::FindInPage(find) => find,
            Self::List(list) => list,
            Self::Card(card) => card,
            Self::LinkLabels(labels) => labels,
            Self::Help(help) => help,
            Self::BodyMap(map) => map,
            Self::Comparison(compared) => compared,
            Self::CommandLine(line) => line,
            Self::SecondKey(second) => second,
            Self::VisitSheet(sheet) => sheet,
            Self::Urgent(urgent) => urgent,
        }
    }

    pub fn layer_mut(&mut self) -> &mut dyn Layer {
        match self {
            Self::Finder(finder) => finder,
            Self::FindInPage(find) => find,
            Self::List(list) => list,
            Self::Card(card) => card,
            Self::LinkLabels(labels) => labels,
            Self::Help(help) => help,
            Self::BodyMap(map) => map,
            Self::Comparison(compared) => compared,
            Self::CommandLine(line) => line,
            Self::SecondKey(second) => second,
            Self::VisitSheet(sheet) => sheet,
            Self::Urgent(urgent) => urgent,
        }
    }

    /// What it shows; None where that is the page itself.
    pub fn panel<'a>(&'a self, app: &AppParts<'a>) -> Option<Panel<'a>> {
        let (over, symbols) = (app.shape.over(), app.settings.symbols);
        let width = framed(over).width;
        let items = |title, items| Panel::over(over, title, PanelBody::Items(items));
        Some(match self {
            Self::Finder(finder) => Panel {
                field: Some(PanelField::new("Search: ", &finder.field).noting(finder.count())),
                ..Panel::over(over, "Find a topic", PanelBody::Finder(finder))
            },
            Self::List(list) => Panel {
                area: Some(list.area(app)),
                field: list.field().map(|field| PanelField::new("Filter: ", field)),
                ..items(list.title.as_str(), list.items())
            },
            Self::Urgent(urgent) => Panel {
                field: Some(PanelField::new("Filter: ", &urgent.filter.field)),
                choices: urgent.choices(),
                ..items(urgent.title.as_str(), urgent.items())
            },
            Self::Card(card) => Panel::over(card.area(app), &card.title, PanelBody::Card(card)),
            Self::Help(help) => Panel {
                field: Some(PanelField::of_help(help, symbols)),
                ..items("Keys", help.items(width, symbols))
            },
            Self::BodyMap(map) => Panel {
                field: map
                    .field()
                    .map(|it| PanelField::new("Name or number: ", it)),
                ..Panel::over(over, &map.title, PanelBody::BodyMap(map))
            },
            Self::Comparison(compared) => Panel {
                title: compared.heading().into(),
                ..Panel::over(over, "", PanelBody::Comparison(compared))
            },
            Self::CommandLine(line) => items("Commands", line.items(width)),
            Self::VisitSheet(sheet) => items(
                app.library.words().sheet(),
                sheet.items(app.library, app.kept),
            ),
            Self::SecondKey(second) => Panel {
                area: Some(second.area(app)),
                ..items(second.title(), second.items(app))
            },
            Self::LinkLabels(labels) => Panel {
                area: None,
                ..items("Links", labels.items())
            },
            Self::FindInPage(_) => return None,
        })
    }
}

impl<'a> Panel<'a> {
    fn over(area: Rect, title: &'a str, body: PanelBody<'a>) -> Self {
        Self {
            title: title.into(),
            area: Some(area),
            field: None,
            choices: None,
            body,
        }
    }

    /// The place of what stands below the title, the field and the choices.
    pub fn inner(&self) -> Rect {
        let area = framed(self.area.unwrap_or_default());
        let above = u16::from(self.field.is_some()) + u16::from(self.choices.is_some());
        let above = above.min(area.height);
        Rect {
            y: area.y + above,
            height: area.height - above,
            ..area
        }
    }
}

impl<'a> PanelField<'a> {
    fn of_help(help: &'a Help, symbols: Symbols) -> Self {
        let field = Self::new("Type a word, or press a key: ", &help.field);
        field.asking(help.asked(symbols))
    }

    const fn new(label: &'static str, field: &'a TextField) -> Self {
        Self {
            label,
            field,
            key: String::new(),
            note: String::new(),
        }
    }

    fn noting(self, note: String) -> Self {
        Self { note, ..self }
    }

    fn asking(self, key: String) -> Self {
        Self { key, ..self }
    }
}
