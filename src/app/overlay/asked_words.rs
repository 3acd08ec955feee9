//! What people type in help that no command is called: other words for commands, and what is not the program's to do.

/// Other words that people type for a command, by its name.
const FOR_COMMANDS: &[(&str, &str)] = &[
    ("finder", "look go to jump query"),
    ("find", "search text word"),
    ("outline", "contents sections toc"),
    (
        "sources",
        "references citations bibliography studies footnotes",
    ),
    ("body", "map place"),
    ("compare", "table differences side"),
    ("peek", "preview footnote definition"),
    ("tree", "sidebar menu topics hide show panel settings"),
    ("zoom", "fullscreen screen settings"),
    ("wider", "width margin size settings"),
    ("narrower", "width margin size settings"),
    ("theme", "color dark light contrast background settings"),
    ("mouse", "click wheel select settings"),
    ("reload", "refresh update"),
    ("redraw", "refresh repaint garbled"),
    ("help", "shortcuts manual how"),
    ("command", "menu palette settings"),
    ("mark", "save remember"),
    ("bookmark", "save remember favourite favorite star"),
    ("bookmarks", "favourites favorites saved"),
    ("clip", "print save collect take add"),
    ("sheet", "print notes list"),
    ("export", "print save paper download"),
    ("copy", "clipboard yank"),
    ("copy-link", "share address url"),
    ("changes", "new updates news history diff"),
    ("about", "info date age author version"),
    ("back", "return previous undo history"),
    ("next-heading", "section"),
    ("next-topic", "chapter page"),
    ("other-pane", "switch focus topics menu"),
    ("quit", "exit leave end stop bye"),
    ("cancel", "leave escape"),
    ("interrupt", "exit stop kill"),
    ("suspend", "background"),
];

/// What people ask for and the program does not do itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The words that people type for it.
    pub words: &'static str,
    /// Who does it, or with what.
    pub lead: &'static str,
    pub text: &'static str,
}

pub const ADVICE: &[Advice] = &[
    Advice {
        words: "font bigger larger smaller size letters zoom text",
        lead: "Ctrl + Ctrl -",
        text: "bigger or smaller letters: your terminal does that, mostly with these keys",
    },
    Advice {
        words: "settings config configure preferences options keys rebind",
        lead: "in a shell",
        text: "`calcinosis config` writes out all settings, to be kept in a file and changed",
    },
];

/// The other words for a command.
pub fn for_command(name: &str) -> &'static str {
    let own = FOR_COMMANDS.iter().find(|(known, _)| *known == name);
    own.map_or("", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command;

    #[test]
    fn words_are_for_commands_that_exist() {
        for (name, words) in FOR_COMMANDS {
            assert!(Command::named(name).is_some(), "{name}");
            assert!(!words.is_empty() && words.to_lowercase() == *words);
        }
    }
}
