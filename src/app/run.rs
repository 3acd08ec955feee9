//! What each command does: one arm, one call.

use std::sync::Arc;

use crate::app::finder::Finder;
use crate::app::help::Help;
use crate::app::links::{Leads, Purpose};
use crate::app::overlay::Overlay;
use crate::app::palette::Palette;
use crate::app::panes::Pane;
use crate::app::{App, Command, Effect};
use crate::config::MEASURES;

/// Columns by which `+` and `-` change the measure.
const MEASURE_STEP: usize = 4;

impl App {
    /// Does what a command asks, where the reader is.
    pub fn run(&mut self, command: Command) -> Vec<Effect> {
        if let Some(effects) = self.run_keeping(command) {
            return effects;
        }
        if self.overlay.is_some()
            && let Some(effects) = self.run_in_overlay(command)
        {
            return effects;
        }
        match command {
            Command::Close => return self.close(),
            Command::Interrupt => return self.interrupt(),
            Command::Suspend => return vec![Effect::Suspend],
            Command::Redraw => return vec![Effect::Redraw],
            Command::Reload => return vec![Effect::Reload],
            Command::Mouse => return self.toggle_mouse(),
            Command::Escape => self.escape(),
            Command::Theme => self.next_theme(),
            Command::ToggleTree => self.toggle_tree(),
            Command::Zoom => self.toggle_zoom(),
            Command::Wider => self.set_measure(self.settings.measure.saturating_add(MEASURE_STEP)),
            Command::Narrower => {
                self.set_measure(self.settings.measure.saturating_sub(MEASURE_STEP));
            }
            Command::OtherPane => self.other_pane(),
            Command::Copy => return self.copy_source(),
            other => self.open_or_move(other),
        }
        Vec::new()
    }

    fn open_or_move(&mut self, command: Command) {
        match command {
            Command::Finder => self.overlay = Some(Overlay::Finder(Finder::new(self.offered()))),
            Command::Find => self.open_find(),
            Command::FindNext => self.step_match(true),
            Command::FindPrevious => self.step_match(false),
            Command::Help => self.open_help(),
            Command::Palette => self.overlay = Some(Overlay::Palette(Palette::default())),
            Command::Outline => self.open_outline(),
            Command::Sources => self.open_sources(),
            Command::Body => self.open_body(),
            Command::Compare => self.open_compare(),
            Command::Urgent => self.open_urgent(),
            Command::About => self.open_about(),
            Command::Number => self.say("Type the number of a source."),
            Command::Peek => self.start_peek(),
            Command::Back => self.back(),
            Command::Forward => self.forward(),
            Command::NextTopic => self.step_topic(true),
            Command::PreviousTopic => self.step_topic(false),
            other if self.focus == Pane::Tree => self.run_in_tree(other),
            other => self.run_in_reader(other),
        }
    }

    fn run_in_tree(&mut self, command: Command) {
        let page = isize::try_from(self.reader_height()).unwrap_or(isize::MAX);
        match command {
            Command::LineDown => self.step_tree(1),
            Command::LineUp => self.step_tree(-1),
            Command::PageDown => self.step_tree(page),
            Command::PageUp => self.step_tree(-page),
            Command::HalfDown => self.step_tree(page / 2),
            Command::HalfUp => self.step_tree(-page / 2),
            Command::Top => self.tree.to_start(),
            Command::Bottom => self.tree.to_end(),
            Command::Left => self.tree.fold(&self.library),
            Command::Right => self.unfold_or_read(),
            Command::Enter => self.read_selected(),
            Command::NextHeading | Command::PreviousHeading => {
                self.focus = Pane::Reader;
                self.run_in_reader(command);
            }
            _ => {}
        }
    }

    fn run_in_reader(&mut self, command: Command) {
        let height = self.reader_height();
        let page = |down| {
            let lines = self.reader.page_step(height, down);
            isize::try_from(lines).unwrap_or(isize::MAX)
        };
        let (down, up) = (page(true), page(false));
        match command {
            Command::LineDown => self.scroll(1),
            Command::LineUp => self.scroll(-1),
            Command::PageDown if self.reader.is_at_end(height) => self.step_topic(true),
            Command::PageDown => self.scroll(down),
            Command::PageUp => self.scroll(-up),
            Command::HalfDown => self.scroll(down.div_euclid(2).max(1)),
            Command::HalfUp => self.scroll(-(up.div_euclid(2).max(1))),
            Command::Top => self.reader.go_to_line(0, height),
            Command::Bottom => self.reader.go_to_line(self.reader.last_top(height), height),
            Command::NextHeading => self.step_heading(true),
            Command::PreviousHeading => self.step_heading(false),
            Command::Left => self.focus_tree(),
            Command::Enter => self.choose_link(Purpose::Follow),
            _ => {}
        }
    }

