//! What libFuzzer calls: the mode is named by the variable MODE, for one binary serves all.

#![no_main]

use std::env;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

mod modes;

static MODE: OnceLock<modes::Mode> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let mode = MODE.get_or_init(|| {
        let name = env::var("MODE").unwrap_or_default();
        named(&name).unwrap_or_else(|| panic!("MODE is one of {}", names()))
    });
    mode(bytes);
});

fn named(name: &str) -> Option<modes::Mode> {
    let found = modes::MODES.iter().find(|(known, _)| *known == name);
    found.map(|(_, mode)| *mode)
}

fn names() -> String {
    let names: Vec<&str> = modes::MODES.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}
