//! What a terminal can do, as far as its name tells.

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColourDepth {
    None,
    Sixteen,
    Indexed,
    Rgb,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact about a terminal that stands on its own"
)]
pub struct Capabilities {
    pub colours: ColourDepth,
    /// Left and right margins (DECLRMM, DECSLRM). No name tells: a terminal says so when asked.
    pub left_right_margins: bool,
    /// Whether it is asked for them; some say yes and do not keep them.
    pub asks_for_margins: bool,
    /// Characters of ambiguous width take two columns, as the terminal says when asked.
    pub wide_ambiguous: bool,
    /// CHA and VPA, a column or a row addressed alone, and the numbers of SGR that turn one attribute off: a VT100 has neither.
    pub single_steps: bool,
    /// ECH: erase characters without moving.
    pub erase_characters: bool,
    /// REP: repeat the last character. mosh does not and has the name of one that does; it shows when asked.
    pub repeat: bool,
    /// Erased cells take the current background.
    pub background_erase: bool,
    /// SU and SD: scroll by several lines at once.
    pub scroll_lines: bool,
    /// OSC 8 links.
    pub links: bool,
    /// Whether a question may be asked; old terminals print parts of it.
    pub questions: bool,
}

impl Capabilities {
    /// What a VT100 can do.
    pub const LEAST: Self = Self {
        colours: ColourDepth::None,
        left_right_margins: false,
        asks_for_margins: false,
        wide_ambiguous: false,
        single_steps: false,
        erase_characters: false,
        repeat: false,
        background_erase: false,
        scroll_lines: false,
        links: false,
        questions: false,
    };

    /// What xterm and its many heirs can do, margins aside.
    pub const XTERM: Self = Self {
        colours: ColourDepth::Sixteen,
        left_right_margins: false,
        asks_for_margins: true,
        wide_ambiguous: false,
        single_steps: true,
        erase_characters: true,
        repeat: true,
        background_erase: true,
        scroll_lines: true,
        links: true,
        questions: true,
    };

    /// Reads the values of TERM and COLORTERM.
    pub fn named(term: &str, colorterm: &str) -> Self {
        let kind = match term.split('-').next().unwrap_or_default() {
            "linux" => Self {
                colours: ColourDepth::Sixteen,
                single_steps: true,
                erase_characters: true,
                background_erase: true,
                ..Self::LEAST
            },
            "screen" => Self {
                repeat: false,
                background_erase: false,
                links: false,
                ..Self::XTERM
            },
            "" | "dumb" | "ansi" | "cons25" | "vt52" | "vt100" | "vt102" | "vt220" => Self {
                colours: ColourDepth::Sixteen,
                ..Self::LEAST
            },
            _ => Self::XTERM,
        };
        let colours = kind.colours.max(named_colours(term, colorterm));
        Self { colours, ..kind }
    }
}

/// Terminals that show every colour and whose names do not say so.
const COLOURFUL: &[&str] = &["alacritty", "foot", "ghostty", "kitty", "wezterm"];

fn named_colours(term: &str, colorterm: &str) -> ColourDepth {
    let is_colourful = COLOURFUL.iter().any(|name| term.contains(name));
    if matches!(colorterm, "truecolor" | "24bit") || term.contains("direct") || is_colourful {
        ColourDepth::Rgb
    } else if term.contains("256color") {
        ColourDepth::Indexed
    } else {
        ColourDepth::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_a_terminal_can_do() {
        let colours = |term, colorterm| Capabilities::named(term, colorterm).colours;
        assert_eq!(colours("xterm", ""), ColourDepth::Sixteen);
        assert_eq!(colours("xterm-256color", ""), ColourDepth::Indexed);
        assert_eq!(colours("xterm-256color", "truecolor"), ColourDepth::Rgb);
        assert_eq!(colours("xterm-kitty", ""), ColourDepth::Rgb);
        assert_eq!(colours("vt100", ""), ColourDepth::Sixteen);
        assert!(!Capabilities::named("linux", "").questions);
        assert!(!Capabilities::named("screen-256color", "").background_erase);
        assert!(Capabilities::named("tmux-256color", "").repeat);
    }
}
