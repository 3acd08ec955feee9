//! The cells of the emulator: writing, erasing, scrolling.

use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

use super::look::Look;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Empty behind a wide character.
    pub symbol: String,
    pub look: Look,
    pub link: Option<String>,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "a terminal's modes are independent"
)]
pub struct Emulator {
    pub cells: Vec<Vec<Cell>>,
    /// Row and column; `None` after a sequence that terminals answer differently.
    pub cursor: Option<(usize, usize)>,
    pub is_cursor_shown: bool,
    pub(super) look: Look,
    pub(super) link: Option<String>,
    /// Behind the last column or the right margin.
    pub(super) is_pending: bool,
    pub(super) has_side_margins: bool,
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
    erases_background: bool,
    pub widths: Widths,
    pub(super) last: Option<char>,
}

/// How an emulator counts the columns of symbols on which terminals disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widths {
    /// Nothing is sent on which they disagree.
    Agreed,
    /// Each character for itself, and a wide one in the last column wraps, whatever was said of wrapping: as PuTTY does.
    Characters,
    /// What is joined is one, selectors make wide, and signs of ambiguous width may be.
    Clusters { wide_ambiguous: bool },
}

/// A cell that was half of a wide character whose other half was written over.
const BROKEN: &str = "half";

impl Emulator {
    pub fn new(width: usize, height: usize, erases_background: bool) -> Self {
        let blank = Cell {
            symbol: " ".into(),
            ..Cell::default()
        };
        Self {
            cells: vec![vec![blank; width]; height],
            cursor: Some((0, 0)),
            is_cursor_shown: true,
            look: Look::default(),
            link: None,
            is_pending: false,
            has_side_margins: false,
            rows: (0, height.saturating_sub(1)),
            columns: (0, width.saturating_sub(1)),
            erases_background,
            widths: Widths::Agreed,
            last: None,
        }
    }

    /// Takes another size; what was shown is not to be relied on afterwards.
    pub fn resize(&mut self, width: usize, height: usize) {
        if (width, height) == (self.width(), self.height()) {
            return;
        }
        let lost = Cell {
            symbol: "?".into(),
            ..Cell::default()
        };
        self.cells = vec![vec![lost; width]; height];
        if !self.has_side_margins {
            self.columns = (0, width - 1);
        }
        self.cursor = None;
        self.is_pending = false;
    }

