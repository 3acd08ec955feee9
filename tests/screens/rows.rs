//! What stands on the rows of the reader: mostly words.

use calcinosis::app::Goal;
use calcinosis::config::Settings;
use calcinosis::wire::Capabilities;

use super::USUAL;
use super::support::{SHIPPED, with};

/// The share of the reader's rows that hold words, in per cent, on each screen of the text of each page.
fn shares() -> Vec<usize> {
    let mut session = with(&SHIPPED, Settings::default(), USUAL, Capabilities::XTERM);
    let app = session.change();
    let height = app.state.reader_height();
    let mut shares = Vec::new();
    for topic in SHIPPED.0.ids() {
        app.go(Goal::Topic(topic));
        loop {
            let reader = &app.state.reader;
            let (list, screen, screens) = reader.screens(height);
            if list.is_some() {
                break;
            }
            let lines = reader
                .visible(height)
                .map(|line| reader.layout.lines.get(line).unwrap());
            let words = lines.filter(|line| line.text().chars().any(char::is_alphanumeric));
            shares.push(words.count() * 100 / height);
            let step = reader.page_step(height, true).cast_signed();
            if screen == screens || !app.state.reader.scroll(step, height) {
                break;
            }
        }
    }
    shares
}

#[test]
fn at_least_82_of_100_rows_of_a_screen_of_text_hold_words() {
    let mut shares = shares();
    shares.sort_unstable();
    let median = shares[shares.len() / 2];
    let quarter = shares[shares.len() / 4];
    assert!(
        median >= 82,
        "median {median}, lower quarter {quarter} of {} screens",
        shares.len()
    );
}
