//! A page against an independent reading of it: nothing is lost, headings have names of their own, data is no longer than it must be.

use calcinosis::content::split::split;
use calcinosis::content::{SourceFile, markdown};
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::{Library, Named};
use calcinosis::plain::{Format, show};
use proptest::prelude::*;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::any_tree::{any_body, any_page};
use crate::cases::cases;
use crate::letters::{Letters, parser, read, without_labels};
use crate::safety::{assert_safe, assert_safe_json, each_text};

/// Data may be so many times as long as the page, and so many bytes longer: each string stands between signs and names.
const TIMES: usize = 8;
const MORE: usize = 1_500;

/// The labels of the notes that a page defines, with their words.
fn notes(file: &str) -> Vec<(String, String)> {
    let body = &file[split(file).body..];
    let (mut notes, mut open) = (Vec::new(), 0);
    for event in parser(body) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                notes.push((label.to_string(), String::new()));
                open += 1;
            }
            Event::End(TagEnd::FootnoteDefinition) => open -= 1,
            Event::Text(text) | Event::Code(text) if open > 0 => {
                notes.last_mut().unwrap().1.push_str(&text);
            }
            _ => {}
        }
    }
    notes
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_page_loses_no_letter_at_any_width(text in any_body(), width in 8..120_usize) {
        let document = markdown::parse(&text, 0);
        let options = Options { width, measure: 72, symbols: Symbols::Unicode, drawings: Drawings::Drawn };
        let drawn = Layout::new(&document, &options).text();
        assert_safe(&drawn);
        let lost = Letters::of(&drawn).lost_of(&Letters::of(&read(&text)));
        prop_assert_eq!(lost, None, "{} is drawn as {}", text, drawn);
    }

    #[test]
    fn headings_have_names_of_their_own_and_data_holds_the_whole_page_once(text in any_page()) {
        let library = Library::load(&[SourceFile::new("one.md", text.clone())]);
        let topic = library.find("one").unwrap();
        let page = library.page(topic).document;
        let mut slugs: Vec<&str> = page.headings().map(|(_, slug, ..)| slug).filter(|it| !it.is_empty()).collect();
        let count = slugs.len();
        slugs.sort_unstable();
        slugs.dedup();
        prop_assert_eq!(slugs.len(), count, "{:?}", slugs);
        let named = Named { topic, heading: None };
        let json = show(&library, &named, Format::Json, 80).unwrap();
        prop_assert!(json.len() <= TIMES * text.len() + MORE, "{} bytes of {}: {}", json.len(), text.len(), json);
        let data = assert_safe_json(&json);
        let mut told = String::new();
        each_text(&data, &mut |it| told.push_str(it));
        let lost = Letters::of(&told).lost_of(&Letters::of(&read(&text)));
        prop_assert_eq!(lost, None, "{} is told as {}", text, json);
        let parts = data["sections"].as_array().unwrap().iter();
        let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).count();
        let told: usize = parts.map(|it| letters(it["text"].as_str().unwrap())).sum();
        let whole = show(&library, &named, Format::Text, 80).unwrap();
        prop_assert!(told <= letters(&whole), "{} letters of {}: {}", told, whole, json);
        let footnotes = data["footnotes"].as_array().unwrap();
        for (label, words) in notes(&text) {
            let is_it = |note: &&serde_json::Value| note["label"] == label.as_str();
            let told = footnotes.iter().filter(is_it).map(|it| it["text"].as_str().unwrap()).collect::<String>();
            prop_assert_eq!(Letters::of(&told).lost_of(&Letters::of(&without_labels(&words))), None, "{} in {}", label, json);
        }
    }
}
