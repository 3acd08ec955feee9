//! The visit sheet on the screen: what was clipped with its notes, the questions it suggests, and a note being typed.

use ratatui::layout::{Position, Rect};

use crate::app::kept::sheet_rows::{SheetEntry, entries, items};
use crate::app::{Filter, Goal, Layer, Outcome, Panel, ReadingState, Then, Typing};
use crate::command::{Command, Context, Opening, SheetEdit, TextField, TextInput};
use crate::shelf::Clip;

/// What was taken off, so that it can be put back.
#[derive(Clone, Debug, PartialEq)]
enum Removed {
    Clip(usize, Clip),
    Question(String),
}

/// A note being typed, on the piece with that number or as one that stands alone.
#[derive(Clone, Debug, PartialEq)]
struct TypedNote {
    field: TextField,
    on: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VisitSheet {
    removed: Vec<Removed>,
    note: Option<TypedNote>,
    filter: Filter,
}

impl Default for VisitSheet {
    fn default() -> Self {
        Self {
            removed: Vec::new(),
            note: None,
            filter: Filter::behind_slash(),
        }
    }
}

impl VisitSheet {
    fn edit(&mut self, edit: SheetEdit, app: &mut ReadingState) -> Outcome {
        match edit {
            SheetEdit::MoveDown => self.shift(true, app),
            SheetEdit::MoveUp => self.shift(false, app),
            SheetEdit::Remove => self.remove(app),
            SheetEdit::Restore => self.put_back(app),
            SheetEdit::WholeTopic => self.widen(app),
            SheetEdit::Note => self.write_note(app),
        }
    }

    fn bound(&mut self, app: &ReadingState) {
        let rows = entries(&app.library, &app.kept, &self.filter).len();
        self.filter.selected = self.filter.selected.min(rows.saturating_sub(1));
    }

    fn entry(&self, app: &ReadingState) -> Option<SheetEntry> {
        entries(&app.library, &app.kept, &self.filter)
            .into_iter()
            .nth(self.filter.selected)
    }

    fn shift(&mut self, down: bool, app: &mut ReadingState) -> Outcome {
        let Some(SheetEntry::Clip(at)) = self.entry(app) else {
            return Outcome::say("Questions stand below what suggests them.");
        };
        self.filter.selected = app.kept.edit().sheet.shift(at, down);
        saved(app)
    }

    fn remove(&mut self, app: &mut ReadingState) -> Outcome {
        let removed = match self.entry(app) {
            Some(SheetEntry::Clip(at)) => Removed::Clip(at, app.kept.edit().sheet.clips.remove(at)),
            Some(SheetEntry::Question(question)) => {
                app.kept.edit().sheet.dropped.push(question.clone());
                Removed::Question(question)
            }
            None => return Outcome::say("Nothing is on the sheet yet."),
        };
        self.removed.push(removed);
        saved(app).saying("Taken off; u puts it back.")
    }

    fn put_back(&mut self, app: &mut ReadingState) -> Outcome {
        let sheet = &mut app.kept.edit().sheet;
        match self.removed.pop() {
            Some(Removed::Clip(at, clip)) => {
                let at = at.min(sheet.clips.len());
                sheet.clips.insert(at, clip);
                self.filter.selected = at;
            }
            Some(Removed::Question(question)) => sheet.dropped.retain(|other| *other != question),
            None => return Outcome::say("Nothing was taken off since the sheet was opened."),
        }
        saved(app)
    }

    /// Makes a part the whole topic.
    fn widen(&self, app: &mut ReadingState) -> Outcome {
        let Some(SheetEntry::Clip(at)) = self.entry(app) else {
            return Outcome::say("Only what was clipped has a topic.");
        };
        if let Some(clip) = app.kept.edit().sheet.clips.get_mut(at) {
            clip.heading.clear();
        }
        saved(app)
    }

    fn open(&mut self, app: &ReadingState) -> Outcome {
        let clip = match self.entry(app) {
            Some(SheetEntry::Clip(at)) => app.kept.shelf.sheet.clips.get(at),
            _ => None,
        };
        let Some(clip) = clip else {
            return Outcome::say("A question leads nowhere; it is there to be asked.");
        };
        if clip.is_note() {
            return self.write_note(app);
        }
        match app.library.find(&clip.topic) {
            Some(topic) if clip.heading.is_empty() => Then::Go(Goal::Topic(topic)).into(),
            Some(topic) => Then::Go(Goal::Heading(topic, clip.heading.clone())).into(),
            None => Outcome::say("That topic is no longer in this reference."),
        }
    }

