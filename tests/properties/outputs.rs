//! Every way out of the program for a reference: what is listed, shown, searched, checked, told, drawn and copied.

use std::path::Path;
use std::sync::Arc;

use calcinosis::app::Effect;
use calcinosis::app::kept::copy;
use calcinosis::command::SheetFormat;
use calcinosis::config::Settings;
use calcinosis::content::{SourceFile, from_folder};
use calcinosis::input::{Event, parse_keys};
use calcinosis::layout::Symbols;
use calcinosis::library::check::{check_and_count, report};
use calcinosis::library::{Library, Named, TopicId};
use calcinosis::plain::{self, Format, PlainReader};
use calcinosis::search::Index;
use calcinosis::session::{Keep, Scratch, Session};
use calcinosis::shelf::{Clip, Shelf};
use calcinosis::wire::Capabilities;

use ratatui::buffer::{Buffer, Cell};

use crate::safety::{assert_safe, assert_safe_json};

/// Keys that open nearly everything there is and copy or write what can be.
const KEYS: &str = "]jo<esc>r<down><esc>1<esc>=<esc>K<esc><enter><esc>w<down><esc>v<right><esc>!<down><enter><esc><esc>?<esc>A<esc>D<esc>\
    sa<down><tab><esc>/e<enter>nyt ys yl yc ya yA <esc>caCyt Cym Cyj Cwt Cwh C<esc>G<space>g'a<bs>H:open stones<enter>:x<enter><esc>R";

/// Lines for plain mode that do the same.
const LINES: &[&str] = &[
    "",
    "1",
    "",
    "o",
    "1",
    "r",
    "1",
    "=",
    "s stones",
    "1",
    "!",
    "1",
    "w",
    "1",
    "v",
    "K",
    "find e",
    "n",
    "clip",
    "add-note moss",
    "sheet",
    "copy-bibtex",
    "copy-csl",
    "copy-topic",
    "copy-citations",
    "copy-sheet-markdown",
    "bookmark",
    "bookmarks",
    "changes",
    "contents",
    "open gone",
    "no-such-command",
    "? copy",
    "q",
];

/// A reference and what one reader keeps of it.
pub struct Outputs<'a> {
    pub files: &'a [SourceFile],
    pub library: Arc<Library>,
    pub index: Arc<Index>,
    pub shelf: Shelf,
}

/// The files of a fixture.
pub fn fixture(name: &str) -> Vec<SourceFile> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    from_folder(&fixtures.join(name)).unwrap()
}

pub fn type_keys(session: &mut Session, keys: &str) {
    let keys = parse_keys(keys).unwrap().into_iter().map(Event::Key);
    session.handle(&keys.collect::<Vec<_>>());
}

impl<'a> Outputs<'a> {
    pub fn of(files: &'a [SourceFile]) -> Self {
        let library = Arc::new(Library::load(files));
        let index = Arc::new(Index::of(&library));
        library.links();
        let mut shelf = Shelf::default();
        let clips = library
            .ids()
            .map(|id| Clip::of(library.topic(id).id.clone(), ""));
        shelf.sheet.clips = clips.collect();
        Self {
            files,
            library,
            index,
            shelf,
        }
    }

    pub fn assert_safe(&self, queries: &[&str]) {
        self.assert_lists_safe(queries);
        for id in self.library.ids() {
            self.assert_topic_safe(id);
        }
        self.assert_check_safe();
        self.assert_sheet_safe();
        self.assert_plain_safe();
        self.assert_session_safe();
    }

    fn assert_lists_safe(&self, queries: &[&str]) {
        assert_safe(&plain::list(&self.library, Format::Text));
        assert_safe_json(&plain::list(&self.library, Format::Json));
        for query in queries {
            for format in [Format::Text, Format::Json] {
                let found = plain::search(&self.library, &self.index, query, 20, format);
                match (found, format) {
                    (Ok(json), Format::Json) => drop(assert_safe_json(&json)),
                    (Ok(text), _) => assert_safe(&text),
                    // The words that were typed are told as they are; whoever writes them cleans them.
                    (Err(_), _) => {}
                }
            }
        }
    }

