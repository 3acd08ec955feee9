//! Bytes to what the emulator does.

use super::Emulator;

impl Emulator {
    pub fn feed(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            rest = &rest[first.len_utf8()..];
            match first {
                '\x1b' => rest = self.escape(rest),
                '\r' => {
                    let (_, column) = self.cursor.unwrap();
                    let start = if column < self.columns.0 {
                        0
                    } else {
                        self.columns.0
                    };
                    self.is_pending = false;
                    self.put_cursor(None, Some(start));
                }
                '\n' => self.line_feed(),
                '\x08' => self.step(0, -1),
                control if control.is_control() => panic!("control character {control:?}"),
                letter => self.print(letter),
            }
        }
    }

    fn escape<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(rest) = rest.strip_prefix('M') {
            self.reverse_line_feed();
            return rest;
        }
        if let Some(string) = rest.strip_prefix("]8;") {
            let (body, rest) = string.split_once("\x1b\\").unwrap();
            let (_, address) = body.split_once(';').unwrap();
            self.link = (!address.is_empty()).then(|| address.to_owned());
            return rest;
        }
        let body = rest
            .strip_prefix('[')
            .unwrap_or_else(|| panic!("unknown escape {rest:?}"));
        let end = body
            .find(|letter: char| ('@'..='~').contains(&letter))
            .unwrap();
        self.control(&body[..end], &body[end..=end]);
        &body[end + 1..]
    }

    fn control(&mut self, body: &str, last: &str) {
        let mut numbers = body.split(';').map(|number| number.parse().ok());
        let (first, second) = (numbers.next().flatten(), numbers.next().flatten());
        let count = first.unwrap_or(1);
        assert!(count > 0 || last == "m", "a count of nothing");
        match last {
            "A" | "B" | "C" | "D" | "G" | "d" | "H" => {
                self.travel(count, second.unwrap_or(1), last);
            }
            "K" | "X" | "J" => self.erase_part(count, last),
            "r" | "s" => self.set_margins(count, second, last),
            "S" => self.scroll(isize::try_from(count).unwrap()),
            "T" => self.scroll(-isize::try_from(count).unwrap()),
            "b" => self.repeat(count),
            "m" => self.look.change(body),
            "h" | "l" => self.change_mode(body, last == "h"),
            _ => panic!("unknown sequence {body:?} {last:?}"),
        }
        self.last = self.last.filter(|_| last == "b");
    }

    fn travel(&mut self, count: usize, second: usize, last: &str) {
        let steps = isize::try_from(count).unwrap();
        match last {
            "A" => self.step(-steps, 0),
            "B" => self.step(steps, 0),
            "C" => self.step(0, steps),
            "D" => self.step(0, -steps),
            "d" => {
                self.settled();
                self.put_cursor(Some(count - 1), None);
            }
            "G" => {
                self.is_pending = false;
                self.put_cursor(None, Some(count - 1));
            }
            _ => {
                self.is_pending = false;
                self.put_cursor(Some(count - 1), Some(second - 1));
            }
        }
    }

    fn erase_part(&mut self, count: usize, last: &str) {
        if last == "J" {
            assert_eq!(count, 2);
            (0..self.height()).for_each(|row| self.erase(row, 0..self.width()));
            return;
        }
        let (row, column) = self.settled();
        let end = if last == "K" {
            self.width()
        } else {
            column + count
        };
        assert!(end <= self.width());
        self.erase(row, column..end);
    }

    fn set_margins(&mut self, first: usize, second: Option<usize>, last: &str) {
        let size = if last == "r" {
            self.height()
        } else {
            self.width()
        };
        let margins = (first - 1, second.unwrap_or(size) - 1);
        assert!(
            margins.0 < margins.1 || size == 1,
            "margins of one row or column"
        );
        if last == "r" {
            self.rows = margins;
        } else {
            assert!(self.has_side_margins, "side margins without the mode");
            self.columns = margins;
        }
        self.is_pending = false;
        self.cursor = None;
    }

    fn repeat(&mut self, count: usize) {
        let letter = self.last.expect("nothing to repeat");
        for _ in 0..count {
            self.print(letter);
        }
    }

    fn change_mode(&mut self, body: &str, on: bool) {
        match body {
            "?25" => self.is_cursor_shown = on,
            "?69" => self.has_side_margins = on,
            "?2026" | "?2004" => {}
            _ => panic!("unknown mode {body:?}"),
        }
    }
}
