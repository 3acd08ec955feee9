//! Frames through the encoder into two emulators: whatever happened before, the screen is right.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking"
)]

mod emulator;

use std::num::NonZero;
use std::sync::Arc;

use calcinosis::app::Settings;
use calcinosis::content::embedded;
use calcinosis::input::{Event, Report, parse_keys};
use calcinosis::library::Library;
use calcinosis::session::Session;
use calcinosis::wire::{Capabilities, ColourDepth, Encoder, Frame, KeptRow, LinkSpan, Scroll};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use ratatui::buffer::CellWidth;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use emulator::{Cell, Emulator, Look};

const SYMBOLS: &[&str] = &["a", "b", "-", "─", "é", "e\u{301}", "石", "灰", "🦴"];
const COLOURS: &[Color] = &[
    Color::Reset,
    Color::Red,
    Color::White,
    Color::Indexed(200),
    Color::Rgb(1, 2, 3),
];
const MODIFIERS: &[Modifier] = &[
    Modifier::BOLD,
    Modifier::DIM,
    Modifier::UNDERLINED,
    Modifier::REVERSED,
    Modifier::ITALIC,
];
const ADDRESSES: &[&str] = &["https://example.org/a", "https://example.org/b"];

/// A stroke on the screen: a symbol some times over, in a style.
#[derive(Clone, Debug)]
struct Stroke {
    at: (u16, u16),
    symbol: Option<&'static str>,
    times: u16,
    style: Style,
}

/// What makes a frame from the one before.
#[derive(Clone, Debug)]
struct Change {
    is_afresh: bool,
    /// Whether it is drawn over the one before where that can be.
    is_drawn_over: bool,
    moved: Option<Scroll>,
    hint: Option<Scroll>,
    strokes: Vec<Stroke>,
    links: Vec<LinkSpan>,
    cursor: Option<Position>,
}

fn style() -> impl Strategy<Value = Style> {
    let colour = || prop_oneof![3 => Just(Color::Reset), 2 => prop::sample::select(COLOURS)];
    let modifiers = prop_oneof![3 => Just(vec![]), 2 => prop::sample::subsequence(MODIFIERS, 0..3)];
    (colour(), colour(), modifiers).prop_map(|(foreground, background, modifiers)| {
        let modifiers = modifiers
            .into_iter()
            .fold(Modifier::empty(), Modifier::union);
        Style::new()
            .fg(foreground)
            .bg(background)
            .add_modifier(modifiers)
    })
}

fn stroke(width: u16, height: u16) -> impl Strategy<Value = Stroke> {
    let symbol = prop::option::weighted(0.6, prop::sample::select(SYMBOLS));
    ((0..width, 0..height), symbol, 1..width + 1, style()).prop_map(|(at, symbol, times, style)| {
        Stroke {
            at,
            symbol,
            times,
            style,
        }
    })
}

fn scroll(width: u16, height: u16) -> impl Strategy<Value = Scroll> {
    let area = (0..width, 0..height, 1..=width, 1..=height);
    let area = area.prop_map(|(x, y, width, height)| Rect::new(x, y, width, height));
    let whole = (0..height, 1..=height).prop_map(move |(y, height)| Rect::new(0, y, width, height));
    (prop_oneof![area, whole], -3_i16..=3).prop_map(move |(area, lines)| Scroll {
        area: area.intersection(Rect::new(0, 0, width, height)),
        lines,
    })
}

fn link(width: u16, height: u16) -> impl Strategy<Value = LinkSpan> {
    (
        0..height,
        0..width,
        1..=width,
        prop::sample::select(ADDRESSES),
    )
        .prop_map(|(row, start, length, url)| LinkSpan {
            row,
            start,
            end: start + length,
            url: url.to_owned(),
        })
}

fn change(width: u16, height: u16) -> impl Strategy<Value = Change> {
    let strokes = prop::collection::vec(stroke(width, height), 0..12);
    let links =
        prop_oneof![2 => Just(vec![]), 1 => prop::collection::vec(link(width, height), 0..3)];
    let cursor = prop::option::of((0..width, 0..height));
    let hint = prop_oneof![3 => Just(None), 1 => scroll(width, height).prop_map(Some)];
    let moved = prop::option::of(scroll(width, height));
    (
        (prop::bool::weighted(0.2), prop::bool::ANY),
        moved,
        hint,
        strokes,
        links,
        cursor,
    )
        .prop_map(
            |((is_afresh, is_drawn_over), moved, hint, strokes, links, cursor)| Change {
                is_afresh,
                is_drawn_over,
                moved,
                hint: hint.or(moved),
                strokes,
                links,
                cursor: cursor.map(Position::from),
            },
        )
}

