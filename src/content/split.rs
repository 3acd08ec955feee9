//! Where front matter ends and the body begins: one answer for the reader, the build and `check`.

use std::ops::Range;

use serde::de::IgnoredAny;

/// Where the parts of a file are: the front matter's text, and the body's first byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    pub fence: Fence,
    pub matter: Range<usize>,
    pub body: usize,
    /// A fence that is never closed, which makes it a part of the body: its place.
    pub unclosed: Option<Range<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// `+++`
    Toml,
    /// `---`, and `...` may end it
    Yaml,
    /// An object between `{` and `}`, as Hugo takes it.
    Json,
    /// No front matter.
    None,
}

/// Finds the front matter of a file. A byte order mark and blank lines may stand before it.
pub fn split(text: &str) -> Split {
    let start = text.len() - after_blank(text).len();
    let first = start..start + line_length(text, start);
    let mark = text.get(first.clone()).unwrap_or_default();
    match mark.trim_end() {
        "+++" => fenced(text, &first, Fence::Toml),
        "---" => fenced(text, &first, Fence::Yaml),
        mark if mark.starts_with('{') => object(text, start),
        _ => None,
    }
    .unwrap_or_else(|| Split {
        fence: Fence::None,
        matter: 0..0,
        body: byte_order_mark(text),
        unclosed: ["+++", "---"]
            .contains(&mark.trim_end())
            .then(|| start..start + mark.trim_end().len()),
    })
}

/// Whether the start of a file may belong to front matter that ends later in it.
pub fn may_go_on(text: &str) -> bool {
    let rest = after_blank(text);
    split(text).fence == Fence::None
        && (rest.is_empty()
            || ["+++", "---", "{"]
                .iter()
                .any(|mark| rest.starts_with(mark)))
}

fn byte_order_mark(text: &str) -> usize {
    text.strip_prefix('\u{feff}')
        .map_or(0, |rest| text.len() - rest.len())
}

fn after_blank(text: &str) -> &str {
    text.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}')
}

/// The length of the line that begins at a byte, with its line feed.
fn line_length(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// Front matter between two lines with the same mark.
fn fenced(text: &str, first: &Range<usize>, fence: Fence) -> Option<Split> {
    let mark = text.get(first.clone())?.trim_end();
    let is_end = |line: &str| line == mark || (fence == Fence::Yaml && line == "...");
    let mut start = first.end;
    while start < text.len() {
        let end = start + line_length(text, start);
        if is_end(text.get(start..end)?.trim_end()) {
            let matter = first.end..start;
            let is_matter = fence != Fence::Yaml || has_fields(text.get(matter.clone())?);
            return is_matter.then_some(Split {
                fence,
                matter,
                body: end,
                unclosed: None,
            });
        }
        start = end;
    }
    None
}

/// Whether lines between two `---` are fields, and not text between two rules across the page.
fn has_fields(matter: &str) -> bool {
    let lines = || matter.lines().map(str::trim);
    let stands_apart = lines().next() == Some("") && lines().next_back() == Some("");
    let mut said = lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let is_field = |line: &str| line.contains([':', '=']) || line.starts_with('{');
    !stands_apart && said.next().is_none_or(is_field)
}

/// Front matter that is a JSON object, at the end of a line.
fn object(text: &str, start: usize) -> Option<Split> {
    let rest = text.get(start..)?;
    let mut objects = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
    objects.next()?.ok()?;
    let end = start + objects.byte_offset();
    let body = end + line_length(text, end);
    text.get(end..body)?.trim().is_empty().then_some(Split {
        fence: Fence::Json,
        matter: start..end,
        body,
        unclosed: None,
    })
}

/// The line, from 1, on which the byte at `offset` stands.
pub fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    before.split(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Fence, &str, &str) {
        let split = split(text);
        (
            split.fence,
            text.get(split.matter).unwrap(),
            text.get(split.body..).unwrap(),
        )
    }

    #[test]
    fn what_editors_put_before_front_matter_changes_nothing() {
        for before in ["", "\u{feff}", "\n \n", "\u{feff}\r\n\r\n", "\r\n"] {
            let text = format!("{before}+++\na = 1\n+++\nbody");
            assert_eq!(parts(&text), (Fence::Toml, "a = 1\n", "body"), "{before:?}");
        }
        assert_eq!(
            parts("---\r\na: 1\r\n---\r\nbody\r\n"),
            (Fence::Yaml, "a: 1\r\n", "body\r\n")
        );
        assert_eq!(parts("\u{feff}# A"), (Fence::None, "", "# A"));
    }

    #[test]
    fn an_object_is_front_matter_and_a_shortcode_is_none() {
        assert_eq!(
            parts("{ \"a\": { \"b\": \"}\" } }\nbody"),
            (Fence::Json, "{ \"a\": { \"b\": \"}\" } }", "body")
        );
        for text in [
            "{{ figure() }}\ntext",
            "{% note %}",
            "{ \"a\": 1",
            "{ \"a\": 1 } text",
        ] {
            assert_eq!(parts(text), (Fence::None, "", text));
        }
    }

    #[test]
    fn text_between_two_rules_is_no_front_matter() {
        for text in [
            "---\n\nText: it stands apart.\n\n---\n\nMore.",
            "---\nText\n---\n",
            "---\n\n---\n",
        ] {
            assert_eq!(parts(text), (Fence::None, "", text));
        }
        for (matter, end) in [
            ("\ndate created: 2024\n", "---"),
            ("# only a remark\n", "---"),
            ("a: 1\n", "..."),
            ("{a: 1}\n", "---"),
        ] {
            let text = format!("---\n{matter}{end}\nbody");
            assert_eq!(parts(&text), (Fence::Yaml, matter, "body"));
        }
    }

    #[test]
    fn an_unclosed_fence_says_where_it_is() {
        assert_eq!(split("\n+++\nnever closed").unclosed, Some(1..4));
        assert_eq!(split("text").unclosed, None);
        assert!(may_go_on("\u{feff}\n---\na: 1") && may_go_on("{ \"a\"") && may_go_on("\n"));
        assert!(!may_go_on("text") && !may_go_on("---\n---\nbody"));
    }
}
