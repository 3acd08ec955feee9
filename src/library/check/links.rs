//! Rules of the web of pages: links lead somewhere, every page leads on, every page is led to.

use std::collections::HashSet;

use crate::content::document::WIKI;
use crate::content::is_markdown;
use crate::content::nearest::nearest;
use crate::library::check::page_view::PageView;
use crate::library::check::passage::PlacedName;
use crate::library::check::view::{ContentView, Finding};
use crate::library::resolve::anchor_in;
use crate::library::{Target, TopicId, TopicKind};

/// To how many other topics a page leads at least.
const FEWEST_LINKS: usize = 2;

pub fn resolve<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    page.links()
        .filter_map(|link| broken(page, view, link))
        .collect()
}

/// Whether a path must lead to a page. Another tree's relative links may lead to pictures, or to addresses its site makes.
fn is_of_page(path: &str, page: &PageView<'_>) -> bool {
    page.is_ours() || path.starts_with(WIKI) || path.starts_with("@/") || is_markdown(path)
}

fn broken<'a>(
    page: &PageView<'a>,
    view: &ContentView<'a>,
    link: &PlacedName,
) -> Option<Finding<'a>> {
    match view.library.resolve(view.standing(page), &link.name) {
        Target::Topic(topic, Some(heading)) => {
            no_heading(page, (view, view.page(topic)?), link, &heading)
        }
        Target::Here(heading) => no_heading(page, (view, page), link, &heading),
        Target::Broken(target) if is_of_page(without_heading(&target), page) => {
            let message = format!("`{target}` leads to no topic");
            Some(
                page.file
                    .finding(link.place.clone(), message, right_target(&target, view)),
            )
        }
        Target::Topic(_, None) | Target::Broken(_) | Target::Outside(_) | Target::Command(_) => {
            None
        }
    }
}

fn right_target(target: &str, view: &ContentView<'_>) -> String {
    let path = without_heading(target)
        .trim_start_matches("@/")
        .trim_start_matches(WIKI)
        .trim_end_matches(']');
    let id = [".md", ".MD"].iter().find_map(|end| path.strip_suffix(end));
    let near = view.ids.nearest(id.unwrap_or(path));
    near.map_or_else(
        || "write `@/section/topic.md`, as `calcinosis list` names the topics".to_owned(),
        |near| format!("did you mean `@/{near}.md`?"),
    )
}

fn without_heading(target: &str) -> &str {
    target.split('#').next().unwrap_or_default()
}

fn no_heading<'a>(
    page: &PageView<'a>,
    (view, target): (&ContentView<'a>, &PageView<'_>),
    link: &PlacedName,
    heading: &str,
) -> Option<Finding<'a>> {
    let slugs = || target.headings.iter().map(|heading| heading.slug.as_str());
    let is_made = || {
        let page = target.topic.map(|topic| view.library.page(topic));
        page.is_some_and(|page| {
            page.document
                .headings()
                .any(|(_, slug, ..)| slug == heading)
        })
    };
    let is_there =
        slugs().any(|slug| slug == heading) || anchor_in(target.file.text, heading).is_some();
    if heading.is_empty() || is_there || is_made() {
        return None;
    }
    let help = match nearest(heading, slugs()) {
        Some(near) => format!("did you mean `#{near}`?"),
        None if target.headings.is_empty() => "leave the heading out: it has none".to_owned(),
        None => format!(
            "its headings are: {}",
            slugs().collect::<Vec<_>>().join(", ")
        ),
    };
    let message = format!("{} has no heading `#{heading}`", target.file.path);
    Some(page.file.finding(link.place.clone(), message, help))
}

pub fn onward<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let count = view.links_from(page).len();
    if page.kind == Some(TopicKind::Page) || count >= FEWEST_LINKS {
        return Vec::new();
    }
    let message = format!("the page links to fewer than {FEWEST_LINKS} other topics");
    let end = page.file.text.trim_end().len();
    vec![page.file.finding(
        end..end,
        message,
        "link to its causes, tests, treatments or siblings",
    )]
}

pub fn linked_from<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let reached: HashSet<TopicId> = view
        .pages
        .iter()
        .flat_map(|page| view.links_from(page))
        .collect();
    let alone = |page: &&PageView<'a>| {
        !page.is_section() && page.topic.is_some_and(|topic| !reached.contains(&topic))
    };
    view.ours()
        .filter(alone)
        .map(|page| {
            let help = format!(
                "write a link to @/{}.md in a page whose reader needs it",
                page.id()
            );
            page.file.finding(0..0, "no other topic links here", help)
        })
        .collect()
}
