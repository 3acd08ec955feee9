//! Text fields: whatever is typed or pasted, the cursor and the end of the text are in sight.

use calcinosis::input::{Event, Key, KeyCode};
use calcinosis::session::Session;

use super::support::{before_cursor, press, session, text};

/// The keys that open each field.
const FIELDS: &[&str] = &["s", "/", "?", ":", "Ca"];

/// Long texts, each with what must be seen of its end.
fn texts() -> [(String, &'static str); 4] {
    [
        ("abcdefghij".repeat(20) + "xyz", "xyz"),
        ("石灰".repeat(60) + "終", "灰終"),
        ("e\u{301}".repeat(150) + "n\u{303}", "e\u{301}n\u{303}"),
        (
            "a 石 e\u{301} 👩\u{200d}⚕\u{fe0f} ".repeat(30) + "end",
            "end",
        ),
    ]
}

fn type_text(session: &mut Session, text: &str) {
    for letter in text.chars() {
        session.handle(&[Event::Key(Key::char(letter))]);
    }
}

#[test]
fn the_end_of_what_is_typed_or_pasted_is_in_sight_with_the_cursor() {
    for width in [40, 80] {
        for field in FIELDS {
            for (long, end) in texts() {
                for is_pasted in [false, true] {
                    let mut session = session((width, 24));
                    press(&mut session, field);
                    if is_pasted {
                        session.handle(&[Event::Paste(long.clone())]);
                    } else {
                        type_text(&mut session, &long);
                    }
                    let overlay = session.app().overlay().unwrap();
                    assert_eq!(
                        overlay.layer().typing().unwrap().1.unwrap().text(),
                        long,
                        "{field}"
                    );
                    let seen = before_cursor(&session);
                    assert!(
                        seen.ends_with(end),
                        "{field} at {width}: {seen:?}\n{}",
                        text(&session)
                    );
                }
            }
        }
    }
}

#[test]
fn going_back_in_a_long_text_keeps_what_follows_in_sight() {
    for width in [40, 80] {
        for field in FIELDS {
            let mut session = session((width, 24));
            press(&mut session, field);
            type_text(
                &mut session,
                &("abcdefghi ".repeat(20) + "MIDDLE" + &"klmnopqrs ".repeat(20)),
            );
            for _ in 0..200 {
                session.handle(&[Event::Key(Key::plain(KeyCode::Left))]);
            }
            let seen = before_cursor(&session);
            assert!(seen.ends_with("DLE"), "{field} at {width}: {seen:?}");
            assert!(text(&session).contains("DLEkl"), "{}", text(&session));
            session.handle(&[Event::Key(Key::plain(KeyCode::Home))]);
            assert!(text(&session).contains("abcde"), "{}", text(&session));
            session.handle(&[Event::Key(Key::plain(KeyCode::Backspace))]);
            assert!(text(&session).contains("abcde"), "{}", text(&session));
        }
    }
}

#[test]
fn a_letter_is_deleted_as_it_is_seen() {
    for field in FIELDS {
        let mut session = session((80, 24));
        press(&mut session, field);
        session.handle(&[Event::Paste("lump 👩\u{200d}⚕\u{fe0f}e\u{301}".to_owned())]);
        press(&mut session, "<bs><bs>");
        let overlay = session.app().overlay().unwrap();
        assert_eq!(
            overlay.layer().typing().unwrap().1.unwrap().text(),
            "lump ",
            "{field}"
        );
    }
}

#[test]
fn a_paste_selects_the_first_row_as_a_typed_letter_does() {
    for (field, keys) in [(":", "zo"), ("?", "zoom"), ("s", "stones")] {
        let mut typed = session((80, 24));
        press(&mut typed, &format!("]]{field}<down><down><down>{keys}"));
        let mut pasted = session((80, 24));
        press(&mut pasted, &format!("]]{field}<down><down><down>"));
        pasted.handle(&[Event::Paste(keys.to_owned())]);
        assert_eq!(text(&pasted), text(&typed), "{field}");
        assert!(text(&pasted).contains("1 of "), "{}", text(&pasted));
        press(&mut typed, "<enter>");
        press(&mut pasted, "<enter>");
        assert_eq!(text(&pasted), text(&typed), "{field}");
    }
}

#[test]
fn a_paste_leaves_the_page_and_the_message_that_typing_leaves() {
    // A message about a key that means nothing here; an outline of which no row is left.
    for (field, keys) in [("/<pgdn>", "stones"), ("o", "stones")] {
        let [mut typed, mut pasted] = [(), ()].map(|()| session((80, 24)));
        press(&mut typed, &format!("]]{field}{keys}"));
        press(&mut pasted, &format!("]]{field}"));
        pasted.handle(&[Event::Paste(keys.to_owned())]);
        assert_eq!(text(&pasted), text(&typed), "{field}");
    }
}
