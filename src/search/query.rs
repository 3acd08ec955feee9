//! A query as typed: words to look for, and the filters `in:` and `site:`.

use crate::content::text::fold;
use crate::library::{Library, Topic, TopicId};
use crate::search::weights::LONGEST_QUERY;
use crate::terms::Emphasis;
use crate::terms::normalized_tokens;

/// Characters of a query that are looked at.
const LONGEST: usize = 1000;

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All words as typed, normalized.
    pub typed: Vec<String>,
    /// The same without the talk around them, if anything is left then.
    pub words: Vec<String>,
    /// Whether the last word may go on: no space was typed behind it.
    pub unfinished: bool,
    sections: Vec<String>,
    sites: Vec<String>,
}

impl Query {
    pub fn parse(text: &str) -> Self {
        let end = text
            .char_indices()
            .nth(LONGEST)
            .map_or(text.len(), |(at, _)| at);
        let text = text.get(..end).unwrap_or_default();
        let mut query = Self::default();
        for part in text.split_whitespace() {
            match part.split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("in") => {
                    query.sections.extend(folded_value(value));
                }
                Some((name, value)) if name.eq_ignore_ascii_case("site") => {
                    query.sites.extend(folded_value(value));
                }
                _ => query.typed.extend(normalized_tokens(part)),
            }
        }
        query.unfinished =
            text.ends_with(char::is_alphanumeric) && query.typed.len() <= LONGEST_QUERY;
        query.typed.truncate(LONGEST_QUERY);
        query.words.clone_from(&query.typed);
        query
    }

    /// Leaves out the talk at both ends, with the stop words between: my wife was told she has …, please advise on ….
    /// A word that `says_more` of its place, as part of a phrase does, is no talk.
    pub fn leave_out_talk(&mut self, says_more: impl Fn(usize) -> bool) {
        let level = |at: usize, word: &str| match Emphasis::of(word) {
            Emphasis::Stop | Emphasis::Talk if says_more(at) => Emphasis::Content,
            other => other,
        };
        let words = self.typed.iter().enumerate();
        let levels: Vec<Emphasis> = words.map(|(at, word)| level(at, word)).collect();
        let before = frame(levels.iter());
        let behind = frame(levels.iter().rev());
        if let Some(core) = self.typed.get(before..self.typed.len() - behind)
            && !core.is_empty()
        {
            self.unfinished &= behind == 0;
            self.words = core.to_vec();
        }
    }

    /// The words without stop words and talk at the ends: what a name is that was asked for in a sentence.
    pub fn core(&self) -> &[String] {
        let is_weak =
            |word: &&String| matches!(Emphasis::of(word), Emphasis::Stop | Emphasis::Talk);
        let before = self.words.iter().take_while(is_weak).count();
        let behind = self.words.iter().rev().take_while(is_weak).count();
        let core = self
            .words
            .get(before..self.words.len() - behind.min(self.words.len()));
        core.unwrap_or_default()
    }
}

/// How many words a query begins with that are stop words and talk; none when there is no talk among them.
fn frame<'a>(levels: impl Iterator<Item = &'a Emphasis> + Clone) -> usize {
    let weak = levels.take_while(|it| matches!(it, Emphasis::Stop | Emphasis::Talk));
    if weak.clone().any(|it| *it == Emphasis::Talk) {
        weak.count()
    } else {
        0
    }
}

/// A filter's value; an empty one is still being typed.
fn folded_value(value: &str) -> Option<String> {
    Some(fold(value)).filter(|value| !value.is_empty())
}

/// Filters as understood for one library.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Ids of the sections asked for; none for all.
    sections: Vec<String>,
    sites: Vec<String>,
    /// The filters in words: "in treatments", "on the face".
    pub labels: Vec<String>,
    /// Why a filter was passed over, as a sentence.
    pub note: Option<String>,
}

impl Filters {
    pub fn of(query: &Query, library: &Library) -> Self {
        let mut filters = Self::default();
        for value in &query.sections {
            filters.section(value, library);
        }
        for value in &query.sites {
            filters.site(value, library);
        }
        filters
    }

    pub const fn is_empty(&self) -> bool {
        self.sections.is_empty() && self.sites.is_empty()
    }

