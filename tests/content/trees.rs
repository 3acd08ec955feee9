//! Three trees as other people keep them: the documentation of a site generator, a blog of years, a vault of notes.
//! Every page opens, what is on it is found, and no word of medicine is said.

use std::fmt::Write as _;

use calcinosis::content::SourceFile;
use calcinosis::library::check::check;
use calcinosis::library::{Library, Target};
use calcinosis::plain::{Format, list, show};
use calcinosis::search::Index;

use crate::TODAY;

fn sources(files: Vec<(String, String)>) -> Vec<SourceFile> {
    let file = |(path, text): (String, String)| SourceFile::new(path, text);
    files.into_iter().map(file).collect()
}

/// A documentation: sections by weight, links with `@/`, shortcodes, tables, notes, code.
fn documentation() -> Vec<SourceFile> {
    let mut files = vec![
        ("_index.md".to_owned(), "+++\ntitle = \"Home\"\ntemplate = \"index.html\"\n+++\n".to_owned()),
        ("documentation/_index.md".to_owned(), "+++\ntitle = \"Documentation\"\nsort_by = \"weight\"\nredirect_to = \"documentation/start/overview\"\ninsert_anchor_links = \"left\"\n+++\n".to_owned()),
    ];
    for (number, section) in ["start", "content", "templates", "deployment"]
        .iter()
        .enumerate()
    {
        files.push((
            format!("documentation/{section}/_index.md"),
            format!(
                "+++\ntitle = \"{section}\"\nweight = {}\nsort_by = \"weight\"\n+++\n",
                4 - number
            ),
        ));
        for page in 1..=6 {
            let next = page % 6 + 1;
            files.push((
                format!("documentation/{section}/page-{page}.md"),
                format!(
                    "+++\ntitle = \"{section} {page}\"\nweight = {}\n+++\n\n{{{{ badge(of=\"{section}\") }}}}\n\nSee [the next](@/documentation/{section}/page-{next}.md#configuring-it).\n\n## Configuring it\n\n> **Note**: mind the order.\n\n```toml,hl_lines=1\nkey{page} = \"value\"\n```\n\n| Name | Default |\n|---|---|\n| `key{page}` | `none` |\n\n{{% raw %}}<b>kept</b>{{% end %}}\n",
                    page * 10
                ),
            ));
        }
    }
    sources(files)
}

/// A blog: dates in names, drafts, years as folders, HTML from an older program, YAML and TOML mixed.
fn blog() -> Vec<SourceFile> {
    let mut files = vec![(
        "_index.md".to_owned(),
        "+++\nsort_by = \"date\"\npaginate_by = 10\n+++\n".to_owned(),
    )];
    for number in 0..750 {
        let (year, month, day) = (2010 + number / 50, number % 12 + 1, number % 28 + 1);
        let date = format!("{year}-{month:02}-{day:02}");
        let mut text = if number % 2 == 0 {
            format!(
                "---\ntitle: \"Post no. {number}: it's here\"\ndate: {date}T10:00:00+02:00\ntags: [rust, 'post {number}']\ncategories:\n  - Misc\n---\n"
            )
        } else {
            format!(
                "+++\ntitle = \"Post no. {number}\"\ndate = {date}\ndraft = {}\n[taxonomies]\ntags = [\"go\"]\n+++\n",
                number == 749
            )
        };
        let _ = write!(
            text,
            "Opening of {number}.<br/>Second line.[^1]\n<!-- more -->\n\n<figure><img src=\"/i/{number}.jpg\" alt=\"Photo {number}\"><figcaption>Caption {number}</figcaption></figure>\n\n<iframe src=\"https://video.example/{number}\" title=\"Talk {number}\"></iframe>\n\n~~Old~~ new, E = mc<sup>2</sup>.\n\n[^1]: A note, with [a link](https://example.org/{number}).\n"
        );
        files.push((format!("{year}/{date}-post-{number}.md"), text));
    }
    sources(files)
}

