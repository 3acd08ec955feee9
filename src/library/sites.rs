//! The places on a body that topics name, from head to toe, and where they lie on a figure seen from front and back.

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

const fn front(name: &'static str, words: &'static str, (aside, down): (u8, u8)) -> Site {
    Site {
        name,
        words,
        front: Some(BodySpot { aside, down }),
        back: None,
    }
}

const fn back(name: &'static str, words: &'static str, (aside, down): (u8, u8)) -> Site {
    Site {
        name,
        words,
        front: None,
        back: Some(BodySpot { aside, down }),
    }
}

const fn both(name: &'static str, words: &'static str, (aside, down): (u8, u8)) -> Site {
    let spot = Some(BodySpot { aside, down });
    Site {
        name,
        words,
        front: spot,
        back: spot,
    }
}

/// Every site, in the order of a look from head to toe.
pub const SITES: &[Site] = &[
    both("scalp", "scalp", (0, 1)),
    front("face", "face", (0, 8)),
    front("eyelid", "eyelid", (3, 6)),
    both("ear", "ear", (6, 8)),
    both("neck", "neck", (0, 16)),
    both("shoulder", "shoulder", (11, 21)),
    both("upper-arm", "upper arm", (13, 31)),
    back("elbow", "elbow", (15, 40)),
    both("forearm", "forearm", (16, 45)),
    both("wrist", "wrist", (18, 50)),
    both("hand", "hand", (19, 55)),
    both("finger", "finger", (20, 60)),
    front("chest", "chest", (0, 25)),
    front("breast", "breast", (5, 29)),
    back("back", "back", (0, 31)),
    back("flank", "flank (side)", (7, 41)),
    front("abdomen", "belly", (0, 45)),
    front("hip", "hip", (9, 50)),
    back("buttock", "buttock", (5, 53)),
    front("groin", "groin", (5, 55)),
    front("scrotum", "scrotum", (0, 58)),
    front("vulva", "vulva", (0, 58)),
    both("thigh", "thigh", (6, 63)),
    front("knee", "knee", (6, 73)),
    front("shin", "shin", (6, 83)),
    back("calf", "calf", (6, 81)),
    both("ankle", "ankle", (5, 93)),
    back("heel", "heel", (5, 99)),
    front("foot", "foot", (5, 97)),
    front("toe", "toe", (8, 100)),
    front("organs", "inner organs", (0, 36)),
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