fn story() -> impl Strategy<Value = ((u16, u16), Vec<Change>)> {
    (1_u16..40, 1_u16..12).prop_flat_map(|(width, height)| {
        let changes = prop::collection::vec(change(width, height), 1..6);
        changes.prop_map(move |changes| ((width, height), changes))
    })
}

fn capabilities() -> impl Strategy<Value = Capabilities> {
    any::<[bool; 6]>().prop_map(|[margins, single, erase, repeat, background, lines]| {
        Capabilities {
            colours: ColourDepth::Rgb,
            left_right_margins: margins,
            single_steps: single,
            erase_characters: erase,
            repeat,
            background_erase: background,
            scroll_lines: lines,
            ..Capabilities::XTERM
        }
    })
}

fn next_frame(before: &Frame, change: &Change) -> Frame {
    let area = before.cells.area;
    let mut frame = Frame::new(area.width, area.height);
    if !change.is_afresh {
        frame.cells = before.cells.clone();
    }
    if let Some(Scroll { area, lines }) = change.moved {
        for (x, y) in area.positions().map(Into::<(u16, u16)>::into) {
            let from = y
                .checked_add_signed(lines)
                .filter(|from| (area.top()..area.bottom()).contains(from));
            frame.cells[(x, y)] =
                from.map_or_else(Default::default, |from| before.cells[(x, from)].clone());
        }
    }
    for Stroke {
        at: (x, y),
        symbol,
        times,
        style,
    } in &change.strokes
    {
        let text = symbol.unwrap_or(" ").repeat(usize::from(*times));
        frame
            .cells
            .set_stringn(*x, *y, text, usize::from(*times), *style);
    }
    frame.links.clone_from(&change.links);
    frame.scroll = change.hint;
    frame.cursor = change.cursor;
    frame
}

/// Whether an address moves as a whole with its row, or not at all.
fn lies_in(link: &LinkSpan, moved: Option<Scroll>) -> bool {
    let area = moved.map_or(Rect::ZERO, |moved| moved.area);
    let is_inside = area.left() <= link.start && link.end <= area.right();
    is_inside || !(area.top()..area.bottom()).contains(&link.row)
}

/// The frame before with a part of it moved, drawn over in the rows that moved in and in one other row, which is
/// given as it was.
fn drawn_over(before: &Frame, change: &Change, Scroll { area, lines }: Scroll) -> (Frame, KeptRow) {
    let blank = Change {
        strokes: Vec::new(),
        moved: Some(Scroll { area, lines }),
        is_afresh: false,
        ..change.clone()
    };
    let mut frame = next_frame(before, &blank);
    frame.links.clone_from(&before.links);
    frame.move_links(area, lines);
    let new = (area.top()..area.bottom()).filter(|row| {
        let from = row.checked_add_signed(lines);
        from.is_none_or(|from| !(area.top()..area.bottom()).contains(&from))
    });
    let new: Vec<u16> = new.collect();
    let other = (0..frame.cells.area.height).find(|row| !(area.top()..area.bottom()).contains(row));
    let other = other.unwrap_or(u16::MAX);
    for stroke in &change.strokes {
        let (x, y) = stroke.at;
        let end = if y == other {
            frame.cells.area.right()
        } else {
            area.right()
        };
        if y == other || (new.contains(&y) && (area.left()..end).contains(&x)) {
            let text = stroke
                .symbol
                .unwrap_or(" ")
                .repeat(usize::from(stroke.times));
            frame
                .cells
                .set_stringn(x, y, text, usize::from(end - x), stroke.style);
        }
    }
    let top = new.first().copied().unwrap_or_default();
    let height = u16::try_from(new.len()).unwrap();
    let new = Rect {
        y: top,
        height,
        ..area
    };
    frame.redrawn = Some([new, Rect::new(0, other, u16::MAX, 1), Rect::ZERO]);
    (frame, before.kept(other))
}

/// What cannot be seen on a cell is left out.
fn seen(symbol: &str, look: Look, link: Option<&str>) -> Cell {
    let shown = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
    let look = match symbol {
        "" => Look::default(),
        " " if !look.modifiers.intersects(shown) => Look {
            background: look.background,
            ..Look::default()
        },
        " " => Look {
            modifiers: look.modifiers & shown,
            ..look
        },
        _ => look,
    };
    let link = link.filter(|_| !symbol.is_empty()).map(str::to_owned);
    Cell {
        symbol: symbol.to_owned(),
        look,
        link,
    }
}

