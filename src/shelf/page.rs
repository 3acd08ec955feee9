//! The visit sheet as one page: what was clipped with its text from the reference, shortened until it fits.

use serde::Serialize;

use crate::content::document::plain_text;
use crate::content::{BlockKind, InlineKind, SubjectWords, markdown, part};
use crate::library::{Library, TopicId, evidence};
use crate::shelf::paragraph::text;
use crate::shelf::{Clip, Sheet};

/// How much of each piece is written: the first that fits a page is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    Full,
    /// Sources in a few words.
    Short,
    /// Parts by their beginning, no facts.
    Brief,
    /// One paragraph a piece.
    Least,
}

/// Every detail, the fullest first.
pub const DETAILS: [Detail; 4] = [Detail::Full, Detail::Short, Detail::Brief, Detail::Least];

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SheetPage {
    /// What the reference calls such a sheet, what it is not, and what stands where nobody reviewed a text.
    #[serde(skip)]
    pub words: SubjectWords,
    pub reference: String,
    /// The day it is written, `YYYY-MM-DD`.
    pub date: String,
    /// What the clipped topics suggest to ask.
    pub questions: Vec<String>,
    /// Notes that stand alone.
    pub notes: Vec<String>,
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub topic: String,
    pub heading: Option<String>,
    pub title: String,
    /// The day the text was last checked against its sources.
    pub checked: Option<String>,
    /// Who reviewed it and when; None when nobody did.
    pub reviewed: Option<String>,
    pub note: Option<String>,
    pub text: Vec<String>,
    pub facts: Vec<(String, String)>,
    pub sources: Vec<Cited>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cited {
    pub id: String,
    pub short: String,
    pub citation: String,
    pub address: Option<String>,
}

impl SheetPage {
    pub fn of(library: &Library, sheet: &Sheet, date: &str) -> Self {
        let clips = &sheet.clips;
        Self {
            words: library.words().clone(),
            reference: library.topic(library.front()).title.to_string(),
            date: date.to_owned(),
            questions: questions(library, sheet),
            notes: clips
                .iter()
                .filter(|clip| clip.is_note())
                .map(|clip| clip.note.clone())
                .collect(),
            pieces: clips
                .iter()
                .filter(|clip| !clip.is_note())
                .map(|clip| Piece::of(library, clip))
                .collect(),
        }
    }

    pub fn json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The questions of the clipped topics, each once, without those the reader took off.
pub fn questions(library: &Library, sheet: &Sheet) -> Vec<String> {
    let mut questions: Vec<String> = Vec::new();
    let topics = sheet
        .clips
        .iter()
        .filter_map(|clip| library.find(&clip.topic));
    for question in topics.flat_map(|topic| &library.topic(topic).matter().questions) {
        if !questions.contains(question) && !sheet.dropped.contains(question) {
            questions.push(question.clone());
        }
    }
    questions
}

/// A clip's title: the topic's, with the part's behind it.
pub fn title(library: &Library, clip: &Clip) -> String {
    let Some(topic) = library.find(&clip.topic) else {
        return format!("{} (no longer in this reference)", clip.topic);
    };
    let title = &library.topic(topic).title;
    if clip.heading.is_empty() {
        return title.to_string();
    }
    let page = library.page(topic);
    let part = page
        .document
        .headings()
        .find(|(_, slug, _, _)| *slug == clip.heading)
        .map(|(_, _, part, _)| part);
    part.map_or_else(|| title.to_string(), |part| format!("{title}: {part}"))
}

impl Piece {
    fn of(library: &Library, clip: &Clip) -> Self {
        let base = Self {
            topic: clip.topic.clone(),
            heading: Some(clip.heading.clone()).filter(|it| !it.is_empty()),
            title: title(library, clip),
            note: Some(clip.note.clone()).filter(|it| !it.is_empty()),
            ..Self::default()
        };
        let Some(id) = library.find(&clip.topic) else {
            return base;
        };
        let topic = library.topic(id);
        let reviewed = topic.matter().reviewed.as_ref();
        let whole = Self {
            checked: topic.updated.as_ref().map(ToString::to_string),
            reviewed: reviewed.map(|it| format!("{}, {}", it.by, it.on)),
            ..base
        };
        match &whole.heading {
            None => whole.with_summary(library, id),
            Some(slug) => {
                let slug = slug.clone();
                whole.with_part(library, id, &slug)
            }
        }
    }

    /// A whole topic is its description and its facts.
    fn with_summary(self, library: &Library, id: TopicId) -> Self {
        let topic = library.topic(id);
        let plain = |value: &String| plain_text(&markdown::inlines(value)).trim().to_owned();
        let verdicts = topic.matter().evidence.iter().map(|entry| {
            let subject = library.words();
            let verdict = plain_text(&evidence::verdict(subject, entry));
            (evidence::disease_and_purpose(subject, entry), verdict)
        });
        let facts = topic
            .matter()
            .facts
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)));
        Self {
            text: Some(topic.description.to_string())
                .filter(|it| !it.is_empty())
                .into_iter()
                .chain(library.warning_lines(id))
                .collect(),
            facts: verdicts.chain(facts).collect(),
            sources: cited(library, &library.cited_in_text(id)),
            ..self
        }
    }

    /// A part is its text, with the sources it cites.
    fn with_part(self, library: &Library, id: TopicId, slug: &str) -> Self {
        let page = library.page(id);
        let part = part(&page.document.blocks, slug).unwrap_or_default();
        let mut ids: Vec<String> = Vec::new();
        for block in part {
            block.each_inline(&mut |inline| {
                if let InlineKind::Citation { id, .. } = &inline.kind
                    && !ids.contains(id)
                {
                    ids.push(id.clone());
                }
            });
        }
        let is_text = |kind: &BlockKind| !matches!(kind, BlockKind::Rule);
        let mut lines = Vec::new();
        for block in part.iter().skip(1).filter(|block| is_text(&block.kind)) {
            match &block.kind {
                BlockKind::List { items, .. } => lines.extend(
                    items
                        .iter()
                        .map(|item| item.blocks.iter().map(text).collect::<Vec<_>>().join(" "))
                        .map(|item| format!("- {item}")),
                ),
                _ => lines.push(text(block)),
            }
        }
        Self {
            text: lines,
            sources: cited(library, &ids),
            ..self
        }
    }
}

fn cited(library: &Library, ids: &[String]) -> Vec<Cited> {
    ids.iter()
        .filter_map(|id| library.sources().get(id).map(|source| (id, source)))
        .map(|(id, source)| Cited {
            id: id.clone(),
            short: source.short(),
            citation: source.plain(),
            address: source.address(),
        })
        .collect()
}
