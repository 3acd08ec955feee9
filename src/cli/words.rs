//! The words understood over SSH: the same commands with the same options, and none that reaches a file.

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser};

use crate::cli::arguments::{Search, Show, TextOrJson};
use crate::cli::{NOTHING, Outcome, WRONG, commands, one_sentence};
use crate::hosts::ssh::Answer;
use crate::library::Library;
use crate::plain::NothingFound;
use crate::search::Index;

/// Read with ssh; without a word the reader opens.
#[derive(Debug, Parser)]
#[command(name = "", disable_help_subcommand = true, disable_help_flag = false)]
struct Words {
    #[command(subcommand)]
    word: Word,
}

#[derive(Debug, clap::Subcommand)]
enum Word {
    /// Open the reader at a topic (needs a terminal: ssh -t)
    Open {
        /// Topic id, perhaps with #heading, or a search key
        #[arg(value_name = "TOPIC[#heading]", required = true)]
        topic: Vec<String>,
    },
    /// Write one topic, or the part of it below a heading
    Show(Show),
    /// Search titles, search keys and text, best first
    Search(Search),
    /// List every topic in reading order
    List {
        /// How to write it
        #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
        format: TextOrJson,
    },
    /// Say which words there are
    Help,
}

/// Answers a command that came over SSH.
pub fn answer(library: &Library, index: &Index, words: &[String]) -> Answer {
    let line = std::iter::once(String::new()).chain(words.iter().cloned());
    let outcome = match Words::try_parse_from(line) {
        Ok(Words { word }) => match word {
            Word::Open { topic } => return Answer::Open(topic.join(" ")),
            Word::Show(show) => commands::show(library, &show),
            Word::Search(search) => commands::search(library, index, &search),
            Word::List { format } => Ok(commands::list(library, format)),
            Word::Help => Ok(Outcome::Text(help())),
        },
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            Ok(Outcome::Text(error.render().to_string()))
        }
        Err(error) => return wrong(&one_sentence(&error)),
    };
    match outcome {
        Ok(Outcome::Text(out)) => text(out, 0),
        Ok(Outcome::Problems(out)) => text(out, NOTHING),
        Ok(Outcome::Done | Outcome::Ended(_)) => text(String::new(), 0),
        Err(error) if error.is::<NothingFound>() => complaint(&error.to_string(), NOTHING),
        Err(error) => complaint(&format!("{error:#}"), WRONG),
    }
}

fn help() -> String {
    Words::command().render_help().to_string()
}

fn wrong(sentence: &str) -> Answer {
    complaint(
        &format!("{sentence}; there is no shell here, help says which words are understood"),
        WRONG,
    )
}

fn text(out: String, code: u8) -> Answer {
    Answer::Text {
        out,
        err: String::new(),
        code: code.into(),
    }
}

fn complaint(sentence: &str, code: u8) -> Answer {
    let end = if sentence.ends_with('.') { "" } else { "." };
    Answer::Text {
        out: String::new(),
        err: format!("calcinosis: {sentence}{end}"),
        code: code.into(),
    }
}
