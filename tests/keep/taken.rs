//! Nothing is lost silently: the sheet on leaving, and what keys changed.

use std::path::PathBuf;

use calcinosis::app::Effect;
use calcinosis::app::kept::KeepRules;
use calcinosis::app::kept::copy::write;
use calcinosis::command::SheetFormat;
use calcinosis::config::{Settings, ThemeName};
use calcinosis::layout::Symbols;
use calcinosis::session::Session;
use calcinosis::shelf::Shelf;

use super::support::{message, press, session, text};
use super::{CLIPS, USUAL, effects, reader};

/// A reader of whom nothing lasts, as over SSH.
fn visitor() -> Session {
    let mut session = session(USUAL);
    session.change().state.kept.rules = KeepRules::default();
    session
}

#[test]
fn leaving_with_a_sheet_that_ends_here_asks_once() {
    let mut session = visitor();
    assert_eq!(effects(&mut session, "q"), [Effect::Quit]);
    press(&mut session, "sstones<enter>c");
    assert_eq!(effects(&mut session, "q"), []);
    let asked = text(&session);
    assert!(asked.contains("y copy it"), "{asked}");
    assert!(asked.contains("q leave and print it"), "{asked}");
    let copied = effects(&mut session, "y");
    assert!(matches!(&copied[..], [Effect::Copy(text)] if text.contains("Stones")));
    assert_eq!(effects(&mut session, "q"), [Effect::Quit]);
    let printed = session.app().state.sheet_to_take().unwrap();
    assert!(printed.contains("Stones"), "{printed}");
}

#[test]
fn q_twice_leaves_and_esc_stays() {
    let mut session = visitor();
    press(&mut session, "sstones<enter>c");
    assert_eq!(effects(&mut session, "q<esc>"), []);
    assert!(text(&session).contains("Stones"));
    assert_eq!(effects(&mut session, "q"), [Effect::Quit]);
    let mut other = visitor();
    press(&mut other, "sstones<enter>c");
    assert_eq!(effects(&mut other, "qq"), [Effect::Quit]);
}

#[test]
fn a_sheet_that_lasts_is_neither_asked_for_nor_printed() {
    let mut session = reader(USUAL);
    press(&mut session, "sstones<enter>c");
    assert_eq!(effects(&mut session, "q"), [Effect::Quit]);
    assert_eq!(session.app().state.sheet_to_take(), None);
}

#[test]
fn writing_a_file_is_not_offered_where_it_is_refused() {
    for (mut session, offered) in [(visitor(), false), (reader(USUAL), true)] {
        press(&mut session, "sstones<enter>cC");
        assert_eq!(text(&session).contains("w write"), offered);
        press(&mut session, "w");
        let refused = session
            .app()
            .message
            .as_deref()
            .unwrap_or_default()
            .contains("No file is written");
        assert_eq!(refused, !offered);
    }
}

#[test]
fn what_keys_change_comes_back_and_is_written_on_request() {
    let mut session = reader(USUAL);
    press(&mut session, "T-M");
    let kept = session.change().state.shelf().to_toml();
    let mut next = reader(USUAL);
    next.change().state.restore(Shelf::from_toml(&kept).shelf);
    let Settings {
        theme,
        measure,
        mouse,
        ..
    } = next.app().state.settings;
    assert_eq!((theme, measure, mouse), (ThemeName::Dark, 68, true));
    let [Effect::KeepSettings(changed)] = &effects(&mut next, ":keep<enter>")[..] else {
        panic!("nothing is written");
    };
    let changed: Vec<String> = changed
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    assert_eq!(changed, ["measure 68", "mouse true", "theme dark"]);
    press(&mut next, "M");
    assert!(!next.change().state.shelf().to_toml().contains("mouse"));
}

#[test]
fn keeping_settings_says_why_where_it_cannot() {
    let mut session = visitor();
    assert_eq!(effects(&mut session, "T:keep<enter>"), []);
    assert!(message(&session).contains("No file is written here"));
    let mut session = reader(USUAL);
    assert_eq!(effects(&mut session, ":keep<enter>"), []);
    assert!(message(&session).contains("Nothing was changed"));
}

#[test]
fn every_format_is_exported_by_its_name() {
    for (format, end) in [
        ("text", "txt"),
        ("markdown", "md"),
        ("json", "json"),
        ("html", "html"),
    ] {
        let mut session = reader(USUAL);
        press(&mut session, "sstones<enter>c");
        let exported = effects(&mut session, &format!(":export {format}<enter>"));
        let [Effect::Export { file, .. }] = &exported[..] else {
            panic!("{format}: {exported:?}");
        };
        assert_eq!(PathBuf::from(file).extension().unwrap(), end);
    }
}

#[test]
fn the_page_to_print_stands_alone_and_has_every_link_and_source() {
    let mut session = reader(USUAL);
    press(&mut session, CLIPS);
    session
        .change()
        .state
        .kept
        .edit()
        .sheet
        .clips
        .push(calcinosis::shelf::Clip::note(
            "<script>alert(1)</script> & \"more\"",
        ));
    let app = session.app();
    let sheet = &app.state.kept.shelf.sheet;
    let page = |format| {
        write(
            app.state.library(),
            sheet,
            format,
            ("2026-11-24", Symbols::Unicode),
        )
    };
    let html = page(SheetFormat::Html);
    assert!(
        html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"),
        "{html}"
    );
    for needed in [
        "<meta charset=\"utf-8\">",
        "<title>",
        "<main>",
        "<h1>",
        "@page",
        "ask about my elbow",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;",
    ] {
        assert!(html.contains(needed), "{needed} in {html}");
    }
    for never in ["<script", "src=", "@import", "url(", "<img", "<link"] {
        assert!(!html.contains(never), "{never} in {html}");
    }
    has_the_addresses_of(&html, &page(SheetFormat::Json));
    for tag in ["main", "section", "article", "ul", "dl", "body", "html"] {
        let opened =
            html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

/// Every source with an address that the sheet has as JSON is a link on the page.
fn has_the_addresses_of(html: &str, json: &str) {
    let data: serde_json::Value = serde_json::from_str(json).unwrap();
    let pieces = data.get("pieces").unwrap().as_array().unwrap().iter();
    let mut sources = pieces
        .flat_map(|piece| piece.get("sources").unwrap().as_array().unwrap().clone())
        .peekable();
    assert!(sources.peek().is_some());
    for source in sources {
        let Some(address) = source.get("address").and_then(|it| it.as_str()) else {
            continue;
        };
        assert!(
            html.contains(&format!("href=\"{}\"", address.replace('&', "&amp;"))),
            "{address}"
        );
    }
}
