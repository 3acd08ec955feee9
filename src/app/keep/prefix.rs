//! Keys that wait for a second one: a mark's letter, what to copy, how to write.

use crate::app::keep::SheetView;
use crate::app::keymap::Context;

/// What the second key decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrefixKind {
    Mark,
    GoToMark,
    /// What of the page to copy.
    Copy,
    /// How to copy the visit sheet.
    CopySheet,
    /// How to write the visit sheet to a file.
    Export,
}

/// A first key, and the visit sheet below it if it was pressed there.
#[derive(Clone, Debug, PartialEq)]
pub struct Prefix {
    pub kind: PrefixKind,
    pub sheet: Option<SheetView>,
}

impl Prefix {
    pub const fn new(kind: PrefixKind) -> Self {
        Self { kind, sheet: None }
    }

    pub const fn context(&self) -> Context {
        match self.kind {
            PrefixKind::Mark | PrefixKind::GoToMark => Context::Mark,
            PrefixKind::Copy => Context::Copy,
            PrefixKind::CopySheet => Context::CopySheet,
            PrefixKind::Export => Context::Export,
        }
    }

    /// What stands in the hint line before the keys.
    pub const fn asks(&self) -> &'static str {
        match self.kind {
            PrefixKind::Mark => "Mark this place with a letter, a to z: ",
            PrefixKind::GoToMark => "Go to the mark: ",
            PrefixKind::Copy => "Copy: ",
            PrefixKind::CopySheet => "Copy as: ",
            PrefixKind::Export => "Write as: ",
        }
    }
}
