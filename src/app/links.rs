//! Link mode: every link in view gets letters, and typing them follows it.

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
pub struct LinkChoice {
    pub purpose: Purpose,
    /// A label and the link's number in the layout.
    pub labels: Vec<(String, usize)>,
    pub typed: String,
}

/// What typing a letter led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Waiting,
    Chosen(usize),
    Nothing,
}

impl LinkChoice {
    /// Labels for these links: one letter each, or two when there are more links than letters.
    pub fn new(purpose: Purpose, links: impl Iterator<Item = usize>) -> Self {
        let links: Vec<usize> = links.collect();
        let labels = labels(links.len());
        Self {
            purpose,
            labels: labels.into_iter().zip(links).collect(),
            typed: String::new(),
        }
    }

    pub fn push(&mut self, letter: char) -> Typed {
        self.typed.push(letter.to_ascii_lowercase());
        if let Some((_, link)) = self.labels.iter().find(|(label, _)| *label == self.typed) {
            return Typed::Chosen(*link);
        }
        if self
            .labels
            .iter()
            .any(|(label, _)| label.starts_with(&self.typed))
        {
            Typed::Waiting
        } else {
            Typed::Nothing
        }
    }

    pub fn label_of(&self, link: usize) -> Option<&str> {
        self.labels
            .iter()
            .find(|(_, other)| *other == link)
            .map(|(label, _)| label.as_str())
    }
}

fn labels(count: usize) -> Vec<String> {
    let one = LETTERS.chars().map(String::from);
    if count <= LETTERS.len() {
        return one.take(count).collect();
    }
    let two = LETTERS.chars().flat_map(|first| {
        LETTERS
            .chars()
            .map(move |second| format!("{first}{second}"))
    });
    two.take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_links_than_letters_get_two() {
        let mut choice = LinkChoice::new(Purpose::Follow, 0..30);
        assert_eq!(choice.push('a'), Typed::Waiting);
        assert_eq!(choice.push('S'), Typed::Chosen(1));
        assert_eq!(
            LinkChoice::new(Purpose::Follow, 0..3).push('s'),
            Typed::Chosen(1)
        );
        assert_eq!(
            LinkChoice::new(Purpose::Follow, 0..3).push('z'),
            Typed::Nothing
        );
    }
}
