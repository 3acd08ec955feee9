//! The places on the page that lead somewhere: links, citations, and words that the glossary explains.

use crate::app::command::Command;
use crate::app::outcome::Goal;
use crate::app::reader::Reader;
use crate::app::reader::glossary::{ExplainedWord, explained_words, glossary};
use crate::content::{BlockKind, Document, InlineKind, Item};
use crate::layout::{CitationPlace, Line, Role, width};
use crate::library::{Library, Target, TopicId};

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

/// A link in view as the screen shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkLabel<'a> {
    pub letters: &'a str,
    pub link: &'a Activation,
    pub is_selected: bool,
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
            let document = Document {
                blocks: item.blocks.clone(),
                footnotes: Vec::new(),
            };
            let mut target = None;
            document.each_inline(&mut |inline| {
                if let InlineKind::Link { target: own, .. } = &inline.kind {
                    target.get_or_insert_with(|| own.clone());
                }
            });
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

    /// Words that the glossary explains and that are no links.
    fn words_in_view(&self, library: &Library, height: usize) -> Vec<Activation> {
        let glossary = glossary(library).filter(|it| *it != self.topic);
        let Some(topic) = glossary else {
            return Vec::new();
        };
        let lines = &self.layout.lines;
        let is_heading = |line: &Line<'_>| {
            let mut spans = line.spans();
            spans.any(|span| matches!(span.style.role, Role::Heading(_)))
        };
        let texts = self.visible(height).filter_map(|number| {
            let line = lines.get(number).filter(|line| !is_heading(line))?;
            Some((number, line.text()))
        });
        explained_words(library, topic, texts)
            .into_iter()
            .filter_map(|word| {
                let ExplainedWord { line, bytes, slug } = word;
                let text = lines.get(line)?.text();
                Some(Activation {
                    line,
                    column: width::of(text.get(..bytes.start)?),
                    width: width::of(text.get(bytes.clone())?),
                    text: text.get(bytes)?.to_owned(),
                    target: ActivationTarget::Heading(topic, slug),
                })
            })
            .filter(|it| self.target_at(it.line, it.column).is_none())
            .collect()
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
