//! Every parser of what comes from outside, by name: none panics, and nothing unsafe comes out.

use std::sync::{Arc, OnceLock};

use calcinosis::app::Shared;
use calcinosis::cli::words;
use calcinosis::config::Settings;
use calcinosis::content::{SourceFile, markdown, text::is_unsafe};
use calcinosis::hosts::ssh::authorized_keys::AuthorizedKeys;
use calcinosis::hosts::ssh::{CommandAnswer, proxy};
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::{Library, check};
use calcinosis::search::Index;
use calcinosis::session::{Keep, Scratch, Session};
use calcinosis::wire::Capabilities;

/// Feeds one parser.
pub type Mode = fn(&[u8]);

pub const MODES: &[(&str, Mode)] = &[
    ("markdown", markdown),
    ("front-matter", front_matter),
    ("session", session),
    ("exec-line", exec_line),
    ("authorized-keys", authorized_keys),
    ("proxy-header", proxy_header),
];

/// Text that goes to a terminal as it is.
fn assert_safe(text: &str) {
    let found = text
        .chars()
        .find(|it| is_unsafe(*it) && *it != '\n' && *it != '\t');
    assert_eq!(found, None, "{text:?}");
}

fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = markdown::parse(&text, 0);
    for (width, symbols) in [
        (1, Symbols::Ascii),
        (24, Symbols::Unicode),
        (100, Symbols::Unicode),
    ] {
        let options = Options {
            width,
            measure: 72,
            symbols,
            drawings: Drawings::Drawn,
        };
        assert_safe(&Layout::new(&document, &options).text());
    }
}

fn front_matter(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let files = [
        SourceFile::new("_index.md", text.clone()),
        SourceFile::new("a/b.md", text),
    ];
    let library = Library::load(&files);
    for topic in library.ids() {
        assert_safe(&library.topic(topic).title);
        assert_safe(&library.topic(topic).description);
    }
    for problem in check::check(&files, &library, "2026-11-28") {
        assert_safe(&problem.message);
    }
}

/// Some pages, read once: what is fuzzed is what is typed.
fn small() -> &'static (Arc<Library>, Index) {
    static SMALL: OnceLock<(Arc<Library>, Index)> = OnceLock::new();
    SMALL.get_or_init(|| {
        let page = |path: &str, title: &str, text: &str| {
            SourceFile::new(path, format!("+++\ntitle = \"{title}\"\n+++\n{text}\n"))
        };
        let long =
            "A line of **words** with [a link](@/types/sand.md) \u{26a0}\u{fe0f}.\n\n".repeat(40);
        let library = Library::load(&[
            page("_index.md", "Stones", "Welcome to [sand](@/types/sand.md)."),
            page(
                "types/_index.md",
                "Types",
                "| a | b |\n|---|---|\n| 1 | 2 |",
            ),
            page(
                "types/sand.md",
                "Sand",
                &format!("{long}## Part\n\nText.[^1]\n\n[^1]: A note."),
            ),
        ]);
        let index = Index::of(&library);
        library.links();
        (Arc::new(library), index)
    })
}

/// The first two bytes are the window; a byte of 0xff ends a read.
fn session(bytes: &[u8]) {
    let (size, typed) = bytes.split_at_checked(2).unwrap_or((&[80, 24], bytes));
    let size = (u16::from(size[0]), u16::from(size[1]));
    let shared = Shared::from(Arc::clone(&small().0));
    let mut session = Session::new(shared, Settings::default(), size, Capabilities::XTERM);
    let (mut scratch, mut sent) = (Scratch::default(), Vec::new());
    session.enter(&mut sent);
    for read in typed.split(|byte| *byte == 0xff) {
        let mut events = session.decode(read);
        session.recognise_paste(&mut events);
        let _ = session.handle(&events);
        session.draw(Keep::State, &mut scratch, &mut sent);
    }
    session.leave(&mut sent);
    let text = String::from_utf8(sent).expect("only UTF-8 is sent");
    let is_unexpected =
        |it: char| is_unsafe(it) && !matches!(it, '\u{1b}' | '\r' | '\n' | '\u{8}' | '\u{7}');
    assert_eq!(text.chars().find(|it| is_unexpected(*it)), None);
}

fn exec_line(bytes: &[u8]) {
    let Some(words) = str::from_utf8(bytes).ok().and_then(shlex::split) else {
        return;
    };
    let (library, index) = small();
    if let CommandAnswer::Text { code, .. } = words::answer(library, index, &words) {
        assert!(code <= 2, "{words:?} gives {code}");
    }
}

fn authorized_keys(bytes: &[u8]) {
    let _ = AuthorizedKeys::parse(&String::from_utf8_lossy(bytes), "keys");
}

fn proxy_header(mut bytes: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let _ = runtime
        .expect("a runtime")
        .block_on(proxy::read(&mut bytes, ([127, 0, 0, 1], 1).into()));
}
