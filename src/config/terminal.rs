//! What a terminal's variables say about it: the signs it can show, and whether colour is wanted.

use crate::config::ThemeName;
use crate::layout::{Drawings, Symbols};

/// Terminals whose fonts hold little more than ASCII.
const PLAIN_FONTS: &[&str] = &[
    "ansi", "cons25", "dumb", "linux", "vt52", "vt100", "vt102", "vt220", "vt320",
];

/// Terminals whose fonts are likely to have lines and blocks but no braille, of which figures are drawn elsewhere.
const WITHOUT_BRAILLE: &[&str] = &[
    "cygwin", "eterm", "interix", "mrxvt", "msys", "putty", "rxvt",
];

/// The variables that matter; one that is not set is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Variables<'a> {
    pub lang: &'a str,
    pub lc_all: &'a str,
    pub lc_ctype: &'a str,
    pub term: &'a str,
    pub no_color: &'a str,
    pub clicolor: &'a str,
}

/// How to begin on a terminal. How many colours it has is the encoder's affair: a theme's colours are brought
/// down to those there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalDefaults {
    pub symbols: Symbols,
    pub drawings: Drawings,
    pub theme: ThemeName,
    /// It cannot place a cursor: plain mode.
    pub dumb: bool,
}

impl TerminalDefaults {
    /// Asks for each variable by its name; one that is not set is empty.
    pub fn asking(value: impl Fn(&str) -> String) -> Self {
        let [lang, lc_all, lc_ctype, term, no_color, clicolor] =
            ["LANG", "LC_ALL", "LC_CTYPE", "TERM", "NO_COLOR", "CLICOLOR"].map(value);
        Self::of(&Variables {
            lang: &lang,
            lc_all: &lc_all,
            lc_ctype: &lc_ctype,
            term: &term,
            no_color: &no_color,
            clicolor: &clicolor,
        })
    }

    /// Reads the variables; what a person asked for by name goes before it.
    pub fn of(variables: &Variables<'_>) -> Self {
        // Inside GNU screen the name of the terminal around it follows a full stop.
        let term = variables
            .term
            .strip_prefix("screen.")
            .unwrap_or(variables.term);
        let kind = term
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let kind = kind.as_str();
        let plain_font = PLAIN_FONTS.contains(&kind);
        let colourless = !variables.no_color.is_empty() || variables.clicolor == "0";
        Self {
            symbols: if !variables.is_utf8() {
                Symbols::AsciiOnly
            } else if plain_font {
                Symbols::Ascii
            } else {
                Symbols::Unicode
            },
            drawings: if WITHOUT_BRAILLE.contains(&kind) && !term.starts_with("rxvt-unicode") {
                Drawings::Blocks
            } else {
                Drawings::Drawn
            },
            theme: if colourless {
                ThemeName::Mono
            } else {
                ThemeName::Terminal
            },
            dumb: kind.is_empty() || kind == "dumb",
        }
    }
}

impl Variables<'_> {
    /// Whether the locale is one of UTF-8: of the three variables the first that is set counts.
    fn is_utf8(&self) -> bool {
        let set = [self.lc_all, self.lc_ctype, self.lang];
        let locale = set.into_iter().find(|value| !value.is_empty());
        let locale = locale.unwrap_or_default().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Variables<'_> = Variables {
        lang: "en_GB.UTF-8",
        lc_all: "",
        lc_ctype: "",
        term: "xterm-256color",
        no_color: "",
        clicolor: "",
    };

    #[test]
    fn signs_follow_the_locale_and_the_terminal() {
        let symbols = |variables: Variables<'_>| TerminalDefaults::of(&variables).symbols;
        assert_eq!(symbols(USUAL), Symbols::Unicode);
        for term in ["linux", "vt100", "vt220-w", "ansi", "screen.linux"] {
            assert_eq!(symbols(Variables { term, ..USUAL }), Symbols::Ascii);
        }
        for (lc_all, lc_ctype, lang, expected) in [
            ("C", "", "en_GB.UTF-8", Symbols::AsciiOnly),
            ("", "POSIX", "en_GB.UTF-8", Symbols::AsciiOnly),
            ("", "", "de_DE.ISO-8859-1", Symbols::AsciiOnly),
            ("", "", "", Symbols::AsciiOnly),
            ("", "C.utf8", "C", Symbols::Unicode),
        ] {
            let locale = Variables {
                lang,
                lc_all,
                lc_ctype,
                ..USUAL
            };
            assert_eq!(symbols(locale), expected, "{locale:?}");
        }
    }

    #[test]
    fn figures_are_drawn_in_what_the_font_is_likely_to_have() {
        let drawings = |term| TerminalDefaults::of(&Variables { term, ..USUAL }).drawings;
        for term in ["putty-256color", "cygwin", "rxvt", "screen.putty", "Eterm"] {
            assert_eq!(drawings(term), Drawings::Blocks, "{term}");
        }
        for term in [
            "xterm-256color",
            "screen.xterm",
            "tmux-256color",
            "rxvt-unicode-256color",
        ] {
            assert_eq!(drawings(term), Drawings::Drawn, "{term}");
        }
    }

    #[test]
    fn colour_is_left_out_on_request() {
        let theme = |variables: Variables<'_>| TerminalDefaults::of(&variables).theme;
        assert_eq!(theme(USUAL), ThemeName::Terminal);
        let (no_color, clicolor) = ("1", "0");
        assert_eq!(theme(Variables { no_color, ..USUAL }), ThemeName::Mono);
        assert_eq!(theme(Variables { clicolor, ..USUAL }), ThemeName::Mono);
    }

    #[test]
    fn a_terminal_without_a_name_or_a_cursor_is_dumb() {
        let dumb = |term| TerminalDefaults::of(&Variables { term, ..USUAL }).dumb;
        assert!(dumb("") && dumb("dumb"));
        assert!(!dumb("vt100") && !dumb("xterm"));
    }
}
