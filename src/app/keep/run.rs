//! The commands for keeping and taking along: one arm, one call.

use crate::app::keep::copying::What;
use crate::app::keep::written::Format;
use crate::app::keep::{Prefix, PrefixKind};
use crate::app::overlay::Overlay;
use crate::app::{App, Command, Effect};
use crate::input::Key;

impl App {
    /// Runs a command that keeps or takes along; None when it is none of those.
    pub(in crate::app) fn run_keeping(&mut self, command: Command) -> Option<Vec<Effect>> {
        match (&self.overlay, command) {
            (Some(Overlay::Note(_)), Command::Enter) => return Some(self.end_note(true)),
            (Some(Overlay::Note(_)), Command::Escape) => return Some(self.end_note(false)),
            (Some(Overlay::Prefix(_)), Command::Escape) => {
                self.close_prefix();
                return Some(Vec::new());
            }
            (Some(Overlay::Prefix(_)), _) => self.close_prefix(),
            _ => {}
        }
        self.run_in_sheet(command)
            .or_else(|| self.run_places(command))
            .or_else(|| self.run_copies(command))
    }

    fn run_places(&mut self, command: Command) -> Option<Vec<Effect>> {
        match command {
            Command::Mark => self.ask_for_mark(PrefixKind::Mark),
            Command::GoToMark => self.ask_for_mark(PrefixKind::GoToMark),
            Command::Bookmark => return Some(self.toggle_bookmark()),
            Command::Bookmarks => self.open_bookmarks(),
            Command::Clip => return Some(self.clip()),
            Command::Sheet => self.open_sheet(),
            Command::AddNote | Command::CopySheet | Command::WriteSheet => {
                self.open_sheet();
                return self.run_in_sheet(command);
            }
            Command::Changes => return Some(self.show_changes()),
            Command::Copy if self.overlay.is_none() => {
                self.overlay = Some(Overlay::Prefix(Prefix::new(PrefixKind::Copy)));
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    fn run_copies(&mut self, command: Command) -> Option<Vec<Effect>> {
        Some(match command {
            Command::CopyTopic => self.copy_of(What::Topic),
            Command::CopySection => self.copy_of(What::Section),
            Command::CopyLink => self.copy_of(What::Link),
            Command::CopyCitation => self.copy_of(What::Citations),
            Command::CopyBibtex => self.copy_of(What::Bibtex),
            Command::CopyCsl => self.copy_of(What::Csl),
            Command::CopySheetText => self.copy_sheet(Format::Text),
            Command::CopySheetMarkdown => self.copy_sheet(Format::Markdown),
            Command::CopySheetJson => self.copy_sheet(Format::Json),
            Command::ExportText => self.export_sheet(Format::Text),
            Command::ExportMarkdown => self.export_sheet(Format::Markdown),
            Command::ExportJson => self.export_sheet(Format::Json),
            _ => return None,
        })
    }

    /// Takes a first key back; the visit sheet shows again if it lay below.
    pub(in crate::app) fn close_prefix(&mut self) {
        if let Some(Overlay::Prefix(prefix)) = self.overlay.take() {
            self.overlay = prefix.sheet.map(Overlay::Sheet);
        }
    }

    /// A key after `m` or `'`, or in a note.
    pub(in crate::app) fn type_keeping(&mut self, key: Key) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Note(entry)) => {
                entry.field.edit(key);
                Vec::new()
            }
            Some(Overlay::Prefix(prefix)) => {
                let kind = prefix.kind;
                if let Some(letter) = key.text() {
                    return self.mark_key(kind, letter);
                }
                self.close_prefix();
                self.say("A mark is a letter from a to z.");
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
