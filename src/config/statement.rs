//! A settings file as its statements, so that a mistake in one costs no other.

use std::ops::Range;

use toml::de::DeTable;

/// Each statement with its line, from 1: a setting or the head of a table, up to the next line that begins one.
pub fn statements(text: &str) -> Vec<(usize, String)> {
    let mut statements: Vec<(usize, String)> = Vec::new();
    // The lists and tables that the last statement has not closed yet.
    let mut open = 0;
    for (line, number) in text.lines().zip(1..) {
        let begins = if open > 0 {
            is_named(line)
        } else {
            !is_empty(line)
        };
        match statements.last_mut().filter(|_| !begins) {
            Some((_, last)) => last.extend(["\n", line]),
            None if is_empty(line) => {}
            None => statements.push((number, line.to_owned())),
        }
        open = if begins {
            let value = line.split_once('=').map(|(_, value)| value);
            value.map_or(0, |value| open_after(value, 0))
        } else {
            open_after(line, open)
        };
    }
    statements
}

fn is_empty(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// Whether a line sets something or heads a table, even where a list above it was never closed.
fn is_named(line: &str) -> bool {
    let line = line.trim();
    let is_name = |name: &str| {
        let name = name.trim().trim_matches('"');
        let allowed = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
        !name.is_empty() && name.chars().all(allowed)
    };
    let head = line
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let set = line.split_once('=').map(|(name, _)| name);
    set.or_else(|| head.filter(|name| !name.contains('"')))
        .is_some_and(is_name)
}

/// How many lists and tables are open at the end of a line, of so many that were open before it.
fn open_after(line: &str, before: usize) -> usize {
    let (mut open, mut quote) = (before, None);
    for letter in line.chars() {
        match (letter, quote) {
            (_, Some(mark)) if letter == mark => quote = None,
            ('"' | '\'', None) => quote = Some(letter),
            ('#', None) => break,
            ('[' | '{', None) => open += 1,
            (']' | '}', None) => open = open.saturating_sub(1),
            _ => {}
        }
    }
    open
}

/// A setting with its value, as a line: numbers, true and false bare, words in quotes.
pub fn line(name: &str, value: &str) -> String {
    format!("{name} = {}", quoted(value))
}

fn quoted(value: &str) -> String {
    if value.parse::<usize>().is_ok() || value.parse::<bool>().is_ok() {
        value.to_owned()
    } else {
        format!("{value:?}")
    }
}

/// Sets a value in a settings file: where it is set already, comments and all else stay as they are.
pub fn with_setting(text: &str, name: &str, value: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let is_head = |line: &String| line.trim_start().starts_with('[');
    let top = lines.iter().position(is_head).unwrap_or(lines.len());
    let sets = |line: &String| {
        let set = line.split_once('=');
        set.is_some_and(|(set, _)| set.trim().trim_matches('"') == name)
    };
    match lines.iter_mut().take(top).find(|line| sets(line)) {
        Some(set) => set_value(set, name, value),
        None => lines.insert(top, line(name, value)),
    }
    lines.join("\n") + "\n"
}

/// Puts another value into a line. What cannot be read is replaced, but for the words behind it.
fn set_value(set: &mut String, name: &str, value: &str) {
    if let Some(old) = value_in(set, name) {
        return set.replace_range(old, &quoted(value));
    }
    let comment = set.find('#').and_then(|at| set.get(at..));
    let comment = comment.map_or_else(String::new, |it| format!(" {it}"));
    *set = line(name, value) + &comment;
}

/// Where a line has the value of a setting, if it can be read.
fn value_in(line: &str, name: &str) -> Option<Range<usize>> {
    let table = DeTable::parse(line).ok()?;
    Some(table.get_ref().get(name)?.span())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_over_lines_and_one_that_is_never_closed_ends_at_the_next_name() {
        let text = "# top\n\na = [\n  \"x\", # ]\n  \"y\",\n]\nb 1\nc = [\nd = 2\n[keys]\n";
        let expected = [
            (3, "a = [\n  \"x\", # ]\n  \"y\",\n]"),
            (7, "b 1"),
            (8, "c = ["),
            (9, "d = 2"),
            (10, "[keys]"),
        ];
        assert_eq!(
            statements(text),
            expected.map(|(at, text)| (at, text.to_owned()))
        );
    }

    #[test]
    fn a_list_that_is_closed_ends_there_whatever_is_wrong_in_it() {
        for text in [
            "copy = [y]\n'finder' = ['<f2>']",
            "theme = [dark]\n[keys] # mine",
            "copy = [\"y\" \"Y\"]\n\"go to\" = [\"x\"]",
            "copy = ]\nfinder [\"s\"]",
        ] {
            let lines: Vec<String> = statements(text).into_iter().map(|it| it.1).collect();
            assert_eq!(lines, text.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_value_is_set_where_it_stands_and_nothing_else_changes() {
        let text =
            "# mine\ntheme = \"dark\"  # at night\nmouse = true\n\n[keys]\ntheme = [\"t\"]\n";
        let set = with_setting(text, "theme", "light");
        assert_eq!(set, text.replace("\"dark\"", "\"light\""));
        let set = with_setting(text, "measure", "80");
        assert_eq!(set, text.replace("\n[keys]", "\nmeasure = 80\n[keys]"));
        assert_eq!(with_setting("", "mouse", "true"), "mouse = true\n");
        assert_eq!(
            with_setting("tree=false#x\n", "tree", "true"),
            "tree=true#x\n"
        );
        assert_eq!(
            with_setting("theme = = 1\n", "theme", "mono"),
            "theme = \"mono\"\n"
        );
        assert_eq!(
            with_setting("theme = dark  # at night\n", "theme", "mono"),
            "theme = \"mono\" # at night\n"
        );
    }
}
