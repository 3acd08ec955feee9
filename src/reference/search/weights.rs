//! Every number of the ranking, in one table.

use crate::terms::Emphasis;

/// What a word in each field counts, in times of a word in a body of average length.
pub const IN_TITLE: f32 = 6.0;
pub const IN_KEY: f32 = 2.5;
pub const IN_DESCRIPTION: f32 = 2.0;
pub const IN_HEADING: f32 = 1.25;
/// A word that stands only beside the text: in what a cited source says, or in a warning of a medicine.
pub const IN_ASIDE: f32 = 0.25;

/// BM25's k1: how soon more of the same word stops counting.
pub const SATURATION: f32 = 2.0;
/// BM25's b: how much a long body counts against itself.
pub const LENGTH: f32 = 0.7;

/// What a title or key found in the query adds, in times of its words' weights.
pub const NAMED_BY_TITLE: f32 = 4.0;
pub const NAMED_BY_KEY: f32 = 2.3;
/// The same for a heading that says all that is asked; only topics with this part of the best score are looked at.
pub const NAMED_BY_HEADING: f32 = 1.5;
pub const LEAST_OF_BEST_HEADED: f32 = 0.3;
/// All, but for what rounding takes.
pub const ALL: f32 = 0.99;
/// How much of a word's rarity is how few topics are named by it; the rest is how few have it at all.
pub const BY_NAMES: f32 = 0.6;
/// What each word of a name adds that stands in the query as a run.
pub const NAME_IN_ORDER: f32 = 0.7;
/// The least a word of a name counts for, however common; stop words aside.
pub const NAME_WORD: f32 = 1.0;
/// What the best section adds for words that stand together in it.
pub const PROXIMITY: f32 = 0.3;
/// How much of that a long topic loses, as a power of its length: pages about everything have words together by chance.
pub const LENGTH_PENALTY: f32 = 0.75;
/// What a word counts there that stands in the section's heading.
pub const IN_HEADING_TOGETHER: f32 = 1.25;
/// What a topic gains whose names are of all most like the query, letter by letter.
pub const TRIGRAMS: f32 = 1.5;
/// A section's page and the front page stand behind the pages they lead to.
pub const CONTENTS_PAGE: f32 = 0.5;
/// A page about everything, as its front matter says, stands behind the page about the thing.
pub const OVERVIEW: f32 = 0.9;
/// A topic at a body site that the query names.
pub const AT_SITE: f32 = 1.07;
/// The least confidence in a candidate that names a site.
pub const NAMES_SITE: f32 = 0.5;
/// The confidence in a word that was not typed as it stands.
pub const PREFIX: f32 = 0.8;
/// A longer word, when the typed one exists by itself.
pub const PREFIX_OF_KNOWN: f32 = 0.2;
/// A very short beginning of a word in a name.
pub const PREFIX_IN_NAME: f32 = 0.5;
/// By how many letters it sounds different.
pub const MISSPELT: [f32; 3] = [0.9, 0.8, 0.6];
/// A word of the reference for what was typed.
pub const SYNONYM: f32 = 0.7;
/// Words of talk around the matter.
pub const FILLER: f32 = 0.4;
/// Words that only hold a sentence together.
pub const STOP_WORD: f32 = 0.05;

/// Topics shown: those with at least this part of the first one's score, and always so many.
pub const LEAST_OF_BEST: f32 = 0.1;
pub const FEWEST_SHOWN: usize = 10;
/// Topics ranked by their sections too, best first.
pub const CANDIDATES: usize = 128;
/// Terms tried for a word being typed, and postings read for them.
pub const PREFIX_TERMS: usize = 64;
pub const PREFIX_POSTINGS: u32 = 200_000;
/// Terms tried for a misspelt word.
pub const SIMILAR_TERMS: usize = 6;
/// Words of a query that are looked at, and how many of them may be misspelt.
pub const LONGEST_QUERY: usize = 32;
pub const CORRECTIONS: usize = 6;

/// What is left of a word's weight.
pub const fn of_emphasis(emphasis: Emphasis) -> f32 {
    match emphasis {
        Emphasis::Stop => STOP_WORD,
        Emphasis::Talk | Emphasis::Filler => FILLER,
        Emphasis::Content => 1.0,
    }
}

/// The inverse document frequency of a word that stands in `with` of `all` topics.
pub fn idf(all: usize, with: u32) -> f32 {
    let all = real(u32::try_from(all).unwrap_or(u32::MAX));
    let with = real(with).min(all);
    ((all - with + 0.5) / (with + 0.5)).ln_1p()
}

/// The same, where it also counts in how many topics' names the word stands.
pub fn specificity(all: usize, with: u32, named: u32) -> f32 {
    BY_NAMES.mul_add(
        idf(all, named.max(1)),
        (1.0 - BY_NAMES) * idf(all, with.max(1)),
    )
}

/// What a name adds of which the query has this part of the weight.
pub fn in_part(part: f32) -> f32 {
    part * part.sqrt()
}

/// What the names of one topic add together: little more than the best, unless several are as good. Each is
/// raised before the sum is made, which is lowered again.
pub const fn raised(score: f32) -> f32 {
    score * score * score * score
}

pub fn lowered(sum: f32) -> f32 {
    sum.sqrt().sqrt()
}

/// What is left of the score of a topic that has this part of the query's words, by their weights.
pub fn coverage(part: f32) -> f32 {
    part.min(1.0).sqrt()
}

/// A count as a number to calculate with.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts are small or only compared roughly"
)]
pub const fn real(count: u32) -> f32 {
    count as f32
}
