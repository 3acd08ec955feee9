//! What somebody probably meant: the known name nearest to one that is not known.

use strsim::osa_distance;

/// The known name that differs in the fewest letters, if it is near enough to be a slip.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let furthest = (written.chars().count() / 3).max(1);
    let length = written.len();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        let known = ["weight", "title", "template"];
        assert_eq!(nearest("wieght", known), Some("weight"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(choose("tilte", &known), "did you mean `title`?");
        assert_eq!(choose("xyz", &["a", "b"]), "use one of: a, b");
    }
}
