//! Rules of the words that only warning signs may use, and of the exceptions from rules.

use crate::library::check::page_view::PageView;
use crate::library::check::view::{ContentView, Finding, RESERVED_RULE, holds_words};

/// Words of urgency stand in the rows alone.
pub fn reserved<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let mut words: Vec<&str> = view
        .library
        .red_flags()
        .reserved_words
        .iter()
        .map(String::as_str)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let texts = page.texts();
    texts
        .flat_map(|(text, place)| {
            let used = used(text, &words).into_iter();
            let used = used.filter(|word| !view.is_excepted(RESERVED_RULE, page.id(), text, word));
            let place = place.clone();
            used.map(move |word| {
                let message = format!("“{word}” is a word of urgency");
                let help =
                    "leave how soon to a row of red-flags.toml, and name the row in red_flags";
                page.file
                    .finding(page.file.place_of(&place, word), message, help)
            })
            .collect::<Vec<_>>()
        })
        .collect()
}

/// The words that a text uses, each once; what is part of a longer one is not told again.
fn used<'w>(text: &str, words: &[&'w str]) -> Vec<&'w str> {
    let mut rest = text.to_lowercase();
    let mut used = Vec::new();
    for word in words {
        let lower = word.to_lowercase();
        while let Some(at) = whole_word(&rest, &lower) {
            if !used.contains(word) {
                used.push(*word);
            }
            rest.replace_range(at..at + lower.len(), &"\u{1}".repeat(lower.len()));
        }
    }
    used
}

fn whole_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let (before, after) = text.split_at_checked(*at).unwrap_or((text, ""));
        let next = after.get(word.len()..).and_then(|rest| rest.chars().next());
        let is_part = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        !is_part(before.chars().next_back()) && !is_part(next)
    })
}

/// Every exception is needed.
pub fn exceptions<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(companion) = &view.red_flags else {
        return Vec::new();
    };
    let entries = companion.fields.list("exceptions");
    entries
        .filter_map(|entry| {
            let fields = entry.as_table()?;
            let page = fields.text("page").unwrap_or_default();
            let words = fields.get("words").and_then(|it| it.value.as_text());
            let mut words = words
                .into_iter()
                .chain(fields.texts("words").map(|(it, _)| it));
            let known = view.pages.iter().find(|it| it.id() == page);
            let reason = fields.text("reason").unwrap_or_default();
            let message = match known {
                None => format!("the exception is for `{page}`, which is no page"),
                Some(_) if reason.is_empty() => "the exception gives no reason".to_owned(),
                Some(page) => {
                    let gone =
                        words.find(|it| !page.texts().any(|(text, _)| holds_words(text, it)))?;
                    format!("{} does not say “{gone}”", page.file.path)
                }
            };
            let help = "write page, words and reason, or remove the exception";
            Some(companion.file.finding(entry.place.clone(), message, help))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_words_are_whole_words_and_the_longest_is_told() {
        let words = ["emergency department", "emergency", "999", "a&e"];
        assert_eq!(
            used("An Emergency department.", &words),
            ["emergency department"]
        );
        assert_eq!(used("An emergency; A&E.", &words), ["emergency", "a&e"]);
        assert_eq!(used("In 1999, emergencyx.", &words), Vec::<&str>::new());
    }
}
