//! HTML in short, and what it means.

use calcinosis::content::markdown::parse;
use calcinosis::content::{Block, BlockKind, Inline, InlineKind, Item};

/// Blocks in short: a letter and brackets for each, running text with the marks of Markdown.
fn told(text: &str) -> String {
    parse(text, 0)
        .blocks
        .iter()
        .map(block)
        .collect::<Vec<_>>()
        .join(" ")
}

fn blocks(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(block: &Block) -> String {
    let cells = |row: &Vec<Vec<Inline>>| {
        row.iter()
            .map(|it| inlines(it))
            .collect::<Vec<_>>()
            .join(",")
    };
    match &block.kind {
        BlockKind::Paragraph(text) => format!("p[{}]", inlines(text)),
        BlockKind::Heading {
            level,
            slug,
            inlines: text,
        } => format!("h{level}#{slug}[{}]", inlines(text)),
        BlockKind::List { start, items } => {
            let item = |item: &Item| format!("({})", blocks(&item.blocks));
            let items: String = items.iter().map(item).collect();
            start.map_or_else(|| format!("u{items}"), |start| format!("o{start}{items}"))
        }
        BlockKind::Quote(inner) => format!("q[{}]", blocks(inner)),
        BlockKind::Code { language, text } => format!("c{language}[{text}]"),
        BlockKind::Table { head, rows } => {
            let rows: Vec<String> = rows.iter().map(cells).collect();
            format!("t[{}|{}]", cells(head), rows.join(";"))
        }
        BlockKind::Rule => "rule".to_owned(),
        other => format!("{other:?}"),
    }
}

fn inlines(all: &[Inline]) -> String {
    all.iter()
        .map(|inline| match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Code(text) => format!("`{text}`"),
            InlineKind::Emphasis(inner) => format!("*{}*", inlines(inner)),
            InlineKind::Strong(inner) => format!("**{}**", inlines(inner)),
            InlineKind::Strikethrough(inner) => format!("~~{}~~", inlines(inner)),
            InlineKind::Link {
                target,
                inlines: inner,
            } => format!("<{target} {}>", inlines(inner)),
            InlineKind::Image {
                target,
                inlines: inner,
            } => format!("!<{target} {}>", inlines(inner)),
            InlineKind::Passage(text) => format!("{{{text}}}"),
            InlineKind::SoftBreak => " ".to_owned(),
            InlineKind::HardBreak => "/".to_owned(),
            InlineKind::Citation { id, .. } => format!("[^{id}]"),
            InlineKind::Outcome { .. } => String::new(),
        })
        .collect()
}

#[test]
fn blocks_are_what_their_elements_mean() {
    for (html, meaning) in [
        (
            "<div>\nFound at p < 0.05 in 12\n of 20.\nSecond line.\n</div>\n\nAfter.",
            "p[Found at p < 0.05 in 12 of 20. Second line.] p[After.]",
        ),
        ("<p>a<p>b <b>c</b>\n d</p>", "p[a] p[b **c** d]"),
        (
            "<ul><li>a<li>b<ol start=3><li>c</ol></ul>",
            "u(p[a])(p[b] o3(p[c]))",
        ),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "u(p[a] u(p[b]))"),
        (
            "<dl><dt>A<dd>x<dt>B</dt><dd><p>y</p><p>z</p></dd></dl>",
            "u(p[**A**/x])(p[**B**] p[y] p[z])",
        ),
        ("<blockquote>a<p>b</blockquote>c", "q[p[a] p[b]] p[c]"),
        ("<h2 id=x>A <em>b</em></h2>c", "h2#x[A *b*] p[c]"),
        ("<h3>A</h4>b", "h3#a[A] p[b]"),
        (
            "<pre><code class=\"language-rs\">a\n  b &lt; c</code></pre>d",
            "c[a\n  b < c] p[d]",
        ),
        (
            "<pre>a<br>b Vec<T> &lt;end\n</pre>",
            "c[a\nb Vec<T> <end\n]",
        ),
        ("a<hr>b", "p[a] rule p[b]"),
        (
            "<details><summary>More</summary>\n\n*md*\n\n</details>",
            "p[**More**] p[*md*]",
        ),
        (
            "<p align=center><a href=x><img src=y alt=\"A &amp; B\"></a></p>",
            "p[<x !<y A & B>>]",
        ),
        ("<b><p>a</p><p>b</p></b>", "p[**a**] p[**b**]"),
        ("<b>a <i>b</b> c</i> d\n", "p[**a *b**** c* d]"),
        (
            "<style>\np { x }\n\n</style>\n<script>\nif (a < b) {}\n</script>\n\na",
            "p[a]",
        ),
    ] {
        assert_eq!(told(html), meaning, "{html}");
    }
}

#[test]
fn markdown_and_other_text_among_elements_keep_their_place() {
    for (html, meaning) in [
        ("<!-- a\n\nb --> c\n\nd", "p[c] p[d]"),
        (
            "<div>&copy 2020 &eacute;&nbsp;&#8594; AT&T</div>",
            "p[© 2020 é\u{a0}→ AT&T]",
        ),
        (
            "<ul>\n<li>\n\n**md**\n\n- x\n\n</li>\n</ul>\n\nz",
            "u(p[**md**] u(p[x])) p[z]",
        ),
        ("<ul><li>never closed\n\nnext", "u(p[never closed]) p[next]"),
        ("> <div>in\n> two</div>\n\nout", "q[p[in two]] p[out]"),
        ("<div><br>a<br><br>b<br></div>", "p[a/b]"),
        ("<iframe src=v title=Film></iframe>", "p[<v Film>]"),
    ] {
        assert_eq!(told(html), meaning, "{html}");
    }
}