/// Terminals differ about bold and dim together.
fn agreed(modifiers: Modifier) -> Modifier {
    let dim = if modifiers.contains(Modifier::BOLD) {
        Modifier::DIM
    } else {
        Modifier::empty()
    };
    modifiers - dim
}

/// The cells of a row of a frame, as any terminal should show them.
fn expected(frame: &Frame, row: u16) -> Vec<Cell> {
    let width = frame.cells.area.width;
    let mut cells = Vec::new();
    while cells.len() < usize::from(width) {
        let column = u16::try_from(cells.len()).unwrap();
        let cell = &frame.cells[(column, row)];
        let fits = column + cell.symbol().cell_width() <= width;
        let symbol = if fits { cell.symbol() } else { " " };
        let look = Look {
            foreground: cell.fg,
            background: cell.bg,
            modifiers: agreed(cell.modifier),
        };
        let covers = |link: &&LinkSpan| link.row == row && (link.start..link.end).contains(&column);
        let link = frame
            .links
            .iter()
            .find(covers)
            .map(|link| link.url.as_str());
        cells.push(seen(symbol, look, link));
        cells.extend((1..symbol.cell_width()).map(|_| seen("", Look::default(), None)));
    }
    cells
}

fn check_emulator(emulator: &Emulator, frame: &Frame) {
    for (row, shown) in (0..).zip(&emulator.cells) {
        let shown: Vec<_> = shown
            .iter()
            .map(|cell| seen(&cell.symbol, cell.look, cell.link.as_deref()))
            .collect();
        assert_eq!(shown, expected(frame, row), "row {row}");
    }
    assert_eq!(emulator.is_cursor_shown, frame.cursor.is_some());
    if let Some(Position { x, y }) = frame.cursor {
        assert_eq!(emulator.cursor, Some((y.into(), x.into())));
    }
}

fn vt100_look(cell: &vt100::Cell) -> Look {
    let colour = |colour| match colour {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(1) => Color::Red,
        vt100::Color::Idx(15) => Color::White,
        vt100::Color::Idx(number) => Color::Indexed(number),
        vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    };
    let modifiers = [
        (cell.bold(), Modifier::BOLD),
        (cell.dim(), Modifier::DIM),
        (cell.italic(), Modifier::ITALIC),
        (cell.underline(), Modifier::UNDERLINED),
        (cell.inverse(), Modifier::REVERSED),
    ];
    let modifiers = modifiers.into_iter().filter(|(on, _)| *on);
    Look {
        foreground: colour(cell.fgcolor()),
        background: colour(cell.bgcolor()),
        modifiers: modifiers.map(|(_, modifier)| modifier).collect(),
    }
}

fn check_vt100(screen: &vt100::Screen, frame: &Frame) {
    let area = frame.cells.area;
    for row in 0..area.height {
        let shown: Vec<_> = (0..area.width)
            .map(|column| {
                let cell = screen.cell(row, column).unwrap();
                let symbol = match cell.contents() {
                    _ if cell.is_wide_continuation() => "",
                    "" => " ",
                    contents => contents,
                };
                seen(symbol, vt100_look(cell), None)
            })
            .collect();
        let wanted: Vec<_> = expected(frame, row)
            .into_iter()
            .map(|cell| Cell { link: None, ..cell })
            .collect();
        assert_eq!(shown, wanted, "row {row}");
    }
    assert_eq!(screen.hide_cursor(), frame.cursor.is_none());
    if let Some(Position { x, y }) = frame.cursor {
        assert_eq!(screen.cursor_position(), (y, x));
    }
}

fn tell(
    capabilities: Capabilities,
    size: (u16, u16),
    changes: &[Change],
    mut see: impl FnMut(&[u8], &Frame),
) {
    let mut encoder = Encoder::new(capabilities);
    encoder.enter(&mut Vec::new());
    let mut before: Option<Frame> = None;
    for change in changes {
        let blank = Frame::new(size.0, size.1);
        let motion = before.as_ref().zip(change.moved);
        let motion = motion.and_then(|(before, hint)| encoder.motion(before, hint));
        let mut bytes = Vec::new();
        let old = before.as_ref().unwrap_or(&blank);
        let can_be =
            change.is_drawn_over && old.links.iter().all(|link| lies_in(link, change.moved));
        let frame = if let Some(motion) = motion.filter(|_| can_be) {
            let (frame, row) = drawn_over(old, change, change.moved.unwrap());
            encoder.encode_moved(motion, &frame, &[row], &mut bytes);
            frame
        } else {
            let frame = next_frame(old, change);
            encoder.encode(before.as_ref(), &frame, &mut bytes);
            frame
        };
        see(&bytes, &frame);
        before = Some(frame);
    }
}

