//! Terminal bytes and the events they mean, whole, a byte at a time, and cut anywhere.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "support/cases.rs"]
mod cases;

use calcinosis::input::{
    Decoder, Event, Key, KeyCode, Modifiers, Mouse, MouseKind, Report, parse_keys, without_brackets,
};
use cases::cases;
use proptest::prelude::*;

/// Bytes, and the keys they mean in script form.
const KEYS: &[(&[u8], &str)] = &[
    (b"j", "j"),
    (b" ", "<space>"),
    (b"<", "<lt>"),
    (b"\r", "<enter>"),
    (b"\n", "<enter>"),
    (b"\t", "<tab>"),
    (b"\x7f", "<bs>"),
    (b"\x08", "<bs>"),
    (b"\x03", "<c-c>"),
    (b"\x00", "<c-space>"),
    (b"\x1d", "<c-]>"),
    (b"\x1bx", "<a-x>"),
    (b"\x1b1", "<a-1>"),
    (b"\x1b\r", "<a-enter>"),
    ("é".as_bytes(), "é"),
    ("石".as_bytes(), "石"),
    ("🦴".as_bytes(), "🦴"),
    ("\x1bé".as_bytes(), "<a-é>"),
    (b"\x1b[A\x1b[B\x1b[C\x1b[D", "<up><down><right><left>"),
    (b"\x1bOA\x1bOB\x1bOC\x1bOD", "<up><down><right><left>"),
    (b"\x1b[H\x1b[F\x1bOH\x1bOF", "<home><end><home><end>"),
    (b"\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "<home><end><home><end>"),
    (b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "<ins><del><pgup><pgdn>"),
    (b"\x1b[1;2A", "<s-up>"),
    (b"\x1b[1;3B", "<a-down>"),
    (b"\x1b[1;5C", "<c-right>"),
    (b"\x1b[1;6D", "<c-s-left>"),
    (b"\x1b[5;5~", "<c-pgup>"),
    (b"\x1b[Z", "<s-tab>"),
    (b"\x1bOP\x1bOQ\x1bOR\x1bOS", "<f1><f2><f3><f4>"),
    (b"\x1b[11~\x1b[15~\x1b[17~\x1b[21~", "<f1><f5><f6><f10>"),
    (b"\x1b[23~\x1b[24~\x1b[25~\x1b[34~", "<f11><f12><f13><f20>"),
    (b"\x1b[1;5P\x1b[1;2R", "<c-f1><s-f3>"),
    (b"\x1b[[A\x1b[[E", "<f1><f5>"),
    (b"\x1b[a\x1bOd", "<s-up><c-left>"),
    (b"\x1b[5^\x1b[6$\x1b[7@", "<c-pgup><s-pgdn><c-s-home>"),
    (b"\x1bOM\x1bOp\x1bOy\x1bOk", "<enter>09+"),
    (
        b"\x1b[97u\x1b[97;5u\x1b[27u\x1b[13;2u",
        "a<c-a><esc><s-enter>",
    ),
    (b"\x1b[97;2u\x1b[49:33;2u\x1b[57399u", "A!0"),
    (b"\x1b[97;1:3u\x1b[1;1:3A\x1b[97;9u", ""),
    (b"\x1b[27;5;46~\x1b[27;6;78~", "<c-.><c-n>"),
    (b"\x1b[I\x1b[Oj", "j"),
    (b"\x1b[>0;136;0cj", "j"),
    (b"\x1b[?1;1;0;256Sj", "j"),
    (b"\x1b[?997;1nj", "j"),
    (b"\x1b[201~j", "j"),
    (b"\x1bP1$r0m\x1b\\j", "j"),
    (b"\x1b]52;c;aGVsbG8=\x07j", "j"),
    (b"\x1b_Gi=1;OK\x1b\\j", "j"),
    (b"\x1bXjunk\x18j", "j"),
    (b"\x1b]11;half\x1b[Aj", "<up>j"),
    (b"\x1b]stuck\x03j", "<c-c>j"),
    (b"\x1b[1;\x18j", "j"),
    (b"\x1b[12\x1b[Aj", "<up>j"),
    (b"\x1b[12\rj", "<enter>j"),
    (b"\x1b\x1b[A", "<esc><up>"),
    (b"\xffj", "j"),
    (b"\xc3j", "j"),
    (b"\xe7\x9fj", "j"),
    (b"\xed\xa0\x80j", "j"),
    (b"\xc2\x9bj", "j"),
];

fn decode_whole(bytes: &[u8]) -> Vec<Event> {
    let mut events = Vec::new();
    Decoder::new().decode(bytes, &mut events);
    events
}

fn decode_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<Event> {
    let mut decoder = Decoder::new();
    let mut events = Vec::new();
    for part in parts {
        decoder.decode(part, &mut events);
    }
    events
}

fn flushed(bytes: &[u8]) -> Vec<Event> {
    let mut decoder = Decoder::new();
    let mut events = Vec::new();
    decoder.decode(bytes, &mut events);
    decoder.flush(&mut events);
    assert!(!decoder.is_waiting());
    decoder.decode(b"j", &mut events);
    events
}

fn keys(script: &str) -> Vec<Event> {
    parse_keys(script)
        .unwrap()
        .into_iter()
        .map(Event::Key)
        .collect()
}

fn mouse(kind: MouseKind, column: u16, row: u16) -> Vec<Event> {
    vec![Event::Mouse(Mouse { kind, column, row })]
}

#[test]
fn sequences_mean_their_keys_whole_and_a_byte_at_a_time() {
    for (bytes, script) in KEYS {
        let expected = keys(script);
        let shown = bytes.escape_ascii();
        assert_eq!(decode_whole(bytes), expected, "{shown} whole");
        assert_eq!(
            decode_parts(bytes.chunks(1)),
            expected,
            "{shown} a byte at a time"
        );
    }
}

#[test]
fn mouse_reports_count_the_left_button_and_the_wheel() {
    let reports: &[(&[u8], Vec<Event>)] = &[
        (b"\x1b[<0;5;3M", mouse(MouseKind::Press, 4, 2)),
        (b"\x1b[<0;5;3m", mouse(MouseKind::Release, 4, 2)),
        (b"\x1b[<32;1;1M", mouse(MouseKind::Drag, 0, 0)),
        (b"\x1b[<64;80;24M", mouse(MouseKind::WheelUp, 79, 23)),
        (b"\x1b[<69;80;24M", mouse(MouseKind::WheelDown, 79, 23)),
        (b"\x1b[<0;500;99999M", mouse(MouseKind::Press, 79, 23)),
        (b"\x1b[M !!", mouse(MouseKind::Press, 0, 0)),
        (b"\x1b[M\x60\xff\x21", mouse(MouseKind::WheelUp, 79, 0)),
        (b"\x1b[32;7;2M", vec![]),
        (b"\x1b[<2;5;3M", vec![]),
        (b"\x1b[<35;5;3M", vec![]),
        (b"\x1b[<66;5;3M", vec![]),
    ];
    for (bytes, expected) in reports {
        let mut decoder = Decoder::new();
        decoder.resize(80, 24);
        let mut events = Vec::new();
        decoder.decode(bytes, &mut events);
        assert_eq!(&events, expected, "{}", bytes.escape_ascii());
    }
}

#[test]
fn answers_of_the_terminal_are_reports_and_never_keys() {
    let answers: &[(&[u8], Option<Report>)] = &[
        (b"\x1b[?69;1$y", Some(Report::LeftRightMargins(true))),
        (b"\x1b[?69;2$y", Some(Report::LeftRightMargins(true))),
        (b"\x1b[?69;0$y", Some(Report::LeftRightMargins(false))),
        (b"\x1b[?69;4$y", Some(Report::LeftRightMargins(false))),
        (b"\x1b[?62;22;52c", Some(Report::DeviceAttributes)),
        (b"\x1b[?2004;1$y", Some(Report::BracketedPaste(true))),
        (b"\x1b[?2004;0$y", Some(Report::BracketedPaste(false))),
        (
            b"\x1b[12;40R",
            Some(Report::CursorAt {
                row: 12,
                column: 40,
            }),
        ),
        (b"\x1b]11;rgb:0000/8080/ffff\x1b\\", None),
        (b"\x1b]11;what\x07", None),
        (b"\x1b[?2026;2$y", None),
    ];
    for (bytes, expected) in answers {
        let expected: Vec<_> = expected.iter().copied().map(Event::Report).collect();
        assert_eq!(decode_whole(bytes), expected, "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_lone_introducer_is_a_key_after_silence() {
    for (bytes, script) in [
        (&b"\x1b"[..], "<esc>j"),
        (b"\x1b[", "<a-[>j"),
        (b"\x1bO", "<a-O>j"),
        (b"\x1b]", "<a-]>j"),
        (b"\x1bP", "<a-P>j"),
        (b"\x1b]0;title\x1b", "<esc>j"),
    ] {
        assert_eq!(flushed(bytes), keys(script), "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_paste_is_one_event_without_control_characters() {
    let paste = decode_whole(b"\x1b[200~one\r\ntwo\rth\x1b[31mree\x07\t\xff.\x1b[201~j");
    let expected = [
        Event::Paste("one\ntwo\nth[31mree\t.".to_owned()),
        Event::Key(Key::char('j')),
    ];
    assert_eq!(paste, expected);
}

#[test]
fn a_long_paste_is_cut_and_its_rest_is_not_typed() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.resize(bytes.len() + 200_000, b'x');
    bytes.extend(b"\x1b[201~j");
    let events = decode_whole(&bytes);
    assert_eq!(events.len(), 2);
    assert!(matches!(&events[0], Event::Paste(text) if text.len() == 64 * 1024));
    assert_eq!(events[1], Event::Key(Key::char('j')));
}

#[test]
fn a_sequence_without_end_is_swallowed_in_bounded_memory() {
    let mut bytes = b"\x1b[".to_vec();
    bytes.resize(bytes.len() + 100_000, b'1');
    bytes.extend(b"Aj");
    assert_eq!(decode_whole(&bytes), keys("j"));
    let mut bytes = b"\x1b]11;".to_vec();
    bytes.resize(bytes.len() + 100_000, b'f');
    bytes.extend(b"\x07j");
    assert_eq!(decode_whole(&bytes), keys("j"));
}

#[test]
fn a_read_that_nobody_can_have_typed_is_a_paste() {
    let paste = |text: &str| vec![Event::Paste(text.to_owned())];
    let is_key = |key: Key| {
        key.text()
            .is_some_and(|letter| "jkduGacirust nlo".contains(letter))
    };
    let read = |bytes: &str, is_typing| {
        let mut events = decode_whole(bytes.as_bytes());
        without_brackets(&mut events, is_typing, is_key);
        events
    };
    for (bytes, is_typing, expected) in [
        ("calcium carbonate", false, paste("calcium carbonate")),
        (
            "calcinosis\rtypes/tumoral\r\r",
            false,
            paste("calcinosis\ntypes/tumoral"),
        ),
        ("Kalk in der Haut", false, paste("Kalk in der Haut")),
        ("calcinosis", false, keys("calcinosis")),
        ("calc ium", false, keys("calc ium")),
        ("jjjjjjjjjjjjjjjj", false, keys("jjjjjjjjjjjjjjjj")),
        ("jjjjkkkk    dd", false, paste("jjjjkkkk    dd")),
        ("jjjjkkkk    ", false, keys("jjjjkkkk    ")),
        ("jjjjkkkkx\x1b[A    dd", false, keys("jjjjkkkkx<up>    dd")),
        (
            "red lump of skin\r",
            true,
            [paste("red lump of skin"), keys("<enter>")].concat(),
        ),
        ("石灰石灰石灰石灰皮膚", false, paste("石灰石灰石灰石灰皮膚")),
    ] {
        assert_eq!(read(bytes, is_typing), expected, "{bytes:?}");
    }
}

/// Bytes that are mostly pieces of sequences, so that states are entered and left often.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => any::<u8>().prop_map(|byte| vec![byte]),
        3 => prop::sample::select(b"\x1b[]O<?;:$0129~AMmuPX\\\x07\x18".to_vec()).prop_map(|byte| vec![byte]),
        1 => Just(b"\x1b[200~".to_vec()),
        1 => Just(b"\x1b[201~".to_vec()),
        1 => "\\PC".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes_cut_anywhere_mean_the_same(bytes in noise(), cuts in prop::collection::vec(0_usize..80, 0..8)) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let parts = cuts.windows(2).map(|cut| &bytes[cut[0]..cut[1]]);
        prop_assert_eq!(decode_parts(parts), decode_whole(&bytes));
    }

    #[test]
    fn no_event_carries_a_control_character(bytes in noise()) {
        for event in flushed(&bytes) {
            match event {
                Event::Key(Key { code: KeyCode::Char(letter), modifiers }) => {
                    prop_assert!(!letter.is_control());
                    prop_assert!(!modifiers.shift);
                }
                Event::Paste(text) => prop_assert!(text.chars().all(|letter| !letter.is_control() || "\n\t".contains(letter))),
                _ => {}
            }
        }
    }

    #[test]
    fn ctrl_c_comes_through_within_a_few_presses(bytes in noise()) {
        let mut decoder = Decoder::new();
        decoder.decode(&bytes, &mut Vec::new());
        if bytes.windows(6).any(|part| part == b"\x1b[200~") {
            decoder.decode(b"\x1b[201~", &mut Vec::new());
        }
        let mut events = Vec::new();
        decoder.decode(b"\x03\x03\x03", &mut events);
        let interrupt = Key::new(KeyCode::Char('c'), Modifiers::CONTROL);
        prop_assert!(events.contains(&Event::Key(interrupt)));
    }
}
