//! What takes longer than a key may wait: laying out a long page, and finding in it. A host does it beside the keys.

use std::sync::Arc;

use crate::app::page_cache::Pages;
use crate::content::{Block, BlockKind, Document, Inline};
use crate::layout::{Anchor, Layout, Options, Symbols};
use crate::library::{Library, Page, TopicId};
use crate::search::find::{self, PageMatch};

/// What is shown of a page until it is there.
const WAIT: &str = "This page is long. It is being laid out …";

/// A layout with more bytes of text is searched beside the keys.
const LONG_TEXT: usize = 256 * 1024;

/// What is to be done for a reader.
#[derive(Clone, Debug)]
pub enum PageWork {
    LayOut {
        library: Arc<Library>,
        pages: Arc<Pages>,
        topic: TopicId,
        options: Options,
    },
    Find {
        layout: Arc<Layout>,
        query: String,
        symbols: Symbols,
    },
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum PageDone {
    LaidOut {
        /// Of which library, and whether the links between its topics were known.
        pages: Arc<Pages>,
        knows_links: bool,
        topic: TopicId,
        options: Options,
        page: Arc<Page>,
        layout: Arc<Layout>,
    },
    Found {
        layout: Arc<Layout>,
        query: String,
        matches: Vec<PageMatch>,
    },
}

/// The layout that a reader waits for.
#[derive(Clone, Debug)]
pub struct Awaited {
    pub options: Options,
    /// Where to go with it; None stays where it is.
    pub place: Option<AwaitedPlace>,
    /// It is of another text than what is shown.
    pub is_renewed: bool,
}

#[derive(Clone, Debug)]
pub enum AwaitedPlace {
    Anchor(Anchor),
    /// A heading by its slug, or what else has that name.
    Named(String),
}

impl PageWork {
    pub fn perform(self) -> PageDone {
        match self {
            Self::LayOut {
                library,
                pages,
                topic,
                options,
            } => {
                let knows_links = library.knows_links();
                let (page, layout) = pages.long(&library, topic, &options);
                PageDone::LaidOut {
                    pages,
                    knows_links,
                    topic,
                    options,
                    page,
                    layout,
                }
            }
            Self::Find {
                layout,
                query,
                symbols,
            } => PageDone::Found {
                matches: find_in(&layout, &query, symbols),
                layout,
                query,
            },
        }
    }
}

pub const fn is_long_text(layout: &Layout) -> bool {
    layout.lines.length() > LONG_TEXT
}

/// All matches in a page: as its lines are spelled, so is what is looked for.
pub fn find_in(layout: &Layout, query: &str, symbols: Symbols) -> Vec<PageMatch> {
    let lines: Vec<&str> = layout.lines.iter().map(|line| line.text()).collect();
    find::matches(&lines, &symbols.spell(query))
}

/// What stands for a page that is not there yet.
pub fn placeholder(options: &Options) -> Arc<Layout> {
    let wait = BlockKind::Paragraph(vec![Inline::text(WAIT)]);
    let document = Document {
        blocks: vec![Block::new(wait, 0..0)],
        footnotes: Vec::new(),
    };
    Arc::new(Layout::new(&document, options))
}
