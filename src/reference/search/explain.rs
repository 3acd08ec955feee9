//! Why a topic was found, in which sections, and the words that show it.

use crate::content::markdown;
use crate::library::{Library, TopicId};
use crate::search::index::Index;
use crate::search::name_match::{Exactness, NameMatch};
use crate::search::names::NameOrigin;
use crate::search::query::QueryTerm;
use crate::search::ranking::{RankedTopic, SectionScore};
use crate::search::section_table::SectionSpan;
use crate::search::sections::{AsideKind, asides, facts, passages, sections};
use crate::search::snippet::{Excerpt, Highlighter, Hit, HitPlace, Preview, Snippet, Why};
use crate::search::weights::ALL;
use crate::terms::{normalized_tokens, stem};

/// Sections shown for one topic.
const PLACES: usize = 3;

/// A name found by less than this part explains nothing.
const ENOUGH_OF_A_NAME: f32 = 0.5;

/// The words of a heading beside `it` that the top of every page answers.
const WHAT_IT_IS: [&str; 2] = ["what", "is"];

/// Says why topics were found, from the index alone; files are read again for what is shown of one of them.
pub struct Explainer<'a> {
    pub index: &'a Index,
    pub library: &'a Library,
    /// What was typed, and the terms of it; needed only to say why topics were found.
    pub typed: &'a [String],
    pub terms: &'a [QueryTerm],
    /// Knows the words of these terms.
    pub highlighter: &'a Highlighter,
}

impl<'a> Explainer<'a> {
    pub fn hit(&self, mut ranked: RankedTopic) -> Hit {
        let part = self.part_asked_for(&ranked);
        if let Some(part) = part {
            ranked.put_first(part);
        }
        let why = match part {
            Some(_) => self.by_section(ranked.topic, ranked.sections.first()),
            None => self.by_name(&ranked),
        };
        Hit {
            topic: ranked.topic,
            score: ranked.score,
            why: why.unwrap_or_else(|| self.by_text(&ranked)),
            has_warnings: self.index.topic(ranked.topic.index()).has_warnings,
            places: self.places(&ranked),
        }
    }

    /// The section whose heading has what the names lack of the query: the topic is asked for, and a part of it.
    fn part_asked_for(&self, ranked: &RankedTopic) -> Option<u32> {
        let named = ranked.named.as_ref();
        let name = named.map_or("", |named| self.index.names.text(self.library, named.name));
        let title = &self.library.topic(ranked.topic).title;
        let missing = self.highlighter.missing(&format!("{title} {name}"));
        let says_rest = |it: &&SectionScore| {
            let heading = self.heading(ranked.topic, it.section);
            heading.is_some_and(|heading| missing & !self.highlighter.answered(heading) == 0)
        };
        let mut headed = ranked.sections.iter().filter(|it| it.in_heading());
        let section = headed.find(|it| missing != 0 && says_rest(it));
        section.map(|section| section.section).or_else(|| {
            named.filter(|named| named.part >= ALL)?;
            self.question(ranked.topic, &stems(name))
        })
    }

    /// The section whose heading asks of `it` what the query asks of the topic of this name: “What it is like” for
    /// “what is an ultrasound like”.
    fn question(&self, topic: TopicId, name: &[String]) -> Option<u32> {
        let asked = self.typed.iter().map(|word| stem(word));
        let asked: Vec<String> = asked.filter(|word| !name.contains(word)).collect();
        if asked.len() < 2 {
            return None;
        }
        let fits = |heading: &str| {
            let (it, rest): (Vec<String>, Vec<String>) =
                stems(heading).into_iter().partition(|word| word == "it");
            let is_question = !it.is_empty() && rest != WHAT_IT_IS && rest.len() > 1;
            (is_question && rest.iter().all(|word| asked.contains(word))).then_some(rest.len())
        };
        let sections = 0..self.index.sections.count(topic);
        let fitting =
            sections.filter_map(|section| Some((fits(self.heading(topic, section)?)?, section)));
        fitting.max().map(|(_, section)| section)
    }

