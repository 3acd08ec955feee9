//! The whole tree as the rules see it: every file parsed once.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::content::nearest::Ids;
use crate::content::red_flags::Exception;
use crate::content::{RED_FLAGS, is_companion};
use crate::library::check::page_view::PageView;
use crate::library::check::places::{Fault, Fields, LookUp as _, SpannedField, parse};
use crate::library::check::problem::{CheckedFile, Findings, PlacedText};
use crate::library::check::readability::{letters, words};
use crate::library::check::statement::PlacedName;
use crate::library::{Library, Target, Topic, TopicId};

/// The name of the page whose headings are the words it explains.
const GLOSSARY: &str = "glossary";

#[derive(Debug)]
pub struct ContentView<'a> {
    pub library: &'a Library,
    /// The day the check is made, `YYYY-MM-DD`.
    pub today: &'a str,
    pub pages: Vec<PageView<'a>>,
    pub companions: Vec<Companion<'a>>,
    pub glossary: HashSet<String>,
    pub ids: Ids<'a>,
    by_topic: HashMap<TopicId, usize>,
}

/// A file of settings beside the pages.
#[derive(Debug)]
pub struct Companion<'a> {
    pub file: CheckedFile<'a>,
    pub fields: Fields<'a>,
    pub fault: Option<Fault>,
}

impl<'a> ContentView<'a> {
    pub fn new(
        texts: &'a [(&'a str, Cow<'_, str>, String)],
        library: &'a Library,
        today: &'a str,
    ) -> Self {
        let file =
            |(path, text, toml): &'a (&str, Cow<'_, str>, String)| CheckedFile { path, text, toml };
        let files = texts.iter().map(file);
        let (companions, pages): (Vec<_>, Vec<_>) = files.partition(|it| is_companion(it.path));
        let topics = topics_by_path(library);
        let page = |file: CheckedFile<'a>| {
            let topic = topics.get(file.path).copied();
            PageView::new(
                file,
                topic,
                topic.and_then(|topic| library.topic(topic).kind),
            )
        };
        let pages: Vec<PageView<'_>> = pages.into_iter().map(page).collect();
        let by_topic = pages.iter().enumerate();
        let by_topic = by_topic.filter_map(|(index, page)| Some((page.topic?, index)));
        let by_topic = by_topic.collect();
        let companions: Vec<Companion<'_>> = companions.into_iter().map(Companion::new).collect();
        Self {
            library,
            today,
            companions,
            glossary: glossary(&pages),
            ids: Ids::of(library.ids().map(|id| library.topic(id).id.as_str())),
            by_topic,
            pages,
        }
    }

    pub fn companion(&self, name: &str) -> Option<&Companion<'a>> {
        self.companions.iter().find(|it| it.file.path == name)
    }

    pub fn red_flag_rows(&self) -> impl Iterator<Item = SpannedField<'_>> {
        let companion = self.companion(RED_FLAGS).into_iter();
        companion.flat_map(|companion| companion.fields.table("rows"))
    }

    pub fn page(&self, topic: TopicId) -> Option<&PageView<'a>> {
        self.pages.get(*self.by_topic.get(&topic)?)
    }

    /// Pages that our own rules hold for.
    pub fn ours(&self) -> impl Iterator<Item = &PageView<'a>> {
        self.pages.iter().filter(|page| page.is_ours())
    }

    /// Tells of words in a text, unless the rule passes over them for a reason that is given.
    pub fn tell(
        &self,
        found: &mut Findings,
        at: &PlacedText<'_>,
        words: &str,
        (message, help): (String, &str),
    ) {
        let holds = |exception: &Exception| {
            let mut excepted = exception.words.iter();
            exception.rule.as_deref().unwrap_or(RESERVED_RULE) == found.rule
                && exception.page == at.page
                && excepted.any(|it| holds_words(at.text, it) && holds_words(it, words))
        };
        if !self.library.red_flags().exceptions.iter().any(holds) {
            let place = at.file.place_of(&at.place, words);
            found.add(at.file, &place, message, help);
        }
    }

    pub fn section_of(&self, page: &PageView<'_>) -> Option<&'a Topic> {
        let parent = self.library.topic(page.topic?).parent?;
        Some(self.library.topic(parent)).filter(|topic| topic.is_section)
    }

    /// The topic whose folder a page's relative links start from.
    pub fn standing(&self, page: &PageView<'_>) -> TopicId {
        page.topic.unwrap_or_else(|| self.library.front())
    }

    /// The topics a page links to, each once, without itself.
    pub fn links_from(&self, page: &PageView<'_>) -> Vec<TopicId> {
        let topic = |link: &PlacedName| {
            let target = self.library.resolve_page(self.standing(page), &link.name);
            match target {
                Target::Topic(topic, _) if Some(topic) != page.topic => Some(topic),
                _ => None,
            }
        };
        let mut found: Vec<TopicId> = page.links().filter_map(topic).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The rule that an exception is from where it names none.
const RESERVED_RULE: &str = "reserved-words";

/// Whether the text has these words, capitals aside.
pub fn holds_words(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}

fn glossary(pages: &[PageView<'_>]) -> HashSet<String> {
    let is_glossary = |page: &&PageView<'_>| page.id().rsplit('/').next() == Some(GLOSSARY);
    let headings = pages
        .iter()
        .filter(is_glossary)
        .flat_map(|page| &page.headings);
    let words = headings.flat_map(|heading| words(&heading.text));
    words.map(letters).collect()
}

fn topics_by_path(library: &Library) -> HashMap<&str, TopicId> {
    let path = |id: TopicId| Some((library.topic(id).source.as_ref()?.path.as_ref(), id));
    library.ids().filter_map(path).collect()
}

impl<'a> Companion<'a> {
    fn new(file: CheckedFile<'a>) -> Self {
        let (fields, fault) = parse(file.toml);
        Self {
            file,
            fields,
            fault,
        }
    }
}
