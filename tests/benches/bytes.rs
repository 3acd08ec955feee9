//! Bytes a key costs: the encoder, with and without side margins, beside a plain difference of cells.

#![expect(clippy::print_stdout, reason = "the table is what this is for")]
#![expect(clippy::indexing_slicing, reason = "a bench may fail by panicking")]

use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;

use calcinosis::config::Settings;
use calcinosis::content::embedded;
use calcinosis::input::{Event, Key, KeyCode};
use calcinosis::library::Library;
use calcinosis::session::{Keep, Scratch, Session};
use calcinosis::wire::{Capabilities, Encoder, Frame, Scroll};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];
const TREE: u16 = 30;
/// Keys are pressed this often; the middle of the costs is printed.
const PRESSES: usize = 9;

const MARGINS: Capabilities = Capabilities {
    left_right_margins: true,
    ..Capabilities::XTERM
};

fn main() {
    println!("Synthetic text, bytes a frame (median)\n");
    println!(
        "{:24} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "", "size", "cells", "encoder", "margins", "text"
    );
    for (name, tree, lines) in [
        ("line, beside a tree", TREE, 1),
        ("line, full width", 0, 1),
        ("page, beside a tree", TREE, 0),
        ("page, full width", 0, 0),
    ] {
        for size in SIZES {
            synthetic(name, size, tree, lines);
        }
    }
    println!("\nThe reader itself, bytes a key (median)\n");
    println!(
        "{:24} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "", "size", "cells", "encoder", "margins", "µs"
    );
    for (name, before, key) in SCRIPTS {
        for size in SIZES {
            reader(name, size, before, *key);
        }
    }
}

/// What is measured in the reader: a name, the keys before, and the key pressed again and again.
const SCRIPTS: &[(&str, &[Key], Option<Key>)] = &[
    ("first screen", &[], None),
    ("line", &[Key::char('j'), ENTER], Some(Key::char('j'))),
    ("page", &[Key::char('j'), ENTER], Some(Key::char(' '))),
    (
        "line, tree hidden",
        &[Key::char('j'), ENTER, Key::char('t')],
        Some(Key::char('j')),
    ),
    ("row of the tree", &[], Some(Key::char('j'))),
    (
        "letter in the finder",
        &[Key::char('s')],
        Some(Key::char('c')),
    ),
];

const ENTER: Key = Key::plain(KeyCode::Enter);

fn synthetic(name: &str, size: (u16, u16), tree: u16, lines: u16) {
    let step = if lines == 0 { size.1 - 3 } else { lines };
    let frames: Vec<Frame> = (0..PRESSES)
        .map(|press| text_screen(size, tree, press * usize::from(step), step))
        .collect();
    let text = frames
        .windows(2)
        .map(|pair| new_text(&pair[1], tree, step))
        .collect();
    let cells = frames
        .windows(2)
        .map(|pair| plain_difference(&pair[0], &pair[1]).len())
        .collect();
    let [plain, margins] =
        [Capabilities::XTERM, MARGINS].map(|capabilities| median(encoded(&frames, capabilities)));
    row(name, size, [median(cells), plain, margins, median(text)]);
}

fn encoded(frames: &[Frame], capabilities: Capabilities) -> Vec<usize> {
    let mut encoder = Encoder::new(capabilities);
    let mut before: Option<Frame> = None;
    let mut costs = Vec::new();
    for frame in frames {
        let mut out = Vec::new();
        encoder.encode(before.as_mut(), frame, &mut out);
        costs.push(out.len());
        before = Some(frame.clone());
    }
    // The first draws everything, the second sets the margins.
    costs.split_off(2)
}

fn reader(name: &str, size: (u16, u16), before: &[Key], key: Option<Key>) {
    let library = Arc::new(Library::load(&embedded()));
    let mut cells = Vec::new();
    let mut costs = [Capabilities::XTERM, MARGINS].map(|capabilities| {
        let mut session = Session::new(
            Arc::clone(&library),
            Settings::default(),
            size,
            capabilities,
        );
        session.handle(&before.iter().copied().map(Event::Key).collect::<Vec<_>>());
        let mut out = Vec::new();
        session.draw(Keep::Frame, &mut Scratch::default(), &mut out);
        let mut costs = vec![out.len()];
        cells = vec![plain_difference(&Frame::new(size.0, size.1), &screen(&session)).len()];
        for _ in 0..key.map_or(0, |_| PRESSES) {
            let old = screen(&session);
            session.handle(&key.map(Event::Key).into_iter().collect::<Vec<_>>());
            let mut out = Vec::new();
            session.draw(Keep::Frame, &mut Scratch::default(), &mut out);
            costs.push(out.len());
            cells.push(plain_difference(&old, &screen(&session)).len());
        }
        costs
    });
    let skipped = if key.is_some() { 2 } else { 0 };
    let each = microseconds(library, size, before, key);
    let [plain, margins] = &mut costs;
    let costs = [
        cells.split_off(skipped),
        plain.split_off(skipped),
        margins.split_off(skipped),
    ]
    .map(median);
    row(name, size, [costs[0], costs[1], costs[2], each]);
}

