//! Help: every binding, filtered by a word or by pressing the key.

use std::sync::Arc;

use crate::app::overlay::selection::step;
use crate::app::panes::framed;
use crate::app::{Items, Layer, ListItem, Outcome, Panel, PanelField, ReadingState, Then, Typing};
use crate::command::keymap::key_name;
use crate::command::{Binding, Bindings, Command, Context, Opening, TextField, TextInput};
use crate::input::Key;
use crate::layout::Symbols;
use crate::library::TopicId;

/// Columns for the keys' names, and the share of a narrow screen that they take at most.
const KEYS_WIDTH: (usize, usize) = (20, 3);

/// How many commands stand above the others, as those worth knowing first.
const MOST_FIRST: usize = 10;

/// What people ask for and the program does not do itself: the words for it, who does it or with what, and that.
const ADVICE: [(&str, &str, &str); 2] = [
    (
        "font bigger larger smaller size letters zoom text",
        "Ctrl + Ctrl -",
        "bigger or smaller letters: your terminal does that, mostly with these keys",
    ),
    (
        "settings config configure preferences options keys rebind",
        "in a shell",
        "`calcinosis config` writes out all settings, to be kept in a file and changed",
    ),
];

/// How a row fits the filter, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum HelpFit {
    Key,
    Name,
    Words,
    /// Only people call it so.
    Synonym,
}

/// A row of help: a binding below the name of its group, or who does what and how.
#[derive(Clone, Copy, Debug)]
enum HelpRow<'a> {
    Binding(&'static str, &'a Binding),
    Advice(&'static str, &'static str),
}

/// The bindings, what filters them, and the chosen row.
#[derive(Clone, Debug)]
pub struct Help {
    field: TextField,
    pressed: Option<Key>,
    selected: usize,
    /// Where help was called from: its bindings stand first.
    from: Context,
    /// What is worth knowing first there.
    first: Vec<Command>,
    /// What this reference has nothing for.
    absent: Vec<Command>,
    bindings: Arc<Bindings>,
}

impl Help {
    /// Help called from a place, where some commands are worth knowing first, and others are of no use.
    pub fn new(
        from: Context,
        (first, absent): (Vec<Command>, Vec<Command>),
        bindings: Arc<Bindings>,
    ) -> Self {
        Self {
            field: TextField::default(),
            pressed: None,
            selected: 0,
            from,
            first,
            absent,
            bindings,
        }
    }

    /// The rows that the filter leaves: those of the key that was typed first, then those of the place help was
    /// called from, then the others. Before anything is typed, what is worth knowing first stands above them.
    fn rows(&self) -> Vec<HelpRow<'_>> {
        let near: Vec<Context> = self.from.lookup().collect();
        let ranked = self.bindings.iter().filter_map(|binding| {
            let far = near.iter().position(|context| *context == binding.context);
            let far = far.unwrap_or(near.len());
            let row = HelpRow::Binding(binding.context.title(), binding);
            Some(((self.rank(binding)?, far), row))
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut rows = self.first_rows();
        rows.extend(ranked.into_iter().map(|(_, row)| row));
        let query = self.query();
        let is_asked = |words: &str| self.pressed.is_none() && has_words(words, &query);
        let advice = ADVICE.iter().filter(|(words, ..)| is_asked(words));
        rows.extend(advice.map(|(_, lead, text)| HelpRow::Advice(lead, text)));
        rows
    }

    fn first_rows(&self) -> Vec<HelpRow<'_>> {
        let binding = |command: &Command| {
            self.bindings
                .nearest(self.from, |it| it.command == *command)
        };
        let is_asked = !self.field.text().is_empty() || self.pressed.is_some();
        let first = self.first.iter().filter(|_| !is_asked);
        let bound = first.filter_map(binding).take(MOST_FIRST);
        bound
            .map(|binding| HelpRow::Binding("Useful here", binding))
            .collect()
    }

    fn query(&self) -> String {
        self.field.text().trim().to_lowercase()
    }

    /// How well a binding fits the filter; None when it does not, or holds only for what this reference does not have.
    fn rank(&self, binding: &Binding) -> Option<HelpFit> {
        let urgent = Command::Open(Opening::Urgent);
        let is_of_urgent = binding.context == Context::Urgent && self.absent.contains(&urgent);
        if is_of_urgent || self.absent.contains(&binding.command) {
            return None;
        }
        if let Some(key) = self.pressed.or_else(|| self.typed_key()) {
            let is_of_key = binding.keys.contains(&key);
            if is_of_key || self.pressed.is_some() {
                return is_of_key.then_some(HelpFit::Key);
            }
        }
        let query = self.query();
        let is_name = |key: &Key| {
            let names = [key.to_string(), key.ascii_name()];
            let has = |name: &String| name.to_lowercase().contains(&query);
            query.len() > 1 && names.iter().any(has)
        };
        if query.is_empty() || binding.keys.iter().any(is_name) {
            return Some(HelpFit::Name);
        }
        let (does, row) = (binding.does.to_lowercase(), binding.command.row());
        let has = |word: &str| does.contains(word) || row.name.contains(word);
        if query.split_whitespace().all(has) {
            return Some(HelpFit::Words);
        }
        has_words(row.synonyms, &query).then_some(HelpFit::Synonym)
    }

