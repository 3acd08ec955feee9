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
use crate::plain::{self, NothingFound};
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
    let advice = "calcinosis --help shows what can be asked";
    let outcome = arguments().map_or_else(|error| wrong_use(&error, advice), answer);
    write(written(outcome))
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
            let library = commands::library(folder)?;
            Ok(CliOutcome::Text(plain::list(&library, format)))
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

/// What goes to standard output and to standard error, and the exit code.
type Written = (String, String, u8);

fn written(outcome: anyhow::Result<CliOutcome>) -> Written {
    let (out, code) = match outcome {
        Ok(CliOutcome::Text(text)) => (text, 0),
        Ok(CliOutcome::Problems(text)) => (text, NOTHING),
        Ok(CliOutcome::Done) => (String::new(), 0),
        Ok(CliOutcome::Ended(signal)) => {
            (String::new(), u8::try_from(128 + signal).unwrap_or(WRONG))
        }
        Err(error) => {
            let code = if error.is::<NothingFound>() {
                NOTHING
            } else {
                WRONG
            };
            return (String::new(), complaint(&error), code);
        }
    };
    (out, String::new(), code)
}

/// What went wrong, as a sentence.
fn complaint(error: &anyhow::Error) -> String {
    // What was asked for may be quoted, and what lies on disk may have any name.
    let sentence = one_line(&format!("{error:#}"));
    let end = if sentence.ends_with('.') { "" } else { "." };
    format!("calcinosis: {sentence}{end}")
}

fn write((out, mut err, mut code): Written) -> ExitCode {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(out.as_bytes());
    match written.and_then(|()| stdout.flush()) {
        // A reader that went away is no error.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            (_, err, code) = self::written(Err(error.into()));
        }
        _ => {}
    }
    if !err.is_empty() {
        // With standard error gone there is nobody left to tell.
        let _ = writeln!(io::stderr(), "{err}");
    }
    ExitCode::from(code)
}

/// Help and version are answers; anything else is one sentence and exit code 2. What can be asked is said at the end.
fn wrong_use(error: &clap::Error, advice: &str) -> anyhow::Result<CliOutcome> {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return Ok(CliOutcome::Text(error.render().to_string()));
    }
    Err(anyhow::anyhow!("{}; {advice}", one_sentence(error)))
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
