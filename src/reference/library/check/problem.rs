//! What is wrong with the content, as the rules tell it.

use std::ops::Range;

use serde::Serialize;

use crate::content::fields::FieldType;
use crate::content::nearest::choose;
use crate::content::text::one_line;
use crate::library::check::places::{Fields, LookUp as _, SpannedField, has_type};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, relative to the content folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    pub rule: &'static str,
    pub message: String,
    pub help: String,
    /// The bytes of the file it is about.
    #[serde(skip)]
    pub place: Range<usize>,
}

#[derive(Clone, Copy, Debug)]
pub struct CheckedFile<'a> {
    pub path: &'a str,
    pub text: &'a str,
    /// Its TOML, where it stands in the text.
    pub toml: &'a str,
}

impl CheckedFile<'_> {
    /// Where words stand inside a place of the file; the whole place if marks stand between them.
    pub fn place_of(self, place: &Range<usize>, words: &str) -> Range<usize> {
        let text = self.text.get(place.clone()).unwrap_or_default();
        let at = text.find(words).or_else(|| {
            let lower = text.to_ascii_lowercase();
            lower.find(&words.to_ascii_lowercase())
        });
        at.map_or_else(
            || place.clone(),
            |at| place.start + at..place.start + at + words.len(),
        )
    }

    /// The end of its text, where something is missing.
    pub fn end(self) -> Range<usize> {
        let end = self.text.trim_end().len();
        end..end
    }
}

/// A text in which rules look for words, in its file.
#[derive(Clone, Debug)]
pub struct PlacedText<'v> {
    pub file: CheckedFile<'v>,
    /// What exceptions from rules call the page it is of.
    pub page: &'v str,
    pub text: &'v str,
    pub place: Range<usize>,
}

/// All problems found so far, and the rule that is asked now.
#[derive(Debug, Default)]
pub struct Findings {
    pub problems: Vec<Problem>,
    pub rule: &'static str,
}

impl Findings {
    pub fn add(
        &mut self,
        file: CheckedFile<'_>,
        place: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let line = self.line(file, place.start);
        self.problems.push(Problem {
            path: file.path.to_owned(),
            line,
            rule: self.rule,
            message: one_line(&message.into()),
            help: one_line(&help.into()),
            place: place.clone(),
        });
    }

    /// The line of a place. Most problems come in the order of the page: lines are counted on from the one before.
    fn line(&self, file: CheckedFile<'_>, at: usize) -> usize {
        let is_above = |last: &&Problem| last.path == file.path && last.place.start <= at;
        let above = self.problems.last().filter(is_above);
        let (start, line) = above.map_or((0, 1), |last| (last.place.start, last.line));
        let text = file.text.as_bytes();
        let between = text.get(start..at).or_else(|| text.get(start..));
        let lines = between.unwrap_or_default().split(|byte| *byte == b'\n');
        line + lines.skip(1).count()
    }

    /// A problem with a key of a table, or with the first line where the key is missing.
    pub fn at_key(
        &mut self,
        (file, fields): (CheckedFile<'_>, &Fields<'_>),
        name: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let key = fields.get_key_value(name);
        let place = key.map_or(0..0, |(key, _)| key.span());
        self.add(file, &place, message, help);
    }

    /// A word that is none of those known as `what`.
    pub fn no_word(
        &mut self,
        file: CheckedFile<'_>,
        (written, place): (&str, Range<usize>),
        what: &str,
        known: &[&str],
    ) {
        if !known.contains(&written) {
            let message = format!("`{written}` is no {what}");
            self.add(file, &place, message, choose(written, known));
        }
    }

    /// Fields of a table that are not known, or hold what they should not.
    pub fn fields(
        &mut self,
        file: CheckedFile<'_>,
        fields: &Fields<'_>,
        known: &[(&str, FieldType)],
        whole: &str,
    ) {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let what = format!("field of {whole}");
        for field in fields.fields() {
            self.no_word(file, (field.name, field.place.clone()), &what, &names);
            self.field_type(file, &field, known);
        }
    }

    /// A field that holds what it should not.
    pub fn field_type(
        &mut self,
        file: CheckedFile<'_>,
        field: &SpannedField<'_>,
        known: &[(&str, FieldType)],
    ) {
        let wanted = known.iter().find(|(name, _)| *name == field.name);
        if let Some((_, wanted)) = wanted.filter(|(_, wanted)| !has_type(field.value, *wanted)) {
            let message = format!("`{}` has the wrong type", field.name);
            let help = format!("write {}", wanted.words());
            self.add(file, &field.value.span(), message, help);
        }
    }
}
