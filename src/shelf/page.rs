//! The visit sheet as one page: what was clipped with its text from the reference, shortened until it fits.

use serde::Serialize;

use crate::content::document::{cited, plain_text};
use crate::content::{BlockKind, Document, SubjectWords, markdown, part};
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
        let clips = sheet.clips.iter();
        let (notes, pieces): (Vec<&Clip>, Vec<&Clip>) = clips.partition(|clip| clip.is_note());
        Self {
            words: library.words().clone(),
            reference: library.topic(library.front()).title.to_string(),
            date: date.to_owned(),
            questions: questions(library, sheet),
            notes: notes.into_iter().map(|clip| clip.note.clone()).collect(),
            pieces: pieces
                .into_iter()
                .map(|clip| Piece::of(library, clip))
                .collect(),
        }
    }

    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// The questions of the clipped topics, each once, without those the reader took off.
pub fn questions(library: &Library, sheet: &Sheet) -> Vec<String> {
    let mut questions: Vec<String> = Vec::new();
    let clips = sheet.clips.iter();
    let topics = clips.filter_map(|clip| library.find(&clip.topic));
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
    let called = |document: &Document| {
        let mut headings = document.headings();
        headings
            .find(|(_, slug, ..)| *slug == clip.heading)
            .map(|it| it.2)
    };
    // Most parts are the text's own: the page is made only for one that the program adds.
    let part = called(&library.document(topic));
    let part = part.or_else(|| called(&library.page(topic).document));
    part.map_or_else(|| title.to_string(), |part| format!("{title}: {part}"))
}

impl Piece {
    fn of(library: &Library, clip: &Clip) -> Self {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let mut piece = Self {
            topic: clip.topic.clone(),
            heading: given(&clip.heading),
            title: title(library, clip),
            note: given(&clip.note),
            ..Self::default()
        };
        if let Some(id) = library.find(&clip.topic) {
            let topic = library.topic(id);
            let reviewed = topic.matter().reviewed.as_ref();
            piece.checked = topic.updated.as_ref().map(ToString::to_string);
            piece.reviewed = reviewed.map(|it| format!("{}, {}", it.by, it.on));
            if clip.heading.is_empty() {
                piece.summarise(library, id);
            } else {
                piece.quote(library, id, &clip.heading);
            }
        }
        piece
    }

    /// A whole topic is its description and its facts.
    fn summarise(&mut self, library: &Library, id: TopicId) {
        let (topic, subject) = (library.topic(id), library.words());
        let plain = |value: &String| plain_text(&markdown::inlines(value)).trim().to_owned();
        let verdicts = topic.matter().evidence.iter().map(|entry| {
            let verdict = plain_text(&evidence::verdict(subject, entry));
            (evidence::disease_and_purpose(subject, entry), verdict)
        });
        let facts = topic.matter().facts.iter();
        let facts = facts.map(|(name, value)| (name.clone(), plain(value)));
        let description = Some(topic.description.to_string()).filter(|it| !it.is_empty());
        self.text.extend(description);
        self.text.extend(library.warning_lines(id));
        self.facts = verdicts.chain(facts).collect();
        self.sources = cited_sources(library, &library.cited_in_text(id));
    }

    /// A part is its text, with the sources it cites.
    fn quote(&mut self, library: &Library, id: TopicId, slug: &str) {
        let page = library.page(id);
        let part = part(&page.document.blocks, slug).unwrap_or_default();
        for block in part.iter().skip(1) {
            match &block.kind {
                BlockKind::Rule => {}
                BlockKind::List { items, .. } => self.text.extend(items.iter().map(|item| {
                    let texts: Vec<String> = item.blocks.iter().map(text).collect();
                    format!("- {}", texts.join(" "))
                })),
                _ => self.text.push(text(block)),
            }
        }
        self.sources = cited_sources(library, &cited(part));
    }
}

fn cited_sources(library: &Library, ids: &[String]) -> Vec<Cited> {
    let source = |id: &String| {
        let source = library.sources().get(id)?;
        Some(Cited {
            id: id.clone(),
            short: source.short(),
            citation: source.plain(),
            address: source.address(),
        })
    };
    ids.iter().filter_map(source).collect()
}
