//! The lists that lie over the page, each with its rows.

use std::iter;

use crate::app::overlay::list::ListKind;
use crate::app::{Goal, Kept, List, ListItem, Reader};
use crate::content::RedFlag;
use crate::layout::Anchor;
use crate::library::red_flags::ANYONE;
use crate::library::sites::{SITES, own_sites, site, words};
use crate::library::{Library, Source, TopicId, kind_and_people};
use crate::shelf::Place;

/// The headings of the open page, that of the cursor selected.
pub fn outline(reader: &Reader) -> List {
    let rows = reader.layout.headings.iter().map(|heading| {
        let goal = Goal::Heading(reader.topic, heading.slug.to_string());
        ListItem {
            indent: usize::from(heading.level.saturating_sub(1)),
            ..ListItem::to(goal, heading.title.to_string(), "")
        }
    });
    let list = List::new(ListKind::Outline(None), "Outline", rows.collect());
    list.selecting(reader.heading_here().unwrap_or(0))
}

/// Every topic with its section's indent.
pub fn contents(library: &Library, open: TopicId) -> List {
    let rows = library.ids().map(|id| ListItem {
        indent: library.ancestors(id).len(),
        ..ListItem::to(Goal::Topic(id), library.topic(id).title.to_string(), "")
    });
    List::new(ListKind::Rows, "Contents", rows.collect()).selecting(open.index())
}

/// The bookmarks, newest first.
pub fn bookmarks(library: &Library, kept: &Kept) -> List {
    let places = kept.shelf.bookmarks.iter().rev();
    let rows = places.filter_map(|place| place_row(library, place));
    List::new(ListKind::Bookmarks, "Bookmarks", rows.collect())
}

/// A place that is kept: the topic's title and the part's. None when the topic is gone.
pub fn place_row(library: &Library, place: &Place) -> Option<ListItem<'static>> {
    let (topic, offset) = place.find(library)?;
    let page = library.page(topic);
    let mut headings = page.document.headings();
    let part = headings.find(|(_, slug, _, _)| !slug.is_empty() && *slug == place.heading);
    let part = part.map_or_else(String::new, |(_, _, title, _)| title);
    let goal = Goal::Anchor(topic, Anchor(offset));
    let title = library.topic(topic).title.to_string();
    Some(ListItem::to(goal, title, part))
}

/// The sources of the open page.
pub fn sources(library: &Library, reader: &Reader) -> List {
    let row = |(index, id): (usize, &String)| {
        let source = library.sources().get(id);
        let title = source.map_or(id.as_str(), |source| source.title.as_str());
        let text = format!("[{}] {title}", index + 1);
        let detail = source.map(kind_and_year).unwrap_or_default();
        ListItem::to(Goal::Source(id.clone()), text, detail)
    };
    let rows = reader.page.citations.iter().enumerate().map(row);
    List::new(ListKind::Sources, "Sources of this page", rows.collect())
}

