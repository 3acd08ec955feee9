//! Where the parts of the finder lie, and the text of what is chosen: where it would open, the words of the query marked.

use ratatui::layout::Rect;

use crate::app::panes::below;
use crate::layout::broken;
use crate::library::{Library, TopicId};
use crate::search::{Highlighter, Hit, Index, Snippet, Why};

/// From so many columns on, the text of the chosen hit stands beside the hits, else below them.
const BESIDE_FROM: u16 = 70;

/// From so many rows on, one is kept for what is said of the search, so that the hits below it never move.
const ROOMY: u16 = 12;

/// The columns of the rule between hits and text, with a blank at each side.
const BETWEEN: u16 = 3;

/// Where the parts of a finder lie below the row that is typed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FinderParts {
    /// What is said of the search.
    pub note: Rect,
    pub hits: Rect,
    pub preview: Rect,
}

impl FinderParts {
    /// With `is_noted` something is said of the search, however little room there is.
    pub fn of(is_noted: bool, inner: Rect) -> Self {
        let height = u16::from(inner.height >= ROOMY || is_noted).min(inner.height);
        let (note, rest) = (Rect { height, ..inner }, below(inner, height));
        let (hits, preview) = if inner.width < BESIDE_FROM {
            let height = rest.height.div_ceil(2);
            (Rect { height, ..rest }, below(rest, height))
        } else {
            let columns = rest.width * 9 / 20;
            let hits = Rect {
                width: rest.width - columns - BETWEEN,
                ..rest
            };
            let preview = Rect {
                x: rest.right() - columns,
                width: columns,
                ..rest
            };
            (hits, preview)
        };
        Self {
            note,
            hits,
            preview,
        }
    }
}

/// What a preview is made of: when all of it is as it was, the preview stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreviewKey {
    pub topic: Option<TopicId>,
    /// Which of the best sections is chosen; None is where the topic was found.
    pub place: Option<usize>,
    pub query: String,
    pub columns: usize,
}

/// The text of a section in lines, and the first of them in sight.
#[derive(Clone, Debug, Default)]
pub struct FinderPreview {
    pub key: PreviewKey,
    /// What stands above it: the section's heading, or why the topic was found.
    pub label: String,
    pub lines: Vec<Snippet>,
    pub top: usize,
    /// How many lines have room; 0 as long as nobody has said so.
    rows: usize,
}

impl FinderPreview {
    /// The text of a topic, with how it was found where it is no mere offer, and what knows the words of the query.
    pub fn new(
        key: PreviewKey,
        (hit, highlighter): (Option<&Hit>, &Highlighter),
        (library, index): (&Library, Option<&Index>),
    ) -> Self {
        let Some(topic) = key.topic else {
            return Self {
                key,
                ..Self::default()
            };
        };
        let at = hit.and_then(|hit| anchor(hit, key.place));
        let at_or_top = at.unwrap_or(0);
        let section = index.map(|index| index.preview(library, highlighter, topic, at_or_top));
        let section = section.unwrap_or_default();
        let opening = match (at, hit) {
            (Some(_), _) => None,
            (None, Some(hit)) if !is_about(&hit.why) => {
                index.map(|it| it.excerpt(library, highlighter, hit))
            }
            // There is room for all of it.
            (None, _) => Some(highlighter.marked(&library.topic(topic).description)),
        };
        let label = match (at, hit) {
            (Some(_), _) => section.heading.unwrap_or_default(),
            (None, Some(hit)) if !is_plain(&hit.why) => hit.why.to_string(),
            _ => library.topic(topic).title.to_string(),
        };
        let paragraphs = opening.into_iter().chain(section.paragraphs);
        Self {
            lines: paragraphs
                .flat_map(|it| wrapped(&it, key.columns))
                .collect(),
            label,
            key,
            ..Self::default()
        }
    }

