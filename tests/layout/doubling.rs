//! Twice the text takes at most about twice the time, whatever the text is: measured as the processor time of the thread.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use calcinosis::content::SourceFile;
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::check::check;
use calcinosis::library::{Library, Named};
use calcinosis::plain::{self, Format, show};
use calcinosis::search::{Index, find};
use calcinosis::shelf::page::{Detail, SheetPage};
use calcinosis::shelf::{Clip, Place, Sheet};
use rustix::time::{ClockId, clock_gettime};

/// The bytes of the shortest text of each kind.
const LENGTH: usize = 8 * 1024;

/// Twice the text may take so many times the time, and so much more on a machine that does other things.
const FACTOR: u32 = 3;
const SLACK: Duration = Duration::from_millis(50);

/// So many bytes of a page: `before`, then `part` again and again, then `after` as often, if it is repeated.
struct Kind {
    name: &'static str,
    before: &'static str,
    part: &'static str,
    after: &'static str,
    is_closed: bool,
}

const fn kind(name: &'static str, part: &'static str) -> Kind {
    within(name, "", part, "")
}

const fn within(
    name: &'static str,
    before: &'static str,
    part: &'static str,
    after: &'static str,
) -> Kind {
    Kind {
        name,
        before,
        part,
        after,
        is_closed: false,
    }
}

/// Parts in each other: each is opened, and then each is closed.
const fn nested(name: &'static str, part: &'static str, after: &'static str) -> Kind {
    Kind {
        is_closed: true,
        ..within(name, "<b>a</b> ", part, after)
    }
}

/// Text and its marks.
const TEXTS: &[Kind] = &[
    kind("one word", "a"),
    kind("one word in another script", "石灰化"),
    kind("one word of hyphens", "low-"),
    kind("words", "calcium in the skin "),
    kind(
        "quantities",
        "5 mg to 10 mg of vitamin D in 3 of 20 patients, ",
    ),
    kind("no-break spaces", "a\u{a0}"),
    within("spaces", "a", " ", "b"),
    kind("combining characters", "e\u{301}\u{302} "),
    within("marks on one letter", "e", "\u{301}", ""),
    kind("joined emoji", "👩\u{200d}⚕\u{fe0f}"),
    kind("soft lines", "calcium\n"),
    kind("hard lines", "calcium  \n"),
    kind("backslashes", "\\"),
    kind("backticks", "`"),
    kind("backticks in pairs", "` `` "),
    kind("code spans", "`a` "),
    kind("stars", "*"),
    kind("open emphasis", "*a "),
    kind("open and closed emphasis", "*a _b* c_ "),
    kind("strikes", "~~a~~ ~b "),
    kind("entities", "&amp;&#x41;"),
];

/// Links and footnotes.
const LINKS: &[Kind] = &[
    kind("open brackets", "["),
    kind("open links", "[a]("),
    kind("open pictures", "![a"),
    kind("links", "[a](b.md) "),
    kind("links to headings", "[a](#b) "),
    kind("wiki links", "[[a]] "),
    kind("open wiki links", "[[a "),
    kind("addresses", "<https://example.org> "),
    kind("references", "[a] [b][] "),
    kind("footnote marks", "[^a]"),
    kind("footnotes", "[^a]: a\n\n"),
];

/// Blocks of Markdown.
const BLOCKS: &[Kind] = &[
    kind("headings", "# a\n"),
    kind("headings that are found", "# calcium\n"),
    kind("headings with ids", "## a {#b}\n\n"),
    kind("underlined headings", "a\n=\n"),
    kind("rules", "---\n"),
    kind("quotes in quotes", ">"),
    kind("quotes", "> a\n"),
    kind("alerts", "> [!NOTE]\n> a\n\n"),
    kind("lists in lists", "- "),
    kind("numbered lists in lists", "1. "),
    kind("a list", "- a\n"),
    kind("a loose list", "- a\n\n  b\n\n"),
    kind("tasks", "- [x] a\n"),
    within("tabs in code", "```\n", "\t", "\n```\n"),
    within("a line of code", "```\n", "let a = 1; ", "\n```\n"),
    within("lines of code", "```\n", "a\n", "```\n"),
    kind("indented code", "    a\n"),
    kind("open code", "```\na\n\n~~~\n"),
    kind("shortcodes", "{{ a(b=1) }} "),
    kind("open shortcodes", "{{ a "),
    kind("blocks of shortcodes", "{% a() %}b{% end %} "),
    within("rows of a table", "|a|b|\n|-|-|\n", "|1|2|\n", ""),
    within("cells of a row", "|a|b|\n|-|-|\n", "|1", "|\n"),
    kind("pipes", "|"),
];

