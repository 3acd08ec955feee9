//! Every way of going somewhere ends at the heading that was named, or at the title.

use std::sync::Arc;

use calcinosis::app::overlay::Overlay;
use calcinosis::app::overlay::finder::Finder;
use calcinosis::app::overlay::items::Items;
use calcinosis::app::reader::links::ActivationTarget;
use calcinosis::app::{App, Effect, Goal};
use calcinosis::config::Settings;
use calcinosis::input::{Event, parse_keys};
use calcinosis::library::TopicId;
use calcinosis::plain::PlainReader;
use calcinosis::search::{Hit, HitPlace, Results, Why};
use calcinosis::session::Session;
use calcinosis::wire::Capabilities;

use super::support::{SHIPPED, press, rows, with};
use super::{SMALL, USUAL};

/// The parts that the program adds to a page: they are not clipped, the whole topic is.
const MADE: [&str; 4] = ["sources", "related", "compared", "in-this-section"];

/// A heading of a topic, by its number on the page.
struct NamedHeading {
    topic: TopicId,
    id: String,
    number: usize,
    slug: String,
    title: String,
}

fn shipped(size: (u16, u16)) -> Session {
    with(&SHIPPED, Settings::default(), size, Capabilities::XTERM)
}

/// Every heading of a topic.
fn sections(app: &mut App, topic: TopicId) -> Vec<NamedHeading> {
    app.go(Goal::Topic(topic));
    let id = app.state.library().topic(topic).id.clone();
    // The front page opens with a heading that is not its title: the header has that.
    let is_section =
        |heading: &calcinosis::layout::HeadingPlace| heading.level > 1 || heading.slug.is_empty();
    let headings = app.state.reader.layout.headings.iter().enumerate();
    let headings = headings.filter(|(_, heading)| is_section(heading));
    let section = |(number, heading): (usize, &calcinosis::layout::HeadingPlace)| NamedHeading {
        topic,
        id: id.clone(),
        number,
        slug: heading.slug.to_string(),
        title: heading.title.to_string(),
    };
    headings.map(section).collect()
}

impl NamedHeading {
    /// The finder on a hit in the text of this section, far below its heading.
    fn found(&self) -> Finder {
        let place = HitPlace {
            heading: Some(self.title.clone()),
            slug: Some(self.slug.clone()),
            anchor: usize::MAX,
        };
        let hit = Hit {
            topic: self.topic,
            score: 1.0,
            why: Why::Body {
                heading: Some(self.title.clone()),
            },
            has_warnings: false,
            places: vec![place],
        };
        let mut finder = Finder::default();
        finder.field = calcinosis::command::TextField::with("words");
        finder.results = Results {
            hits: vec![hit],
            total: 1,
            ..Results::default()
        };
        finder
    }

    /// What a person types to get here.
    fn name(&self) -> String {
        if self.slug.is_empty() {
            self.id.clone()
        } else {
            format!("{}#{}", self.id, self.slug)
        }
    }

    /// The heading is on the first row, or in sight at the end of the page, and is the one that the reader is at.
    fn is_landed_on(&self, app: &App, way: &str) {
        let (reader, height) = (&app.state.reader, app.state.reader_height());
        let said = format!("{} by {way}", self.name());
        assert_eq!(reader.topic, self.topic, "{said}");
        assert_eq!(reader.heading_here(), Some(self.number), "{said}");
        let line = reader.layout.headings[self.number].line;
        let row = reader.row_of(line, height);
        let at_end = reader.is_at_end(height) && row.is_some();
        assert!(row == Some(0) || at_end, "{said} is on row {row:?}");
    }
}

/// The first section of a topic, one of the middle and the last: where pages begin, go on and end.
fn some_sections(app: &mut App, topic: TopicId) -> Vec<NamedHeading> {
    let mut all = sections(app, topic);
    let (middle, last) = (all.len() / 2, all.len() - 1);
    let mut number = 0;
    all.retain(|_| {
        number += 1;
        [1, middle + 1, last + 1].contains(&number)
    });
    all
}

fn every_topic() -> impl Iterator<Item = TopicId> {
    SHIPPED.0.ids()
}

/// The front page shows no title: its first heading stands where the title of another page does.
fn every_page() -> impl Iterator<Item = TopicId> {
    every_topic().filter(|topic| *topic != SHIPPED.0.front())
}

#[test]
fn a_hit_and_a_name_land_on_every_section_of_every_topic() {
    for size in [USUAL, SMALL] {
        let mut session = shipped(size);
        for topic in every_topic() {
            for section in sections(session.change(), topic) {
                let app = session.change();
                app.state.reader.go_to_line(0, 1);
                app.go(section.found().goal(None).unwrap());
                section.is_landed_on(app, "the finder");
                app.state.reader.go_to_line(0, 1);
                app.open(&section.name()).unwrap();
                section.is_landed_on(app, "its name");
            }
        }
    }
}

#[test]
fn marks_and_ways_back_land_where_they_were_set() {
    for size in [USUAL, SMALL] {
        let mut session = shipped(size);
        for topic in every_topic() {
            for section in some_sections(session.change(), topic) {
                session.change().open(&section.name()).unwrap();
                press(&mut session, "ma");
                session.change().go(Goal::Topic(SHIPPED.0.front()));
                press(&mut session, "<bs>");
                section.is_landed_on(session.app(), "going back");
                session.change().go(Goal::Topic(SHIPPED.0.front()));
                press(&mut session, "'a");
                section.is_landed_on(session.app(), "its mark");
            }
        }
    }
}

