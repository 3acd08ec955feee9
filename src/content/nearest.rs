//! What somebody probably meant: the known name nearest to one that is not known.

use std::collections::HashMap;

use strsim::osa_distance;

/// Letters that may be wrong, however long the name.
const MOST_SLIPS: usize = 4;

/// The known name that differs in the fewest letters, if it is near enough to be a slip.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (letters, length) = (written.chars().count(), written.len());
    let furthest = (letters / 3)
        .clamp(1, MOST_SLIPS)
        .min(letters.saturating_sub(1));
    known
        .into_iter()
        .filter(|name| name.len().abs_diff(length) <= furthest)
        .map(|name| (osa_distance(written, name), name))
        .filter(|(distance, _)| *distance <= furthest)
        .min()
        .map(|(_, name)| name)
}

/// Advice for a name outside a short list: the nearest, or all of them.
pub fn choose(written: &str, known: &[&str]) -> String {
    nearest(written, known.iter().copied()).map_or_else(
        || format!("use one of: {}", known.join(", ")),
        |name| format!("did you mean `{name}`?"),
    )
}

/// Ids to be found by their parts: comparing every broken link with every topic takes minutes in a large tree.
#[derive(Debug, Default)]
pub struct Ids<'a> {
    by_name: HashMap<String, &'a str>,
    by_folder: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Ids<'a> {
    pub fn of(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut known = Self::default();
        for id in ids {
            let (folder, name) = parts(id);
            known.by_name.entry(name.to_lowercase()).or_insert(id);
            known.by_folder.entry(folder).or_default().push(id);
        }
        known
    }

    /// The topic of the same name, be it in other letters or another folder, or the nearest in the same folder.
    pub fn nearest(&self, written: &str) -> Option<&'a str> {
        let (folder, name) = parts(written);
        let moved = self.by_name.get(&name.to_lowercase()).copied();
        let siblings = || self.by_folder.get(folder).into_iter().flatten().copied();
        moved.or_else(|| nearest(written, siblings()))
    }
}

fn parts(id: &str) -> (&str, &str) {
    id.rsplit_once('/').unwrap_or(("", id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        let known = ["weight", "title", "template"];
        assert_eq!(nearest("wieght", known), Some("weight"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("b", ["a"]), None);
        let ids = Ids::of(["causes/lupus", "types/scrotal", "about"].into_iter());
        assert_eq!(ids.nearest("causes/lupsu"), Some("causes/lupus"));
        assert_eq!(ids.nearest("causes/scrotal"), Some("types/scrotal"));
        assert_eq!(ids.nearest("Types/SCROTAL"), Some("types/scrotal"));
        assert_eq!(ids.nearest("abuot"), Some("about"));
        assert_eq!(ids.nearest("types/lupis"), None);
        assert_eq!(choose("tilte", &known), "did you mean `title`?");
        assert_eq!(choose("xyz", &["a", "b"]), "use one of: a, b");
    }
}
