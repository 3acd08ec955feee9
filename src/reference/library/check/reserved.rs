//! Rules of the words that only warning signs may use, and of the exceptions from rules.

use crate::content::RED_FLAGS;
use crate::library::check::page_view::PageView;
use crate::library::check::places::LookUp as _;
use crate::library::check::problem::Findings;
use crate::library::check::view::{ContentView, holds_words};

pub fn reserved(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let words = &view.library.red_flags().reserved_words;
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let help = "leave how soon to a row of red-flags.toml, and name the row in red_flags";
    for it in page.texts() {
        for word in used(it.text, &words) {
            let message = format!("“{word}” is a word of urgency");
            view.tell(found, &it, word, (message, help));
        }
    }
}

/// The words that a text uses, each once; what is part of a longer one is not told again.
fn used<'w>(text: &str, words: &[&'w str]) -> Vec<&'w str> {
    let mut rest = text.to_lowercase();
    let mut used = Vec::new();
    for word in words {
        let lower = word.to_lowercase();
        let places = whole_words(&rest, &lower);
        for at in &places {
            rest.replace_range(*at..at + lower.len(), &"\u{1}".repeat(lower.len()));
        }
        used.extend((!places.is_empty()).then_some(*word));
    }
    used
}

fn whole_words(text: &str, word: &str) -> Vec<usize> {
    let is_part = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let is_whole = |at: &usize| {
        let (before, after) = text.split_at_checked(*at).unwrap_or((text, ""));
        let next = after.get(word.len()..).and_then(|rest| rest.chars().next());
        !is_part(before.chars().next_back()) && !is_part(next)
    };
    let places = text.match_indices(word).map(|(at, _)| at);
    places.filter(is_whole).collect()
}

pub fn exceptions(view: &ContentView<'_>, found: &mut Findings) {
    let Some(companion) = view.companion(RED_FLAGS) else {
        return;
    };
    for entry in companion.fields.list("exceptions") {
        let Some(fields) = entry.get_ref().as_table() else {
            continue;
        };
        let page = fields.text("page").unwrap_or_default();
        let one = fields.text("words").into_iter();
        let mut words = one.chain(fields.texts("words").map(|(it, _)| it));
        let known = view.pages.iter().find(|it| it.id() == page);
        let is_said = |words: &str| {
            known.is_some_and(|page| page.texts().any(|it| holds_words(it.text, words)))
        };
        let message = if known.is_none() {
            format!("the exception is for `{page}`, which is no page")
        } else if fields.text("reason").unwrap_or_default().is_empty() {
            "the exception gives no reason".to_owned()
        } else if let Some(gone) = words.find(|words| !is_said(words)) {
            let path = known.map_or(page, |page| page.file.path);
            format!("{path} does not say “{gone}”")
        } else {
            continue;
        };
        let help = "write page, words and reason, or remove the exception";
        found.add(companion.file, &entry.span(), message, help);
    }
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
        // When each was looked for from the start of the text, this took minutes.
        let many = "emergency ".repeat(200_000);
        assert_eq!(used(&many, &words), ["emergency"]);
    }
}
