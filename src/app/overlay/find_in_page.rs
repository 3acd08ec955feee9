//! Finding in the page: what is typed, and the line to return to.

use crate::app::{
    AppParts, AppPartsMut, Command, Context, Layer, Outcome, Panel, TextField, TextInput, Then,
};

/// What is looked for, from which line on.
#[derive(Clone, Debug)]
pub struct FindInPage {
    pub field: TextField,
    from: usize,
}

impl FindInPage {
    pub fn from_line(from: usize) -> Self {
        Self {
            field: TextField::default(),
            from,
        }
    }
}

impl Layer for FindInPage {
    fn context(&self) -> Context {
        Context::Find
    }

    fn command(&mut self, command: Command, app: &mut AppPartsMut<'_>) -> Outcome {
        let height = app.reader_height();
        match command {
            Command::FindNext | Command::FindPrevious => {
                app.reader.step_match(command == Command::FindNext, height);
                Then::Stay.into()
            }
            Command::Enter => {
                let found = app.reader.found.as_ref();
                if found.is_some_and(|it| it.matches.is_empty() && !it.is_sought) {
                    app.reader.forget_found();
                    return Outcome::from(Then::Close).saying("No match in this page.");
                }
                Then::Close.into()
            }
            Command::Escape => {
                app.reader.forget_found();
                app.reader.go_to_line(self.from, height);
                Then::Close.into()
            }
            _ => Then::Unhandled.into(),
        }
    }

    /// Looks for what is typed so far, from the line where finding began.
    fn typed(&mut self, input: TextInput<'_>, app: &mut AppPartsMut<'_>) -> Outcome {
        self.field.edit(input);
        let height = app.reader_height();
        app.reader.go_to_line(self.from, height);
        app.reader.find(self.field.text(), None);
        app.reader.show_match(height);
        Then::Stay.into()
    }

    fn panel<'a>(&'a self, _: &AppParts<'a>) -> Option<Panel<'a>> {
        None
    }

    fn field(&self) -> Option<&TextField> {
        Some(&self.field)
    }

    fn prompt(&self) -> Option<String> {
        Some("/".to_owned())
    }
}
