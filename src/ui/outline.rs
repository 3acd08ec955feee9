//! The outline of a body as lines, and as pictures in plain signs; the head is at 0 and the soles are at 100.

use crate::app::reader::figure::Point;

/// The right half of what both sides share; the left half is its mirror image.
#[rustfmt::skip]
pub const BOTH: &[&[Point]] = &[
    // Neck, shoulder, arm and hand, the side of the trunk, the leg and the foot.
    &[
        (2.6, 14.0), (2.8, 17.0), (10.0, 19.5), (12.8, 22.5), (14.6, 31.0), (16.6, 40.0), (19.5, 50.0),
        (21.5, 54.0), (21.8, 58.0), (20.0, 61.0), (18.0, 58.5), (16.8, 51.0), (13.2, 41.5), (11.3, 33.0),
        (10.0, 27.5), (8.3, 40.0), (10.2, 50.0), (10.8, 57.0), (9.0, 73.0), (9.3, 81.0), (6.6, 93.0),
        (9.5, 98.0), (9.0, 100.0), (3.6, 100.0), (3.8, 94.0), (3.6, 81.0), (3.2, 73.0), (0.0, 55.0),
    ],
    // The head.
    &[
        (0.0, 0.0), (2.0, 0.5), (3.7, 2.1), (4.8, 4.4), (5.2, 7.2), (4.8, 10.0), (3.7, 12.3), (2.0, 13.8),
        (0.0, 14.4),
    ],
    // The ear.
    &[(5.2, 5.5), (6.6, 5.5), (6.2, 9.0), (5.0, 9.2)],
];

/// An eye, half the mouth, and the navel.
pub const FRONT: &[&[Point]] = &[
    &[(1.6, 6.0), (2.2, 6.0)],
    &[(0.0, 10.8), (1.8, 10.8)],
    &[(0.0, 43.5), (0.0, 44.5)],
];

/// The spine and a buttock.
pub const BACK: &[&[Point]] = &[
    &[(0.0, 20.0), (0.0, 47.0)],
    &[(0.0, 50.0), (0.0, 57.0)],
    &[(1.0, 57.0), (6.0, 58.0), (8.0, 55.5)],
];

/// A figure in plain signs, as wide as its first line, which is as wide as all others.
pub type BodyPicture = &'static [&'static str];

pub const LARGE_FRONT: BodyPicture = &[
    "       .---.       ",
    "      ( o o )      ",
    "       \\_-_/       ",
    "     .--' '--.     ",
    "    /         \\    ",
    "   / |       | \\   ",
    "   | |       | |   ",
    "  / /|       |\\ \\  ",
    "  | | \\     / | |  ",
    " / /  |  .  |  \\ \\ ",
    " |/  /       \\  \\| ",
    "(_)  |   _   |  (_)",
    "     |  / \\  |     ",
    "     |  | |  |     ",
    "     |  | |  |     ",
    "      | | | |      ",
    "      | | | |      ",
    "      | | | |      ",
    "     (__| |__)     ",
];

pub const LARGE_BACK: BodyPicture = &[
    "       .---.       ",
    "      (     )      ",
    "       \\___/       ",
    "     .--' '--.     ",
    "    /    |    \\    ",
    "   / |   |   | \\   ",
    "   | |   |   | |   ",
    "  / /|   |   |\\ \\  ",
    "  | | \\  |  / | |  ",
    " / /  |  |  |  \\ \\ ",
    " |/  /   |   \\  \\| ",
    "(_)  | \\_|_/ |  (_)",
    "     |  / \\  |     ",
    "     |  | |  |     ",
    "     |  | |  |     ",
    "      | | | |      ",
    "      | | | |      ",
    "      | | | |      ",
    "     (__| |__)     ",
];

pub const SMALL_FRONT: BodyPicture = &[
    "    .-.    ",
    "   (o o)   ",
    "  .-' '-.  ",
    " /|     |\\ ",
    " ||     || ",
    "/ |  .  | \\",
    "' |  _  | '",
    "  | | | |  ",
    "  | | | |  ",
    "  | | | |  ",
    "  (_| |_)  ",
];

pub const SMALL_BACK: BodyPicture = &[
    "    .-.    ",
    "   (   )   ",
    "  .-'|'-.  ",
    " /|  |  |\\ ",
    " ||  |  || ",
    "/ |  |  | \\",
    "' |\\_|_/| '",
    "  | | | |  ",
    "  | | | |  ",
    "  | | | |  ",
    "  (_| |_)  ",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_even_and_of_plain_signs() {
        for picture in [LARGE_FRONT, LARGE_BACK, SMALL_FRONT, SMALL_BACK] {
            let width = picture[0].len();
            for line in picture {
                assert!(line.is_ascii() && line.len() == width, "{line}");
            }
        }
    }
}
