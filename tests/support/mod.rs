//! Key script to screen: `screen("jj<enter>")` and friends.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use calcinosis::config::Settings;
use calcinosis::content::{SourceFile, embedded};
use calcinosis::input::{Event, parse_keys};
use calcinosis::library::Library;
use calcinosis::search::Index;
use calcinosis::session::Session;
use calcinosis::wire::Capabilities;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

/// A library and its index.
pub type Indexed = (Arc<Library>, Arc<Index>);

/// The shipped content, read once for all tests. Its words change; what must hold of it is a property.
pub static SHIPPED: LazyLock<Indexed> = LazyLock::new(|| indexed(&embedded()));

/// Six pages whose words never change: screens are compared and words are looked for here.
pub static FIXTURE: LazyLock<Indexed> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/six-pages");
    let mut files = Vec::new();
    read_into(&mut files, &root, &root);
    indexed(&files)
});

/// These pages and their index.
pub fn indexed(files: &[SourceFile]) -> Indexed {
    let library = Arc::new(Library::load(files));
    let index = Arc::new(Index::of(&library));
    library.links();
    (library, index)
}

fn read_into(files: &mut Vec<SourceFile>, root: &Path, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_into(files, root, &path);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy();
            files.push(SourceFile::new(
                name.into_owned(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
}

/// A reader of the six pages, indexed, on a screen of this size.
pub fn session(size: (u16, u16)) -> Session {
    session_with(Settings::default(), size)
}

/// The same with settings of its own.
pub fn session_with(settings: Settings, size: (u16, u16)) -> Session {
    with(&FIXTURE, settings, size, Capabilities::XTERM)
}

/// The same on a terminal that can do more or less.
pub fn session_on(terminal: Capabilities) -> Session {
    with(&FIXTURE, Settings::default(), (80, 24), terminal)
}

/// A reader of the shipped content.
pub fn shipped(size: (u16, u16)) -> Session {
    with(&SHIPPED, Settings::default(), size, Capabilities::XTERM)
}

pub fn with(
    (library, index): &Indexed,
    settings: Settings,
    size: (u16, u16),
    terminal: Capabilities,
) -> Session {
    let mut session = Session::new(Arc::clone(library), settings, size, terminal);
    session.change().set_index(Arc::clone(index));
    session
}

/// A reader of these pages: a path and a text each.
pub fn session_of(pages: &[(&str, &str)], size: (u16, u16)) -> Session {
    let files: Vec<SourceFile> = pages
        .iter()
        .map(|(path, text)| SourceFile::new(*path, (*text).to_owned()))
        .collect();
    let library = Arc::new(Library::load(&files));
    Session::new(library, Settings::default(), size, Capabilities::XTERM)
}

/// Types a key script.
pub fn press(session: &mut Session, script: &str) {
    let events: Vec<Event> = parse_keys(script)
        .unwrap()
        .into_iter()
        .map(Event::Key)
        .collect();
    session.handle(&events);
}

/// The id of the topic that is open.
pub fn open_topic(session: &Session) -> &str {
    let state = &session.app().state;
    &state.library().topic(state.reader.topic).id
}

/// The message at the foot, which must be there.
pub fn message(session: &Session) -> &str {
    session.app().message.as_deref().unwrap()
}

/// What the screen shows, a line a row, without blanks at the ends; the cursor's place stands last.
pub fn text(session: &Session) -> String {
    let (cells, drawn) = session.screen();
    let cursor = drawn
        .cursor
        .map_or_else(|| "none".to_owned(), |at| format!("{},{}", at.x, at.y));
    format!("{}cursor {cursor}\n", rows(&cells).join("\n") + "\n")
}

/// The rows of a screen as text.
pub fn rows(cells: &Buffer) -> Vec<String> {
    let area = *cells.area();
    (area.top()..area.bottom())
        .map(|y| {
            let mut row = String::new();
            let mut x = area.left();
            while x < area.right() {
                let symbol = cells[(x, y)].symbol();
                row.push_str(symbol);
                x += ratatui::text::Span::raw(symbol).width().max(1) as u16;
            }
            row.trim_end().to_owned()
        })
        .collect()
}

/// The screen that a key script leads to.
pub fn screen(size: (u16, u16), script: &str) -> String {
    let mut session = session(size);
    press(&mut session, script);
    text(&session)
}

/// Letters for styles that differ from plain text, in the order they are met.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// The styles of a screen, a letter a cell and a dot for plain text, with a legend below.
pub fn styles(session: &Session) -> String {
    let (cells, _) = session.screen();
    let area = *cells.area();
    let mut legend: Vec<String> = Vec::new();
    let mut grid = String::new();
    for y in area.top()..area.bottom() {
        let letters = (area.left()..area.right()).map(|x| {
            let cell = &cells[(x, y)];
            let style = described(cell.fg, cell.bg, cell.modifier);
            if style.is_empty() || (cell.symbol() == " " && !is_filled(&style)) {
                return if cell.symbol() == " " { ' ' } else { '.' };
            }
            let known = legend.iter().position(|other| *other == style);
            let at = known.unwrap_or_else(|| {
                legend.push(style);
                legend.len() - 1
            });
            LETTERS.chars().nth(at).unwrap_or('?')
        });
        let row: String = letters.collect();
        grid.push_str(row.trim_end());
        grid.push('\n');
    }
    for (letter, style) in LETTERS.chars().zip(legend) {
        let _ = writeln!(grid, "{letter} {style}");
    }
    grid
}

/// Whether a style can be seen on a blank.
fn is_filled(style: &str) -> bool {
    style.contains("on ") || style.contains("REVERSED") || style.contains("UNDERLINED")
}

fn described(ink: Color, ground: Color, modifier: Modifier) -> String {
    let mut parts = Vec::new();
    if ink != Color::Reset {
        parts.push(format!("{ink}"));
    }
    if ground != Color::Reset {
        parts.push(format!("on {ground}"));
    }
    if !modifier.is_empty() {
        parts.push(format!("{modifier:?}"));
    }
    parts.join(" ")
}

/// Where some text first stands on the screen.
pub fn place(session: &Session, wanted: &str) -> (u16, u16) {
    let rows = rows(&session.screen().0);
    let (y, row) = rows
        .iter()
        .enumerate()
        .find(|(_, row)| row.contains(wanted))
        .unwrap();
    let before = row.split(wanted).next().unwrap();
    (before.chars().count() as u16, y as u16)
}

/// What stands on the cursor's row before the cursor.
pub fn before_cursor(session: &Session) -> String {
    let (cells, drawn) = session.screen();
    let at = drawn.cursor.unwrap();
    assert!(at.x < cells.area().width && at.y < cells.area().height);
    let mut row = String::new();
    let mut x = 0;
    while x < at.x {
        let symbol = cells[(x, at.y)].symbol();
        row.push_str(symbol);
        x += ratatui::text::Span::raw(symbol).width().max(1) as u16;
    }
    row
}
