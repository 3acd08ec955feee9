//! The visit sheet as text, Markdown or data, as short as it must be to fit a page.

use crate::layout::{Drawings, Layout, Options, Symbols};
use crate::library::Library;
use crate::shelf::Sheet;
use crate::shelf::page::{DETAILS, Detail, SheetPage};

/// Lines of a printed page: A4 or Letter at six lines an inch, with margins.
const PAGE_LINES: usize = 60;

/// Columns of a printed page.
const PAGE_WIDTH: usize = 72;

/// How the visit sheet is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    #[default]
    Text,
    Markdown,
    Json,
}

impl SheetFormat {
    /// The end of a file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }
}

/// The sheet written out on a day, `YYYY-MM-DD`.
pub fn write(
    library: &Library,
    sheet: &Sheet,
    format: SheetFormat,
    (date, symbols): (&str, Symbols),
) -> String {
    let paper = SheetPage::of(library, sheet, date);
    match format {
        SheetFormat::Text => text(&paper, fitting(&paper, symbols), symbols),
        SheetFormat::Markdown => paper.markdown(fitting(&paper, symbols)),
        SheetFormat::Json => paper.json(),
    }
}

/// The fullest detail that fits a page; the least when none does.
fn fitting(paper: &SheetPage, symbols: Symbols) -> Detail {
    DETAILS
        .into_iter()
        .find(|detail| text(paper, *detail, symbols).lines().count() <= PAGE_LINES)
        .unwrap_or(Detail::Least)
}

fn text(paper: &SheetPage, detail: Detail, symbols: Symbols) -> String {
    let options = Options {
        width: PAGE_WIDTH,
        measure: PAGE_WIDTH,
        symbols,
        drawings: Drawings::Told,
    };
    Layout::new(&paper.document(detail), &options).text()
}
