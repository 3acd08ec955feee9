//! When to get help: the warning signs by how soon, narrowed by who they are for and by what is typed, then the pages.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::filter::{Filter, NOTHING_FITS, Typed};
use crate::app::overlay::items::{Choices, Items, ListItem};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::position;
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::content::RedFlag;
use crate::library::red_flags::ANYONE;
use crate::library::{Library, TopicId};

/// What the list is called where the reference has no name for it.
const TITLE: &str = "Urgent";

/// What stands above the urgent topics, where signs stand above them.
const PAGES: &str = "Pages";

/// Who the signs are for as long as nobody is chosen.
const EVERYBODY: &str = "everybody";

/// A sign or a topic.
#[derive(Clone, Debug)]
struct UrgentRow {
    /// How soon, with what to do.
    heading: String,
    /// How soon, in a word or two.
    soon: String,
    text: String,
    /// Who it is for.
    detail: String,
    /// What else is looked in for what is typed.
    said: String,
    goal: Goal,
}

/// The signs for everybody or for a group, those that fit what is typed, and the chosen one.
#[derive(Clone, Debug)]
pub struct Urgent {
    pub title: String,
    pub filter: Filter,
    rows: Vec<UrgentRow>,
    groups: Vec<String>,
    /// The number of the chosen group, from 1; everybody is 0.
    chosen: usize,
}

/// Whether a reference has anything to list.
pub fn exists(library: &Library) -> bool {
    let has_pages = urgent_topics(library).next().is_some();
    // The whole list is read last: the first screen does without it.
    has_pages || !library.front_red_flags().is_empty() || !library.red_flags().is_empty()
}

fn urgent_topics(library: &Library) -> impl Iterator<Item = TopicId> {
    library.ids().filter(|id| library.topic(*id).urgent)
}

impl Urgent {
    pub fn new(library: &Library) -> Self {
        let mut urgent = Self {
            title: library
                .words()
                .urgent
                .clone()
                .unwrap_or_else(|| TITLE.to_owned()),
            filter: Filter::default(),
            rows: Vec::new(),
            groups: groups(library),
            chosen: 0,
        };
        urgent.list(library);
        urgent
    }

    fn group(&self) -> Option<&str> {
        let group = self.groups.get(self.chosen.checked_sub(1)?);
        group.map(String::as_str)
    }

    /// Lists the rows for the chosen group.
    fn list(&mut self, library: &Library) {
        let group = self.group();
        let mut rows: Vec<UrgentRow> = Vec::new();
        for (urgency, mut flags) in library.red_flags_for(group) {
            let words = library.red_flags().words(urgency);
            let heading = format!("{}: {}", words.name, words.means);
            let heading = (heading.trim_end_matches(": "), words.name.as_str());
            // What is for them alone stands before what is for anyone.
            let is_own =
                |row: &RedFlag| group.is_some_and(|it| row.groups.iter().any(|own| own == it));
            flags.sort_by_key(|row| !is_own(row));
            rows.extend(
                flags
                    .into_iter()
                    .map(|row| UrgentRow::of_sign(row, heading)),
            );
        }
        let heading = if rows.is_empty() { "" } else { PAGES };
        rows.extend(urgent_topics(library).map(|id| UrgentRow::of_topic(library, id, heading)));
        self.rows = rows;
    }