    /// A topic in every format, whole and by each of its headings.
    pub fn assert_topic_safe(&self, id: TopicId) {
        let topic = self.library.topic(id);
        for line in [&topic.id, &*topic.title, &*topic.description] {
            assert_safe(line);
            assert!(!line.contains(['\n', '\t']), "{line:?}");
        }
        let page = self.library.page(id);
        let slugs = page
            .document
            .headings()
            .map(|(_, slug, ..)| slug)
            .filter(|it| !it.is_empty());
        let headings = slugs.map(|slug| Some(slug.to_owned()));
        for heading in std::iter::once(None).chain(headings) {
            let named = Named { topic: id, heading };
            for format in [Format::Text, Format::Markdown, Format::Json] {
                let shown = plain::show(&self.library, &named, format, 72);
                let shown = shown.unwrap_or_else(|error| panic!("{named:?}: {error}"));
                if format == Format::Json {
                    assert_safe_json(&shown);
                } else {
                    assert_safe(&shown);
                }
            }
        }
    }

    pub fn assert_check_safe(&self) {
        let (problems, counts) = check_and_count(self.files, &self.library, "2026-11-28");
        assert_safe(&report::text(&problems, self.files, 80));
        assert_safe_json(&report::json(&problems));
        assert_safe(&counts);
    }

    pub fn assert_sheet_safe(&self) {
        for format in [
            SheetFormat::Text,
            SheetFormat::Markdown,
            SheetFormat::Json,
            SheetFormat::Html,
        ] {
            let text = copy::write(
                &self.library,
                &self.shelf.sheet,
                format,
                ("2026-11-28", Symbols::Unicode),
            );
            if format == SheetFormat::Json {
                assert_safe_json(&text);
            } else {
                assert_safe(&text);
            }
        }
    }

    pub fn plain(&self, width: u16) -> PlainReader {
        let (library, index) = (Arc::clone(&self.library), Arc::clone(&self.index));
        PlainReader::new(library, index, Settings::default(), width)
    }

    pub fn assert_plain_safe(&self) {
        let mut reader = self.plain(60);
        reader.app_mut().state.restore(self.shelf.clone());
        assert_safe(&reader.greeting());
        for line in LINES {
            assert_safe(&reader.answer(line).text);
        }
    }

    pub fn session(&self, size: (u16, u16)) -> Session {
        let library = Arc::clone(&self.library);
        let mut session = Session::new(library, Settings::default(), size, Capabilities::XTERM);
        session.change().set_index(Arc::clone(&self.index));
        session
    }

    pub fn assert_session_safe(&self) {
        let mut session = self.session((80, 24));
        session.change().state.restore(self.shelf.clone());
        for key in parse_keys(KEYS).unwrap() {
            for effect in session.handle(&[Event::Key(key)]) {
                assert_effect_safe(&effect);
            }
            assert_screen_safe(&session);
        }
        let mut sent = Vec::new();
        session.draw(Keep::Frame, &mut Scratch::default(), &mut sent);
        let own = ['\u{1b}', '\r', '\u{8}', '\u{7}'];
        assert_safe(&String::from_utf8(sent).unwrap().replace(own, ""));
    }
}

/// The cells of the screen, the addresses behind them, and the message.
pub fn assert_screen_safe(session: &Session) {
    let (cells, drawn) = session.screen();
    for cell in &cells.content {
        assert_safe(cell.symbol());
        assert!(!cell.symbol().contains(['\n', '\t']), "{cell:?}");
    }
    drawn.links.iter().for_each(|link| assert_safe(&link.url));
}

fn assert_effect_safe(effect: &Effect) {
    match effect {
        Effect::Copy(text) => assert_safe(text),
        Effect::Export { file, text } => {
            assert_safe(file);
            assert!(!file.contains(['/', '\n']), "{file:?}");
            assert_safe(text);
        }
        _ => {}
    }
}

/// The rows of a screen as text, for a difference that can be read.
pub fn rows(cells: &Buffer) -> Vec<String> {
    let rows = cells.content.chunks(usize::from(cells.area.width.max(1)));
    let row = |cells: &[Cell]| cells.iter().map(Cell::symbol).collect::<String>();
    rows.map(|cells| row(cells).trim_end().to_owned()).collect()
}