/// What kind of source it is, with how many people and its year; its quality only where that is weak.
fn kind_and_year(source: &Source) -> String {
    let mut parts = vec![kind_and_people(source)];
    parts.extend(source.year.map(|year| year.to_string()));
    parts.extend(source.is_weak().then(|| "weak".to_owned()));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// What stands above the places that the open topic names.
const HERE: &str = "On this page";

/// Where on the body: the places of the open topic, from head to toe, then all others that topics name.
pub fn body_map(library: &Library, topic: TopicId) -> List {
    let topic = library.topic(topic);
    let own = own_sites(topic);
    let known = SITES.iter().map(|site| site.name);
    // Places that the figure does not have are listed without it.
    let named_by_tree = library.words().sites.iter().map(String::as_str);
    let named_by_tree = named_by_tree.filter(|name| site(name).is_none());
    let others = known.chain(named_by_tree);
    let others = others.filter(|name| !own.contains(name));
    let (here, elsewhere) = match own.as_slice() {
        [] => ("", "All places"),
        _ => (HERE, "Other places"),
    };
    let own_rows = own.iter().filter_map(|name| site_row(library, name, here));
    let mut rows: Vec<ListItem<'static>> = own_rows.collect();
    let kind = ListKind::Sites(rows.len());
    rows.extend(others.filter_map(|name| site_row(library, name, elsewhere)));
    let title = format!("Where on the body: {}", topic.title);
    List::new(kind, title, rows)
}

/// A place as a row of the body map; None where no topic names it.
fn site_row(library: &Library, name: &str, group: &str) -> Option<ListItem<'static>> {
    let names = |id: &TopicId| {
        library
            .topic(*id)
            .matter()
            .sites
            .iter()
            .any(|site| site == name)
    };
    let count = match library.ids().filter(names).count() {
        0 => return None,
        1 => "1 topic".to_owned(),
        count => format!("{count} topics"),
    };
    let text = words(name);
    let here = if group == HERE { ", on this page" } else { "" };
    Some(ListItem {
        group: group.to_owned().into(),
        search_text: format!("{text} {name}"),
        plain_text: Some(format!("{text}{here}, {count}")),
        ..ListItem::to(Goal::Site(name.to_owned()), text, count)
    })
}

/// When to get help: the warning signs by how soon, narrowed by who they are for, then the pages.
pub fn urgent(library: &Library) -> List {
    let title = library.words().urgent.as_deref().unwrap_or("Urgent");
    let everybody = ("everybody".to_owned(), urgent_rows(library, None));
    let rows = everybody.1.clone();
    let flags = library.red_flags();
    let groups = flags.groups.iter();
    let groups = groups
        .filter(|group| *group != ANYONE && flags.general().any(|row| row.groups.contains(group)));
    let groups = groups.map(|group| (group.replace('-', " "), urgent_rows(library, Some(group))));
    let groups = iter::once(everybody).chain(groups);
    List::new(ListKind::Urgent(groups.collect(), 0), title, rows)
}

fn urgent_rows(library: &Library, group: Option<&str>) -> Vec<ListItem<'static>> {
    let mut rows: Vec<ListItem<'static>> = Vec::new();
    for (urgency, mut flags) in library.red_flags_for(group) {
        let words = library.red_flags().words(urgency);
        let heading = format!("{}: {}", words.name, words.means);
        let heading = (heading.trim_end_matches(": "), words.name.as_str());
        // What is for them alone stands before what is for anyone.
        let is_own = |row: &RedFlag| group.is_some_and(|it| row.groups.iter().any(|own| own == it));
        flags.sort_by_key(|row| !is_own(row));
        rows.extend(flags.into_iter().map(|row| sign_row(row, heading)));
    }
    let heading = if rows.is_empty() { "" } else { "Pages" };
    let pages = library.urgent_topics().map(|id| {
        let topic = library.topic(id);
        let (title, description) = (topic.title.to_string(), topic.description.to_string());
        ListItem {
            group: heading.to_owned().into(),
            ..ListItem::to(Goal::Topic(id), title, description)
        }
    });
    rows.extend(pages);
    rows
}

/// A warning sign below how soon it must be seen to.
fn sign_row(row: &RedFlag, (heading, soon): (&str, &str)) -> ListItem<'static> {
    let groups = row.groups.iter().filter(|group| *group != ANYONE);
    let groups: Vec<String> = groups.map(|group| group.replace('-', " ")).collect();
    let all = [&row.short, &row.who].into_iter();
    let all = all.chain(&row.signs).chain(&groups).map(String::as_str);
    ListItem {
        group: heading.to_owned().into(),
        plain_text: (!soon.is_empty()).then(|| format!("{soon}: {}", row.short)),
        search_text: all.collect::<Vec<_>>().join(" "),
        ..ListItem::to(Goal::Sign(row.id.clone()), &row.short, groups.join(", "))
    }
}
