//! Strings that command a terminal, in every field of every file: no way out of the program lets them through.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use calcinosis::content::SourceFile;
use calcinosis::content::split::split;
use calcinosis::shelf::{Clip, Place, Shelf, TopicRead};
use proptest::prelude::*;
use toml::{Table, Value};

use crate::cases::cases;
use crate::outputs::{Outputs, fixture};
use crate::safety::assert_safe;

const HOSTILE: &[&str] = &[
    "\u{1b}[31m",
    "\u{1b}]52;c;QQ==\u{7}",
    "\u{1b}P1\u{1b}\\",
    "\u{9b}2J",
    "\u{9d}0;t\u{9c}",
    "\0",
    "\u{7}",
    "\u{8}\u{8}",
    "\u{7f}",
    "\r",
    "\n",
    "\r\n\n",
    "\t",
    "\u{b}",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{2066}",
    "\u{301}",
    "\u{fe0f}\u{20e3}",
    "\u{feff}",
    "\u{200d}",
    "\u{fffd}",
    "\\",
    "\"",
    "]] > +++",
    "</p><script>",
    "[^x](@/y.md)",
    "`*_",
];

fn any_hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(HOSTILE).prop_map(str::to_owned);
    prop_oneof![
        6 => piece.clone(),
        9 => prop::collection::vec(piece, 4..9).prop_map(|it| it.concat()),
        1 => Just("long ".repeat(300)),
    ]
}

/// TOML of which every string is written in escapes, as a file may write any character.
fn written(table: &Table) -> String {
    let field = |(name, it): (&String, &Value)| format!("{} = {}\n", escaped(name), value(it));
    table.iter().map(field).collect()
}

fn value(it: &Value) -> String {
    match it {
        Value::String(text) => escaped(text),
        Value::Array(all) => format!("[{}]", all.iter().map(value).collect::<Vec<_>>().join(", ")),
        Value::Table(fields) => {
            let field =
                |(name, it): (&String, &Value)| format!("{} = {}", escaped(name), value(it));
            format!(
                "{{ {} }}",
                fields.iter().map(field).collect::<Vec<_>>().join(", ")
            )
        }
        other => other.to_string(),
    }
}

fn escaped(text: &str) -> String {
    let one = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '-' => letter.to_string(),
        other => format!("\\U{:08x}", u32::from(other)),
    };
    format!("\"{}\"", text.chars().map(one).collect::<String>())
}

/// Puts a hostile string behind every field that its turn falls on: values and names.
struct Sprinkler<'a> {
    hostile: &'a str,
    turns: &'a [bool],
    at: usize,
}

impl Sprinkler<'_> {
    fn text(&mut self, text: &str) -> String {
        self.at += 1;
        let is_hit = self.turns[self.at % self.turns.len()];
        let hostile = if is_hit { self.hostile } else { "" };
        format!("{text}{hostile}")
    }

    fn value(&mut self, it: &Value) -> Value {
        match it {
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(all) => Value::Array(all.iter().map(|it| self.value(it)).collect()),
            Value::Table(fields) => Value::Table(self.table(fields)),
            other => other.clone(),
        }
    }

    /// The names that the program looks for stay; those that files choose do not.
    fn table(&mut self, fields: &Table) -> Table {
        let is_known = |name: &str| name.starts_with(char::is_lowercase) && !name.contains(' ');
        let mut field = |(name, it): (&String, &Value)| {
            let name = if is_known(name) {
                name.clone()
            } else {
                self.text(name)
            };
            (name, self.value(it))
        };
        fields.iter().map(&mut field).collect()
    }

    fn file(&mut self, path: &str, text: &str) -> String {
        if Path::new(path).extension() == Some("toml".as_ref()) {
            return written(&self.table(&text.parse().unwrap()));
        }
        let split = split(text);
        let matter = self.table(&text[split.matter.clone()].parse().unwrap());
        let body = &text[split.body..];
        let hostile = self.text("");
        let entities: Vec<String> = hostile
            .chars()
            .map(|it| format!("&#{};", u32::from(it)))
            .collect();
        let entities = entities.concat();
        format!(
            "+++\n{}+++\n{body}\n\n{hostile}\n\n## Part {entities} {{#part{hostile}}}\n\n- `{hostile}` [a{entities}](<b{hostile}>)\n\n```{hostile}\n{hostile}\n```\n\n<p title=\"{entities}\">{entities}</p>\n\n[^n{hostile}]: {entities}\n",
            written(&matter)
        )
    }
}

