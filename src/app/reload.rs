//! What a reader learns while reading: an index, or content that was read anew.

use std::sync::Arc;

use crate::app::finder::{ABOVE_HITS, hits_in};
use crate::app::history::Place;
use crate::app::overlay::Overlay;
use crate::app::panes::framed;
use crate::app::reader::Reader;
use crate::app::tree::Tree;
use crate::app::{App, Shared};
use crate::library::{Library, TopicId};
use crate::search::Index;

impl App {
    /// The library has been indexed: the finder searches text from now on.
    pub fn set_index(&mut self, index: Arc<Index>) {
        self.index = Some(index);
        if let Some(Overlay::Finder(finder)) = &mut self.overlay {
            finder.search(&self.library, self.index.as_deref());
        }
        self.settle_finder();
        // The links between all topics are known now as well.
        self.read_again();
        self.note_changes();
    }

    fn finder_fit(&self) -> usize {
        let inside = framed(self.shape().over()).height;
        hits_in(inside.saturating_sub(ABOVE_HITS))
    }

    /// Sees to it that the finder knows all hits in sight.
    pub(super) fn settle_finder(&mut self) {
        let fit = self.finder_fit();
        if let Some(Overlay::Finder(finder)) = &mut self.overlay {
            finder.settle(&self.library, self.index.as_deref(), fit);
        }
    }

    /// Whether something is being looked for that only an index finds.
    pub const fn wants_index(&self) -> bool {
        self.index.is_none() && matches!(self.overlay, Some(Overlay::Finder(_)))
    }

    /// The content was read anew: the reader stays at the same topic and place.
    pub fn set_library(&mut self, library: Arc<Library>) {
        let bindings = Arc::clone(&self.bindings);
        self.renew(Shared {
            bindings,
            ..Shared::new(library)
        });
    }

    /// As [`set_library`](Self::set_library), for one of many readers of a library.
    pub fn renew(&mut self, shared: Shared) {
        self.before_reload();
        let old = std::mem::replace(&mut self.library, shared.library);
        self.index = shared.index;
        self.pages = shared.pages;
        let overlay = self.overlay.take();
        let library = Arc::clone(&self.library);
        let moved = |topic: TopicId| library.find(&old.topic(topic).id);
        let tree = std::mem::replace(&mut self.tree, Tree::new(&library));
        self.tree
            .unfold_all(&library, tree.unfolded().filter_map(moved));
        if let Some(selected) = tree.selected_topic().and_then(moved) {
            self.tree.select(selected);
        }
        self.history.carry_over(|place| {
            Some(Place {
                topic: moved(place.topic)?,
                ..place
            })
        });
        let topic = moved(self.reader.topic);
        let anchor = self.reader.place().anchor;
        self.reader = Reader::open(
            &self.library,
            &self.pages,
            topic.unwrap_or_else(|| self.library.front()),
            self.options(),
        );
        self.lay_out();
        self.reader.go_to_anchor(anchor, self.reader_height());
        if self.index.is_some() {
            self.note_changes();
        }
        self.overlay = overlay.and_then(|overlay| self.carried_over(overlay, moved));
    }

    /// What lies over the page, if it can stay there: what is being typed, and what names no topic.
    fn carried_over(
        &self,
        mut overlay: Overlay,
        moved: impl Fn(TopicId) -> Option<TopicId>,
    ) -> Option<Overlay> {
        match &mut overlay {
            Overlay::Finder(finder) => {
                finder.offered = finder.offered.iter().copied().filter_map(moved).collect();
                finder.search_in(&self.library, self.index.as_deref());
                finder.settle(&self.library, self.index.as_deref(), self.finder_fit());
            }
            Overlay::Help(_) | Overlay::Palette(_) | Overlay::Prefix(_) => {}
            _ => return None,
        }
        Some(overlay)
    }

    /// Opens the page again at the same place, as when more is known about it.
    fn read_again(&mut self) {
        let place = self.reader.place();
        self.reader = Reader::open(&self.library, &self.pages, place.topic, self.options());
        self.reader.go_to_anchor(place.anchor, self.reader_height());
    }
}
