//! Colours as numbers for a terminal, and the nearest one it can show.

use ratatui::style::Color;

use super::bytes::Bytes;
use super::capabilities::ColourDepth;

/// What is added to a colour's number where it is written.
pub(super) const FOREGROUND: u16 = 30;
pub(super) const BACKGROUND: u16 = 40;

/// The sixteen colours as most terminals show them, in the order of their numbers.
const SIXTEEN: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The steps of the 6×6×6 cube that begins at colour 16.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];
const FIRST_OF_CUBE: u8 = 16;
const FIRST_GREY: u8 = 232;

/// A colour as a terminal is sent it: its kind, and its number or red, green and blue. Four bytes are compared and copied
/// as one number, which an enum is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 4]);

const NAMED: u8 = 1;
const INDEXED: u8 = 2;
const RGB: u8 = 3;

impl Colour {
    /// The terminal's default.
    pub(super) const RESET: Self = Self([0; 4]);
    pub(super) const BLACK: Self = Self::named(0);

    /// The nearest colour a terminal of this depth can show.
    pub(super) fn at_depth(colour: Color, depth: ColourDepth) -> Self {
        match (depth, colour) {
            (_, Color::Reset) | (ColourDepth::None, _) => Self::RESET,
            (_, Color::Indexed(number @ 0..=15)) => Self::named(number),
            (ColourDepth::Sixteen, Color::Rgb(red, green, blue)) => nearest([red, green, blue]),
            (ColourDepth::Sixteen, Color::Indexed(number)) => nearest(channels(number)),
            (ColourDepth::Indexed, Color::Rgb(red, green, blue)) => indexed([red, green, blue]),
            (_, Color::Indexed(number)) => Self([INDEXED, 0, 0, number]),
            (_, Color::Rgb(red, green, blue)) => Self([RGB, red, green, blue]),
            (_, named) => Self::named(number_of(named)),
        }
    }

    const fn named(number: u8) -> Self {
        Self([NAMED, 0, 0, number])
    }

    /// The numbers that set it; `base` tells foreground from background.
    pub(super) fn parameters(self, base: u16) -> Bytes {
        let [_, red, green, blue] = self.0.map(u16::from);
        let mut bytes = Bytes::EMPTY;
        match (self.0, blue) {
            ([RGB, ..], _) => bytes.numbers(&[base + 8, 2, red, green, blue]),
            ([INDEXED, ..], number) => bytes.numbers(&[base + 8, 5, number]),
            ([NAMED, ..], number @ 8..) => bytes.number(base + 52 + number),
            ([NAMED, ..], number) => bytes.number(base + number),
            _ => bytes.number(base + 9),
        }
        bytes
    }
}

fn number_of(named: Color) -> u8 {
    let numbered = (0..).zip(SIXTEEN);
    let found = numbered
        .filter(|(_, (known, _))| *known == named)
        .map(|(number, _)| number);
    found.min().unwrap_or_default()
}

fn nearest(wanted: [u8; 3]) -> Colour {
    let nearest = (0..)
        .zip(SIXTEEN)
        .min_by_key(|(_, (_, known))| distance(*known, wanted));
    nearest.map_or(Colour::RESET, |(number, _)| Colour::named(number))
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let squared = |(one, other): (u8, u8)| u32::from(one.abs_diff(other)).pow(2);
    one.into_iter().zip(other).map(squared).sum()
}

/// The nearest colour of the cube or the greys.
fn indexed(wanted: [u8; 3]) -> Colour {
    let step = |channel: u8| {
        (0_u8..6)
            .min_by_key(|step| cube_channel(*step).abs_diff(channel))
            .unwrap_or(0)
    };
    let [red, green, blue] = wanted.map(step);
    let cube = FIRST_OF_CUBE + 36 * red + 6 * green + blue;
    let greys = FIRST_GREY..=u8::MAX;
    let nearest = greys
        .chain([cube])
        .min_by_key(|number| distance(channels(*number), wanted));
    Colour([INDEXED, 0, 0, nearest.unwrap_or(cube)])
}

fn cube_channel(step: u8) -> u8 {
    CUBE.get(usize::from(step)).copied().unwrap_or(0)
}

/// Red, green and blue of a numbered colour.
fn channels(number: u8) -> [u8; 3] {
    if number >= FIRST_GREY {
        return [8 + 10 * (number - FIRST_GREY); 3];
    }
    if let Some((_, channels)) = SIXTEEN.get(usize::from(number)) {
        return *channels;
    }
    let place = number - FIRST_OF_CUBE;
    [place / 36, place / 6 % 6, place % 6].map(cube_channel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(colour: Color, depth: ColourDepth, base: u16) -> String {
        let bytes = Colour::at_depth(colour, depth).parameters(base);
        bytes.as_slice().escape_ascii().to_string()
    }

    #[test]
    fn colours_are_shown_as_near_as_the_terminal_can() {
        let shown = |colour, depth| numbers(colour, depth, FOREGROUND);
        let orange = Color::Rgb(255, 140, 0);
        assert_eq!(shown(orange, ColourDepth::Rgb), "38;2;255;140;0");
        assert_eq!(shown(orange, ColourDepth::Indexed), "38;5;208");
        let red = Color::Rgb(250, 10, 10);
        assert_eq!(shown(red, ColourDepth::Sixteen), "91");
        let black = Color::Indexed(234);
        assert_eq!(shown(black, ColourDepth::Sixteen), "30");
        let grey = Color::Rgb(128, 128, 128);
        assert_eq!(shown(grey, ColourDepth::Indexed), "38;5;244");
        assert_eq!(shown(Color::Red, ColourDepth::None), "39");
        assert_eq!(shown(Color::Indexed(9), ColourDepth::Indexed), "91");
    }

    #[test]
    fn numbers_follow_the_standard() {
        let written = |colour, base| numbers(colour, ColourDepth::Rgb, base);
        assert_eq!(written(Color::Red, FOREGROUND), "31");
        assert_eq!(written(Color::Gray, BACKGROUND), "47");
        assert_eq!(written(Color::DarkGray, FOREGROUND), "90");
        assert_eq!(written(Color::White, BACKGROUND), "107");
        assert_eq!(written(Color::Reset, FOREGROUND), "39");
        assert_eq!(written(Color::Indexed(200), BACKGROUND), "48;5;200");
        assert_eq!(written(Color::Rgb(1, 2, 3), FOREGROUND), "38;2;1;2;3");
    }
}
