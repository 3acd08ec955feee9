//! The manual pages and the completion scripts, made from the same tables as the program.

mod roff;

use clap::{Arg, Command, CommandFactory as _, ValueEnum};
use clap_complete::Shell;

use crate::app::keymap::Bindings;
use crate::cli::arguments::Arguments;
use crate::cli::manual::roff::Roff;

#[cfg(feature = "serve")]
const SERVE_DESCRIPTION: &str = "Readers need nothing but an SSH client. There is no shell behind the server, nothing is forwarded, and nothing that a reader does is written to the server's disk. Anybody may read unless --authorized-keys names who may.

Every option can stand in the file that --config names, under the same name without its dashes; an option on the command line wins.";

/// The commands with a page of their own.
const OWN_PAGES: &[&str] = &["serve"];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ManualPage {
    /// calcinosis(1), for readers
    #[default]
    Reader,
    /// calcinosis-serve(8), for who serves it
    #[cfg(feature = "serve")]
    Serve,
}

pub(super) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "calcinosis", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

pub(super) fn man(page: ManualPage) -> String {
    let mut program = Arguments::command();
    // Before this the usage of a command lacks the program's name.
    program.build();
    match page {
        ManualPage::Reader => reader(&program),
        #[cfg(feature = "serve")]
        ManualPage::Serve => program
            .find_subcommand("serve")
            .map(serve)
            .unwrap_or_default(),
    }
}

fn reader(program: &Command) -> String {
    let mut page = Roff::new("CALCINOSIS", 1, "User Commands");
    page.section("NAME");
    page.name("calcinosis", &about(program));
    page.section("SYNOPSIS");
    let mut usages = vec![usage(program)];
    usages.extend(commands(program).map(usage));
    page.usages(&usages);
    page.section("DESCRIPTION");
    page.text(&long_about(program));
    page.section("OPTIONS");
    options(&mut page, program, |_| true);
    page.section("COMMANDS");
    for command in commands(program) {
        page.subsection(command.get_name());
        page.text(&about(command));
        // An option for every command stands under OPTIONS.
        let own = |argument: &Arg| !argument.is_global_set() && argument.get_id() != "help";
        if OWN_PAGES.contains(&command.get_name()) {
            page.text(&format!("See calcinosis-{}(8).", command.get_name()));
        } else {
            options(&mut page, command, own);
        }
    }
    page.section("KEYS");
    keys(&mut page);
    page.end(include_str!("manual/reader.roff"))
}

#[cfg(feature = "serve")]
fn serve(command: &Command) -> String {
    let mut page = Roff::new("CALCINOSIS-SERVE", 8, "System Administration");
    page.section("NAME");
    page.name("calcinosis-serve", &about(command));
    page.section("SYNOPSIS");
    page.usages(&[usage(command)]);
    page.section("DESCRIPTION");
    page.text(SERVE_DESCRIPTION);
    page.section("OPTIONS");
    options(&mut page, command, |_| true);
    page.end(include_str!("manual/serve.roff"))
}

fn commands(program: &Command) -> impl Iterator<Item = &Command> {
    program.get_subcommands().filter(|it| !it.is_hide_set())
}

/// The options and operands that `shown` takes, each with what it does.
fn options(page: &mut Roff, command: &Command, shown: impl Fn(&Arg) -> bool) {
    let arguments = command.get_arguments().filter(|it| !it.is_hide_set());
    for argument in arguments.filter(|it| shown(it)) {
        page.entry(&signature(argument), &does(argument));
    }
}

/// How an argument is written: `-h, --help`, `--width N`, `TOPIC`.
fn signature(argument: &Arg) -> String {
    let short = argument.get_short().map(|letter| format!("-{letter}"));
    let long = argument.get_long().map(|name| format!("--{name}"));
    let flags: Vec<String> = short.into_iter().chain(long).collect();
    let value = match argument.get_value_names() {
        Some(names) if argument.get_action().takes_values() => names.join(" "),
        _ => String::new(),
    };
    format!("{} {value}", flags.join(", ")).trim().to_owned()
}

/// What an argument does, its values, and which of them holds when it is not given.
fn does(argument: &Arg) -> String {
    let help = argument.get_long_help().or_else(|| argument.get_help());
    let help = help.map(ToString::to_string);
    if !argument.get_action().takes_values() {
        return help.unwrap_or_default();
    }
    let values = argument.get_possible_values();
    let values: Vec<&str> = values
        .iter()
        .map(clap::builder::PossibleValue::get_name)
        .collect();
    let values = (!values.is_empty()).then(|| format!("one of {}", values.join(", ")));
    let parts: Vec<String> = help.into_iter().chain(values).collect();
    let default = match argument.get_default_values() {
        [value] => format!(" [default: {}]", value.to_string_lossy()),
        _ => String::new(),
    };
    format!("{}{default}", parts.join("; "))
}

fn keys(page: &mut Roff) {
    let mut last = None;
    for binding in Bindings::default().iter() {
        if last != Some(binding.context) {
            page.subsection(binding.context.title());
            last = Some(binding.context);
        }
        let names: Vec<String> = binding.keys.iter().map(|key| key.ascii_name()).collect();
        page.entry(&names.join(", "), binding.does);
    }
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage: ").to_owned()
}

fn about(command: &Command) -> String {
    command
        .get_about()
        .map_or_else(String::new, ToString::to_string)
}

fn long_about(command: &Command) -> String {
    let about = command.get_long_about().or_else(|| command.get_about());
    about.map_or_else(String::new, ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of every option that is not hidden, in every command.
    fn all_options(command: &Command) -> Vec<String> {
        let options = command.get_arguments().filter(|it| !it.is_hide_set());
        options.map(signature).filter(|it| !it.is_empty()).collect()
    }

    #[test]
    fn the_readers_page_names_every_command_and_option() {
        let mut program = Arguments::command();
        program.build();
        let page = man(ManualPage::Reader);
        for command in commands(&program) {
            let title = format!(".SS {}\n", command.get_name());
            assert!(page.contains(&title), "{title}");
            if OWN_PAGES.contains(&command.get_name()) {
                continue;
            }
            for option in all_options(command) {
                assert!(page.contains(&roff::bold(&option)), "{option}");
            }
        }
    }

    #[cfg(feature = "serve")]
    #[test]
    fn the_servers_page_names_every_setting() {
        let page = man(ManualPage::Serve);
        assert!(page.starts_with(".TH CALCINOSIS\\-SERVE 8 "), "{page}");
        for setting in crate::hosts::ssh::SETTINGS {
            let option = format!("--{} {}", setting.name, setting.value);
            assert!(page.contains(&roff::bold(&option)), "{option}");
        }
    }

    #[test]
    fn completions_name_the_options_of_a_command() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let script = completions(shell);
            assert!(
                script.contains("limit") && script.contains("search"),
                "{shell}"
            );
        }
    }
}
