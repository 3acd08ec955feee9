//! What the fuzzer keeps, on any compiler: every input of the corpus, and cuts and joints of them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

#[path = "../support/cases.rs"]
mod cases;
mod modes;

use std::fs;
use std::path::Path;

/// How often each input is cut and joined with the next, before `FUZZ` multiplies it.
const ROUNDS: u32 = 8;

fn corpus(mode: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/corpus")
        .join(mode);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

#[test]
fn every_input_of_the_corpus_whole_cut_and_joined_breaks_nothing() {
    let rounds = cases::cases(ROUNDS).cases as usize;
    for (name, mode) in modes::MODES {
        let inputs = corpus(name);
        assert!(inputs.len() >= 3, "{name}");
        for (place, input) in inputs.iter().enumerate() {
            mode(input);
            for round in 1..=rounds {
                let other = &inputs[(place + round) % inputs.len()];
                let at = |input: &[u8], by: usize| (input.len() * (round * by % 97)) / 97;
                let joined = [&input[..at(input, 31)], &other[at(other, 53)..]].concat();
                mode(&joined);
            }
        }
    }
}
