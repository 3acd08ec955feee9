//! Laying the page out anew, at once or by a host, while the place is kept.

use std::sync::Arc;

use crate::app::pages::{
    Awaited, AwaitedPlace, PageDone, PageWork, Pages, broken_page, is_long_text, placeholder,
};
use crate::app::reader::{PageMatches, Reader};
use crate::app::{Outcome, Then};
use crate::content::text::slug;
use crate::layout::{Anchor, Layout, Options};
use crate::library::{Library, TopicId};

impl Reader {
    /// Lays the page out anew, the same text on top: however often the window changes, it is what the reader
    /// last went to. A long page keeps its lines until a host has laid it out.
    pub fn lay_out(&mut self, library: &Library, pages: &Pages, options: Options, height: usize) {
        let is_long = self.is_opening || is_long_text(&self.layout) || library.is_long(self.topic);
        if options == self.options && !self.is_opening {
            match &mut self.awaited {
                Some(awaited) if awaited.is_renewed => awaited.options = options,
                awaited => drop(awaited.take_if(|awaited| awaited.options != options)),
            }
            return self.keep_layout(height);
        }
        if is_long {
            return self.await_layout(options, height);
        }
        let layout = pages.layout_at_width(library, self.topic, &self.page, &options);
        self.options = options;
        self.set_layout(layout, height);
    }

    /// Shows a topic of a library that was read again, or knows more by now. A long page keeps its lines until a host has
    /// laid it out; whether it does.
    pub fn open_again(
        &mut self,
        library: &Library,
        pages: &Pages,
        topic: TopicId,
        options: Options,
    ) -> bool {
        let held = pages.held(library, topic, &options);
        let keeps = held.is_none() && !self.is_opening && library.is_long(topic);
        if keeps {
            self.topic = topic;
            self.awaited = Some(Awaited {
                options,
                place: None,
                is_renewed: true,
            });
        } else {
            *self = Self::open(library, pages, topic, options);
        }
        keeps
    }

    fn await_layout(&mut self, options: Options, height: usize) {
        if self.is_opening {
            self.layout = placeholder(&options);
            self.options = options.clone();
        }
        let before = self.awaited.take();
        self.awaited = Some(Awaited {
            options,
            is_renewed: before.as_ref().is_some_and(|before| before.is_renewed),
            place: before.and_then(|before| before.place),
        });
        self.keep_layout(height);
    }

    /// Shows what was shown of this page before it was read again: the same words on the same row, the cursor as far
    /// below them, and what was found.
    pub fn take_over(&mut self, before: &Self, height: usize) {
        if self.is_opening {
            let own = || AwaitedPlace::Anchor(before.place().anchor);
            self.await_place(before.awaited_place().cloned().unwrap_or_else(own));
            return self.find_again(before);
        }
        self.go_to_line(self.same_line(before, height), height);
        let below = before.focus.saturating_sub(before.top);
        self.focus = (self.top + below).min(self.layout.lines.len().saturating_sub(1));
        // Within a line, a place is known by its offset: that of the same text alone.
        if self.page.document == before.page.document {
            self.held = before.held;
        }
        self.find_again(before);
    }

    fn find_again(&mut self, before: &Self) {
        if let Some(found) = &before.found {
            let current = (!found.is_sought).then_some(found.current);
            self.find(&found.query, found.wanted.or(current));
        }
    }

    /// The line at which the same words stand on the screen as before: text may have been added or removed above
    /// them. Where those are gone, the same place in the file.
    fn same_line(&self, before: &Self, height: usize) -> usize {
        let near = self.layout.line_at(before.place().anchor);
        let top = before.top;
        let lines = before.layout.lines.iter().enumerate();
        let same = lines
            .skip(top)
            .take(height)
            .filter(|(_, line)| !line.text().trim().is_empty())
            .find_map(|(at, line)| {
                let lines = self.layout.lines.iter().enumerate();
                let same = lines.filter(|(_, other)| other.text() == line.text());
                let (found, _) = same.min_by_key(|(other, _)| other.abs_diff(near))?;
                Some(found.saturating_sub(at - top))
            });
        same.unwrap_or(near)
    }

    /// Keeps the layout; the window may have another height.
    fn keep_layout(&mut self, height: usize) {
        let (kept, was_held) = (self.kept(), self.held.is_some());
        let line = self
            .held
            .map_or(self.top, |held| self.layout.line_of(held.top));
        let focus = self.focus;
        self.go_to_line(line, height);
        self.focus = focus;
        self.held = Some(kept).filter(|_| was_held || self.top != line);
    }

