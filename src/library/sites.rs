//! The places on a body that topics name, from head to toe, and where they lie on a figure seen from front and back.

use Side::{Back, Both, Front};

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

/// From where a place is seen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Front,
    Back,
    Both,
}

const fn at(side: Side, name: &'static str, words: &'static str, (aside, down): (u8, u8)) -> Site {
    let spot = Some(BodySpot { aside, down });
    Site {
        name,
        words,
        front: if matches!(side, Back) { None } else { spot },
        back: if matches!(side, Front) { None } else { spot },
    }
}

/// Every site, in the order of a look from head to toe.
pub const SITES: &[Site] = &[
    at(Both, "scalp", "scalp", (0, 1)),
    at(Front, "face", "face", (0, 8)),
    at(Front, "eyelid", "eyelid", (3, 6)),
    at(Both, "ear", "ear", (6, 8)),
    at(Both, "neck", "neck", (0, 16)),
    at(Both, "shoulder", "shoulder", (11, 21)),
    at(Both, "upper-arm", "upper arm", (13, 31)),
    at(Back, "elbow", "elbow", (15, 40)),
    at(Both, "forearm", "forearm", (16, 45)),
    at(Both, "wrist", "wrist", (18, 50)),
    at(Both, "hand", "hand", (19, 55)),
    at(Both, "finger", "finger", (20, 60)),
    at(Front, "chest", "chest", (0, 25)),
    at(Front, "breast", "breast", (5, 29)),
    at(Back, "back", "back", (0, 31)),
    at(Back, "flank", "flank (side)", (7, 41)),
    at(Front, "abdomen", "belly", (0, 45)),
    at(Front, "hip", "hip", (9, 50)),
    at(Back, "buttock", "buttock", (5, 53)),
    at(Front, "groin", "groin", (5, 55)),
    at(Front, "scrotum", "scrotum", (0, 58)),
    at(Front, "vulva", "vulva", (0, 58)),
    at(Both, "thigh", "thigh", (6, 63)),
    at(Front, "knee", "knee", (6, 73)),
    at(Front, "shin", "shin", (6, 83)),
    at(Back, "calf", "calf", (6, 81)),
    at(Both, "ankle", "ankle", (5, 93)),
    at(Back, "heel", "heel", (5, 99)),
    at(Front, "foot", "foot", (5, 97)),
    at(Front, "toe", "toe", (8, 100)),
    at(Front, "organs", "inner organs", (0, 36)),
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
