//! Plain mode's host: lines in from one stream, text out to another.

use std::io::{self, BufRead, Write};

use crate::app::{App, Effect};
use crate::hosts::keeper::Keeper;
use crate::plain::PlainReader;

/// The longest line that is read whole; the rest of a longer one is passed over.
const LONGEST_LINE: u64 = 4096;

/// Reads the content again: when that was asked for, or else when it has changed.
pub type Renew<'a> = &'a mut dyn FnMut(&mut App, bool);

/// Talks until the reader ends it or the input does; a reader that went away is no error.
pub fn run(
    reading: &mut PlainReader,
    (keeper, renew): (&mut Keeper, Renew<'_>),
    input: impl BufRead,
    out: impl Write,
) -> io::Result<()> {
    match talk(reading, (keeper, renew), input, out) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn talk(
    reading: &mut PlainReader,
    (keeper, renew): (&mut Keeper, Renew<'_>),
    mut input: impl BufRead,
    mut out: impl Write,
) -> io::Result<()> {
    out.write_all(reading.greeting().as_bytes())?;
    out.flush()?;
    while let Some(line) = next_line(&mut input)? {
        renew(reading.app_mut(), false);
        let answer = reading.answer_with(&line, &mut |effect, app| match effect {
            Effect::Reload => renew(app, true),
            _ => keeper.perform(effect, app),
        });
        out.write_all(answer.text.as_bytes())?;
        out.flush()?;
        if answer.ended {
            return Ok(());
        }
    }
    out.write_all(b"\n")
}

fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::Read::take(&mut *input, LONGEST_LINE).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    if !bytes.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::Settings;
    use crate::content::SourceFile;
    use crate::library::Library;
    use crate::search::Index;

    #[test]
    fn the_talk_ends_with_the_input_or_when_asked() {
        let library = Arc::new(Library::load(&[SourceFile::new(
            "a.md",
            "+++\ntitle = \"A\"\n+++\nText.\n",
        )]));
        let index = Arc::new(Index::of(&library));
        let reading = || {
            PlainReader::new(
                Arc::clone(&library),
                Arc::clone(&index),
                Settings::default(),
                40,
            )
        };
        let mut out = Vec::new();
        let keeper = &mut Keeper::default();
        for input in [&b"q\nnever read\n"[..], &[b'x'; 10_000]] {
            let renew: Renew<'_> = &mut |_, _| {};
            run(&mut reading(), (keeper, renew), input, &mut out).unwrap();
        }
        assert!(String::from_utf8(out).unwrap().contains("q quits"));
    }
}
