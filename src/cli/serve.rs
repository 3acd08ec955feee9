//! Serving over SSH: flags and file from the table of settings, and the words understood in a command.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::cli::CliOutcome;
use crate::cli::commands;
use crate::cli::units::ServiceCommand;
use crate::cli::words;
use crate::content::{ContentFolder, FrontMatter, SourceFile, is_companion, regular};
use crate::hosts::confine;
use crate::hosts::ssh::preflight::Finding;
use crate::hosts::ssh::{self, Loaded, Reference, SETTINGS, ServeOptions, Setting, host_key};
use crate::library::Library;

/// The longest settings file, in bytes.
const MOST: u64 = 1024 * 1024;

/// Settings that are files.
const FILES: [&str; 2] = ["host-key", "authorized-keys"];

/// What was asked of the server.
#[derive(Args, Clone, Debug, Default)]
pub struct Serve {
    /// Make the host key, print its fingerprint and DNS record, and end
    #[arg(long)]
    init: bool,
    /// Print the two systemd units for these settings instead, and end
    #[arg(long, requires = "init")]
    systemd: bool,
    /// Say what a start with these settings would find, and end
    #[arg(long, conflicts_with = "init")]
    check: bool,
    /// Read settings from this TOML file; it has the names of these flags
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    given: GivenSettings,
}

