//! Frames at random, each made from the one before.

use calcinosis::wire::{Capabilities, ColourDepth, Frame, LinkSpan, Scroll};
use proptest::prelude::*;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

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
pub struct Stroke {
    pub at: (u16, u16),
    pub symbol: Option<&'static str>,
    pub times: u16,
    pub style: Style,
}

/// What makes a frame from the one before.
#[derive(Clone, Debug)]
pub struct Change {
    pub is_afresh: bool,
    pub moved: Option<Scroll>,
    pub hint: Option<Scroll>,
    pub strokes: Vec<Stroke>,
    pub links: Vec<LinkSpan>,
    pub cursor: Option<Position>,
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
        prop::bool::weighted(0.2),
        moved,
        hint,
        strokes,
        links,
        cursor,
    )
        .prop_map(|(is_afresh, moved, hint, strokes, links, cursor)| Change {
            is_afresh,
            moved,
            hint: hint.or(moved),
            strokes,
            links,
            cursor: cursor.map(Position::from),
        })
}

pub fn story() -> impl Strategy<Value = ((u16, u16), Vec<Change>)> {
    (1_u16..40, 1_u16..12).prop_flat_map(|(width, height)| {
        let changes = prop::collection::vec(change(width, height), 1..6);
        changes.prop_map(move |changes| ((width, height), changes))
    })
}

pub fn capabilities() -> impl Strategy<Value = Capabilities> {
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

pub fn next_frame(before: &Frame, change: &Change) -> Frame {
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
