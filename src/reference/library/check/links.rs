//! Rules of the web of pages: links lead somewhere, every page leads on, every page is led to.

use std::collections::HashSet;

use crate::content::document::WIKI;
use crate::content::is_markdown;
use crate::content::nearest::nearest;
use crate::content::text::slug;
use crate::library::check::page_view::PageView;
use crate::library::check::problem::Findings;
use crate::library::check::statement::PlacedName;
use crate::library::check::view::ContentView;
use crate::library::resolve::decoded;
use crate::library::{Target, TopicId, TopicKind};

/// To how many other topics a page leads at least.
const FEWEST_LINKS: usize = 2;

/// So many headings of a page are compared with one that it has not, and so many are named.
const COMPARED: usize = 200;
const NAMED: usize = 20;

pub fn resolve(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    for link in page.links() {
        match view.library.resolve_page(view.standing(page), &link.name) {
            Target::Topic(topic, Some(heading)) => {
                if let Some(target) = view.page(topic) {
                    no_heading(view, (page, link), (target, &heading), found);
                }
            }
            Target::Here(heading) => no_heading(view, (page, link), (page, &heading), found),
            Target::Broken(target) if is_of_page(without_heading(&target), page) => {
                let message = format!("`{target}` leads to no topic");
                let help = right_target(&target, view);
                found.add(page.file, &link.place, message, help);
            }
            Target::Topic(_, None)
            | Target::Broken(_)
            | Target::Outside(_)
            | Target::Command(_) => {}
        }
    }
}

/// Whether a path must lead to a page. Another tree's relative links may lead to pictures, or to addresses its site makes.
fn is_of_page(path: &str, page: &PageView<'_>) -> bool {
    page.is_ours() || path.starts_with(WIKI) || path.starts_with("@/") || is_markdown(path)
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

fn no_heading(
    view: &ContentView<'_>,
    (page, link): (&PageView<'_>, &PlacedName),
    (target, heading): (&PageView<'_>, &str),
    found: &mut Findings,
) {
    let heading = &*decoded(heading);
    let names = target.names(view.library);
    let is_there = |name: &str| names.contains(name);
    if heading.is_empty() || is_there(heading) || is_there(&slug(heading)) {
        return;
    }
    let slugs = || {
        let headings = target.headings.iter().take(COMPARED);
        headings.map(|heading| heading.slug.as_str())
    };
    let help = match nearest(heading, slugs()) {
        Some(near) => format!("did you mean `#{near}`?"),
        None if target.headings.is_empty() => "leave the heading out: it has none".to_owned(),
        None => {
            let mut first: Vec<&str> = slugs().take(NAMED).collect();
            first.extend((target.headings.len() > NAMED).then_some("…"));
            format!("its headings are: {}", first.join(", "))
        }
    };
    let message = format!("{} has no heading `#{heading}`", target.file.path);
    found.add(page.file, &link.place, message, help);
}

pub fn onward(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    if page.kind != Some(TopicKind::Page) && view.links_from(page).len() < FEWEST_LINKS {
        let message = format!("the page links to fewer than {FEWEST_LINKS} other topics");
        let help = "link to its causes, tests, treatments or siblings";
        found.add(page.file, &page.file.end(), message, help);
    }
}

pub fn linked_from(view: &ContentView<'_>, found: &mut Findings) {
    let links = view.pages.iter().flat_map(|page| view.links_from(page));
    let reached: HashSet<TopicId> = links.collect();
    for page in view.ours().filter(|page| !page.is_section()) {
        if page.topic.is_some_and(|topic| !reached.contains(&topic)) {
            let id = page.id();
            let help = format!("write a link to @/{id}.md in a page whose reader needs it");
            found.add(page.file, &(0..0), "no other topic links here", help);
        }
    }
}
