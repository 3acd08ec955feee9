//! The manual page and the completion scripts, made from the same tables as the program.

use std::fmt::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::app::keymap::Bindings;
use crate::cli::arguments::Arguments;

/// Sections the manual page has beside those made from the arguments.
const EXIT_STATUS: &str = ".SH \"EXIT STATUS\"
0: done. 1: nothing was found, or the check found problems. 2: wrong use, or the content could not be read.
";

pub(super) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "calcinosis", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

pub(super) fn man() -> anyhow::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    let mut text = String::from_utf8_lossy(&page).into_owned();
    text.push_str(&keys());
    text.push_str(EXIT_STATUS);
    Ok(text)
}

fn keys() -> String {
    let mut text = String::from(".SH KEYS\n");
    let mut last = None;
    for binding in Bindings::default().iter() {
        if last != Some(binding.context) {
            let _ = writeln!(text, ".SS \"{}\"", binding.context.title());
            last = Some(binding.context);
        }
        let names: Vec<String> = binding
            .keys
            .iter()
            .map(|key| roff(&key.ascii_name()))
            .collect();
        let _ = writeln!(
            text,
            ".TP\n\\fB{}\\fR\n{}",
            names.join(", "),
            roff(binding.does)
        );
    }
    text
}

/// Text with roff's own signs made harmless.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}
