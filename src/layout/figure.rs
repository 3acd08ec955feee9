//! Figures, whole or in words, and the bars that stand beside words.

use crate::content::Figure;
use crate::layout::blocks::text;
use crate::layout::canvas::Canvas;
use crate::layout::flow::{Flow, Manner};
use crate::layout::{Drawings, Role, Symbols, width};

/// A drawing as it is; its words where it has no room, or where nothing is drawn.
pub fn draw(canvas: &mut Canvas<'_>, figure: &Figure, manner: &Manner) {
    let drawing = match canvas.symbols() {
        Symbols::Unicode if !figure.unicode.is_empty() => &figure.unicode,
        _ => &figure.ascii,
    };
    let widest = drawing.iter().map(|line| width::of(line)).max();
    let drawn = canvas.drawings() == Drawings::Drawn;
    if drawn && widest.is_some_and(|widest| widest <= canvas.width()) {
        for line in drawing {
            canvas.begin();
            canvas.put_own(line, Role::Text);
            canvas.end(manner.bounds.start);
        }
    } else {
        text(canvas, Flow::new(&figure.words, manner));
    }
}

/// A bar in plain signs, so that it looks the same on every terminal, with a space behind it.
pub fn bar(full: usize, of: usize) -> String {
    let empty = of.saturating_sub(full);
    format!("[{}{}] ", "#".repeat(full), "-".repeat(empty))
}