/// A vault: names with spaces and of other scripts, links by name, callouts, embedded pictures, tasks.
fn vault() -> Vec<SourceFile> {
    let files = [
        (
            "Home.md",
            "---\naliases: [Start]\ntags: [map]\n---\n# Home\n\nSee [[Daily/2024-05-01]], [[Żółta notatka|a note]] and [[Plan#Next steps]].\n\n![[picture.png]]\n",
        ),
        (
            "Daily/2024-05-01.md",
            "- [ ] water the plants\n- [x] call [[Bo Li]]\n\n> [!tip]- Folded hint\n> Use the other can.\n\n> [!my-own]\n> Custom.\n",
        ),
        (
            "People/Bo Li.md",
            "Tel. `123`\tRoom 4\n\n```\nname\troom\nBo\t4\n```\n",
        ),
        (
            "Żółta notatka.md",
            "Zażółć gęślą jaźń. %%remark%% ==mark==\n\nInline math $a_1 < b$ and a [[missing page]].\n",
        ),
        (
            "Projects/Plan.md",
            "# Plan\n\n1. One\n   - inner\n\n## Next steps\n\nTerm^[inline note] and #tag.\n",
        ),
    ];
    let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    sources(files.iter().map(own).collect())
}

/// Every page says something, as text, Markdown and data.
fn shows_every_page(library: &Library) {
    for id in library.ids() {
        let name = &library.topic(id).id;
        let named = library.named(name).unwrap();
        for format in [Format::Text, Format::Markdown, Format::Json] {
            let text = show(library, &named, format, 80).unwrap();
            assert!(text.lines().count() > 1, "{name}: {text}");
            for word in [
                "clinician",
                "doctor",
                "medical",
                "appointment",
                "sources.toml",
            ] {
                assert!(!text.contains(word), "{name} says {word}");
            }
        }
    }
}

fn first_hit(library: &Library, index: &Index, query: &str) -> String {
    let hits = index.search(library, query, 3).hits;
    let topic = hits.first().map(|hit| library.topic(hit.topic).id.clone());
    topic.unwrap_or_default()
}

#[test]
fn a_documentation_opens_in_its_order() {
    let files = documentation();
    let library = Library::load(&files);
    assert_eq!(library.len(), 30);
    shows_every_page(&library);
    let text = list(&library, Format::Text);
    let at = |words: &str| text.find(words).unwrap();
    assert!(at("deployment") < at("templates") && at("start 1") < at("start 2"));
    let from = library.find("documentation/start/page-6").unwrap();
    assert_eq!(library.links().from(from).len(), 1);
    let index = Index::new(&library);
    assert_eq!(
        first_hit(&library, &index, "templates 3"),
        "documentation/templates/page-3"
    );
    assert_eq!(check(&files, &library, TODAY), []);
}

#[test]
fn a_blog_of_years_opens_and_all_of_a_post_is_found() {
    let files = blog();
    let library = Library::load(&files);
    // The front page, fifteen years, and all posts but the draft.
    assert_eq!(library.len(), 1 + 15 + 749);
    shows_every_page(&library);
    let post = library.find("2010/2010-07-07-post-6").unwrap();
    assert_eq!(library.topic(post).title, "Post no. 6: it's here");
    let text = show(
        &library,
        &library.named("2010/2010-07-07-post-6").unwrap(),
        Format::Text,
        80,
    )
    .unwrap();
    for words in [
        "Opening of 6.\nSecond line. [1]",
        "[picture: Photo 6]",
        "Caption 6",
        "Talk 6",
        "~~Old~~ new, E = mc²",
        "[1] A note, with a link.",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let index = Index::new(&library);
    for query in ["caption 6", "talk 6", "photo 6", "post no. 6"] {
        assert_eq!(
            first_hit(&library, &index, query),
            "2010/2010-07-07-post-6",
            "{query}"
        );
    }
    assert_eq!(check(&files, &library, TODAY), []);
}

#[test]
fn a_vault_of_notes_opens_and_its_links_lead_by_name() {
    let files = vault();
    let library = Library::load(&files);
    shows_every_page(&library);
    let home = library.find("Home").unwrap();
    let ends: Vec<String> = library
        .document(home)
        .targets()
        .iter()
        .map(|target| match library.resolve(home, target) {
            Target::Topic(topic, _) => library.topic(topic).id.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    for wanted in ["Daily/2024-05-01", "Żółta notatka", "Projects/Plan"] {
        assert!(ends.iter().any(|end| end == wanted), "{wanted} in {ends:?}");
    }
    let text = show(
        &library,
        &library.named("Daily/2024-05-01").unwrap(),
        Format::Text,
        80,
    )
    .unwrap();
    for words in ["[x] call Bo Li", "Tip: Folded hint", "My own"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let index = Index::new(&library);
    assert_eq!(first_hit(&library, &index, "zazolc"), "Żółta notatka");
    assert_eq!(first_hit(&library, &index, "bo li"), "People/Bo Li");
    let problems = check(&files, &library, TODAY);
    let said: Vec<&str> = problems.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(said, ["Żółta notatka.md"], "{problems:?}");
}
