//! Themes with colours of their own: a ground, and inks that stand out from it by seven to one.

use ratatui::style::{Color, Modifier, Style};

use crate::config::ThemeName;
use crate::ui::theme::{MONO, TERMINAL, Theme};

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
    let [helped, unsettled, failed] = palette.outcomes;
    Theme {
        text: on((palette.ground, palette.text)),
        heading: ink(palette.heading).add_modifier(BOLD),
        link: ink(palette.link).add_modifier(LINE),
        outside_link: ink(palette.outside_link).add_modifier(LINE),
        citation: ink(palette.citation),
        code: ink(palette.code),
        quote: ink(palette.quote),
        dim: ink(palette.quiet),
        urgent: on((palette.urgent, palette.ground)).add_modifier(BOLD),
        callout: ink(palette.urgent).add_modifier(BOLD),
        helped: ink(helped).add_modifier(BOLD),
        unsettled: ink(unsettled),
        failed: ink(failed),
        found: ink(palette.found).add_modifier(BOLD),
        found_here: on((palette.found, palette.ground)).add_modifier(BOLD),
        selected: on(palette.selection).add_modifier(BOLD),
        selected_away: on(palette.selection_away).add_modifier(BOLD),
        letter: on((palette.found, palette.ground)).add_modifier(BOLD),
        ..MONO
    }
}

impl Theme {
    pub const fn at(name: ThemeName) -> &'static Self {
        match name {
            ThemeName::Terminal => &TERMINAL,
            ThemeName::Dark => &DARK,
            ThemeName::Light => &LIGHT,
            ThemeName::HighContrast => &HIGH_CONTRAST,
            ThemeName::ColourBlind => &COLOUR_BLIND,
            ThemeName::Mono => &MONO,
        }
    }
}
