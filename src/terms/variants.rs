//! One spelling for British and American words.

use std::borrow::Cow;

/// Words too short for a rule, or of no rule, in the spelling kept.
const IRREGULAR: &[(&str, &str)] = &[
    ("children", "child"),
    ("feet", "foot"),
    ("gray", "grey"),
    ("men", "man"),
    ("skillful", "skilful"),
    ("teeth", "tooth"),
    ("women", "woman"),
];

/// One spelling for a folded word: tumour is tumor, haemodialysis hemodialysis, localise localize, sulphate sulfate.
pub fn normal(word: &str) -> Cow<'_, str> {
    if let Ok(at) = IRREGULAR.binary_search_by_key(&word, |(from, _)| from) {
        return Cow::Borrowed(IRREGULAR.get(at).map_or(word, |(_, to)| to));
    }
    let mut word = Cow::Borrowed(word);
    replace(&mut word, "ph", "f", 4);
    replace(&mut word, "ae", "e", 4);
    replace(&mut word, "oe", "e", 6);
    our_to_or(&mut word);
    ise_to_ize(&mut word);
    for (from, to) in [("tre", "ter"), ("bre", "ber"), ("ogue", "og")] {
        if word.len() > 4
            && let Some(stem) = word.strip_suffix(from)
        {
            word = Cow::Owned(format!("{stem}{to}"));
        }
    }
    word
}

fn replace(word: &mut Cow<'_, str>, from: &str, to: &str, shortest: usize) {
    if word.len() >= shortest && has(word, from) {
        *word = Cow::Owned(word.replace(from, to));
    }
}

/// Whether a few bytes stand in a short word; quicker than a search that prepares itself.
fn has(word: &str, bytes: &str) -> bool {
    let bytes = bytes.as_bytes();
    word.as_bytes().windows(bytes.len()).any(|run| run == bytes)
}

/// Tumour and tumoural, but not hour or four: a syllable must stand before.
fn our_to_or(word: &mut Cow<'_, str>) {
    if has(word, "our")
        && let Some((before, after)) = word.rsplit_once("our")
        && before.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        && !before.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        *word = Cow::Owned(format!("{before}or{after}"));
    }
}

/// Localise, localised and localisation with z; dialyse too.
fn ise_to_ize(word: &mut Cow<'_, str>) {
    const ENDS: &[&str] = &["e", "ed", "es", "er", "ers", "ing", "ation", "ations"];
    for middle in ["is", "ys"] {
        if has(word, middle)
            && let Some((before, after)) = word.rsplit_once(middle)
            && before.len() >= 4
            && ENDS.contains(&after)
        {
            let vowel = middle.trim_end_matches('s');
            *word = Cow::Owned(format!("{before}{vowel}z{after}"));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_words_are_one() {
        for (british, american) in [
            ("tumour", "tumor"),
            ("tumoural", "tumoral"),
            ("haemodialysis", "hemodialysis"),
            ("anaemia", "anemia"),
            ("oedema", "edema"),
            ("localised", "localized"),
            ("calcification", "calcification"),
            ("thiosulphate", "thiosulfate"),
            ("dialyse", "dialyze"),
            ("centre", "center"),
            ("grey", "gray"),
        ] {
            assert_eq!(normal(british), normal(american));
        }
        assert_eq!(normal("hour"), "hour");
        assert_eq!(normal("excise"), "excise");
        assert!(IRREGULAR.is_sorted());
    }
}
