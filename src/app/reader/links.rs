//! The places on the page that lead somewhere: links, citations, and words that the glossary explains.

use std::ops::Range;

use crate::app::{Goal, Reader};
use crate::command::Command;
use crate::content::{BlockKind, InlineKind, Item};
use crate::layout::{CitationPlace, Line, Role, width};
use crate::library::{Library, Target, TopicId};

/// The last part of the id of the topic whose headings are words explained.
const GLOSSARY: &str = "glossary";

/// The shortest word looked for.
const SHORTEST: usize = 3;

/// What a place on the page stands for: a link or a citation by its number in the layout, or a word explained elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActivationTarget {
    Link(usize),
    Citation(usize),
    Heading(TopicId, String),
}

/// A place on the page that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activation {
    pub line: usize,
    pub column: usize,
    /// The columns it fills on that line.
    pub width: usize,
    /// What stands there, in words.
    pub text: String,
    pub target: ActivationTarget,
}

impl Reader {
    /// The links and citations in view, and for peeking the words explained elsewhere, in the order of the page.
    pub fn activations(
        &self,
        library: &Library,
        height: usize,
        for_peeking: bool,
    ) -> Vec<Activation> {
        let mut found = self.links_in_view(height);
        found.extend(self.citations_in_view(height));
        if for_peeking {
            found.extend(self.words_in_view(library, height));
        }
        found.sort_by_key(|it| (it.line, it.column));
        found
    }

    /// Where a place on the page leads.
    ///
    /// # Errors
    /// When the link is broken, or the page is no longer the one the place was on; the sentence says so.
    pub fn goal_of(&self, target: &ActivationTarget, library: &Library) -> Result<Goal, String> {
        let gone = || "That place is gone.".to_owned();
        match target {
            ActivationTarget::Link(link) => {
                let link = self.layout.links.get(*link).ok_or_else(gone)?;
                self.goal_of_address(&link.target, library)
            }
            ActivationTarget::Citation(citation) => {
                let citation = self.layout.citations.get(*citation);
                citation
                    .map(|citation| Goal::Source(citation.id.to_string()))
                    .ok_or_else(gone)
            }
            ActivationTarget::Heading(topic, slug) => Ok(Goal::Heading(*topic, slug.clone())),
        }
    }

    pub fn goal_of_address(&self, address: &str, library: &Library) -> Result<Goal, String> {
        match library.resolve(self.topic, address) {
            Target::Topic(topic, None) => Ok(Goal::Topic(topic)),
            Target::Topic(topic, Some(slug)) => Ok(Goal::Heading(topic, slug)),
            Target::Here(slug) => Ok(Goal::Heading(self.topic, slug)),
            Target::Outside(address) => Ok(Goal::Outside(address)),
            Target::Command(name) => Command::named(&name)
                .map(Goal::Command)
                .ok_or_else(|| format!("No command is called {name}.")),
            Target::Broken(target) => {
                Err(format!("No topic at {target}: this link leads nowhere."))
            }
        }
    }

    /// Where the lines of the first numbered list of the page lead, in order; a line without a link leads nowhere.
    pub fn numbered_links(&self) -> Vec<String> {
        let kinds = self.page.document.blocks.iter().map(|block| &block.kind);
        let mut lists = kinds.filter_map(|kind| match kind {
            BlockKind::List {
                start: Some(_),
                items,
            } => Some(items),
            _ => None,
        });
        let items = lists.next().into_iter().flatten();
        let first = |item: &Item| {
            let mut target = None;
            for block in &item.blocks {
                block.each_inline(&mut |inline| {
                    if let InlineKind::Link { target: own, .. } = &inline.kind {
                        target.get_or_insert_with(|| own.clone());
                    }
                });
            }
            target.unwrap_or_default()
        };
        items.map(first).collect()
    }

    /// Each link once, where it begins in view: one that began above goes on there.
    fn links_in_view(&self, height: usize) -> Vec<Activation> {
        let mut found: Vec<Activation> = Vec::new();
        for line in self.visible(height) {
            let mut column = 0;
            for span in self.layout.lines.get(line).iter().flat_map(Line::spans) {
                let link = span
                    .link
                    .and_then(|number| Some((number, self.layout.links.get(number)?)));
                let columns = width::of(span.text);
                if let Some((number, link)) = link {
                    let target = ActivationTarget::Link(number);
                    match found.iter_mut().find(|it| it.target == target) {
                        Some(known) if known.line == line => known.width += columns,
                        Some(_) => {}
                        None => found.push(Activation {
                            line,
                            column,
                            width: columns,
                            text: link.text.to_string(),
                            target,
                        }),
                    }
                }
                column += columns;
            }
        }
        found
    }

