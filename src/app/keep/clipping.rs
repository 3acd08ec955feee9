//! Clipping to the visit sheet, and the sheet's own keys.

use crate::app::field::Field;
use crate::app::keep::sheet::Removed;
use crate::app::keep::{Entry, NoteEntry, NoteTarget, Prefix, PrefixKind, SheetView};
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::app::{App, Command, Effect};
use crate::shelf::{Clip, page};

impl App {
    /// Clips the topic, or the part of it the cursor is in; a second time takes it off.
    pub(super) fn clip(&mut self) -> Vec<Effect> {
        let clip = self.piece_here();
        let title = page::title(&self.library, &clip);
        let is_new = self.kept.edit().sheet.toggle(clip);
        self.message = Some(if is_new {
            format!("Clipped “{title}” to the visit sheet; C opens it.")
        } else {
            format!("Took “{title}” off the visit sheet.")
        });
        self.save()
    }

    fn piece_here(&self) -> Clip {
        let selected = self.tree.selected_topic();
        let topic = selected
            .filter(|_| self.focus == Pane::Tree)
            .unwrap_or(self.reader.topic);
        let in_part = self.focus == Pane::Reader && self.reader.focus() > 0;
        let heading = self.reader.heading().filter(|_| in_part);
        let slug = heading.map(|heading| heading.slug.to_string());
        // The parts the program adds have no text of their own to take along.
        let made = ["sources", "related", "compared", "in-this-section"];
        let slug = slug.filter(|slug| !made.contains(&slug.as_str()));
        Clip::of(
            self.library.topic(topic).id.clone(),
            slug.unwrap_or_default(),
        )
    }

    pub(super) fn open_sheet(&mut self) {
        self.overlay = Some(Overlay::Sheet(SheetView::default()));
    }

    /// The rows of the visit sheet.
    pub fn sheet_entries(&self) -> Vec<Entry> {
        SheetView::entries(&self.library, &self.kept.shelf.sheet)
    }

    fn entry(&self, view: &SheetView) -> Option<Entry> {
        self.sheet_entries().into_iter().nth(view.selected)
    }

    /// A command while the sheet lies open; None when it is not one of the sheet's.
    pub(super) fn run_in_sheet(&mut self, command: Command) -> Option<Vec<Effect>> {
        let Some(Overlay::Sheet(view)) = &self.overlay else {
            return None;
        };
        let mut view = view.clone();
        let effects = match command {
            Command::LineDown => self.step_sheet(&mut view, 1),
            Command::LineUp => self.step_sheet(&mut view, -1),
            Command::Top => self.step_sheet(&mut view, isize::MIN),
            Command::Bottom => self.step_sheet(&mut view, isize::MAX),
            Command::MoveDown => self.move_clip(&mut view, true),
            Command::MoveUp => self.move_clip(&mut view, false),
            Command::Remove => self.remove(&mut view),
            Command::Restore => self.put_back(&mut view),
            Command::WholeTopic => self.widen(&view),
            Command::Enter => return Some(self.open_clip(&view)),
            Command::Note => return Some(self.begin_note(view)),
            Command::AddNote => return Some(self.ask_note(NoteTarget::New, "", view)),
            Command::CopySheet => return Some(self.ask_format(PrefixKind::CopySheet, view)),
            Command::WriteSheet => return Some(self.ask_format(PrefixKind::Export, view)),
            _ => return None,
        };
        view.selected = view
            .selected
            .min(self.sheet_entries().len().saturating_sub(1));
        self.overlay = Some(Overlay::Sheet(view));
        Some(effects)
    }

    fn step_sheet(&self, view: &mut SheetView, rows: isize) -> Vec<Effect> {
        let last = self.sheet_entries().len().saturating_sub(1);
        view.selected = view.selected.saturating_add_signed(rows).min(last);
        Vec::new()
    }

    fn move_clip(&mut self, view: &mut SheetView, down: bool) -> Vec<Effect> {
        let Some(Entry::Clip(at)) = self.entry(view) else {
            self.say("Questions stand below what suggests them.");
            return Vec::new();
        };
        view.selected = self.kept.edit().sheet.shift(at, down);
        self.save()
    }

