//! Styles by role: what a heading, a link or the selection looks like.

use ratatui::style::{Color, Modifier, Style};

use crate::config::ThemeName;
use crate::content::TreatmentOutcome;
use crate::layout::{Role, TextStyle};
use crate::ui::palette;

/// How each thing on the screen is drawn. Colour is never the only sign of anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub text: Style,
    pub title: Style,
    pub heading: Style,
    pub subheading: Style,
    pub link: Style,
    pub outside_link: Style,
    pub citation: Style,
    pub code: Style,
    pub quote: Style,
    pub marker: Style,
    pub label: Style,
    pub dim: Style,
    pub urgent: Style,
    /// What must be seen before the rest is read, behind its sign.
    pub callout: Style,
    /// What came of a treatment: it helped, that is not settled, it did not.
    pub helped: Style,
    pub unsettled: Style,
    pub failed: Style,
    /// A match of what is being looked for.
    pub found: Style,
    /// The match the cursor stands on.
    pub found_here: Style,
    /// The selected row of the part that has the focus.
    pub selected: Style,
    /// The selected row of a part that does not.
    pub selected_away: Style,
    pub header: Style,
    pub status: Style,
    pub hint: Style,
    /// A key's name in hints and help.
    pub key: Style,
    pub message: Style,
    /// The letters on links in link mode.
    pub letter: Style,
    pub rule: Style,
}

const NONE: Style = Style::new();
const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const UNDERLINED: Style = Style::new().add_modifier(Modifier::UNDERLINED);
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);

/// No colour at all: weight, underline and reverse say everything, and underline is for links alone.
pub const MONO: Theme = Theme {
    text: NONE,
    title: BOLD,
    heading: BOLD,
    subheading: BOLD,
    link: UNDERLINED,
    outside_link: UNDERLINED,
    citation: NONE,
    code: NONE,
    quote: NONE,
    marker: NONE,
    label: BOLD,
    dim: NONE,
    urgent: BOLD,
    callout: BOLD,
    helped: BOLD,
    unsettled: BOLD,
    failed: BOLD,
    found: UNDERLINED.add_modifier(Modifier::BOLD),
    found_here: REVERSED,
    selected: REVERSED,
    selected_away: BOLD,
    header: NONE,
    status: NONE,
    hint: NONE,
    key: BOLD,
    message: BOLD,
    letter: REVERSED.add_modifier(Modifier::BOLD),
    rule: NONE,
};

/// The terminal's own sixteen colours on its own background, which may be white or black.
///
/// Of xterm's sixteen only magenta and bright blue stand out from both by 4.4 to one, red and bright black by 3.6 and
/// 4; what is bold in one of the first eight colours xterm shows in a bright one, which white swallows. So what is dim
/// has no colour, and what is marked has a ground of its own.
///
/// What stands in every line, bullets and the rule beside the tree, has no style, for on a slow line that is a fifth
/// of what scrolling sends.
pub const TERMINAL: Theme = Theme {
    title: BOLD.fg(Color::LightBlue),
    heading: BOLD.fg(Color::LightBlue),
    subheading: BOLD.fg(Color::LightBlue),
    outside_link: UNDERLINED.fg(Color::LightBlue),
    urgent: BOLD.fg(Color::White).bg(Color::Red),
    helped: BOLD.fg(Color::Magenta),
    unsettled: NONE.fg(Color::Magenta),
    failed: NONE.fg(Color::Red),
    found: BOLD.fg(Color::Black).bg(Color::Yellow),
    ..MONO
};

impl Theme {
    /// The theme of that name.
    pub const fn at(name: ThemeName) -> &'static Self {
        match name {
            ThemeName::Terminal => &TERMINAL,
            ThemeName::Dark => &palette::DARK,
            ThemeName::Light => &palette::LIGHT,
            ThemeName::HighContrast => &palette::HIGH_CONTRAST,
            ThemeName::ColourBlind => &palette::COLOUR_BLIND,
            ThemeName::Mono => &MONO,
        }
    }

    /// How a span of the page is drawn.
    pub fn of(&self, style: TextStyle) -> Style {
        let base = match style.role {
            Role::Text => self.text,
            Role::Heading(1) => self.title,
            Role::Heading(2) => self.heading,
            Role::Heading(_) => self.subheading,
            Role::Link => self.link,
            Role::OutsideLink => self.outside_link,
            Role::Citation => self.citation,
            Role::Code => self.code,
            Role::Quote => self.quote,
            Role::Marker => self.marker,
            Role::Label => self.label,
            Role::Dim => self.dim,
            Role::Urgent => self.urgent,
            Role::Callout => self.callout,
            Role::Outcome(outcome) => self.outcome(outcome),
        };
        let mut modifier = Modifier::empty();
        modifier.set(Modifier::BOLD, style.strong);
        modifier.set(Modifier::ITALIC, style.emphasis);
        modifier.set(Modifier::CROSSED_OUT, style.strike);
        base.add_modifier(modifier)
    }

    /// How the words and the bar of an outcome are drawn.
    pub const fn outcome(&self, outcome: TreatmentOutcome) -> Style {
        match outcome {
            TreatmentOutcome::Helps => self.helped,
            TreatmentOutcome::Mixed | TreatmentOutcome::Unknown => self.unsettled,
            TreatmentOutcome::NoBenefit | TreatmentOutcome::Harms => self.failed,
        }
    }

    /// Every style with its name, for what must hold of all of them.
    pub const fn styles(&self) -> [(&'static str, Style); 28] {
        [
            ("text", self.text),
            ("title", self.title),
            ("heading", self.heading),
            ("subheading", self.subheading),
            ("link", self.link),
            ("outside_link", self.outside_link),
            ("citation", self.citation),
            ("code", self.code),
            ("quote", self.quote),
            ("marker", self.marker),
            ("label", self.label),
            ("dim", self.dim),
            ("urgent", self.urgent),
            ("callout", self.callout),
            ("helped", self.helped),
            ("unsettled", self.unsettled),
            ("failed", self.failed),
            ("found", self.found),
            ("found_here", self.found_here),
            ("selected", self.selected),
            ("selected_away", self.selected_away),
            ("header", self.header),
            ("status", self.status),
            ("hint", self.hint),
            ("key", self.key),
            ("message", self.message),
            ("letter", self.letter),
            ("rule", self.rule),
        ]
    }
}