    pub(super) const fn height(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn width(&self) -> usize {
        self.cells[0].len()
    }

    pub(super) fn settled(&self) -> (usize, usize) {
        assert!(!self.is_pending, "a step from behind the last column");
        self.cursor.expect("a step from an unknown place")
    }

    pub(super) fn put_cursor(&mut self, row: Option<usize>, column: Option<usize>) {
        let (old_row, old_column) = self.cursor.unwrap_or((usize::MAX, usize::MAX));
        let (row, column) = (row.unwrap_or(old_row), column.unwrap_or(old_column));
        assert!(
            row < self.height() && column < self.width(),
            "the cursor leaves the screen"
        );
        self.cursor = Some((row, column));
    }

    pub(super) fn step(&mut self, down: isize, across: isize) {
        let (row, column) = self.settled();
        let side = |at: usize, (first, last): (usize, usize)| (at < first, at > last);
        let to = (
            row.checked_add_signed(down).unwrap(),
            column.checked_add_signed(across).unwrap(),
        );
        assert_eq!(
            side(row, self.rows),
            side(to.0, self.rows),
            "a step meets a margin"
        );
        assert_eq!(
            side(column, self.columns),
            side(to.1, self.columns),
            "a step meets a side margin"
        );
        self.put_cursor(Some(to.0), Some(to.1));
    }

    pub(super) fn line_feed(&mut self) {
        let (row, column) = self.settled();
        if row == self.rows.1 {
            assert!(
                (self.columns.0..=self.columns.1).contains(&column),
                "a line feed outside the margins"
            );
            self.scroll(1);
        } else {
            self.step(1, 0);
        }
    }

    pub(super) fn reverse_line_feed(&mut self) {
        let (row, column) = self.settled();
        if row == self.rows.0 {
            assert!(
                (self.columns.0..=self.columns.1).contains(&column),
                "a line feed outside the margins"
            );
            self.scroll(-1);
        } else {
            self.step(-1, 0);
        }
    }

    pub(super) fn scroll(&mut self, lines: isize) {
        let blank = self.erased();
        let ((top, bottom), (left, right)) = (self.rows, self.columns);
        let old = self.cells.clone();
        for row in top..=bottom {
            let is_whole = |column: usize| {
                old[row]
                    .get(column)
                    .is_none_or(|cell| !cell.symbol.is_empty())
            };
            assert!(
                is_whole(left) && is_whole(right + 1),
                "a margin splits a wide character"
            );
            let from = row
                .checked_add_signed(lines)
                .filter(|from| (top..=bottom).contains(from));
            match from {
                Some(from) => {
                    self.cells[row][left..=right].clone_from_slice(&old[from][left..=right]);
                }
                None => self.cells[row][left..=right].fill(blank.clone()),
            }
        }
    }

    pub(super) fn erased(&self) -> Cell {
        let seen = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
        assert!(
            !self.look.modifiers.intersects(seen),
            "erasing with a style that may show"
        );
        assert_eq!(self.link, None, "erasing inside a link");
        let background = if self.erases_background {
            self.look.background
        } else {
            Color::Reset
        };
        let look = Look {
            background,
            ..Look::default()
        };
        Cell {
            symbol: " ".into(),
            look,
            link: None,
        }
    }

    pub(super) fn line_end(&self, column: usize) -> usize {
        if column <= self.columns.1 {
            self.columns.1
        } else {
            self.width() - 1
        }
    }

    pub(super) fn print(&mut self, letter: char) {
        let width = self.columns_of(letter);
        if width == 0 || self.joins(letter) {
            return self.join(letter);
        }
        if self.widths == Widths::Characters {
            self.wrap_wide(width);
        }
        let (row, column) = if self.widths == Widths::Agreed {
            self.settled()
        } else {
            self.cursor.unwrap()
        };
        let end = self.line_end(column);
        if self.widths != Widths::Agreed && column + width > end + 1 {
            self.is_pending = true;
            return;
        }
        assert!(
            column + width <= end + 1,
            "a wide character lies across a margin"
        );
        for place in column..column + width {
            self.write(
                row,
                place,
                if place == column {
                    letter.to_string()
                } else {
                    String::new()
                },
            );
        }
        self.last = Some(letter);
        self.is_pending = column + width > end;
        self.cursor = Some((row, (column + width).min(end)));
    }

    fn wrap_wide(&mut self, width: usize) {
        let column = self.cursor.unwrap().1;
        if column + width > self.line_end(column) + 1 {
            self.is_pending = false;
            self.line_feed();
            self.cursor.as_mut().unwrap().1 = 0;
        }
    }

    fn columns_of(&self, letter: char) -> usize {
        let wide = Widths::Clusters {
            wide_ambiguous: true,
        };
        let is_wide = self.widths == wide && letter.width() != letter.width_cjk();
        if is_wide { 2 } else { letter.width().unwrap() }
    }

    /// The cell that was written last.
    fn last_cell(&self) -> (usize, usize) {
        let (row, column) = self.cursor.unwrap();
        let mut column = column.saturating_sub(usize::from(!self.is_pending));
        while column > 0 && self.cells[row][column].symbol.is_empty() {
            column -= 1;
        }
        (row, column)
    }

    fn joins(&self, letter: char) -> bool {
        let is_flag = |letter: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&letter);
        if self.last.is_none() || !matches!(self.widths, Widths::Clusters { .. }) {
            return false;
        }
        let (row, column) = self.last_cell();
        let before = &self.cells[row][column].symbol;
        let is_lone_flag = before.chars().count() == 1 && before.starts_with(is_flag);
        before.ends_with('\u{200d}') || (is_lone_flag && is_flag(letter))
    }

    /// Adds a character to the symbol before it, which a selector or another half of a flag makes wide.
    fn join(&mut self, letter: char) {
        let (row, column) = self.last_cell();
        self.cells[row][column].symbol.push(letter);
        let widens = letter == '\u{fe0f}' || letter.width() == Some(1);
        let is_narrow = self.cursor == Some((row, column + 1)) && !self.is_pending;
        if matches!(self.widths, Widths::Clusters { .. }) && widens && is_narrow {
            let symbol = self.cells[row][column].symbol.clone();
            self.cursor = Some((row, column));
            self.write(row, column, symbol);
            self.write(row, column + 1, String::new());
            let end = self.line_end(column);
            self.is_pending = column + 2 > end;
            self.cursor = Some((row, (column + 2).min(end)));
        }
    }

    pub(super) fn write(&mut self, row: usize, column: usize, symbol: String) {
        let line = &mut self.cells[row];
        if !symbol.is_empty() && line[column].symbol.is_empty() && column > 0 {
            line[column - 1].symbol = BROKEN.into();
        }
        if line
            .get(column + 1)
            .is_some_and(|cell| cell.symbol.is_empty())
        {
            line[column + 1].symbol = BROKEN.into();
        }
        line[column] = Cell {
            symbol,
            look: self.look,
            link: self.link.clone(),
        };
    }

    pub(super) fn erase(&mut self, row: usize, columns: std::ops::Range<usize>) {
        let blank = self.erased();
        for column in columns {
            self.write(row, column, " ".into());
            self.cells[row][column] = blank.clone();
        }
    }
}
