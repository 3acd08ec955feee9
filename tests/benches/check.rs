//! How long the check of 5,000 files takes, from disk to problems: `cargo bench --bench check`.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]
#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot write its files must fail"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use calcinosis::content::from_folder;
use calcinosis::library::Library;
use calcinosis::library::check::check;

const SECTIONS: usize = 50;
const PAGES: usize = 100;
const SOURCES: usize = 1_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    write_reference(folder.path());
    for _ in 0..5 {
        let start = Instant::now();
        let files = from_folder(folder.path()).unwrap();
        let problems = check(&files, &Library::load(&files), "2026-12-31");
        println!(
            "{} files, {} problems: {:?}",
            files.len(),
            problems.len(),
            start.elapsed()
        );
    }
}

/// A reference as large as ours is not, with a mistake in every tenth page.
fn write_reference(root: &Path) {
    let mut sources = String::new();
    for source in 0..SOURCES {
        let _ = write!(
            sources,
            "[source-{source}]\ntitle = \"Study {source}\"\nDOI = \"10.1/{source}\"\nkind = \"cohort\"\n\
             quality = \"good\"\nread = \"abstract\"\n\n"
        );
    }
    fs::write(root.join("sources.toml"), sources).unwrap();
    for section in 0..SECTIONS {
        let folder = root.join(format!("section-{section}"));
        fs::create_dir(&folder).unwrap();
        let index = "+++\ntitle = \"A section\"\ndescription = \"Its pages.\"\n[extra]\nkind = \"cause\"\n\
                     compare = [\"How often\"]\nheadings = [\"What it is\", \"Next steps\"]\n+++\n";
        fs::write(folder.join("_index.md"), index).unwrap();
        for page in 0..PAGES {
            let text = page_text(section, page);
            fs::write(folder.join(format!("page-{page}.md")), text).unwrap();
        }
    }
}

fn page_text(section: usize, page: usize) -> String {
    let source = (section * PAGES + page) % SOURCES;
    let next = (page + 1) % PAGES;
    let wrong = if page.is_multiple_of(10) {
        "-of-nothing"
    } else {
        ""
    };
    let mut text = format!(
        "+++\ntitle = \"Page {page} of {section}\"\ndescription = \"A page.\"\nweight = {page}\n\
         updated = 2026-01-31\n[extra]\nkeys = [\"key {page} of {section}\"]\nsites = [\"hand\"]\n[extra.facts]\n\
         \"How often\" = \"often [^source-{source}]\"\n+++\nIt is a cause of stones.[^source-{source}]\n\n## What it is\n\n"
    );
    for _ in 0..12 {
        let _ = writeln!(
            text,
            "It is found in some people and not in others, and some of them have small stones in the skin.\
             [^source-{source}] It hurts now and then; see [the next](@/section-{section}/page-{next}.md#what-it-is).\n"
        );
    }
    let other = (section + 1) % SECTIONS;
    let _ = write!(
        text,
        "## Next steps\n\n- [One](@/section-{other}/page-{page}.md)\n- [Two](@/section-{other}/page{wrong}-{next}.md)\n"
    );
    text
}
