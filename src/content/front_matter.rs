//! The `+++` block before a page: Zola's fields, and ours under `[extra]`.

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::content::split::{Fence, line_of, split};
use crate::content::text::one_line;

/// What stands between the two `+++` lines, read leniently: a field of the wrong type is passed over, and
/// what is text is safe to show and on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct FrontMatter {
    pub title: Option<String>,
    pub description: Option<String>,
    pub weight: Option<i64>,
    pub draft: bool,
    pub aliases: Vec<String>,
    pub date: Option<String>,
    /// The day the text was last checked against its sources, `YYYY-MM-DD`.
    pub updated: Option<String>,
    pub sort_by: Option<String>,
    pub group: Option<String>,
    pub keys: Vec<String>,
    pub sites: Vec<String>,
    pub urgent: bool,
    pub questions: Vec<String>,
    pub evidence: Vec<Evidence>,
    /// Rows of the fact box, in order: a name and a value in Markdown.
    pub facts: Vec<(String, String)>,
    pub reviewed: Option<Review>,
    /// Of a section: what its pages are (page, type, cause, diagnostic, treatment).
    pub kind: Option<String>,
    pub groups: Vec<String>,
    pub compare: Vec<String>,
    pub headings: Vec<String>,
    /// Why the block could not be read, with its line in the file.
    pub error: Option<(usize, String)>,
}

/// What is known of a treatment in one disease.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Evidence {
    pub disease: String,
    pub level: String,
    pub finding: String,
}

/// Who reviewed a page, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Review {
    pub by: String,
    pub on: String,
}

impl FrontMatter {
    /// Reads the front matter of a file; an error is kept in `error` and leaves the rest empty.
    pub fn of(text: &str) -> Self {
        let split = split(text);
        let matter = text.get(split.matter.clone()).unwrap_or_default();
        match split.fence {
            Fence::Toml => match matter.parse::<Table>() {
                Ok(table) => Self::from_table(&table),
                Err(error) => Self::broken(text, split.matter.start, matter, &error),
            },
            Fence::Yaml => Self::from_yaml(matter),
            Fence::None => Self::default(),
        }
    }

    fn broken(text: &str, start: usize, matter: &str, error: &toml::de::Error) -> Self {
        let at = start + error.span().map_or(0, |span| span.start);
        let line = line_of(text, at);
        // A broken block still often says its title plainly.
        let title = matter
            .lines()
            .find_map(|line| line.strip_prefix("title"))
            .and_then(|rest| {
                let rest = rest.trim_start().strip_prefix('=')?.trim();
                Some(one_line(rest.trim_matches(['"', '\'']))).filter(|title| !title.is_empty())
            });
        Self {
            title,
            error: Some((line, error.message().to_owned())),
            ..Self::default()
        }
    }

    fn from_table(table: &Table) -> Self {
        let none = Table::new();
        let extra = table
            .get("extra")
            .and_then(Value::as_table)
            .unwrap_or(&none);
        Self {
            title: string(table, "title"),
            description: string(table, "description"),
            weight: table.get("weight").and_then(Value::as_integer),
            draft: boolean(table, "draft"),
            aliases: strings(table, "aliases"),
            date: date(table, "date"),
            updated: date(table, "updated"),
            sort_by: string(table, "sort_by"),
            error: None,
            ..Self::from_extra(extra)
        }
    }

    fn from_extra(extra: &Table) -> Self {
        Self {
            group: string(extra, "group"),
            keys: strings(extra, "keys"),
            sites: strings(extra, "sites"),
            urgent: boolean(extra, "urgent"),
            questions: strings(extra, "questions"),
            evidence: evidence(extra),
            facts: facts(extra),
            reviewed: review(extra),
            kind: string(extra, "kind"),
            groups: strings(extra, "groups"),
            compare: strings(extra, "compare"),
            headings: strings(extra, "headings"),
            ..Self::default()
        }
    }

