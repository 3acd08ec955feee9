//! The command line as scripts use it: output, messages and exit codes.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose program does not run must fail"
)]

#[path = "support/pipe.rs"]
mod pipe;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use pipe::make_pipe;

fn run(arguments: &[&str]) -> Output {
    let state = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_calcinosis"))
        .args(arguments)
        .env("XDG_STATE_HOME", state.path())
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = run(arguments);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The one sentence on standard error, and the exit code.
fn complaint(arguments: &[&str]) -> (String, Option<i32>) {
    let output = run(arguments);
    assert!(
        output.stdout.is_empty(),
        "{arguments:?} wrote to standard output"
    );
    let sentence = text(&output.stderr);
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(
        sentence.starts_with("calcinosis: ") && sentence.ends_with(".\n"),
        "{sentence}"
    );
    (sentence, output.status.code())
}

#[test]
fn show_writes_a_topic_without_escapes() {
    let output = run(&["show", "types/dystrophic", "--width", "60"]);
    let shown = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(shown.starts_with("Dystrophic calcinosis\n"), "{shown}");
    assert!(!shown.contains('\u{1b}'));
    assert!(shown.lines().all(|line| line.chars().count() <= 60));
}

/// What plain mode says to lines, with these variables and no others.
fn plain(folder: &Path, variables: &[(&str, &str)], arguments: &[&str], lines: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
        .env_clear()
        .envs(variables.iter().copied())
        .args(["--private", "--content"])
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn plain_mode_tells_letters_of_any_script_where_the_locale_is_one_of_utf_8() {
    let folder = tempfile::tempdir().unwrap();
    let page = "# Кальциноз\n\nΑσβέστιο, 石灰, Żółć, ≤ 5 ~~500~~ 10<sup>9</sup>.\n";
    fs::write(folder.path().join("a.md"), page).unwrap();
    for term in ["dumb", "linux", "xterm", ""] {
        let variables = [("LANG", "de_DE.UTF-8"), ("TERM", term)];
        let output = plain(folder.path(), &variables, &["a"], "q\n");
        let said = text(&output.stdout);
        assert!(
            said.contains("Ασβέστιο, 石灰, Żółć, <= 5 ~~500~~ 10^9."),
            "{term}: {said}"
        );
        assert!(
            said.contains("Кальциноз") && output.stderr.is_empty(),
            "{term}"
        );
    }
    let output = plain(folder.path(), &[("LANG", "C")], &["a"], "q\n");
    assert!(output.stdout.is_ascii());
    let said = text(&output.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("set LANG=C.UTF-8"), "{said}");
}

#[test]
fn plain_mode_reads_the_content_again_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("a.md");
    fs::write(&page, "# First\n\nOld.\n").unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
        .args(["--private", "--plain", "--content"])
        .arg(folder.path())
        .arg("a")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap() == "Old."));
    fs::write(&page, "# First\n\nNew.\n").unwrap();
    fs::write(folder.path().join("b.md"), "# Added\n\nMore.\n").unwrap();
    let mut keys = child.stdin.take().unwrap();
    keys.write_all(b"reload\nopen b\nq\n").unwrap();
    assert!(said.any(|line| line.unwrap() == "New."));
    assert!(said.any(|line| line.unwrap() == "More."));
    assert!(child.wait().unwrap().success());
}

