//! The places on a body that topics name, from head to toe, and where they lie on a figure seen from front and back.

use crate::library::Topic;

/// A place on the figure: the height from the crown (0) to the soles (100), and the way from the middle in the same unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodySpot {
    pub aside: u8,
    pub down: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// As front matter names it.
    pub name: &'static str,
    pub words: &'static str,
    /// Where it shows from the front; None where it does not.
    pub front: Option<BodySpot>,
    pub back: Option<BodySpot>,
}

/// Whether a place is seen from the front and from the back.
type Seen = [bool; 2];

const FRONT: Seen = [true, false];
const BACK: Seen = [false, true];
const BOTH: Seen = [true, true];

const fn at(
    [front, back]: Seen,
    name: &'static str,
    words: &'static str,
    (aside, down): (u8, u8),
) -> Site {
    let spot = BodySpot { aside, down };
    Site {
        name,
        words,
        front: if front { Some(spot) } else { None },
        back: if back { Some(spot) } else { None },
    }
}

/// Every site, in the order of a look from head to toe.
pub const SITES: &[Site] = &[
    at(BOTH, "scalp", "scalp", (0, 1)),
    at(FRONT, "face", "face", (0, 8)),
    at(FRONT, "eyelid", "eyelid", (3, 6)),
    at(BOTH, "ear", "ear", (6, 8)),
    at(BOTH, "neck", "neck", (0, 16)),
    at(BOTH, "shoulder", "shoulder", (11, 21)),
    at(BOTH, "upper-arm", "upper arm", (13, 31)),
    at(BACK, "elbow", "elbow", (15, 40)),
    at(BOTH, "forearm", "forearm", (16, 45)),
    at(BOTH, "wrist", "wrist", (18, 50)),
    at(BOTH, "hand", "hand", (19, 55)),
    at(BOTH, "finger", "finger", (20, 60)),
    at(FRONT, "chest", "chest", (0, 25)),
    at(FRONT, "breast", "breast", (5, 29)),
    at(BACK, "back", "back", (0, 31)),
    at(BACK, "flank", "flank (side)", (7, 41)),
    at(FRONT, "abdomen", "belly", (0, 45)),
    at(FRONT, "hip", "hip", (9, 50)),
    at(BACK, "buttock", "buttock", (5, 53)),
    at(FRONT, "groin", "groin", (5, 55)),
    at(FRONT, "scrotum", "scrotum", (0, 58)),
    at(FRONT, "vulva", "vulva", (0, 58)),
    at(BOTH, "thigh", "thigh", (6, 63)),
    at(FRONT, "knee", "knee", (6, 73)),
    at(FRONT, "shin", "shin", (6, 83)),
    at(BACK, "calf", "calf", (6, 81)),
    at(BOTH, "ankle", "ankle", (5, 93)),
    at(BACK, "heel", "heel", (5, 99)),
    at(FRONT, "foot", "foot", (5, 97)),
    at(FRONT, "toe", "toe", (8, 100)),
    at(FRONT, "organs", "inner organs", (0, 36)),
    Site {
        name: ANYWHERE,
        words: "anywhere on the body",
        front: None,
        back: None,
    },
];

/// The name for a topic's site that lies nowhere in particular.
pub const ANYWHERE: &str = "anywhere";

impl Site {
    /// Whether it lies anywhere in particular.
    pub const fn is_on_figure(&self) -> bool {
        self.front.is_some() || self.back.is_some()
    }
}

pub fn site(name: &str) -> Option<&'static Site> {
    SITES.iter().find(|site| site.name == name)
}

/// A site's name as people read it; an unknown one speaks for itself.
pub fn words(name: &str) -> &str {
    site(name).map_or(name, |site| site.words)
}

/// The names of a topic's sites as people read them.
pub fn in_words(names: &[String]) -> String {
    let names: Vec<&str> = names.iter().map(|name| words(name)).collect();
    names.join(", ")
}

/// The sites a topic names, from head to toe.
pub fn own_sites(topic: &Topic) -> Vec<&str> {
    let mut names: Vec<&str> = topic.matter().sites.iter().map(String::as_str).collect();
    names.sort_by_key(|name| SITES.iter().position(|site| site.name == *name));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_site_has_one_name_and_lies_on_the_figure() {
        for (index, site) in SITES.iter().enumerate() {
            assert!(SITES.iter().skip(index + 1).all(|it| it.name != site.name));
            assert!(site.is_on_figure() || site.name == ANYWHERE);
            for spot in [site.front, site.back].into_iter().flatten() {
                assert!(spot.aside <= 22 && spot.down <= 100, "{}", site.name);
            }
        }
    }
}
