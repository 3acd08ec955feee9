//! Opening the reader in this terminal.

use std::io::{self, Write as _};
use std::mem;
use std::path::Path;
use std::sync::Arc;

use crate::app::keep::Rules;
use crate::app::{App, Settings};
use crate::cli::Outcome;
use crate::cli::arguments::Reading;
use crate::cli::commands::files;
use crate::cli::preferences::InForce;
use crate::hosts::keeper::Keeper;
use crate::hosts::lines;
use crate::hosts::local::{self, Ended, Terminal};
use crate::hosts::store::Folders;
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
    let in_force = InForce::of(Some(reading), !reading.keeping.locked)?;
    let settings = in_force.settings;
    let library = Arc::new(Library::load(&files(folder)?));
    let named = topic(&library, reading)?;
    let terminal = Terminal::open().filter(|_| !reading.plain && !in_force.dumb);
    let Some(terminal) = terminal else {
        return browse_plain(folder, reading, (library, settings), &named);
    };
    let size = terminal.size();
    let mut session = Session::new(Arc::clone(&library), settings, size, local::capabilities());
    in_force.apply(&mut session.app);
    let mut keeper = keeper(&mut session.app, folder, reading);
    open(&mut session.app, &named);
    let reload = || Ok(Library::load(&files(folder)?));
    let ended = local::run(terminal, &mut session, library, (&reload, &mut keeper));
    save(&mut keeper, &mut session.app);
    // The system takes all the memory back at once, faster than piece by piece.
    mem::forget(session);
    match ended? {
        Ended::Quit => Ok(Outcome::Done),
        Ended::Signal(signal) => Ok(Outcome::Ended(signal)),
        Ended::Gone => Ok(Outcome::Ended(HANG_UP)),
    }
}

fn browse_plain(
    folder: Option<&Path>,
    reading: &Reading,
    (library, settings): (Arc<Library>, Settings),
    named: &Named,
) -> anyhow::Result<Outcome> {
    let index = Arc::new(Index::new(&library));
    library.links();
    let mut plain = plain::Reading::new(library, index, settings, reading.width.unwrap_or(WIDTH));
    let mut keeper = keeper(plain.app_mut(), folder, reading);
    open(plain.app_mut(), named);
    let talked = lines::run(
        &mut plain,
        &mut keeper,
        io::stdin().lock(),
        io::stdout().lock(),
    );
    save(&mut keeper, plain.app_mut());
    talked?;
    Ok(Outcome::Done)
}

/// Takes the reader back to where they were, as far as they want that to be known.
fn keeper(app: &mut App, folder: Option<&Path>, reading: &Reading) -> Keeper {
    let rules = Rules {
        private: reading.keeping.private,
        locked: reading.keeping.locked,
    };
    Keeper::open(app, rules, &Folders::of_environment(), folder)
}

/// Writes the shelf at the end; what could not be kept is said in one line.
fn save(keeper: &mut Keeper, app: &mut App) {
    if let Some(sentence) = keeper.save(app) {
        // With standard error gone there is nobody left to tell.
        let _ = writeln!(io::stderr(), "calcinosis: {sentence}");
    }
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
