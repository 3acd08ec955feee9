//! Why a topic was found, in which sections, and the words that show it.

use crate::content::markdown;
use crate::library::{Library, Topic, TopicId};
use crate::search::index::Index;
use crate::search::name_match::{Exactness, NameMatch};
use crate::search::names::NameOrigin;
use crate::search::postings::SectionSpan;
use crate::search::query::QueryTerm;
use crate::search::ranking::{RankedTopic, SectionScore};
use crate::search::sections::{Aside, AsideOrigin, Passage, asides, passages, sections};
use crate::search::snippet::{Excerpt, Highlighter, Hit, HitPlace, Preview, Snippet, Why};
use crate::search::weights::ALL;
use crate::terms::{normalized_tokens, stem};

/// Sections shown for one topic.
const PLACES: usize = 3;

/// A name found by less than this part explains nothing.
const ENOUGH_OF_A_NAME: f32 = 0.5;

/// The words of a heading beside `it` that the top of every page answers.
const WHAT_IT_IS: [&str; 2] = ["what", "is"];

/// Says why topics were found. Their files are read again only when the text says it.
pub struct Explainer<'a> {
    index: &'a Index,
    library: &'a Library,
    typed: &'a [String],
    terms: &'a [QueryTerm],
    highlighter: &'a Highlighter,
}

/// Why a topic was found, what shows it, and where in its file that begins.
struct Explanation {
    why: Why,
    excerpt: Excerpt,
    anchor: Option<usize>,
}

impl<'a> Explainer<'a> {
    /// For what was `typed`, and the terms of it, whose words the highlighter knows.
    pub const fn new(
        (index, library): (&'a Index, &'a Library),
        (typed, terms): (&'a [String], &'a [QueryTerm]),
        highlighter: &'a Highlighter,
    ) -> Self {
        Self {
            index,
            library,
            typed,
            terms,
            highlighter,
        }
    }

