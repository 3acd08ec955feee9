//! Numbers and words of a text, told apart.

const NAMES: &[&str] = &["hydroxy", "dihydroxy", "(oh)"];

#[derive(Clone, Debug, PartialEq)]
pub enum Token<'t> {
    Number(f64, &'t str),
    Word(&'t str),
    Percent,
    /// Between the ends of a range.
    Dash,
    Slash,
    Other,
}

pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, token) = token(rest);
        tokens.extend(token);
        at += length;
    }
    tokens
}

/// The first token of a text, and its length; none for a blank.
fn token(rest: &str) -> (usize, Option<Token<'_>>) {
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return number(rest);
    }
    if first.is_alphabetic() {
        return name(rest);
    }
    let token = match first {
        '%' => Token::Percent,
        '-' | '–' | '—' | '‑' | '−' => Token::Dash,
        '/' => Token::Slash,
        blank if blank.is_whitespace() => return (first.len_utf8(), None),
        _ => Token::Other,
    };
    (first.len_utf8(), Some(token))
}

/// A word; digits in it or joined to it belong to its name, as in FGF23 and Covid-19.
fn name(rest: &str) -> (usize, Option<Token<'_>>) {
    let inside = |it: char| it.is_alphanumeric() || it == '\'' || it == '’';
    let length = rest.find(|it| !inside(it)).unwrap_or(rest.len());
    let (name, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let joined = behind.strip_prefix('-').filter(|tail| digits(tail) > 0);
    let tail = joined.map_or(0, |tail| {
        let end = tail.find(|it: char| !it.is_ascii_alphanumeric());
        1 + end.unwrap_or(tail.len())
    });
    (length + tail, Some(Token::Word(name)))
}

/// A number with its separators; what is only a part of a name is a word.
fn number(rest: &str) -> (usize, Option<Token<'_>>) {
    let mut length = digits(rest);
    let mut value: String = rest.get(..length).unwrap_or_default().to_owned();
    while let Some(group) = thousands(rest, length) {
        let end = length + group + 3;
        value.push_str(rest.get(length + group..end).unwrap_or_default());
        length = end;
    }
    let behind = rest.get(length..).unwrap_or_default();
    if let Some(decimals) = behind
        .strip_prefix('.')
        .map(digits)
        .filter(|count| *count > 0)
    {
        value.push_str(behind.get(..=decimals).unwrap_or_default());
        length += 1 + decimals;
    }
    let behind = rest.get(length..).unwrap_or_default();
    let written = rest.get(..length).unwrap_or_default();
    let tail = behind.trim_start_matches(|it: char| it.is_ascii_digit() || ",-‑".contains(it));
    let is_name = NAMES.iter().any(|name| tail.starts_with(name));
    let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|end| {
        behind
            .strip_prefix(end)
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    });
    let token = match value.parse() {
        Ok(value) if !is_name && !is_ordinal => Token::Number(value, written),
        _ => Token::Word(written),
    };
    (length, Some(token))
}

fn digits(text: &str) -> usize {
    text.find(|it: char| !it.is_ascii_digit())
        .unwrap_or(text.len())
}

/// The length of the sign that parts a group of three digits from those before it.
fn thousands(rest: &str, at: usize) -> Option<usize> {
    let behind = rest.get(at..)?;
    let sign = behind
        .chars()
        .next()
        .filter(|it| ",\u{a0}\u{202f}\u{2009}".contains(*it))?;
    let group = behind.get(sign.len_utf8()..)?;
    (digits(group) == 3).then_some(sign.len_utf8())
}
