//! Where Unicode lets a line end, told faster where the text is made of plain words.

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Leave to end a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opportunity {
    Must,
    May,
    /// After a plain word and one space, before a letter.
    AfterPlainWord,
}

/// Tells where a line may end, in rising order, and why; the end of the text is the last such place.
pub fn each(text: &str, mut tell: impl FnMut(usize, Opportunity)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    loop {
        while let Some(next) = after_plain_word(bytes, start) {
            tell(next, Opportunity::AfterPlainWord);
            start = next;
        }
        let end = stretch_end(bytes, start);
        let stretch = text.get(start..end).unwrap_or_default();
        let is_last = end == bytes.len();
        for (at, found) in linebreaks(stretch) {
            // That a line must end after the stretch is only because nothing more was shown.
            let must = found == BreakOpportunity::Mandatory && (is_last || start + at < end);
            let kind = if must {
                Opportunity::Must
            } else {
                Opportunity::May
            };
            tell(start + at, kind);
        }
        if is_last {
            return;
        }
        start = end;
    }
}

/// Where the next word begins, when a word of letters alone, perhaps with a stop after it, and one space end
/// before a letter. No rule but the one for spaces applies there, whatever stands around.
fn after_plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let letters = rest.iter().position(|byte| !byte.is_ascii_alphabetic())?;
    let space = letters + usize::from(is_stop(*rest.get(letters)?));
    let is_plain = letters > 0
        && rest.get(space) == Some(&b' ')
        && rest.get(space + 1).is_some_and(u8::is_ascii_alphabetic);
    is_plain.then_some(start + space + 1)
}

/// The next place where a line may end whatever comes before and after: between a letter, a digit or a stop, a
/// space, and a letter or a digit.
fn stretch_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let is_free = |three: &[u8]| match three {
        [before, b' ', after] => {
            (before.is_ascii_alphanumeric() || is_stop(*before)) && after.is_ascii_alphanumeric()
        }
        _ => false,
    };
    let found = rest.windows(3).position(is_free);
    found.map_or(bytes.len(), |at| start + at + 2)
}

const fn is_stop(byte: u8) -> bool {
    matches!(byte, b',' | b'.' | b';' | b':')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> Vec<(usize, bool)> {
        let mut told = Vec::new();
        each(text, |at, kind| told.push((at, kind == Opportunity::Must)));
        told
    }

    fn found(text: &str) -> Vec<(usize, bool)> {
        linebreaks(text)
            .map(|(at, kind)| (at, kind == BreakOpportunity::Mandatory))
            .collect()
    }

    fn any_text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            4 => "[a-zA-Z]{1,5}[,.;:]? {0,2}",
            2 => "[ -~\\n]{0,4}",
            1 => "[0-9]{1,3}[%.,-]? ?",
            1 => "\\PC{0,3}",
            1 => prop::sample::select(vec!["\u{200d}", "\u{301}", "\u{200b}", "\u{2060}", "\u{a0}", "“", "”", "石", "🇩🇪"])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(part, 0..20).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn plain_words_end_where_unicode_says(text in any_text()) {
            prop_assert_eq!(told(&text), found(&text));
        }
    }

    #[test]
    fn a_text_of_nothing_ends_as_unicode_says() {
        assert_eq!(told(""), found(""));
    }
}
