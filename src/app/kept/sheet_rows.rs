//! The rows of the visit sheet: what was clipped with its notes, then the questions it suggests.

use crate::app::overlay::selection::NOTHING_FITS;
use crate::app::{Filter, Items, Kept, ListItem};
use crate::layout::width;
use crate::library::Library;
use crate::shelf::{Clip, page};

const QUESTIONS: &str = "Questions to ask, from what you clipped:";

const EMPTY: &[&str] = &[
    "Nothing is on the sheet yet.",
    "c clips the topic or the part you are reading.",
    "a adds a question or note of your own.",
];

/// A row that can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetEntry {
    /// A piece or note, by its number on the sheet.
    Clip(usize),
    /// A question that the clipped topics suggest.
    Question(String),
}

/// The rows that a filter leaves: what was clipped in the reader's order, then the suggested questions.
pub fn entries(library: &Library, kept: &Kept, filter: &Filter) -> Vec<SheetEntry> {
    let sheet = &kept.shelf.sheet;
    let clips = (0..sheet.clips.len()).map(SheetEntry::Clip);
    let questions = page::questions(library, sheet).into_iter();
    let all = clips.chain(questions.map(SheetEntry::Question));
    let says = |entry: &SheetEntry| {
        let text = item(entry.clone(), library, kept).plain_text;
        filter.is_empty() || filter.fits(&text.unwrap_or_default())
    };
    all.filter(says).collect()
}

/// The rows as they are shown, one selected.
pub fn items<'a>(library: &'a Library, kept: &'a Kept, filter: &Filter) -> Items<'a> {
    let rows = entries(library, kept, filter).into_iter();
    Items {
        items: rows.map(|entry| item(entry, library, kept)).collect(),
        selected: Some(filter.selected),
        lead: width::of(&number(kept.shelf.sheet.clips.len())) + 1,
        is_roomy: true,
        empty: if filter.is_empty() {
            EMPTY
        } else {
            NOTHING_FITS
        },
    }
}

fn item<'a>(entry: SheetEntry, library: &'a Library, kept: &'a Kept) -> ListItem<'a> {
    let at = match entry {
        SheetEntry::Clip(at) => at,
        SheetEntry::Question(question) => {
            return ListItem {
                group: QUESTIONS.into(),
                lead: "?".into(),
                plain_text: Some(format!("Question: {question}")),
                text: question.into(),
                ..ListItem::default()
            };
        }
    };
    let clip = kept.shelf.sheet.clips.get(at);
    let own = clip.map_or_else(ListItem::default, |clip| piece(clip, library));
    ListItem {
        lead: number(at + 1).into(),
        ..own
    }
}

fn number(number: usize) -> String {
    format!("{number}.")
}

fn piece<'a>(clip: &'a Clip, library: &Library) -> ListItem<'a> {
    let note = format!("My note: {}", clip.note);
    if clip.is_note() {
        return ListItem {
            text: clip.note.as_str().into(),
            detail: "my note".into(),
            plain_text: Some(note),
            ..ListItem::default()
        };
    }
    let title = page::title(library, clip);
    let topic = library.find(&clip.topic);
    let checked = topic.and_then(|topic| library.topic(topic).updated.as_ref());
    let (plain_text, below) = if clip.note.is_empty() {
        (title.clone(), String::new())
    } else {
        (format!("{title}. {note}"), note)
    };
    ListItem {
        text: title.into(),
        detail: checked
            .map_or_else(String::new, |day| format!("checked {day}"))
            .into(),
        below: below.into(),
        plain_text: Some(plain_text),
        ..ListItem::default()
    }
}
