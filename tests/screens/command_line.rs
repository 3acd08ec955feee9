//! The command line of the screen.

use calcinosis::command::Bindings;
use calcinosis::config::Config;

use crate::support::{press, screen, session, text};

const USUAL: (u16, u16) = (80, 24);

#[test]
fn commands_do_what_their_keys_do() {
    for (typed, keys) in [
        ("outline", "o"),
        ("next-topic", "]"),
        ("about", "="),
        ("bottom", "G"),
    ] {
        let by_name = screen(USUAL, &format!("]]:{typed}<enter>"));
        assert_eq!(by_name, screen(USUAL, &format!("]]{keys}")), "{typed}");
    }
}

#[test]
fn words_behind_a_command_are_heeded() {
    let opened = screen(USUAL, ":op<tab>stones#blood-tests<enter>");
    assert!(opened.starts_with(" Types › Stones"), "{opened}");
    assert!(
        opened.lines().any(|line| line.contains("Blood tests")),
        "{opened}"
    );
    for (typed, sentence) in [
        (":open<enter>", "open wants a word behind it."),
        (":open nowhere<enter>", "no topic is called “nowhere”"),
        (":theme drk<enter>", "did you mean `dark`?"),
        (":symbols asci<enter>", "did you mean `ascii`?"),
        (":measure 7<enter>", "a number of columns from 32 to 140"),
        (":qwertyuiop<enter>", "No command is called qwertyuiop."),
    ] {
        let shown = screen((140, 24), typed);
        assert!(shown.contains(sentence), "{typed}\n{shown}");
    }
}

#[test]
fn help_and_hints_show_the_keys_in_force() {
    let mut bindings = Bindings::default();
    let config = Config::parse("[keys]\nfinder = [\"<f2>\"]\noutline = [\"s\"]\n");
    assert_eq!(bindings.rebind(&config.keys), []);
    let mut session = session(USUAL);
    session.change().bindings = bindings.into();
    press(&mut session, "]]");
    assert!(text(&session).contains("F2 search"), "{}", text(&session));
    press(&mut session, "s");
    assert!(text(&session).contains("─ Outline"), "{}", text(&session));
    press(&mut session, "<esc><f2>");
    assert!(text(&session).contains("Search:"), "{}", text(&session));
}
