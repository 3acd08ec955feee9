//! Plain mode over a channel: one line in, text out, for clients without a full screen.

use std::sync::Arc;

use tracing::info;

use crate::app::Shared;
use crate::config::Settings;
use crate::hosts::keeper::tell_the_day;
use crate::hosts::ssh::answers::CommandAnswer;
use crate::hosts::ssh::channel_io::{ChannelIo, DONE, FAULT, shown};
use crate::hosts::ssh::connection::Connection;
use crate::hosts::ssh::session_end::BROKEN;
use crate::plain::PlainReader;

/// Columns of a line to a pipe.
const WIDTH: u16 = 80;

/// The longest line that is taken whole; the rest of a longer one is passed over.
const LONGEST_LINE: usize = 4096;

const INTERRUPT: u8 = 3;
const END: u8 = 4;
const BACKSPACE: u8 = 8;
const DELETE: u8 = 0x7f;

/// Lines being typed. A terminal's client sends each key, and sees only what is sent back.
#[derive(Debug)]
struct LineInput {
    line: Vec<u8>,
    is_terminal: bool,
    /// A carriage return came last: a line feed after it ends no other line.
    returned: bool,
    ended: bool,
}

/// Talks until one of the two ends it; gives the exit status. A terminal has a width, a pipe has none.
pub async fn converse(
    io: &mut ChannelIo,
    connection: &Arc<Connection>,
    terminal: Option<u16>,
    topic: Option<String>,
) -> u32 {
    if connection.logs() {
        info!(connection = connection.number, "reading in plain mode");
    }
    let shared = connection.server.content().shared.clone();
    let width = terminal.unwrap_or(WIDTH);
    let broken = CommandAnswer::complaint(BROKEN, FAULT);
    let is_terminal = terminal.is_some();
    let begun = connection.run_blocking(move || begin(shared, width, topic.as_deref()));
    let Ok((mut reading, greeting)) = begun.await else {
        return io.write_answer(&broken, is_terminal).await;
    };
    let mut typing = LineInput::new(is_terminal);
    if !io.put(shown(&greeting, is_terminal)).await {
        return io.given_up().await;
    }
    while !typing.ended {
        let mut echo = Vec::new();
        let lines = match io.typed().await {
            Some(data) => typing.take(&data, &mut echo),
            None => typing.end(),
        };
        if !echo.is_empty() && !io.put(echo).await {
            return io.given_up().await;
        }
        for line in lines {
            connection.key_pressed();
            if let Some(newer) = connection.server.newer_content(reading.app_mut()) {
                reading.app_mut().renew(newer);
            }
            let answered = connection.run_blocking(move || {
                let answer = reading.answer(&line);
                (reading, answer)
            });
            let Ok((reader, answer)) = answered.await else {
                return io.write_answer(&broken, is_terminal).await;
            };
            reading = reader;
            if !io.put(shown(&answer.text, is_terminal)).await {
                return io.given_up().await;
            }
            if answer.ended {
                return DONE;
            }
        }
    }
    DONE
}

fn begin(shared: Shared, width: u16, topic: Option<&str>) -> (PlainReader, String) {
    let mut reading = PlainReader::sharing(shared, Settings::default(), width);
    let app = reading.app_mut();
    tell_the_day(app);
    if let Some(Err(sentence)) = topic.map(|topic| app.open(topic)) {
        app.say(&sentence);
    }
    let greeting = reading.greeting();
    (reading, greeting)
}

impl LineInput {
    const fn new(is_terminal: bool) -> Self {
        Self {
            line: Vec::new(),
            is_terminal,
            returned: false,
            ended: false,
        }
    }

    /// Takes bytes; the lines they end come back, and what a terminal is shown of them.
    fn take(&mut self, bytes: &[u8], echo: &mut Vec<u8>) -> Vec<String> {
        let mut lines = Vec::new();
        for &byte in bytes {
            let after_return = std::mem::replace(&mut self.returned, byte == b'\r');
            match byte {
                b'\n' if after_return => {}
                b'\n' | b'\r' => {
                    echo.extend_from_slice(b"\r\n");
                    let line = std::mem::take(&mut self.line);
                    lines.push(String::from_utf8_lossy(&line).into_owned());
                }
                INTERRUPT | END if self.is_terminal => self.ended = true,
                BACKSPACE | DELETE if self.is_terminal => self.erase(echo),
                0x20.. if self.line.len() < LONGEST_LINE => {
                    self.line.push(byte);
                    echo.push(byte);
                }
                _ => {}
            }
        }
        if !self.is_terminal {
            echo.clear();
        }
        lines
    }

    /// Nothing more comes: a pipe's last line needs no end.
    fn end(&mut self) -> Vec<String> {
        self.ended = true;
        let line = std::mem::take(&mut self.line);
        let is_line = !self.is_terminal && !line.is_empty();
        is_line
            .then(|| String::from_utf8_lossy(&line).into_owned())
            .into_iter()
            .collect()
    }

    /// Takes back the last letter with all its bytes.
    fn erase(&mut self, echo: &mut Vec<u8>) {
        let is_inner = |byte: u8| (0x80..0xc0).contains(&byte);
        while self.line.last().copied().is_some_and(is_inner) {
            self.line.pop();
        }
        if self.line.pop().is_some() {
            echo.extend_from_slice(b"\x08 \x08");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(is_terminal: bool, bytes: &[u8]) -> (Vec<String>, String, bool) {
        let mut typing = LineInput::new(is_terminal);
        let mut echo = Vec::new();
        let mut lines = Vec::new();
        for byte in bytes {
            lines.extend(typing.take(&[*byte], &mut echo));
        }
        let echo = String::from_utf8(echo).unwrap();
        (lines, echo, typing.ended)
    }

    #[test]
    fn a_pipe_sends_lines_and_sees_no_echo() {
        let (lines, echo, _) = typed(false, b"s milia\n\r\nq\x03\n");
        assert_eq!(lines, ["s milia", "", "q"]);
        assert_eq!(echo, "");
    }

    #[test]
    fn a_terminal_sees_what_it_types_and_can_take_it_back() {
        let (lines, echo, ended) = typed(true, "ä\x7fmilix\x08a\r\x04".as_bytes());
        assert_eq!(lines, ["milia"]);
        assert_eq!(echo, "ä\x08 \x08milix\x08 \x08a\r\n");
        assert!(ended);
    }

    #[test]
    fn a_line_without_end_is_bounded() {
        let (lines, _, _) = typed(false, &[b'x'; 10_000]);
        assert!(lines.is_empty());
        let (lines, _, _) = typed(false, &[[b'x'; 10_000].as_slice(), b"\n"].concat());
        assert_eq!(lines[0].len(), LONGEST_LINE);
    }
}
