//! Text as a search sees it: its words, the stem of each, and how much each says.

mod stemmer;
mod stop_words;
mod tokenizer;

pub use stemmer::{normal, stem};
pub use stop_words::{Emphasis, weak_words};
pub use tokenizer::{normalize_into, normalized_tokens, tokens};
