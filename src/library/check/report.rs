//! Problems as people and as programs read them.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::content::SourceFile;
use crate::content::text::clean;
use crate::library::check::Problem;

/// Problems as text: what is wrong, the line it is about, and what to do; nothing when there are none.
pub fn text(problems: &[Problem], files: &[SourceFile], width: usize) -> String {
    let by_path: HashMap<&str, &SourceFile> = files
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    let renderer = Renderer::plain().term_width(width);
    let mut report = String::new();
    for problem in problems {
        let file = by_path.get(problem.path.as_str()).copied();
        report.push_str(&one(problem, file, &renderer));
        report.push_str("\n\n");
    }
    report
}

/// Problems as JSON: a list of path, line, rule, message and help.
pub fn json(problems: &[Problem]) -> String {
    serde_json::to_string_pretty(problems).unwrap_or_default()
}

/// How many problems in how many files, as a sentence.
pub fn summary(problems: &[Problem]) -> String {
    let mut paths: Vec<&str> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    paths.dedup();
    match (problems.len(), paths.len()) {
        (0, _) => "no problem found".to_owned(),
        (1, _) => "1 problem".to_owned(),
        (count, 1) => format!("{count} problems in 1 file"),
        (count, files) => format!("{count} problems in {files} files"),
    }
}

fn one(problem: &Problem, file: Option<&SourceFile>, renderer: &Renderer) -> String {
    let text = file.and_then(|file| file.text().ok()).unwrap_or_default();
    let path = file
        .and_then(SourceFile::on_disk)
        .map_or_else(|| problem.path.clone(), |path| path.display().to_string());
    let (line, span) = line_and_span(&text, &problem.place);
    let message = clean(&problem.message).replace('\n', " ");
    let snippet = Snippet::source(clean(line).into_owned())
        .line_start(problem.line)
        .path(path)
        .annotation(AnnotationKind::Primary.span(span));
    let title = Level::ERROR.primary_title(message).id(problem.rule);
    let help = Level::HELP.message(clean(&problem.help).replace('\n', " "));
    renderer.render(&[title.element(snippet).element(help)])
}

/// The line on which the place begins, and the part of it that is meant, as bytes of the cleaned line.
fn line_and_span<'t>(text: &'t str, place: &Range<usize>) -> (&'t str, Range<usize>) {
    let (before, after) = text.split_at_checked(place.start).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default().trim_end();
    let first = clean(before.get(start..).unwrap_or_default()).len();
    let meant = after.get(..place.len()).unwrap_or(after);
    let meant = clean(meant.split('\n').next().unwrap_or_default().trim_end()).len();
    let end = clean(line).len();
    (line, first.min(end)..(first + meant).min(end))
}
