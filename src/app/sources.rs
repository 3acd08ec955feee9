//! The sources of the open page: the list, a number that peeks at one, the whole card, and its copy.

use crate::app::card::{Card, CardSize, lines, paragraph, plain, rows};
use crate::app::list::{Goal, List, ListRow};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect};
use crate::content::{BlockKind, Inline, InlineKind};
use crate::input::Key;
use crate::library::Source;
use crate::library::evidence::{SOURCE_KINDS, words};

/// What the digits typed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    /// One more digit could still name another source.
    Waiting(usize),
    Chosen(usize),
    Nothing,
}

impl Number {
    fn of(typed: &str, count: usize) -> Self {
        match typed.parse::<usize>() {
            Ok(number) if number == 0 || number > count => Self::Nothing,
            Ok(number) if number * 10 <= count => Self::Waiting(number),
            Ok(number) => Self::Chosen(number),
            Err(_) => Self::Nothing,
        }
    }
}

impl App {
    pub(super) fn open_sources(&mut self) {
        let citations = self.reader.page.citations.iter().enumerate();
        let row = |(index, id): (usize, &String)| {
            let source = self.library.sources().get(id);
            let title = source.map_or(id.as_str(), |source| source.title.as_str());
            ListRow {
                text: format!("[{}] {title}", index + 1),
                detail: source.map(kind_and_year).unwrap_or_default(),
                indent: 0,
                goal: Goal::Source(id.clone()),
            }
        };
        let list = List::new("Sources of this page", citations.map(row).collect());
        self.open_list(list, "This page cites no source.");
    }

    /// A digit of a source's number: it peeks as soon as no other number can be meant.
    pub(super) fn type_number(&mut self, key: Key) {
        self.number.extend(key.text());
        let count = self.reader.page.citations.len();
        match Number::of(&self.number, count) {
            Number::Chosen(number) => self.peek_number(number),
            Number::Waiting(number) => {
                if let Some(Overlay::List(list)) = &mut self.overlay {
                    list.selected = number - 1;
                }
                self.message = Some(format!("Source {number}: Enter, or one more digit."));
            }
            Number::Nothing => {
                self.number.clear();
                self.message = Some(format!("The sources of this page are 1 to {count}."));
            }
        }
    }

    /// Peeks at the number typed so far; whether there was one.
    pub(super) fn peek_typed(&mut self) -> bool {
        let number = std::mem::take(&mut self.number).parse();
        number.is_ok_and(|number| {
            self.peek_number(number);
            true
        })
    }

    fn peek_number(&mut self, number: usize) {
        self.number.clear();
        let index = number.checked_sub(1);
        if let Some(id) = index.and_then(|index| self.reader.page.citations.get(index)) {
            let card = self.source_strip(&id.clone());
            self.overlay = Some(Overlay::Card(card));
        }
    }

    /// What a strip says of a source.
    pub(super) fn source_strip(&self, id: &str) -> Card {
        let body = self
            .library
            .sources()
            .get(id)
            .map_or_else(|| unknown(id), in_short);
        Card::new(self.source_title(id), CardSize::Strip, vec![body])
            .leading_to(Goal::Source(id.to_owned()))
            .of_source(id)
            .copying(self.cited(id))
    }

    /// A source's whole card; closing it returns to what it was opened from.
    pub(super) fn open_source(&mut self, id: &str) {
        let body = self
            .library
            .sources()
            .get(id)
            .map_or_else(|| unknown(id), in_full);
        let mut card = Card::new(self.source_title(id), CardSize::Whole, vec![body])
            .of_source(id)
            .copying(self.cited(id));
        card.behind = self.overlay.take().map(Box::new);
        self.overlay = Some(Overlay::Card(card));
    }

    fn cited(&self, id: &str) -> String {
        let source = self.library.sources().get(id);
        source.map_or_else(|| id.to_owned(), Source::plain)
    }

    fn source_title(&self, id: &str) -> String {
        let number = self.reader.page.number_of(id);
        number.map_or_else(|| "Source".to_owned(), |it| format!("Source [{it}]"))
    }

    /// Copies what the card shows, or the source that is selected.
    pub(super) fn copy_source(&mut self) -> Vec<Effect> {
        let text = match &self.overlay {
            Some(Overlay::Card(card)) => card.copies.clone(),
            Some(Overlay::List(list)) => match list.chosen() {
                Some(Goal::Source(id)) => self.library.sources().get(id).map(Source::plain),
                _ => None,
            },
            _ => None,
        };
        let Some(text) = text else {
            self.say("Nothing here to copy.");
            return Vec::new();
        };
        self.message = Some(format!("Sent to the terminal's clipboard: {text}"));
        vec![Effect::Copy(text)]
    }
}

fn unknown(id: &str) -> BlockKind {
    paragraph(format!(
        "{id} is cited, but sources.toml does not describe it."
    ))
}

pub(super) fn kind_and_year(source: &Source) -> String {
    let kind = words(SOURCE_KINDS, &source.kind);
    let year = source.year.map(|year| format!(", {year}"));
    format!(
        "{kind}{}, quality {}",
        year.unwrap_or_default(),
        source.quality
    )
}

/// Title, then where and when, kind, quality and how much was read, then its address.
fn in_short(source: &Source) -> BlockKind {
    let title = InlineKind::Strong(vec![Inline::text(&source.title)]);
    let year = source.year.map(|year| year.to_string());
    let place: Vec<String> = [source.container_title.clone(), year]
        .into_iter()
        .flatten()
        .collect();
    let mut about = vec![
        place.join(", "),
        words(SOURCE_KINDS, &source.kind).to_owned(),
        format!("quality {}", source.quality),
    ];
    about.extend(source.read.as_ref().map(|read| format!("read: {read}")));
    about.retain(|part| !part.is_empty());
    lines(vec![
        vec![Inline::new(title, 0..0)],
        plain(about.join("; ")),
        address(source),
    ])
}

/// Everything known of a source, and how much of it was read.
fn in_full(source: &Source) -> BlockKind {
    let text = |value: &Option<String>| plain(value.clone().unwrap_or_default());
    let year = source.year.map(|year| year.to_string());
    let doi = source.doi.as_ref().map(|doi| {
        let address = format!("https://doi.org/{doi}");
        vec![Inline::link(doi, address)]
    });
    rows(vec![
        ("Title", plain(&source.title)),
        ("Author", text(&source.authors_text())),
        ("In", text(&source.container_title)),
        ("Year", plain(year.unwrap_or_default())),
        ("Kind", plain(words(SOURCE_KINDS, &source.kind))),
        ("Quality", plain(&source.quality)),
        ("Read", text(&source.read)),
        ("DOI", doi.unwrap_or_default()),
        ("Address", address(source)),
    ])
}

fn address(source: &Source) -> Vec<Inline> {
    source
        .address()
        .map(|address| vec![Inline::link(address.clone(), address)])
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_waits_only_while_another_could_follow() {
        assert_eq!(Number::of("3", 9), Number::Chosen(3));
        assert_eq!(Number::of("1", 9), Number::Chosen(1));
        assert_eq!(Number::of("1", 12), Number::Waiting(1));
        assert_eq!(Number::of("2", 12), Number::Chosen(2));
        assert_eq!(Number::of("12", 12), Number::Chosen(12));
        assert_eq!(Number::of("13", 12), Number::Nothing);
        assert_eq!(Number::of("0", 12), Number::Nothing);
        assert_eq!(Number::of("12", 120), Number::Waiting(12));
    }
}