/// HTML, and what lies deep in itself.
const HTML: &[Kind] = &[
    kind("divisions in divisions", "<div>"),
    kind("styles in styles", "<b>"),
    kind("styles in a line", "a <b>b</b> "),
    kind("closed and never opened", "</b></div>"),
    kind("open tags", "<a "),
    kind("open comments", "<!-- "),
    kind("comments", "<!-- a -->\n\n"),
    kind("quoted attributes", "<a title=\"b\">"),
    kind("instructions", "<?a "),
    kind("scripts", "<script>a</script>\n\n"),
    kind("open scripts", "<script>"),
    kind("tables in tables", "<table><tr><td>"),
    within("rows of HTML", "<table>", "<tr><td>a<td>b", "</table>"),
    within("cells of HTML", "<table><tr>", "<td>a", "</table>"),
    kind("lists of HTML", "<ul><li>a"),
    kind("paragraphs of HTML", "<p>a</p>\n\n"),
    kind("raised and lowered", "a<sup>2</sup><sub>3</sub>"),
    kind("names of elements", "<a id=\"b\"></a>"),
    kind(
        "cells that reach far",
        "<table><tr><td colspan=50 rowspan=50>a",
    ),
    nested("emphasis", "*a ", " b*"),
    nested("brackets", "[", "]"),
    nested("links that are closed", "[", "](a)"),
    nested("quotations", "<blockquote>\n\n", "</blockquote>\n\n"),
    nested("quotations in a line", "<blockquote>", "</blockquote>"),
    nested(
        "quotations that something else closes",
        "<blockquote>",
        "</ul>",
    ),
    nested("lists", "<ul><li>", "</ul>"),
    nested("items that something else closes", "<ul><li>", "</table>"),
    nested("styles", "<i>a ", "</i>"),
    nested("tables", "<table><tr><td>a", "</table>"),
];

/// A part of a page, by its number.
type Part = fn(usize) -> String;

/// Parts that all differ.
const NUMBERED: &[(&str, Part)] = &[
    ("different footnote marks", |at| format!("[^a{at}] ")),
    ("different footnotes", |at| {
        format!("a[^{at}]\n\n[^{at}]: b\n\n")
    }),
    ("notes that cite the next", |at| match at {
        0 => "# a\n\nb[^1]\n\n".to_owned(),
        at => format!("[^{at}]: c[^{}]\n\n", at + 1),
    }),
    ("different headings", |at| format!("## a{at}\n\nb\n\n")),
    ("different links", |at| format!("[a{at}](b{at}.md) ")),
    ("different words", |at| format!("word{at} ")),
    ("different lines of HTML", |at| {
        format!("<p id=\"a{at}\">b\n\n")
    }),
];

impl Kind {
    fn text(&self, length: usize) -> String {
        if self.is_closed {
            let times = length / (self.part.len() + self.after.len());
            return [
                self.before,
                &self.part.repeat(times),
                &self.after.repeat(times),
            ]
            .concat();
        }
        let parts = self.part.repeat(length / self.part.len());
        [self.before, &parts, self.after].concat()
    }
}

fn numbered(part: Part, length: usize) -> String {
    let mut text = String::new();
    for at in 0.. {
        if text.len() >= length {
            break;
        }
        write!(text, "{}", part(at)).unwrap();
    }
    text
}

/// The page beside another that links to it.
fn library(text: &str) -> (Vec<SourceFile>, Library) {
    let files = vec![
        SourceFile::new("a.md", format!("+++\ntitle = \"A\"\n+++\n{text}")),
        SourceFile::new("b.md", "+++\ntitle = \"B\"\n+++\nSee [a](a.md).\n"),
    ];
    let library = Library::load(&files);
    (files, library)
}

fn used() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::from_secs(time.tv_sec.cast_unsigned())
        + Duration::from_nanos(time.tv_nsec.cast_unsigned())
}

