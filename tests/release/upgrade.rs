//! What version 0.1.0 kept is read and kept by this one, and what a newer version keeps is not lost in this one.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail by panicking"
)]

#[expect(
    dead_code,
    clippy::indexing_slicing,
    reason = "this test uses a part, and a test may fail by panicking"
)]
#[path = "../pty/mod.rs"]
mod pty;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use toml::{Table, Value};

use pty::Pty;

/// A key that no version has.
const UNKNOWN: &str = "of-a-newer-version";

/// A version that comes later than any.
const NEWER: i64 = 1_000;

/// A home with the state and the settings that version 0.1.0 left.
struct Home(TempDir);

impl Home {
    fn of_0_1_0() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        copy(&kept("state"), &home.state());
        let config = home.0.path().join("config/calcinosis");
        fs::create_dir_all(&config).unwrap();
        fs::copy(kept("config.toml"), config.join("config.toml")).unwrap();
        home
    }

    fn state(&self) -> PathBuf {
        self.0.path().join("state/calcinosis")
    }

    fn table(&self, name: &str) -> Table {
        let text = fs::read_to_string(self.state().join(name)).unwrap();
        text.parse().unwrap()
    }

    /// Writes a file of the state as a newer version would: each table has a field more.
    fn make_newer(&self, name: &str) -> Table {
        let mut table = self.table(name);
        add_unknown(&mut table, "");
        if table.contains_key("version") {
            table.insert("version".to_owned(), Value::Integer(NEWER));
        }
        fs::write(self.state().join(name), table.to_string()).unwrap();
        table
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
        command
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .env("XDG_STATE_HOME", self.0.path().join("state"))
            .env("XDG_CONFIG_HOME", self.0.path().join("config"));
        command
    }

    fn output(&self, arguments: &[&str]) -> String {
        let output = self.program(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Reads a topic, presses keys and quits.
    fn visit(&self, topic: &str, heading: &str, keys: &[u8]) {
        let mut pty = Pty::start(self.program(&[topic]), (80, 24));
        pty.until_text(heading);
        pty.send(keys);
        assert!(pty.end().0.success());
    }
}

fn kept(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/release/0.1.0").join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Adds a field to each table but the one of marks, whose keys are the reader's letters.
fn add_unknown(table: &mut Table, name: &str) {
    for (name, value) in table.iter_mut() {
        match value {
            Value::Table(inner) => add_unknown(inner, name),
            Value::Array(items) => {
                let tables = items.iter_mut().filter_map(Value::as_table_mut);
                tables.for_each(|inner| add_unknown(inner, name));
            }
            _ => {}
        }
    }
    if name != "marks" {
        table.insert(UNKNOWN.to_owned(), Value::String("kept".to_owned()));
    }
}

/// What of `old` is not in `new`, by its path.
fn lost(old: &Value, new: &Value, path: &str) -> Vec<String> {
    match (old, new) {
        (Value::Table(old), Value::Table(new)) => {
            let missing = |(name, value): (&String, &Value)| {
                let path = format!("{path}.{name}");
                new.get(name)
                    .map_or_else(|| vec![path.clone()], |new| lost(value, new, &path))
            };
            old.iter().flat_map(missing).collect()
        }
        (Value::Array(old), Value::Array(new)) => {
            let is_there = |item: &&Value| new.iter().any(|it| lost(item, it, "").is_empty());
            let missing = old.iter().filter(|item| !is_there(item));
            missing.map(|item| format!("{path}: {item}")).collect()
        }
        (old, new) if old == new => Vec::new(),
        (old, new) => vec![format!("{path}: {old} is now {new}")],
    }
}

/// What a visit leaves alone: where the reader was is another place then, and a topic that is read again has another
/// day and text.
fn lasting(mut table: Table) -> Value {
    if let Some(Value::Table(visit)) = table.get_mut("visit") {
        visit.retain(|name, _| name == UNKNOWN);
    }
    if let Some(Value::Array(read)) = table.get_mut("read") {
        for topic in read.iter_mut().filter_map(Value::as_table_mut) {
            topic.retain(|name, _| name != "day" && name != "text");
        }
    }
    Value::Table(table)
}

#[test]
fn the_visit_sheet_of_0_1_0_is_written_out() {
    let sheet = Home::of_0_1_0().output(&["sheet"]);
    for words in [
        "Where it shows up",
        "ask about my toe",
        "Do I need an X-ray?",
    ] {
        assert!(sheet.contains(words), "{words} is not in\n{sheet}");
    }
}

#[test]
fn the_settings_of_0_1_0_hold() {
    let settings = Home::of_0_1_0().output(&["config"]);
    for line in [
        "theme = \"dark\"",
        "measure = 66",
        "symbols = \"blocks\"",
        "mouse = true",
        "tree = false",
        "finder = [\"s\", \"<f2>\"]",
    ] {
        assert!(
            settings.lines().any(|it| it == line),
            "{line} is not in\n{settings}"
        );
    }
}

#[test]
fn a_reader_of_0_1_0_comes_back_to_their_place() {
    let home = Home::of_0_1_0();
    let mut pty = Pty::start(home.program(&[]), (80, 24));
    // Its last visit stands in a file of its own, above what the shelf says.
    pty.until_text("Types › Tumoral calcinosis");
}

#[test]
fn nothing_that_0_1_0_kept_is_lost_by_a_visit() {
    let home = Home::of_0_1_0();
    let before = lasting(home.table("shelf.toml"));
    home.visit("types/dystrophic", "means calcium in skin", b"mzcq");
    let after = home.table("shelf.toml");
    assert!(after["marks"].get("z").is_some(), "{after}");
    assert_eq!(
        lost(&before, &Value::Table(after), ""),
        Vec::<String>::new()
    );
}

#[test]
fn what_a_newer_version_keeps_is_still_there_after_a_visit() {
    let home = Home::of_0_1_0();
    let before = lasting(home.make_newer("shelf.toml"));
    fs::remove_file(home.state().join("visit.toml")).unwrap();
    home.visit("types/dystrophic", "means calcium in skin", b"mzcq");
    let after = Value::Table(home.table("shelf.toml"));
    assert_eq!(lost(&before, &after, ""), Vec::<String>::new());
}

#[test]
fn what_a_newer_version_keeps_of_a_text_is_still_there_after_it_is_read() {
    let home = Home::of_0_1_0();
    let texts = fs::read_dir(home.state().join("texts")).unwrap();
    let file = texts
        .map(|it| it.unwrap().path())
        .next()
        .expect("one kept text");
    let name = format!("texts/{}", file.file_name().unwrap().to_str().unwrap());
    let topic = home.table(&name)["topic"].as_str().unwrap().to_owned();
    home.make_newer(&name);
    home.visit(&topic, "checked", b"cq");
    assert_eq!(home.table(&name)[UNKNOWN].as_str(), Some("kept"));
}

#[cfg(feature = "serve")]
#[test]
fn every_server_setting_of_0_1_0_is_still_understood() {
    let home = Home::of_0_1_0();
    let text = fs::read_to_string(kept("serve.toml")).unwrap();
    let settings: Table = text.parse().unwrap();
    assert_eq!(settings.len(), 28, "0.1.0 had 28 settings");
    // Making a key reads the settings first, and refuses what it does not know.
    let (file, key) = (home.0.path().join("serve.toml"), home.0.path().join("key"));
    let (file, key) = (file.to_str().unwrap(), key.to_str().unwrap());
    let init = ["serve", "--init", "--config", file, "--host-key", key];
    fs::write(file, text.replace("idle =", "idel =")).unwrap();
    assert!(!home.program(&init).output().unwrap().status.success());
    fs::write(file, text).unwrap();
    assert!(home.output(&init).contains("ssh.example.org"));
}
