//! A card over the page: about this page, how a topic begins, a source, an address, a warning sign, what changed.

use ratatui::layout::{Position, Rect};

use crate::app::overlay::selection::{TypedNumber, moved_or_end, no_number, rows_moved};
use crate::app::panes::framed;
use crate::app::{Goal, Items, Layer, Outcome, Panel, Reader, ReadingState, Then};
use crate::command::{Command, Context, Opening, TextInput};
use crate::content::{Block, BlockKind, Document, Inline, InlineKind};
use crate::layout::{Layout, Options};
use crate::library::{Library, TopicId, about_page, source_in_full, source_in_short};

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
        Self {
            title: title.into(),
            size,
            document: Document::of(kinds),
            goal: None,
            top: 0,
            source: None,
            copies: None,
            number: TypedNumber::default(),
        }
    }

    /// About the open page: when it was checked and by whom, and its sources.
    pub fn about_page(library: &Library, reader: &Reader) -> Self {
        let kinds = about_page(library, reader.topic, &reader.page);
        Self::new("About this page", CardSize::Whole, kinds)
    }

    /// How a topic begins, or the part of it below a heading, in a strip.
    pub fn opening_of(library: &Library, topic: TopicId, slug: Option<&str>) -> Self {
        let document = library.document(topic);
        let page = &library.topic(topic).title;
        let heading = slug.and_then(|slug| {
            let mut headings = document.headings();
            headings.find_map(|(_, own, title, _)| (own == slug).then_some(title))
        });
        let title =
            heading.map_or_else(|| page.to_string(), |heading| format!("{heading} ({page})"));
        let description = || BlockKind::paragraph(&*library.topic(topic).description);
        let body = first_paragraph(document, slug).unwrap_or_else(description);
        Self::new(title, CardSize::Strip, vec![body])
    }

    /// An address is shown and can be copied; terminals that know links open it themselves.
    pub fn of_address(address: &str) -> Self {
        let body = BlockKind::Paragraph(vec![Inline::link(address, address)]);
        Self {
            copies: Some(address.to_owned()),
            ..Self::new("Outside this reference", CardSize::Strip, vec![body])
        }
    }

    /// A source: the most of it in a strip that leads to its card, or all of it.
    pub fn of_source(library: &Library, reader: &Reader, id: &str, size: CardSize) -> Self {
        let number = reader.page.number_of(id);
        let title = number.map_or_else(|| "Source".to_owned(), |it| format!("Source [{it}]"));
        let body = match (library.sources().get(id), size) {
            (Some(source), CardSize::Strip) => vec![source_in_short(source)],
            (Some(source), CardSize::Whole) => source_in_full(source),
            (None, _) => vec![BlockKind::paragraph(format!(
                "{id} is cited, but sources.toml does not describe it."
            ))],
        };
        Self {
            goal: (size == CardSize::Strip).then(|| Goal::Source(id.to_owned())),
            source: Some(id.to_owned()),
            copies: Some(library.sources().plain(id)),
            ..Self::new(title, size, body)
        }
    }

    /// A warning sign in full; None when the list has it no more.
    pub fn of_sign(library: &Library, id: &str) -> Option<Self> {
        let row = library.red_flags().get(id)?;
        let kinds = library.red_flag_card(row);
        Some(Self::new(row.short.clone(), CardSize::Whole, kinds))
    }

    /// The card's lines at a width.
    pub fn lines(&self, options: &Options) -> Layout {
        Layout::new(&self.document, options)
    }

    /// Where it lies: a strip is as high as its lines.
    pub fn area(&self, app: &ReadingState) -> Rect {
        match self.size {
            CardSize::Whole => app.shape().over(),
            CardSize::Strip => app
                .shape()
                .strip(self.lines(&app.card_options()).lines.len()),
        }
    }

    /// Keeps the first visible line within the card's lines.
    pub fn bound(&mut self, app: &ReadingState) {
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

    fn command(&mut self, command: Command, app: &mut ReadingState) -> Outcome {
        if let Some(lines) = rows_moved(command) {
            let before = self.top;
            self.top = self.top.saturating_add_signed(lines);
            self.bound(app);
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
    fn typed(&mut self, input: TextInput<'_>, app: &mut ReadingState) -> Outcome {
        let count = app.reader.page.citations.len();
        match self.number.typed(input, count) {
            Some(number) => Then::Numbered(number).into(),
            None => Outcome::say(no_number(&app.reader)),
        }
    }

    /// A press goes where the card leads, if it does.
    fn mouse(&mut self, _: Position, _: Rect, app: &mut ReadingState) -> Outcome {
        self.choose(0, app)
    }

    fn offers(&self, command: Command, _: &ReadingState) -> bool {
        match command {
            Command::Enter => self.goal.is_some(),
            Command::Open(Opening::Copy) => self.copies.is_some(),
            _ => true,
        }
    }

    fn choose(&mut self, _: usize, app: &mut ReadingState) -> Outcome {
        if self.goal.is_some() {
            self.command(Command::Enter, app)
        } else {
            Then::Unhandled.into()
        }
    }

    fn fit(&mut self, app: &ReadingState) {
        self.bound(app);
    }

    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        Some(Panel {
            area: Some(self.area(app)),
            ..Panel::over(app, &self.title, Items::default())
        })
    }

    fn position(&self, _: &ReadingState) -> Option<String> {
        (self.size == CardSize::Whole).then(String::new)
    }
}

/// The first paragraph of a document, or the first below a heading.
fn first_paragraph(document: Document, slug: Option<&str>) -> Option<BlockKind> {
    let is_start = |block: &Block| match (&block.kind, slug) {
        (BlockKind::Heading { slug, .. }, Some(wanted)) => slug == wanted,
        (_, wanted) => wanted.is_none(),
    };
    let mut from = document
        .blocks
        .into_iter()
        .skip_while(|block| !is_start(block));
    // The numbers of another page's citations would say nothing here.
    from.find_map(|block| match block.kind {
        BlockKind::Paragraph(mut inlines) => {
            inlines.retain(|inline| !matches!(inline.kind, InlineKind::Citation { .. }));
            Some(BlockKind::Paragraph(inlines))
        }
        _ => None,
    })
}
