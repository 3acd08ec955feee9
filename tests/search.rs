//! The finder finds: queries as people type them, judged against the topics that answer them.

#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a test reports its figures and fails loudly"
)]

use std::collections::BTreeMap;

use calcinosis::content::embedded;
use calcinosis::library::Library;
use calcinosis::search::Index;

const QUERIES: &str = include_str!("search/queries.tsv");

struct Query {
    text: &'static str,
    topics: Vec<&'static str>,
    style: &'static str,
    half: &'static str,
}

fn queries() -> Vec<Query> {
    let query = |line: &'static str| {
        let mut columns = line.split('\t');
        Query {
            text: columns.next().unwrap(),
            topics: columns.next().unwrap().split(',').collect(),
            style: columns.next().unwrap(),
            half: columns.next().unwrap(),
        }
    };
    QUERIES.lines().skip(1).map(query).collect()
}

#[derive(Clone, Copy, Default)]
struct Figures {
    queries: usize,
    first: usize,
    three: usize,
    reciprocal: f64,
}

impl Figures {
    fn add(&mut self, rank: Option<usize>) {
        self.queries += 1;
        self.first += usize::from(rank == Some(0));
        self.three += usize::from(rank.is_some_and(|rank| rank < 3));
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }

    fn line(&self, half: &str, style: &str) -> String {
        let share = |part: f64| part / self.queries as f64;
        format!(
            "{half:6} {style:13} {:4} queries  hit@1 {:5.1} %  hit@3 {:5.1} %  MRR {:.3}",
            self.queries,
            100.0 * share(self.first as f64),
            100.0 * share(self.three as f64),
            share(self.reciprocal),
        )
    }
}

#[test]
fn the_right_topic_comes_first() {
    let library = Library::load(&embedded());
    let index = Index::new(&library);
    let show = std::env::var("SEARCH_MISSES").unwrap_or_default();
    let mut figures: BTreeMap<(&str, &str), Figures> = BTreeMap::new();
    for query in queries() {
        let hits = index.search(&library, query.text, 20).hits;
        let ids: Vec<&str> = hits
            .iter()
            .map(|hit| library.topic(hit.topic).id.as_str())
            .collect();
        let rank = ids.iter().position(|id| query.topics.contains(id));
        figures
            .entry((query.half, query.style))
            .or_default()
            .add(rank);
        figures.entry((query.half, "all")).or_default().add(rank);
        if show == query.half && rank != Some(0) {
            println!("{:?} {} | {}", rank, query.text, query.topics.join(","));
            for hit in hits.iter().take(3) {
                println!(
                    "      {:6.2} {} — {}",
                    hit.score,
                    library.topic(hit.topic).id,
                    hit.why
                );
            }
        }
    }
    for ((half, style), figures) in &figures {
        println!("{}", figures.line(half, style));
    }
}
