//! The list of queries, and the figures that are made of their answers.

use std::collections::BTreeMap;
use std::fmt;

use calcinosis::library::Library;
use calcinosis::search::Index;

const QUERIES: &str = include_str!("queries.tsv");

/// Hits looked at for each query.
const LIMIT: usize = 10;

/// A query as somebody typed it, with the topics that answer it.
///
/// The half `tune` was seen while words and weights were chosen. The half `final` was written by somebody who had
/// read titles and descriptions only; nothing may be chosen by it.
#[derive(Clone, Debug)]
pub struct Query {
    pub text: &'static str,
    pub topics: Vec<&'static str>,
    pub style: &'static str,
    pub half: &'static str,
}

pub fn queries() -> Vec<Query> {
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

/// The place of the first topic that answers the query among the hits, from 0.
pub fn rank(index: &Index, library: &Library, query: &Query) -> Option<usize> {
    let ids = ids(index, library, query.text, LIMIT);
    ids.iter().position(|id| query.topics.contains(id))
}

/// The ids of the topics found, best first.
pub fn ids<'a>(index: &Index, library: &'a Library, text: &str, limit: usize) -> Vec<&'a str> {
    let hits = index.search(library, text, limit).hits;
    let id = |topic| library.topic(topic).id.as_str();
    hits.iter().map(|hit| id(hit.topic)).collect()
}

/// How often the right topic was first, and among the first three.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    pub queries: usize,
    pub first: usize,
    pub three: usize,
    reciprocal: f64,
}

impl Figures {
    fn add(&mut self, rank: Option<usize>) {
        self.queries += 1;
        self.first += usize::from(rank == Some(0));
        self.three += usize::from(rank.is_some_and(|rank| rank < 3));
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }
}

/// Figures by half and style, and of each half in all.
#[derive(Debug, Default)]
pub struct Score(BTreeMap<(&'static str, &'static str), Figures>);

impl Score {
    pub fn add(&mut self, query: &Query, rank: Option<usize>) {
        for style in [query.style, "all"] {
            self.0.entry((query.half, style)).or_default().add(rank);
        }
    }

    pub fn of(&self, half: &str) -> Figures {
        self.0.get(&(half, "all")).copied().unwrap_or_default()
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((half, style), figures) in &self.0 {
            let share = |part: f64| part / figures.queries as f64;
            writeln!(
                out,
                "{half:6} {style:13} {:4} queries  hit@1 {:5.1} %  hit@3 {:5.1} %  MRR {:.3}",
                figures.queries,
                100.0 * share(figures.first as f64),
                100.0 * share(figures.three as f64),
                share(figures.reciprocal),
            )?;
        }
        Ok(())
    }
}
