//! The themes by name; how each looks is the screen's affair.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// The terminal's own sixteen colours on its own background.
    #[default]
    Terminal,
    Dark,
    Light,
    HighContrast,
    ColourBlind,
    Mono,
}

impl ThemeName {
    /// Every theme, in the order they are tried.
    pub const ALL: &[Self] = &[
        Self::Terminal,
        Self::Dark,
        Self::Light,
        Self::HighContrast,
        Self::ColourBlind,
        Self::Mono,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::ColourBlind => "colour-blind",
            Self::Mono => "mono",
        }
    }

    /// What the theme is, for those who try it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Terminal => "the terminal's own colours",
            Self::Dark => "light text on a dark ground",
            Self::Light => "dark text on a light ground",
            Self::HighContrast => "white and bright colours on black",
            Self::ColourBlind => "colours that all eyes tell apart",
            Self::Mono => "no colour",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|theme| theme.name() == name)
    }

    /// The theme after this one, round the end.
    #[must_use]
    pub fn next(self) -> Self {
        let mut after = Self::ALL.iter().copied().skip_while(|it| *it != self);
        after.nth(1).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trying_goes_through_every_theme_and_comes_back() {
        let mut theme = ThemeName::default();
        let mut tried = Vec::new();
        for _ in ThemeName::ALL {
            tried.push(theme);
            assert_eq!(ThemeName::named(theme.name()), Some(theme));
            theme = theme.next();
        }
        assert_eq!(tried, ThemeName::ALL);
        assert_eq!(theme, ThemeName::default());
    }
}