    fn section(&mut self, value: &str, library: &Library) {
        let topics = library.ids().map(|id| library.topic(id));
        let sections: Vec<&Topic> = topics.filter(|topic| topic.is_section).skip(1).collect();
        let begins = |topic: &&&Topic| {
            let id = topic.id.to_lowercase();
            id.starts_with(value)
                || id
                    .rsplit('/')
                    .next()
                    .is_some_and(|last| last.starts_with(value))
                || fold(&topic.title).starts_with(value)
        };
        let found: Vec<String> = sections
            .iter()
            .filter(begins)
            .map(|topic| topic.id.clone())
            .collect();
        if found.is_empty() {
            let names: Vec<&str> = sections
                .iter()
                .take(8)
                .map(|topic| topic.id.as_str())
                .collect();
            self.note = Some(format!(
                "no section is called “{value}”; there are {}",
                names.join(", ")
            ));
            return;
        }
        self.labels.push(format!("in {}", found.join(", ")));
        self.sections.extend(found);
    }

    fn site(&mut self, value: &str, library: &Library) {
        let mut known: Vec<&str> = library
            .ids()
            .flat_map(|id| &library.topic(id).matter().sites)
            .map(String::as_str)
            .collect();
        known.sort_unstable();
        known.dedup();
        let singular = value.strip_suffix('s').unwrap_or(value);
        let fits = |site: &&str| {
            let site = fold(site);
            site == singular || site.starts_with(value)
        };
        let found: Vec<String> = known
            .iter()
            .copied()
            .filter(fits)
            .map(str::to_owned)
            .collect();
        if found.is_empty() {
            self.note = Some(format!(
                "no site is called “{value}”; there are {}",
                known.join(", ")
            ));
            return;
        }
        self.labels.push(label(&found));
        self.sites.extend(found);
    }

    /// Whether the filters let a topic through.
    pub fn allow(&self, topic: &Topic) -> bool {
        let inside = |section: &String| {
            let rest = topic.id.strip_prefix(section.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let section = self.sections.is_empty() || self.sections.iter().any(inside);
        let site = self.sites.is_empty()
            || topic
                .matter()
                .sites
                .iter()
                .any(|site| self.sites.contains(site));
        section && site
    }

    /// The topics that pass, in reading order.
    pub fn all<'a>(&'a self, library: &'a Library) -> impl Iterator<Item = TopicId> + 'a {
        library.ids().filter(|id| self.allow(library.topic(*id)))
    }
}

/// Sites in words: "on the face", "in organs", "anywhere".
fn label(sites: &[String]) -> String {
    let place = |site: &String| match site.as_str() {
        "organs" => "in organs".to_owned(),
        "anywhere" => "anywhere".to_owned(),
        other => format!("on the {}", other.replace('-', " ")),
    };
    sites.iter().map(place).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SourceFile;

    fn library() -> Library {
        let page = |path: &str, site: &str| {
            let text = format!("+++\ntitle = \"{path}\"\n[extra]\nsites = [\"{site}\"]\n+++\n");
            SourceFile::new(path, text)
        };
        Library::load(&[
            page("treatments/laser.md", "face"),
            page("treatments/drip.md", "upper-arm"),
            page("types/milia.md", "face"),
        ])
    }

    fn narrowed(text: &str) -> (Filters, Vec<String>) {
        let library = library();
        let filters = Filters::of(&Query::parse(text), &library);
        let ids = filters
            .all(&library)
            .map(|id| library.topic(id).id.clone())
            .collect();
        (filters, ids)
    }

    #[test]
    fn words_and_filters_are_told_apart() {
        let query = Query::parse("In:Types CO2:x lump ");
        assert_eq!(query.words, ["co2", "x", "lump"]);
        assert_eq!(query.sections, ["types"]);
        assert!(!query.unfinished && Query::parse("lump").unfinished);
        assert_eq!(Query::parse(" \t\n "), Query::default());
    }

    #[test]
    fn filters_narrow_and_say_so() {
        let (filters, ids) = narrowed("in:treat site:face");
        assert_eq!(ids, ["treatments/laser"]);
        assert_eq!(filters.labels, ["in treatments", "on the face"]);
        let (filters, ids) = narrowed("site:upper-arms");
        assert_eq!(
            (filters.labels, ids),
            (
                vec!["on the upper arm".to_owned()],
                vec!["treatments/drip".to_owned()]
            )
        );
    }

    #[test]
    fn an_unknown_filter_is_passed_over_and_named() {
        let (filters, ids) = narrowed("in:recipes");
        assert!(filters.is_empty());
        assert_eq!(ids.len(), 6);
        assert_eq!(
            filters.note.as_deref(),
            Some("no section is called “recipes”; there are treatments, types")
        );
    }
}
