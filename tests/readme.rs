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

use calcinosis::app::keymap::{Context, KEYMAP};

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
    let mut session = support::session((80, 24));
    support::press(&mut session, "j<enter>");
    format!(
        "```text\n{}\n```\n",
        support::rows(&session.screen().0).join("\n")
    )
}

fn keys() -> String {
    let mut table = String::from("| Where | Keys | Does |\n|---|---|---|\n");
    let shown = [
        Context::Browse,
        Context::Tree,
        Context::Reader,
        Context::Finder,
        Context::Anywhere,
    ];
    for binding in KEYMAP
        .iter()
        .filter(|binding| shown.contains(&binding.context))
    {
        let names: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
        let _ = writeln!(
            table,
            "| {} | {} | {} |",
            binding.context.title(),
            names.join(" "),
            binding.command.words().does
        );
    }
    table
}

#[test]
fn readme_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let parts = [("screen", picture()), ("keys", keys())];
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
