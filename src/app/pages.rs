//! The pages that readers of one library share, and what a host does for them beside the keys.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::command::Bindings;
use crate::content::{BlockKind, Document};
use crate::layout::{Anchor, Layout, Options, Symbols};
use crate::library::{Library, Page, TopicId};
use crate::search::Index;
use crate::search::find::{self, PageMatch};

/// Layouts kept although nobody reads them now: as many as one goes back to. Sixty-four took 3 MB of the local reader.
const RECENT: usize = 16;

/// What is shown of a page until it is there, and said, or shown instead, of one that could not be laid out or searched.
const WAIT: &str = "This page is long. It is being laid out …";
pub const BROKEN: &str = "Something went wrong with this page.";

/// A layout with more bytes of text is searched beside the keys.
const LONG_TEXT: usize = 256 * 1024;

/// A library with all that follows from it.
#[derive(Clone, Debug)]
pub struct Shared {
    pub library: Arc<Library>,
    pub index: Option<Arc<Index>>,
    pub bindings: Arc<Bindings>,
    pub pages: Arc<Pages>,
}

/// The pages that are open and their layouts: each is made once, however many have it open.
#[derive(Debug, Default)]
pub struct Pages {
    /// By topic, and whether the links between topics were known: a page names what leads to it.
    open: WeakCache<(TopicId, bool), Page>,
    layouts: WeakCache<(TopicId, bool, Options), Layout>,
    recent: Mutex<VecDeque<Arc<Layout>>>,
}

/// Values by key, each as long as anybody holds it.
#[derive(Debug)]
pub struct WeakCache<K, V> {
    values: Mutex<HashMap<K, Weak<V>>>,
}

impl From<Arc<Library>> for Shared {
    /// With nothing that follows from it yet.
    fn from(library: Arc<Library>) -> Self {
        Self {
            library,
            index: None,
            bindings: Arc::default(),
            pages: Arc::default(),
        }
    }
}

impl Pages {
    fn page(&self, library: &Library, topic: TopicId) -> Arc<Page> {
        let key = (topic, library.knows_links());
        self.open.get(key, || library.page(topic))
    }

    /// A page and its layout, kept for later but for a long one: that takes megabytes.
    pub fn open(
        &self,
        library: &Library,
        topic: TopicId,
        options: &Options,
    ) -> (Arc<Page>, Arc<Layout>) {
        let page = self.page(library, topic);
        let layout = self.layout_at_width(library, topic, &page, options);
        if !library.is_long(topic) {
            self.remember(&layout);
        }
        (page, layout)
    }

    /// A page at one more width. It is not kept for later: a window that is dragged goes through many widths, and none
    /// of them is likely to come back.
    pub fn layout_at_width(
        &self,
        library: &Library,
        topic: TopicId,
        page: &Page,
        options: &Options,
    ) -> Arc<Layout> {
        let key = (topic, library.knows_links(), options.clone());
        self.layouts
            .get(key, || Layout::new(&page.document, options))
    }

    /// A page and its layout, if both are held by somebody.
    pub fn held(
        &self,
        library: &Library,
        topic: TopicId,
        options: &Options,
    ) -> Option<(Arc<Page>, Arc<Layout>)> {
        let knows_links = library.knows_links();
        let page = self.open.held(&(topic, knows_links))?;
        let key = (topic, knows_links, options.clone());
        Some((page, self.layouts.held(&key)?))
    }

    fn remember(&self, layout: &Arc<Layout>) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if !recent.iter().any(|other| Arc::ptr_eq(other, layout)) {
            recent.push_back(Arc::clone(layout));
            if recent.len() > RECENT {
                recent.pop_front();
            }
        }
    }
}

impl<K, V> Default for WeakCache<K, V> {
    fn default() -> Self {
        Self {
            values: Mutex::default(),
        }
    }
}

impl<K: Eq + Hash, V> WeakCache<K, V> {
    /// The value that somebody holds, or a new one. Two may be made at the same moment; nobody waits for the other.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        self.held(&key).unwrap_or_else(|| {
            let value = Arc::new(make());
            self.locked(|values| {
                if values.len() == values.capacity() {
                    values.retain(|_, value| value.strong_count() > 0);
                }
                values.insert(key, Arc::downgrade(&value));
            });
            value
        })
    }

    fn held(&self, key: &K) -> Option<Arc<V>> {
        self.locked(|values| values.get(key).and_then(Weak::upgrade))
    }

    fn locked<T>(&self, step: impl FnOnce(&mut HashMap<K, Weak<V>>) -> T) -> T {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        step(&mut values)
    }
}

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
                let (page, layout) = pages.open(&library, topic, &options);
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
    page_of(WAIT, options)
}

/// What stands for a page that could not be laid out.
pub fn broken_page(options: &Options) -> Arc<Layout> {
    page_of(BROKEN, options)
}

fn page_of(sentence: &str, options: &Options) -> Arc<Layout> {
    let document = Document::of([BlockKind::paragraph(sentence)]);
    Arc::new(Layout::new(&document, options))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SourceFile;
    use crate::layout::Drawings;

    #[test]
    fn a_page_is_laid_out_once_for_all_who_read_it_at_a_width() {
        let file = SourceFile::new("_index.md", "+++\ntitle = \"A\"\n+++\nText.\n");
        let library = Library::load(&[file]);
        let pages = Pages::default();
        let front = library.front();
        let options = Options::filling(72, Symbols::Unicode, Drawings::Drawn);
        let (page, layout) = pages.open(&library, front, &options);
        let (again, layout_again) = pages.open(&library, front, &options);
        assert!(Arc::ptr_eq(&page, &again) && Arc::ptr_eq(&layout, &layout_again));
        let narrow = Options {
            width: 20,
            ..options
        };
        let (_, other) = pages.open(&library, front, &narrow);
        assert!(!Arc::ptr_eq(&layout, &other));
        let again = pages.layout_at_width(&library, front, &page, &narrow);
        assert!(Arc::ptr_eq(&other, &again));
    }

    #[test]
    fn what_nobody_holds_is_forgotten() {
        let kept = WeakCache::default();
        for number in 0..1000 {
            drop(kept.get(number, || number));
        }
        assert!(kept.locked(|values| values.len()) < 100);
    }
}
