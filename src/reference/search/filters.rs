//! What the filters `in:` and `site:` of a query let through.

use std::collections::BTreeSet;

use crate::content::text::fold;
use crate::library::sites::words;
use crate::library::{Library, Topic, TopicId};
use crate::search::query::Query;

/// Sections or sites named when one is asked for that does not exist.
const NAMED: usize = 32;

/// Filters as understood for one library.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Ids of the sections asked for; none for all.
    sections: Vec<String>,
    sites: Vec<String>,
    /// The filters in words: "in treatments", "site: face".
    pub labels: Vec<String>,
    /// Why a filter was passed over, as a sentence.
    pub note: Option<String>,
}

/// What a filter can name: a section or a body site.
struct FilterTarget {
    id: String,
    /// What it is called: folded, whole and in parts.
    names: Vec<String>,
    /// What people type for it.
    synonyms: Vec<String>,
}

impl Filters {
    pub fn of(query: &Query, library: &Library) -> Self {
        let mut filters = Self::default();
        for value in &query.sections {
            let found = filters.resolve("section", value, &sections(library));
            if !found.is_empty() {
                filters.labels.push(format!("in {}", found.join(", ")));
            }
            filters.sections.extend(found);
        }
        for value in &query.sites {
            let found = filters.resolve("site", value, &sites(library));
            if !found.is_empty() {
                let words: Vec<&str> = found.iter().map(|site| words(site)).collect();
                filters.labels.push(format!("site: {}", words.join(" or ")));
            }
            filters.sites.extend(found);
        }
        filters
    }

    pub const fn is_empty(&self) -> bool {
        self.sections.is_empty() && self.sites.is_empty()
    }

    /// The ids of what a value names; a note where that is nothing.
    fn resolve(&mut self, kind: &str, value: &str, known: &[FilterTarget]) -> Vec<String> {
        let found = fitting(known, value);
        if found.is_empty() {
            let known: Vec<&str> = known.iter().take(NAMED).map(|it| it.id.as_str()).collect();
            let known = known.join(", ");
            self.note = Some(format!("no {kind} is called “{value}”; there are {known}"));
        }
        found
    }

    /// Whether the filters let a topic through.
    pub fn allow(&self, topic: &Topic) -> bool {
        let inside = |section: &String| {
            let rest = topic.id.strip_prefix(section.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let at_site = || {
            let own = &topic.read_matter().sites;
            own.iter().any(|site| self.sites.contains(site))
        };
        let section = self.sections.is_empty() || self.sections.iter().any(inside);
        section && (self.sites.is_empty() || at_site())
    }

    /// The topics that pass, in reading order.
    pub fn all<'a>(&'a self, library: &'a Library) -> impl Iterator<Item = TopicId> + 'a {
        library.ids().filter(|id| self.allow(library.topic(*id)))
    }
}

fn sections(library: &Library) -> Vec<FilterTarget> {
    let topics = library.ids().map(|id| library.topic(id));
    let sections = topics.filter(|topic| topic.is_section).skip(1);
    let targets = sections.map(|topic| {
        let id = topic.id.to_lowercase();
        let last = id.rsplit('/').next().unwrap_or_default().to_owned();
        FilterTarget {
            id: topic.id.clone(),
            names: vec![fold(&topic.title), last, id],
            synonyms: Vec::new(),
        }
    });
    targets.collect()
}

/// The body sites that topics name: the arm is the upper arm too.
fn sites(library: &Library) -> Vec<FilterTarget> {
    let topics = library.ids().map(|id| library.topic(id));
    let own = topics.flat_map(|topic| topic.read_matter().sites.clone());
    let known: BTreeSet<String> = own.collect();
    let synonyms = library.synonyms();
    let named = known.into_iter().map(|site| {
        let own = [&*site, words(&site)];
        let parts = own
            .iter()
            .flat_map(|name| name.split(|it: char| !it.is_alphanumeric()));
        let names: Vec<String> = own.iter().copied().chain(parts).map(fold).collect();
        let typed = synonyms.iter().filter(|(word, _)| names.contains(word));
        let typed = typed.flat_map(|(_, typed)| typed);
        FilterTarget {
            synonyms: typed.map(|it| fold(it)).collect(),
            id: site,
            names,
        }
    });
    named.collect()
}

/// What has this name, also in the plural and at the end of a word, for the forearm is an arm; else what people call
/// so; else what has a name that begins so, for it may still be typed.
fn fitting(known: &[FilterTarget], value: &str) -> Vec<String> {
    let singular = value.strip_suffix('s').unwrap_or(value);
    let ends = |name: &String| singular.len() > 2 && name.ends_with(singular);
    let is_name = |it: &FilterTarget| it.names.iter().any(|name| name == value || ends(name));
    let is_typed = |it: &FilterTarget| it.synonyms.iter().any(|name| name == value);
    let begins = |it: &FilterTarget| it.names.iter().any(|name| name.starts_with(value));
    let levels: [&dyn Fn(&FilterTarget) -> bool; 3] = [&is_name, &is_typed, &begins];
    let mut found = levels.into_iter().map(|fits| {
        let found = known.iter().filter(|it| fits(it));
        found.map(|it| it.id.clone()).collect::<Vec<_>>()
    });
    found.find(|found| !found.is_empty()).unwrap_or_default()
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
            page("types/inner.md", "organs"),
            page("types/lower.md", "forearm"),
            page("types/milia.md", "face"),
            page("types/facet.md", "facet"),
            SourceFile::new("synonyms.toml", "[words]\norgans = [\"tummy\"]\n"),
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
    fn filters_narrow_and_say_so() {
        let (filters, ids) = narrowed("in:treat site:face");
        assert_eq!(ids, ["treatments/laser"]);
        assert_eq!(filters.labels, ["in treatments", "site: face"]);
        let (filters, ids) = narrowed("site:upper-arms");
        assert_eq!(
            (filters.labels, ids),
            (
                vec!["site: upper arm".to_owned()],
                vec!["treatments/drip".to_owned()]
            )
        );
    }

    #[test]
    fn a_whole_name_is_that_name_and_a_beginning_all_that_begin_so() {
        let faces = ["treatments/laser", "types/milia"];
        for (typed, ids) in [
            ("site:face", &faces[..]),
            ("site:faces", &faces),
            ("site:fac", &[faces[0], "types/facet", faces[1]]),
            ("site:arm", &["treatments/drip", "types/lower"]),
            ("site:inner", &["types/inner"]),
            ("site:tummy", &["types/inner"]),
            ("in:types site:facet", &["types/facet"]),
        ] {
            assert_eq!(narrowed(typed).1, ids, "{typed}");
        }
    }

    #[test]
    fn an_unknown_filter_is_passed_over_and_named() {
        let (filters, ids) = narrowed("in:recipes");
        assert!(filters.is_empty());
        assert_eq!(ids.len(), 9);
        assert_eq!(
            filters.note.as_deref(),
            Some("no section is called “recipes”; there are treatments, types")
        );
    }
}
