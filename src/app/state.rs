//! What one reader reads and keeps: what an overlay may look at and change, and what is drawn.

use std::sync::Arc;

use crate::app::{
    Effect, History, HistoryPlace, Kept, Outcome, PageDone, PageWork, Pages, Pane, Panes, Reader,
    Shape, Shared, Then, Tree,
};
use crate::command::{Command, Opening, SettingChange};
use crate::config::{MEASURES, Settings};
use crate::layout::Options;
use crate::library::{Library, TopicId};
use crate::search::Index;

/// Columns by which `+` and `-` change the measure.
const MEASURE_STEP: usize = 4;

/// The columns beside a card: the frame's, and a blank on each side.
const BESIDE_CARD: u16 = 4;

/// The columns beside a comparison: the frame's.
const BESIDE_COMPARISON: u16 = 2;

/// The last query, and the row of the hit that was chosen last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastSearch {
    pub query: String,
    pub row: usize,
    /// That hit was opened, so that the next one is the one below it.
    pub is_opened: bool,
}

/// The reference, the topic that is open in it, and what belongs to this reader.
#[derive(Clone, Debug)]
pub struct ReadingState {
    pub(super) library: Arc<Library>,
    pub(super) index: Option<Arc<Index>>,
    pub(super) pages: Arc<Pages>,
    pub settings: Settings,
    pub size: (u16, u16),
    pub focus: Pane,
    pub tree: Tree,
    pub reader: Reader,
    pub history: History,
    pub kept: Kept,
    pub(super) search: LastSearch,
    /// The open page only follows the selection in the tree: it was not gone to.
    pub(super) is_passing: bool,
}

impl ReadingState {
    /// A topic at its top, on a screen of this size.
    pub fn at(topic: TopicId, shared: &Shared, settings: Settings, size: (u16, u16)) -> Self {
        let Shared {
            library,
            index,
            pages,
            ..
        } = shared.clone();
        let focus = Pane::Reader;
        let options = Shape::of(&settings, size, focus).options(&settings);
        let mut state = Self {
            tree: Tree::new(&library),
            reader: Reader::open(&library, &pages, topic, options),
            library,
            index,
            pages,
            settings,
            size,
            focus,
            history: History::default(),
            search: LastSearch::default(),
            kept: Kept::default(),
            is_passing: false,
        };
        state.lay_out();
        state
    }

    pub fn library(&self) -> &Library {
        &self.library
    }

    pub const fn shape(&self) -> Shape {
        Shape::of(&self.settings, self.size, self.focus)
    }

    pub fn panes(&self) -> Panes {
        self.shape().panes()
    }

    /// How the page is laid out.
    pub fn options(&self) -> Options {
        self.shape().options(&self.settings)
    }

    pub fn card_options(&self) -> Options {
        let width = self.size.0.saturating_sub(BESIDE_CARD);
        self.settings.options_at(width)
    }

    pub fn compare_options(&self) -> Options {
        let width = self.size.0.saturating_sub(BESIDE_COMPARISON);
        self.settings.options_at(width)
    }

    pub fn reader_height(&self) -> usize {
        self.shape().reader_height()
    }

    /// Fits the page into the window.
    pub fn lay_out(&mut self) {
        let (options, height) = (self.options(), self.reader_height());
        self.reader
            .lay_out(&self.library, &self.pages, options, height);
    }

    /// What a command does in the part that has the focus.
    pub fn command(&mut self, command: Command) -> Outcome {
        let height = self.reader_height();
        if self.focus == Pane::Reader {
            return self.reader.command(command, height);
        }
        let outcome = self.tree.command(command, &self.library, height);
        self.follow_selection();
        outcome
    }

    /// Whether there is such a thing in this reference: some have neither warning signs nor urgent topics.
    pub fn has(&self, command: Command) -> bool {
        command != Command::Open(Opening::Urgent) || self.library.has_urgent()
    }

    /// The commands that no place of this reference has a use for.
    pub fn absent(&self) -> Vec<Command> {
        let has_places = !self.library.words().sites.is_empty();
        let places = (!has_places).then_some(Command::Open(Opening::BodyMap));
        let urgent = Some(Command::Open(Opening::Urgent)).filter(|it| !self.has(*it));
        places.into_iter().chain(urgent).collect()
    }

