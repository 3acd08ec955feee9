//! How a client's terminal is drawn on, from its name and the environment that was sent.

use crate::config::ThemeName;
use crate::layout::Symbols;
use crate::wire::Capabilities;

/// What the terminal's name and the environment say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub capabilities: Capabilities,
    pub theme: ThemeName,
    pub symbols: Symbols,
}

/// Terminals whose fonts lack the signs for lines and arrows.
const ASCII_ONLY: &[&str] = &["linux", "vt100", "vt102", "vt220", "vt52", "cons25", "ansi"];

pub fn look(term: &str, environment: &[(String, String)]) -> Look {
    let value = |name: &str| {
        let found = environment.iter().find(|(own, _)| own == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    };
    let colourless = value("NO_COLOR").is_some();
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(value);
    // Most clients send no locale; nearly all terminals are UTF-8 by now.
    let other_letters = locale.is_some_and(|locale| !is_utf8(locale));
    Look {
        capabilities: Capabilities::named(term, value("COLORTERM").unwrap_or_default()),
        theme: if colourless {
            ThemeName::Mono
        } else {
            ThemeName::default()
        },
        symbols: if other_letters || ASCII_ONLY.contains(&term) {
            Symbols::Ascii
        } else {
            Symbols::Unicode
        },
    }
}

fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::ColourDepth;

    fn of(term: &str, environment: &[(&str, &str)]) -> Look {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        look(term, &environment.iter().map(own).collect::<Vec<_>>())
    }

    #[test]
    fn the_environment_says_how_to_draw() {
        assert_eq!(of("xterm", &[]).symbols, Symbols::Unicode);
        assert_eq!(of("linux", &[]).symbols, Symbols::Ascii);
        assert_eq!(of("xterm", &[("LANG", "C")]).symbols, Symbols::Ascii);
        let german = [("LC_ALL", "de_DE.UTF-8"), ("LANG", "C")];
        assert_eq!(of("xterm", &german).symbols, Symbols::Unicode);
        let colours = of("xterm", &[("COLORTERM", "truecolor")])
            .capabilities
            .colours;
        assert_eq!(colours, ColourDepth::Rgb);
        assert_eq!(of("xterm", &[("NO_COLOR", "1")]).theme, ThemeName::Mono);
        assert_eq!(of("xterm", &[("NO_COLOR", "")]).theme, ThemeName::Terminal);
    }
}
