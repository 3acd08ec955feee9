//! Where Unicode lets a line end, told faster where the text is made of plain words.

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Leave to end a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opportunity {
    Must,
    May,
    /// After one space, between two signs of ASCII.
    AfterWord,
}

/// Tells where a line may end, in rising order, and why; the end of the text is the last such place.
pub fn each(text: &str, mut tell: impl FnMut(usize, Opportunity)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    loop {
        let end = plain_word(bytes, start);
        match bytes.get(end..).unwrap_or_default() {
            [] if end > start => return tell(end, Opportunity::Must),
            [b' ', next, ..] if end > start && begins_word(*next) => {
                start = end + 1;
                tell(start, Opportunity::AfterWord);
                continue;
            }
            _ => {}
        }
        let end = stretch_end(bytes, start);
        let stretch = text.get(start..end).unwrap_or_default();
        let is_last = end == bytes.len();
        for (at, found) in linebreaks(stretch) {
            let at = start + at;
            // That a line must end after the stretch is only because nothing more was shown.
            let must = found == BreakOpportunity::Mandatory && (is_last || at < end);
            tell(
                at,
                if must {
                    Opportunity::Must
                } else {
                    kind(bytes, at)
                },
            );
        }
        if is_last {
            return;
        }
        start = end;
    }
}

/// Where a word ends that no line may end in: letters and digits, perhaps in brackets, perhaps with a stop behind.
/// If it is none, the place where it begins.
fn plain_word(bytes: &[u8], start: usize) -> usize {
    let at = |place: usize| bytes.get(place).copied().unwrap_or_default();
    let first = start + usize::from(matches!(at(start), b'(' | b'['));
    let rest = bytes.get(first..).unwrap_or_default();
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric());
    let length = length.count();
    if length == 0 {
        return start;
    }
    let closed = first + length + usize::from(is_closing(at(first + length)));
    closed + usize::from(is_stop(at(closed)))
}

/// The next place where a line may end whatever comes before and after: between the end of such a word, a space,
/// and the beginning of another. No rule but the one for spaces applies there.
fn stretch_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let is_free = |three: &[u8]| match three {
        [before, b' ', after] => ends_word(*before) && begins_word(*after),
        _ => false,
    };
    let found = rest.windows(3).position(is_free);
    found.map_or(bytes.len(), |at| start + at + 2)
}

fn kind(bytes: &[u8], at: usize) -> Opportunity {
    let around = at.checked_sub(2).and_then(|first| bytes.get(first..=at));
    match around {
        Some([before, b' ', after]) if before.is_ascii_graphic() && after.is_ascii_graphic() => {
            Opportunity::AfterWord
        }
        _ => Opportunity::May,
    }
}

const fn begins_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'(' | b'[')
}

const fn ends_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || is_closing(byte) || is_stop(byte)
}

const fn is_closing(byte: u8) -> bool {
    matches!(byte, b')' | b']')
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
            4 => "[(\\[]?[a-zA-Z0-9]{1,5}[)\\]]?[,.;:]? {0,2}",
            2 => "[ -~\\n]{0,4}",
            1 => "[0-9]{1,3}[%.,-]? ?",
            1 => "\\PC{0,3}",
            1 => prop::sample::select(vec!["\u{200d}", "\u{301}", "\u{200b}", "\u{2060}", "\u{a0}", "“", "”", "-", "/", "石", "🇩🇪"])
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
