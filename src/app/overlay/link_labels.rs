//! Link mode: every link in view gets letters, and typing them follows it.

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::outcome::{Outcome, Then};
use crate::app::overlay::items::{Items, ListItem};
use crate::app::overlay::layer::{AppPartsMut, Layer};
use crate::app::overlay::text_field::TextInput;
use crate::app::reader::links::Activation;

/// The letters given to links, easy ones first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// What is done with the chosen link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Follow,
    Peek,
}

/// Links in view with their labels, and the letters typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLabels {
    purpose: Purpose,
    labels: Vec<(String, Activation)>,
    typed: String,
}

impl LinkLabels {
    /// Labels for these links: one letter each, or two when there are more links than letters.
    pub fn new(purpose: Purpose, links: Vec<Activation>) -> Self {
        let labels = labels(links.len());
        Self {
            purpose,
            labels: labels.into_iter().zip(links).collect(),
            typed: String::new(),
        }
    }

    fn activate(&self, link: &Activation, app: &AppPartsMut<'_>) -> Outcome {
        match (app.reader.goal_of(&link.target, app.library), self.purpose) {
            (Ok(goal), Purpose::Follow) => Then::Go(goal).into(),
            (Ok(goal), Purpose::Peek) => Then::Peek(goal).into(),
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

    /// The links in words, for plain mode; the screen writes the letters onto the page.
    pub fn items(&self) -> Items<'_> {
        let item = |(_, link): &(String, Activation)| ListItem {
            text: link.text.clone().into(),
            ..ListItem::default()
        };
        Items {
            items: self.labels.iter().map(item).collect(),
            ..Items::default()
        }
    }
}

impl Layer for LinkLabels {
    fn context(&self) -> Context {
        Context::Links
    }

    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        match command {
            Command::Back if self.typed.pop().is_none() => {
                Outcome::say("No letter is typed yet; Esc cancels.")
            }
            Command::Back => Then::Stay.into(),
            _ => Then::Pass.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, app: &mut AppPartsMut<'_>) -> Outcome {
        let TextInput::Key(key) = input else {
            return Then::Stay.into();
        };
        self.typed
            .extend(key.text().map(|letter| letter.to_ascii_lowercase()));
        let first = self.possible().next();
        match first {
            Some((label, link)) if label == self.typed => self.activate(link, app),
            Some(_) if key.text().is_some() => Then::Stay.into(),
            _ => Outcome::from(Then::Close)
                .saying("No link has that letter; Enter shows them again."),
        }
    }

    /// Activates a link by its number in the order of the page.
    fn choose(&mut self, row: usize, app: &mut AppPartsMut<'_>) -> Outcome {
        match self.labels.get(row) {
            Some((_, link)) => self.activate(link, app),
            None => Then::Close.into(),
        }
    }

    /// What is asked for on the hint line.
    fn prompt(&self) -> Option<String> {
        let asks = match self.purpose {
            Purpose::Follow => "Type a link's letter: ",
            Purpose::Peek => "Look up by letter: ",
        };
        Some(format!("{asks}{}", self.typed))
    }

    fn labels(&self) -> Vec<(&str, &Activation)> {
        self.possible().collect()
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
        let many = labels(30);
        assert_eq!((many[0].as_str(), many.len()), ("a", 30));
        assert!(many.iter().any(|label| label == "ms"), "{many:?}");
    }

    #[test]
    fn no_label_begins_another() {
        for count in [1, 26, 27, 51, 52, 300, 676] {
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