    /// A single letter is a word to look for and a key that was pressed, both at once.
    fn typed_key(&self) -> Option<Key> {
        let mut letters = self.field.text().chars();
        let first = letters.next()?;
        letters.next().is_none().then(|| Key::char(first))
    }

    /// Whether a binding holds where help was called from.
    fn holds(&self, binding: &Binding) -> bool {
        let asked_for = |key: &Key| self.bindings.command_for(*key, self.from);
        let mut asked = binding.keys.iter().map(asked_for);
        asked.any(|command| command == Some(binding.command))
    }

    /// Types into the filter, or asks for a key that types nothing.
    fn filter(&mut self, input: TextInput<'_>) {
        self.selected = 0;
        let is_typed = self.field.edit(input);
        self.pressed = match input {
            TextInput::Key(key) => (!is_typed).then_some(key),
            TextInput::Paste(_) => None,
        };
    }

    /// Returns to where help was called from, and does there what the chosen binding says.
    fn run_chosen(&self) -> Outcome {
        let said = match self.rows().get(self.selected) {
            None => return Then::Close.into(),
            Some(HelpRow::Binding(_, binding)) if self.holds(binding) => {
                return Then::Run(binding.command).into();
            }
            Some(HelpRow::Binding(_, binding)) => binding.elsewhere(),
            Some(HelpRow::Advice(lead, text)) => format!("{lead}: {text}."),
        };
        Outcome::from(Then::Close).saying(said)
    }

    /// The table, each binding below the name of its place.
    fn items(&self, width: u16, symbols: Symbols) -> Items<'_> {
        let item = |row: HelpRow<'_>| match row {
            HelpRow::Binding(group, binding) => {
                let (name, does) = (binding.command.row().name, binding.does);
                let keys = names(binding, Symbols::Ascii);
                ListItem {
                    group: group.into(),
                    lead: names(binding, symbols).into(),
                    text: does.into(),
                    plain_text: Some(format!("{keys} (or {name}): {does}")),
                    ..ListItem::default()
                }
            }
            HelpRow::Advice(lead, text) => ListItem {
                group: "Elsewhere".into(),
                lead: lead.into(),
                text: text.into(),
                plain_text: Some(format!("{lead}: {text}")),
                ..ListItem::default()
            },
        };
        let (most, share) = KEYS_WIDTH;
        Items {
            items: self.rows().into_iter().map(item).collect(),
            selected: Some(self.selected),
            lead: most.min(usize::from(width) / share),
            is_roomy: false,
            empty: &["No key does that. Backspace widens the filter."],
        }
    }
}

impl Layer for Help {
    fn command(&mut self, command: Command, _: &mut ReadingState) -> Outcome {
        let rows = self.rows().len();
        match command {
            _ if step(&mut self.selected, rows, command) => Then::Stay.into(),
            Command::Enter => self.run_chosen(),
            _ => Then::Unhandled.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, _: &mut ReadingState) -> Outcome {
        self.filter(input);
        Then::Stay.into()
    }

    fn choose(&mut self, row: usize, _: &mut ReadingState) -> Outcome {
        self.selected = row.min(self.rows().len().saturating_sub(1));
        self.run_chosen()
    }

    fn context(&self) -> Context {
        Context::Help
    }

    fn renew(&mut self, _: &ReadingState, _: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        true
    }

    fn typing(&self) -> Option<Typing<'_>> {
        Some(("".into(), Some(&self.field)))
    }

    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        let (width, symbols) = (framed(app.shape().over()).width, app.settings.symbols);
        let key = self.pressed.map(|key| key_name(key, symbols));
        let field = PanelField {
            key: key.unwrap_or_default(),
            ..PanelField::new("Type a word, or press a key: ", &self.field)
        };
        Some(Panel {
            field: Some(field),
            ..Panel::over(app, "Keys", self.items(width, symbols))
        })
    }
}

/// Whether each word that is typed begins one of these words.
fn has_words(words: &str, query: &str) -> bool {
    let begins = |typed: &str| words.split(' ').any(|word| word.starts_with(typed));
    !query.is_empty() && query.split_whitespace().all(begins)
}

fn names(binding: &Binding, symbols: Symbols) -> String {
    let names = binding.keys.iter().map(|key| key_name(*key, symbols));
    names.collect::<Vec<_>>().join(" ")
}