#[test]
fn tables_have_heads_and_cells_that_reach_further() {
    for (html, meaning) in [
        (
            "<table><tr><th>A<th>B<tr><td>1<td>2</table>x",
            "t[A,B|1,2] p[x]",
        ),
        (
            "<table><caption>Top</caption><thead><tr><td>a</td></tr></thead></table>",
            "p[**Top**] t[|a]",
        ),
        (
            "<table><tr><td colspan=2>a<td>b<tr><th>c<td>d<td>e</table>",
            "t[|a,,b;**c**,d,e]",
        ),
        (
            "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>",
            "t[|a,b;a,c;d,e]",
        ),
        (
            "<table><tr><td><p>a</p><ul><li>b<li>c</ul>d</td></tr></table>",
            "t[|a/• b/• c/d]",
        ),
        (
            "<table><tr><td><table><tr><td>a<td>b</table>c<td>d</table>",
            "t[|a b/c,d]",
        ),
        ("<table>lost<tr><td>a</table>", "t[|lost;a]"),
        (
            "<table>\n<tr>\n<td>\n\n**md**\n\nb\n\n</td>\n</tr>\n</table>",
            "t[|**md**/b]",
        ),
        (
            "| a | b |\n|---|---|\n| 1<br>2 | x<sub>2</sub> <ul><li>p</li><li>q</li></ul> |",
            "t[a,b|1/2,x₂ /• p/• q]",
        ),
    ] {
        assert_eq!(told(html), meaning, "{html}");
    }
}

#[test]
fn tags_in_running_text_keep_their_meaning() {
    for (html, meaning) in [
        (
            "<del>Never</del> <s>a</s> <strike>b</strike>",
            "p[~~Never~~ ~~a~~ ~~b~~]",
        ),
        (
            "Press <kbd>Ctrl</kbd>+<kbd>C</kbd>, <code>a <b>b</b></code>",
            "p[Press `Ctrl`+`C`, `a `**`b`**]",
        ),
        ("a <script>bad()</script> b <!-- c --> d", "p[a  b  d]"),
        ("a <script>b\n\nc", "p[a ] p[c]"),
        ("*a <sub>2 b* c</sub>", "p[*a _(2 b)* _c]"),
        ("a <b>b\n\nc", "p[a **b**] p[c]"),
        ("a <ul><li>b</li></ul> c", "p[a ] u(p[b]) p[c]"),
        (
            "Vec<String> and <your-name> <T>",
            "p[Vec{<String>} and  {<T>}]",
        ),
        (
            "<q>a</q> <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
            "p[“a” 漢(kan)]",
        ),
        ("a<br>\nb<br/>c", "p[a/b/c]"),
        ("# A <small>b</small><br>c", "h1#a-b-c[A b/c]"),
        (
            "- [x] <b>a</b>\n- b<p>c</p>d",
            "u(p[**a**])(p[b] p[c] p[d])",
        ),
        ("<a name=here></a>Text <a href=x></a>", "p[Text <x >]"),
        (
            "![pic](x.png) <img src=y> <img src=z alt=\"\">",
            "p[!<x.png pic> !<y > ]",
        ),
        ("<input type=checkbox checked> done", "p[[x] done]"),
    ] {
        assert_eq!(told(html), meaning, "{html}");
    }
}

#[test]
fn places_are_those_of_the_file() {
    let text = "Intro.\n\n> <div>one &amp; two\n> three <b>four</b></div>\n";
    let mut places = Vec::new();
    parse(text, 0).each_inline(&mut |inline| {
        if let InlineKind::Text(words) = &inline.kind {
            places.push((words.clone(), text.find(words.split(' ').next().unwrap())));
            assert_eq!(
                places.last().unwrap().1,
                Some(inline.range.start),
                "{words}"
            );
        }
    });
    assert_eq!(places.len(), 4);
}

#[test]
fn places_end_where_the_words_end() {
    let line = "one &amp; two &lt;three&gt; é";
    let text = format!("> <div>{line}\n>   &nbsp;four\n> <b>five</b>\n> </div>\n");
    let mut written = Vec::new();
    parse(&text, 0).each_inline(&mut |inline| {
        if matches!(inline.kind, InlineKind::Text(_)) {
            written.push(text.get(inline.range.clone()).unwrap());
        }
    });
    assert_eq!(written, [line, "&nbsp;four", "five"]);
}

/// A table that lies too deep is told as text, wherever the nesting ends.
#[test]
fn tables_end_at_any_depth() {
    for depth in (20..30).chain(120..135) {
        for table in [
            "<table><tr><td>x",
            "<table><caption>c</caption><tr><td>x",
            "<ul><li>x",
        ] {
            let text = format!("{}{table}", "<blockquote>".repeat(depth));
            assert!(
                format!("{:?}", parse(&text, 0)).contains('x'),
                "{depth} {table}"
            );
        }
    }
}

#[test]
fn no_html_is_too_deep_or_too_long() {
    for tag in [
        "<b>",
        "<ul>",
        "<div>",
        "<table><tr><td>",
        "<blockquote>",
        "<ul><li>",
        "<sup>",
        "<p>",
        "</p>",
        "<td rowspan=9999 colspan=9999>x",
        "<script>",
        "<h1>",
        "<dl><dd>",
    ] {
        for between in ["", "a", "\n\n", " *b ", "\n\n- c\n\n"] {
            let text = format!("{tag}{between}").repeat(1_000);
            assert!(parse(&text, 0).blocks.len() < 10_000);
        }
    }
}
