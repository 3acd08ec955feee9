//! The command line: what can be asked, and which function answers.

mod arguments;
mod browse;
mod commands;
mod manual;
mod preferences;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod units;
mod visit_sheet;
#[cfg(feature = "serve")]
pub mod words;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::cli::arguments::{Arguments, Subcommand};
use crate::content::text::one_line;
use crate::content::{ContentFolder, LONGEST_FILE};
use crate::plain::NothingFound;
use crate::search::Index;

/// Nothing was found, or the check found problems.
const NOTHING: u8 = 1;

/// The command line was wrong, or the content could not be read.
const WRONG: u8 = 2;

/// How a command ended well.
#[derive(Clone, Debug, PartialEq, Eq)]
enum CliOutcome {
    /// Text for standard output.
    Text(String),
    /// Text for standard output, and exit code 1.
    Problems(String),
    Done,
    /// The reader was ended by the signal with this number.
    Ended(i32),
}

/// Runs the command line and gives the exit code.
pub fn run() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(error) => return wrong_use(&error),
    };
    match answer(arguments) {
        Ok(CliOutcome::Done) => ExitCode::SUCCESS,
        Ok(CliOutcome::Ended(signal)) => {
            ExitCode::from(u8::try_from(128 + signal).unwrap_or(WRONG))
        }
        Ok(CliOutcome::Text(text)) => print(&text, ExitCode::SUCCESS),
        Ok(CliOutcome::Problems(text)) => print(&text, ExitCode::from(NOTHING)),
        Err(error) => complain(&error),
    }
}

/// What was asked for. Nothing needs no parser, and a start should cost nothing.
fn arguments() -> Result<Arguments, clap::Error> {
    if env::args_os().len() <= 1 {
        return Ok(Arguments::default());
    }
    Arguments::try_parse()
}

fn answer(arguments: Arguments) -> anyhow::Result<CliOutcome> {
    let Arguments {
        content,
        follow,
        max_file_size,
        command,
        reading,
    } = arguments;
    let at = |path| ContentFolder {
        path,
        follow,
        longest: max_file_size.unwrap_or(LONGEST_FILE),
    };
    let folder = content.as_deref().map(at);
    match command {
        None => browse::browse(folder, &reading),
        Some(Subcommand::Show(show)) => commands::show(&commands::library(folder)?, &show),
        Some(Subcommand::Search(search)) => {
            let library = commands::library(folder)?;
            commands::search(&library, &Index::of(&library), &search)
        }
        Some(Subcommand::List { format }) => {
            Ok(commands::list(&commands::library(folder)?, format))
        }
        Some(Subcommand::Check {
            folder: Some(watched),
            watch: true,
            format,
        }) => commands::check_always(at(&watched), format),
        Some(Subcommand::Check {
            folder: other,
            format,
            ..
        }) => commands::check(other.as_deref().map(at).or(folder), format),
        #[cfg(feature = "serve")]
        Some(Subcommand::Serve(serve)) => serve::serve(folder, serve),
        Some(Subcommand::Config) => preferences::config(),
        Some(Subcommand::Sheet { format }) => visit_sheet::sheet(folder, format),
        Some(Subcommand::Completions { shell }) => Ok(CliOutcome::Text(manual::completions(shell))),
        Some(Subcommand::Man { page }) => Ok(CliOutcome::Text(manual::man(page)?)),
    }
}

/// Writes to standard output; a reader that went away is no error.
fn print(text: &str, code: ExitCode) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => complain(&error.into()),
        _ => code,
    }
}

fn complain(error: &anyhow::Error) -> ExitCode {
    let (sentence, code) = complaint(error);
    // With standard error gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{sentence}");
    ExitCode::from(code)
}

/// What went wrong, as a sentence, and the exit code.
fn complaint(error: &anyhow::Error) -> (String, u8) {
    // What was asked for may be quoted, and what lies on disk may have any name.
    let sentence = one_line(&format!("{error:#}"));
    let end = if sentence.ends_with('.') { "" } else { "." };
    let code = if error.is::<NothingFound>() {
        NOTHING
    } else {
        WRONG
    };
    (format!("calcinosis: {sentence}{end}"), code)
}

/// Help and version are answers; anything else is one sentence and exit code 2.
fn wrong_use(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return print(&error.render().to_string(), ExitCode::SUCCESS);
    }
    complain(&anyhow::anyhow!(
        "{}; calcinosis --help shows what can be asked",
        one_sentence(error)
    ))
}

/// What was wrong with the words, without the usage that follows it.
fn one_sentence(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let first: Vec<&str> = text
        .lines()
        .take_while(|line| !line.is_empty())
        .map(str::trim)
        .collect();
    first
        .join(" ")
        .trim_start_matches("error: ")
        .trim_end_matches('.')
        .to_owned()
}
