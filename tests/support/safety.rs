//! What may leave the program: nothing that commands a terminal or turns the direction of its text.

/// Written out here, and not asked of the program.
const fn commands_a_terminal(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => true,
        _ => false,
    }
}

#[track_caller]
pub fn assert_safe(text: &str) {
    if let Some(at) = text.find(commands_a_terminal) {
        let before = text.floor_char_boundary(at.saturating_sub(80));
        let behind = text.ceil_char_boundary((at + 40).min(text.len()));
        panic!("{:?}", &text[before..behind]);
    }
}

/// A text that must be JSON, of which every string is safe once it is read.
#[track_caller]
pub fn assert_safe_json(text: &str) -> serde_json::Value {
    assert_safe(text);
    let value: serde_json::Value = serde_json::from_str(text).unwrap();
    each_text(&value, &mut assert_safe);
    value
}

/// Every string of data, the names of its fields too.
pub fn each_text(value: &serde_json::Value, visit: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => visit(text),
        serde_json::Value::Array(all) => all.iter().for_each(|it| each_text(it, visit)),
        serde_json::Value::Object(fields) => {
            for (name, it) in fields {
                visit(name);
                each_text(it, visit);
            }
        }
        _ => {}
    }
}
