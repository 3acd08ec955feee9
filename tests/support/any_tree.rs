//! Trees as other people write them: odd names, nested folders, every construct of Markdown and HTML, any front matter.

use std::collections::BTreeMap;

use calcinosis::content::SourceFile;
use proptest::prelude::*;

/// Paths and texts.
pub type Tree = Vec<(String, String)>;

const FOLDERS: &[&str] = &[
    "",
    "",
    "a/",
    "a/b/",
    "Deep er/",
    "Żółw/",
    "a.b/",
    "2024/",
    "posts/2024-05-06-day/",
    "-/",
    "%20/",
    "[x]/",
];

const NAMES: &[&str] = &[
    "_index",
    "index",
    "README",
    "one",
    "Two words",
    "three.fr",
    "2024-01-02-four",
    "ünï",
    "石",
    "a#b",
    "q?",
    "[[x]]",
    "_hidden",
    "UPPER",
    "a'b\"c",
    "esc\u{1b}[31m",
    "esc\u{1b}[31m",
    "new\nline",
    "bidi\u{202e}",
    "bidi\u{202e}",
];

const WORDS: &[&str] = &[
    "moss",
    "larch",
    "Iris",
    "kelp",
    "dune",
    "KELP",
    "élan",
    "e\u{301}tude",
    "石灰",
    "שלום",
    "naïve",
    "x",
    "don't",
    "well-known",
    "incomprehensibilities",
    "≤",
    "5",
    "mg",
    "µg",
    "👩\u{200d}⚕\u{fe0f}",
    "a\u{a0}b",
    "*",
    "<",
    "&",
    "|",
    "`",
    "[",
    "](",
    "#",
    "-",
    "1.",
    "\\",
    "_",
    "\u{ad}",
    "\u{200b}",
];

const TARGETS: &[&str] = &[
    "one.md",
    "@/a/one.md",
    "@/a/one.md#moss",
    "../README.md",
    "#iris",
    "https://example.org/a?b=c&d",
    "mailto:a@b.org",
    "gone.md",
    "javascript:alert(1)",
    "/abs/",
    "a b.md",
    "",
    "image.png",
    "command:finder",
];

/// HTML with its text, some of it broken; what is hidden is closed.
const HTML: &[&str] = &[
    "<div>\n<p>alder <b>birch</b>\n</div>",
    "<table><tr><th>cedar<td>elm</table>",
    "<ul><li>fir<li>hazel</ul>",
    "<details><summary>holly</summary>\n\njuniper\n\n</details>",
    "<script>hidden()</script>",
    "<style>p { top: 0 }</style>",
    "<!-- hidden -->",
    "<p>a < b and lime</p>",
    "<pre>maple\n  oak</pre>",
    "<p id=\"pine\">plum",
    "<img src=\"x\" alt=\"poplar\">",
    "</div></p>",
    "<blockquote>rowan</blockquote>",
    "<dl><dt>spruce<dd>willow</dl>",
    "<p>yew<br>ash &amp; beech &#27;[0m &lt;i&gt;</p>",
];

const INLINE_HTML: &[&str] = &[
    "<b>alder</b>",
    "<sup>2</sup>",
    "H<sub>2</sub>O",
    "<del>birch</del>",
    "<br>",
    "<kbd>Ctrl</kbd>",
    "<span>cedar",
    "</span>",
    "<a href=\"one.md\">elm</a>",
    "<!-- hidden -->",
    "<mark>fir</mark>",
    "<x-y>hazel</x-y>",
    "<foo>",
    "&amp;",
    "&#27;[31m",
    "&nbsp;",
    "&lt;",
];

fn one_of(all: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(all).prop_map(str::to_owned)
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![8 => one_of(WORDS), 1 => "\\PC{1,4}"], 1..6)
        .prop_map(|words| words.join(" "))
}

/// A run of text with marks in it.
fn running() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => words(),
        1 => words().prop_map(|it| format!("*{it}*")),
        1 => words().prop_map(|it| format!("**{it}**")),
        1 => words().prop_map(|it| format!("~~{it}~~")),
        1 => words().prop_map(|it| format!("`{it}`")),
        2 => (words(), one_of(TARGETS)).prop_map(|(text, target)| format!("[{text}](<{target}>)")),
        1 => (words(), one_of(TARGETS)).prop_map(|(text, target)| format!("![{text}](<{target}>)")),
        1 => one_of(&["[[one]]", "[[a/one|moss]]", "[[gone]]", "[[one#iris]]"]),
        1 => one_of(&["[^1]", "[^2]", "[^3]"]),
        1 => one_of(&["https://example.org", "<https://example.org/moss>", "  \n", "{{ code(a=1) }}", "\\\n"]),
        2 => one_of(INLINE_HTML),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join(" "))
}