    /// The groups in words, with the one that is chosen.
    pub fn choices(&self) -> Option<Choices<'_>> {
        let names = self.groups.iter().map(|name| words(name).into());
        (!self.groups.is_empty()).then(|| Choices {
            label: "For: ",
            names: std::iter::once(EVERYBODY.into()).chain(names).collect(),
            chosen: self.chosen,
        })
    }

    fn choose_group(&mut self, library: &Library, forward: bool) -> Outcome {
        if self.groups.is_empty() {
            return Outcome::say("No sign is for a group alone.");
        }
        let count = self.groups.len() + 1;
        let step = if forward { 1 } else { count - 1 };
        self.chosen = (self.chosen + step) % count;
        self.filter.selected = 0;
        self.list(library);
        Then::Stay.into()
    }

    fn shown(&self) -> impl Iterator<Item = &UrgentRow> {
        self.rows.iter().filter(|row| self.filter.fits(&row.said))
    }

    fn count(&self) -> usize {
        self.shown().count()
    }

    pub fn items(&self) -> Items<'_> {
        Items {
            items: self.shown().map(UrgentRow::item).collect(),
            selected: Some(self.filter.selected),
            empty: NOTHING_FITS,
            ..Items::default()
        }
    }

    fn open(&self) -> Outcome {
        let goal = self.shown().nth(self.filter.selected).map(|row| &row.goal);
        match goal {
            Some(sign @ Goal::Sign(_)) => Then::Open(sign.clone()).into(),
            Some(goal) => Then::Go(goal.clone()).into(),
            None => Outcome::say("No row is left to open."),
        }
    }
}

impl UrgentRow {
    fn of_sign(row: &RedFlag, (heading, soon): (&str, &str)) -> Self {
        let groups = row.groups.iter().filter(|group| *group != ANYONE);
        let groups: Vec<String> = groups.map(|group| words(group)).collect();
        let all = [&row.short, &row.who]
            .into_iter()
            .chain(&row.signs)
            .chain(&groups);
        Self {
            heading: heading.to_owned(),
            soon: soon.to_owned(),
            text: row.short.clone(),
            detail: groups.join(", "),
            said: all.map(String::as_str).collect::<Vec<_>>().join(" "),
            goal: Goal::Sign(row.id.clone()),
        }
    }

    fn item(&self) -> ListItem<'_> {
        ListItem {
            group: self.heading.as_str(),
            text: self.text.as_str().into(),
            detail: self.detail.as_str().into(),
            told: (!self.soon.is_empty()).then(|| format!("{}: {}", self.soon, self.text)),
            ..ListItem::default()
        }
    }

    fn of_topic(library: &Library, id: TopicId, heading: &str) -> Self {
        let topic = library.topic(id);
        let (text, detail) = (topic.title.to_string(), topic.description.to_string());
        Self {
            heading: heading.to_owned(),
            soon: String::new(),
            said: format!("{text} {detail}"),
            text,
            detail,
            goal: Goal::Topic(id),
        }
    }
}

impl Layer for Urgent {
    fn context(&self) -> Context {
        Context::Urgent
    }

    fn command(&mut self, command: Command, app: &mut AppPartsMut<'_>) -> Outcome {
        if let Some(outcome) = self.filter.command(command, self.count()) {
            return outcome;
        }
        match command {
            Command::Enter => self.open(),
            Command::Right => self.choose_group(app.library, true),
            Command::Left => self.choose_group(app.library, false),
            _ => Then::Unhandled.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, _: &mut AppPartsMut<'_>) -> Outcome {
        match self.filter.typed(input, self.count()) {
            Typed::Chosen => self.open(),
            typed => typed.outcome(),
        }
    }

    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let row = self.items().row_at(at, area, app.settings.symbols);
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Selects a row and does what Enter does there.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        self.filter.selected = row.min(self.count().saturating_sub(1));
        self.open()
    }

    fn offers(&self, command: Command, _: &AppParts<'_>) -> bool {
        !matches!(command, Command::Left | Command::Right) || !self.groups.is_empty()
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        Some(position(self.filter.selected, self.count()))
    }

    fn field(&self) -> Option<&TextField> {
        Some(&self.filter.field)
    }
}

/// The groups that any sign of the list is for, as it names them, but for the one that everybody belongs to.
fn groups(library: &Library) -> Vec<String> {
    let flags = library.red_flags();
    let is_meant =
        |group: &&String| *group != ANYONE && flags.general().any(|row| row.groups.contains(group));
    library
        .red_flag_groups()
        .iter()
        .filter(is_meant)
        .cloned()
        .collect()
}

/// A group's name in words.
fn words(group: &str) -> String {
    group.replace('-', " ")
}
