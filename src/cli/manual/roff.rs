//! A manual page in the language of `man`, written part by part.

use std::fmt::Write as _;

pub(super) struct Roff(String);

impl Roff {
    /// A page without a date, so that every build of a version writes the same.
    pub(super) fn new(title: &str, section: u8, manual: &str) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let title = escaped(title);
        Self(format!(
            ".TH {title} {section} \"\" \"calcinosis {version}\" \"{manual}\"\n"
        ))
    }

    pub(super) fn section(&mut self, title: &str) {
        let _ = writeln!(self.0, ".SH {}", quoted(title));
    }

    pub(super) fn subsection(&mut self, title: &str) {
        let _ = writeln!(self.0, ".SS {}", quoted(title));
    }

    /// The line by which `man -k` finds the page.
    pub(super) fn name(&mut self, name: &str, about: &str) {
        let (name, about) = (escaped(name), escaped(about));
        let _ = writeln!(self.0, "{name} \\- {about}");
    }

    /// The lines of the synopsis; what follows the program's name is indented when a line wraps.
    pub(super) fn usages(&mut self, usages: &[String]) {
        self.0.push_str(".PD 0\n");
        for usage in usages {
            let (program, rest) = usage.split_once(' ').unwrap_or((usage, ""));
            let (program, rest) = (escaped(program), escaped(rest));
            let _ = writeln!(self.0, ".HP\n\\fB{program}\\fR {rest}");
        }
        self.0.push_str(".PD\n");
    }

    /// Paragraphs, with an empty line between two.
    pub(super) fn text(&mut self, text: &str) {
        let paragraphs: Vec<String> = text
            .split("\n\n")
            .map(|it| line(&it.replace('\n', " ")))
            .collect();
        let _ = writeln!(self.0, "{}", paragraphs.join("\n.PP\n"));
    }

    /// A term and what it means.
    pub(super) fn entry(&mut self, term: &str, meaning: &str) {
        let mut paragraphs = meaning.split("\n\n").map(|it| line(&it.replace('\n', " ")));
        let first = paragraphs.next().unwrap_or_default();
        let _ = writeln!(self.0, ".TP\n{}\n{first}", bold(term));
        for paragraph in paragraphs {
            let _ = writeln!(self.0, ".IP\n{paragraph}");
        }
    }

    /// The page, with the sections that no table of the program holds: they are written as roff.
    pub(super) fn end(self, sections: &str) -> String {
        self.0 + sections
    }
}

pub(super) fn bold(term: &str) -> String {
    format!("\\fB{}\\fR", escaped(term))
}

/// An argument of a request: in quotes where it has spaces.
fn quoted(title: &str) -> String {
    let title = escaped(title);
    if title.contains(' ') {
        format!("\"{}\"", title.replace('"', "\\(dq"))
    } else {
        title
    }
}

/// Text at the start of a line, where a dot would begin a request.
fn line(text: &str) -> String {
    let text = escaped(text);
    if text.starts_with('.') {
        format!("\\&{text}")
    } else {
        text
    }
}

/// Text with nothing left in it that roff obeys. What roff would print as a typographic sign, such as a hyphen, stays
/// what a shell reads.
fn escaped(text: &str) -> String {
    let sign = |letter: char| match letter {
        '\\' => "\\e".to_owned(),
        '-' => "\\-".to_owned(),
        '\'' => "\\(aq".to_owned(),
        '`' => "\\(ga".to_owned(),
        '^' => "\\(ha".to_owned(),
        '~' => "\\(ti".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_taken_for_a_request() {
        let mut page = Roff::new("A", 1, "M");
        page.entry("'", ".TH is text\n\n'so is this");
        page.text("a\\b -c");
        let page = page.end("");
        assert!(
            page.contains("\\fB\\(aq\\fR\n\\&.TH is text\n.IP\n\\(aqso is this\n"),
            "{page}"
        );
        assert!(page.ends_with("a\\eb \\-c\n"), "{page}");
    }
}
