//! Opening the reader in this terminal.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::mpsc::channel;

use crate::app::kept::KeepRules;
use crate::app::{App, Goal};
use crate::cli::CliOutcome;
use crate::cli::arguments::Reading;
use crate::cli::commands::{self, files, not_named};
use crate::cli::preferences::InForce;
use crate::command::Opening;
use crate::config::Settings;
use crate::content::{ContentFolder, SourceFile};
use crate::hosts::confine;
use crate::hosts::keeper::{Keeper, tell_the_day};
use crate::hosts::lines;
use crate::hosts::local::{self, Ended, LocalTerminal, Work};
use crate::hosts::store::Folders;
use crate::hosts::watch::watch;
use crate::library::{Library, Named, NamingError};
use crate::plain;
use crate::search::Index;
use crate::session::Session;

/// Columns of plain mode's lines when no width is asked for.
const WIDTH: u16 = 80;

/// The number of SIGHUP, which a terminal that went away means.
const HANG_UP: i32 = 1;

/// Opens the reader; where nothing can be drawn, plain mode.
pub(super) fn browse(
    folder: Option<ContentFolder<'_>>,
    reading: &Reading,
) -> anyhow::Result<CliOutcome> {
    let in_force = InForce::of(Some(reading), !reading.keeping.locked)?;
    let settings = in_force.settings;
    let files = files(folder)?;
    let mut keeper = keeper(folder, reading);
    let terminal = LocalTerminal::open().filter(|_| !reading.plain && !in_force.dumb);
    let Some(terminal) = terminal else {
        let library = Arc::new(Library::load(&files));
        if let Some(sentence) = in_force.fault(usize::MAX) {
            let _ = writeln!(io::stderr(), "calcinosis: {sentence}");
        }
        return browse_plain(&mut keeper, (folder, reading), (library, settings));
    };
    confine(folder, reading);
    let (library, work) = shown(files, folder, reading, &keeper);
    let named = topic(&library, reading);
    let size = terminal.size();
    let mut terminal_can = local::capabilities();
    terminal_can.asks_for_margins &= settings.margins;
    // What will be shown first is laid out at once, and nothing before it.
    let first = keeper.topic().and_then(|id| library.find(id));
    let first = first.unwrap_or_else(|| library.front());
    let mut session = Session::at(first, library, settings, (size, terminal_can));
    in_force.apply(session.change());
    keeper.hand_over(session.change());
    open(session.change(), named, reading);
    let reload = || Ok(Library::load(&commands::files(folder)?));
    let watched = folder.filter(|_| reading.watch).map(|folder| folder.root());
    let content: (local::Reload<'_>, _) = (&reload, watched.as_deref());
    let ended = local::run(terminal, &mut session, work, content, &mut keeper);
    save(&mut keeper, session.change());
    match ended? {
        // What ends with the session is printed below the screen that was left.
        Ended::Quit => Ok(session
            .app()
            .state
            .sheet_to_take()
            .map_or(CliOutcome::Done, CliOutcome::Text)),
        Ended::Signal(signal) => Ok(CliOutcome::Ended(signal)),
        Ended::Gone => Ok(CliOutcome::Ended(HANG_UP)),
    }
}

/// Gives up what a reader needs no more; with `--locked` also every file but the content.
fn confine(folder: Option<ContentFolder<'_>>, reading: &Reading) {
    confine::forbid_new_privileges();
    let leads_out = folder.is_some_and(|folder| folder.follow);
    if reading.keeping.locked && !leads_out {
        let mut paths = confine::system_files();
        paths.extend(folder.map(|folder| folder.path.to_path_buf()));
        // A kernel that cannot do this protects files by their rights, as ever.
        let _ = confine::allow_reading(&paths);
    }
}

/// What is shown first, and what is left to do. Of a folder only what the first screen needs is read before it:
/// there may be a hundred thousand files. A topic that is asked for by any of its names needs them all.
fn shown(
    files: Vec<SourceFile>,
    folder: Option<ContentFolder<'_>>,
    reading: &Reading,
    keeper: &Keeper,
) -> (Arc<Library>, Work) {
    if folder.is_none() || !reading.topic.is_empty() {
        let library = Arc::new(Library::load(&files));
        return (Arc::clone(&library), Work::Index(library));
    }
    let outline = Library::outline(&files, keeper.unfolded());
    (
        Arc::new(outline),
        Work::Load(Box::new(move || Library::load(&files))),
    )
}

fn browse_plain(
    keeper: &mut Keeper,
    (folder, reading): (Option<ContentFolder<'_>>, &Reading),
    (library, settings): (Arc<Library>, Settings),
) -> anyhow::Result<CliOutcome> {
    let (sender, changes) = channel();
    let watched = folder.filter(|_| reading.watch);
    let watched = watched.map(|it| watch(&it.root(), move || sender.send(()).is_ok()));
    // It watches as long as this lives.
    let _watch = watched.transpose()?;
    let named = topic(&library, reading);
    if let Err(error) = &named
        && !io::stdin().is_terminal()
    {
        return Err(not_named(error, "calcinosis search").into());
    }
    let index = Arc::new(Index::of(&library));
    library.links();
    let mut plain =
        plain::PlainReader::new(library, index, settings, reading.width.unwrap_or(WIDTH));
    keeper.hand_over(plain.app_mut());
    tell_the_day(plain.app_mut());
    open(plain.app_mut(), named, reading);
    let renew: lines::Renew<'_> = &mut |app, is_asked| {
        let has_changed = changes.try_iter().count() > 0;
        if is_asked || has_changed {
            renew(app, folder);
        }
    };
    let (input, out) = (io::stdin().lock(), io::stdout().lock());
    let talked = lines::run(&mut plain, (keeper, renew), input, out);
    save(keeper, plain.app_mut());
    talked?;
    Ok(CliOutcome::Done)
}

/// Reads the content again, with an index at once: plain mode waits for nothing.
fn renew(app: &mut App, folder: Option<ContentFolder<'_>>) {
    match commands::library(folder) {
        Ok(library) => {
            let library = Arc::new(library);
            app.renew(Arc::clone(&library));
            app.set_index(Arc::new(Index::of(&library)));
        }
        Err(error) => app.say(&format!("{error:#}.")),
    }
}

/// What the reader keeps from visit to visit, as far as they want that to be known.
fn keeper(folder: Option<ContentFolder<'_>>, reading: &Reading) -> Keeper {
    let rules = KeepRules {
        private: reading.keeping.private,
        locked: reading.keeping.locked,
    };
    let reference = folder.map(|folder| folder.path);
    Keeper::read(rules, &Folders::of_environment(), reference)
}

/// Writes the shelf at the end; what could not be kept is said in one line.
fn save(keeper: &mut Keeper, app: &mut App) {
    if let Some(sentence) = keeper.save(app) {
        // With standard error gone there is nobody left to tell.
        let _ = writeln!(io::stderr(), "calcinosis: {sentence}");
    }
}

/// Opens the topic that was asked for; words that name none are searched for.
fn open(app: &mut App, named: Result<Named, NamingError>, reading: &Reading) {
    match named {
        Ok(Named {
            topic,
            heading: Some(heading),
        }) => drop(app.go(Goal::Heading(topic, heading))),
        Ok(Named { topic, .. }) if topic == app.state.library().front() => {}
        Ok(Named { topic, .. }) => drop(app.go(Goal::Topic(topic))),
        Err(_) => {
            app.open_typed(Opening::Finder, &reading.topic.join(" "));
        }
    }
}

/// The topic asked for, or the front page.
fn topic(library: &Library, reading: &Reading) -> Result<Named, NamingError> {
    if reading.topic.is_empty() {
        return Ok(Named {
            topic: library.front(),
            heading: None,
        });
    }
    library.named(&reading.topic.join(" "))
}