/// A text with something before each of its lines.
fn before_each(first: &str, rest: &str, text: &str) -> String {
    let lines = text.lines().enumerate();
    let lines = lines.map(|(at, line)| format!("{}{line}\n", if at == 0 { first } else { rest }));
    lines.collect()
}

fn block() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        5 => running(),
        2 => (1..=6_usize, running()).prop_map(|(level, text)| format!("{} {}", "#".repeat(level), text.replace('\n', " "))),
        3 => (words(), one_of(&["own", "iris", "moss-1"])).prop_map(|(text, id)| format!("## {text} {{#{id}}}")),
        1 => running().prop_map(|text| format!("{}\n---", text.replace('\n', " "))),
        1 => (one_of(&["", "rust", "figure", "mermaid"]), words()).prop_map(|(tongue, text)| format!("```{tongue}\n{text}\n\tfern\n```")),
        1 => words().prop_map(|text| format!("    {text}")),
        1 => one_of(&["***", "---", "{% note() %}", "{% end %}"]),
        1 => (running(), running()).prop_map(|(head, cell)| {
            let cell = cell.replace(['\n', '|'], " ");
            let head = head.replace(['\n', '|'], " ");
            format!("| {head} | fern |\n|---|:-:|\n| {cell} | {cell} |\n| ivy |")
        }),
        2 => one_of(HTML),
        1 => ("[1-3]", running()).prop_map(|(label, text)| format!("[^{label}]: {}", before_each("", "    ", &text))),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let inner = prop::collection::vec(inner, 1..3).prop_map(|blocks| blocks.join("\n\n"));
        prop_oneof![
            inner
                .clone()
                .prop_map(|text| before_each("> ", "> ", &text)),
            inner
                .clone()
                .prop_map(|text| before_each("> [!NOTE]\n> ", "> ", &text)),
            inner
                .clone()
                .prop_map(|text| before_each("- ", "  ", &text)),
            inner
                .clone()
                .prop_map(|text| before_each("- [x] ", "  ", &text)),
            inner.prop_map(|text| before_each("3. ", "   ", &text)),
        ]
    })
}

/// The body of a page.
pub fn any_body() -> impl Strategy<Value = String> {
    prop::collection::vec(block(), 0..9).prop_map(|blocks| blocks.join("\n\n") + "\n")
}

fn front_matter() -> impl Strategy<Value = String> {
    let quoted = |text: String| format!("{text:?}");
    prop_oneof![
        4 => Just(String::new()),
        3 => (words().prop_map(quoted), 0..5).prop_map(|(title, weight)| {
            let title = title.replace("\\u{", "\\\\u{");
            format!("+++\ntitle = {title}\nweight = {weight}\n[extra]\nkeys = [\"moss\", {title}]\n+++\n")
        }),
        2 => words().prop_map(|title| format!("---\ntitle: {title}\ntags: [a, b]\n---\n")),
        1 => words().prop_map(|title| format!("---\ntitle: >-\n  {title}\ndate: 2024-01-02\ndraft: false\n---\n")),
        1 => (1..9).prop_map(|weight| format!("{{\"title\": \"Moss\", \"weight\": {weight}}}\n")),
        1 => one_of(&["+++\ntitle = \n+++\n", "---\n: [\n---\n", "+++\n", "\u{feff}---\ntitle: Moss\n---\n", "---\r\ntitle: Moss\r\n---\r\n"]),
    ]
}

/// A file of Markdown, whole.
pub fn any_page() -> impl Strategy<Value = String> {
    (front_matter(), any_body()).prop_map(|(matter, body)| matter + &body)
}

/// A folder of pages, each path once.
pub fn any_tree() -> impl Strategy<Value = Tree> {
    let path =
        (one_of(FOLDERS), one_of(NAMES)).prop_map(|(folder, name)| format!("{folder}{name}.md"));
    let pages = prop::collection::vec((path, any_page()), 1..6);
    pages.prop_map(|pages| {
        pages
            .into_iter()
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect()
    })
}

pub fn files(tree: &Tree) -> Vec<SourceFile> {
    let file = |(path, text): &(String, String)| SourceFile::new(path.clone(), text.clone());
    tree.iter().map(file).collect()
}
