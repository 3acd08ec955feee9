//! What stands in a page beside plain words: raised, struck and folded text, HTML, notes, alerts, tabs, other scripts.
//! It is shown as what it means, and all that is shown is found.

use calcinosis::content::SourceFile;
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::Library;
use calcinosis::library::check::check;
use calcinosis::plain::{Format, show};
use calcinosis::search::Index;
use calcinosis::search::find::matches;

use crate::TODAY;

fn library(text: &str) -> Library {
    Library::load(&[
        SourceFile::new("a.md", text.to_owned()),
        SourceFile::new("b.md", "Nothing of this.\n"),
    ])
}

fn shown(text: &str, format: Format) -> String {
    let library = library(text);
    show(&library, &library.named("a").unwrap(), format, 80).unwrap()
}

/// The lines of the page on a screen.
fn lines(text: &str, symbols: Symbols) -> Vec<String> {
    let library = library(text);
    let page = library.page(library.find("a").unwrap());
    let options = Options {
        width: 60,
        measure: 60,
        symbols,
        drawings: Drawings::Drawn,
    };
    let layout = Layout::new(&page.document, &options);
    layout
        .lines
        .iter()
        .map(|line| line.text().to_owned())
        .collect()
}

/// Whether the finder finds the page, and `/` a place in it.
fn found(text: &str, query: &str) -> (bool, usize) {
    let library = library(text);
    let index = Index::of(&library);
    let hits = index.search(&library, query, 5).hits;
    let topic = library.find("a").unwrap();
    let is_found = hits.first().is_some_and(|hit| hit.topic == topic);
    (
        is_found,
        matches(&lines(text, Symbols::Unicode), query).len(),
    )
}

#[test]
fn raised_and_lowered_text_is_shown_and_found_both_ways() {
    let text = "Platelets 250 × 10<sup>9</sup>/L, 10<sup>-3</sup>, 4 cm<sup>2</sup>, H<sub>2</sub>O, K<sub>Q</sub>.\n";
    assert!(shown(text, Format::Text).contains("250 × 10⁹/L, 10⁻³, 4 cm², H₂O, K_Q."));
    let ascii = lines(text, Symbols::AsciiOnly).join(" ");
    assert!(
        ascii.contains("250 x 10^9/L, 10^-3, 4 cm^2, H_2O, K_Q."),
        "{ascii}"
    );
    for query in ["h2o", "H₂O", "h_2o", "10^9", "10⁹", "cm2", "cm²"] {
        assert_eq!(found(text, query), (true, 1), "{query}");
    }
}

#[test]
fn struck_text_keeps_its_marks_where_no_line_is_drawn_through_it() {
    let text =
        "## Not ~~500~~ 50\n\nGive ~~500~~ 50 mg. <del>Never</del> <s>at noon</s> with food.\n";
    let said = "Give ~~500~~ 50 mg. ~~Never~~ ~~at noon~~ with food.";
    assert!(shown(text, Format::Text).contains(said));
    assert!(shown(text, Format::Json).contains(said));
    for symbols in [Symbols::Ascii, Symbols::AsciiOnly] {
        assert!(lines(text, symbols).contains(&said.to_owned()));
    }
    assert!(lines(text, Symbols::Unicode).contains(&said.replace("~~", "")));
    // A style has no place in a list of headings.
    let library = library(text);
    let titles: Vec<String> = library
        .document(library.find("a").unwrap())
        .headings()
        .map(|it| it.2)
        .collect();
    assert_eq!(titles, ["Not ~~500~~ 50"]);
    assert_eq!(found(text, "never"), (true, 1));
}