    pub fn hit(&self, mut ranked: RankedTopic) -> Hit {
        let part = self.part_asked_for(&ranked);
        if let Some(part) = part {
            ranked.put_first(part);
        }
        let shown = match part {
            Some(_) => self.in_best_section(&ranked),
            None => self.by_name(&ranked),
        };
        let shown = shown.unwrap_or_else(|| self.by_text(&ranked));
        Hit {
            topic: ranked.topic,
            score: ranked.score,
            why: shown.why,
            has_warnings: has_warnings(self.library.topic(ranked.topic)),
            places: self.places(&ranked, shown.anchor),
            snippet: shown.excerpt.snippet,
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
    fn by_name(&self, ranked: &RankedTopic) -> Option<Explanation> {
        let best = ranked.sections.first();
        let named = ranked.named.filter(|named| tells_enough(named, best))?;
        let why = match named.name.origin {
            // What is listed as a misspelling is not what people should read.
            NameOrigin::Title | NameOrigin::Id | NameOrigin::Misspelling(_) => {
                let title = &self.library.topic(ranked.topic).title;
                self.typed_for(title).map_or(Why::Title, Why::Key)
            }
            NameOrigin::Key(_) | NameOrigin::Brand(_) | NameOrigin::Shared(_) => {
                let key = self.index.names.text(self.library, named.name);
                let key = self.highlighter.marked(key);
                let says = named.exactness > Exactness::Part || is_half_marked(&key);
                says.then_some(Why::Key(key))?
            }
        };
        Some(self.by_description(ranked.topic, why))
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

    fn by_description(&self, topic: TopicId, why: Why) -> Explanation {
        Explanation {
            why,
            excerpt: self
                .highlighter
                .snippet(&self.library.topic(topic).description),
            anchor: None,
        }
    }

    fn by_text(&self, ranked: &RankedTopic) -> Explanation {
        let shown = self.by_description(ranked.topic, Why::Description);
        let shows_nothing = shown.excerpt.weight <= 0.0;
        let in_heading = ranked
            .sections
            .first()
            .is_some_and(SectionScore::in_heading);
        let shown = match self.in_best_section(ranked) {
            // The heading alone has what was asked for, and the text below it says what that is.
            Some(found) if shows_nothing && in_heading => return found,
            other => better(shown, other),
        };
        if shown.excerpt.weight > 0.0 {
            return shown;
        }
        better(shown, self.beside(ranked.topic))
    }

    /// The passage of the best section that shows most of the query.
    fn in_best_section(&self, ranked: &RankedTopic) -> Option<Explanation> {
        let section = ranked.sections.first()?;
        let span = self.index.sections.get(ranked.topic, section.section)?;
        let passages = self.read(ranked.topic, span)?;
        let excerpts = passages
            .iter()
            .map(|passage| (passage, self.highlighter.snippet(&passage.text)));
        let (passage, excerpt) = excerpts.reduce(|best, next| {
            if next.1.weight > best.1.weight {
                next
            } else {
                best
            }
        })?;
        let heading = span.heading.map(|heading| heading.title.to_string());
        Some(Explanation {
            why: match heading {
                Some(heading) if section.in_heading() => Why::Heading(heading),
                heading => Why::Body { heading },
            },
            anchor: excerpt.first.and_then(|first| passage.source(first)),
            excerpt,
        })
    }

    /// The text beside the page's own that shows most of the query.
    fn beside(&self, topic: TopicId) -> Option<Explanation> {
        let library = self.library;
        let matter = library.topic(topic).read_matter();
        let asides = asides(library, topic, &matter, &library.document(topic)).into_iter();
        let explained = asides.map(|Aside { origin, text }| Explanation {
            why: match origin {
                AsideOrigin::Listed | AsideOrigin::Warning => Why::Warning,
                AsideOrigin::Pair => Why::Interaction,
                AsideOrigin::Source(title) => Why::Source(title),
            },
            excerpt: self.highlighter.snippet(&text),
            anchor: None,
        });
        explained.reduce(|best, next| better(best, Some(next)))
    }

    /// The section of a topic that the byte `at` of its file stands in, as it is read.
    pub fn preview(&self, topic: TopicId, at: usize) -> Preview {
        let sections = &self.index.sections;
        let spans = (0..sections.count(topic)).filter_map(|it| sections.get(topic, it));
        let span = spans.take_while(|span| span.start <= at).last();
        let Some(span) = span.or_else(|| sections.get(topic, 0)) else {
            return Preview::default();
        };
        let passages = self.read(topic, span).unwrap_or_default();
        let marked = |passage: &Passage| self.highlighter.marked(passage.text.trim_end());
        Preview {
            heading: span.heading.map(|heading| heading.title.to_string()),
            paragraphs: passages.iter().map(marked).collect(),
        }
    }

    /// The text of a section, read from its file.
    fn read(&self, topic: TopicId, span: SectionSpan<'_>) -> Option<Vec<Passage>> {
        let text = self.library.text(topic);
        let document = markdown::parse(text.get(..span.end.unwrap_or(text.len()))?, span.start);
        let sections = sections(&document);
        sections.first().map(|section| passages(section.blocks))
    }

    fn places(&self, ranked: &RankedTopic, anchor: Option<usize>) -> Vec<HitPlace> {
        let place = |(number, section): (usize, &SectionScore)| {
            let span = self.index.sections.get(ranked.topic, section.section)?;
            Some(HitPlace {
                heading: span.heading.map(|heading| heading.title.to_string()),
                slug: span.heading.map(|heading| heading.slug.to_string()),
                anchor: anchor.filter(|_| number == 0).unwrap_or(span.start),
            })
        };
        let best = ranked.sections.iter().take(PLACES);
        best.enumerate().filter_map(place).collect()
    }
}

/// Whether warning signs stand on a topic's page, or it is one of the urgent ones.
pub fn has_warnings(topic: &Topic) -> bool {
    topic.urgent || !topic.read_matter().red_flags.is_empty()
}

/// The second if it shows more of the query.
fn better(first: Explanation, second: Option<Explanation>) -> Explanation {
    let is_empty = first.excerpt.snippet.text.is_empty();
    match second {
        Some(second) if is_empty || second.excerpt.weight > first.excerpt.weight => second,
        _ => first,
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
    named.part >= ALL || (named.part >= ENOUGH_OF_A_NAME && named.score > section)
}
