//! One visit after another: the same place again, what changed meanwhile, and nothing left where nothing may be.

use std::path::Path;
use std::sync::Arc;

use calcinosis::app::kept::KeepRules;
use calcinosis::app::{App, Goal};
use calcinosis::config::Settings;
use calcinosis::content::SourceFile;
use calcinosis::hosts::keeper::{Keeper, tell_the_day};
use calcinosis::hosts::store::Folders;
use calcinosis::input::{Event, parse_keys};
use calcinosis::library::Library;
use calcinosis::search::Index;

use crate::support::{press, session, text};
use crate::{SIZES, USUAL};

const LASTING: KeepRules = KeepRules {
    private: false,
    locked: false,
};

fn folders(state: &Path) -> Folders {
    Folders {
        state: Some(state.as_os_str().to_owned()),
        ..Folders::default()
    }
}

/// Takes a reader back to where they were.
fn open(app: &mut App, rules: KeepRules, folders: &Folders) -> Keeper {
    let mut keeper = Keeper::read(rules, folders, None);
    keeper.hand_over(app);
    tell_the_day(app);
    keeper
}

/// A reader of two topics, the second of which says `body`.
fn app(body: &str) -> App {
    let second = format!("+++\ntitle = \"Second\"\n+++\n{body}");
    let files = [
        SourceFile::new("_index.md", "Front.\n"),
        SourceFile::new("first.md", "+++\ntitle = \"First\"\n+++\nText.\n"),
        SourceFile::new("second.md", second),
    ];
    let library = Arc::new(Library::load(&files));
    let index = Arc::new(Index::of(&library));
    let mut app = App::new(library, Settings::default(), USUAL);
    app.set_index(index);
    app
}

/// Types a script and performs what it asks for.
fn type_keys(app: &mut App, keeper: &mut Keeper, script: &str) {
    for key in parse_keys(script).unwrap() {
        for effect in app.update(&Event::Key(key)) {
            keeper.perform(&effect, app);
        }
    }
}

fn title(app: &App) -> String {
    app.state
        .library()
        .topic(app.state.reader.topic)
        .title
        .to_string()
}

#[test]
fn the_next_start_shows_the_same_screen() {
    let state = tempfile::tempdir().unwrap();
    for size in SIZES {
        let mut first = session(size);
        let keeper = &mut open(first.change(), LASTING, &folders(state.path()));
        press(&mut first, "sglossary<enter>[}jjj<bs>Lj");
        assert_eq!(keeper.save(first.change()), None);
        let mut second = session(size);
        open(second.change(), LASTING, &folders(state.path()));
        assert_eq!(text(&second), text(&first));
        press(&mut first, "<bs>");
        press(&mut second, "<bs>");
        assert_eq!(text(&second), text(&first));
    }
}

#[test]
fn a_changed_topic_is_marked_and_shows_what_changed() {
    let state = tempfile::tempdir().unwrap();
    let mut before = app("One.\n\n## Part\n\nTwo words.\n\nThree.\n");
    let mut keeper = open(&mut before, LASTING, &folders(state.path()));
    type_keys(&mut before, &mut keeper, "]]");
    assert_eq!(title(&before), "Second");
    keeper.save(&mut before);
    let mut after = app("One.\n\n## Part\n\nTwo other words.\n\nThree.\n\nFour.\n");
    let mut keeper = open(&mut after, LASTING, &folders(state.path()));
    let second = after.state.library().find("second").unwrap();
    assert!(after.state.kept.has_changed(second));
    type_keys(&mut after, &mut keeper, "D");
    let mut shown = session(USUAL);
    *shown.change() = after.clone();
    insta::assert_snapshot!("changes_80x24", text(&shown));
    type_keys(&mut after, &mut keeper, "<esc>[");
    assert!(!after.state.kept.has_changed(second));
    keeper.save(&mut after);
    type_keys(&mut after, &mut keeper, "]D");
    assert!(
        after.overlay().is_some(),
        "the last change can be seen again"
    );
}

#[test]
fn a_private_or_locked_visit_touches_no_state() {
    let state = tempfile::tempdir().unwrap();
    for (private, locked) in [(true, false), (false, true), (true, true)] {
        let rules = KeepRules { private, locked };
        let mut app = app("Text.\n");
        let mut keeper = open(&mut app, rules, &folders(state.path()));
        type_keys(&mut app, &mut keeper, "]]maacCanote<enter><esc>D]yt");
        assert_eq!(keeper.save(&mut app), None);
        assert_eq!(state.path().read_dir().unwrap().count(), 0);
        assert_eq!(
            app.state.kept.shelf.marks.len(),
            1,
            "the visit itself keeps it"
        );
    }
}

#[test]
fn without_a_home_reading_goes_on_and_says_so() {
    let mut app = app("Text.\n");
    let mut keeper = open(&mut app, LASTING, &Folders::default());
    assert_eq!(
        app.message.as_deref(),
        Some("Kept only until you quit: HOME is not set.")
    );
    type_keys(&mut app, &mut keeper, "]ma]'a");
    assert_eq!(title(&app), "First");
    assert_eq!(keeper.save(&mut app), None);
}

#[test]
fn a_topic_asked_for_opens_and_back_leads_to_the_visit_before() {
    let state = tempfile::tempdir().unwrap();
    let mut before = app("Text.\n");
    let mut keeper = open(&mut before, LASTING, &folders(state.path()));
    type_keys(&mut before, &mut keeper, "]");
    keeper.save(&mut before);
    let mut after = app("Text.\n");
    let mut keeper = open(&mut after, LASTING, &folders(state.path()));
    after.go(Goal::Topic(after.state.library().find("second").unwrap()));
    type_keys(&mut after, &mut keeper, "<bs>");
    assert_eq!(title(&after), "First");
}
