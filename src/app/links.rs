//! Link mode: every link in view gets letters, and typing them follows it.

use crate::library::TopicId;

/// The letters given to links, easy ones first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// What is done with the chosen link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Follow,
    Peek,
}

/// What stands at a spot: a link or a citation by its number in the layout, or a word explained elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    Link(usize),
    Citation(usize),
    Heading(TopicId, String),
}

/// A place on the page that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub line: usize,
    pub column: usize,
    /// What stands there, in words.
    pub text: String,
    pub leads: Leads,
}

/// Spots in view with their labels, and the letters typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkChoice {
    pub purpose: Purpose,
    pub labels: Vec<(String, Spot)>,
    pub typed: String,
}

/// What typing a letter led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    Waiting,
    Chosen(Leads),
    Nothing,
}

impl LinkChoice {
    /// Labels for these spots: one letter each, or two when there are more spots than letters.
    pub fn new(purpose: Purpose, spots: Vec<Spot>) -> Self {
        let labels = labels(spots.len());
        Self {
            purpose,
            labels: labels.into_iter().zip(spots).collect(),
            typed: String::new(),
        }
    }

    pub fn push(&mut self, letter: char) -> Typed {
        self.typed.push(letter.to_ascii_lowercase());
        let mut possible = self.possible();
        match possible.next() {
            Some((label, spot)) if label == self.typed => Typed::Chosen(spot.leads.clone()),
            Some(_) => Typed::Waiting,
            None => Typed::Nothing,
        }
    }

    /// The spots that the letters typed so far leave.
    pub fn possible(&self) -> impl Iterator<Item = (&str, &Spot)> {
        let labels = self.labels.iter();
        labels
            .map(|(label, spot)| (label.as_str(), spot))
            .filter(|(label, _)| label.starts_with(&self.typed))
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

    fn choice(count: usize) -> LinkChoice {
        let spot = |number| Spot {
            line: number,
            column: 0,
            text: String::new(),
            leads: Leads::Link(number),
        };
        LinkChoice::new(Purpose::Follow, (0..count).map(spot).collect())
    }

    #[test]
    fn more_links_than_letters_get_two() {
        assert_eq!(choice(3).push('s'), Typed::Chosen(Leads::Link(1)));
        assert_eq!(choice(3).push('z'), Typed::Nothing);
        let mut many = choice(30);
        assert_eq!(many.clone().push('a'), Typed::Chosen(Leads::Link(0)));
        assert_eq!(many.push('m'), Typed::Waiting);
        assert_eq!(many.push('S'), Typed::Chosen(Leads::Link(26)));
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