    /// Takes another layout, with the same text on top and at the cursor.
    pub(super) fn set_layout(&mut self, layout: Arc<Layout>, height: usize) {
        let kept = self.kept();
        self.layout = layout;
        self.go_to_line(self.layout.line_of(kept.top), height);
        self.focus = self.layout.line_of(kept.focus);
        self.held = Some(kept);
        if let Some(found) = self.found.take() {
            let current = Some(found.current).filter(|_| !found.is_sought);
            self.find(&found.query, current.or(found.wanted));
        }
    }

    pub(super) fn awaited_place(&self) -> Option<&AwaitedPlace> {
        self.awaited.as_ref()?.place.as_ref()
    }

    /// Goes to a place once the page is there.
    pub(super) fn await_place(&mut self, place: AwaitedPlace) {
        if let Some(awaited) = &mut self.awaited {
            awaited.place = Some(place);
        }
    }

    /// What a host has to do so that this reader sees what it asked for.
    pub fn work(&self, library: &Arc<Library>, pages: &Arc<Pages>) -> Option<PageWork> {
        if let Some(Awaited { options, .. }) = &self.awaited {
            return Some(PageWork::LayOut {
                library: Arc::clone(library),
                pages: Arc::clone(pages),
                topic: self.topic,
                options: options.clone(),
            });
        }
        let found = self.found.as_ref().filter(|it| it.is_sought)?;
        Some(PageWork::Find {
            layout: Arc::clone(&self.layout),
            query: found.query.clone(),
            symbols: self.options.symbols,
        })
    }

    /// Takes what was done, and says what there is to say of it; None where something else is wanted by now.
    pub fn take(
        &mut self,
        done: PageDone,
        (library, pages): (&Library, &Arc<Pages>),
        height: usize,
    ) -> Option<Outcome> {
        match done {
            PageDone::LaidOut {
                pages: own,
                knows_links,
                topic,
                options,
                page,
                layout,
            } => {
                let is_present = Arc::ptr_eq(&own, pages)
                    && knows_links == library.knows_links()
                    && topic == self.topic;
                let is_wanted = |it: &mut Awaited| is_present && it.options == options;
                let awaited = self.awaited.take_if(is_wanted)?;
                let is_new = |it: &PageMatches| it.is_sought && it.wanted.is_none();
                let is_new = self.found.as_ref().is_some_and(is_new);
                (self.options, self.page) = (options, page);
                self.is_opening = false;
                self.set_layout(layout, height);
                let outcome = self.go_to_awaited(awaited.place, library, height);
                if is_new {
                    self.show_match(height);
                }
                Some(outcome)
            }
            PageDone::Found {
                layout,
                query,
                matches,
            } => {
                let is_same = Arc::ptr_eq(&layout, &self.layout);
                let is_wanted = |it: &&PageMatches| is_same && it.is_sought && it.query == query;
                let found = self.found.as_ref().filter(is_wanted);
                let is_new = found?.wanted.is_none();
                self.set_matches(matches);
                if is_new {
                    self.show_match(height);
                }
                Some(Then::Stay.into())
            }
        }
    }

    /// Wants nothing of a host any more. A page that is not there says so, until another size of it is tried.
    pub fn abandon_work(&mut self) {
        self.awaited = None;
        self.found.take_if(|found| found.is_sought);
        if self.is_opening {
            self.layout = broken_page(&self.options);
        }
    }

    /// Goes to a heading by its slug, as it is written or as Zola would make it, or to an element of HTML by its name;
    /// whether there is one, or may be.
    pub fn go_to_named(&mut self, name: &str, library: &Library, height: usize) -> bool {
        if self.go_to_heading(name, height) {
            return true;
        }
        let at = library.anchor(self.topic, name);
        if let Some(at) = at {
            self.go_to_anchor(Anchor(at), height);
        }
        at.is_some() || self.go_to_heading(&slug(name), height)
    }

    fn go_to_awaited(
        &mut self,
        place: Option<AwaitedPlace>,
        library: &Library,
        height: usize,
    ) -> Outcome {
        match place {
            Some(AwaitedPlace::Anchor(anchor)) => self.go_to_anchor(anchor, height),
            Some(AwaitedPlace::Named(name)) if !self.go_to_named(&name, library, height) => {
                self.go_to_anchor(Anchor(0), height);
                return Outcome::say(no_heading(&name));
            }
            Some(AwaitedPlace::Named(_)) | None => {}
        }
        Then::Stay.into()
    }
}

/// What is said where a page is opened at a heading that it does not have.
pub fn no_heading(slug: &str) -> String {
    format!("This page has no heading “{slug}”; here is its top.")
}
