//! Sentences with what they cite: what a figure must be found in.

use std::ops::Range;

use crate::content::{Inline, InlineKind};

/// A sentence, or a row that is read as one, with the ids it cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    pub text: String,
    pub cited: Vec<String>,
}

/// A citation's id or a link's target, where it stands.
#[derive(Clone, Debug)]
pub struct PlacedName {
    pub name: String,
    pub place: Range<usize>,
}

/// Running text being read; a citation belongs to the sentence it stands in or behind.
#[derive(Default)]
pub struct StatementReader {
    pub statements: Vec<Statement>,
    /// Citations side by side, as clusters.
    pub clusters: Vec<Vec<PlacedName>>,
    pub links: Vec<PlacedName>,
    open: Statement,
    /// Whether the next citation belongs to the cluster before it.
    joins: bool,
}

impl StatementReader {
    /// Reads the cells of a row, or the one run of a paragraph; `is_one` makes all of it one statement.
    pub fn of(runs: &[&[Inline]], is_one: bool) -> Self {
        let mut reader = Self::default();
        for run in runs {
            reader.joins = false;
            reader.read(run);
            // What stands in two cells is no single number.
            reader.text(" | ");
        }
        reader.close();
        if is_one {
            let all = std::mem::take(&mut reader.statements);
            let texts: Vec<&str> = all.iter().map(|it| it.text.as_str()).collect();
            reader.statements.push(Statement {
                text: texts.join(" "),
                cited: all.iter().flat_map(|it| it.cited.clone()).collect(),
            });
        }
        reader
    }

    fn read(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let named = |name: &String| PlacedName {
                name: name.clone(),
                place: inline.range.clone(),
            };
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => {
                    self.joins &= text.trim().is_empty();
                    self.text(text);
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => self.text(" "),
                InlineKind::Citation { id, .. } => {
                    self.open.cited.push(id.clone());
                    match self.clusters.last_mut().filter(|_| self.joins) {
                        Some(cluster) => cluster.push(named(id)),
                        None => self.clusters.push(vec![named(id)]),
                    }
                    self.joins = true;
                }
                InlineKind::Link { target, .. } => self.links.push(named(target)),
                _ => {}
            }
            self.read(inline.children());
        }
    }

    fn text(&mut self, text: &str) {
        for word in text.split_inclusive(char::is_whitespace) {
            let open = &self.open.text;
            let ends = || open.trim_end().ends_with(['.', '!', '?']);
            if !word.trim().is_empty() && open.ends_with(char::is_whitespace) && ends() {
                self.close();
            }
            self.open.text.push_str(word);
        }
    }

    fn close(&mut self) {
        let statement = std::mem::take(&mut self.open);
        if !statement.text.trim_matches([' ', '|']).is_empty() || !statement.cited.is_empty() {
            self.statements.push(statement);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::inlines;

    #[test]
    fn a_citation_belongs_to_the_sentence_before_it() {
        let read = inlines("One 2.5 mm.[^a][^b] Two *and* three[^c] here. Four.");
        let found: Vec<(String, usize)> = StatementReader::of(&[&read], false)
            .statements
            .into_iter()
            .map(|it| (it.text.trim_matches([' ', '|']).to_owned(), it.cited.len()))
            .collect();
        let expected = [("One 2.5 mm.", 2), ("Two and three here.", 1), ("Four.", 0)];
        assert_eq!(
            found,
            expected.map(|(text, count)| (text.to_owned(), count))
        );
        assert_eq!(
            StatementReader::of(&[&read], true).statements[0].cited,
            ["a", "b", "c"]
        );
    }
}
