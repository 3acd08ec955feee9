//! Sentences with what they cite: what a figure must be found in.

use crate::content::{Inline, InlineKind};

/// A sentence, or a row that is read as one, with the ids it cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    pub text: String,
    pub cited: Vec<String>,
}

/// The sentences of running text; a citation belongs to the sentence it stands in or behind.
pub fn sentences_of(runs: &[&[Inline]]) -> Vec<Statement> {
    let mut reader = SentenceReader::default();
    for run in runs {
        reader.read(run);
        // What stands in two cells is no single number.
        reader.text(" | ");
    }
    reader.close();
    reader.statements
}

/// All of it as one statement, as a row of a table is read.
pub fn whole(runs: &[&[Inline]]) -> Vec<Statement> {
    let all = sentences_of(runs).into_iter();
    let joined = all.fold(Statement::default(), |mut whole, next| {
        whole.text.push_str(&next.text);
        whole.text.push(' ');
        whole.cited.extend(next.cited);
        whole
    });
    vec![joined]
}

#[derive(Default)]
struct SentenceReader {
    statements: Vec<Statement>,
    open: Statement,
}

impl SentenceReader {
    fn read(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => self.text(text),
                InlineKind::SoftBreak | InlineKind::HardBreak => self.text(" "),
                InlineKind::Citation { id, .. } => self.open.cited.push(id.clone()),
                _ => self.read(inline.children()),
            }
        }
    }

    fn text(&mut self, text: &str) {
        for word in text.split_inclusive(char::is_whitespace) {
            let ended = self.open.text.ends_with(char::is_whitespace)
                && self.open.text.trim_end().ends_with(['.', '!', '?']);
            if ended && !word.trim().is_empty() {
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
        let found: Vec<(String, usize)> = sentences_of(&[&read])
            .into_iter()
            .map(|it| (it.text.trim_matches([' ', '|']).to_owned(), it.cited.len()))
            .collect();
        let expected = [("One 2.5 mm.", 2), ("Two and three here.", 1), ("Four.", 0)];
        assert_eq!(
            found,
            expected.map(|(text, count)| (text.to_owned(), count))
        );
        assert_eq!(whole(&[&read])[0].cited, ["a", "b", "c"]);
    }
}
