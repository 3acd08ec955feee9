//! A large content tree made of the reference's own words and of made-up ones, the same on every run.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use calcinosis::content::embedded;

/// Made-up words there are; a collection of this size has about as many.
const MADE_UP: u64 = 150_000;
const FOLDERS: usize = 200;

/// A linear congruential generator: chance that repeats.
struct Dice(u64);

impl Dice {
    const fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// A number below `limit`, small ones far more often, as words are.
    const fn rare_below(&mut self, limit: u64) -> u64 {
        let size = self.below(limit) + 1;
        self.below(size)
    }
}

struct Writer {
    dice: Dice,
    /// Words of the reference in running order.
    words: Vec<String>,
}

/// Writes the tree; gives the bytes written and queries to try on it.
pub fn write(folder: &Path, topics: usize) -> io::Result<(usize, Vec<String>)> {
    let mut writer = Writer {
        dice: Dice(7),
        words: running_words(),
    };
    let mut bytes = 0;
    for topic in 0..topics {
        let inner = folder.join(format!("part{:03}", topic % FOLDERS));
        fs::create_dir_all(&inner)?;
        let text = writer.page();
        bytes += text.len();
        fs::write(inner.join(format!("topic{topic}.md")), text)?;
    }
    let queries = (0..60).map(|_| writer.query()).collect();
    Ok((bytes, queries))
}

fn running_words() -> Vec<String> {
    let files = embedded();
    let texts = files.iter().filter_map(|file| file.text().ok());
    texts
        .flat_map(|text| {
            let body = text.rsplit("+++").next().unwrap_or_default().to_owned();
            let words = body.split(|letter: char| !letter.is_alphabetic());
            words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

impl Writer {
    fn page(&mut self) -> String {
        let title = self.name();
        let key = self.name();
        let description = self.sentence(8);
        let mut text = format!(
            "+++\ntitle = \"{title}\"\ndescription = \"{description}\"\n[extra]\nkeys = [\"{key}\"]\n+++\n{}\n",
            self.sentence(20)
        );
        for _ in 0..3 {
            let _ = write!(text, "\n## {}\n\n", self.name());
            for _ in 0..3 {
                text.push_str(&self.sentence(12));
                text.push('\n');
            }
        }
        text
    }

    fn name(&mut self) -> String {
        let made_up = self.made_up();
        format!("{} {made_up}", self.run(2))
    }

    /// A run of the reference's words with made-up ones between them.
    fn sentence(&mut self, length: usize) -> String {
        let made_up = self.made_up();
        format!(
            "{} {made_up} {}.",
            self.run(length / 2),
            self.run(length / 2)
        )
    }

    fn run(&mut self, length: usize) -> String {
        let limit = u64::try_from(self.words.len()).unwrap_or(1).max(1);
        let start = usize::try_from(self.dice.below(limit)).unwrap_or(0);
        let run = self.words.iter().cycle().skip(start).take(length);
        run.cloned().collect::<Vec<_>>().join(" ")
    }

    fn made_up(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "cal", "der", "mo", "scle", "ro", "tu", "phos", "lax", "is", "in", "ne", "ra", "ti",
            "bu", "fex", "go", "hin", "ju", "ka", "lor", "min", "os", "pel", "qui",
        ];
        let mut number = self.dice.rare_below(MADE_UP) + 24;
        let mut word = String::new();
        while number > 0 {
            let at = usize::try_from(number % 24).unwrap_or(0);
            word.push_str(SYLLABLES.get(at).copied().unwrap_or_default());
            number /= 24;
        }
        word
    }

    fn query(&mut self) -> String {
        match self.dice.below(3) {
            0 => self.made_up(),
            1 => self.run(3),
            _ => format!("{} {}", self.run(2), self.made_up()),
        }
        .to_lowercase()
    }
}
