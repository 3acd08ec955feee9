//! What a reader asks of a host, and what it takes of that.

use std::sync::Arc;

use crate::app::page_cache::Pages;
use crate::app::page_work::{Awaited, AwaitedPlace, PageDone, PageWork};
use crate::app::reader::{PageMatches, Reader};
use crate::content::text::slug;
use crate::layout::Anchor;
use crate::library::Library;

impl Reader {
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

    /// Takes what was done, unless something else is wanted by now; whether it was taken.
    pub fn take(
        &mut self,
        done: PageDone,
        (library, pages): (&Library, &Arc<Pages>),
        height: usize,
    ) -> bool {
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
                let Some(awaited) = self.awaited.take_if(is_wanted) else {
                    return false;
                };
                let is_new = |it: &PageMatches| it.is_sought && it.asked.is_none();
                let is_new = self.found.as_ref().is_some_and(is_new);
                (self.options, self.page) = (options, page);
                self.is_opening = false;
                self.set_layout(layout, height);
                self.go_to_awaited(awaited.place, library, height);
                if is_new {
                    self.show_match(height);
                }
                true
            }
            PageDone::Found {
                layout,
                query,
                matches,
            } => {
                let is_same = Arc::ptr_eq(&layout, &self.layout);
                let is_wanted = |it: &&PageMatches| is_same && it.is_sought && it.query == query;
                let found = self.found.as_ref().filter(is_wanted);
                let Some(is_new) = found.map(|found| found.asked.is_none()) else {
                    return false;
                };
                self.set_matches(matches);
                if is_new {
                    self.show_match(height);
                }
                true
            }
        }
    }

    /// Wants nothing of a host any more.
    pub fn give_up(&mut self) {
        self.awaited = None;
        self.found.take_if(|found| found.is_sought);
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

    fn go_to_awaited(&mut self, place: Option<AwaitedPlace>, library: &Library, height: usize) {
        match place {
            Some(AwaitedPlace::Anchor(anchor)) => self.go_to_anchor(anchor, height),
            Some(AwaitedPlace::Named(name)) if self.go_to_named(&name, library, height) => {}
            Some(AwaitedPlace::Named(_)) => self.go_to_anchor(Anchor(0), height),
            None => {}
        }
    }
}
