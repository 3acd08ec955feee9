//! The script form of keys, for settings and tests: `jj<enter>`, `<c-n>`, `<s-tab>`, `<lt>`.

use std::str::FromStr;

use super::key::{Key, KeyCode, Modifiers};

/// Every key with a name of its own. The first name of a key is the one that is printed.
const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Escape),
    ("bs", KeyCode::Backspace),
    ("backspace", KeyCode::Backspace),
    ("tab", KeyCode::Tab),
    ("space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("gt", KeyCode::Char('>')),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("ins", KeyCode::Insert),
    ("del", KeyCode::Delete),
];

/// The highest function key a terminal can send.
const LAST_FUNCTION_KEY: u8 = 24;

/// Reads a script of keys. The error is a sentence naming the part that is wrong.
pub fn parse_keys(script: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        if first == '<' {
            let (name, behind) = after.split_once('>').ok_or_else(|| {
                format!(
                    "\"{rest}\" opens a key name and never closes it; write <lt> for the character."
                )
            })?;
            keys.push(parse_name(name)?);
            rest = behind;
        } else {
            keys.push(bare(first)?);
            rest = after;
        }
    }
    Ok(keys)
}

fn bare(letter: char) -> Result<Key, String> {
    if letter.is_control() {
        let code = u32::from(letter);
        return Err(format!(
            "A script of keys has a control character (code {code}); write its name, such as <enter>."
        ));
    }
    Ok(Key::char(letter))
}

fn parse_name(name: &str) -> Result<Key, String> {
    let mut modifiers = Modifiers::NONE;
    let mut rest = name;
    while let Some((letter, after)) = held(rest) {
        match letter {
            'c' => modifiers.control = true,
            'a' => modifiers.alt = true,
            _ => modifiers.shift = true,
        }
        rest = after;
    }
    let code = code(rest).ok_or_else(|| {
        format!("<{name}> is not a key; names are such as <enter>, <c-n>, <s-tab>, <f1>.")
    })?;
    if modifiers.shift && matches!(code, KeyCode::Char(_)) {
        return Err(format!(
            "<{name}> holds Shift with a character; write the character that gives."
        ));
    }
    Ok(Key::new(code, modifiers))
}

/// Splits `c-n` into the held key and the rest; `-` alone is a character.
fn held(name: &str) -> Option<(char, &str)> {
    let (letter, rest) = name.split_once('-')?;
    let letter = match letter {
        "c" | "C" => 'c',
        "a" | "A" => 'a',
        "s" | "S" => 's',
        _ => return None,
    };
    (!rest.is_empty()).then_some((letter, rest))
}

fn code(name: &str) -> Option<KeyCode> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return (!letter.is_control()).then_some(KeyCode::Char(letter));
    }
    let lower = name.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return Some(*code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=LAST_FUNCTION_KEY)
        .contains(&number)
        .then_some(KeyCode::F(number))
}

impl FromStr for Key {
    type Err = String;

    /// Reads exactly one key in script form.
    fn from_str(script: &str) -> Result<Self, String> {
        match parse_keys(script)?.as_slice() {
            [key] => Ok(*key),
            keys => Err(format!(
                "\"{script}\" is {} keys where one is wanted.",
                keys.len()
            )),
        }
    }
}

impl Key {
    /// The name that [`parse_keys`] reads back.
    pub fn script_name(self) -> String {
        let held = self.modifiers;
        let prefix = [(held.control, "c-"), (held.alt, "a-"), (held.shift, "s-")];
        let prefix: String = prefix
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, name)| *name)
            .collect();
        let name = NAMES.iter().find(|(_, code)| *code == self.code);
        match (self.code, name) {
            (KeyCode::Char('>'), _) if prefix.is_empty() => ">".to_owned(),
            (_, Some((name, _))) => format!("<{prefix}{name}>"),
            (KeyCode::F(number), _) => format!("<{prefix}f{number}>"),
            (KeyCode::Char(letter), _) if prefix.is_empty() => letter.to_string(),
            (KeyCode::Char(letter), _) => format!("<{prefix}{letter}>"),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_reads_as_its_keys() {
        let keys =
            parse_keys("jG<enter><c-n><a-1><s-tab><space><pgdn><up><f1><lt>é<c--><c-a-x>").unwrap();
        let expected = [
            Key::char('j'),
            Key::char('G'),
            Key::plain(KeyCode::Enter),
            Key::ctrl('n'),
            Key::alt('1'),
            Key::shift(KeyCode::Tab),
            Key::char(' '),
            Key::plain(KeyCode::PageDown),
            Key::plain(KeyCode::Up),
            Key::plain(KeyCode::F(1)),
            Key::char('<'),
            Key::char('é'),
            Key::ctrl('-'),
            Key::new(
                KeyCode::Char('x'),
                Modifiers {
                    control: true,
                    alt: true,
                    shift: false,
                },
            ),
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn every_key_prints_a_name_that_reads_back() {
        let codes = NAMES.iter().map(|(_, code)| *code);
        let codes = codes.chain((1..=LAST_FUNCTION_KEY).map(KeyCode::F));
        for code in codes.chain("aZ-é!> ".chars().map(KeyCode::Char)) {
            for modifiers in [
                Modifiers::NONE,
                Modifiers::CONTROL,
                Modifiers::ALT,
                Modifiers::SHIFT,
            ] {
                if modifiers.shift && matches!(code, KeyCode::Char(_)) {
                    continue;
                }
                let key = Key::new(code, modifiers);
                assert_eq!(key.script_name().parse(), Ok(key), "{}", key.script_name());
            }
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (script, part) in [
            ("j<entr>", "<entr>"),
            ("j<c-n", "<c-n"),
            ("<s-a>", "<s-a>"),
            ("<>", "<>"),
            ("<f25>", "<f25>"),
            ("a\n", "code 10"),
        ] {
            let message = parse_keys(script).unwrap_err();
            assert!(
                message.contains(part) && message.ends_with('.'),
                "{message}"
            );
        }
        assert!("jj".parse::<Key>().unwrap_err().contains("2 keys"));
    }
}
