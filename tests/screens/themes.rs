//! Themes: what colour says is said without it too.

use calcinosis::config::{Settings, ThemeName};
use calcinosis::session::{Keep, Scratch};
use calcinosis::wire::Capabilities;

use super::USUAL;
use super::support::{press, screen, session, session_on, session_with, styles, text};

#[test]
fn every_theme_shows_the_selection() {
    for theme in ThemeName::ALL.iter().copied() {
        let settings = Settings {
            theme,
            ..Settings::default()
        };
        let mut session = session_with(settings, USUAL);
        for keys in [
            "]", "<tab>j", "<enter>", "o", "<esc>w", "<esc>v", "<esc>s", "<esc>?",
        ] {
            press(&mut session, keys);
            let (cells, drawn) = session.screen();
            let area = *cells.area();
            let marked = (area.top()..area.bottom()).any(|y| {
                let row: Vec<_> = (area.left()..area.right())
                    .map(|x| &cells[(x, y)])
                    .collect();
                let at = row.iter().position(|cell| cell.symbol() == ">");
                at.is_some_and(|at| row[at].style() != row[area.width as usize - 1].style())
            });
            assert!(marked, "{} after {keys:?}", theme.name());
            assert!(drawn.cursor.is_some(), "{} after {keys:?}", theme.name());
        }
    }
}

#[test]
fn trying_a_theme_changes_no_letter_and_says_its_name() {
    let before = screen(USUAL, "");
    let mut session = session(USUAL);
    for theme in ThemeName::ALL.iter().skip(1) {
        press(&mut session, "T");
        assert_eq!(session.app().state.settings.theme, *theme);
        let after = text(&session);
        assert!(after.contains(&format!("Theme {}", theme.name())));
        let page = |screen: &str| screen.lines().take(22).collect::<Vec<_>>().join("\n");
        assert_eq!(page(&after), page(&before));
    }
}

#[test]
fn a_theme_with_a_ground_covers_every_cell() {
    let settings = Settings {
        theme: ThemeName::Light,
        ..Settings::default()
    };
    let mut session = session_with(settings, USUAL);
    for keys in ["", "<enter>", "o", "<esc>=", "<esc>s", "<esc>?", "<esc>r"] {
        press(&mut session, keys);
        let (cells, _) = session.screen();
        let bare = cells
            .content()
            .iter()
            .position(|cell| cell.bg == ratatui::style::Color::Reset);
        assert_eq!(bare, None, "after {keys:?}");
    }
}

#[test]
fn matches_stand_out_without_colour() {
    let settings = Settings {
        theme: ThemeName::Mono,
        ..Settings::default()
    };
    let mut session = session_with(settings, USUAL);
    press(&mut session, "]]/chalk<enter>");
    insta::assert_snapshot!("mono_found", styles(&session));
}

#[test]
fn a_vt100_is_sent_what_a_vt100_knows() {
    let mut session = session_on(Capabilities::LEAST);
    let mut bytes = Vec::new();
    for keys in [
        "",
        "]]",
        "jjj",
        "<space>",
        "o",
        "<esc>w",
        "<esc>v",
        "<esc>?",
        "<esc>/chalk<enter>",
    ] {
        press(&mut session, keys);
        session.draw(Keep::Frame, &mut Scratch::default(), &mut bytes);
    }
    let text = String::from_utf8(bytes).unwrap();
    let sequences = text.split("\u{1b}[").skip(1);
    for sequence in sequences {
        let is_last = |letter: &char| letter.is_ascii_alphabetic();
        let last = sequence.chars().find(is_last).unwrap();
        let (numbers, _) = sequence.split_once(last).unwrap();
        assert!("HABCDJKmrhl".contains(last), "{numbers}{last}");
        for look in numbers.split(';').filter(|_| last == 'm') {
            assert!(["", "1", "2", "4", "7"].contains(&look), "{numbers}m");
        }
    }
}