/// Every setting that was given, by name.
#[derive(Clone, Debug, Default)]
struct GivenSettings(Vec<(&'static str, Vec<String>)>);

impl Args for GivenSettings {
    fn augment_args(command: Command) -> Command {
        command.args(SETTINGS.iter().map(flag))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn flag(setting: &'static Setting) -> Arg {
    let help = match setting.default {
        "" => setting.meaning.to_owned(),
        default => format!("{} [default: {default}]", setting.meaning),
    };
    Arg::new(setting.name)
        .long(setting.name)
        .value_name(setting.value)
        .action(if setting.many {
            ArgAction::Append
        } else {
            ArgAction::Set
        })
        .help(help)
}

impl FromArgMatches for GivenSettings {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let values = |setting: &Setting| {
            let values = matches.get_many::<String>(setting.name)?;
            Some((setting.name, values.cloned().collect()))
        };
        Ok(Self(SETTINGS.iter().filter_map(values).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Serve {
    /// The defaults, then what the file says, then what the flags say.
    fn options(&self) -> anyhow::Result<ServeOptions> {
        let mut options = ServeOptions::new();
        if let Some(file) = &self.config {
            let text = regular::read_text(file, MOST)
                .with_context(|| format!("the settings {} cannot be read", file.display()))?;
            options
                .read(&text)
                .with_context(|| format!("the settings {} are not understood", file.display()))?;
        }
        for (name, values) in &self.given.0 {
            options.set(name, values)?;
        }
        Ok(options)
    }

    /// The units that serve as these flags ask.
    fn units(&self, folder: Option<ContentFolder<'_>>) -> anyhow::Result<String> {
        let program = std::env::current_exe().context("this program cannot be found")?;
        let mut command = ServiceCommand::new(&program);
        if let Some(folder) = folder {
            command.file("content", folder.path);
            if folder.follow {
                command.flag("follow");
            }
        }
        if let Some(file) = &self.config {
            command.file("config", file);
        }
        for (name, values) in &self.given.0 {
            for value in values {
                if FILES.contains(name) {
                    command.file(name, Path::new(value));
                } else {
                    command.value(name, value);
                }
            }
        }
        Ok(command.units())
    }

    /// What a running server has to read; None when links may lead anywhere. A file is exchanged by putting another in
    /// its place, so the folder it lies in is what counts.
    fn readable(
        &self,
        options: &ServeOptions,
        folder: Option<ContentFolder<'_>>,
    ) -> Option<Vec<PathBuf>> {
        if folder.is_some_and(|folder| folder.follow) {
            return None;
        }
        let files = [self.config.as_ref(), options.authorized_keys.as_ref()];
        let mut paths = confine::system_files();
        paths.extend(folder.map(|folder| folder.path.to_path_buf()));
        for file in files.into_iter().flatten() {
            let around = file.parent().filter(|around| *around != Path::new(""));
            paths.push(around.unwrap_or_else(|| Path::new(".")).to_path_buf());
        }
        Some(paths)
    }
}

pub(super) fn serve(folder: Option<ContentFolder<'_>>, serve: Serve) -> anyhow::Result<CliOutcome> {
    let options = serve.options()?;
    if serve.systemd {
        return Ok(CliOutcome::Text(serve.units(folder)?));
    }
    if serve.init {
        return init(&options);
    }
    if serve.check {
        return Ok(check(&options, folder));
    }
    let readable = serve.readable(&options, folder);
    let owned = folder.map(|folder| (folder.path.to_path_buf(), folder.follow, folder.longest));
    let reference = Reference {
        load: Box::new(move || {
            load(owned.as_ref().map(|(path, follow, longest)| ContentFolder {
                path,
                follow: *follow,
                longest: *longest,
            }))
        }),
        words: words::answer,
        options: Box::new(move || serve.options()),
        test_events: None,
    };
    ssh::run(options, reference, readable)?;
    Ok(CliOutcome::Done)
}

/// What a start would find, a line each; problems stand first.
fn check(options: &ServeOptions, folder: Option<ContentFolder<'_>>) -> CliOutcome {
    let mut findings = ssh::preflight::findings(options);
    match load(folder) {
        Ok(loaded) => {
            let topics = format!("{} topics", loaded.library.len());
            findings.push(("content", Ok(topics)));
            let broken = loaded.broken.into_iter();
            findings.extend(broken.map(|page| ("content", Err(page))));
        }
        Err(error) => findings.push(("content", Err(format!("{error:#}")))),
    }
    findings.sort_by_key(|(_, found)| found.is_ok());
    let is_well = findings.iter().all(|(_, found)| found.is_ok());
    let line = |(what, found): &Finding| match found {
        Ok(found) => format!("{what:<12} {found}\n"),
        Err(problem) => format!("{what:<12} PROBLEM: {problem}\n"),
    };
    let text: String = findings.iter().map(line).collect();
    if is_well {
        CliOutcome::Text(text)
    } else {
        CliOutcome::Problems(text)
    }
}

/// Reads all of the content: once it is served, nothing a reader does touches the disk.
fn load(folder: Option<ContentFolder<'_>>) -> anyhow::Result<Loaded> {
    let mut files = Vec::new();
    let mut broken = Vec::new();
    for file in commands::files(folder)? {
        match file.read() {
            Ok(file) => {
                broken.extend(fault(&file)?);
                files.push(file);
            }
            Err(error) => broken.push(format!("{} cannot be read: {error}", file.path)),
        }
    }
    let library = Library::load(&files);
    Ok(Loaded { library, broken })
}

/// Why a file is broken, with its line.
fn fault(file: &SourceFile) -> anyhow::Result<Option<String>> {
    let (path, text) = (&file.path, file.text()?);
    if is_companion(path) {
        let fault = text.parse::<toml::Table>().err();
        return Ok(fault.map(|fault| format!("{path}: {}", fault.message())));
    }
    let fault = FrontMatter::of(&text).head.error;
    Ok(fault.map(|(line, fault)| format!("{path}:{line}: {fault}")))
}

/// Makes the host key and says what readers and DNS need to know of it.
fn init(options: &ServeOptions) -> anyhow::Result<CliOutcome> {
    let file = match &options.host_key {
        Some(file) => file.clone(),
        None => host_key::usual_place()?,
    };
    let key = host_key::make(&file)?;
    let card = host_key::card(key.public_key(), &options.name);
    Ok(CliOutcome::Text(format!(
        "Host key:    {}\n{card}",
        file.display()
    )))
}