    fn write_note(&mut self, app: &ReadingState) -> Outcome {
        match self.entry(app) {
            Some(SheetEntry::Clip(at)) => {
                let clip = app.kept.shelf.sheet.clips.get(at);
                let note = clip.map_or("", |clip| clip.note.as_str());
                self.type_note(Some(at), note)
            }
            Some(SheetEntry::Question(_)) => {
                Outcome::say("A note goes on a piece; a adds one that stands alone.")
            }
            None => self.type_note(None, ""),
        }
    }

    fn type_note(&mut self, on: Option<usize>, note: &str) -> Outcome {
        let field = TextField::with(note);
        self.note = Some(TypedNote { field, on });
        Then::Stay.into()
    }

    fn command_in_note(&mut self, command: Command, app: &mut ReadingState) -> Outcome {
        match command {
            Command::Enter => self.keep_note(app),
            Command::Escape => {
                self.note = None;
                Then::Stay.into()
            }
            _ => Then::Unhandled.into(),
        }
    }

    fn keep_note(&mut self, app: &mut ReadingState) -> Outcome {
        let Some(note) = self.note.take() else {
            return Then::Stay.into();
        };
        let text = note.field.text().trim().to_owned();
        let clips = &mut app.kept.edit().sheet.clips;
        match note.on.and_then(|at| clips.get_mut(at)) {
            Some(clip) => {
                clip.note = text;
                clips.retain(|clip| !clip.is_note() || !clip.note.is_empty());
            }
            None if text.is_empty() => {}
            None => {
                clips.push(Clip::note(text));
                self.filter.selected = clips.len() - 1;
            }
        }
        self.bound(app);
        saved(app)
    }
}

impl Layer for VisitSheet {
    fn context(&self) -> Context {
        if self.note.is_some() {
            Context::Note
        } else if self.filter.is_open() {
            Context::Filter
        } else {
            Context::Sheet
        }
    }

    fn command(&mut self, command: Command, app: &mut ReadingState) -> Outcome {
        if self.note.is_some() {
            return self.command_in_note(command, app);
        }
        let rows = entries(&app.library, &app.kept, &self.filter).len();
        if let Some(outcome) = self.filter.command(command, rows) {
            self.bound(app);
            return outcome;
        }
        let outcome = match command {
            Command::EditSheet(edit) => self.edit(edit, app),
            Command::Enter => self.open(app),
            Command::AddNote => self.type_note(None, ""),
            Command::Open(Opening::Export) if app.kept.rules.locked => {
                Outcome::say("No file is written here; y copies the sheet.")
            }
            _ => Then::Unhandled.into(),
        };
        self.bound(app);
        outcome
    }

    fn typed(&mut self, input: TextInput<'_>, app: &mut ReadingState) -> Outcome {
        if let Some(note) = &mut self.note {
            note.field.edit(input);
            return Then::Stay.into();
        }
        let rows = entries(&app.library, &app.kept, &self.filter).len();
        self.filter.typed(input, rows).outcome()
    }

    /// A press selects.
    fn mouse(&mut self, at: Position, area: Rect, app: &mut ReadingState) -> Outcome {
        let items = items(&app.library, &app.kept, &self.filter);
        let row = items.row_at(at, area, app.settings.symbols);
        self.filter.selected = row.unwrap_or(self.filter.selected);
        Then::Stay.into()
    }

    fn offers(&self, command: Command, app: &ReadingState) -> bool {
        match command {
            Command::EditSheet(SheetEdit::Restore) => !self.removed.is_empty(),
            Command::Open(Opening::Export) if app.kept.rules.locked => false,
            Command::AddNote | Command::Escape | Command::Open(Opening::Help) => true,
            _ => self.note.is_some() || !entries(&app.library, &app.kept, &self.filter).is_empty(),
        }
    }

    /// The note being typed, or what narrows the rows.
    fn typing(&self) -> Option<Typing<'_>> {
        let note = self.note.as_ref();
        let note = note.map(|note| ("Note: ".into(), Some(&note.field)));
        note.or_else(|| self.filter.typing())
    }

    fn position(&self, app: &ReadingState) -> Option<String> {
        let clips = app.kept.shelf.sheet.clips.len();
        let all = entries(&app.library, &app.kept, &Filter::default()).len();
        Some(format!("{clips} on the sheet, {} to ask", all - clips))
    }

    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        let items = items(&app.library, &app.kept, &self.filter);
        Some(Panel::over(app, app.library.words().sheet(), items))
    }

    fn choose(&mut self, row: usize, app: &mut ReadingState) -> Outcome {
        self.filter.selected = row;
        self.bound(app);
        self.command(Command::Enter, app)
    }
}

/// The sheet changed: the host writes it, where it is written at all.
fn saved(app: &ReadingState) -> Outcome {
    Outcome::from(Then::Stay).asking(app.kept.save())
}
