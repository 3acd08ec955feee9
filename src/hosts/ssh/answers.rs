//! What commands come to, kept once for all who ask the same at the same time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// What the words of a command come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandAnswer {
    /// The reader, at this topic, perhaps on a terminal that must not be asked for margins.
    Open {
        topic: String,
        margins: bool,
    },
    Text {
        out: String,
        err: String,
        code: u32,
    },
}

impl CommandAnswer {
    /// Bytes of its text.
    pub const fn text_length(&self) -> usize {
        match self {
            Self::Open { .. } => 0,
            Self::Text { out, err, .. } => out.len() + err.len(),
        }
    }

    /// A complaint, and nothing else.
    pub fn complaint(sentence: impl Into<String>, code: u32) -> Self {
        Self::Text {
            out: String::new(),
            err: sentence.into(),
            code,
        }
    }
}

/// Answers that somebody still reads, by the words that were asked. They belong to one state of the content.
#[derive(Debug, Default)]
pub struct SharedAnswers {
    by_words: Mutex<HashMap<Vec<String>, Weak<CommandAnswer>>>,
}

impl SharedAnswers {
    pub fn get(&self, words: &[String]) -> Option<Arc<CommandAnswer>> {
        self.by_words().get(words)?.upgrade()
    }

    /// Keeps an answer for as long as anybody holds it.
    pub fn keep(&self, words: &[String], answer: CommandAnswer) -> Arc<CommandAnswer> {
        let answer = Arc::new(answer);
        let mut by_words = self.by_words();
        by_words.retain(|_, answer| answer.strong_count() > 0);
        by_words.insert(words.to_vec(), Arc::downgrade(&answer));
        drop(by_words);
        answer
    }

    fn by_words(&self) -> MutexGuard<'_, HashMap<Vec<String>, Weak<CommandAnswer>>> {
        self.by_words.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_shared_while_it_is_read_and_forgotten_then() {
        let answers = SharedAnswers::default();
        let words = ["list".to_owned()];
        let first = answers.keep(&words, CommandAnswer::complaint("a", 1));
        assert!(Arc::ptr_eq(&first, &answers.get(&words).unwrap()));
        assert_eq!(answers.get(&[]), None);
        drop(first);
        assert_eq!(answers.get(&words), None);
        let _other = answers.keep(&[], CommandAnswer::complaint("b", 1));
        assert_eq!(answers.by_words().len(), 1);
    }
}
