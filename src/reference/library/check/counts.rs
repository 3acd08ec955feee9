//! What a reference holds, counted: the summary of `check`.

use std::fmt::Write as _;

use crate::content::Urgency;
use crate::library::check::numbers::Quantities;
use crate::library::check::statement::Statement;
use crate::library::check::support::{UNKNOWN, is_said_unknown};
use crate::library::check::view::ContentView;

/// Counts a reference of ours, in sentences; empty for other people's trees.
pub fn summary(view: &ContentView<'_>) -> String {
    let library = view.library;
    let topics = view.ours().filter(|page| !page.is_section()).count();
    if topics == 0 {
        return String::new();
    }
    let rows = &library.red_flags().rows;
    let level = |urgency: &Urgency| {
        let count = rows.iter().filter(|row| row.urgency == *urgency).count();
        format!("{count} {}", urgency.name())
    };
    let levels: Vec<String> = Urgency::ALL.iter().map(level).collect();
    let sources = || library.sources().iter();
    let says = sources().filter(|(_, it)| !it.says.is_empty()).count();
    let statements = || {
        let passages = view.ours();
        let passages = passages.flat_map(|page| page.passages.iter().map(move |it| (page, it)));
        passages.flat_map(|(page, passage)| passage.statements.iter().map(move |it| (page, it)))
    };
    let cited = || statements().filter(|(_, it)| !it.cited.is_empty());
    let has_numbers = |it: &Statement| Quantities::of(&it.text).claims().next().is_some();
    let numbers = cited().filter(|(_, it)| has_numbers(it)).count();
    let is_unknown = |it: &Statement| {
        let text = it.text.to_lowercase();
        UNKNOWN.iter().any(|words| text.contains(words)) && is_said_unknown(view, it)
    };
    let unknown: Vec<_> = statements().filter(|(_, it)| is_unknown(it)).collect();
    let mut summary = format!(
        "{topics} topics, {} red flags ({}).\n\
         {} sources, {says} of them with what they say.\n\
         Cited sentences: {}, with numbers: {numbers}; exceptions from rules: {}.\n\
         Said to be not known: {}\n",
        rows.len(),
        levels.join(", "),
        sources().count(),
        cited().count(),
        library.red_flags().exceptions.len(),
        unknown.len(),
    );
    for (page, it) in unknown {
        let _ = writeln!(summary, "  {}: {}", page.id(), it.cited.join(", "));
    }
    summary
}