#[test]
fn check_with_watch_checks_again_after_each_change() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("a.md");
    fs::write(&page, "[gone](gone.md)\n").unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
        .args(["check", "--watch", "--format", "json"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reports = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut report = || {
        let mut text = String::new();
        while serde_json::from_str::<serde_json::Value>(&text).is_err() {
            text += &reports.next().unwrap().unwrap();
        }
        text
    };
    assert!(report().contains("gone.md"));
    fs::write(&page, "[no](other.md)\n").unwrap();
    assert!(report().contains("other.md"));
    fs::write(&page, "Nothing.\n").unwrap();
    assert_eq!(report(), "[]");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn show_takes_a_heading_and_a_search_key() {
    let part = text(&run(&["show", "types/dystrophic#blood-tests"]).stdout);
    assert!(part.starts_with("Blood tests\n"), "{part}");
    assert!(!part.contains("What it does"), "{part}");
    let by_key = text(&run(&["show", "HFTC"]).stdout);
    assert!(by_key.starts_with("Tumoral calcinosis\n"), "{by_key}");
}

#[test]
fn words_that_name_no_topic_say_what_to_type_where_there_is_no_terminal() {
    for (words, typed) in [
        (&["elbow", "lump"][..], "try: calcinosis search elbow lump"),
        (
            &["--plain", "what's", "this"],
            "try: calcinosis search \"what's this\"",
        ),
    ] {
        let (sentence, code) = complaint(words);
        assert!(sentence.contains(typed) && code == Some(1), "{sentence}");
    }
}

#[test]
fn show_gives_data() {
    let shown = json(&["show", "types/dystrophic", "--format", "json"]);
    assert_eq!(shown["topic"], "types/dystrophic");
    assert!(shown["reviewed"].is_null());
    assert_eq!(shown["sources"][0]["number"], 1);
    let headings: Vec<_> = shown["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["heading"].clone())
        .collect();
    assert!(
        headings[0].is_null() && headings.contains(&"next-steps".into()),
        "{headings:?}"
    );
    assert!(shown["links"].as_array().unwrap().len() > 1);
}

#[test]
fn list_gives_every_topic_in_reading_order() {
    let listed = json(&["list", "--format", "json"]);
    let listed = listed.as_array().unwrap();
    assert_eq!(listed[0]["topic"], "start/what-is-calcinosis");
    assert!(
        listed
            .iter()
            .all(|topic| topic["words"].as_u64().unwrap() > 0)
    );
    let lavage = listed
        .iter()
        .find(|topic| topic["topic"] == "treatments/needle-lavage")
        .unwrap();
    assert!(
        lavage["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["for"] == "calcific-tendinopathy")
    );
}

#[test]
fn search_finds_by_key_and_says_why() {
    let found = json(&[
        "search",
        "calciphylaxis",
        "--format",
        "json",
        "--limit",
        "3",
    ]);
    assert_eq!(found[0]["topic"], "types/calciphylaxis");
    assert_eq!(found[0]["section"], "types");
    assert!(!found[0]["why"].as_str().unwrap().is_empty());
}

#[test]
fn nothing_found_is_exit_code_1() {
    let (sentence, code) = complaint(&["search", "xyzzyqqq"]);
    assert_eq!(code, Some(1), "{sentence}");
    let output = run(&["search", "xyzzyqqq", "--format", "json"]);
    assert_eq!(
        (text(&output.stdout).trim(), output.status.code()),
        ("[]", Some(1))
    );
    let (sentence, code) = complaint(&["show", "types/nothing"]);
    assert_eq!(code, Some(1), "{sentence}");
}

#[test]
fn wrong_use_is_exit_code_2_and_one_sentence() {
    for arguments in [
        &["--bogus"][..],
        &["show"],
        &["show", "types/dystrophic", "--format", "pdf"],
        &["list", "--content", "/nonexistent"],
        &["search", "x", "--limit", "many"],
    ] {
        let (sentence, code) = complaint(arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {sentence}");
    }
}

#[test]
fn a_folder_without_a_topic_is_refused_and_a_broken_file_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    assert_eq!(complaint(&["list", "--content", path]).1, Some(2));
    fs::write(
        folder.path().join("broken.md"),
        "+++\ntitle = = 1\n+++\nText stays.\n",
    )
    .unwrap();
    let shown = text(&run(&["show", "broken", "--content", path]).stdout);
    assert!(
        shown.contains("broken.md, line 2") && shown.contains("Text stays."),
        "{shown}"
    );
}

#[test]
fn help_version_completions_and_manual_are_written() {
    assert!(text(&run(&["--help"]).stdout).contains("Without a command the reader opens"));
    assert!(text(&run(&["--version"]).stdout).starts_with("calcinosis "));
    assert!(text(&run(&["completions", "bash"]).stdout).contains("_calcinosis"));
    let manual = text(&run(&["man"]).stdout);
    assert!(
        manual.contains(".SH KEYS")
            && manual.contains("next heading")
            && manual.contains("EXIT STATUS")
    );
}

#[test]
fn check_names_line_and_remedy_and_ends_with_1() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let site = format!("{fixtures}/zola");
    let output = run(&["check", &site]);
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output.stdout);
    let path = format!("--> {site}/content/docs/deep/broken.md:3:");
    assert!(report.contains(&path), "{report}");
    assert!(report.ends_with("\n2 problems in 2 files.\n"), "{report}");
    let problems = json(&["check", &site, "--format", "json"]);
    assert_eq!(problems[0]["path"], "docs/deep/broken.md");
    assert_eq!(problems[0]["line"], 3);
    assert_eq!(problems[0]["rule"], "front-matter");
    assert!(problems[0]["message"].is_string() && problems[0]["help"].is_string());

    let reference = format!("{fixtures}/reference");
    let output = run(&["check", &reference]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stdout),
        "No problem in 13 files.\n\
         5 topics, 3 red flags (1 now, 1 today, 1 soon, 0 visit).\n\
         2 sources, 1 of them with what they say.\n\
         Cited sentences: 18, with numbers: 2; exceptions from rules: 1.\n\
         Said to be not known: 2\n  treatments/ice: good-2001\n  types/stones: good-2001\n"
    );
    assert_eq!(
        json(&["check", &reference, "--format", "json"]),
        serde_json::json!([])
    );
}

#[test]
fn config_writes_the_settings_in_force_and_names_a_slip() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("calcinosis");
    let ask = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
        command
            .arg("config")
            .env("XDG_CONFIG_HOME", home.path())
            .env("NO_COLOR", "");
        command.output().unwrap()
    };
    assert!(text(&ask().stdout).contains("measure = 72"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("config.toml"),
        "theme = \"dark\"\nmeasure = 60\n[keys]\nfinder = [\"<f2>\"]\n",
    )
    .unwrap();
    let written = text(&ask().stdout);
    assert!(
        written.contains("theme = \"dark\"") && written.contains("measure = 60"),
        "{written}"
    );
    assert!(written.contains("finder = [\"<f2>\"]"), "{written}");
    fs::write(
        folder.join("config.toml"),
        "measure = 60\nthem = \"dark\"\n",
    )
    .unwrap();
    let refused = ask();
    let sentence = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "a mistake costs its line");
    assert!(text(&refused.stdout).contains("measure = 60"));
    assert!(
        sentence.contains("config.toml, line 2:") && sentence.contains("did you mean `theme`?"),
        "{sentence}"
    );
}

