//! A card over the page: about this page, a source, what a link leads to, what changed.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Command, Opening};
use crate::app::context::Context;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{TypedNumber, moved_or_end, no_number, rows_moved};
use crate::app::overlay::text_field::TextInput;
use crate::app::panes::framed;
use crate::app::reader::Reader;
use crate::content::{Block, BlockKind, Document, Inline, InlineKind};
use crate::layout::{Layout, Options};
use crate::library::{Library, TopicId, sites};

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
    /// What `y` copies.
    pub copies: Option<String>,
    /// The number that was typed for its source: one more digit can extend it.
    number: TypedNumber,
}

impl Card {
    pub fn new(title: impl Into<String>, size: CardSize, kinds: Vec<BlockKind>) -> Self {
        let blocks = kinds
            .into_iter()
            .enumerate()
            .map(|(at, kind)| Block::new(kind, at..at))
            .collect();
        let document = Document {
            blocks,
            footnotes: Vec::new(),
        };
        Self {
            title: title.into(),
            size,
            document,
            goal: None,
            top: 0,
            source: None,
            copies: None,
            number: TypedNumber::default(),
        }
    }

    #[must_use]
    pub fn leading_to(self, goal: Goal) -> Self {
        Self {
            goal: Some(goal),
            ..self
        }
    }

    #[must_use]
    pub fn of_source(self, id: &str) -> Self {
        Self {
            source: Some(id.to_owned()),
            ..self
        }
    }

    #[must_use]
    pub fn numbered(self, number: usize) -> Self {
        Self {
            number: TypedNumber::of(number),
            ..self
        }
    }

    #[must_use]
    pub fn copying(self, text: impl Into<String>) -> Self {
        Self {
            copies: Some(text.into()),
            ..self
        }
    }

    /// About the open page: when it was checked and by whom, and its sources.
    pub fn about(library: &Library, reader: &Reader) -> Self {
        let topic = library.topic(reader.topic);
        let reviewed = topic.reviewed().as_ref().map_or_else(
            || library.words().notice.clone().unwrap_or_default(),
            |review| format!("by {} on {}", review.by, review.on),
        );
        let checked = topic.updated.as_deref().unwrap_or("no date given");
        let facts = rows(vec![
            ("Page", plain(&topic.id)),
            ("In short", plain(&*topic.description)),
            ("Checked", plain(checked)),
            ("Reviewed", plain(reviewed)),
            ("Body sites", plain(sites::in_words(topic.sites()))),
        ]);
        let mut body = vec![facts];
        let kinds = reader.page.document.blocks.iter().map(|block| &block.kind);
        body.extend(
            kinds
                .filter(|kind| matches!(kind, BlockKind::Sources(_)))
                .cloned(),
        );
        // Last, for there may be a screen of them.
        let keys = plain(topic.keys().join(", "));
        body.push(rows(vec![("Search keys", keys)]));
        Self::new("About this page", CardSize::Whole, body)
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
        let first = first_paragraph(document, slug);
        let body = first.unwrap_or_else(|| paragraph(&*library.topic(topic).description));
        Self::new(title, CardSize::Strip, vec![body])
    }

    /// An address is shown and can be copied; terminals that know links open it themselves.
    pub fn of_address(address: &str) -> Self {
        let body = BlockKind::Paragraph(vec![Inline::link(address, address)]);
        Self::new("Outside this reference", CardSize::Strip, vec![body]).copying(address)
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
        if self.goal.is_some() {
            self.command(Command::Enter, app)
        } else {
            Then::Stay.into()
        }
    }

    /// Whether a command would do something here.
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

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
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

/// Rows of names and values; empty values are left out.
pub fn rows(pairs: Vec<(&str, Vec<Inline>)>) -> BlockKind {
    BlockKind::Facts(
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// Plain text as a value; none for the empty text.
pub fn plain(text: impl Into<String>) -> Vec<Inline> {
    let text = text.into();
    if text.is_empty() {
        Vec::new()
    } else {
        vec![Inline::text(text)]
    }
}

/// One plain paragraph.
pub fn paragraph(text: impl Into<String>) -> BlockKind {
    BlockKind::Paragraph(vec![Inline::text(text)])
}

/// One paragraph of several lines.
pub fn lines(lines: Vec<Vec<Inline>>) -> BlockKind {
    let mut inlines: Vec<Inline> = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !inlines.is_empty() {
            inlines.push(Inline::new(InlineKind::HardBreak, 0..0));
        }
        inlines.extend(line);
    }
    BlockKind::Paragraph(inlines)
}