    /// What takes longer than a key may wait: a host does it beside the keys, one piece at a time, and hands over what
    /// came of it.
    pub fn work(&self) -> Option<PageWork> {
        self.reader.work(&self.library, &self.pages)
    }

    /// Takes what was done; None where something else is wanted by now.
    pub fn take(&mut self, done: PageDone) -> Option<Outcome> {
        let height = self.reader_height();
        self.reader.take(done, (&self.library, &self.pages), height)
    }

    /// The library has been indexed: texts are searched from now on, and the links between all topics are known.
    pub fn set_index(&mut self, index: Arc<Index>) {
        self.index = Some(index);
        self.open_again(self.reader.topic);
        self.kept.note_changes(&self.library);
    }

    /// The content was read anew: the reader stays at the same topic and place, where `moved` finds topics again.
    /// Says so where the topic is gone.
    pub fn renew(
        &mut self,
        shared: Shared,
        moved: &dyn Fn(TopicId) -> Option<TopicId>,
    ) -> Option<String> {
        self.kept.before_reload(&self.library, self.reader.topic);
        let old = std::mem::replace(&mut self.library, shared.library);
        self.index = shared.index;
        self.pages = shared.pages;
        self.tree = self.tree.moved(&self.library, moved);
        self.history.carry_over(|place| {
            Some(HistoryPlace {
                topic: moved(place.topic)?,
                ..place
            })
        });
        let before = self.reader.topic;
        let topic = moved(before);
        if let Some(topic) = topic {
            self.open_again(topic);
        } else {
            let (front, options) = (self.library.front(), self.options());
            self.reader = Reader::open(&self.library, &self.pages, front, options);
        }
        if self.index.is_some() {
            self.kept.note_changes(&self.library);
        }
        let title = &old.topic(before).title;
        topic
            .is_none()
            .then(|| format!("“{title}” is no longer there."))
    }

    /// Shows the open topic of a library that was read again, or knows more by now, at the same place.
    fn open_again(&mut self, topic: TopicId) {
        let (before, options) = (self.reader.clone(), self.options());
        let (library, pages) = (&self.library, &self.pages);
        if !self.reader.open_again(library, pages, topic, options) {
            self.reader.take_over(&before, self.reader_height());
        }
    }

    /// Changes a setting; where there is room for one pane, `tree` goes to the other one.
    pub fn change_setting(&mut self, change: SettingChange) -> Outcome {
        if change == SettingChange::Tree && self.shape().is_narrow() {
            return self.other_pane();
        }
        let outcome = self.settings.change(change);
        let hides_tree = match change {
            SettingChange::Tree => !self.settings.tree,
            SettingChange::Zoom => true,
            _ => false,
        };
        if hides_tree {
            self.focus = Pane::Reader;
        }
        self.lay_out();
        outcome
    }
}

impl Settings {
    /// Changes one of them, and says so where the screen alone does not show it.
    fn change(&mut self, change: SettingChange) -> Outcome {
        match change {
            SettingChange::Tree => {
                self.zoom = false;
                self.tree = !self.tree;
                Then::Stay.into()
            }
            SettingChange::Zoom => {
                self.zoom = !self.zoom;
                Then::Stay.into()
            }
            SettingChange::Wider => self.set_measure(self.measure.saturating_add(MEASURE_STEP)),
            SettingChange::Narrower => self.set_measure(self.measure.saturating_sub(MEASURE_STEP)),
            SettingChange::Theme => {
                self.theme = self.theme.next();
                let (name, words) = (self.theme.name(), self.theme.words());
                Outcome::say(format!("Theme {name}: {words}."))
            }
            SettingChange::Mouse => {
                self.mouse = !self.mouse;
                Outcome::say(if self.mouse {
                    "Mouse on: wheel and click; M gives selecting text back to the terminal."
                } else {
                    "Mouse off: the terminal selects text again."
                })
                .asking(Some(Effect::Mouse(self.mouse)))
            }
        }
    }

    fn set_measure(&mut self, measure: usize) -> Outcome {
        self.measure = measure.clamp(MEASURES.0, MEASURES.1);
        Outcome::say(measured(self.measure))
    }
}

/// What is said of another measure.
pub fn measured(columns: usize) -> String {
    format!("Lines of at most {columns} columns.")
}
