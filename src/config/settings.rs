//! How a reader wants the screen: each setting by its name in the settings file.

use crate::config::ThemeName;
use crate::content::nearest::choose;
use crate::layout::{Drawings, Options, Symbols};

/// The table of keys in the settings file.
pub const KEYS: &str = "keys";

/// The sets of signs by name; `auto` goes by locale and TERM, `blocks` draws figures without braille.
pub const SIGNS: &[(&str, Option<(Symbols, Drawings)>)] = &[
    ("auto", None),
    ("unicode", Some((Symbols::Unicode, Drawings::Drawn))),
    ("blocks", Some((Symbols::Unicode, Drawings::Blocks))),
    ("ascii", Some((Symbols::Ascii, Drawings::Drawn))),
];

/// The narrowest and the widest measure, in columns.
pub const MEASURES: (usize, usize) = (32, 140);

/// What `+`, `-`, `t`, `z`, the command line and the settings file set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own"
)]
pub struct Settings {
    /// The longest line of prose, in columns.
    pub measure: usize,
    pub symbols: Symbols,
    pub drawings: Drawings,
    pub tree: bool,
    pub zoom: bool,
    pub mouse: bool,
    pub theme: ThemeName,
    /// The columns given to the tree by hand.
    pub tree_width: Option<u16>,
    /// Whether the terminal may be asked for margins at the sides.
    pub margins: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 72,
            symbols: Symbols::Unicode,
            drawings: Drawings::Drawn,
            tree: true,
            zoom: false,
            mouse: false,
            theme: ThemeName::default(),
            tree_width: None,
            margins: true,
        }
    }
}

impl Settings {
    /// Every setting by its name and in the words of the settings file, in the order in which they are written there.
    pub fn by_name(&self) -> [(&'static str, String); 7] {
        let width = self.tree_width.map(|columns| columns.to_string());
        let signs = Some((self.symbols, self.drawings));
        let signs = SIGNS.iter().find(|(_, own)| *own == signs);
        let signs = signs.map_or("auto", |(name, _)| *name);
        [
            ("theme", self.theme.name().to_owned()),
            ("measure", self.measure.to_string()),
            ("symbols", signs.to_owned()),
            ("mouse", self.mouse.to_string()),
            ("tree", self.tree.to_string()),
            ("tree-width", width.unwrap_or_default()),
            ("margins", self.margins.to_string()),
        ]
    }

    /// Takes a value for the setting of that name.
    ///
    /// # Errors
    /// With a sentence that says which values there are; nothing is changed then.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let is_on = || {
            let on = value.parse::<bool>();
            on.map_err(|_error| format!("`{name}` is true or false"))
        };
        let none_of = |known: &[&str]| {
            let advice = choose(value, known);
            format!("`{name}` cannot be `{value}`; {advice}")
        };
        match name {
            "theme" => {
                let themes: Vec<&str> = ThemeName::ALL.iter().map(|it| it.name()).collect();
                self.theme = ThemeName::named(value).ok_or_else(|| none_of(&themes))?;
            }
            "measure" => self.measure = measure(value)?,
            "symbols" => {
                let own = SIGNS.iter().find(|(own, _)| *own == value);
                let names = || SIGNS.iter().map(|(name, _)| *name).collect::<Vec<_>>();
                let (_, signs) = own.ok_or_else(|| none_of(&names()))?;
                if let Some((symbols, drawings)) = signs {
                    self.symbols = symbols.on(self.symbols);
                    // What is told in words stays so.
                    if self.drawings.is_drawn() {
                        self.drawings = *drawings;
                    }
                }
            }
            "mouse" => self.mouse = is_on()?,
            "tree" => self.tree = is_on()?,
            "margins" => self.margins = is_on()?,
            "tree-width" => {
                let columns = value.parse().ok().filter(|columns| *columns > 0);
                let columns = columns.ok_or("`tree-width` is a number of columns")?;
                self.tree_width = Some(columns);
            }
            _ => return Err(unknown_setting(name)),
        }
        Ok(())
    }

    /// How a text is laid out in so many columns.
    pub fn options_at(&self, width: u16) -> Options {
        Options {
            measure: self.measure,
            ..self.options_filling(usize::from(width).max(1))
        }
    }

    /// How a text is laid out that uses so many columns whatever the measure is.
    pub const fn options_filling(&self, width: usize) -> Options {
        Options::filling(width, self.symbols, self.drawings)
    }
}

fn measure(columns: &str) -> Result<usize, String> {
    let (least, most) = MEASURES;
    let columns = columns.parse().ok();
    columns
        .filter(|it| (least..=most).contains(it))
        .ok_or_else(|| format!("`measure` is a number of columns from {least} to {most}"))
}

/// What can stand at the top of the file.
pub(super) fn names() -> Vec<&'static str> {
    let settings = Settings::default().by_name().into_iter();
    settings.map(|(name, _)| name).chain([KEYS]).collect()
}

pub(super) fn unknown_setting(name: &str) -> String {
    format!("no setting is called `{name}`; {}", choose(name, &names()))
}
