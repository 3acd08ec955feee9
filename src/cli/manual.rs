//! The manual pages and the completion scripts, made from the same tables as the program.

use std::io::{self, Write as _};

use clap::{Command, CommandFactory as _, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::arguments::Arguments;
use crate::command::Bindings;

#[cfg(feature = "serve")]
const SERVE_DESCRIPTION: &str = "Readers need nothing but an SSH client. There is no shell behind the server, nothing is forwarded, and nothing that a reader does is written to the server's disk. Anybody may read unless --authorized-keys names who may.

Every option can stand in the file that --config names, under the same name without its dashes; an option on the command line wins.";

/// Each part begins with what an apostrophe is: once said at its place is enough. What roff would print as a
/// typographic sign stays what a shell reads.
const AS_TYPED: [(&str, &str); 5] = [
    (".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n", ""),
    ("\\*(Aq", "\\(aq"),
    ("`", "\\(ga"),
    ("^", "\\(ha"),
    ("~", "\\(ti"),
];

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

pub(super) fn man(page: ManualPage) -> io::Result<String> {
    let mut program = Arguments::command();
    // Before this the usage of a command lacks the program's name.
    program.build();
    let (parts, sections) = match page {
        ManualPage::Reader => (reader(program)?, include_str!("manual/reader.roff")),
        #[cfg(feature = "serve")]
        ManualPage::Serve => (serve(&program)?, include_str!("manual/serve.roff")),
    };
    let text = String::from_utf8_lossy(&parts).into_owned();
    let typed = |text: String, (roff, typed)| text.replace(roff, typed);
    // The sections that no table of the program holds are written as roff.
    Ok(AS_TYPED.into_iter().fold(text, typed) + sections)
}

fn reader(program: Command) -> io::Result<Vec<u8>> {
    let mut usages = vec![usage(&program)];
    usages.extend(program.get_subcommands().map(usage));
    let man = Man::new(program.override_usage(usages.join("\n")));
    let mut page = head(man.title("CALCINOSIS").manual("User Commands"))?;
    writeln!(page, ".SH COMMANDS")?;
    for command in Arguments::command().get_subcommands() {
        describe(command, &mut page)?;
    }
    keys().to_writer(&mut page)?;
    Ok(page)
}

#[cfg(feature = "serve")]
fn serve(program: &Command) -> io::Result<Vec<u8>> {
    let command = program.find_subcommand("serve").cloned();
    let command = command.unwrap_or_default().long_about(SERVE_DESCRIPTION);
    let usage = usage(&command);
    let man = Man::new(command.override_usage(usage)).section("8");
    let man = man.manual("System Administration");
    head(man.title("CALCINOSIS-SERVE"))
}

/// A page up to its options, without a date, so that every build of a version writes the same.
fn head(man: Man) -> io::Result<Vec<u8>> {
    // An argument that is empty would be none.
    let man = man.date(" ");
    let man = man.source(concat!("calcinosis ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    Ok(page)
}

/// What a command does, with its own options: those of every command stand under OPTIONS.
fn describe(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_name();
    let about = command.get_about().map(ToString::to_string);
    let mut roff = Roff::new();
    roff.control("SS", [name]);
    roff.text([roman(about.unwrap_or_default())]);
    if name == "serve" {
        roff.text([roman("See calcinosis-serve(8).")]);
        return roff.to_writer(page);
    }
    roff.to_writer(page)?;
    let mut options = Vec::new();
    let man = Man::new(command.clone().disable_help_flag(true));
    man.render_options_section(&mut options)?;
    let options = String::from_utf8_lossy(&options).replace(".SH OPTIONS\n", "");
    page.write_all(options.as_bytes())
}

fn keys() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    let mut last = None;
    for binding in Bindings::default().iter() {
        if last.replace(binding.context) != Some(binding.context) {
            roff.control("SS", [binding.context.title()]);
        }
        let names: Vec<String> = binding.keys.iter().map(|key| key.ascii_name()).collect();
        let names = bold(names.join(", "));
        roff.control("TP", [])
            .text([names])
            .text([roman(binding.does)]);
    }
    roff
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_page_names_every_command_and_option() {
        let page = man(ManualPage::Reader).unwrap();
        for command in Arguments::command().get_subcommands() {
            let title = format!(".SS {}\n", command.get_name());
            let (_, part) = page.split_once(&title).expect(&title);
            let (part, _) = part.split_once("\n.S").expect(&title);
            if command.get_name() == "serve" {
                assert!(part.contains("calcinosis\\-serve(8)"), "{part}");
                continue;
            }
            for option in command.get_opts() {
                let name = option.get_long().unwrap().replace('-', "\\-");
                assert!(part.contains(&format!("\\fB\\-\\-{name}\\fR")), "{name}");
            }
        }
    }

    #[cfg(feature = "serve")]
    #[test]
    fn the_servers_page_names_every_setting() {
        let page = man(ManualPage::Serve).unwrap();
        assert!(
            page.starts_with(".TH CALCINOSIS-SERVE 8 \" \" \"calcinosis "),
            "{page}"
        );
        for setting in crate::hosts::ssh::SETTINGS {
            let name = setting.name.replace('-', "\\-");
            let option = format!("\\fB\\-\\-{name}\\fR \\fI<{}>\\fR", setting.value);
            assert!(page.contains(&option), "{option}");
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
