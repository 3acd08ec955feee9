//! Kinds of files and links that other programs write, each read as what it means.

use std::fs;

use calcinosis::content::{BlockKind, InlineKind, SourceFile, from_folder};
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::check::check;
use calcinosis::library::{Library, Target};
use calcinosis::plain::{Format, list, show};

use crate::TODAY;

fn library(files: &[(&str, &str)]) -> Library {
    Library::load(&sources(files))
}

fn sources(files: &[(&str, &str)]) -> Vec<SourceFile> {
    let file = |(path, text): &(&str, &str)| SourceFile::new(*path, (*text).to_owned());
    files.iter().map(file).collect()
}

/// What a topic's page says, as text.
fn shown(library: &Library, id: &str) -> String {
    let named = library.named(id).unwrap();
    show(library, &named, Format::Text, 80).unwrap()
}

#[test]
fn a_byte_order_mark_changes_nothing_on_disk_either() {
    let matter = "+++\ntitle = \"Pale hard lump\"\nweight = 5\n[extra]\nurgent = true\nkeys = [\"chalk bump\"]\n+++\nCall.\n";
    let folder = tempfile::tempdir().unwrap();
    let befores = ["\u{feff}", "\r\n\r\n", "\u{feff}\n", "\r"];
    for (before, end) in befores.into_iter().zip(["\r\n", "\n", "\r\n", "\r"]) {
        let text = format!("{before}{}", matter.replace('\n', end));
        fs::write(folder.path().join("a.md"), text).unwrap();
        let files = from_folder(folder.path()).unwrap();
        let library = Library::load(&files);
        let topic = library.topic(library.find("a").unwrap());
        assert_eq!(topic.title, "Pale hard lump", "{before:?}");
        assert!(topic.urgent && topic.weight == 5);
        assert_eq!(library.with_key("chalk bump").len(), 1);
        assert!(!shown(&library, "a").contains('+'));
        assert_eq!(check(&files, &library, TODAY), []);
    }
}

#[test]
fn front_matter_longer_than_a_read_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let long = "x ".repeat(9_000);
    let text = format!("---\ntitle: Long\nnote: {long}\nweight: 3\n---\n# Not this\n");
    fs::write(folder.path().join("a.md"), text).unwrap();
    let heading = format!("{long}\n\n# The title\n");
    fs::write(folder.path().join("b.md"), heading).unwrap();
    let library = Library::load(&from_folder(folder.path()).unwrap());
    let topic = |id: &str| library.topic(library.find(id).unwrap());
    assert_eq!((topic("a").title.as_ref(), topic("a").weight), ("Long", 3));
    assert_eq!(topic("b").title, "The title");
}