    fn citations_in_view(&self, height: usize) -> impl Iterator<Item = Activation> {
        let shown = self.visible(height);
        let citations = self.layout.citations.iter().enumerate();
        let in_view = citations.filter(move |(_, citation)| shown.contains(&citation.line));
        in_view.map(|(number, citation)| Activation {
            line: citation.line,
            column: citation.column,
            width: citation.width(),
            text: format!("source {}", citation.number),
            target: ActivationTarget::Citation(number),
        })
    }

    /// Each word that the glossary explains, where it first stands in view and is no link.
    fn words_in_view(&self, library: &Library, height: usize) -> Vec<Activation> {
        let glossary = glossary(library).filter(|it| *it != self.topic);
        let mut terms = glossary.map_or_else(Vec::new, |topic| terms(library, topic));
        let mut found: Vec<(Range<usize>, Activation)> = Vec::new();
        for line in self.visible(height) {
            let own = self.layout.lines.get(line);
            let Some(own) = own.filter(|line| !is_heading(line)) else {
                continue;
            };
            let (text, lower) = (own.text(), own.text().to_ascii_lowercase());
            terms.retain(|(word, target)| {
                let is_free = |bytes: &Range<usize>| {
                    let mut known = found.iter().filter(|(_, it)| it.line == line);
                    known.all(|(known, _)| known.end <= bytes.start || bytes.end <= known.start)
                };
                let Some(bytes) = find(&lower, word).filter(is_free) else {
                    return true;
                };
                let word = text.get(bytes.clone()).unwrap_or_default();
                let explained = Activation {
                    line,
                    column: text.get(..bytes.start).map_or(0, width::of),
                    width: width::of(word),
                    text: word.to_owned(),
                    target: target.clone(),
                };
                found.push((bytes, explained));
                false
            });
        }
        let found = found.into_iter().map(|(_, word)| word);
        let is_link = |it: &Activation| self.target_at(it.line, it.column).is_some();
        found.filter(|it| !is_link(it)).collect()
    }

    /// The link or citation at a column of a line.
    pub fn target_at(&self, line: usize, column: usize) -> Option<ActivationTarget> {
        let mut start = 0;
        for span in self.layout.lines.get(line)?.spans() {
            let end = start + width::of(span.text);
            if (start..end).contains(&column)
                && let Some(link) = span.link
            {
                return Some(ActivationTarget::Link(link));
            }
            start = end;
        }
        let covers = |it: &CitationPlace| (it.column..it.column + it.width()).contains(&column);
        let mut citations = self.layout.citations.iter();
        citations
            .position(|it| it.line == line && covers(it))
            .map(ActivationTarget::Citation)
    }
}

fn is_heading(line: &Line<'_>) -> bool {
    let mut spans = line.spans();
    spans.any(|span| matches!(span.style.role, Role::Heading(_)))
}

/// The topic that explains words, if the reference has one.
fn glossary(library: &Library) -> Option<TopicId> {
    library.ids().find(|id| {
        let id = &library.topic(*id).id;
        id.rsplit('/').next() == Some(GLOSSARY)
    })
}

/// The words of the glossary and what explains them; longer ones first, so that "blood calcium" is not taken for
/// "calcium".
fn terms(library: &Library, glossary: TopicId) -> Vec<(String, ActivationTarget)> {
    let document = library.document(glossary);
    let headings = document.headings().filter(|(level, ..)| *level > 1);
    let terms = headings.map(|(_, slug, title, _)| {
        let target = ActivationTarget::Heading(glossary, slug.to_owned());
        (bare(&title), target)
    });
    let mut terms: Vec<_> = terms.filter(|(word, _)| word.len() >= SHORTEST).collect();
    terms.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    terms
}

/// The heading in lower case, without what stands in brackets.
fn bare(title: &str) -> String {
    let word = title.split(" (").next().unwrap_or(title);
    word.trim().to_ascii_lowercase()
}

/// The word in the text, alone or with a plural's letter behind it.
fn find(text: &str, word: &str) -> Option<Range<usize>> {
    text.match_indices(word)
        .map(|(start, found)| start..start + found.len())
        .find(|bytes| {
            let before = text.get(..bytes.start).unwrap_or_default();
            let after = text.get(bytes.end..).unwrap_or_default();
            let after = after.strip_prefix('s').unwrap_or(after);
            !before.ends_with(is_letter) && !after.starts_with(is_letter)
        })
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || character == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whole_or_in_the_plural() {
        assert_eq!(find("two ulcers on", "ulcer"), Some(4..9));
        assert_eq!(find("an ulcer.", "ulcer"), Some(3..8));
        assert_eq!(find("ulcerated skin", "ulcer"), None);
        assert_eq!(find("pre-ulcer state, ulcer", "ulcer"), Some(17..22));
        assert_eq!(bare("Parathyroid hormone (PTH)"), "parathyroid hormone");
    }
}
