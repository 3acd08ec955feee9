//! Every screen of the program at four sizes, and in ASCII: one table of topics and key scripts.

use std::fmt::Write as _;

use calcinosis::app::Goal;
use calcinosis::config::{Settings, ThemeName};
use calcinosis::input::Event;
use calcinosis::layout::Symbols;
use calcinosis::session::Session;
use ratatui::style::{Color, Modifier};

use super::support::{press, rows, session_with, styles, text};
use super::{SMALL, USUAL, WIDE, WIDEST};

/// A screen: its name, the topic that is open, and the keys that lead to it from there.
type Screen = (&'static str, &'static str, &'static str);

/// The page that most screens lie over.
const PAGE: &str = "start/what-is-chalk";

const SCREENS: &[Screen] = &[
    ("first", "", ""),
    ("tree", PAGE, "<tab>jjk"),
    ("page", PAGE, ""),
    ("page_middle", PAGE, "<space>"),
    ("page_end", "types/sand", "G"),
    ("page_zoomed", PAGE, "z"),
    ("table", "types/stones", "}}jjj"),
    ("treatments", "treatments", "z}"),
    ("evidence", "treatments/rest", "z"),
    ("figure", "types/stones", "zjj"),
    ("sources", PAGE, "r"),
    ("source_strip", PAGE, "r9"),
    ("source_card", PAGE, "r9<enter>"),
    ("link_letters", PAGE, "<enter>"),
    ("peek_letters", PAGE, "K"),
    ("peek_word", PAGE, "Ka"),
    ("peek_topic", PAGE, "<tab>K"),
    ("body", "types/stones", "w<down><down>"),
    (
        "body_other",
        "types/stones",
        "w<down><down><down><down><down>",
    ),
    ("body_all", "start/glossary", "w"),
    ("body_topics", "types/stones", "w<down><down><enter>"),
    ("compare", "types/stones", "vl"),
    ("compare_chosen", "types/plates", "v<right><right>jj"),
    ("compare_section", "types", "v"),
    ("outline", PAGE, "}}o"),
    ("help", PAGE, "?"),
    ("help_word", PAGE, "?col"),
    ("help_key", PAGE, "?<f1><bs>o"),
    ("commands", PAGE, ":"),
    ("commands_typed", PAGE, ":the"),
    ("finder", PAGE, "s"),
    ("finder_hits", PAGE, "schalk from a finger"),
    ("finder_place", PAGE, "sminerals<tab>"),
    ("finder_nothing", PAGE, "sqqqqqqqq"),
    ("find", PAGE, "/chalk"),
    ("found", PAGE, "/chalk<enter>n"),
    ("theme", PAGE, "T"),
    ("urgent", PAGE, "!"),
    ("about", PAGE, "="),
    ("sheet_empty", PAGE, "C"),
    ("sheet", PAGE, "c]c]cCnask about the pain<enter>"),
    ("sheet_note", PAGE, "cCn"),
    ("copy", PAGE, "y"),
    ("marks", PAGE, "ma'"),
    ("bookmarks", PAGE, "a}}aA"),
    ("changes", PAGE, "D"),
];

/// A reader of a topic after a key script.
fn reader(symbols: Symbols, (width, height): (u16, u16), (topic, script): (&str, &str)) -> Session {
    let settings = Settings {
        symbols,
        ..Settings::default()
    };
    let mut session = session_with(settings, (width, height));
    session.handle(&[Event::Resize { width, height }]);
    if let Some(topic) = session
        .app()
        .state
        .library()
        .find(topic)
        .filter(|_| !topic.is_empty())
    {
        session.change().go(Goal::Topic(topic));
    }
    press(&mut session, script);
    session
}

#[test]
fn every_screen_at_every_size() {
    for (name, topic, script) in SCREENS {
        let mut pictures = String::new();
        for size in [USUAL, WIDE, WIDEST, SMALL] {
            let screen = text(&reader(Symbols::Unicode, size, (topic, script)));
            let _ = writeln!(pictures, "== {} x {}\n{screen}", size.0, size.1);
        }
        let screen = text(&reader(Symbols::AsciiOnly, USUAL, (topic, script)));
        let _ = writeln!(pictures, "== 80 x 24, ASCII\n{screen}");
        insta::assert_snapshot!(*name, pictures);
    }
}

#[test]
fn every_screen_is_told_in_ascii_where_there_is_nothing_else() {
    for (name, topic, script) in SCREENS {
        for size in [USUAL, WIDE, WIDEST, SMALL] {
            let screen = text(&reader(Symbols::AsciiOnly, size, (topic, script)));
            let other = screen.chars().find(|it| !it.is_ascii());
            assert_eq!(other, None, "{name} at {size:?}:\n{screen}");
        }
    }
}

/// The relative luminance of WCAG 2.
fn luminance(colour: Color) -> f64 {
    let Color::Rgb(red, green, blue) = colour else {
        return f64::NAN;
    };
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    let weighed = [(0.2126, red), (0.7152, green), (0.0722, blue)];
    weighed
        .map(|(weight, channel)| weight * linear(channel))
        .iter()
        .sum()
}

#[test]
fn whatever_is_written_stands_out_from_what_it_is_written_on() {
    let own = |theme: &&ThemeName| !matches!(theme, ThemeName::Terminal | ThemeName::Mono);
    for theme in ThemeName::ALL.iter().filter(own) {
        for (name, topic, script) in SCREENS.iter().filter(|(name, ..)| *name != "theme") {
            let mut session = reader(Symbols::Unicode, WIDE, (topic, script));
            session.change().state.settings.theme = *theme;
            for cell in session
                .screen()
                .0
                .content()
                .iter()
                .filter(|it| it.symbol() != " ")
            {
                let (ink, ground) = (luminance(cell.fg), luminance(cell.bg));
                let contrast = (ink.max(ground) + 0.05) / (ink.min(ground) + 0.05);
                let sign = cell.symbol();
                assert!(
                    contrast >= 7.0,
                    "{} {name} {sign}: {contrast:.2}",
                    theme.name()
                );
                assert!(
                    !cell.modifier.contains(Modifier::DIM),
                    "{} {name} {sign}",
                    theme.name()
                );
            }
        }
    }
}

/// Screens on which colour carries meaning.
const COLOURED: &[&str] = &[
    "first",
    "page",
    "evidence",
    "link_letters",
    "source_strip",
    "body",
    "compare",
    "help",
    "finder_hits",
    "found",
    "sheet",
];

#[test]
fn what_colour_says_is_said_by_weight_or_reverse_too() {
    for (name, topic, script) in SCREENS {
        if COLOURED.contains(name) {
            let session = reader(Symbols::Unicode, USUAL, (topic, script));
            insta::assert_snapshot!(format!("{name}_styles"), styles(&session));
        }
    }
    let session = reader(Symbols::Unicode, WIDE, (PAGE, "<space>"));
    insta::assert_snapshot!("page_middle_wide_styles", styles(&session));
}

#[test]
fn the_way_out_is_always_in_sight() {
    for (name, topic, script) in SCREENS {
        let session = reader(Symbols::Unicode, SMALL, (topic, script));
        if session.app().message.as_deref().is_some() {
            continue;
        }
        let rows = rows(&session.screen().0);
        let foot = rows[rows.len() - 2..].join("\n");
        let context = session.app().context();
        // Its letters take two rows, and Esc is what help says everywhere.
        if context.takes_one_key() {
            continue;
        }
        let way_out = if context.is_reading() {
            "? keys"
        } else {
            "Esc "
        };
        assert!(foot.contains(way_out), "{name}:\n{foot}");
    }
}
