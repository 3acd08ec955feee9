//! The few signs the screen uses, in Unicode and in ASCII.

use std::borrow::Cow;

use crate::layout::Symbols;
use crate::ui::paint::shorten;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    symbols: Symbols,
    pub rule: &'static str,
    pub line: &'static str,
    pub unfolded: &'static str,
    pub folded: &'static str,
    /// Between the parts of a path.
    pub path: &'static str,
    pub ellipsis: &'static str,
    pub dot: &'static str,
}

const UNICODE: Signs = Signs {
    symbols: Symbols::Unicode,
    rule: "│",
    line: "─",
    unfolded: "▾",
    folded: "▸",
    path: "›",
    ellipsis: "…",
    dot: "·",
};
const ASCII: Signs = Signs {
    symbols: Symbols::Ascii,
    rule: "|",
    line: "-",
    unfolded: "-",
    folded: "+",
    path: ">",
    ellipsis: "...",
    dot: "-",
};

impl Signs {
    /// The text in signs the terminal has, cut with an ellipsis when there is no room for all of it.
    pub fn fit<'a>(&self, text: &'a str, room: u16) -> Cow<'a, str> {
        match self.spell(text) {
            Cow::Borrowed(text) => shorten(text, room, self.ellipsis),
            Cow::Owned(text) => shorten(&text, room, self.ellipsis).into_owned().into(),
        }
    }

    pub fn spell<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.symbols.spell(text)
    }
}

pub const fn signs(symbols: Symbols) -> Signs {
    let signs = if symbols.is_unicode() { UNICODE } else { ASCII };
    Signs { symbols, ..signs }
}
