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
        let term = value("TERM");
        // Inside GNU screen the name of the terminal around it follows a full stop.
        let term = term.strip_prefix("screen.").unwrap_or(&term);
        let kind = term.split('-').next().unwrap_or_default();
        let kind = kind.to_ascii_lowercase();
        let kind = kind.as_str();
        let is_colourless = !value("NO_COLOR").is_empty() || value("CLICOLOR") == "0";
        // Of these the first that is set says what the locale is.
        let mut locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(&value).into_iter();
        let locale = locale.find(|value| !value.is_empty());
        let locale = locale.unwrap_or_default().to_ascii_lowercase();
        let has_blocks_only = WITHOUT_BRAILLE.contains(&kind) && !term.starts_with("rxvt-unicode");
        Self {
            symbols: if !locale.contains("utf-8") && !locale.contains("utf8") {
                Symbols::AsciiOnly
            } else if PLAIN_FONTS.contains(&kind) {
                Symbols::Ascii
            } else {
                Symbols::Unicode
            },
            drawings: if has_blocks_only {
                Drawings::Blocks
            } else {
                Drawings::Drawn
            },
            theme: if is_colourless {
                ThemeName::Mono
            } else {
                ThemeName::Terminal
            },
            dumb: kind.is_empty() || kind == "dumb",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A usual terminal, but for these variables.
    fn with(own: &[(&str, &str)]) -> TerminalDefaults {
        let usual = [("LANG", "en_GB.UTF-8"), ("TERM", "xterm-256color")];
        TerminalDefaults::asking(|name| {
            let mut all = own.iter().chain(&usual);
            all.find(|(known, _)| *known == name)
                .map_or_else(String::new, |(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn signs_follow_the_locale_and_the_terminal() {
        assert_eq!(with(&[]).symbols, Symbols::Unicode);
        for term in ["linux", "vt100", "vt220-w", "ansi", "screen.linux"] {
            assert_eq!(with(&[("TERM", term)]).symbols, Symbols::Ascii);
        }
        for (lc_all, lc_ctype, lang, expected) in [
            ("C", "", "en_GB.UTF-8", Symbols::AsciiOnly),
            ("", "POSIX", "en_GB.UTF-8", Symbols::AsciiOnly),
            ("", "", "de_DE.ISO-8859-1", Symbols::AsciiOnly),
            ("", "", "", Symbols::AsciiOnly),
            ("", "C.utf8", "C", Symbols::Unicode),
        ] {
            let locale = [("LC_ALL", lc_all), ("LC_CTYPE", lc_ctype), ("LANG", lang)];
            assert_eq!(with(&locale).symbols, expected, "{locale:?}");
        }
    }

    #[test]
    fn figures_are_drawn_in_what_the_font_is_likely_to_have() {
        for (terms, drawings) in [
            (
                "putty-256color cygwin rxvt screen.putty Eterm",
                Drawings::Blocks,
            ),
            (
                "xterm-256color screen.xterm tmux-256color rxvt-unicode-256color",
                Drawings::Drawn,
            ),
        ] {
            for term in terms.split(' ') {
                assert_eq!(with(&[("TERM", term)]).drawings, drawings, "{term}");
            }
        }
    }

    #[test]
    fn colour_is_left_out_on_request_and_a_terminal_without_a_cursor_is_dumb() {
        assert_eq!(with(&[]).theme, ThemeName::Terminal);
        assert_eq!(with(&[("NO_COLOR", "1")]).theme, ThemeName::Mono);
        assert_eq!(with(&[("CLICOLOR", "0")]).theme, ThemeName::Mono);
        let is_dumb = |term| with(&[("TERM", term)]).dumb;
        assert!(is_dumb("") && is_dumb("dumb"));
        assert!(!is_dumb("vt100") && !is_dumb("xterm"));
    }
}
