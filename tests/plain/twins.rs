//! Every command of the screen has a twin in plain mode that says the same, or a sentence that says which way to take.

use std::collections::HashSet;

use calcinosis::app::kept::KeepRules;
use calcinosis::app::overlay::Overlay;
use calcinosis::app::{App, Effect};
use calcinosis::command::COMMANDS;
use calcinosis::content::ascii;

use super::support;
use super::{reading, talk};

/// A command, the lines typed at the page on stones, and what the last answer says.
type Twin = (&'static str, &'static [&'static str], &'static str);

const TWINS: &[Twin] = &[
    ("line-down", &["line-down"], "What it is"),
    ("line-up", &["j", "line-up"], "Stones"),
    ("page-down", &["page-down"], "What it is"),
    ("page-up", &["f", "page-up"], "Stones"),
    ("half-page-down", &["half-page-down"], "What it is"),
    ("half-page-up", &["d", "half-page-up"], "Stones"),
    ("top", &["G", "top"], "Stones"),
    ("bottom", &["bottom"], "Also linking here"),
    ("next-heading", &["next-heading"], "What it is"),
    ("previous-heading", &["}", "previous-heading"], "Stones"),
    ("next-topic", &["next-topic"], "Sand"),
    ("previous-topic", &["previous-topic"], "Types"),
    ("other-pane", &["other-pane"], "Contents"),
    ("left", &["left"], "Contents"),
    ("right", &["right"], "an empty line to read on"),
    ("enter", &["enter"], "Links"),
    ("back", &["]", "back"], "Stones"),
    ("forward", &["]", "back", "forward"], "Sand"),
    ("finder", &["finder chalk from a finger"], "Stones"),
    ("next-hit", &["finder chalk", "1", "next-hit"], "Hit 2 of"),
    ("preview-down", &["preview-down"], "by its number"),
    ("preview-up", &["preview-up"], "by its number"),
    ("find", &["find chalk"], "Match 1 of"),
    ("find-next", &["find chalk", "find-next"], "Match 2 of"),
    (
        "find-previous",
        &["find chalk", "n", "find-previous"],
        "Match 1 of",
    ),
    ("outline", &["outline"], "What it is"),
    ("sources", &["sources"], "[1] A survey"),
    ("number", &["number"], "sources lists them"),
    ("sources", &["sources", "2"], "Source [2]"),
    ("peek", &["peek"], "source 1"),
    ("urgent", &["urgent"], "Sand"),
    ("about", &["about"], "no clinician review"),
    ("tree", &["tree"], "Contents"),
    ("zoom", &["zoom"], "alone here already"),
    ("wider", &["wider"], "at most 76 columns"),
    ("narrower", &["narrower"], "at most 68 columns"),
    ("theme", &["theme"], "Nothing is coloured"),
    ("mouse", &["mouse"], "every choice has a number"),
    ("redraw", &["redraw"], "Nothing is drawn"),
    ("reload", &["reload"], "Stones"),
    ("suspend", &["suspend"], "Ctrl-z"),
    ("help", &["help"], "Words search"),
    ("quit", &["quit"], ""),
    ("cancel", &["o", "cancel"], "Stones"),
    ("interrupt", &["interrupt"], "again to quit"),
    ("open-place-1", &["open-place-1"], "by its number"),
    ("open-place-2", &["open-place-2"], "by its number"),
    ("open-place-3", &["open-place-3"], "by its number"),
    ("next-place", &["next-place"], "by its number"),
    ("compare", &["compare"], "In short:"),
    ("body", &["body"], "finger, on this page"),
    ("command", &["command"], "outline: the headings"),
    ("mark", &["mark a"], "Marked"),
    ("go-to-mark", &["mark a", "]", "go-to-mark a"], "Stones"),
    ("bookmark", &["bookmark"], "Bookmarked"),
    ("bookmarks", &["bookmark", "bookmarks"], "Stones"),
    ("clip", &["clip"], "Clipped"),
    ("sheet", &["clip", "sheet"], "Question: "),
    ("changes", &["changes"], "Nothing changed here"),
    ("copy", &["copy"], "copy-section"),
    ("copy-topic", &["copy-topic"], "small hard lumps"),
    ("copy-section", &["copy-section"], "small hard lumps"),
    ("copy-link", &["copy-link"], "types/stones"),
    ("copy-citations", &["copy-citations"], "A survey"),
    ("copy-bibtex", &["copy-bibtex"], "@misc"),
    ("copy-csl", &["copy-csl"], "\"title\""),
    (
        "move-down",
        &["c", "add-note x", "move-down 1"],
        "1 My note: x",
    ),
    ("move-up", &["c", "add-note x", "move-up 2"], "1 My note: x"),
    ("remove", &["c", "remove 1"], "Taken off"),
    ("put-back", &["c", "remove 1", "put-back"], "1 Stones"),
    ("whole-topic", &["j", "c", "whole-topic 1"], "1 Stones\n"),
    ("filter", &["filter"], "Words search"),
    ("note", &["c", "note 1 ask"], "My note: ask"),
    ("add-note", &["add-note is it this"], "My note: is it this"),
    ("copy-sheet", &["c", "copy-sheet"], "copy-sheet-markdown"),
    ("write-sheet", &["c", "write-sheet"], "export-markdown"),
    ("copy-sheet-text", &["c", "copy-sheet-text"], "To ask"),
    (
        "copy-sheet-markdown",
        &["c", "copy-sheet-markdown"],
        "## To ask",
    ),
    (
        "copy-sheet-json",
        &["c", "copy-sheet-json"],
        "\"questions\"",
    ),
    ("export", &["c", "export"], "host writes"),
    ("export-markdown", &["c", "export-markdown"], "host writes"),
    ("export-json", &["c", "export-json"], "host writes"),
    ("export-html", &["c", "export-html"], "host writes"),
    ("keep", &["keep"], "Nothing was changed"),
];

#[test]
fn every_command_has_its_twin() {
    let twins: HashSet<&str> = TWINS.iter().map(|(name, ..)| *name).collect();
    let commands: HashSet<&str> = COMMANDS.iter().map(|row| row.name).collect();
    assert_eq!(twins, commands);
    for (name, lines, expected) in TWINS {
        let mut reading = reading(72);
        reading.app_mut().state.kept.rules = KeepRules {
            private: true,
            locked: false,
        };
        reading.answer("open types/stones");
        let (last, before) = lines.split_last().unwrap();
        talk(&mut reading, before);
        let mut host = |effect: &Effect, app: &mut App| {
            if matches!(effect, Effect::Export { .. }) {
                app.say("The host writes the file.");
            }
        };
        let answer = reading.answer_with(last, &mut host);
        assert!(
            answer.text.contains(expected),
            "{name}: {lines:?}\n{}",
            answer.text
        );
        assert_eq!(answer.ended, *name == "quit");
    }
}

/// A text without its line ends.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the screen shows over the page, row by row.
fn rows(app: &App) -> Vec<String> {
    let overlay = app.overlay();
    if let Some(Overlay::Comparison(it)) = overlay {
        return it.columns.iter().map(|it| it.title.clone()).collect();
    }
    let panel = overlay.and_then(|it| it.layer().panel(&app.state));
    let items = panel.map(|panel| panel.items.items).unwrap_or_default();
    items.iter().map(|it| it.text.to_string()).collect()
}

#[test]
fn a_list_on_the_screen_is_told_row_by_row() {
    // Help tells less than the screen shows: it has a test of its own.
    for keys in ["o", "r", "!", "w", "v", ":"] {
        let mut session = support::session((80, 24));
        assert_eq!(session.change().open("types/stones"), Ok(()));
        support::press(&mut session, keys);
        let shown = rows(session.app());
        assert!(!shown.is_empty(), "{keys}");
        let mut reading = reading(60);
        reading.answer("open types/stones");
        let told = flowing(&reading.answer(keys).text);
        for row in shown {
            let row = flowing(&ascii(&row));
            assert!(told.contains(&row), "{keys}: {row} is not in {told}");
        }
    }
}

#[test]
fn a_page_is_told_in_the_words_of_the_screen() {
    for topic in ["types/stones", "treatments/rest", "start/what-is-chalk"] {
        let mut session = support::session((80, 24));
        assert_eq!(session.change().open(topic), Ok(()));
        let layout = &session.app().state.reader.layout;
        let mut reading = reading(60);
        let mut told = reading.answer(&format!("open {topic}")).text;
        while !told.contains("End of ") {
            told.push_str(&reading.answer("").text);
        }
        let told: HashSet<&str> = told.split_whitespace().collect();
        for line in layout.lines.iter() {
            // Plain mode tells every row of a call-out, and so not how many more there are.
            let more = line.text().ends_with("more: press !");
            let drawn = more || line.text().contains(['[', '-', '─', '•']);
            let text = ascii(line.text());
            let words = text
                .split_whitespace()
                .filter(|word| !drawn && word.contains(char::is_alphanumeric));
            for word in words {
                let is_cut =
                    word.contains(['/', '&', '=']) || told.iter().any(|it| it.contains(word));
                assert!(is_cut, "{topic}: {word} of {:?} is not told", line.text());
            }
        }
    }
}

#[test]
fn no_line_is_longer_than_a_braille_line() {
    let mut reading = reading(40);
    let lines = [
        "o", "r", "3", "=", "!", "w", "v", "?", ":", "s chalk", "1", "G", "c", "C", "K",
    ];
    for line in lines {
        let told = reading.answer(line).text;
        for line in told.lines() {
            let words = line.split_whitespace().count();
            assert!(
                line.chars().count() <= 40 || words < 3,
                "{line:?} in {told}"
            );
        }
    }
}