fn turns() -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(prop::bool::weighted(0.3), 97)
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn no_field_of_a_reference_reaches_a_terminal_unsafe(hostile in any_hostile(), turns in turns()) {
        for name in ["reference", "six-pages"] {
            let mut sprinkler = Sprinkler { hostile: &hostile, turns: &turns, at: 0 };
            let files = fixture(name).into_iter().map(|file| {
                let text = sprinkler.file(&file.path, &file.text().unwrap());
                SourceFile::new(file.path, text)
            });
            Outputs::of(&files.collect::<Vec<_>>()).assert_safe(&["stones", "pebbles", "grit", &hostile]);
        }
    }

    #[test]
    fn no_field_of_a_shelf_reaches_a_terminal_unsafe(hostile in any_hostile(), turns in turns()) {
        let mut sprinkler = Sprinkler { hostile: &hostile, turns: &turns, at: 0 };
        let shelf: Table = full_shelf().to_toml().parse().unwrap();
        let shelf = Shelf::from_toml(&written(&sprinkler.table(&shelf)));
        shelf.faults.iter().for_each(|it| assert_safe(it));
        let files = fixture("six-pages");
        let outputs = Outputs { shelf: shelf.shelf, ..Outputs::of(&files) };
        outputs.assert_session_safe();
        outputs.assert_sheet_safe();
    }
}

fn full_shelf() -> Shelf {
    let place = |topic: &str| Place {
        topic: topic.to_owned(),
        heading: "What it is".to_owned(),
        ..Place::default()
    };
    let mut shelf = Shelf::default();
    shelf.visit.place = Some(place("types/stones"));
    shelf.visit.behind = vec![place("types/sand")];
    shelf.visit.unfolded = vec!["types".to_owned()];
    shelf.marks.insert("a".to_owned(), place("types/plates"));
    shelf.bookmarks = vec![place("types/stones"), place("Gone away")];
    shelf.read = vec![TopicRead {
        topic: "types/stones".to_owned(),
        day: "2026-01-02".to_owned(),
        ..TopicRead::default()
    }];
    shelf.sheet.clips = vec![
        Clip::of("types/stones", "What it is"),
        Clip::of("Gone away", ""),
        Clip::note("Say this"),
        Clip::of("types/sand", ""),
    ];
    "A note".clone_into(&mut shelf.sheet.clips[0].note);
    shelf.sheet.dropped = vec!["Why?".to_owned()];
    shelf
}

/// What the program says, on both its streams, with a file in the folder of settings.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
        .args(arguments)
        .env_clear()
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_STATE_HOME", folder)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    [output.stdout, output.stderr]
        .map(|it| String::from_utf8(it).unwrap())
        .concat()
}

const SETTINGS: &str = "Unknown = 'x'\ntheme = 'dark'\nsymbols = 'auto'\nmargins = 'x'\n[keys]\nUnknown = ['q']\nback = ['<c-x>', 'no key ']\n";
const SERVED: &str = "listen = ['127.0.0.1:0']\nname = 'host'\nlog = 'text'\nUnknown = 'x'\nidle = '30m'\nhost-key = 'none'\ntrusted-proxies = ['::1']\n";

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn no_field_of_a_settings_file_reaches_a_terminal_unsafe(hostile in any_hostile(), turns in turns()) {
        let home = tempfile::tempdir().unwrap();
        let mut sprinkler = Sprinkler { hostile: &hostile, turns: &turns, at: 0 };
        let mut put = |name: &str, text: &str| {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, written(&sprinkler.table(&text.parse().unwrap()))).unwrap();
            path.to_str().unwrap().to_owned()
        };
        put("calcinosis/config.toml", SETTINGS);
        let served = put("serve.toml", SERVED);
        assert_safe(&said(home.path(), &["config"]));
        assert_safe(&said(home.path(), &["--plain"]));
        if cfg!(feature = "serve") {
            assert_safe(&said(home.path(), &["serve", "--check", "--config", &served]));
            assert_safe(&said(home.path(), &["serve", "--init", "--systemd", "--config", &served]));
        }
    }

    #[test]
    fn no_argument_reaches_a_terminal_unsafe(hostile in any_hostile()) {
        // The system takes no argument with this in it.
        let hostile = hostile.replace('\0', "");
        let home = tempfile::tempdir().unwrap();
        let odd = format!("stones{hostile}");
        for arguments in [
            &["show", &odd][..], &["search", &odd], &["show", "types/calciphylaxis", "--format", &odd], &[&odd], &["--theme", &odd],
            &["--content", &odd, "list"], &["check", &odd], &["list", &odd], &["completions", &odd], &["serve", "--check", "--name", &odd],
            &["serve", "--check", "--listen", &odd], &["serve", "--config", &odd],
        ] {
            assert_safe(&said(home.path(), arguments));
        }
    }
}
