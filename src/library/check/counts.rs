//! What a reference holds, counted: the summary of `check`.

use std::fmt;

use crate::content::{SourceFile, URGENCIES};
use crate::library::Library;
use crate::library::check::numbers::Quantities;
use crate::library::check::statement::Statement;
use crate::library::check::support::{UNKNOWN, is_said_unknown};
use crate::library::check::view::ContentView;

/// How much of everything there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub topics: usize,
    /// The rows of the list of warning signs, by urgency.
    pub red_flags: Vec<(&'static str, usize)>,
    pub sources: usize,
    pub sources_that_say: usize,
    pub cited_sentences: usize,
    pub with_numbers: usize,
    pub exceptions: usize,
    /// Sentences that say that something is not known, with the sources that say so too.
    pub not_known: Vec<(String, Vec<String>)>,
}

impl Counts {
    /// Counts a reference of ours; an empty count for other people's trees.
    pub fn of(files: &[SourceFile], library: &Library) -> Self {
        let texts: Vec<_> = files
            .iter()
            .filter_map(|file| Some((file, file.text().ok()?)))
            .collect();
        let view = ContentView::new(&texts, library, "");
        let statements = || {
            let passages = view
                .ours()
                .flat_map(|page| page.passages.iter().map(move |it| (page, it)));
            passages.flat_map(|(page, passage)| passage.statements.iter().map(move |it| (page, it)))
        };
        let cited: Vec<&Statement> = statements()
            .map(|(_, statement)| statement)
            .filter(|statement| !statement.cited.is_empty())
            .collect();
        let has_numbers = |it: &&&Statement| Quantities::of(&it.text).claims().next().is_some();
        let unknown = statements().filter(|(_, statement)| {
            let text = statement.text.to_lowercase();
            UNKNOWN.iter().any(|words| text.contains(words)) && is_said_unknown(&view, statement)
        });
        let rows = &library.red_flags().rows;
        let level = |(name, urgency): &(&'static str, _)| {
            let count = rows.iter().filter(|row| row.urgency == *urgency).count();
            (*name, count)
        };
        Self {
            topics: view.ours().filter(|page| !page.is_section()).count(),
            red_flags: URGENCIES.iter().map(level).collect(),
            sources: library.sources().iter().count(),
            sources_that_say: library
                .sources()
                .iter()
                .filter(|(_, it)| !it.says.is_empty())
                .count(),
            with_numbers: cited.iter().filter(has_numbers).count(),
            cited_sentences: cited.len(),
            exceptions: view.exceptions.len(),
            not_known: unknown
                .map(|(page, it)| (page.id().to_owned(), it.cited.clone()))
                .collect(),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.topics == 0 {
            return Ok(());
        }
        let flags: usize = self.red_flags.iter().map(|(_, count)| count).sum();
        let levels = self
            .red_flags
            .iter()
            .map(|(name, count)| format!("{count} {name}"));
        let levels = levels.collect::<Vec<_>>().join(", ");
        writeln!(
            formatter,
            "{} topics, {flags} red flags ({levels}).",
            self.topics
        )?;
        writeln!(
            formatter,
            "{} sources, {} of them with what they say.",
            self.sources, self.sources_that_say
        )?;
        writeln!(
            formatter,
            "Cited sentences: {}, with numbers: {}; exceptions from rules: {}.",
            self.cited_sentences, self.with_numbers, self.exceptions
        )?;
        writeln!(formatter, "Said to be not known: {}", self.not_known.len())?;
        for (page, sources) in &self.not_known {
            writeln!(formatter, "  {page}: {}", sources.join(", "))?;
        }
        Ok(())
    }
}
