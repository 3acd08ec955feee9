//! How well the finder does when nobody foresaw the query: near-identical keys of the right pages are taken away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;

use calcinosis::content::{SourceFile, embedded};
use calcinosis::library::Library;
use calcinosis::search::Index;
use toml::{Table, Value};

use crate::queries::{Query, Score, queries, rank};

/// Keys at least this like the query are taken away.
const ALIKE: f64 = 0.6;

/// Queries asked of one index, which takes most of the time. Those of a group share no topic that answers them, so
/// each has its own keys taken away; that other topics lose a few, too, is the price.
const GROUP: usize = 64;

/// How many of each half must have a right topic first: under these conditions.
const FLOORS: [(&str, usize); 2] = [("tune", 592), ("final", 193)];

/// The lists of a page's front matter that name it.
const NAME_LISTS: [&str; 3] = ["keys", "brands", "misspellings"];

#[test]
fn queries_that_nobody_foresaw_find_their_topic() {
    let score = score(&groups(queries()));
    println!("leave one key out\n{score}");
    for (half, first) in FLOORS {
        let found = score.of(half).first;
        assert!(found >= first, "{half}: {found} of {first}");
    }
}

fn groups(queries: Vec<Query>) -> Vec<Vec<Query>> {
    let mut groups: Vec<Vec<Query>> = Vec::new();
    for query in queries {
        let is_apart = |other: &Query| {
            query
                .topics
                .iter()
                .all(|topic| !other.topics.contains(topic))
        };
        let open = |group: &&mut Vec<Query>| group.len() < GROUP && group.iter().all(is_apart);
        match groups.iter_mut().find(open) {
            Some(group) => group.push(query),
            None => groups.push(vec![query]),
        }
    }
    groups
}

fn score(groups: &[Vec<Query>]) -> Score {
    let pages = Pages::read();
    let score = Mutex::new(Score::default());
    let answer = &|group: &Vec<Query>| {
        let library = pages.without_keys_like(group);
        let index = Index::new(&library);
        for query in group {
            let rank = rank(&index, &library, query);
            if std::env::var("SEARCH_MISSES").is_ok_and(|half| half == query.half)
                && rank != Some(0)
            {
                eprintln!("without its keys: {rank:?} {}", query.text);
            }
            score.lock().unwrap().add(query, rank);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for part in groups.chunks(groups.len().div_ceil(threads)) {
            scope.spawn(move || part.iter().for_each(answer));
        }
    });
    score.into_inner().unwrap()
}

/// The shipped content, with the names each page gives itself.
struct Pages {
    files: Vec<SourceFile>,
    names: BTreeMap<String, Vec<String>>,
}

impl Pages {
    fn read() -> Self {
        let files = embedded();
        let pages = files.iter().filter(|file| file.path.ends_with(".md"));
        let names = pages.map(|file| (topic_id(&file.path), names(&file.text().unwrap())));
        Self {
            names: names.collect(),
            files,
        }
    }

    /// The library as it would be, had nobody thought of the queries when the pages that answer them were written.
    fn without_keys_like(&self, queries: &[Query]) -> Library {
        let mut removed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for query in queries {
            let query_grams = grams(query.text);
            for topic in &query.topics {
                let names = self.names.get(*topic).into_iter().flatten();
                let like = names.filter(|name| cosine(&query_grams, &grams(name)) > ALIKE);
                removed.insert(topic, like.map(String::as_str).collect());
            }
        }
        let file = |file: &SourceFile| {
            let path = file.path.to_string();
            let like = removed.get(topic_id(&path).as_str());
            match like.filter(|like| !like.is_empty()) {
                Some(like) => SourceFile::new(path, without(&file.text().unwrap(), like)),
                None if path == "ambiguous.toml" => {
                    SourceFile::new(path, unshared(&file.text().unwrap(), &removed))
                }
                None => file.clone(),
            }
        };
        Library::load(&self.files.iter().map(file).collect::<Vec<_>>())
    }
}

fn topic_id(path: &str) -> String {
    let id = path.trim_end_matches(".md");
    id.trim_end_matches("/_index").to_owned()
}

/// The front matter of a page as a table, and what follows it.
fn front_matter(text: &str) -> (Table, &str) {
    let mut parts = text.splitn(3, "+++");
    let table = parts.nth(1).unwrap().parse().unwrap();
    (table, parts.next().unwrap())
}

fn names(text: &str) -> Vec<String> {
    let (matter, _) = front_matter(text);
    let list = |name| matter.get("extra")?.get(name)?.as_array().cloned();
    let names = NAME_LISTS.into_iter().filter_map(list).flatten();
    names
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

/// A page without these names.
fn without(text: &str, names: &BTreeSet<&str>) -> String {
    let (mut matter, body) = front_matter(text);
    let extra = matter.get_mut("extra").unwrap().as_table_mut().unwrap();
    for list in NAME_LISTS {
        if let Some(Value::Array(list)) = extra.get_mut(list) {
            list.retain(|name| !names.contains(name.as_str().unwrap()));
        }
    }
    format!("+++\n{matter}+++{body}")
}

/// `ambiguous.toml` without the keys that were taken from a page.
fn unshared(text: &str, removed: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    let mut file: Table = text.parse().unwrap();
    let taken: BTreeSet<String> = removed
        .values()
        .flatten()
        .map(|key| key.to_lowercase())
        .collect();
    if let Some(Value::Table(keys)) = file.get_mut("keys") {
        keys.retain(|key, _| !taken.contains(&key.to_lowercase()));
    }
    file.to_string()
}

/// The runs of three characters of a text whose words have a space before and behind, each with its count.
fn grams(text: &str) -> BTreeMap<String, f64> {
    let mut grams = BTreeMap::new();
    for word in text
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
    {
        let padded: Vec<char> = format!(" {word} ").chars().collect();
        for gram in padded.windows(3) {
            *grams.entry(gram.iter().collect()).or_insert(0.0) += 1.0;
        }
    }
    grams
}

fn cosine(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>) -> f64 {
    let product: f64 = a
        .iter()
        .filter_map(|(gram, count)| Some(count * b.get(gram)?))
        .sum();
    let length = |grams: &BTreeMap<String, f64>| {
        grams
            .values()
            .map(|count| count * count)
            .sum::<f64>()
            .sqrt()
    };
    product / (length(a) * length(b)).max(f64::EPSILON)
}

#[test]
fn a_key_that_says_the_query_is_taken_away_and_another_stays() {
    let text =
        "+++\ntitle = \"T\"\n[extra]\nkeys = [\"hard lump on the elbow\", \"tophus\"]\n+++\nBody.";
    let near = cosine(
        &grams("hard lumps on elbow"),
        &grams("hard lump on the elbow"),
    );
    let far = cosine(&grams("hard lumps on elbow"), &grams("tophus"));
    assert!(near > ALIKE && far < ALIKE, "{near} {far}");
    let left = without(text, &BTreeSet::from(["hard lump on the elbow"]));
    assert_eq!(names(&left), ["tophus"]);
    assert!(left.ends_with("+++\nBody."));
}
