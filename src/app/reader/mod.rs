//! The open topic: its lines at the present width, and the place in it; and the places that were left for others.

pub mod figure;
pub mod links;
mod moves;
mod relayout;

pub use relayout::no_heading;

use std::ops::Range;
use std::sync::Arc;

use crate::app::pages::{Awaited, AwaitedPlace, Pages, placeholder};
use crate::layout::{Anchor, HeadingPlace, Layout, LinePlace, Options};
use crate::library::{Library, Page, TopicId};
use crate::search::find::PageMatch;
use crate::shelf;

/// The rows below the last line: an empty one, and the border to the next topic.
pub const BORDER: usize = 2;

/// The most places kept; older ones are forgotten.
const LONGEST: usize = 200;

/// A topic being read.
#[derive(Clone, Debug)]
pub struct Reader {
    pub topic: TopicId,
    pub page: Arc<Page>,
    pub layout: Arc<Layout>,
    options: Options,
    /// Of a long page, the layout that a host is to make beside the keys.
    awaited: Option<Awaited>,
    /// Until the first of them is there, a sentence stands in place of the page.
    is_opening: bool,
    /// The first visible line.
    pub top: usize,
    /// What stays on top however often the window changes, until the reader moves.
    held: Option<HeldPlace>,
    /// The line the cursor stands on: the top, or the heading or match last gone to.
    pub focus: usize,
    pub found: Option<PageMatches>,
}

/// The text to be on top, and the text that the cursor stands on.
#[derive(Clone, Copy, Debug)]
struct HeldPlace {
    top: LinePlace,
    focus: LinePlace,
}

/// What is being looked for in the page, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMatches {
    pub query: String,
    /// Each match as its pieces: a line and the bytes in it. Shared, for a session may keep the state that is shown.
    pub matches: Arc<Vec<PageMatch>>,
    pub current: usize,
    /// A host still looks for them.
    pub is_sought: bool,
    /// The match that was asked for; None is the first from the cursor on.
    wanted: Option<usize>,
}

impl Reader {
    /// Opens a topic at its top. A long page that nobody has open is laid out by a host, see [`work`](Self::work).
    pub fn open(library: &Library, pages: &Pages, topic: TopicId, options: Options) -> Self {
        let held = pages.held(library, topic, &options);
        let is_opening = held.is_none() && library.is_long(topic);
        let (page, layout) = held.unwrap_or_else(|| {
            if is_opening {
                return (Arc::default(), placeholder(&options));
            }
            pages.open(library, topic, &options)
        });
        let awaited = is_opening.then(|| Awaited {
            options: options.clone(),
            place: None,
            is_renewed: false,
        });
        Self {
            topic,
            page,
            layout,
            options,
            awaited,
            is_opening,
            top: 0,
            held: None,
            focus: 0,
            found: None,
        }
    }

    /// Whether a sentence stands in place of the page still.
    pub const fn is_opening(&self) -> bool {
        self.is_opening
    }

    /// The topic and the place in its text, which survive a new width.
    pub fn place(&self) -> HistoryPlace {
        HistoryPlace {
            topic: self.topic,
            anchor: self.anchor(),
        }
    }

    /// The place the cursor stands at, as the shelf keeps it.
    pub fn place_to_keep(&self, library: &Library) -> shelf::Place {
        let anchor = if self.is_opening {
            self.anchor()
        } else {
            self.layout.anchor_at(self.focus)
        };
        let id = &library.topic(self.topic).id;
        shelf::Place::on(&self.page.document, id, anchor.0)
    }

    /// The heading that was gone to, or else the text on top, when the reader last moved: a small window may show a
    /// later one, and at the end of a page a heading cannot be on top.
    fn anchor(&self) -> Anchor {
        if let Some(AwaitedPlace::Anchor(anchor)) = self.awaited_place() {
            return *anchor;
        }
        let at_heading = self.heading().filter(|heading| heading.line == self.focus);
        let HeldPlace { top, focus } = self.kept();
        at_heading.map_or(top, |_| focus).anchor
    }

    fn kept(&self) -> HeldPlace {
        self.held.unwrap_or_else(|| HeldPlace {
            top: self.layout.place_of(self.top),
            focus: self.layout.place_of(self.focus),
        })
    }

    /// The number of the last line that may stand on top: the border below the page is in sight then.
    pub fn last_top(&self, height: usize) -> usize {
        self.layout.last_top(height.saturating_sub(BORDER).max(1))
    }

