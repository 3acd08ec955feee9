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

/// Words of talk around the matter: rare in a reference, and yet they say little of what is asked.
const FILLERS: &[&str] = &[
    "actually",
    "ago",
    "already",
    "always",
    "anything",
    "apparently",
    "article",
    "away",
    "bad",
    "best",
    "better",
    "big",
    "bit",
    "bits",
    "came",
    "come",
    "coming",
    "day",
    "days",
    "doctor",
    "doctors",
    "ever",
    "feel",
    "feels",
    "find",
    "found",
    "good",
    "happen",
    "happens",
    "help",
    "helps",
    "kind",
    "little",
    "loads",
    "long",
    "look",
    "looking",
    "looks",
    "lot",
    "lots",
    "many",
    "month",
    "months",
    "much",
    "near",
    "need",
    "needs",
    "never",
    "new",
    "now",
    "old",
    "out",
    "people",
    "read",
    "really",
    "right",
    "said",
    "say",
    "says",
    "seem",
    "seems",
    "side",
    "since",
    "someone",
    "something",
    "start",
    "started",
    "stay",
    "still",
    "stuff",
    "sure",
    "take",
    "taken",
    "takes",
    "taking",
    "think",
    "time",
    "told",
    "took",
    "try",
    "trying",
    "want",
    "wants",
    "way",
    "week",
    "weeks",
    "went",
    "work",
    "works",
    "worth",
    "year",
    "years",
];

/// How much a word says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    None,
    Little,
    Full,
}

impl Emphasis {
    /// How much a folded word says.
    pub fn of(word: &str) -> Self {
        match () {
            () if STOP_WORDS.binary_search(&word).is_ok() => Self::None,
            () if FILLERS.binary_search(&word).is_ok() => Self::Little,
            () => Self::Full,
        }
    }
}

/// All words that say little or nothing.
pub fn quiet_words() -> impl Iterator<Item = (&'static str, Emphasis)> {
    let stop = STOP_WORDS.iter().map(|word| (*word, Emphasis::None));
    let fillers = FILLERS.iter().map(|word| (*word, Emphasis::Little));
    fillers.chain(stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(STOP_WORDS.is_sorted() && FILLERS.is_sorted());
        assert_eq!(Emphasis::of("the"), Emphasis::None);
        assert_eq!(Emphasis::of("calcium"), Emphasis::Full);
    }
}
