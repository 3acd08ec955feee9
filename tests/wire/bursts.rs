//! Bursts of keys on pages full of links and on trees of other people: to the end and many lines up, with the window
//! changing in between.

use std::sync::{Arc, LazyLock};

use calcinosis::content::SourceFile;
use calcinosis::input::Event;
use calcinosis::library::Library;
use calcinosis::wire::Capabilities;
use proptest::prelude::*;

use crate::any_tree::{any_tree, files};
use crate::cases::cases;
use crate::doubtful::{Answered, terminals};
use crate::emulator::{Emulator, Widths};
use crate::seen::shown;
use crate::session::{Pair, events};
use crate::story::capabilities;
use crate::trees::{blog, documentation, vault};

/// A documentation, a blog and a vault.
static TREES: LazyLock<[Arc<Library>; 3]> = LazyLock::new(|| {
    [documentation(), blog(), vault()].map(|files| Arc::new(Library::load(&files)))
});

const SIZES: &[(u16, u16)] = &[(80, 24), (80, 25), (40, 12), (100, 24), (120, 40)];

/// Keys that come at once, again and again.
const HELD: &[&str] = &[
    "k", "j", "<up>", "<down>", "u", "d", "b", "<space>", "{", "}", "<tab>", "n", "<bs>", "]",
];

const SINGLE: &[&str] = &[
    "G",
    "<end>",
    "g",
    "<enter>",
    "<esc>",
    "/l",
    "/moss<enter>",
    "t",
    "z",
    "+",
    "o",
    "r",
    "K",
    "<c-l>",
    "s",
    "q<esc>",
];

/// What comes before a frame is drawn.
fn any_burst() -> impl Strategy<Value = Vec<Event>> {
    let held = (prop::sample::select(HELD), 1..40_usize);
    let resize = prop::sample::select(SIZES);
    let resize = resize.prop_map(|(width, height)| vec![Event::Resize { width, height }]);
    let piece = prop_oneof![
        4 => held.prop_map(|(key, times)| events(&key.repeat(times))),
        1 => (1..30_usize).prop_map(|up| events(&format!("G{}", "k".repeat(up)))),
        3 => prop::sample::select(SINGLE).prop_map(events),
        1 => resize,
    ];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat())
}

/// A page of many lines, most of them with links of every kind. Widths that terminals disagree on have a test of their own.
fn any_library() -> impl Strategy<Value = Arc<Library>> {
    let line = prop::sample::select(vec![
        "moss [larch](one.md) and [iris](https://example.org/iris) kelp",
        "- <https://example.org/moss> 石灰 [a link that goes on for more than a line of a narrow window](one.md)",
        "## dune [fern](https://example.org/fern)",
        "kelp.[^1]",
        "| [a](https://example.org/a) | b |\n|---|---|\n| moss | https://example.org |",
        "plain words without any link at all",
    ]);
    let lines = prop::collection::vec(line, 10..60);
    lines.prop_map(|lines| {
        let long = format!("{}\n\n[^1]: [note](one.md)\n", lines.join("\n\n"));
        let other = "# One\n\nSee [moss](_index.md#dune).\n".repeat(9);
        Arc::new(Library::load(&[
            SourceFile::new("_index.md", long),
            SourceFile::new("one.md", other),
        ]))
    })
}

/// One of the three trees, or any other, which hold symbols whose width terminals disagree on.
fn any_foreign_library() -> impl Strategy<Value = Arc<Library>> {
    let any = any_tree().prop_map(|tree| Arc::new(Library::load(&files(&tree))));
    prop_oneof![1 => prop::sample::select(TREES.to_vec()), 3 => any]
}

/// A terminal, and how it counts columns.
fn any_terminal() -> impl Strategy<Value = (Capabilities, Widths)> {
    let widths = [
        Widths::Characters,
        Widths::Clusters {
            wide_ambiguous: false,
        },
        Widths::Clusters {
            wide_ambiguous: true,
        },
    ];
    let terminals = prop::sample::select(terminals().collect::<Vec<_>>());
    let pair = (terminals, prop::sample::select(widths.to_vec()));
    pair.prop_map(|(capabilities, widths)| {
        let wide_ambiguous = widths
            == Widths::Clusters {
                wide_ambiguous: true,
            };
        let capabilities = Capabilities {
            wide_ambiguous,
            ..capabilities
        };
        (capabilities, widths)
    })
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn bursts_of_keys_and_sizes_show_the_frame_drawn_from_nothing(
        library in any_library(), size in prop::sample::select(SIZES), capabilities in capabilities(),
        bursts in prop::collection::vec(any_burst(), 1..12),
    ) {
        let mut pair = Pair::new(&library, size, capabilities);
        pair.handle(&[]);
        for burst in &bursts {
            pair.handle(burst);
        }
    }

    #[test]
    fn bursts_on_trees_of_other_people_show_what_is_drawn_afresh(
        library in any_foreign_library(), size in prop::sample::select(SIZES), (capabilities, widths) in any_terminal(),
        bursts in prop::collection::vec(any_burst(), 1..12),
    ) {
        let mut reader = Answered::new(library, capabilities, size);
        let emulator = |(width, height): (u16, u16)| {
            let mut emulator = Emulator::new(width.into(), height.into(), capabilities.background_erase);
            emulator.widths = widths;
            emulator
        };
        let (mut scrolled, mut size) = (emulator(size), size);
        for burst in std::iter::once(&Vec::new()).chain(&bursts) {
            for event in burst {
                if let Event::Resize { width, height } = event {
                    size = (*width, *height);
                    scrolled.resize(size.0.into(), size.1.into());
                }
            }
            let (sent, afresh) = reader.handle(burst);
            let mut drawn = emulator(size);
            scrolled.feed(&sent);
            drawn.feed(&afresh);
            prop_assert_eq!(shown(&scrolled), shown(&drawn));
        }
    }
}
