//! What the filters `in:` and `site:` of a query let through.

use std::collections::BTreeSet;

use crate::content::text::fold;
use crate::library::{Library, Topic, TopicId};
use crate::search::query::Query;

/// Sections named when one is asked for that does not exist.
const NAMED: usize = 8;

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
        let names = |topic: &Topic| {
            let id = topic.id.to_lowercase();
            let last = id.rsplit('/').next().unwrap_or_default().to_owned();
            vec![fold(&topic.title), last, id]
        };
        let all = sections.iter().map(|topic| (&*topic.id, names(topic)));
        let found = fitting(&all, value);
        if found.is_empty() {
            let known = sections.iter().take(NAMED).map(|topic| &*topic.id);
            self.note = Some(unknown("section", value, known));
            return;
        }
        self.labels.push(format!("in {}", found.join(", ")));
        self.sections.extend(found);
    }

    fn site(&mut self, value: &str, library: &Library) {
        let sites = library
            .ids()
            .flat_map(|id| &library.topic(id).matter().sites);
        let known: BTreeSet<&str> = sites.map(String::as_str).collect();
        // The arm is the upper arm too.
        let names = |site: &str| {
            std::iter::once(site)
                .chain(site.split('-'))
                .map(fold)
                .collect()
        };
        let found = fitting(&known.iter().map(|site| (*site, names(site))), value);
        if found.is_empty() {
            self.note = Some(unknown("site", value, known.into_iter()));
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
        let mut own = topic.matter().sites.iter();
        let site = self.sites.is_empty() || own.any(|site| self.sites.contains(site));
        section && site
    }

    /// The topics that pass, in reading order.
    pub fn all<'a>(&'a self, library: &'a Library) -> impl Iterator<Item = TopicId> + 'a {
        library.ids().filter(|id| self.allow(library.topic(*id)))
    }
}

/// What has this name, also in the plural; else what has a name that begins so, for it may still be typed.
fn fitting<'a>(
    named: &(impl Iterator<Item = (&'a str, Vec<String>)> + Clone),
    value: &str,
) -> Vec<String> {
    let singular = value.strip_suffix('s').unwrap_or(value);
    let is_name = |name: &String| name == value || name == singular;
    let begins = |name: &String| name.starts_with(value);
    let with = |fits: &dyn Fn(&String) -> bool| -> Vec<String> {
        let found = named.clone().filter(|(_, names)| names.iter().any(fits));
        found.map(|(own, _)| own.to_owned()).collect()
    };
    let exact = with(&is_name);
    if exact.is_empty() {
        with(&begins)
    } else {
        exact
    }
}

fn unknown<'a>(kind: &str, value: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    format!(
        "no {kind} is called “{value}”; there are {}",
        known.join(", ")
    )
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
            page("types/facet.md", "facet"),
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
    fn a_whole_name_is_that_name_and_a_beginning_all_that_begin_so() {
        let faces = ["treatments/laser", "types/milia"];
        for (typed, ids) in [
            ("site:face", &faces[..]),
            ("site:faces", &faces),
            ("site:fac", &[faces[0], "types/facet", faces[1]]),
            ("site:arm", &["treatments/drip"]),
            ("in:types site:facet", &["types/facet"]),
        ] {
            assert_eq!(narrowed(typed).1, ids, "{typed}");
        }
    }

    #[test]
    fn an_unknown_filter_is_passed_over_and_named() {
        let (filters, ids) = narrowed("in:recipes");
        assert!(filters.is_empty());
        assert_eq!(ids.len(), 7);
        assert_eq!(
            filters.note.as_deref(),
            Some("no section is called “recipes”; there are treatments, types")
        );
    }
}
