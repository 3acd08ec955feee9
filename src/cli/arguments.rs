//! What can be asked on the command line.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser};
use clap_complete::Shell;

use crate::cli::manual::ManualPage;
use crate::command::SheetFormat;
use crate::library::check::{CHECKS, Check};
use crate::plain::Format;

/// A reference on calcinosis, calcium deposits in skin and soft tissue, read in a terminal.
///
/// Without a command the reader opens: a tree of topics beside a page. It works offline, on any terminal and
/// over ssh. It does not replace a clinician.
#[derive(Debug, Default, Parser)]
#[command(
    name = "calcinosis",
    version,
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// Read this content folder instead of the built-in reference
    #[arg(long, value_name = "DIR", global = true)]
    pub content: Option<PathBuf>,
    /// Follow links that lead out of that folder
    #[arg(long, global = true)]
    pub follow: bool,
    /// The longest file that is read of that folder, in bytes [default: 16777216]
    #[arg(long, value_name = "BYTES", global = true)]
    pub max_file_size: Option<u64>,
    #[command(subcommand)]
    pub command: Option<Subcommand>,
    #[command(flatten)]
    pub reading: Reading,
}

/// How the reader opens.
#[derive(Args, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Reading {
    /// Colour theme by name
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Draw with ASCII signs only
    #[arg(long)]
    pub ascii: bool,
    /// Longest line of text, in columns
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=400))]
    pub width: Option<u16>,
    /// Never scroll a part of the screen alone, for terminals that say they can and cannot
    #[arg(long)]
    pub no_margins: bool,
    /// No drawing: one line in, text out, numbered choices
    #[arg(long)]
    pub plain: bool,
    /// Show what changes in that folder as soon as it does
    #[arg(long, requires = "content")]
    pub watch: bool,
    #[command(flatten)]
    pub keeping: Keeping,
    /// Topic to open: an id such as types/tumoral, perhaps with #heading, or a search key; other words are searched for
    #[arg(value_name = "WORDS", num_args = 0..)]
    pub topic: Vec<String>,
}

/// What a visit may leave behind.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Keeping {
    /// Read and write nothing of earlier visits; the header says PRIVATE
    #[arg(long)]
    pub private: bool,
    /// Write no file at all: safe as a forced command over ssh
    #[arg(long)]
    pub locked: bool,
}

#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    /// Write one topic, or the part of it below a heading
    Show(Show),
    /// Search titles, search keys and text, best first
    Search(Search),
    /// List every topic in reading order
    List {
        /// How to write it
        #[arg(long, value_parser = named(TEXT_OR_JSON), default_value = "text", value_name = "FORMAT")]
        format: Format,
    },
    /// Check a content folder against every rule
    #[command(after_long_help = rules())]
    Check {
        /// The folder; without it, the built-in reference
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Check again whenever a file of the folder changes
        #[arg(long, requires = "folder")]
        watch: bool,
        /// How to write it
        #[arg(long, value_parser = named(TEXT_OR_JSON), default_value = "text", value_name = "FORMAT")]
        format: Format,
    },
    /// Serve the reader over SSH
    #[cfg(feature = "serve")]
    Serve(crate::cli::serve::Serve),
    /// Write the settings in force, with comments
    Config,
    /// Write the visit sheet: what was clipped while reading, with questions to ask
    Sheet {
        /// How to write it
        #[arg(long, value_parser = named(OF_SHEETS), default_value = "text", value_name = "FORMAT")]
        format: SheetFormat,
    },
    /// Write a completion script for a shell
    Completions {
        /// The shell that reads it
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write a manual page, for man
    Man {
        /// Whose page: the reader's, calcinosis(1), or the server's, calcinosis-serve(8)
        #[arg(value_enum, default_value_t, value_name = "PAGE")]
        page: ManualPage,
    },
}

/// The rules of the check, a line each.
fn rules() -> String {
    let line = |check: &Check| format!("  {}: {}", check.name, check.rule);
    let lines: Vec<String> = CHECKS.iter().map(line).collect();
    let lines = lines.join("\n");
    format!(
        "Rules:\n{lines}\n\nMost hold only below a section whose _index.md names a `kind` under [extra]."
    )
}

#[derive(Args, Debug)]
pub struct Show {
    /// Topic id, perhaps with #heading, or a search key
    #[arg(value_name = "TOPIC[#heading]", required = true)]
    pub topic: Vec<String>,
    /// How to write it
    #[arg(long, value_parser = named(OF_TOPICS), default_value = "text", value_name = "FORMAT")]
    pub format: Format,
    /// Longest line, in columns
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub width: Option<u16>,
}

#[derive(Args, Debug)]
pub struct Search {
    /// What to look for; in:treatments and site:face narrow
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// The most hits to list
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// How to write it
    #[arg(long, value_parser = named(TEXT_OR_JSON), default_value = "text", value_name = "FORMAT")]
    pub format: Format,
}

/// How most commands write, and how a topic and the sheet can be written besides.
pub const TEXT_OR_JSON: &[(&str, Format)] = &[("text", Format::Text), ("json", Format::Json)];

const OF_TOPICS: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("markdown", Format::Markdown),
    ("json", Format::Json),
];

const OF_SHEETS: &[(&str, SheetFormat)] = &[
    ("text", SheetFormat::Text),
    ("markdown", SheetFormat::Markdown),
    ("json", SheetFormat::Json),
    ("html", SheetFormat::Html),
];

/// Reads the name of one of these formats.
pub fn named<F>(formats: &'static [(&'static str, F)]) -> impl TypedValueParser<Value = F>
where
    F: Copy + Default + Send + Sync + 'static,
{
    let names = formats.iter().map(|(name, _)| *name);
    PossibleValuesParser::new(names).map(move |name| {
        let format = formats.iter().find(|(known, _)| *known == name);
        format.map_or_else(F::default, |(_, format)| *format)
    })
}