    /// Which row of the pane a line stands on, if it is in sight.
    pub fn row_of(&self, line: usize, height: usize) -> Option<usize> {
        let above = self.layout.held(self.top, height).len();
        let visible = self.visible(height);
        visible
            .contains(&line)
            .then(|| line - visible.start + above)
    }

    /// The line that stands on a row of the pane.
    pub fn line_at_row(&self, row: usize, height: usize) -> Option<usize> {
        let held = self.layout.held(self.top, height);
        held.chain(self.visible(height)).nth(row)
    }

    /// The lines of the page that are on the screen, but for a table's head that is held above them.
    pub fn visible(&self, height: usize) -> Range<usize> {
        self.layout.visible(self.top, height)
    }

    /// The lines that a page scrolls, so that one line stays visible.
    pub fn page_step(&self, height: usize, down: bool) -> usize {
        let top = if down {
            self.top
        } else {
            self.top.saturating_sub(height.saturating_sub(1))
        };
        let seen = height - self.layout.held(top, height).len().min(height);
        seen.saturating_sub(1).max(1)
    }

    pub fn is_at_end(&self, height: usize) -> bool {
        self.top >= self.last_top(height)
    }

    /// Moves by lines; whether it moved.
    pub fn scroll(&mut self, lines: isize, height: usize) -> bool {
        let before = self.top;
        self.go_to_line(self.top.saturating_add_signed(lines), height);
        self.top != before
    }

    /// Puts a line on top, or as near to it as the page allows; the cursor stands on it.
    pub fn go_to_line(&mut self, line: usize, height: usize) {
        self.held = None;
        self.top = line.min(self.last_top(height));
        self.focus = line.clamp(
            self.top,
            self.layout.lines.len().saturating_sub(1).max(self.top),
        );
    }

    pub fn go_to_anchor(&mut self, anchor: Anchor, height: usize) {
        if self.is_opening {
            return self.await_place(AwaitedPlace::Anchor(anchor));
        }
        self.go_to_line(self.layout.line_at(anchor), height);
    }

    /// Goes to a heading by its slug; whether there is one, or may be.
    pub fn go_to_heading(&mut self, slug: &str, height: usize) -> bool {
        if self.is_opening {
            self.await_place(AwaitedPlace::Named(slug.to_owned()));
            return true;
        }
        let line = self.layout.heading_line(slug);
        if let Some(line) = line {
            self.go_to_line(line, height);
        }
        line.is_some()
    }

    /// The heading above the cursor: the part that the outline and the header name, and that is clipped and copied.
    pub fn heading(&self) -> Option<&HeadingPlace> {
        self.layout.headings.get(self.heading_here()?)
    }

    /// The number of that heading in the layout.
    pub fn heading_here(&self) -> Option<usize> {
        let above = |heading: &HeadingPlace| heading.line <= self.focus;
        self.layout.headings.partition_point(above).checked_sub(1)
    }
}

/// A topic at a place in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryPlace {
    pub topic: TopicId,
    pub anchor: Anchor,
}

/// Places behind and ahead of the one that is open, the nearest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub behind: Vec<HistoryPlace>,
    pub ahead: Vec<HistoryPlace>,
}

impl History {
    /// Notes the place that is being left for a new one.
    pub fn leave(&mut self, place: HistoryPlace) {
        self.ahead.clear();
        self.behind.push(place);
        if self.behind.len() > LONGEST {
            self.behind.remove(0);
        }
    }

    /// The place before, in exchange for the one that is open.
    pub fn back(&mut self, here: HistoryPlace) -> Option<HistoryPlace> {
        let place = self.behind.pop()?;
        self.ahead.push(here);
        Some(place)
    }

    /// The place that was left by going back, in exchange for the one that is open.
    pub fn forward(&mut self, here: HistoryPlace) -> Option<HistoryPlace> {
        let place = self.ahead.pop()?;
        self.behind.push(here);
        Some(place)
    }

    /// Where going back leads.
    pub fn previous(&self) -> Option<HistoryPlace> {
        self.behind.last().copied()
    }

    /// The places behind, newest first.
    pub fn places(&self) -> impl Iterator<Item = HistoryPlace> {
        self.behind.iter().rev().copied()
    }

    /// Keeps only the places that `moved` finds again, as after the content was read anew.
    pub fn carry_over(&mut self, moved: impl Fn(HistoryPlace) -> Option<HistoryPlace>) {
        for places in [&mut self.behind, &mut self.ahead] {
            *places = places.iter().filter_map(|place| moved(*place)).collect();
        }
    }
}
