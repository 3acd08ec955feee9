//! Words that hold a sentence together and say nothing of what it is about.

/// In alphabetical order, folded, without apostrophes.
const STOP_WORDS: &[&str] = &[
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "being", "but", "by", "can", "cannot", "cant", "could", "did", "do", "does", "doing",
    "dont", "for", "from", "get", "gets", "getting", "give", "given", "gives", "go", "goes",
    "going", "gone", "got", "had", "has", "have", "having", "he", "her", "hers", "him", "his",
    "how", "i", "if", "im", "in", "into", "is", "isnt", "it", "its", "ive", "just", "know",
    "knows", "like", "made", "make", "makes", "may", "me", "mean", "means", "might", "mine",
    "must", "my", "myself", "no", "not", "of", "off", "on", "onto", "or", "other", "our", "own",
    "please", "put", "shall", "she", "should", "so", "some", "such", "tell", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "thing", "things", "this", "those", "to",
    "too", "up", "us", "use", "used", "using", "very", "was", "we", "were", "what", "when",
    "where", "which", "who", "why", "will", "with", "would", "you", "your",
];

/// Whether a folded word is one of them.
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// All of them.
pub fn stop_words() -> impl Iterator<Item = &'static str> {
    STOP_WORDS.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("the") && !is_stop_word("calcium"));
    }
}
