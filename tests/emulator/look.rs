//! The look of a cell, as style sequences change it.

use ratatui::style::{Color, Modifier};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub foreground: Color,
    pub background: Color,
    pub modifiers: Modifier,
}

impl Look {
    pub fn change(&mut self, body: &str) {
        let mut numbers = body
            .split(';')
            .map(|number| number.parse::<u8>().unwrap_or(0));
        while let Some(number) = numbers.next() {
            match number {
                0 => *self = Self::default(),
                1..=9 => self.modifiers |= modifier(number),
                22 => self.modifiers -= Modifier::BOLD | Modifier::DIM,
                23..=29 => self.modifiers -= modifier(number - 20),
                38 => self.foreground = colour(&mut numbers),
                48 => self.background = colour(&mut numbers),
                30..=39 => self.foreground = named(number - 30),
                40..=49 => self.background = named(number - 40),
                90..=97 => self.foreground = named(number - 80),
                100..=107 => self.background = named(number - 90),
                _ => panic!("unknown style {number}"),
            }
        }
    }
}

fn modifier(number: u8) -> Modifier {
    match number {
        1 => Modifier::BOLD,
        2 => Modifier::DIM,
        3 => Modifier::ITALIC,
        4 => Modifier::UNDERLINED,
        5 => Modifier::SLOW_BLINK,
        7 => Modifier::REVERSED,
        8 => Modifier::HIDDEN,
        9 => Modifier::CROSSED_OUT,
        _ => panic!("unknown modifier {number}"),
    }
}

fn colour(numbers: &mut impl Iterator<Item = u8>) -> Color {
    let mut next = || numbers.next().unwrap();
    match next() {
        2 => Color::Rgb(next(), next(), next()),
        5 => Color::Indexed(next()),
        kind => panic!("unknown colour {kind}"),
    }
}

fn named(number: u8) -> Color {
    match number {
        0 => Color::Black,
        1 => Color::Red,
        2 => Color::Green,
        3 => Color::Yellow,
        4 => Color::Blue,
        5 => Color::Magenta,
        6 => Color::Cyan,
        7 => Color::Gray,
        9 => Color::Reset,
        10 => Color::DarkGray,
        11 => Color::LightRed,
        12 => Color::LightGreen,
        13 => Color::LightYellow,
        14 => Color::LightBlue,
        15 => Color::LightMagenta,
        16 => Color::LightCyan,
        17 => Color::White,
        _ => panic!("unknown colour {number}"),
    }
}
