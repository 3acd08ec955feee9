//! The numbers in a control sequence: fields between semicolons, parts between colons.

pub(super) fn is_only_digits(body: &[u8]) -> bool {
    !body.is_empty() && body.iter().all(u8::is_ascii_digit)
}

/// The number in a field between semicolons; `None` when it is empty or not there.
pub(super) fn field(body: &[u8], index: usize) -> Option<u32> {
    subfield(body, index, 0)
}

/// The number in a part of a field between colons.
pub(super) fn subfield(body: &[u8], index: usize, part: usize) -> Option<u32> {
    let field = body.split(|byte| *byte == b';').nth(index)?;
    number(field.split(|byte| *byte == b':').nth(part)?)
}

fn number(digits: &[u8]) -> Option<u32> {
    if !is_only_digits(digits) {
        return None;
    }
    let value = |sum: u32, digit: &u8| {
        sum.saturating_mul(10)
            .saturating_add(u32::from(digit - b'0'))
    };
    Some(digits.iter().fold(0, value))
}
