//! The open topic: its lines at the present width, the place, and what is found in it.

pub mod figure;
pub mod links;
mod moves;
mod relayout;

pub use relayout::no_heading;

use std::ops::Range;
use std::sync::Arc;

use crate::app::pages::{Awaited, AwaitedPlace, find_in, is_long_text, placeholder};
use crate::app::{HistoryPlace, Pages};
use crate::layout::{Anchor, HeadingPlace, Layout, LinePlace, Options, Prepared};
use crate::library::{Library, Page, TopicId};
use crate::search::find::PageMatch;
use crate::shelf;

/// The rows below the last line: an empty one, and the border to the next topic.
pub const BORDER: usize = 2;

/// A topic being read.
#[derive(Clone, Debug)]
pub struct Reader {
    pub topic: TopicId,
    pub page: Arc<Page>,
    pub layout: Arc<Layout>,
    options: Options,
    /// What the page has in common at all widths, from the first change of the window on.
    prepared: Option<Arc<Prepared>>,
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
    asked: Option<usize>,
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
            prepared: None,
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

    /// Goes to the next heading, or the one before; whether there is one.
    pub fn step_heading(&mut self, forward: bool, height: usize) -> bool {
        let lines = self.layout.headings.iter().map(|heading| heading.line);
        let line = if forward {
            lines.into_iter().find(|line| *line > self.focus)
        } else {
            lines.rev().find(|line| *line < self.focus)
        };
        if let Some(line) = line {
            self.go_to_line(line, height);
        }
        line.is_some()
    }

    /// Looks for `query`; the current match is the one asked for, or the first from the cursor on. In a long page a host
    /// does it.
    pub fn find(&mut self, query: &str, asked: Option<usize>) {
        if query.is_empty() {
            self.found = None;
            return;
        }
        let is_sought = self.is_opening || is_long_text(&self.layout);
        self.found = Some(PageMatches {
            query: query.to_owned(),
            matches: Arc::default(),
            current: 0,
            is_sought,
            asked,
        });
        if !is_sought {
            self.set_matches(find_in(&self.layout, query, self.options.symbols));
        }
    }

    fn set_matches(&mut self, matches: Vec<PageMatch>) {
        let focus = self.focus;
        let Some(found) = &mut self.found else {
            return;
        };
        let first = || {
            let at_cursor =
                |parts: &PageMatch| parts.first().is_some_and(|(line, _)| *line >= focus);
            matches.iter().position(at_cursor)
        };
        let current = found.asked.take().or_else(first).unwrap_or(0);
        found.current = current.min(matches.len().saturating_sub(1));
        found.matches = Arc::new(matches);
        found.is_sought = false;
    }

    /// Looks for nothing any more; whether it looked for something.
    pub fn forget_found(&mut self) -> bool {
        self.found.take().is_some()
    }

    /// Goes to the next match or the one before, round the end; the line if there is one.
    pub fn step_match(&mut self, forward: bool, height: usize) -> Option<usize> {
        let found = self
            .found
            .as_mut()
            .filter(|found| !found.matches.is_empty())?;
        let count = found.matches.len();
        found.current = (found.current + if forward { 1 } else { count - 1 }) % count;
        self.show_match(height)
    }

    /// Brings the current match into view, a third from the top if the page must move.
    pub fn show_match(&mut self, height: usize) -> Option<usize> {
        let found = self.found.as_ref()?;
        let (line, _) = found.matches.get(found.current)?.first()?;
        let line = *line;
        if !self.visible(height).contains(&line) {
            self.go_to_line(line.saturating_sub(height / 3), height);
        }
        self.focus = line;
        if let Some(held) = &mut self.held {
            held.focus = self.layout.place_of(line);
        }
        Some(line)
    }
}
