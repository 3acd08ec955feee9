//! Tables while they scroll.

use std::sync::Arc;

use calcinosis::config::Settings;
use calcinosis::content::SourceFile;
use calcinosis::library::Library;
use calcinosis::session::Session;
use calcinosis::wire::Capabilities;

use crate::support;

#[test]
fn a_table_keeps_its_head_while_it_scrolls_and_a_page_skips_no_row() {
    let rows: Vec<String> = (1..=30)
        .map(|row| format!("| row {row} | value |\n"))
        .collect();
    let rows = rows.concat();
    let page = format!(
        "+++\ntitle = \"Rows\"\n+++\nBefore.\n\n| Name | What it is |\n|---|---|\n{rows}\nAfter.\n"
    );
    let files = [SourceFile::new("_index.md", page)];
    let library = Arc::new(Library::load(&files));
    let (settings, size) = (Settings::default(), (70, 14));
    let mut session = Session::new(library, settings, size, Capabilities::XTERM);
    let mut pages = vec![support::text(&session)];
    for _ in 0..4 {
        support::press(&mut session, "<space>");
        pages.push(support::text(&session));
    }
    for page in pages.iter().skip(1).take(2) {
        assert!(page.contains("Name"), "{page}");
    }
    for row in 1..=30 {
        assert!(
            pages
                .iter()
                .any(|page| page.contains(&format!("row {row} "))),
            "row {row}"
        );
    }
    support::press(&mut session, "<backspace>");
    for _ in 0..4 {
        support::press(&mut session, "b");
        pages.push(support::text(&session));
    }
    for row in 1..=30 {
        let back = pages.iter().skip(4);
        assert!(
            back.clone()
                .any(|page| page.contains(&format!("row {row} "))),
            "row {row}"
        );
    }
    insta::assert_snapshot!("table_head_held", pages.get(1).unwrap());
}
