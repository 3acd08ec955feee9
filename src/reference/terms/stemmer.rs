//! Words to their stems by rule: one spelling, then plural, tense and derivation, with the endings of medical English.

use std::borrow::Cow;

/// Endings of the -ify family, which all mean one thing: calcify, calcific, calcified, calcification.
const IFY: &[&str] = &[
    "ifications",
    "ification",
    "ificate",
    "ifying",
    "ified",
    "ifies",
    "ifier",
    "ific",
    "ify",
    "ifi",
];

/// Endings taken off or changed, longest first, with the fewest letters that must stay before them.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("ization", "", 4),
    ("ational", "", 4),
    ("ically", "", 4),
    ("atory", "", 4),
    ("ation", "", 4),
    ("ative", "", 4),
    ("omata", "oma", 2),
    ("ously", "", 4),
    ("ical", "", 4),
    ("able", "", 4),
    ("ible", "", 4),
    ("ment", "", 4),
    ("ness", "", 3),
    ("osis", "os", 3),
    ("otic", "os", 4),
    ("itic", "itis", 4),
    ("sion", "s", 3),
    ("tion", "t", 3),
    ("ate", "", 4),
    ("ful", "", 3),
    ("ial", "", 4),
    ("ity", "", 4),
    ("ive", "", 4),
    ("ize", "", 4),
    ("iz", "", 4),
    ("ous", "", 4),
    ("al", "", 4),
    ("at", "", 4),
    ("ia", "", 3),
    ("ic", "", 4),
    ("ly", "", 3),
];

/// Deriving goes no deeper than this: painfully, painful, pain.
const DEEPEST: usize = 3;

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    let word = normal(word);
    if word.len() <= 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.into_owned();
    }
    let mut word = singular(&word);
    if let Some(stem) = before_any(&word, IFY, 3) {
        return format!("{stem}if");
    }
    tense(&mut word);
    for _ in 0..DEEPEST {
        let Some(shorter) = derived(&word) else { break };
        word = shorter;
    }
    finish(&mut word);
    word
}

fn before_any<'a>(word: &'a str, ends: &[&str], shortest: usize) -> Option<&'a str> {
    ends.iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|stem| stem.len() >= shortest)
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("oses").filter(|stem| stem.len() > 3) {
        return format!("{stem}osis");
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    let hissing = ["sse", "xe", "che", "she", "zze"];
    if stem.len() < word.len() && hissing.iter().any(|end| stem.ends_with(end)) {
        return stem.strip_suffix('e').unwrap_or(stem).to_owned();
    }
    stem.to_owned()
}

fn tense(word: &mut String) {
    let stem = before_any(word, &["ing"], 3)
        .or_else(|| before_any(word, &["ed"], 3).filter(|stem| !stem.ends_with('e')));
    if let Some(length) = stem.filter(|stem| has_vowel(stem)).map(str::len) {
        word.truncate(length);
    }
}

fn has_vowel(text: &str) -> bool {
    text.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn derived(word: &str) -> Option<String> {
    ENDINGS.iter().find_map(|(end, replacement, shortest)| {
        let stem = word.strip_suffix(end)?;
        (stem.len() >= *shortest && has_vowel(stem)).then(|| format!("{stem}{replacement}"))
    })
}

/// Takes off a last e, a y after a consonant, and one of two equal last letters.
fn finish(word: &mut String) {
    if word.len() > 3 && (word.ends_with('e') || ends_in_consonant_y(word)) {
        word.pop();
    }
    let mut last = word.bytes().rev();
    let doubled = last.next().is_some_and(|byte| last.next() == Some(byte));
    if word.len() > 3 && doubled {
        word.pop();
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut last = word.bytes().rev();
    matches!(last.next(), Some(b'y' | b'i'))
        && last.next().is_some_and(|byte| !b"aeiou".contains(&byte))
}

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
        && has_vowel(before)
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
    fn words_of_one_family_share_their_stem() {
        for family in [
            &[
                "calcify",
                "calcified",
                "calcifies",
                "calcification",
                "calcifications",
                "calcific",
            ][..],
            &["biopsy", "biopsies"],
            &["inflamed", "inflammation", "inflammatory"],
            &["ulcer", "ulcers", "ulcerated", "ulceration"],
            &["calcinosis", "calcinoses"],
            &["sclerosis", "sclerotic"],
            &["dystrophic", "dystrophy"],
            &["uraemia", "uremic"],
            &["pain", "painful", "painfully"],
            &["chalk", "chalky"],
            &["injection", "injected", "injections", "inject"],
            &["treat", "treatment", "treated"],
            &["tumour", "tumors", "tumoural"],
            &["lump", "lumps"],
            &["itch", "itchy", "itching"],
            &["leak", "leaking", "leaked"],
            &["localised", "localized", "local"],
            &["kidney", "kidneys"],
            &["box", "boxes"],
            &["swelling", "swell"],
        ] {
            let stems: Vec<String> = family.iter().map(|word| stem(word)).collect();
            assert!(
                stems.windows(2).all(|pair| pair[0] == pair[1]),
                "{family:?} {stems:?}"
            );
        }
    }

    #[test]
    fn short_words_and_names_stay() {
        for word in ["sts", "ana", "us", "d3", "need", "ring", "lupus", "石"] {
            assert_eq!(stem(word), word);
        }
    }

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
