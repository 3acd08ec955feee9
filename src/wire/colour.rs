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

/// The nearest colour a terminal of this depth can show.
pub(super) fn at_depth(colour: Color, depth: ColourDepth) -> Color {
    match (depth, colour) {
        (_, Color::Reset) | (ColourDepth::None, _) => Color::Reset,
        (_, Color::Indexed(number @ 0..=15)) => sixteen(usize::from(number)),
        (ColourDepth::Sixteen, Color::Rgb(red, green, blue)) => nearest([red, green, blue]),
        (ColourDepth::Sixteen, Color::Indexed(number)) => nearest(channels(number)),
        (ColourDepth::Indexed, Color::Rgb(red, green, blue)) => indexed([red, green, blue]),
        _ => colour,
    }
}

fn sixteen(number: usize) -> Color {
    SIXTEEN
        .get(number)
        .map_or(Color::Reset, |(colour, _)| *colour)
}

fn nearest(wanted: [u8; 3]) -> Color {
    let nearest = SIXTEEN
        .iter()
        .min_by_key(|(_, known)| distance(*known, wanted));
    nearest.map_or(Color::Reset, |(colour, _)| *colour)
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let squared = |(one, other): (u8, u8)| u32::from(one.abs_diff(other)).pow(2);
    one.into_iter().zip(other).map(squared).sum()
}

/// The nearest colour of the cube or the greys.
fn indexed(wanted: [u8; 3]) -> Color {
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
    Color::Indexed(nearest.unwrap_or(cube))
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

/// The numbers that set a colour; `base` tells foreground from background.
pub(super) fn parameters(colour: Color, base: u16) -> Bytes {
    let mut bytes = Bytes::EMPTY;
    match colour {
        Color::Indexed(number) => bytes.numbers(&[base + 8, 5, u16::from(number)]),
        Color::Rgb(red, green, blue) => {
            let [red, green, blue] = [red, green, blue].map(u16::from);
            bytes.numbers(&[base + 8, 2, red, green, blue]);
        }
        Color::Reset => bytes.number(base + 9),
        named => {
            let place = SIXTEEN.iter().position(|(known, _)| *known == named);
            bytes.number(match u16::try_from(place.unwrap_or_default()) {
                Ok(number @ 8..) => base + 52 + number,
                number => base + number.unwrap_or_default(),
            });
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_shown_as_near_as_the_terminal_can() {
        let orange = Color::Rgb(255, 140, 0);
        assert_eq!(at_depth(orange, ColourDepth::Rgb), orange);
        assert_eq!(at_depth(orange, ColourDepth::Indexed), Color::Indexed(208));
        assert_eq!(
            at_depth(Color::Rgb(250, 10, 10), ColourDepth::Sixteen),
            Color::LightRed
        );
        assert_eq!(
            at_depth(Color::Indexed(234), ColourDepth::Sixteen),
            Color::Black
        );
        assert_eq!(
            at_depth(Color::Rgb(128, 128, 128), ColourDepth::Indexed),
            Color::Indexed(244)
        );
        assert_eq!(at_depth(Color::Red, ColourDepth::None), Color::Reset);
    }

    fn numbers(colour: Color, base: u16) -> String {
        parameters(colour, base)
            .as_slice()
            .escape_ascii()
            .to_string()
    }

    #[test]
    fn numbers_follow_the_standard() {
        assert_eq!(numbers(Color::Red, FOREGROUND), "31");
        assert_eq!(numbers(Color::Gray, BACKGROUND), "47");
        assert_eq!(numbers(Color::DarkGray, FOREGROUND), "90");
        assert_eq!(numbers(Color::White, BACKGROUND), "107");
        assert_eq!(numbers(Color::Reset, FOREGROUND), "39");
        assert_eq!(numbers(Color::Indexed(200), BACKGROUND), "48;5;200");
        assert_eq!(numbers(Color::Rgb(1, 2, 3), FOREGROUND), "38;2;1;2;3");
    }
}