/// Keys that move about, and some that open and close things.
const KEYS: &[&str] = &[
    "j", "j", "j", "k", "<space>", "b", "d", "u", "G", "g", "}", "<tab>", "<enter>", "]", "<bs>",
    "t", "z", "o", "s", "c", "a", "<esc>", "?", "<down>", "/", "n", "w", "r", "+",
];

#[test]
fn a_session_shows_its_screen_through_the_encoder() {
    let library = Arc::new(Library::load(&embedded()));
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        cases: 48,
        ..ProptestConfig::default()
    });
    let at_once = prop::collection::vec(prop::sample::select(KEYS), 1..4);
    let keys = prop::collection::vec(at_once.prop_map(|keys| keys.concat()), 1..30);
    let size = prop::sample::select(vec![(80, 24), (120, 40), (40, 12), (1, 1)]);
    let check = |(size, keys, capabilities): ((u16, u16), Vec<String>, Capabilities)| {
        read(&library, size, &keys, capabilities);
        Ok(())
    };
    runner.run(&(size, keys, capabilities()), check).unwrap();
}

#[test]
fn what_is_found_just_after_scrolling_is_marked_on_every_line() {
    let library = Arc::new(Library::load(&embedded()));
    for keys in [["<tab>", "j", "/e"], ["<tab>", "<space>", "j/ca<enter>"]] {
        let keys = keys.map(str::to_owned);
        let capabilities = Capabilities {
            left_right_margins: true,
            ..Capabilities::XTERM
        };
        read(&library, (80, 24), &keys, capabilities);
    }
}

/// Presses keys, all that are in one string at once, and looks at what an emulator shows after each string.
fn read(library: &Arc<Library>, size: (u16, u16), keys: &[String], capabilities: Capabilities) {
    let mut session = Session::new(Arc::clone(library), Settings::default(), size, capabilities);
    session.handle(&[Event::Report(Report::LeftRightMargins(
        capabilities.left_right_margins,
    ))]);
    session.enter(&mut Vec::new());
    let mut emulator = Emulator::new(size.0.into(), size.1.into(), capabilities.background_erase);
    emulator.is_cursor_shown = false;
    for keys in std::iter::once("").chain(keys.iter().map(String::as_str)) {
        let events: Vec<_> = parse_keys(keys)
            .unwrap()
            .into_iter()
            .map(Event::Key)
            .collect();
        session.handle(&events);
        let mut bytes = Vec::new();
        session.draw(&mut bytes);
        emulator.feed(&bytes);
        check_emulator(&emulator, &frame_of(&session));
    }
}

fn frame_of(session: &Session) -> Frame {
    let (cells, drawn) = session.screen();
    let links = drawn.links.into_iter().map(|link| LinkSpan {
        row: link.row,
        start: link.start,
        end: link.end,
        url: link.url,
    });
    Frame {
        cells,
        cursor: drawn.cursor,
        links: links.collect(),
        scroll: None,
        redrawn: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_frames_reach_a_strict_terminal_with_margins((size, changes) in story(), capabilities in capabilities()) {
        let mut emulator = Emulator::new(size.0.into(), size.1.into(), capabilities.background_erase);
        emulator.is_cursor_shown = false;
        tell(capabilities, size, &changes, |bytes, frame| {
            emulator.feed(bytes);
            check_emulator(&emulator, frame);
        });
    }

    #[test]
    fn any_frames_reach_another_emulator((size, changes) in story(), capabilities in capabilities()) {
        // It knows no side margins, erases with the background, and shows a cursor until told.
        let capabilities = Capabilities { left_right_margins: false, background_erase: true, ..capabilities };
        let mut parser = vt100::Parser::new(NonZero::new(size.1).unwrap(), NonZero::new(size.0).unwrap(), 0);
        parser.process(b"\x1b[?25l");
        tell(capabilities, size, &changes, |bytes, frame| {
            parser.process(bytes);
            check_vt100(parser.screen(), frame);
        });
    }
}