#[test]
fn html_is_shown_as_what_it_means_and_found() {
    let text = "<div>\nFound at p < 0.05 in 12 of 20 people.\nSecond line.\n</div>\n\n\
        <table><tr><th>Drug<th>Dose<tr><td rowspan=2>Zinc<td>5&nbsp;mg<tr><td>7 mg</table>\n\n\
        <details><summary>More about it</summary>\n\n*Folded* words\n\n</details>\n\n\
        <dl><dt>Term<dd>Meaning</dl>\n\nPress <kbd>F9</kbd>. <img src=x.png alt=\"A cat\"> <!-- secret -->\n\n\
        <script>\nhidden()\n</script>\n";
    let said = shown(text, Format::Text);
    for line in [
        "Found at p < 0.05 in 12 of 20 people. Second line.",
        "More about it",
        "Folded words",
        "Press F9. [picture: A cat]",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert!(!said.contains("hidden") && !said.contains("secret"));
    for query in ["second line", "zinc", "folded", "meaning", "F9", "cat"] {
        assert!(found(text, query).0 && found(text, query).1 > 0, "{query}");
    }
    assert_eq!(found(text, "hidden"), (false, 0));
}

#[test]
fn a_picture_without_words_is_told_by_its_name_and_never_as_its_data() {
    let text = "![](a/b.png) ![](data:image/png;base64,AAAA)<img src=\"data:image/gif;base64,BBBB\"> ![](c.png \"x\")\n";
    assert!(
        shown(text, Format::Text)
            .contains("[picture: a/b.png] [picture][picture] [picture: c.png]")
    );
}

#[test]
fn what_no_browser_knows_is_text() {
    let text = "A `Vec` is Vec<Strudel> here.\n";
    assert!(shown(text, Format::Text).contains("Vec<Strudel>"));
    assert_eq!(found(text, "strudel"), (true, 1));
    assert!(found("See {{ gadget(id=1) }}.\n", "gadget").0);
}

#[test]
fn footnotes_hold_paragraphs_lists_and_code() {
    let text = "Text.[^N] And.[^source-1]\n\n[^n]: The note.\n\n    Its second paragraph.\n\n    - one\n    - two\n\n    ```\n    code()\n    ```\n\nAfter.\n";
    let said = shown(text, Format::Text);
    let at = |words: &str| {
        said.find(words)
            .unwrap_or_else(|| panic!("{words} in {said}"))
    };
    assert!(at("After.") < at("The note."));
    assert!(at("The note.") < at("Its second paragraph."));
    assert!(at("Its second paragraph.") < at("• one") && at("• two") < at("code()"));
    assert!(
        said.contains("And. [1]") && said.contains("source-1 (not in sources.toml)"),
        "{said}"
    );
    assert_eq!(found(text, "second paragraph"), (true, 1));
    let data: serde_json::Value = serde_json::from_str(&shown(text, Format::Json)).unwrap();
    let note = data["footnotes"][0]["text"].as_str().unwrap();
    assert!(note.contains("Its second paragraph.") && note.contains("code()"));
}

#[test]
fn a_citation_needs_no_definition_wherever_it_stands() {
    for text in [
        "    code\n\nText.[^a]\n",
        "- x[^a]\n\n> y[^a]\n",
        "| a |\n|---|\n| x[^a] |\n",
        "x[^a]\n\n```\nnever closed\n",
    ] {
        let library = library(text);
        let topic = library.find("a").unwrap();
        assert_eq!(library.cited_in_text(topic), ["a"], "{text}");
        assert!(library.document(topic).footnotes.is_empty());
        let first = library
            .document(topic)
            .blocks
            .first()
            .map(|it| it.range.start);
        assert_eq!(
            first,
            Some(text.find(|it: char| it != ' ').unwrap()).map(|it| if text.starts_with(' ') {
                it
            } else {
                0
            })
        );
    }
    assert!(shown("`[^a]` and \\[^b].\n", Format::Text).contains("[^a] and [^b]."));
}

#[test]
fn an_alert_is_a_block_with_its_label() {
    let text = "> [!CAUTION]\n> Do not open the lump.\n\n> [!note]- Mind *this*\n> It may come back.\n>\n> Or not.\n\n> [!TIP]\n>\n> - item\n\n> [not] an alert\n";
    let said = shown(text, Format::Text);
    for lines in [
        "│ Caution\n│ Do not open the lump.",
        "│ Note: Mind this\n│ It may come back.\n│ \n│ Or not.",
        "│ Tip\n│ \n│ • item",
        "│ [not] an alert",
    ] {
        let plain: Vec<&str> = said.lines().map(str::trim_end).collect();
        let wanted: Vec<&str> = lines.lines().map(str::trim_end).collect();
        let found = plain.windows(wanted.len()).any(|it| it == wanted);
        assert!(found, "{lines} in {said}");
    }
    assert_eq!(found(text, "caution"), (true, 1));
}

#[test]
fn tabs_go_to_stops_on_a_screen_and_stay_tabs_elsewhere() {
    let text = "```\na\tb\nabc\td\n石\te\n\tf\n```\n";
    let screen = lines(text, Symbols::Unicode);
    for line in ["    a   b", "    abc d", "    石  e", "        f"] {
        assert!(screen.contains(&line.to_owned()), "{line} in {screen:?}");
    }
    assert!(!shown(text, Format::Text).contains('\t'));
    assert!(shown(text, Format::Markdown).contains("abc\td"));
    assert!(shown(text, Format::Json).contains("abc\\td"));
}

#[test]
fn letters_of_any_script_reach_every_terminal_that_is_one_of_utf_8() {
    let text = "+++\ntitle = \"Кальциноз\"\n+++\nОтложения “в” коже. Ασβέστιο. 石灰。 Żółć, straße, smørrebrød ≤ 5.[^é]\n\n[^é]: Note.\n";
    let said = lines(text, Symbols::Ascii).join(" ");
    assert!(said.contains("Кальциноз"));
    assert!(
        said.contains("Отложения \"в\" коже. Ασβέστιο. 石灰"),
        "{said}"
    );
    assert!(said.contains("Żółć, straße, smørrebrød <= 5."), "{said}");
    assert!(
        lines(text, Symbols::AsciiOnly)
            .iter()
            .all(|line| line.is_ascii())
    );
    for query in ["zolc", "strasse", "smorrebrod", "кальциноз", "石灰"] {
        assert!(found(text, query).0, "{query}");
    }
    for query in ["zolc", "strasse", "smorrebrod"] {
        assert_eq!(found(text, query).1, 1, "{query}");
    }
    let typed_by_a_phone = "The baby’s X\u{2011}ray; a low\u{2011}dose æther.\n";
    for query in [
        "baby's",
        "baby’s",
        "x-ray",
        "X\u{2011}ray",
        "low-dose",
        "aether",
    ] {
        assert_eq!(found(typed_by_a_phone, query), (true, 1), "{query}");
    }
    let unseen = "Hy\u{ad}phen\u{ad}ation, a zero\u{200b}width, ὈΔΥΣΣΕΎΣ, 5 µg, 2\u{2013}3.\n";
    for query in [
        "hyphenation",
        "hyphen\u{ad}ation",
        "zerowidth",
        "οδυσσεύς",
        "οδυσσευς",
        "ug",
        "µg",
        "2-3",
    ] {
        assert_eq!(found(unseen, query), (true, 1), "{query}");
    }
}

#[test]
fn links_in_html_are_checked_as_all_are() {
    let text = "One.\n\n<p>\n<a href=\"gone.md\">a</a> <a href=\"b.md#no\">b</a>\n</p>\n\nTwo <a href=#none>c</a>.\n";
    let files = [
        SourceFile::new("a.md", text.to_owned()),
        SourceFile::new("b.md", "Nothing of this.\n"),
    ];
    let problems = check(&files, &Library::load(&files), TODAY);
    let said: Vec<(usize, &str)> = problems
        .iter()
        .map(|it| (it.line, it.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (4, "`gone.md` leads to no topic"),
            (4, "b.md has no heading `#no`"),
            (7, "a.md has no heading `#none`"),
        ]
    );
}

#[test]
fn raised_text_makes_the_slugs_and_titles_that_its_letters_make() {
    let library =
        library("<h1 align=center>CO<sub>2</sub> and <em>x</em></h1>\n\n## 10<sup>9</sup> cells\n");
    let topic = library.find("a").unwrap();
    assert_eq!(library.topic(topic).title, "CO₂ and x");
    let slugs: Vec<String> = library
        .document(topic)
        .headings()
        .map(|it| it.1.to_owned())
        .collect();
    assert_eq!(slugs, ["co2-and-x", "109-cells"]);
}
