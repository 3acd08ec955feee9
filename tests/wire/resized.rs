//! Readers whose window was of many sizes.

use calcinosis::app::{Goal, Shared};
use calcinosis::config::Settings;
use calcinosis::input::Event;
use calcinosis::layout::{Anchor, Drawings, Symbols};
use calcinosis::session::Session;
use calcinosis::wire::Capabilities;
use proptest::prelude::*;

pub type Size = (u16, u16);

/// Widths that bring another column or cards for a table, next to others that change nothing.
const WIDTHS: &[u16] = &[
    12, 30, 45, 59, 60, 79, 80, 81, 100, 119, 120, 121, 160, 200, 201,
];

pub const MARGINS: Capabilities = Capabilities {
    left_right_margins: true,
    ..Capabilities::XTERM
};

/// How a reader comes to a window: the settings, the sizes it had, and how far down which topic it stands.
#[derive(Clone, Debug)]
pub struct Story {
    settings: Settings,
    pub sizes: Vec<Size>,
    topic: usize,
    thousandths: usize,
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let symbols = prop::sample::select(vec![Symbols::Unicode, Symbols::Ascii]);
    let drawings = prop::sample::select(vec![Drawings::Drawn, Drawings::Told, Drawings::Heard]);
    let parts = prop::sample::select(vec![(true, false), (false, false), (false, true)]);
    (symbols, drawings, parts, 40..100_usize).prop_map(
        |(symbols, drawings, (tree, zoom), measure)| Settings {
            symbols,
            drawings,
            tree,
            zoom,
            measure,
            mouse: true,
            ..Settings::default()
        },
    )
}

pub fn any_story(topics: usize) -> impl Strategy<Value = Story> {
    let size = (prop::sample::select(WIDTHS), 4..70_u16);
    let sizes = prop::collection::vec(size, 2..8);
    let thousandths = prop_oneof![Just(0_usize), Just(1000), 0..1000_usize];
    (any_settings(), sizes, 0..topics, thousandths).prop_map(
        |(settings, sizes, topic, thousandths)| Story {
            settings,
            sizes,
            topic,
            thousandths,
        },
    )
}

pub const fn resize((width, height): Size) -> Event {
    Event::Resize { width, height }
}

/// A session at a place of a topic, where that can stand on top.
pub fn at(shared: &Shared, story: &Story, size: Size, anchor: Option<Anchor>) -> Session {
    let mut session = Session::new(shared.clone(), story.settings, size, MARGINS);
    let topic = shared.library.ids().nth(story.topic).unwrap();
    session.change().go(Goal::Topic(topic));
    let layout = &session.app().state.reader.layout;
    let far_down = layout.anchor_at(layout.lines.len() * story.thousandths / 1000);
    session
        .change()
        .go(Goal::Anchor(topic, anchor.unwrap_or(far_down)));
    // What lies near the end cannot: the text that then stands on top can, from its first line.
    let reader = &session.app().state.reader;
    let place = reader.layout.anchor_at(reader.top);
    session
        .change()
        .go(Goal::Anchor(topic, anchor.unwrap_or(place)));
    session
}

/// A session whose window was of all these sizes, and one that was opened in the last.
pub fn both(shared: &Shared, story: &Story) -> (Session, Session) {
    let (first, rest) = story.sizes.split_first().unwrap();
    let mut resized = at(shared, story, *first, None);
    let anchor = resized.app().state.reader.place().anchor;
    for size in rest {
        resized.handle(&[resize(*size)]);
    }
    let opened = at(shared, story, *rest.last().unwrap(), Some(anchor));
    (resized, opened)
}
