//! How a client's terminal is drawn on, from its name and the environment that was sent.

use crate::config::TerminalDefaults;
use crate::wire::Capabilities;

/// Variables that name a locale.
const LOCALES: &[&str] = &["LC_ALL", "LC_CTYPE", "LANG"];

/// What the terminal's name and the environment say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalEnv {
    pub capabilities: Capabilities,
    pub terminal: TerminalDefaults,
}

pub fn terminal_env(term: &str, environment: &[(String, String)]) -> TerminalEnv {
    let value = |name: &str| {
        let found = environment.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let locales: String = LOCALES.iter().copied().map(value).collect();
    TerminalEnv {
        capabilities: Capabilities::named(term, value("COLORTERM")),
        terminal: TerminalDefaults::asking(|name| match name {
            "TERM" => term.to_owned(),
            // Most clients send no locale; nearly all terminals are UTF-8 by now.
            "LANG" if locales.is_empty() => "C.UTF-8".to_owned(),
            name => value(name).to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ThemeName;
    use crate::layout::Symbols;
    use crate::wire::ColourDepth;

    fn of(term: &str, environment: &[(&str, &str)]) -> TerminalEnv {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        terminal_env(term, &environment.iter().map(own).collect::<Vec<_>>())
    }

    #[test]
    fn the_environment_says_how_to_draw() {
        let symbols = |term, environment: &[(&str, &str)]| of(term, environment).terminal.symbols;
        assert_eq!(symbols("xterm", &[]), Symbols::Unicode);
        assert_eq!(symbols("linux", &[]), Symbols::Ascii);
        assert_eq!(symbols("xterm", &[("LANG", "C")]), Symbols::AsciiOnly);
        let german = [("LC_ALL", "de_DE.UTF-8"), ("LANG", "C")];
        assert_eq!(symbols("xterm", &german), Symbols::Unicode);
        let bright = of("xterm", &[("COLORTERM", "truecolor")]);
        assert_eq!(bright.capabilities.colours, ColourDepth::Rgb);
        let theme = |environment: &[(&str, &str)]| of("xterm", environment).terminal.theme;
        assert_eq!(theme(&[("NO_COLOR", "1")]), ThemeName::Mono);
        assert_eq!(theme(&[("NO_COLOR", "")]), ThemeName::Terminal);
        assert!(of("dumb", &[]).terminal.dumb);
    }
}
