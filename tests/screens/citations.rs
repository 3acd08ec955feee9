//! Sources and peeking: what a statement rests on, without leaving the page.

use calcinosis::app::Effect;
use calcinosis::input::{Event, parse_keys};
use calcinosis::session::{Keep, Scratch};
use calcinosis::wire::Capabilities;
use calcinosis::wire::LinkSpan;

use super::USUAL;
use super::support::{press, screen, session, session_of, session_on, text};

/// A page with more than nine sources.
const MANY: &str = "]]g";

#[test]
fn enter_opens_the_whole_card_and_esc_returns() {
    let strip = screen(USUAL, &format!("{MANY}r9"));
    assert_eq!(screen(USUAL, &format!("{MANY}r9<enter><esc>")), strip);
    let page = screen(USUAL, MANY);
    assert_eq!(screen(USUAL, &format!("{MANY}r9<enter><esc><esc>")), page);
    let list = screen(USUAL, &format!("{MANY}rj"));
    assert_eq!(screen(USUAL, &format!("{MANY}rj<enter><esc>")), list);
}

#[test]
fn one_digit_peeks_and_one_more_extends_it() {
    assert!(screen(USUAL, &format!("{MANY}r1")).contains(" Source [1] "));
    assert!(screen(USUAL, &format!("{MANY}r12")).contains(" Source [12] "));
    assert!(screen(USUAL, &format!("{MANY}r0")).contains("The sources of this page are 1 to"));
    assert!(screen(USUAL, &format!("{MANY}r95")).contains(" Source [5] "));
}

#[test]
fn y_copies_the_source() {
    let mut session = session(USUAL);
    press(&mut session, &format!("{MANY}r9"));
    let keys = parse_keys("y").unwrap().into_iter().map(Event::Key);
    let effects = session.handle(&keys.collect::<Vec<_>>());
    let [Effect::Copy(reference)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(text(&session).contains("Sent to the terminal's clipboard: "));
    insta::assert_snapshot!("reference", reference);
}

#[test]
fn an_address_in_a_strip_is_a_link_and_those_below_it_are_not() {
    let mut session = session(USUAL);
    press(&mut session, &format!("{MANY}r9"));
    let (_, drawn) = session.screen();
    assert!(!drawn.links.is_empty());
    assert!(drawn.links.iter().all(|link| link.url.starts_with("http")));
    press(&mut session, "<esc>G{{");
    assert!(!session.screen().1.links.is_empty(), "{}", text(&session));
    for keys in ["?", "w", "v", "o", "s", ":", "C", "=", "mx'"] {
        press(&mut session, keys);
        let outside = |link: &&LinkSpan| text(&session).contains(&link.url);
        let (_, drawn) = session.screen();
        assert!(
            drawn.links.iter().all(|link| outside(&link)),
            "after {keys}"
        );
        press(&mut session, "<esc>");
    }
}

#[test]
fn an_old_terminal_is_sent_no_address() {
    let mut session = session(USUAL);
    press(&mut session, &format!("{MANY}r9"));
    let mut modern = Vec::new();
    session.draw(Keep::Frame, &mut Scratch::default(), &mut modern);
    assert!(String::from_utf8_lossy(&modern).contains("]8;"));
    let mut session = session_on(Capabilities::LEAST);
    press(&mut session, &format!("{MANY}r9"));
    let mut old = Vec::new();
    session.draw(Keep::Frame, &mut Scratch::default(), &mut old);
    assert!(!String::from_utf8_lossy(&old).contains("]8;"));
}

#[test]
fn the_only_link_on_the_screen_is_peeked_at_at_once() {
    // Related pages, which are links too, stand below the screen.
    let below = "Words.\n\n".repeat(30);
    let page = format!("+++\ntitle = \"One\"\n+++\nSee [the other](@/b.md).\n\n{below}");
    let other = format!("+++\ntitle = \"Two\"\n+++\nThe other page's words.\n\n{below}");
    let pages = [("a.md", page.as_str()), ("b.md", other.as_str())];
    let mut session = session_of(&pages, USUAL);
    press(&mut session, "]K");
    assert!(text(&session).contains("The other page's words."));
    press(&mut session, "<enter>K");
    assert!(text(&session).contains("Nothing to look up on this screen."));
}

#[test]
fn a_link_that_leads_outside_shows_its_address_to_open_or_copy() {
    let page = "+++\ntitle = \"One\"\n+++\nSee [a society](https://example.org/a).\n";
    let mut session = session_of(&[("a.md", page)], USUAL);
    press(&mut session, "]<enter>a");
    let screen = text(&session);
    assert!(screen.contains("  https://example.org/a\n"), "{screen}");
    assert_eq!(session.screen().1.links[0].url, "https://example.org/a");
    let keys = parse_keys("y").unwrap().into_iter().map(Event::Key);
    let effects = session.handle(&keys.collect::<Vec<_>>());
    assert_eq!(effects, [Effect::Copy("https://example.org/a".to_owned())]);
}