/// How long a key takes from its event to its bytes.
fn microseconds(
    library: Arc<Library>,
    size: (u16, u16),
    before: &[Key],
    key: Option<Key>,
) -> usize {
    let mut session = Session::new(library, Settings::default(), size, MARGINS);
    session.handle(&before.iter().copied().map(Event::Key).collect::<Vec<_>>());
    let mut out = Vec::new();
    session.draw(Keep::Frame, &mut Scratch::default(), &mut out);
    let start = Instant::now();
    for _ in 0..PRESSES {
        session.handle(&key.map(Event::Key).into_iter().collect::<Vec<_>>());
        session.draw(Keep::Frame, &mut Scratch::default(), &mut out);
    }
    let each = start.elapsed().as_micros() / u128::try_from(PRESSES).unwrap_or(1);
    usize::try_from(each).unwrap_or_default()
}

fn screen(session: &Session) -> Frame {
    Frame {
        cells: session.screen().0,
        ..Frame::default()
    }
}

fn row(name: &str, (width, height): (u16, u16), costs: [usize; 4]) {
    let [one, two, three, four] = costs;
    println!(
        "{name:24} {:>8} {one:>8} {two:>8} {three:>8} {four:>8}",
        format!("{width}x{height}")
    );
}

fn median(mut costs: Vec<usize>) -> usize {
    costs.sort_unstable();
    costs.get(costs.len() / 2).copied().unwrap_or_default()
}

/// A header, a tree, text from a line on, a status line and a line of hints.
fn text_screen((width, height): (u16, u16), tree: u16, top: usize, step: u16) -> Frame {
    let mut frame = Frame::new(width, height);
    let reader = Rect::new(tree, 1, width - tree, height - 3);
    frame.cells.set_string(
        1,
        0,
        "Types › Dystrophic calcification",
        Style::new().add_modifier(Modifier::BOLD),
    );
    for row in 0..reader.height {
        let y = reader.y + row;
        if tree > 0 {
            frame
                .cells
                .set_string(1, y, format!("  topic number {row}"), Style::new());
            frame
                .cells
                .set_string(tree - 2, y, "│", Style::new().fg(Color::DarkGray));
        }
        let line = line(top + usize::from(row), usize::from(reader.width));
        frame.cells.set_string(reader.x, y, line, Style::new());
    }
    frame.cells.set_string(
        1,
        height - 1,
        "s search   / find   o outline   ? keys",
        Style::new(),
    );
    frame.scroll = Some(Scroll {
        area: reader,
        lines: step.cast_signed(),
    });
    frame
}

const WORDS: [&str; 16] = [
    "calcium", "settles", "in", "damaged", "tissue", "while", "blood", "levels", "stay", "normal",
    "the", "most", "common", "type", "of", "deposit",
];

/// A line of prose that is as long as prose is, and never the same as another.
fn line(number: usize, width: usize) -> String {
    let mut line = String::new();
    let (mut seed, end) = (number * 7919 + 17, width.min(72) - number % 9);
    while line.len() + 10 < end && number % 7 != 6 {
        seed = seed * 31 % 65_521;
        let _ = write!(line, "{} ", WORDS[seed % WORDS.len()]);
    }
    line
}

/// The least that any way must send: the letters of the lines that came in.
fn new_text(frame: &Frame, tree: u16, step: u16) -> usize {
    let height = frame.cells.area.height;
    let rows = height.saturating_sub(2 + step).max(1)..height - 2;
    rows.map(|y| {
        let text: String = (tree..frame.cells.area.width)
            .map(|x| frame.cells[(x, y)].symbol())
            .collect();
        text.trim_end().len()
    })
    .sum()
}

/// Cell by cell: a jump where cells are not neighbours, colours and modifiers where they change.
fn plain_difference(old: &Frame, new: &Frame) -> String {
    let mut out = String::new();
    let mut last: Option<(u16, u16)> = None;
    let mut style = (Color::Reset, Color::Reset, Modifier::empty());
    for (x, y, cell) in old.cells.diff(&new.cells) {
        if last != x.checked_sub(1).map(|before| (before, y)) {
            let _ = write!(out, "\x1b[{};{}H", y + 1, x + 1);
        }
        last = Some((x, y));
        if (cell.fg, cell.bg, cell.modifier) != style {
            style = (cell.fg, cell.bg, cell.modifier);
            let _ = write!(out, "\x1b[0m\x1b[39;49m");
        }
        out.push_str(cell.symbol());
    }
    out + "\x1b[39m\x1b[49m\x1b[0m"
}