#[test]
fn links_to_a_heading_land_on_it() {
    let mut session = shipped(SMALL);
    for topic in every_topic() {
        session.change().go(Goal::Topic(topic));
        let links = session.app().state.reader.layout.links.clone();
        for (number, link) in links.iter().enumerate() {
            let Some((_, slug)) = link.target.split_once('#').filter(|_| !link.outside) else {
                continue;
            };
            session.change().go(Goal::Topic(topic));
            let app = session.change();
            let target = ActivationTarget::Link(number);
            let goal = app.state.reader.goal_of(&target, app.state.library());
            app.follow(goal);
            let here = session.app().state.reader.heading().unwrap();
            assert_eq!(&*here.slug, slug, "{link:?}");
            let here = here.line;
            let height = session.app().state.reader_height();
            let row = session.app().state.reader.row_of(here, height).unwrap();
            assert!(
                row == 0 || session.app().state.reader.is_at_end(height),
                "{link:?}"
            );
        }
    }
}

/// The heading that what lies open names as the one the reader is in.
fn outlined(session: &mut Session) -> String {
    press(session, "o");
    let app = session.app();
    let panel = app.overlay().and_then(|it| it.layer().panel(&app.state));
    let items = panel.map(|panel| panel.items);
    let selected = |items: Items<'_>| items.items[items.selected.unwrap()].text.to_string();
    let overlay = items.map(selected);
    press(session, "<esc>");
    overlay.unwrap_or_default()
}

fn copied(session: &mut Session) -> String {
    let keys = parse_keys("ys").unwrap().into_iter().map(Event::Key);
    let effects = session.handle(&keys.collect::<Vec<_>>());
    match effects.into_iter().next() {
        Some(Effect::Copy(text) | Effect::Export { text, .. }) => text,
        _ => String::new(),
    }
}

#[test]
fn outline_header_clip_and_copy_name_the_section_landed_on() {
    for size in [USUAL, SMALL] {
        let mut session = shipped(size);
        for topic in every_page() {
            for section in some_sections(session.change(), topic) {
                session.change().open(&section.name()).unwrap();
                assert_eq!(outlined(&mut session), section.title);
                let text = copied(&mut session);
                let first = section.title.split(' ').next().unwrap();
                let is_too_long = session
                    .app()
                    .message
                    .as_deref()
                    .is_some_and(|it| it.starts_with("Not copied"));
                assert!(
                    is_too_long || text.starts_with(first),
                    "{}: {text}",
                    section.name()
                );
                press(&mut session, "c");
                let clip = session
                    .app()
                    .state
                    .kept
                    .shelf
                    .sheet
                    .clips
                    .last()
                    .cloned()
                    .unwrap();
                let is_made = MADE.contains(&section.slug.as_str());
                let expected = if is_made { "" } else { &section.slug };
                assert_eq!(clip.heading, expected, "{}", section.name());
                press(&mut session, "c");
            }
        }
    }
}

#[test]
fn the_first_row_and_the_header_show_the_section_and_a_mark_tells_it_at_the_end_of_a_page() {
    for size in [USUAL, SMALL] {
        let mut session = shipped(size);
        for topic in every_page() {
            for section in some_sections(session.change(), topic) {
                session.change().open(&section.name()).unwrap();
                let (cells, drawn) = session.screen();
                let shown = rows(&cells);
                let cursor = drawn.cursor.unwrap();
                let row = &shown[usize::from(cursor.y)];
                let first = section.title.split(' ').next().unwrap();
                let text = row.chars().skip(usize::from(cursor.x)).collect::<String>();
                assert!(
                    text.starts_with(first),
                    "{}\n{}",
                    section.name(),
                    shown.join("\n")
                );
                assert!(
                    shown[0].contains(first),
                    "{}\n{}",
                    section.name(),
                    shown.join("\n")
                );
                let mark = cells[(cursor.x - 1, cursor.y)].symbol();
                assert_eq!(
                    mark == ">",
                    cursor.y > 1,
                    "{}\n{}",
                    section.name(),
                    shown.join("\n")
                );
            }
        }
    }
}

#[test]
fn plain_mode_tells_the_section_first() {
    let (library, index) = &*SHIPPED;
    let mut plain = PlainReader::new(
        Arc::clone(library),
        Arc::clone(index),
        Settings::default(),
        80,
    );
    for topic in every_topic() {
        for section in some_sections(plain.app_mut(), topic) {
            if section.slug.is_empty() {
                continue;
            }
            let told = plain.answer(&section.name()).text;
            let first = section.title.split(' ').next().unwrap();
            let line = told.lines().find(|line| line.starts_with(first));
            assert!(line.is_some(), "{}: {told}", section.name());
            assert_eq!(
                plain.app_mut().state.reader.heading_here(),
                Some(section.number)
            );
        }
    }
}

#[test]
fn what_was_found_by_its_title_or_a_key_opens_at_the_top() {
    for query in [
        "warfarin",
        "chalk",
        "calciphylaxis",
        "white bumps elbow child",
        "chalk from a finger",
        "baby heel lump",
        "milk",
    ] {
        for size in [USUAL, SMALL] {
            let mut session = shipped(size);
            press(&mut session, "s");
            session.handle(&[Event::Paste(query.to_owned())]);
            let Some(Overlay::Finder(finder)) = session.app().overlay() else {
                panic!("no finder");
            };
            let hit = finder.hit().unwrap().clone();
            press(&mut session, "<enter>");
            let reader = &session.app().state.reader;
            let here = reader.heading().unwrap();
            match hit.slug() {
                None => assert_eq!(reader.top, 0, "{query}: {hit:?}"),
                Some(slug) => assert_eq!(&*here.slug, slug, "{query}: {hit:?}"),
            }
            let is_named = matches!(hit.why, Why::Title | Why::Key(_));
            assert!(!is_named || hit.slug().is_none(), "{hit:?}");
        }
    }
}