    /// Keeps to so many rows; at first the first marked word is in sight.
    pub fn fit(&mut self, rows: usize) {
        let is_new = self.rows == 0;
        self.rows = rows;
        let marked = self.lines.iter().position(|line| !line.marks.is_empty());
        if let Some(marked) = marked.filter(|line| is_new && *line >= rows) {
            self.top = marked.saturating_sub(rows / 2);
        }
        self.top = self.top.min(self.lines.len().saturating_sub(rows));
    }

    /// Moves by half of what is in sight; whether it moved.
    pub fn scroll(&mut self, down: bool) -> bool {
        let (before, step) = (self.top, (self.rows / 2).max(1));
        self.top = if down {
            (before + step).min(self.lines.len().saturating_sub(self.rows))
        } else {
            before.saturating_sub(step)
        };
        self.top != before
    }
}

/// Whether a topic was found by what it is called or by what it is said to be about.
const fn is_about(why: &Why) -> bool {
    is_plain(why) || matches!(why, Why::Key(_))
}

/// Whether what a topic was found by is in sight anyhow.
const fn is_plain(why: &Why) -> bool {
    matches!(why, Why::Title | Why::Description | Why::Filter)
}

/// Where the section begins that a hit opens at; None for the top of its page.
fn anchor(hit: &Hit, place: Option<usize>) -> Option<usize> {
    let place = match place {
        Some(place) => hit.places.get(place)?,
        None => hit.places.first().filter(|_| hit.slug().is_some())?,
    };
    place.slug.is_some().then_some(place.anchor)
}

/// A text in lines of so many columns, its marks kept.
fn wrapped(text: &Snippet, columns: usize) -> Vec<Snippet> {
    let mut at = 0;
    let line = |line: &str| {
        let rest = text.text.get(at..).unwrap_or_default();
        let start = at + rest.find(line).unwrap_or(0);
        let end = start + line.len();
        at = end;
        let marks = text
            .marks
            .iter()
            .map(|mark| mark.start.max(start)..mark.end.min(end));
        Snippet {
            text: line.to_owned(),
            marks: marks
                .filter(|mark| mark.start < mark.end)
                .map(|mark| mark.start - start..mark.end - start)
                .collect(),
        }
    };
    broken(&text.text, columns.max(1))
        .into_iter()
        .map(line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SourceFile;

    #[test]
    fn a_description_is_shown_whole() {
        let description = format!(
            "It begins here{} and ends with zorb.",
            " and goes on".repeat(20)
        );
        let page = format!(
            "+++\ntitle = \"Vellmin\"\ndescription = \"{description}\"\n[extra]\nkeys = [\"zorb\"]\n+++\n"
        );
        let library = Library::load(&[SourceFile::new("a.md", page)]);
        let index = Index::of(&library);
        let results = index.search(&library, "zorb", 5);
        let hit = &results.hits[0];
        let key = PreviewKey {
            topic: Some(hit.topic),
            columns: 40,
            ..PreviewKey::default()
        };
        let found = (Some(hit), &*results.highlighter);
        let preview = FinderPreview::new(key, found, (&library, Some(&index)));
        let lines = preview.lines;
        assert!(lines[0].text.starts_with("It begins here"), "{lines:?}");
        assert!(lines.iter().any(|line| !line.marks.is_empty()));
    }

    #[test]
    fn marks_move_with_their_words_and_break_with_them() {
        let text = Snippet {
            text: "one two three three".to_owned(),
            marks: vec![4..13, 14..19],
        };
        let marked = wrapped(&text, 7).into_iter().map(|line| {
            let marks = line
                .marks
                .iter()
                .map(|mark| line.text.get(mark.clone()).unwrap());
            (line.text.clone(), marks.collect::<Vec<_>>().join("|"))
        });
        let marked: Vec<_> = marked.collect();
        let expected = [("one two", "two"), ("three", "three"), ("three", "three")];
        assert_eq!(
            marked,
            expected.map(|(line, mark)| (line.to_owned(), mark.to_owned()))
        );
    }
}