    fn heading(&self, topic: TopicId, section: u32) -> Option<&'a str> {
        let span = self.index.sections.get(topic, section)?;
        span.heading.map(|heading| &*heading.title)
    }

    /// The title, or a search key of which at least half was typed.
    fn by_name(&self, ranked: &RankedTopic) -> Option<Why> {
        let best = ranked.sections.first();
        let named = ranked.named.filter(|named| tells_enough(named, best))?;
        match named.name.origin {
            // What is listed as a misspelling is not what people should read.
            NameOrigin::Title | NameOrigin::Id | NameOrigin::Misspelling(_) => {
                let title = &self.library.topic(ranked.topic).title;
                Some(self.typed_for(title).map_or(Why::Title, Why::Key))
            }
            NameOrigin::Key(_) | NameOrigin::Brand(_) | NameOrigin::Shared(_) => {
                let key = self.index.names.text(self.library, named.name);
                let key = self.highlighter.marked(key);
                let says = named.exactness > Exactness::Part || is_half_marked(&key);
                says.then_some(Why::Key(key))
            }
        }
    }

    /// What was typed for a title that has none of the words typed or meant, as the synonyms know it.
    fn typed_for(&self, title: &str) -> Option<Snippet> {
        let lexicon = &self.index.lexicon;
        let words = normalized_tokens(title).filter_map(|word| lexicon.term(&word));
        let words: Vec<u32> = words.collect();
        let is_in_title = |term: u32| words.contains(&term);
        let said = self.terms.iter().filter(|it| !it.is_stop_word());
        let mut said = said.flat_map(|it| std::iter::once(&it.word).chain(&it.corrections));
        if said.any(|word| lexicon.term(word).is_some_and(is_in_title)) {
            return None;
        }
        let mut phrases = self.terms.iter().flat_map(|it| &it.typed_for);
        let (_, phrase) = phrases.find(|(term, _)| is_in_title(*term))?;
        Some(Snippet {
            marks: std::iter::once(0..phrase.len()).collect(),
            text: phrase.clone(),
        })
    }

    /// The section that has most of the query, the description if it has as much, or what stands beside the text.
    fn by_text(&self, ranked: &RankedTopic) -> Why {
        let best = ranked.sections.first();
        let described = ranked.described.total;
        if described > 0.0 && best.is_none_or(|best| best.score.total <= described) {
            return Why::Description;
        }
        let section = self.by_section(ranked.topic, best);
        if section == Some(Why::Body { heading: None }) {
            // Rows that the program adds to the page count as its opening.
            let of_opening = best.map_or(0.0, |best| best.score.total);
            let row = self.by_aside(ranked, |kind, score| kind.is_row() && score >= of_opening);
            return row.or(section).unwrap_or(Why::Description);
        }
        let section = section.or_else(|| self.by_aside(ranked, |_, _| true));
        section.unwrap_or(Why::Description)
    }

    fn by_section(&self, topic: TopicId, section: Option<&SectionScore>) -> Option<Why> {
        let section = section?;
        let span = self.index.sections.get(topic, section.section)?;
        let heading = span.heading.map(|heading| heading.title.to_string());
        Some(match heading {
            Some(heading) if section.in_heading() => Why::Heading(heading),
            heading => Why::Body { heading },
        })
    }

    /// The first aside that has most of the query, among those `wanted` by their kind and what they score.
    fn by_aside(
        &self,
        ranked: &RankedTopic,
        wanted: impl Fn(AsideKind, f32) -> bool,
    ) -> Option<Why> {
        let found = |aside: &SectionScore| {
            let (kind, title) = self.index.sections.aside(ranked.topic, aside.section)?;
            let score = aside.score.total;
            wanted(kind, score).then_some((score, kind, title))
        };
        let last_first = ranked.asides.iter().rev().filter_map(found);
        let (_, kind, title) = last_first.max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(why(kind, title))
    }

    /// The words of a section that show most of the query; the facts of a page stand with its opening.
    fn in_span(&self, topic: TopicId, span: SectionSpan<'_>) -> Excerpt {
        let mut passages = self.read(topic, span).unwrap_or_default();
        if span.heading.is_none() {
            passages.extend(facts(&self.library.topic(topic).read_matter()));
        }
        let excerpts = passages
            .iter()
            .map(|passage| self.highlighter.snippet(passage));
        excerpts.reduce(Excerpt::or_better).unwrap_or_default()
    }

    /// The words that show most of the query beside the page's own text, where that is why it was found.
    fn in_asides(&self, hit: &Hit) -> Excerpt {
        let matter = self.library.topic(hit.topic).read_matter();
        let document = self.library.document(hit.topic);
        let all = asides(self.library, hit.topic, &matter, &document).into_iter();
        let own = all.filter(|it| why(it.kind, it.title.as_deref().unwrap_or_default()) == hit.why);
        let texts = own.flat_map(|aside| aside.texts);
        let excerpts = texts.map(|text| self.highlighter.snippet(&text));
        excerpts.reduce(Excerpt::or_better).unwrap_or_default()
    }

    /// The words that show why a topic was found.
    pub fn excerpt(&self, hit: &Hit) -> Snippet {
        let excerpt = match hit.why {
            Why::Heading(_) | Why::Body { .. } => {
                let at = hit.places.first().map_or(0, |place| place.anchor);
                let span = self.span(hit.topic, at);
                span.map_or_else(Excerpt::default, |span| self.in_span(hit.topic, span))
            }
            Why::Warning | Why::Interaction | Why::Source(_) => self.in_asides(hit),
            Why::Key(_) | Why::Title | Why::Description | Why::Filter => Excerpt::default(),
        };
        if excerpt.weight > 0.0 {
            return excerpt.snippet;
        }
        let description = &self.library.topic(hit.topic).description;
        self.highlighter.snippet(description).snippet
    }

    /// The section of a topic that the byte `at` of its file stands in, as it is read.
    pub fn preview(&self, topic: TopicId, at: usize) -> Preview {
        let Some(span) = self.span(topic, at) else {
            return Preview::default();
        };
        let passages = self.read(topic, span).unwrap_or_default();
        let marked = |passage: &String| self.highlighter.marked(passage.trim_end());
        Preview {
            heading: span.heading.map(|heading| heading.title.to_string()),
            paragraphs: passages.iter().map(marked).collect(),
        }
    }

    fn span(&self, topic: TopicId, at: usize) -> Option<SectionSpan<'a>> {
        let sections = &self.index.sections;
        let spans = (0..sections.count(topic)).filter_map(|it| sections.get(topic, it));
        let span = spans.take_while(|span| span.start <= at).last();
        span.or_else(|| sections.get(topic, 0))
    }

    /// The text of a section, read from its file.
    fn read(&self, topic: TopicId, span: SectionSpan<'_>) -> Option<Vec<String>> {
        let text = self.library.text(topic);
        let document = markdown::parse(text.get(..span.end.unwrap_or(text.len()))?, span.start);
        let sections = sections(&document);
        sections.first().map(|section| passages(section.blocks))
    }

    fn places(&self, ranked: &RankedTopic) -> Vec<HitPlace> {
        let place = |section: &SectionScore| {
            let span = self.index.sections.get(ranked.topic, section.section)?;
            Some(HitPlace {
                heading: span.heading.map(|heading| heading.title.to_string()),
                slug: span.heading.map(|heading| heading.slug.to_string()),
                anchor: span.start,
            })
        };
        ranked
            .sections
            .iter()
            .filter_map(place)
            .take(PLACES)
            .collect()
    }
}

fn why(kind: AsideKind, title: &str) -> Why {
    match kind {
        AsideKind::Listed | AsideKind::Warning => Why::Warning,
        AsideKind::Pair => Why::Interaction,
        AsideKind::Source => Why::Source(title.to_owned()),
    }
}

fn stems(text: &str) -> Vec<String> {
    normalized_tokens(text).map(|word| stem(&word)).collect()
}

fn is_half_marked(key: &Snippet) -> bool {
    let marked: usize = key.marks.iter().map(ExactSizeIterator::len).sum();
    let spaces = key.text.bytes().filter(u8::is_ascii_whitespace).count();
    marked * 2 >= key.text.len() - spaces
}

/// Whether a name says enough of why a topic was found.
fn tells_enough(named: &NameMatch, best: Option<&SectionScore>) -> bool {
    let section = best.map_or(0.0, |section| section.score.total);
    let is_whole = named.part >= ALL || named.exactness > Exactness::Part;
    is_whole || (named.part >= ENOUGH_OF_A_NAME && named.score > section)
}
