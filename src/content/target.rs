//! Where the target of a link leads.

/// What stands before the name of a command of the program, as `command:body` asks for the body map.
pub const COMMAND: &str = "command:";

/// Whether a target has a scheme, as `https:` is one, or names a host: then it leads out of the reference. A single
/// letter before a colon is no scheme but part of a path.
pub fn leads_outside(target: &str) -> bool {
    if target.starts_with(COMMAND) {
        return false;
    }
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let has_scheme = scheme.len() > 1 && scheme.bytes().all(is_part);
    has_scheme || target.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_or_a_host_leads_outside() {
        for target in [
            "https://example.org",
            "mailto:a@b",
            "//host/path",
            "git+ssh://x",
        ] {
            assert!(leads_outside(target), "{target}");
        }
        for target in [
            "@/types/a.md",
            "a.md#b:c",
            "../a:b",
            "#heading",
            "a:b",
            "",
            ":x",
        ] {
            assert!(!leads_outside(target), "{target}");
        }
    }
}
