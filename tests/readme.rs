//! What README shows of the program is what the program shows; `UPDATE_README=1 cargo test --test readme` writes it.

#[expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    dead_code,
    reason = "a test that cannot build its screen must fail; this one uses a part"
)]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use calcinosis::command::{Binding, Bindings, Command, Context, Motion, Opening};

/// Puts `body` between the marks of a part, where they stand; marks are HTML comments, which Markdown does not show.
fn with_part(readme: &str, name: &str, body: &str) -> Option<String> {
    let (open, close) = (
        format!("<!-- {name}: generated -->"),
        format!("<!-- {name}: end -->"),
    );
    let (before, rest) = readme.split_once(&open)?;
    let (_, after) = rest.split_once(&close)?;
    Some(format!("{before}{open}\n{body}{close}{after}"))
}

fn picture() -> String {
    let mut session = support::shipped((80, 24));
    support::press(&mut session, "]]");
    format!(
        "```text\n{}\n```\n",
        support::rows(&session.screen().0).join("\n")
    )
}

/// What means the same on every screen, so that the table of what lies over the page leaves it out.
const COMMON: &[Command] = &[
    Command::Move(Motion::LineDown),
    Command::Move(Motion::LineUp),
    Command::Move(Motion::PageDown),
    Command::Move(Motion::PageUp),
    Command::Move(Motion::Top),
    Command::Move(Motion::Bottom),
    Command::Enter,
    Command::Escape,
    Command::Open(Opening::Help),
];

fn names(binding: &Binding) -> String {
    if binding.command == Command::Number {
        return "`1` to `9`, `0`".to_owned();
    }
    let names: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
    names.join(" ")
}

fn keys() -> String {
    let mut table = String::from("| Where | Keys | Does |\n|---|---|---|\n");
    let shown = [
        Context::Browse,
        Context::Tree,
        Context::Reader,
        Context::Anywhere,
    ];
    for binding in Bindings::default()
        .iter()
        .filter(|it| shown.contains(&it.context))
    {
        let (place, does) = (binding.context.title(), binding.does);
        let _ = writeln!(table, "| {place} | {} | {does} |", names(binding));
    }
    table.push_str("\nWhat lies over the page has keys of its own. Everywhere the arrows move, `Enter` opens what is selected or does\nit, `Esc` closes, and `?` or `F1` lists the keys that hold there.\n\n| Where | Its own keys |\n|---|---|\n");
    for (context, keys) in over_the_page(&shown) {
        let _ = writeln!(table, "| {} | {} |", context.title(), keys.join("; "));
    }
    table
}

/// Each other context that has keys of its own, with them.
fn over_the_page(shown: &[Context]) -> Vec<(Context, Vec<String>)> {
    let mut rows: Vec<(Context, Vec<String>)> = Vec::new();
    for binding in Bindings::default()
        .iter()
        .filter(|it| !shown.contains(&it.context))
    {
        if COMMON.contains(&binding.command) {
            continue;
        }
        let key = format!("{} {}", names(binding), binding.does);
        match rows
            .iter_mut()
            .find(|(context, _)| *context == binding.context)
        {
            Some((_, keys)) => keys.push(key),
            None => rows.push((binding.context, vec![key])),
        }
    }
    rows
}

/// The server's limits with their defaults.
#[cfg(feature = "serve")]
fn limits() -> String {
    let mut table = String::from("| limit | default | what it bounds |\n|---|---|---|\n");
    for limit in calcinosis::hosts::ssh::SETTINGS
        .iter()
        .filter(|it| it.limits)
    {
        let (name, default, meaning) = (limit.name, limit.default, limit.meaning);
        let _ = writeln!(table, "| `--{name}` | {default} | {meaning} |");
    }
    table
}

#[test]
fn readme_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let parts = [
        ("screen", picture()),
        #[cfg(feature = "serve")]
        ("limits", limits()),
        ("keys", keys()),
    ];
    let current = parts.iter().fold(readme.clone(), |text, (name, body)| {
        with_part(&text, name, body).expect("README keeps the marks of its generated parts")
    });
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &current).unwrap();
    }
    assert!(
        readme == current || std::env::var_os("UPDATE_README").is_some(),
        "run: UPDATE_README=1 cargo test --test readme"
    );
}
