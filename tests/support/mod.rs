//! Key script to screen: `screen("jj<enter>")` and friends.

use std::sync::Arc;

use calcinosis::app::Settings;
use calcinosis::content::embedded;
use calcinosis::input::{Event, parse_keys};
use calcinosis::library::Library;
use calcinosis::search::Index;
use calcinosis::session::Session;
use calcinosis::wire::Capabilities;
use ratatui::buffer::Buffer;

/// A reader of the shipped content, indexed, on a screen of this size.
pub fn session(size: (u16, u16)) -> Session {
    let library = Arc::new(Library::load(&embedded()));
    let index = Arc::new(Index::new(&library));
    library.links();
    let mut session = Session::new(library, Settings::default(), size, Capabilities::XTERM);
    session.app.set_index(index);
    session
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