    fn from_yaml(matter: &str) -> Self {
        let value = |name: &str| {
            matter.lines().find_map(|line| {
                let value = line.strip_prefix(name)?.strip_prefix(':')?.trim();
                let value = value.trim_matches(['"', '\'']).trim();
                Some(one_line(value)).filter(|value| !value.is_empty())
            })
        };
        Self {
            title: value("title"),
            description: value("description"),
            weight: value("weight").and_then(|weight| weight.parse().ok()),
            date: value("date"),
            draft: value("draft").as_deref() == Some("true"),
            ..Self::default()
        }
    }
}

fn string(table: &Table, name: &str) -> Option<String> {
    table.get(name).and_then(Value::as_str).map(one_line)
}

fn boolean(table: &Table, name: &str) -> bool {
    table.get(name).and_then(Value::as_bool).unwrap_or(false)
}

fn strings(table: &Table, name: &str) -> Vec<String> {
    let list = table
        .get(name)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    list.iter()
        .filter_map(Value::as_str)
        .map(one_line)
        .collect()
}

/// A date as TOML's own kind or as text, without its time.
fn date(table: &Table, name: &str) -> Option<String> {
    let text = match table.get(name)? {
        Value::Datetime(date) => date.to_string(),
        Value::String(text) => text.clone(),
        _ => return None,
    };
    text.split(['T', ' ']).next().map(str::to_owned)
}

fn evidence(extra: &Table) -> Vec<Evidence> {
    let list = extra
        .get("evidence")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let one = |table: &Table| Evidence {
        disease: string(table, "for").unwrap_or_default(),
        level: string(table, "level").unwrap_or_default(),
        finding: string(table, "finding").unwrap_or_default(),
    };
    list.iter().filter_map(Value::as_table).map(one).collect()
}

fn facts(extra: &Table) -> Vec<(String, String)> {
    let Some(table) = extra.get("facts").and_then(Value::as_table) else {
        return Vec::new();
    };
    table
        .iter()
        .filter_map(|(name, value)| Some((one_line(name), value.as_str()?.to_owned())))
        .collect()
}

fn review(extra: &Table) -> Option<Review> {
    let table = extra.get("reviewed").and_then(Value::as_table)?;
    Some(Review {
        by: string(table, "by")?,
        on: date(table, "on")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toml_block_gives_its_fields_in_order() {
        let text = "+++\ntitle = \"A\"\nweight = 3\nupdated = 2026-01-02\n[extra]\nkeys = [\"k\"]\n[extra.facts]\n\"Z\" = \"1\"\n\"A\" = \"2\"\n+++\nBody";
        let matter = FrontMatter::of(text);
        assert_eq!(matter.title.as_deref(), Some("A"));
        assert_eq!(matter.updated.as_deref(), Some("2026-01-02"));
        assert_eq!(
            matter.facts,
            [("Z".into(), "1".into()), ("A".into(), "2".into())]
        );
        assert_eq!(text.get(split(text).body..), Some("Body"));
    }

    #[test]
    fn a_broken_block_keeps_its_title_and_says_the_line() {
        let matter = FrontMatter::of("+++\ntitle = \"Kept\"\nweight = = 3\n+++\n");
        assert_eq!(matter.title.as_deref(), Some("Kept"));
        assert_eq!(matter.error.map(|(line, _)| line), Some(3));
    }

    #[test]
    fn yaml_gives_title_and_weight() {
        let matter = FrontMatter::of("---\ntitle: \"Hello\"\nweight: 7\ntags: [a]\n---\ntext");
        assert_eq!(
            (matter.title.as_deref(), matter.weight),
            (Some("Hello"), Some(7))
        );
    }

    #[test]
    fn a_file_without_front_matter_is_all_body() {
        assert_eq!(split("# Title\n\ntext").body, 0);
        assert_eq!(split("+++\nnever closed").fence, Fence::None);
    }
}
