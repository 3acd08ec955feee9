//! From what a person calls a topic to the topic: an id, an alias, a search key, each perhaps with `#heading`.

use std::fmt;

use crate::library::links::parts;
use crate::library::{Library, TopicId};

/// A topic named by a person, and the heading after `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub topic: TopicId,
    pub heading: Option<String>,
}

/// Why a name leads to no topic, as a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamingError {
    Unknown(String),
    /// The name, and the ids of the topics it could mean.
    Ambiguous(String, Vec<String>),
}

impl fmt::Display for NamingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Unknown(name) => {
                format!("no topic is called “{name}”; search for it, or see the list of topics")
            }
            Self::Ambiguous(name, ids) => {
                format!("“{name}” could be {}; name one of them", ids.join(" or "))
            }
        };
        formatter.write_str(&sentence)
    }
}

impl std::error::Error for NamingError {}

impl Library {
    /// The topic that `name` means: an id or alias first, then an unambiguous search key or title.
    pub fn named(&self, name: &str) -> Result<Named, NamingError> {
        let (path, heading) = parts(name);
        let found = self.find(path.trim_start_matches("@/"));
        let found = found.map_or_else(|| self.with_key(path), |topic| vec![topic]);
        match found.as_slice() {
            [] => Err(NamingError::Unknown(path.to_owned())),
            [topic] => Ok(Named {
                topic: *topic,
                heading: heading.map(str::to_owned),
            }),
            several => {
                let ids = several.iter().map(|id| self.topic(*id).id.clone());
                Err(NamingError::Ambiguous(path.to_owned(), ids.collect()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SourceFile;

    fn library() -> Library {
        let page = |path: &str, keys: &str| {
            SourceFile::new(
                path,
                format!("+++\ntitle = \"T {path}\"\n[extra]\nkeys = [{keys}]\n+++\nText.\n"),
            )
        };
        Library::load(&[
            page("a/one.md", "\"CC\", \"Lump\""),
            page("a/two.md", "\"cc\""),
        ])
    }

    #[test]
    fn ids_and_single_keys_are_topics() {
        let library = library();
        let one = library.find("a/one").unwrap();
        assert_eq!(library.named("a/one").map(|it| it.topic), Ok(one));
        assert_eq!(
            library.named("LUMP#x"),
            Ok(Named {
                topic: one,
                heading: Some("x".into())
            })
        );
    }

    #[test]
    fn a_shared_key_is_never_resolved_silently() {
        let error = library().named("Cc").unwrap_err().to_string();
        assert_eq!(error, "“Cc” could be a/one or a/two; name one of them");
    }
}
