//! What every theme must keep: contrast, and a colour of its own for what matters.

use calcinosis::config::ThemeName;
use calcinosis::ui::theme::Theme;
use ratatui::style::{Color, Modifier, Style};

/// The relative luminance of WCAG 2.
fn luminance(colour: Color) -> f64 {
    let Color::Rgb(red, green, blue) = colour else {
        panic!("{colour:?} has no channels");
    };
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    [(0.2126, red), (0.7152, green), (0.0722, blue)]
        .map(|(weight, channel)| weight * linear(channel))
        .iter()
        .sum()
}

fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Xterm's own sixteen colours, and black and white as its grounds.
const XTERM: [u32; 16] = [
    0x00_00_00, 0xcd_00_00, 0x00_cd_00, 0xcd_cd_00, 0x00_00_ee, 0xcd_00_cd, 0x00_cd_cd, 0xe5_e5_e5,
    0x7f_7f_7f, 0xff_00_00, 0x00_ff_00, 0xff_ff_00, 0x5c_5c_ff, 0xff_00_ff, 0x00_ff_ff, 0xff_ff_ff,
];

/// A colour as xterm shows it: what is bold in one of the first eight is bright.
fn in_xterm(colour: Color, bold: bool) -> Color {
    let order = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let Some(at) = order.iter().position(|own| *own == colour) else {
        return colour;
    };
    Color::from_u32(XTERM[if bold && at < 8 { at + 8 } else { at }])
}

/// The contrast of a style on a terminal whose ground and ink are these, where the theme has none of its own.
fn contrast_on(theme: &Theme, style: Style, (ground, ink): (u32, u32)) -> f64 {
    let style = theme.text.patch(style);
    let bold = style.add_modifier.contains(Modifier::BOLD);
    let ink = style.fg.map_or_else(
        || Color::from_u32(ink),
        |it| in_xterm(it, bold && style.bg.is_none()),
    );
    let ground = style
        .bg
        .map_or_else(|| Color::from_u32(ground), |it| in_xterm(it, false));
    contrast(ink, ground)
}

const GROUNDS: [(u32, u32); 2] = [(0x00_00_00, 0xe5_e5_e5), (0xff_ff_ff, 0x00_00_00)];

#[test]
fn what_is_dim_can_be_read_on_black_and_on_white_in_every_theme() {
    for name in ThemeName::ALL {
        let theme = Theme::at(*name);
        for (role, style) in theme.styles() {
            assert!(
                !style.add_modifier.contains(Modifier::DIM),
                "{} {role}",
                name.name()
            );
            let least = if role == "dim" { 4.5 } else { 3.0 };
            for ground in GROUNDS {
                let found = contrast_on(theme, style, ground);
                assert!(
                    found >= least,
                    "{} {role} on {ground:x?}: {found:.2}",
                    name.name()
                );
            }
        }
    }
}

#[test]
fn call_out_and_outcome_have_a_colour_of_their_own_in_every_theme() {
    for name in ThemeName::ALL
        .iter()
        .filter(|name| **name != ThemeName::Mono)
    {
        let theme = Theme::at(*name);
        let colour = |style: Style| {
            (
                style.fg,
                style.bg.filter(|ground| Some(*ground) != theme.text.bg),
            )
        };
        let [text, link, heading] = [theme.text, theme.link, theme.heading].map(colour);
        for own in [theme.urgent, theme.helped, theme.unsettled, theme.failed].map(colour) {
            assert!(
                ![text, link, heading].contains(&own),
                "{}: {own:?}",
                name.name()
            );
        }
        let outcomes = [theme.helped, theme.unsettled, theme.failed];
        assert!(!outcomes.contains(&theme.urgent) && !outcomes.contains(&theme.found));
        assert_ne!(theme.helped, theme.unsettled);
        assert_ne!(colour(theme.unsettled), colour(theme.failed));
        assert_ne!(colour(theme.found), colour(theme.urgent), "{}", name.name());
    }
}

#[test]
fn no_two_themes_look_alike() {
    let look = |name: &ThemeName| {
        let theme = Theme::at(*name);
        [theme.text, theme.heading, theme.link, theme.urgent].map(|style| (style.fg, style.bg))
    };
    for (number, name) in ThemeName::ALL.iter().enumerate() {
        for other in &ThemeName::ALL[number + 1..] {
            let pairs = look(name).into_iter().zip(look(other));
            let differ = pairs.filter(|(one, two)| one != two).count();
            assert!(differ >= 2, "{} and {}", name.name(), other.name());
        }
    }
}

#[test]
fn every_ink_stands_out_by_seven_to_one() {
    for name in ThemeName::ALL {
        let theme = Theme::at(*name);
        if theme.text.bg.is_none() {
            continue;
        }
        for (role, style) in theme.styles() {
            let style = theme.text.patch(style);
            let modifiers = style.add_modifier;
            assert!(!modifiers.intersects(Modifier::DIM | Modifier::REVERSED));
            let found = contrast(style.fg.unwrap(), style.bg.unwrap());
            assert!(found >= 7.0, "{} {role}: {found:.2}", name.name());
        }
    }
}

#[test]
fn every_theme_shows_the_selection_without_colour_too() {
    for name in ThemeName::ALL {
        let theme = Theme::at(*name);
        for style in [
            theme.selected,
            theme.selected_away,
            theme.found_here,
            theme.letter,
        ] {
            assert_ne!(theme.text.patch(style), theme.text, "{}", name.name());
            assert!(!style.add_modifier.is_empty(), "{}", name.name());
        }
        assert_ne!(theme.selected, theme.selected_away, "{}", name.name());
    }
}
