//! What holds for the pages of the reference itself.

use std::sync::LazyLock;

use calcinosis::content::{Document, embedded};
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::Library;

/// The pages with the lists that the program makes.
pub static PAGES: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let library = Library::load(&embedded());
    library.links();
    let pages = library.ids().map(|id| library.page(id).document);
    pages.collect()
});

fn pages(width: usize) -> impl Iterator<Item = Layout> {
    let options = Options {
        width,
        measure: 72,
        symbols: Symbols::Unicode,
        drawings: Drawings::Drawn,
    };
    PAGES.iter().map(move |page| Layout::new(page, &options))
}

/// The lines that begin with the number of a source.
fn sources(layout: &Layout) -> Vec<usize> {
    let start = layout.heading_line("sources").unwrap_or(usize::MAX);
    let lines = layout.lines.iter().enumerate().skip(start);
    let numbered = lines.filter(|(_, line)| line.text().starts_with('['));
    numbered.map(|(index, _)| index).collect()
}

#[test]
fn headings_and_sources_keep_their_place_at_another_width() {
    for (wide, narrow) in pages(72).zip(pages(40)) {
        for (before, after) in wide.headings.iter().zip(&narrow.headings) {
            let anchor = wide.anchor_at(before.line);
            assert_eq!(narrow.line_at(anchor), after.line, "{}", before.title);
        }
        for (before, after) in sources(&wide).into_iter().zip(sources(&narrow)) {
            assert_eq!(narrow.line_at(wide.anchor_at(before)), after);
        }
    }
}

#[test]
fn every_link_of_every_page_is_where_its_place_says() {
    for width in [80, 40, 12] {
        for page in pages(width) {
            for link in &page.links {
                assert!(link.width > 0, "{link:?}");
                let span = page
                    .lines
                    .get(link.line)
                    .unwrap()
                    .spans()
                    .find(|span| span.link.is_some());
                assert!(span.is_some(), "{link:?}");
            }
        }
    }
}
