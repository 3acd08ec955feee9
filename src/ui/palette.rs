//! Themes with colours of their own: a ground, and inks that stand out from it by seven to one.

use ratatui::style::{Color, Modifier, Style};

use crate::ui::theme::{MONO, Theme};

/// What a theme is mixed from: red, green and blue in one number.
struct Palette {
    ground: u32,
    text: u32,
    heading: u32,
    link: u32,
    outside_link: u32,
    citation: u32,
    code: u32,
    quote: u32,
    quiet: u32,
    urgent: u32,
    /// What came of a treatment: it helped, that is not settled, it did not.
    outcomes: [u32; 3],
    found: u32,
    /// The ground of the selected row, and the ink on it.
    selection: (u32, u32),
    /// The same for a selected row of a part that does not have the focus.
    selection_away: (u32, u32),
}

pub const DARK: Theme = mix(&Palette {
    ground: 0x12_16_1c,
    text: 0xe4_e6_ea,
    heading: 0x8f_d3_ff,
    link: 0x8a_b8_ff,
    outside_link: 0xd8_a8_ff,
    citation: 0x86_d9_d0,
    code: 0xa8_d8_8c,
    quote: 0xe6_cd_8a,
    quiet: 0xb0_b6_c0,
    urgent: 0xff_a0_90,
    outcomes: [0x7f_e0_a0, 0xf0_d0_70, 0xff_b0_c8],
    found: 0xff_d7_5e,
    selection: (0xe4_e6_ea, 0x12_16_1c),
    selection_away: (0x2b_34_42, 0xff_ff_ff),
});

pub const LIGHT: Theme = mix(&Palette {
    ground: 0xff_fe_fa,
    text: 0x1c_1c_1c,
    heading: 0x0a_3d_7a,
    link: 0x0b_44_a8,
    outside_link: 0x6a_1b_8a,
    citation: 0x00_50_58,
    code: 0x1f_52_10,
    quote: 0x5c_41_00,
    quiet: 0x4c_4c_4c,
    urgent: 0x98_0a_0a,
    outcomes: [0x0a_55_2a, 0x5a_40_00, 0x80_10_50],
    found: 0x7a_38_00,
    selection: (0x1c_1c_1c, 0xff_fe_fa),
    selection_away: (0xdc_e6_f2, 0x00_00_00),
});

pub const HIGH_CONTRAST: Theme = mix(&Palette {
    ground: 0x00_00_00,
    text: 0xff_ff_ff,
    heading: 0xff_ff_00,
    link: 0x6c_c8_ff,
    outside_link: 0xff_a8_ff,
    citation: 0x00_ff_ff,
    code: 0x7c_ff_7c,
    quote: 0xff_e0_90,
    quiet: 0xe0_e0_e0,
    urgent: 0xff_b0_a0,
    outcomes: [0x60_ff_a0, 0xff_d0_60, 0xff_90_d0],
    found: 0xff_ff_00,
    selection: (0xff_ff_ff, 0x00_00_00),
    selection_away: (0x00_00_00, 0xff_ff_ff),
});

/// Blue and yellow to orange: the hues that stay apart in every kind of colour blindness.
pub const COLOUR_BLIND: Theme = mix(&Palette {
    ground: 0x10_12_18,
    text: 0xf0_f0_f0,
    heading: 0x7c_c8_f4,
    link: 0x7c_c8_f4,
    outside_link: 0xf0_e4_42,
    citation: 0xa8_d8_f8,
    code: 0xd8_d8_d8,
    quote: 0xf4_d0_8c,
    quiet: 0xb8_b8_b8,
    urgent: 0xff_b0_30,
    outcomes: [0x60_d8_c0, 0xe0_e0_e0, 0xff_a0_60],
    found: 0xf0_e4_42,
    selection: (0xf0_e4_42, 0x10_12_18),
    selection_away: (0x24_30_48, 0xff_ff_ff),
});

const fn colour(number: u32) -> Color {
    Color::from_u32(number)
}

const fn ink(number: u32) -> Style {
    Style::new().fg(colour(number))
}

const fn on((ground, text): (u32, u32)) -> Style {
    ink(text).bg(colour(ground))
}

const fn mix(palette: &Palette) -> Theme {
    const BOLD: Modifier = Modifier::BOLD;
    const LINE: Modifier = Modifier::UNDERLINED;
    let quiet = ink(palette.quiet);
    let [helped, unsettled, failed] = palette.outcomes;
    Theme {
        text: on((palette.ground, palette.text)),
        title: ink(palette.heading).add_modifier(BOLD),
        heading: ink(palette.heading).add_modifier(BOLD),
        subheading: ink(palette.heading).add_modifier(BOLD),
        link: ink(palette.link).add_modifier(LINE),
        outside_link: ink(palette.outside_link).add_modifier(LINE),
        citation: ink(palette.citation),
        code: ink(palette.code),
        quote: ink(palette.quote),
        marker: quiet,
        dim: quiet,
        urgent: on((palette.urgent, palette.ground)).add_modifier(BOLD),
        callout: ink(palette.urgent).add_modifier(BOLD),
        helped: ink(helped).add_modifier(BOLD),
        unsettled: ink(unsettled),
        failed: ink(failed),
        found: ink(palette.found).add_modifier(BOLD),
        found_here: on((palette.found, palette.ground)).add_modifier(BOLD),
        selected: on(palette.selection).add_modifier(BOLD),
        selected_away: on(palette.selection_away).add_modifier(BOLD),
        status: quiet,
        hint: quiet,
        letter: on((palette.found, palette.ground)).add_modifier(BOLD),
        rule: quiet,
        ..MONO
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ThemeName;

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
        0x00_00_00, 0xcd_00_00, 0x00_cd_00, 0xcd_cd_00, 0x00_00_ee, 0xcd_00_cd, 0x00_cd_cd,
        0xe5_e5_e5, 0x7f_7f_7f, 0xff_00_00, 0x00_ff_00, 0xff_ff_00, 0x5c_5c_ff, 0xff_00_ff,
        0x00_ff_ff, 0xff_ff_ff,
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
                let least = if ["dim", "status", "hint", "header", "marker"].contains(&role) {
                    4.5
                } else {
                    3.0
                };
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
}