#[test]
fn config_explains_every_setting_in_these_words() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
        .arg("config")
        .env_clear()
        .envs([("LANG", "C.UTF-8"), ("TERM", "putty")])
        .env("HOME", home.path())
        .output()
        .unwrap();
    let written = text(&output.stdout).replace(home.path().to_str().unwrap(), "~");
    let expected = "# The settings in force. Lines of this form in
# ~/.config/calcinosis/config.toml
# change them.

# Colours. One of:
#   terminal: the terminal's own colours
#   dark: light text on a dark ground
#   light: dark text on a light ground
#   high-contrast: white and bright colours on black
#   colour-blind: colours that all eyes tell apart
#   mono: no colour
theme = \"terminal\"

# The longest line of prose, from 32 to 140 columns.
measure = 72

# Signs: auto, unicode, blocks, ascii; auto goes by locale and TERM, blocks draws figures without braille.
symbols = \"blocks\"

# Whether the mouse scrolls and clicks, or selects text as ever.
mouse = false

# Whether the tree stands beside the page.
tree = true

# Whether only a part of the screen is scrolled where the terminal says it can; false for one that says so and cannot.
margins = true

# Keys while reading, by command. A key given to one command is taken from the others.
[keys]
";
    assert!(written.starts_with(expected), "{written}");
}

#[test]
fn a_content_folder_may_be_named_before_or_after_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    fs::write(
        folder.path().join("list.md"),
        "+++\ntitle = \"A page\"\n+++\nIts text.\n",
    )
    .unwrap();
    let listed = "list: A page\n";
    assert_eq!(
        text(&run(&["--content", path, "list"]).stdout).trim_start(),
        listed.trim_start()
    );
    assert_eq!(
        text(&run(&["list", "--content", path]).stdout).trim_start(),
        listed.trim_start()
    );
    // A command's name wins over a topic's; two hyphens make it a topic.
    let read = text(&run(&["--plain", "--private", "--content", path, "--", "list"]).stdout);
    assert!(read.contains("Its text."), "{read}");
}

/// What somebody else may have put in the place of a file that is read at the start.
#[test]
fn a_pipe_in_the_place_of_a_file_is_an_answer_and_no_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = |path: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        make_pipe(&path);
    };
    pipe("config/calcinosis/config.toml");
    for name in ["shelf.toml", "visit.toml", "lock"] {
        pipe(&format!("state/calcinosis/{name}"));
    }
    pipe("tree/pipe.md");
    fs::write(folder.path().join("tree/a.md"), "# A page\n").unwrap();
    let tree = folder.path().join("tree");
    let tree = tree.to_str().unwrap();
    for arguments in [
        &["config"][..],
        &["sheet"],
        &["--content", tree, "list"],
        &["--content", tree, "search", "page"],
        &["check", tree],
        &["--plain"],
    ] {
        let ended = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
            .args(arguments)
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("XDG_STATE_HOME", folder.path().join("state"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(ended.status.code().is_some(), "{arguments:?}");
    }
}

#[test]
fn what_is_echoed_holds_nothing_that_a_terminal_obeys() {
    for arguments in [
        &["show", "\u{1b}[31mred\nand more"][..],
        &["--content", "/no\u{1b}[31m\nwhere", "list"],
        &["--\u{1b}[31m"],
    ] {
        let (sentence, code) = complaint(arguments);
        assert_ne!(code, Some(0));
        let sentence = sentence.trim_end_matches('\n');
        assert!(!sentence.contains(char::is_control), "{sentence:?}");
    }
}
