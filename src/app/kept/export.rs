//! The visit sheet as text, Markdown, data or a page to print, as short as it must be to fit a page.

use crate::layout::{Drawings, Layout, Options, Symbols};
use crate::library::Library;
use crate::shelf::Sheet;
use crate::shelf::page::{DETAILS, Detail, SheetPage};

/// Columns and lines of a printed page: A4 or Letter at six lines an inch, with margins.
const PAGE: (usize, usize) = (72, 60);

/// The same for the large type of the HTML page: Letter, the lower of the two, with room for its headings.
const LARGE_PAGE: (usize, usize) = (84, 38);

/// How the visit sheet is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    #[default]
    Text,
    Markdown,
    Json,
    Html,
}

impl SheetFormat {
    /// The end of a file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Html => "html",
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
        SheetFormat::Text => text(&paper, fitting(&paper, symbols, PAGE), symbols, PAGE.0),
        SheetFormat::Markdown => paper.markdown(fitting(&paper, symbols, PAGE)),
        SheetFormat::Json => paper.json(),
        SheetFormat::Html => paper.html(fitting(&paper, symbols, LARGE_PAGE)),
    }
}

/// The fullest detail that fits a page; the least when none does.
fn fitting(paper: &SheetPage, symbols: Symbols, (columns, lines): (usize, usize)) -> Detail {
    DETAILS
        .into_iter()
        .find(|detail| text(paper, *detail, symbols, columns).lines().count() <= lines)
        .unwrap_or(Detail::Least)
}

fn text(paper: &SheetPage, detail: Detail, symbols: Symbols, width: usize) -> String {
    let options = Options {
        width,
        measure: width,
        symbols,
        drawings: Drawings::Told,
    };
    Layout::new(&paper.document(detail), &options).text()
}
