//! Styles by role: what a heading, a link or the selection looks like.

use ratatui::style::{Color, Modifier, Style};

use crate::content::TreatmentOutcome;
use crate::layout::{Role, TextStyle};

const NONE: Style = Style::new();
const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const UNDERLINED: Style = Style::new().add_modifier(Modifier::UNDERLINED);
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);

/// Makes [`Theme`] of its parts, each with its look in [`MONO`], and the list of them.
macro_rules! theme {
    ($($(#[$doc:meta])* $part:ident: $mono:expr,)*) => {
        /// How each thing on the screen is drawn. Colour is never the only sign of anything.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$doc])* pub $part: Style,)*
        }

        /// No colour at all: weight, underline and reverse say everything, and underline is for links alone.
        pub const MONO: Theme = Theme {
            $($part: $mono,)*
        };

        impl Theme {
            /// Every style with its name, for what must hold of all of them.
            pub fn styles(&self) -> Vec<(&'static str, Style)> {
                vec![$((stringify!($part), self.$part)),*]
            }
        }
    };
}

theme! {
    text: NONE,
    heading: BOLD,
    link: UNDERLINED,
    outside_link: UNDERLINED,
    citation: NONE,
    code: NONE,
    quote: NONE,
    /// Labels, the names of keys, messages.
    label: BOLD,
    /// What stands beside the text: bullets, rules, hints, the status.
    dim: NONE,
    urgent: BOLD,
    /// What must be seen before the rest is read, behind its sign.
    callout: BOLD,
    /// What came of a treatment: it helped, that is not settled, it did not.
    helped: BOLD,
    unsettled: BOLD,
    failed: BOLD,
    /// A match of what is being looked for.
    found: UNDERLINED.add_modifier(Modifier::BOLD),
    /// The match the cursor stands on.
    found_here: REVERSED,
    /// The selected row of the part that has the focus.
    selected: REVERSED,
    /// The selected row of a part that does not.
    selected_away: BOLD,
    /// The letters on links in link mode.
    letter: REVERSED.add_modifier(Modifier::BOLD),
}

/// The terminal's own sixteen colours on its own background, which may be white or black.
///
/// Of xterm's sixteen only magenta and bright blue stand out from both by 4.4 to one, red and bright black by 3.6 and
/// 4; what is bold in one of the first eight colours xterm shows in a bright one, which white swallows. So what is dim
/// has no colour, and what is marked has a ground of its own.
///
/// What stands in every line, bullets and the rule beside the tree, has no style, for on a slow line that is a fifth
/// of what scrolling sends.
pub const TERMINAL: Theme = Theme {
    heading: BOLD.fg(Color::LightBlue),
    outside_link: UNDERLINED.fg(Color::LightBlue),
    urgent: BOLD.fg(Color::White).bg(Color::Red),
    helped: BOLD.fg(Color::Magenta),
    unsettled: NONE.fg(Color::Magenta),
    failed: NONE.fg(Color::Red),
    found: BOLD.fg(Color::Black).bg(Color::Yellow),
    ..MONO
};

impl Theme {
    pub fn of(&self, style: TextStyle) -> Style {
        let base = match style.role {
            Role::Text => self.text,
            Role::Heading(_) => self.heading,
            Role::Link => self.link,
            Role::OutsideLink => self.outside_link,
            Role::Citation => self.citation,
            Role::Code => self.code,
            Role::Quote => self.quote,
            Role::Label => self.label,
            Role::Marker | Role::Dim => self.dim,
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
}
