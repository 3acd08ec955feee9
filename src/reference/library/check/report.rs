//! Problems as people and as programs read them.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::content::SourceFile;
use crate::content::text::{clean, one_line};
use crate::library::check::Problem;

/// How many bytes of a line before and behind a place are looked at.
const AROUND: usize = 4_000;

/// Problems as text: what is wrong, the line it is about, what to do, and at the end how many there are.
pub fn text(problems: &[Problem], files: &[SourceFile], width: usize) -> String {
    let by_path: HashMap<&str, &SourceFile> = files
        .iter()
        .map(|file| (file.path.as_ref(), file))
        .collect();
    let renderer = Renderer::plain().term_width(width);
    let mut report = String::new();
    // Problems come file by file: each text is read once.
    for together in problems.chunk_by(|one, other| one.path == other.path) {
        let path = together.first().map_or("", |problem| problem.path.as_str());
        let file = by_path.get(path).copied();
        let text = file.and_then(|file| file.text().ok()).unwrap_or_default();
        for problem in together {
            report.push_str(&one(problem, file, &text, &renderer));
            report.push_str("\n\n");
        }
    }
    report.push_str(&summary(problems, files.len()));
    report
}

/// Problems as JSON: a list of path, line, rule, message and help.
pub fn json(problems: &[Problem]) -> String {
    serde_json::to_string_pretty(problems).unwrap_or_default() + "\n"
}

/// How many problems in how many files, as a line.
fn summary(problems: &[Problem], files: usize) -> String {
    let mut paths: Vec<&str> = problems.iter().map(|it| it.path.as_str()).collect();
    paths.dedup();
    let count = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    if problems.is_empty() {
        return format!("No problem in {}.\n", count(files, "file"));
    }
    let problems = count(problems.len(), "problem");
    format!("{problems} in {}.\n", count(paths.len(), "file"))
}

fn one(problem: &Problem, file: Option<&SourceFile>, text: &str, renderer: &Renderer) -> String {
    let path = file.and_then(SourceFile::on_disk).map_or_else(
        || problem.path.clone(),
        |path| one_line(&path.to_string_lossy()),
    );
    let (line, span) = line_and_span(text, &problem.place);
    let snippet = Snippet::source(clean(line).into_owned())
        .line_start(problem.line)
        .path(path)
        .annotation(AnnotationKind::Primary.span(span));
    let title = Level::ERROR
        .primary_title(&problem.message)
        .id(problem.rule);
    let help = Level::HELP.message(&problem.help);
    renderer.render(&[title.element(snippet).element(help)])
}

/// The line on which the place begins, and the part of it that is meant, as bytes of the cleaned line. Of a line of
/// kilobytes only what stands around the place: each of its problems is shown for itself, and it may have thousands.
fn line_and_span<'t>(text: &'t str, place: &Range<usize>) -> (&'t str, Range<usize>) {
    let (before, after) = text.split_at_checked(place.start).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let start = text.ceil_char_boundary(start.max(before.len().saturating_sub(AROUND)));
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.floor_char_boundary(before.len() - start + place.len() + AROUND);
    let rest = rest.get(..end).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default().trim_end();
    let first = clean(before.get(start..).unwrap_or_default()).len();
    let meant = after.get(..place.len()).unwrap_or(after);
    let meant = clean(meant.split('\n').next().unwrap_or_default().trim_end()).len();
    let end = clean(line).len();
    (line, first.min(end)..(first + meant).min(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_marked_in_a_line_cut_to_the_width() {
        let line = format!("{}\u{1b}here{}", "long ".repeat(40), " long".repeat(40));
        let text = format!("first\n{line}\n");
        let at = text.find("here").unwrap();
        let problem = Problem {
            path: "a.md".to_owned(),
            line: 2,
            rule: "some-rule",
            message: "this is wrong".to_owned(),
            help: "mend it".to_owned(),
            place: at..at + 4,
        };
        let files = [SourceFile::new("a.md", text)];
        let report = super::text(&[problem], &files, 80);
        assert!(report.starts_with("error[some-rule]: this is wrong\n --> a.md:2:"));
        assert!(
            report.ends_with("= help: mend it\n\n1 problem in 1 file.\n"),
            "{report}"
        );
        let lines: Vec<&str> = report.lines().collect();
        let mark = lines.iter().position(|line| line.contains("^^^^")).unwrap();
        let (line, mark) = (lines[mark - 1], lines[mark]);
        assert_eq!(line.find("here"), mark.find("^^^^"), "{report}");
        assert!(line.len() <= 90 && !report.contains('\u{1b}'), "{report}");
    }
}
