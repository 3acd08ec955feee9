//! Link mode: every link and citation in view gets letters, and typing them, or walking to it, follows it.

use crate::app::reader::links::{Activation, ActivationTarget};
use crate::app::{Goal, Items, Layer, ListItem, Outcome, Panel, ReadingState, Then, Typing};
use crate::command::{Command, Context, Motion, TextInput};

/// The letters given to links, easy ones first; with the capitals most screens need one for each link.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM";

/// What is done with the chosen link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Follow,
    Peek,
}

/// Links in view with their labels, the one that Enter follows, and the letters typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLabels {
    purpose: Purpose,
    labels: Vec<(String, Activation)>,
    selected: usize,
    typed: String,
}

impl LinkLabels {
    /// Labels for these links: one letter each, or two when there are more links than letters.
    pub fn new(purpose: Purpose, links: Vec<Activation>) -> Self {
        let labels = labels(links.len());
        Self {
            purpose,
            labels: labels.into_iter().zip(links).collect(),
            selected: 0,
            typed: String::new(),
        }
    }

    /// A source is peeked at, for its number leads to nothing but its card.
    fn activate(&self, link: &Activation, app: &ReadingState) -> Outcome {
        match (app.reader.goal_of(&link.target, &app.library), self.purpose) {
            (Ok(goal @ Goal::Source(_)), _) | (Ok(goal), Purpose::Peek) => Then::Peek(goal).into(),
            (Ok(goal), Purpose::Follow) => Then::Go(goal).into(),
            (Err(sentence), _) => Outcome::from(Then::Close).saying(sentence),
        }
    }

    /// The links that the letters typed so far leave.
    fn possible(&self) -> impl Iterator<Item = (&str, &Activation)> {
        let labels = self.labels.iter();
        labels
            .map(|(label, link)| (label.as_str(), link))
            .filter(|(label, _)| label.starts_with(&self.typed))
    }

    /// The letters to be written onto the page, each with the link it leads to, and whether Enter follows that.
    pub fn shown(&self) -> Vec<(&str, &Activation, bool)> {
        let selected = self.labels.get(self.selected).map(|(_, link)| link);
        let possible = self.possible();
        possible
            .map(|(letters, link)| (letters, link, selected == Some(link)))
            .collect()
    }

    /// Goes to the next link or the one before, round the end.
    fn step(&mut self, forward: bool) -> Outcome {
        let count = self.labels.len();
        let by = if forward { 1 } else { count.saturating_sub(1) };
        self.selected = (self.selected + by).checked_rem(count).unwrap_or(0);
        self.typed.clear();
        Then::Stay.into()
    }

    fn follow(&self, link: Option<&Activation>, app: &ReadingState) -> Outcome {
        link.map_or_else(|| Then::Close.into(), |link| self.activate(link, app))
    }

    /// The links, and each source where it is first cited: heard one after the other, no number is wanted twice.
    fn distinct(&self) -> impl Iterator<Item = &Activation> {
        let links = self.labels.iter().enumerate();
        let is_new = |(at, (_, link)): &(usize, &(String, Activation))| {
            let is_citation = matches!(link.target, ActivationTarget::Citation(_));
            let mut before = self.labels.iter().take(*at);
            !is_citation || before.all(|(_, other)| other.text != link.text)
        };
        links.filter(is_new).map(|(_, (_, link))| link)
    }
}

impl Layer for LinkLabels {
    fn context(&self) -> Context {
        Context::Links
    }

    fn command(&mut self, command: Command, app: &mut ReadingState) -> Outcome {
        match command {
            Command::Move(Motion::LineDown) => self.step(true),
            Command::Move(Motion::LineUp) => self.step(false),
            Command::Enter => self.follow(self.labels.get(self.selected).map(|(_, it)| it), app),
            Command::Back if self.typed.pop().is_none() => {
                Outcome::say("No letter is typed yet; Esc cancels.")
            }
            Command::Back => Then::Stay.into(),
            _ => Then::Unhandled.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, app: &mut ReadingState) -> Outcome {
        let TextInput::Key(key) = input else {
            return Then::Stay.into();
        };
        let before = self.typed.len();
        self.typed.extend(key.text());
        let first = self.possible().next();
        match first {
            Some((label, link)) if label == self.typed => self.activate(link, app),
            Some(_) if key.text().is_some() => Then::Stay.into(),
            _ => {
                self.typed.truncate(before);
                Outcome::say("No link has that letter; Tab and Enter choose one, Esc cancels.")
            }
        }
    }

    /// Activates a link by its number in the order of the page.
    fn choose(&mut self, row: usize, app: &mut ReadingState) -> Outcome {
        self.follow(self.distinct().nth(row), app)
    }

    fn typing(&self) -> Option<Typing<'_>> {
        let asks = match self.purpose {
            Purpose::Follow => "Type a letter to follow: ",
            Purpose::Peek => "Type a letter to look up: ",
        };
        Some((format!("{asks}{}", self.typed).into(), None))
    }

    /// The links in words, for plain mode; the screen writes the letters onto the page.
    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        let item = |link: &Activation| ListItem {
            text: link.text.clone().into(),
            ..ListItem::default()
        };
        let items = Items {
            items: self.distinct().map(item).collect(),
            ..Items::default()
        };
        Some(Panel {
            area: None,
            ..Panel::over(app, "Links", items)
        })
    }

    fn position(&self, _: &ReadingState) -> Option<String> {
        let (_, link) = self.labels.get(self.selected)?;
        let (at, all) = (self.selected + 1, self.labels.len());
        Some(format!("{at} of {all}: {}", link.text))
    }
}

/// One letter for as many as possible; the last letters begin the labels of two, so that no label begins another.
fn labels(count: usize) -> Vec<String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let all = letters.len();
    let fits = |prefixes: &usize| all - prefixes + prefixes * all >= count;
    let prefixes = (0..all).find(fits).unwrap_or(all);
    let (single, first) = letters.split_at(all - prefixes);
    let two = first
        .iter()
        .flat_map(|first| letters.iter().map(move |second| format!("{first}{second}")));
    single
        .iter()
        .map(char::to_string)
        .chain(two)
        .take(count)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easy_letters_come_first_and_the_last_begin_labels_of_two() {
        assert_eq!(labels(3), ["a", "s", "d"]);
        let many = labels(60);
        assert_eq!((many[0].as_str(), many.len()), ("a", 60));
        assert!(many.iter().any(|label| label == "Ms"), "{many:?}");
    }

    #[test]
    fn no_label_begins_another() {
        for count in [1, 26, 27, 52, 53, 103, 300, 2704] {
            let labels = labels(count);
            assert_eq!(labels.len(), count);
            for (at, label) in labels.iter().enumerate() {
                let begins = |other: &&String| other.starts_with(label.as_str());
                assert_eq!(
                    labels.iter().filter(begins).count(),
                    1,
                    "{label} {at} of {count}"
                );
            }
        }
    }
}
