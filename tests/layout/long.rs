//! A long page is laid out and searched beside the keys: every key is answered meanwhile.

use std::fmt::Write as _;
use std::sync::Arc;

use calcinosis::app::{App, Effect, PageDone};
use calcinosis::config::Settings;
use calcinosis::content::SourceFile;
use calcinosis::input::{Event, parse_keys};
use calcinosis::library::Library;

/// What stands in place of a page that is not there yet.
const WAIT: &str = "being laid out";

/// Many headings, each with a paragraph.
fn long_page() -> String {
    let mut text = String::from("+++\ntitle = \"Long\"\nweight = 1\n+++\n");
    for part in 0..4000 {
        let words = "calcium in the skin ".repeat(3);
        write!(text, "## Part {part}\n\n{words} of part {part}.\n\n").unwrap();
    }
    text
}

fn library() -> Arc<Library> {
    Arc::new(Library::load(&[
        SourceFile::new("_index.md", "+++\ntitle = \"Front\"\n+++\nHere.\n"),
        SourceFile::new("long.md", long_page()),
        SourceFile::new(
            "short.md",
            "+++\ntitle = \"Short\"\nweight = 2\n+++\nBrief.\n",
        ),
    ]))
}

fn app() -> App {
    App::new(library(), Settings::default(), (80, 24))
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys = parse_keys(keys).unwrap().into_iter();
    keys.flat_map(|key| app.update(&Event::Key(key))).collect()
}

fn resize(app: &mut App, width: u16, height: u16) {
    app.update(&Event::Resize { width, height });
}

/// What a host does: one piece.
fn work(app: &App) -> PageDone {
    app.state.work().unwrap().perform()
}

fn top(app: &App) -> &str {
    app.state
        .reader
        .layout
        .lines
        .get(app.state.reader.top)
        .unwrap()
        .text()
}

/// The long page at a part, laid out.
fn at_part(part: &str) -> App {
    let mut app = app();
    app.open(&format!("long#{part}")).unwrap();
    app.finish_work();
    app
}

#[test]
fn a_long_page_is_waited_for_and_every_key_is_answered_meanwhile() {
    let mut app = app();
    assert!(app.state.work().is_none(), "a short page is there at once");
    press(&mut app, "]");
    assert!(top(&app).contains(WAIT) && app.state.reader.is_opening());
    assert_eq!(press(&mut app.clone(), "q"), [Effect::Quit]);
    let mut other = app.clone();
    press(&mut other, "]");
    assert!(top(&other).contains("Short") && other.state.work().is_none());
    let done = work(&app);
    other.take(done.clone());
    assert!(
        top(&other).contains("Short"),
        "nobody waits for it any more"
    );
    app.take(done);
    assert!(top(&app).contains("Long") && app.state.work().is_none());
}

#[test]
fn a_place_in_a_long_page_is_gone_to_when_it_is_there() {
    let mut app = at_part("part-3000");
    assert_eq!(top(&app), "Part 3000");
    press(&mut app, "jjj");
    let line = top(&app).to_owned();
    press(&mut app, "]");
    press(&mut app, "<backspace>");
    assert!(top(&app).contains(WAIT));
    press(&mut app, "]");
    press(&mut app, "<backspace>");
    app.finish_work();
    assert_eq!(top(&app), line);
    app.open("long#part-7").unwrap();
    assert_eq!(top(&app), "Part 7");
}

#[test]
fn a_heading_that_a_long_page_does_not_have_is_said_when_the_page_is_there() {
    let mut app = app();
    assert_eq!(app.open("long#nowhere"), Ok(()));
    assert_eq!(app.message.as_deref(), None);
    app.finish_work();
    assert_eq!(app.state.reader.top, 0);
    let said = app.message.as_deref().unwrap();
    assert!(said.contains("no heading “nowhere”"), "{said}");
}

#[test]
fn a_long_page_keeps_its_lines_until_those_of_the_new_width_are_there() {
    let mut app = at_part("part-2000");
    let lines = app.state.reader.layout.lines.len();
    resize(&mut app, 60, 24);
    let first = work(&app);
    resize(&mut app, 40, 30);
    press(&mut app, "}");
    assert_eq!(
        (top(&app), app.state.reader.layout.lines.len()),
        ("Part 2001", lines)
    );
    app.take(first);
    assert_eq!(
        app.state.reader.layout.lines.len(),
        lines,
        "no longer wanted"
    );
    assert_eq!(press(&mut app.clone(), "q"), [Effect::Quit]);
    app.finish_work();
    assert_eq!(top(&app), "Part 2001");
    assert!(app.state.reader.layout.lines.len() > lines);
    resize(&mut app, 80, 24);
    resize(&mut app, 40, 30);
    assert!(app.state.work().is_none(), "it is as it was");
}

#[test]
fn a_page_that_cannot_be_laid_out_or_searched_says_so_and_is_tried_again_at_another_size() {
    const BROKEN: &str = "Something went wrong with this page.";
    let mut app = app();
    press(&mut app, "]");
    app.abandon_work();
    assert!(app.state.work().is_none() && app.message.as_deref() == Some(BROKEN));
    assert_eq!(top(&app), BROKEN);
    resize(&mut app, 100, 24);
    assert!(top(&app).contains(WAIT));
    app.finish_work();
    assert_eq!(top(&app), "Long");
    press(&mut app, "/part");
    app.abandon_work();
    assert!(app.state.work().is_none() && app.state.reader.found.is_none());
    assert_eq!(top(&app), "Long");
}

#[test]
fn a_long_page_is_searched_beside_the_keys() {
    let mut app = at_part("part-10");
    press(&mut app, "/");
    press(&mut app, "p");
    let early = work(&app);
    press(&mut app, "art 3999.");
    app.take(early);
    let found = app.state.reader.found.as_ref().unwrap();
    assert!(found.is_sought && found.matches.is_empty());
    press(&mut app, "<enter>n");
    assert!(app.message.as_deref().unwrap().contains("Still looking"));
    assert_eq!(press(&mut app.clone(), "q"), [Effect::Quit]);
    app.finish_work();
    let shown = app.state.reader.visible(22);
    let mut shown = shown.filter_map(|line| app.state.reader.layout.lines.get(line));
    assert!(shown.any(|line| line.text().contains("part 3999.")));
    press(&mut app, "/nowhere<enter>");
    app.finish_work();
    assert!(app.state.reader.found.as_ref().unwrap().matches.is_empty());
}

#[test]
fn content_that_was_read_again_keeps_the_place_in_a_long_page() {
    let mut app = at_part("part-500");
    app.renew(library());
    assert_eq!(top(&app), "Part 500");
    app.finish_work();
    assert_eq!(top(&app), "Part 500");
    let shelf = app.state.shelf().as_ref().clone();
    let mut next = self::app();
    next.state.restore(shelf);
    assert!(top(&next).contains(WAIT));
    next.finish_work();
    assert_eq!(top(&next), "Part 500");
}
