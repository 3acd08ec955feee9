//! Opening the reader in this terminal.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::app::{App, Settings};
use crate::cli::Outcome;
use crate::cli::arguments::Reading;
use crate::cli::commands::files;
use crate::cli::preferences::InForce;
use crate::hosts::lines;
use crate::hosts::local::{self, Ended, Terminal};
use crate::library::{Library, Named};
use crate::plain::{self, NothingFound};
use crate::search::Index;
use crate::session::Session;

/// Columns of plain mode's lines when no width is asked for.
const WIDTH: u16 = 80;

/// The number of SIGHUP, which a terminal that went away means.
const HANG_UP: i32 = 1;

/// Opens the reader; where nothing can be drawn, plain mode.
pub(super) fn browse(folder: Option<&Path>, reading: &Reading) -> anyhow::Result<Outcome> {
    let in_force = InForce::of(Some(reading), true)?;
    let settings = in_force.settings;
    let library = Arc::new(Library::load(&files(folder)?));
    let named = topic(&library, reading)?;
    let terminal = Terminal::open().filter(|_| !reading.plain && !in_force.dumb);
    let Some(terminal) = terminal else {
        return browse_plain(library, settings, reading.width, &named);
    };
    let size = terminal.size();
    let mut session = Session::new(Arc::clone(&library), settings, size, local::capabilities());
    in_force.apply(&mut session.app);
    open(&mut session.app, &named);
    let reload = || Ok(Library::load(&files(folder)?));
    match local::run(terminal, &mut session, library, &reload)? {
        Ended::Quit => Ok(Outcome::Done),
        Ended::Signal(signal) => Ok(Outcome::Ended(signal)),
        Ended::Gone => Ok(Outcome::Ended(HANG_UP)),
    }
}

fn browse_plain(
    library: Arc<Library>,
    settings: Settings,
    width: Option<u16>,
    named: &Named,
) -> anyhow::Result<Outcome> {
    let index = Arc::new(Index::new(&library));
    library.links();
    let mut plain = plain::Reading::new(library, index, settings, width.unwrap_or(WIDTH));
    open(plain.app_mut(), named);
    lines::run(plain, io::stdin().lock(), io::stdout().lock())?;
    Ok(Outcome::Done)
}

fn open(app: &mut App, named: &Named) {
    if let Some(heading) = &named.heading {
        app.visit_heading(named.topic, heading);
    } else if named.topic != app.library().front() {
        app.visit(named.topic);
    }
}

/// The topic asked for, or the front page.
fn topic(library: &Library, reading: &Reading) -> anyhow::Result<Named> {
    if reading.topic.is_empty() {
        return Ok(Named {
            topic: library.front(),
            heading: None,
        });
    }
    let found = library.named(&reading.topic.join(" "));
    Ok(found.map_err(|error| NothingFound(error.to_string()))?)
}
