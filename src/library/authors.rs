//! Author lists as sources give them, read only where they can be read without guessing.

/// A person of an author list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// “Reiter N”, “John D. Reveille”: which part is the family name is certain.
    Parted { family: String, given: String },
    /// A whole name whose parts are not certain.
    Whole(String),
}

/// An author list that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authors {
    pub people: Vec<Author>,
    /// The list ends in “et al.”.
    pub more: bool,
}

impl Authors {
    /// Reads a list parted by semicolons, or by commas when every name ends in initials; None when it says more
    /// than names (an editor, a year) or could be read in two ways.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('.');
        let (text, more) = text
            .strip_suffix("et al")
            .map_or((text, false), |text| (text, true));
        let text = text.trim_end_matches([' ', ',', ';']);
        let by_semicolon = text.contains(';');
        let names: Vec<&str> = text
            .split(if by_semicolon { ';' } else { ',' })
            .map(str::trim)
            .collect();
        let people: Option<Vec<Author>> = names.iter().map(|name| Author::parse(name)).collect();
        let people = people.filter(|people| !people.is_empty())?;
        let initials =
            |author: &Author| matches!(author, Author::Parted { given, .. } if is_initials(given));
        let certain = by_semicolon || people.len() == 1 || people.iter().all(initials);
        certain.then_some(Self { people, more })
    }

    /// The first author as a short mention has it: “Reiter”, “Reiter et al.”.
    pub fn first(&self) -> String {
        let first = self.people.first().map_or("", |author| match author {
            Author::Parted { family, .. } => family,
            Author::Whole(name) => name,
        });
        if self.more || self.people.len() > 1 {
            format!("{first} et al.")
        } else {
            first.to_owned()
        }
    }
}

impl Author {
    fn parse(name: &str) -> Option<Self> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let odd = |letter: char| letter.is_ascii_digit() || "()[],:/&".contains(letter);
        let opens_high = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        let particle = |word: &&str| PARTICLES.contains(word);
        let is_name = words.iter().all(|word| opens_high(word) || particle(word));
        if words.len() < 2 || !is_name || name.contains(odd) {
            return None;
        }
        Self::vancouver(&words)
            .or_else(|| Self::in_speech_order(&words))
            .or_else(|| Some(Self::Whole(words.join(" "))))
    }

    /// “Ud Din N”, “Lewis JL III”: the family name, then initials.
    fn vancouver(words: &[&str]) -> Option<Self> {
        let (last, before) = words.split_last()?;
        let (initials, family, generation) = if GENERATIONS.contains(last) {
            let (initials, family) = before.split_last()?;
            (*initials, family, Some(*last))
        } else {
            (*last, before, None)
        };
        let whole_names = family.iter().all(|word| !is_initials(word));
        (is_initials(initials) && !family.is_empty() && whole_names).then(|| Self::Parted {
            family: family.join(" "),
            given: generation.map_or_else(
                || initials.to_owned(),
                |generation| format!("{initials} {generation}"),
            ),
        })
    }

    /// “John D. Reveille”, “W. W. Bottomley”: initials in the middle or in front make the last word the family name.
    fn in_speech_order(words: &[&str]) -> Option<Self> {
        let (family, given) = words.split_last()?;
        let (_, between) = given.split_first()?;
        let all_initials = |words: &[&str]| {
            !words.is_empty()
                && words
                    .iter()
                    .all(|word| is_initials(word.trim_end_matches('.')))
        };
        let certain = all_initials(given) || all_initials(between);
        (certain && !is_initials(family)).then(|| Self::Parted {
            family: (*family).to_owned(),
            given: given.join(" "),
        })
    }
}

/// Small words inside family names.
const PARTICLES: &[&str] = &[
    "de", "del", "der", "den", "di", "da", "la", "le", "ten", "van", "von",
];
const GENERATIONS: &[&str] = &["II", "III", "Jr", "Sr"];

/// One to three capitals, perhaps with a hyphen or full stops.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|letter| !".-".contains(*letter));
    let count = letters.clone().count();
    (1..=3).contains(&count) && letters.clone().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(family: &str, given: &str) -> Author {
        Author::Parted {
            family: family.to_owned(),
            given: given.to_owned(),
        }
    }

    fn people(text: &str) -> Option<Vec<Author>> {
        Authors::parse(text).map(|authors| authors.people)
    }

    #[test]
    fn names_with_initials_are_certain() {
        assert_eq!(
            people("Asghari T, Ud Din N"),
            Some(vec![parted("Asghari", "T"), parted("Ud Din", "N")])
        );
        assert_eq!(
            people("Lewis JL III"),
            Some(vec![parted("Lewis", "JL III")])
        );
        assert_eq!(
            people("E. Trysberg; John D. Reveille"),
            Some(vec![
                parted("Trysberg", "E."),
                parted("Reveille", "John D.")
            ])
        );
        let authors = Authors::parse("Goncalves FG, Caschera L, et al.").unwrap();
        assert!(authors.more && authors.people.len() == 2);
        assert_eq!(authors.first(), "Goncalves et al.");
    }

    #[test]
    fn a_name_without_initials_stays_whole() {
        let song = Author::Whole("Kwang Soon Song".to_owned());
        assert_eq!(people("Kwang Soon Song; Si Wook Lee").unwrap()[0], song);
        assert_eq!(
            people("Stefan Moosmayer et al."),
            Some(vec![Author::Whole("Stefan Moosmayer".to_owned())])
        );
    }

    #[test]
    fn what_is_more_than_names_is_not_read() {
        for text in [
            "Hu, Yoo, Kwon",
            "curated by Miriam Davis",
            "Sergent SR (editor)",
            "Coulson I (2024); Ngan V (2005)",
            "Scofield RH; chief editor Griffing GT",
            "Larsen F (2004); revised 2021",
            "Kim Jae, Yi Hun",
            "",
        ] {
            assert_eq!(Authors::parse(text), None, "{text}");
        }
    }
}
