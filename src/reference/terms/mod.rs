//! Text as a search sees it: its words, the stem of each, and how much each says.

use serde::{Deserialize, Serialize};

mod stemmer;
mod tokenizer;

pub use stemmer::{normal, stem};
pub use tokenizer::{normalize_into, normalized_tokens, tokens};

/// Words that hold a sentence together, normalized.
const STOP_WORDS: &str = "
    a about aint all also although am an and any anyway are arent as at be because been being both but by can
    cannot cant cheers could couldnt did didnt do does doesnt doing dont each eg either etc every for from get
    gets getting give given gives go goes going gone got had has hasnt have havent having he hence her here hers
    hes him his how however i ie if im in into is isnt it its itself ive just know knows let lets like made make
    makes may me mean means might mine most must my myself neither no nor not of off often ok okay on onto or
    other ought our own please put quite rather several shall she shes should shouldnt so some such tell than
    that thats the their them then there theres these they theyre theyve thing things this those though till to
    too toward towards until up upon us use used using very via was wasnt we were werent weve what whatever
    whats when whenever where whether which while who whom whose why will with wont would wouldnt yes yet you
    your youre yours youve
";

/// Who asks, for whom, and how: left out at either end of a query that says anything else.
const TALK: &str = "
    advice advise advised afraid anxious anybody anyone anyones appreciate appreciated asap ask asked asking
    aunt auntie boyfriend brother buddy colleague concern concerned concerning concerns cousin curious dad daddy
    dangerous dear diagnosed else everybody everyone experience experienced explain explained explanation father
    folks friend friends frightened girlfriend gran grandad granddad grandfather grandma grandmother grandpa
    guys hello help helped helps hey hi hubby husband idea ideas info information kindly lately mate maybe mom
    mother mum mummy nan need needs neighbor neighbour nephew niece nobody partner perhaps question questions
    regarding relative said say says scared serious seriously sibling sister somebody someone spouse suffer
    suffering suffers suggest suggestion suggestions thank thanks told uncle understand want wants wife wonder
    wondering worried worries worry worrying
";

/// Words of any story: rare in a reference, and yet they say little of what is asked.
const FILLERS: &str = "
    actually ago already always anything apparently article away bad behind best better big bit bits came come
    coming day days doctor doctors ever feel feels find found good guy happen happens kind lady little loads
    long look looking looks lot lots man many men month months much near never new now old one ones out people
    read really right seem seems side since something start started stay still stuff sure take taken takes
    taking think time took try trying way week weeks went woman women work works worth year years
";

/// How much a word says by itself.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Emphasis {
    Stop,
    Talk,
    Filler,
    Content,
}

const LISTS: [(&str, Emphasis); 3] = [
    (STOP_WORDS, Emphasis::Stop),
    (TALK, Emphasis::Talk),
    (FILLERS, Emphasis::Filler),
];

impl Emphasis {
    /// How much a normalized word says.
    pub fn of(word: &str) -> Self {
        let all = weak_words().find(|(weak, _)| *weak == word);
        all.map_or(Self::Content, |(_, emphasis)| emphasis)
    }
}

/// All words that say little or nothing.
pub fn weak_words() -> impl Iterator<Item = (&'static str, Emphasis)> {
    let words = |(list, emphasis): (&'static str, Emphasis)| {
        let words = list.split_ascii_whitespace();
        words.map(move |word| (word, emphasis))
    };
    LISTS.into_iter().flat_map(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_share_no_word() {
        let mut words: Vec<&str> = weak_words().map(|(word, _)| word).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(all, words.len());
        assert_eq!(Emphasis::of("the"), Emphasis::Stop);
        assert_eq!(Emphasis::of("thanks"), Emphasis::Talk);
        assert_eq!(Emphasis::of("months"), Emphasis::Filler);
        assert_eq!(Emphasis::of("calcium"), Emphasis::Content);
    }
}