/// What is done with a page, and how long each step takes.
#[derive(Default)]
struct Steps(Vec<(&'static str, Duration)>);

impl Steps {
    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let before = used();
        let done = black_box(work());
        self.0.push((name, used().saturating_sub(before)));
        done
    }

    fn of(text: &str) -> Self {
        let mut steps = Self::default();
        let (files, library) = library(text);
        let topic = library.find("a").unwrap();
        let page = steps.step("parse", || library.page(topic));
        let layout = [76, 20].map(|width| {
            let options = Options {
                width,
                measure: 72,
                symbols: Symbols::Unicode,
                drawings: Drawings::Drawn,
            };
            steps.step("lay out", || Layout::new(&page.document, &options))
        });
        let lines: Vec<&str> = layout[0].lines.iter().map(|line| line.text()).collect();
        for query in ["a", "low-dose"] {
            steps.step("find", || find::matches(&lines, query));
        }
        steps.step("anchors", || anchors(&layout[1]));
        let place = steps.step("place", || Place::on(&page.document, "a", text.len() / 2));
        steps.step("find the place", || place.offset_in(&page.document));
        steps.step("digest", || library.digest(topic));
        let index = steps.step("index", || Index::new(&library));
        for query in ["a", "calcium skin", "word1"] {
            let found = steps.step("search", || index.search(&library, query, 20));
            steps.step("preview", || {
                index.preview(&library, &found.highlighter, topic, text.len() / 2)
            });
        }
        steps.tell(&files, &library);
        steps
    }

    fn tell(&mut self, files: &[SourceFile], library: &Library) {
        let topic = library.find("a").unwrap();
        for (format, heading) in [
            (Format::Text, None),
            (Format::Text, Some("a".to_owned())),
            (Format::Markdown, None),
            (Format::Json, None),
        ] {
            let named = Named { topic, heading };
            self.step("show", || show(library, &named, format, 80).is_ok());
        }
        self.step("list", || plain::list(library, Format::Json));
        self.step("check", || check(files, library, "2026-01-01"));
        let sheet = Sheet {
            clips: vec![Clip::of("a", ""), Clip::of("a", "a")],
            ..Sheet::default()
        };
        let sheet = self.step("sheet", || SheetPage::of(library, &sheet, "2026-01-01"));
        self.step("sheet as Markdown", || sheet.markdown(Detail::Full));
        self.step("sheet as HTML", || sheet.html(Detail::Full));
    }
}

/// What a reader asks of a layout, a few times over.
fn anchors(layout: &Layout) -> usize {
    let lines = layout.lines.len();
    let asked = (0..lines).step_by(lines / 50 + 1);
    asked
        .map(|line| layout.line_at(layout.anchor_at(line)) + layout.last_top(24))
        .sum()
}

/// The steps that take too long for a text twice as long.
fn superlinear(text: &dyn Fn(usize) -> String) -> Vec<String> {
    let times = [1, 2, 4].map(|times| Steps::of(&text(LENGTH * times)).0);
    let mut found = Vec::new();
    for pair in times.windows(2) {
        for ((name, short), (_, long)) in pair[0].iter().zip(&pair[1]) {
            if *long > *short * FACTOR + SLACK {
                found.push(format!("{name}: {short:?}, then {long:?}"));
            }
        }
    }
    found
}

/// Fails where a kind of text takes too long; a machine that does other things may spoil one try.
fn is_linear(name: &str, text: &dyn Fn(usize) -> String) {
    if !superlinear(text).is_empty() {
        let slow = superlinear(text);
        assert!(slow.is_empty(), "{name}: {}", slow.join("; "));
    }
}

fn all_are_linear(kinds: &[Kind]) {
    for kind in kinds {
        is_linear(kind.name, &|length| kind.text(length));
    }
}

#[test]
fn twice_the_text_takes_about_twice_the_time() {
    all_are_linear(TEXTS);
}

#[test]
fn twice_the_links_take_about_twice_the_time() {
    all_are_linear(LINKS);
}

#[test]
fn twice_the_blocks_take_about_twice_the_time() {
    all_are_linear(BLOCKS);
}

#[test]
fn twice_the_html_takes_about_twice_the_time() {
    all_are_linear(HTML);
}

#[test]
fn twice_the_parts_that_all_differ_take_about_twice_the_time() {
    for (name, part) in NUMBERED {
        is_linear(name, &|length| numbered(*part, length));
    }
}
