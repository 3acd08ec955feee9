//! Where Unicode lets a line end, told faster where the text is made of plain words.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Leave to end a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opportunity {
    Must,
    May,
    /// After one space, between two signs of ASCII.
    AfterWord,
    /// Behind a hyphen or a slash, before a letter.
    InWord,
}

/// Tells where a line may end, in rising order, and why; the end of the text is the last such place.
pub fn each(text: &str, mut tell: impl FnMut(usize, Opportunity)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    loop {
        let end = word_end(bytes, start);
        let is_word = end > start;
        match bytes.get(end..).unwrap_or_default() {
            [] if is_word => return tell(end, Opportunity::Must),
            [b' ', next, ..] if is_word && begins_word(*next) => {
                start = end + 1;
                tell(start, Opportunity::AfterWord);
            }
            [b'-' | b'/', next, ..] if is_word && next.is_ascii_alphabetic() => {
                start = end + 1;
                tell(start, Opportunity::InWord);
            }
            _ => {
                let end = stretch_end(bytes, start);
                each_of_stretch(text, start..end, &mut tell);
                if end == bytes.len() {
                    return;
                }
                start = end;
            }
        }
    }
}

/// As [`each`], by Unicode's table.
fn each_of_stretch(text: &str, range: Range<usize>, tell: &mut impl FnMut(usize, Opportunity)) {
    let Range { start, end } = range;
    let stretch = text.get(range).unwrap_or_default();
    for (at, found) in linebreaks(stretch) {
        let at = start + at;
        // That a line must end after the stretch is only because nothing more was shown.
        let must = found == BreakOpportunity::Mandatory && (end == text.len() || at < end);
        let kind = if must {
            Opportunity::Must
        } else {
            kind(text.as_bytes(), at)
        };
        tell(at, kind);
    }
}

/// Where a plain word ends: letters and digits, perhaps in brackets, perhaps with a stop behind. Inside it no line
/// may end. If there is none, the place where it begins.
fn word_end(bytes: &[u8], start: usize) -> usize {
    let first = start + usize::from(is(bytes, start, OPENING));
    let end = body_end(bytes, first);
    if end == first {
        return start;
    }
    let closed = end + usize::from(is(bytes, end, CLOSING));
    closed + usize::from(is(bytes, closed, STOP))
}

/// The letters and digits of a word, with the signs between them at which no line may end: "2.5", "10-20", "a.m".
fn body_end(bytes: &[u8], first: usize) -> usize {
    let mut end = first;
    loop {
        let rest = bytes.get(end..).unwrap_or_default().iter();
        end += rest
            .take_while(|byte| class(**byte) & (LETTER | DIGIT) != 0)
            .count();
        let goes_on = end > first
            && if is(bytes, end, STOP) {
                is(bytes, end + 1, LETTER | DIGIT)
            } else {
                is(bytes, end, JOINT) && is(bytes, end + 1, DIGIT)
            };
        if !goes_on {
            return end;
        }
        end += 1;
    }
}

/// The next place where a line may end whatever comes before and after: between the end of a plain word, a space,
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

fn begins_word(byte: u8) -> bool {
    class(byte) & (LETTER | DIGIT | OPENING) != 0
}

fn ends_word(byte: u8) -> bool {
    class(byte) & (LETTER | DIGIT | CLOSING | STOP) != 0
}

/// Whether there is a byte of one of these classes at a place.
fn is(bytes: &[u8], at: usize, classes: u8) -> bool {
    bytes
        .get(at)
        .is_some_and(|byte| class(*byte) & classes != 0)
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const OPENING: u8 = 4;
const CLOSING: u8 = 8;
const STOP: u8 = 16;
const JOINT: u8 = 32;

/// The class of each byte: looked up, because every byte of every text is.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "the compiler itself counts these 256 places"
)]
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = told_class(byte as u8);
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

const fn told_class(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => LETTER,
        b'0'..=b'9' => DIGIT,
        b'(' | b'[' => OPENING,
        b')' | b']' => CLOSING,
        b',' | b'.' | b';' | b':' => STOP,
        b'-' | b'/' => JOINT,
        _ => 0,
    }
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
            2 => "[0-9]{1,3}[%.,-]? ?",
            2 => "[a-z0-9.,:;/-]{1,6}",
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
