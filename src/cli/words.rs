//! The words understood over SSH: the same commands with the same options, and none that reaches a file.

use clap::{CommandFactory as _, Parser};

use crate::cli::arguments::{Search, Show, TEXT_OR_JSON, named};
use crate::cli::{CliOutcome, commands, written, wrong_use};
use crate::hosts::ssh::CommandAnswer;
use crate::library::Library;
use crate::plain::{self, Format};
use crate::search::Index;

/// Read with ssh; without a word the reader opens.
#[derive(Debug, Parser)]
#[command(name = "", disable_help_subcommand = true, disable_help_flag = false)]
struct RemoteCommandLine {
    #[command(subcommand)]
    word: RemoteCommand,
}

#[derive(Debug, clap::Subcommand)]
enum RemoteCommand {
    /// Open the reader at a topic (needs a terminal: ssh -t)
    Open {
        /// Topic id, perhaps with #heading, or a search key
        #[arg(value_name = "TOPIC[#heading]", required = true)]
        topic: Vec<String>,
        /// Never scroll a part of the screen alone, for terminals that say they can and cannot
        #[arg(long)]
        no_margins: bool,
    },
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
    /// Say which words there are
    Help,
}

/// Answers a command that came over SSH.
pub fn answer(library: &Library, index: &Index, words: &[String]) -> CommandAnswer {
    let line = std::iter::once(String::new()).chain(words.iter().cloned());
    let outcome = match RemoteCommandLine::try_parse_from(line) {
        Ok(RemoteCommandLine { word }) => match word {
            RemoteCommand::Open { topic, no_margins } => match library.named(&topic.join(" ")) {
                Ok(_) => {
                    return CommandAnswer::Open {
                        topic: topic.join(" "),
                        margins: !no_margins,
                    };
                }
                Err(error) => Err(commands::not_named(&error, "search").into()),
            },
            RemoteCommand::Show(show) => commands::show(library, &show),
            RemoteCommand::Search(search) => commands::search(library, index, &search),
            RemoteCommand::List { format } => Ok(CliOutcome::Text(plain::list(library, format))),
            RemoteCommand::Help => {
                let help = RemoteCommandLine::command().render_help();
                Ok(CliOutcome::Text(help.to_string()))
            }
        },
        Err(error) => wrong_use(
            &error,
            "there is no shell here, help says which words are understood",
        ),
    };
    let (out, err, code) = written(outcome);
    let code = code.into();
    CommandAnswer::Text { out, err, code }
}