#[test]
fn numbers_in_titles_and_names_sort_as_numbers() {
    let mut files = vec![(
        "parts/_index.md",
        "+++\nsort_by = \"title\"\n+++\n".to_owned(),
    )];
    let names = ["p1.md", "p2.md", "p9.md", "p10.md", "p11.md", "p20.md"];
    let paths: Vec<String> = names
        .iter()
        .rev()
        .map(|name| format!("parts/{name}"))
        .collect();
    for path in &paths {
        let number = path.trim_matches(|it: char| !it.is_ascii_digit());
        files.push((path, format!("+++\ntitle = \"Part {number}\"\n+++\n")));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let titled = library(&files);
    let untitled: Vec<(&str, &str)> = files.iter().map(|(path, _)| (*path, "x\n")).collect();
    for library in [titled, library(&untitled)] {
        let parts = library.find("parts").unwrap();
        let ids = library.topic(parts).children.iter();
        let ids: Vec<&str> = ids.map(|id| library.topic(*id).id.as_str()).collect();
        let expected = names.map(|name| format!("parts/{}", name.trim_end_matches(".md")));
        assert_eq!(ids, expected);
    }
}

#[test]
fn a_list_shows_each_page_at_its_own_level() {
    let library = library(&[
        ("a.md", "x"),
        ("b.md", "x"),
        ("m/c.md", "x"),
        ("m/n/d.md", "x"),
        ("z.md", "x"),
    ]);
    assert_eq!(
        list(&library, Format::Text),
        "a: A\nb: B\n\nM\n  m/c: C\n\n  N\n    m/n/d: D\nz: Z\n"
    );
}

#[test]
fn a_page_that_opens_with_its_title_says_it_once() {
    let library = library(&[("Note.md", "# A *note*\n\nText.\n\n## Part\n")]);
    let page = library.page(library.find("Note").unwrap());
    let headings: Vec<String> = page.document.headings().map(|it| it.2).collect();
    assert_eq!(headings, ["A note", "Part"]);
}

#[test]
fn wiki_links_lead_to_the_page_of_that_name() {
    let text = "See [[sand]], [[Deep Note|the other]], [[#Here]] and [[gone]].\n\n## Here\n";
    let library = library(&[("a.md", text), ("x/sand.md", "x"), ("y/Deep note.md", "x")]);
    let from = library.find("a").unwrap();
    let mut ends = Vec::new();
    library.document(from).each_inline(&mut |inline| {
        if let InlineKind::Link { target, .. } = &inline.kind {
            ends.push(library.resolve(from, target));
        }
    });
    let topic = |id: &str| Target::Topic(library.find(id).unwrap(), None);
    assert_eq!(
        ends,
        [
            topic("x/sand"),
            topic("y/Deep note"),
            Target::Here("here".into()),
            Target::Broken("[[gone]]".into())
        ]
    );
    assert!(shown(&library, "a").contains("See sand, the other, #Here and gone."));
    assert_eq!(library.links().from(from).len(), 2);
}

#[test]
fn names_in_brackets_are_written_in_many_ways() {
    let text = "[[ sand ]] ![[sand]] ![[sand#^b1|that]] ![[cat.png]] ![[cat.png|300x20]] ![[cat.png|A cat]]\n\n| t |\n|---|\n| [[sand\\|in a table]] |\n";
    let files = sources(&[("a.md", text), ("x/sand.md", "Text.\n\nNamed. ^b1\n")]);
    let library = Library::load(&files);
    let from = library.find("a").unwrap();
    let mut ends = Vec::new();
    library.document(from).each_inline(&mut |inline| {
        if let InlineKind::Link { target, .. } = &inline.kind {
            ends.push(library.resolve(from, target));
        }
    });
    let sand = |heading: Option<&str>| {
        Target::Topic(library.find("x/sand").unwrap(), heading.map(str::to_owned))
    };
    assert_eq!(
        ends,
        [sand(None), sand(None), sand(Some("^b1")), sand(None)]
    );
    let text = shown(&library, "a");
    for words in [
        "sand that [picture: cat.png] [picture: cat.png] [picture: A cat]",
        "in a table",
    ] {
        assert!(text.contains(words), "{text}");
    }
    assert_eq!(check(&files, &library, TODAY), []);
}

#[test]
fn a_title_of_digits_needs_no_quotes_and_a_name_keeps_its_capitals() {
    let library = library(&[
        ("a.md", "---\ntitle: 1984\n---\nx\n"),
        ("b.md", "{\"title\": 2001}\nx\n"),
        ("pH.md", "x\n"),
        ("µg/c.md", "x\n"),
    ]);
    let titles: Vec<&str> = library
        .ids()
        .map(|id| library.topic(id).title.as_ref())
        .collect();
    assert_eq!(titles, ["Contents", "1984", "2001", "pH", "µg", "C"]);
}

#[test]
fn every_broken_link_is_told_with_the_nearest_that_exists() {
    let text = "+++\ntitle = \"Anchors\"\n+++\n## Here\n\n[a](#nowhere) [b](gone.md) [c](./a.md#nowhere) [d](@/a.md#hree)\n\n<a id=\"spot\"></a>[e](#spot) [f](a%2Emd#Here) [g](pictures/x.png)\n\n[h](B.MD) [i](b.md#x) [j](b#y) [k](b)\n";
    let files = sources(&[("a.md", text), ("b.md", "x\n")]);
    let problems = check(&files, &Library::load(&files), TODAY);
    let said: Vec<String> = problems
        .iter()
        .map(|it| format!("{}:{} {} ({})", it.path, it.line, it.message, it.help))
        .collect();
    assert_eq!(
        said,
        [
            "a.md:6 a.md has no heading `#nowhere` (its headings are: here)",
            "a.md:6 `gone.md` leads to no topic (write `@/section/topic.md`, as `calcinosis list` names the topics)",
            "a.md:6 a.md has no heading `#nowhere` (its headings are: here)",
            "a.md:6 a.md has no heading `#hree` (did you mean `#here`?)",
            "a.md:10 `B.MD` leads to no topic (did you mean `@/b.md`?)",
            "a.md:10 b.md has no heading `#x` (leave the heading out: it has none)",
            "a.md:10 b.md has no heading `#y` (leave the heading out: it has none)",
        ]
    );
}

#[test]
fn related_pages_do_not_depend_on_what_was_read_before() {
    let files = sources(&[("m/a.md", "See [b](b.md).\n"), ("m/b.md", "x\n")]);
    let before = shown(&Library::load(&files), "m/b");
    let library = Library::load(&files);
    library.links();
    assert_eq!(before, shown(&library, "m/b"));
    assert!(before.contains("Also linking here"), "{before}");
}

#[test]
fn data_is_as_long_as_its_words() {
    let text = "One.\n\n***\n\nTwo.[^n]\n\n# Part\n\nNothing is cited here.\n\n# A\n\n# A\n\n# A-1\n\n[^n]: The note.\n";
    let library = library(&[("a.md", text)]);
    let named = library.named("a").unwrap();
    let data = show(&library, &named, Format::Json, 80).unwrap();
    assert!(data.len() < 2_000, "{}", data.len());
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["footnotes"][0]["text"], "The note.");
    assert!(shown(&library, "a").contains("The note."));
    assert!(!shown(&library, "a#part").contains("The note."));
    assert!(
        show(
            &library,
            &library.named("a#a-1-1").unwrap(),
            Format::Text,
            80
        )
        .is_ok()
    );
}