    fn remove(&mut self, view: &mut SheetView) -> Vec<Effect> {
        let removed = match self.entry(view) {
            Some(Entry::Clip(at)) => Removed::Clip(at, self.kept.edit().sheet.clips.remove(at)),
            Some(Entry::Question(question)) => {
                self.kept.edit().sheet.dropped.push(question.clone());
                Removed::Question(question)
            }
            None => return Vec::new(),
        };
        view.removed.push(removed);
        self.say("Taken off; u puts it back.");
        self.save()
    }

    fn put_back(&mut self, view: &mut SheetView) -> Vec<Effect> {
        let sheet = &mut self.kept.edit().sheet;
        match view.removed.pop() {
            Some(Removed::Clip(at, clip)) => {
                let at = at.min(sheet.clips.len());
                sheet.clips.insert(at, clip);
                view.selected = at;
            }
            Some(Removed::Question(question)) => sheet.dropped.retain(|other| *other != question),
            None => {
                self.say("Nothing was taken off since the sheet was opened.");
                return Vec::new();
            }
        }
        self.save()
    }

    /// Makes a part the whole topic.
    fn widen(&mut self, view: &SheetView) -> Vec<Effect> {
        if let Some(Entry::Clip(at)) = self.entry(view)
            && let Some(clip) = self.kept.edit().sheet.clips.get_mut(at)
        {
            clip.heading.clear();
        }
        self.save()
    }

    fn open_clip(&mut self, view: &SheetView) -> Vec<Effect> {
        let clip = match self.entry(view) {
            Some(Entry::Clip(at)) => self.kept.shelf.sheet.clips.get(at).cloned(),
            _ => None,
        };
        let Some(clip) = clip else { return Vec::new() };
        if clip.is_note() {
            return self.begin_note(view.clone());
        }
        match self.library.find(&clip.topic) {
            Some(topic) if clip.heading.is_empty() => self.visit(topic),
            Some(topic) => self.visit_heading(topic, &clip.heading),
            None => self.say("That topic is no longer in this reference."),
        }
        Vec::new()
    }

    fn begin_note(&mut self, view: SheetView) -> Vec<Effect> {
        match self.entry(&view) {
            Some(Entry::Clip(at)) => {
                let note = self
                    .kept
                    .shelf
                    .sheet
                    .clips
                    .get(at)
                    .map(|clip| clip.note.clone());
                self.ask_note(NoteTarget::Clip(at), &note.unwrap_or_default(), view)
            }
            Some(Entry::Question(_)) => {
                self.say("A note goes on a piece; a adds one that stands alone.");
                Vec::new()
            }
            None => self.ask_note(NoteTarget::New, "", view),
        }
    }

    fn ask_note(&mut self, target: NoteTarget, note: &str, sheet: SheetView) -> Vec<Effect> {
        let field = Field::with(note);
        self.overlay = Some(Overlay::Note(NoteEntry {
            field,
            target,
            sheet,
        }));
        Vec::new()
    }

    /// Puts the typed note on the sheet, or leaves it as it was.
    pub(super) fn end_note(&mut self, keep: bool) -> Vec<Effect> {
        let Some(Overlay::Note(entry)) = self.overlay.take() else {
            return Vec::new();
        };
        let text = entry.field.text().trim().to_owned();
        let mut view = entry.sheet;
        if keep {
            let clips = &mut self.kept.edit().sheet.clips;
            match entry.target {
                NoteTarget::Clip(at) => {
                    if let Some(clip) = clips.get_mut(at) {
                        clip.note = text;
                    }
                    clips.retain(|clip| !clip.is_note() || !clip.note.is_empty());
                }
                NoteTarget::New if text.is_empty() => {}
                NoteTarget::New => {
                    clips.push(Clip::note(text));
                    view.selected = clips.len() - 1;
                }
            }
        }
        self.overlay = Some(Overlay::Sheet(view));
        if keep { self.save() } else { Vec::new() }
    }

    fn ask_format(&mut self, kind: PrefixKind, view: SheetView) -> Vec<Effect> {
        if self.kept.shelf.sheet.is_empty() {
            self.say("Nothing is on the sheet yet.");
        } else if kind == PrefixKind::Export && self.kept.rules.locked {
            self.say("No file is written here; y copies the sheet instead.");
        } else {
            let sheet = Some(view);
            self.overlay = Some(Overlay::Prefix(Prefix { kind, sheet }));
        }
        Vec::new()
    }
}