    fn step_tree(&mut self, rows: isize) {
        if !self.tree.step(rows) {
            self.say(if rows > 0 {
                "This is the last row."
            } else {
                "This is the first row."
            });
        }
    }

    fn scroll(&mut self, lines: isize) {
        if !self.reader.scroll(lines, self.reader_height()) {
            self.say(if lines > 0 {
                "The end. Space goes on to the next topic."
            } else {
                "The top of the page."
            });
        }
    }

    fn step_heading(&mut self, forward: bool) {
        if !self.reader.step_heading(forward, self.reader_height()) {
            self.say(if forward {
                "No heading further down."
            } else {
                "No heading further up."
            });
        }
    }

    fn step_match(&mut self, forward: bool) {
        if self.reader.found().is_none() {
            self.say("Nothing is being looked for; / finds in this page.");
        } else if self
            .reader
            .step_match(forward, self.reader_height())
            .is_none()
        {
            self.say("No match in this page.");
        }
    }

    fn unfold_or_read(&mut self) {
        if !self.tree.unfold(&self.library) {
            self.read_selected();
        }
    }

    pub(super) fn read_selected(&mut self) {
        if let Some(topic) = self.tree.selected_topic() {
            if topic == self.reader.topic {
                self.focus = Pane::Reader;
            } else {
                self.visit(topic);
            }
        }
    }

    /// Goes where a link of the open page leads, by its number in the layout.
    pub fn follow_link(&mut self, link: usize) {
        self.follow(&Leads::Link(link));
    }

    fn open_help(&mut self) {
        let mut help = Help::new(self.context(), Arc::clone(&self.bindings));
        help.behind = self.overlay.take().map(Box::new);
        self.overlay = Some(Overlay::Help(help));
    }

    fn open_find(&mut self) {
        self.focus = Pane::Reader;
        self.overlay = Some(Overlay::Find {
            field: crate::app::field::Field::default(),
            from: self.reader.top(),
        });
    }

    /// Closes what is on top; with nothing on top, the program ends.
    fn close(&mut self) -> Vec<Effect> {
        if self.overlay.take().is_some() {
            Vec::new()
        } else {
            vec![Effect::Quit]
        }
    }

    fn escape(&mut self) {
        if self.overlay.take().is_none() {
            self.reader.forget_found();
        }
    }

    fn interrupt(&mut self) -> Vec<Effect> {
        if self.interrupted {
            return vec![Effect::Quit];
        }
        self.interrupted = true;
        self.overlay = None;
        self.say("Press Ctrl-c again to quit, or q.");
        Vec::new()
    }

    fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.settings.mouse = !self.settings.mouse;
        self.say(if self.settings.mouse {
            "Mouse on: wheel and click; M gives selecting text back to the terminal."
        } else {
            "Mouse off: the terminal selects text again."
        });
        vec![Effect::Mouse(self.settings.mouse)]
    }

    fn next_theme(&mut self) {
        let theme = self.settings.theme.next();
        self.settings.theme = theme;
        self.message = Some(format!("Theme {}: {}.", theme.name(), theme.words()));
    }

    fn toggle_tree(&mut self) {
        if self.shape().is_narrow() {
            self.other_pane();
            return;
        }
        self.settings.zoom = false;
        self.settings.tree = !self.settings.tree;
        if !self.settings.tree {
            self.focus = Pane::Reader;
        }
        self.lay_out();
    }

    fn toggle_zoom(&mut self) {
        self.settings.zoom = !self.settings.zoom;
        self.focus = Pane::Reader;
        self.lay_out();
    }

    fn focus_tree(&mut self) {
        self.settings.zoom = false;
        self.settings.tree = true;
        self.focus = Pane::Tree;
        self.tree.reveal(&self.library, self.reader.topic);
        self.lay_out();
    }

    fn other_pane(&mut self) {
        match self.focus {
            Pane::Tree => self.focus = Pane::Reader,
            Pane::Reader => self.focus_tree(),
        }
    }

    pub(super) fn set_measure(&mut self, measure: usize) {
        self.settings.measure = measure.clamp(MEASURES.0, MEASURES.1);
        self.lay_out();
        self.message = Some(format!(
            "Lines of at most {} columns.",
            self.settings.measure
        ));
    }
}