#[test]
fn a_rule_is_its_sign_in_data_wherever_it_stands() {
    let library = library(&[("a.md", "> One.\n>\n> ***\n\n- Two.\n\n  ***\n")]);
    let data = show(&library, &library.named("a").unwrap(), Format::Json, 80).unwrap();
    assert!(data.len() < 1_000, "{}", data.len());
    assert_eq!(data.matches("* * *").count(), 2);
}

#[test]
fn neither_the_name_of_a_file_nor_a_problem_commands_a_terminal() {
    let files = sources(&[
        ("esc\u{1b}[31m\nx.md", "[gone](g\u{7f}.md)\n"),
        (
            "red-flags.toml",
            "groups = [\"a\"]\n[rows.r]\nlevel = \"now\"\nfor = [\"a\\u007f\"]\nsigns = [\"S.\"]\n",
        ),
    ]);
    let library = Library::load(&files);
    let topic = library.topic(library.at(1).unwrap());
    assert_eq!(topic.id, "esc\u{fffd}[31m\u{fffd}x");
    let problems = check(&files, &library, TODAY);
    let said =
        |it: &calcinosis::library::check::Problem| format!("{}{}{}", it.path, it.message, it.help);
    let said: String = problems.iter().map(said).collect();
    assert!(said.contains("is no group"), "{said}");
    assert!(!said.contains(char::is_control), "{said}");
}

#[test]
fn capitals_and_small_letters_keep_their_meaning() {
    let text = "+++\ntitle = \"From 5 mg to 50 µg, by pH\"\n+++\nBody.\n\n# Again 50 µg of mRNA\n\n## By pH\n";
    let library = library(&[("a.md", text)]);
    let page = library.page(library.find("a").unwrap());
    for (symbols, micro) in [
        (Symbols::Unicode, "µg"),
        (Symbols::Ascii, "µg"),
        (Symbols::AsciiOnly, "ug"),
    ] {
        let options = Options {
            width: 60,
            measure: 60,
            symbols,
            drawings: Drawings::Drawn,
        };
        let layout = Layout::new(&page.document, &options);
        let said: Vec<&str> = layout.lines.iter().map(|line| line.text()).collect();
        for title in [
            format!("From 5 mg to 50 {micro}, by pH"),
            format!("Again 50 {micro} of mRNA"),
            "By pH".to_owned(),
        ] {
            assert!(said.contains(&title.as_str()), "{title} in {said:?}");
        }
    }
}

#[test]
fn a_rule_across_the_page_is_no_front_matter() {
    let unclosed = library(&[("a.md", "---\nnot closed\n\ntext\n")]);
    let page = unclosed.page(unclosed.find("a").unwrap());
    let first = page.document.blocks.get(1).map(|block| &block.kind);
    assert_eq!(first, Some(&BlockKind::Rule));
    let between = library(&[("a.md", "---\n\nText.\n\n---\n\nMore.\n")]);
    assert!(shown(&between, "a").contains("Text."));
}
