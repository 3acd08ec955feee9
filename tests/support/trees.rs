//! Three trees as other people keep them: the documentation of a site generator, a blog of years, a vault of notes.

use std::fmt::Write as _;

use calcinosis::content::SourceFile;

fn sources(files: Vec<(String, String)>) -> Vec<SourceFile> {
    let file = |(path, text): (String, String)| SourceFile::new(path, text);
    files.into_iter().map(file).collect()
}

/// A documentation: sections by weight, links with `@/`, shortcodes, tables, notes, code.
pub fn documentation() -> Vec<SourceFile> {
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
pub fn blog() -> Vec<SourceFile> {
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
pub fn vault() -> Vec<SourceFile> {
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
