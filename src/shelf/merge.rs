//! A three-way merge of shelves, so that no instance loses what another kept.
//!
//! `base` is the common ancestor. What one of them changed is taken from that one. What both changed is kept twice where
//! that makes sense (two notes on a piece, two places of a mark); otherwise the later writer wins.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::shelf::{Clip, Place, Sheet, Shelf};

/// The shelf to write: `mine` is what this instance keeps, `theirs` what was written meanwhile.
pub fn merge(base: &Shelf, mine: &Shelf, theirs: &Shelf) -> Shelf {
    if base == theirs {
        return mine.clone();
    }
    let (marks, displaced) = marks(base, mine, theirs);
    let mut bookmarks = ThreeWayMerge {
        base: &base.bookmarks,
        mine: &mine.bookmarks,
        theirs: &theirs.bookmarks,
    }
    .merge(Place::same_part, |_, mine, _| mine.clone());
    for place in displaced {
        if !bookmarks.iter().any(|other| other.same_part(&place)) {
            bookmarks.push(place);
        }
    }
    Shelf {
        version: mine.version.max(theirs.version),
        visit: if mine.visit == base.visit {
            theirs.visit.clone()
        } else {
            mine.visit.clone()
        },
        marks,
        bookmarks,
        read: ThreeWayMerge {
            base: &base.read,
            mine: &mine.read,
            theirs: &theirs.read,
        }
        .merge(|a, b| a.topic == b.topic, |_, mine, _| mine.clone()),
        sheet: sheet(&base.sheet, &mine.sheet, &theirs.sheet),
        settings: map(
            (&base.settings, &mine.settings, &theirs.settings),
            |mine, _| mine.clone(),
        ),
        rest: rest(&base.rest, &mine.rest, &theirs.rest),
    }
}

/// The marks, and the places that lost their letter to the other instance's.
fn marks(base: &Shelf, mine: &Shelf, theirs: &Shelf) -> (BTreeMap<String, Place>, Vec<Place>) {
    let displaced = RefCell::new(Vec::new());
    let marks = map((&base.marks, &mine.marks, &theirs.marks), |mine, theirs| {
        displaced.borrow_mut().push(theirs.clone());
        mine.clone()
    });
    (marks, displaced.into_inner())
}

type Named<T> = BTreeMap<String, T>;

/// Values by name; `both` decides what both changed.
fn map<T: Clone + PartialEq>(
    (base, mine, theirs): (&Named<T>, &Named<T>, &Named<T>),
    both: impl Fn(&T, &T) -> T,
) -> BTreeMap<String, T> {
    let list =
        |map: &BTreeMap<String, T>| -> Vec<(String, T)> { map.clone().into_iter().collect() };
    let (base, mine, theirs) = (list(base), list(mine), list(theirs));
    let merged = ThreeWayMerge {
        base: &base,
        mine: &mine,
        theirs: &theirs,
    }
    .merge(
        |a, b| a.0 == b.0,
        |_, mine, theirs| (mine.0.clone(), both(&mine.1, &theirs.1)),
    );
    merged.into_iter().collect()
}

fn sheet(base: &Sheet, mine: &Sheet, theirs: &Sheet) -> Sheet {
    Sheet {
        clips: ThreeWayMerge {
            base: &base.clips,
            mine: &mine.clips,
            theirs: &theirs.clips,
        }
        .merge(Clip::same_piece, both_notes),
        dropped: ThreeWayMerge {
            base: &base.dropped,
            mine: &mine.dropped,
            theirs: &theirs.dropped,
        }
        .merge(PartialEq::eq, |_, mine, _| mine.clone()),
        rest: rest(&base.rest, &mine.rest, &theirs.rest),
    }
}

/// A piece that both noted something on keeps both notes.
fn both_notes(_: Option<&Clip>, mine: &Clip, theirs: &Clip) -> Clip {
    let note = match (mine.note.as_str(), theirs.note.as_str()) {
        ("", note) | (note, "") => note.to_owned(),
        (mine, theirs) if mine == theirs => mine.to_owned(),
        (mine, theirs) => format!("{mine} / {theirs}"),
    };
    Clip {
        note,
        ..mine.clone()
    }
}

fn rest(base: &toml::Table, mine: &toml::Table, theirs: &toml::Table) -> toml::Table {
    let list =
        |table: &toml::Table| -> Vec<(String, toml::Value)> { table.clone().into_iter().collect() };
    let (base, mine, theirs) = (list(base), list(mine), list(theirs));
    ThreeWayMerge {
        base: &base,
        mine: &mine,
        theirs: &theirs,
    }
    .merge(|a, b| a.0 == b.0, |_, _, theirs| theirs.clone())
    .into_iter()
    .collect()
}

/// A list as it was, as this instance has it, and as the other does.
struct ThreeWayMerge<'a, T> {
    base: &'a [T],
    mine: &'a [T],
    theirs: &'a [T],
}

impl<T: Clone + PartialEq> ThreeWayMerge<'_, T> {
    /// Mine in my order, then what they added; `both` decides what both changed.
    fn merge(
        &self,
        same: impl Fn(&T, &T) -> bool,
        both: impl Fn(Option<&T>, &T, &T) -> T,
    ) -> Vec<T> {
        // What only one of them changed is taken as it is, its order too.
        if self.mine == self.base {
            return self.theirs.to_vec();
        }
        if self.theirs == self.base {
            return self.mine.to_vec();
        }
        let find = |list: &'_ [T], item: &T| list.iter().position(|other| same(other, item));
        let mut merged = Vec::new();
        for mine in self.mine {
            let base = find(self.base, mine).and_then(|at| self.base.get(at));
            let theirs = find(self.theirs, mine).and_then(|at| self.theirs.get(at));
            match theirs {
                None if base == Some(mine) => {}
                None => merged.push(mine.clone()),
                Some(theirs) if base == Some(mine) => merged.push(theirs.clone()),
                Some(theirs) if base == Some(theirs) => merged.push(mine.clone()),
                Some(theirs) if theirs == mine => merged.push(mine.clone()),
                Some(theirs) => merged.push(both(base, mine, theirs)),
            }
        }
        for theirs in self.theirs {
            let base = find(self.base, theirs).and_then(|at| self.base.get(at));
            if find(self.mine, theirs).is_none() && base != Some(theirs) {
                merged.push(theirs.clone());
            }
        }
        merged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::TopicRead;

    fn base() -> Shelf {
        let mut shelf = Shelf::default();
        shelf.marks.insert("a".to_owned(), Place::in_topic("old"));
        shelf.bookmarks = vec![Place::in_topic("x"), Place::in_topic("y")];
        shelf.sheet.clips = vec![Clip::of("t", ""), Clip::note("n")];
        shelf
    }

    #[test]
    fn what_each_added_and_took_away_holds() {
        let (mut mine, mut theirs) = (base(), base());
        mine.marks.insert("b".to_owned(), Place::in_topic("mine"));
        mine.bookmarks.remove(0);
        mine.sheet.clips.push(Clip::of("u", ""));
        theirs
            .marks
            .insert("c".to_owned(), Place::in_topic("theirs"));
        theirs.bookmarks.push(Place::in_topic("z"));
        theirs.sheet.clips.remove(1);
        theirs.sheet.dropped.push("Why?".to_owned());
        let merged = merge(&base(), &mine, &theirs);
        assert_eq!(merged.marks.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(
            merged.bookmarks,
            [Place::in_topic("y"), Place::in_topic("z")]
        );
        assert_eq!(merged.sheet.clips, [Clip::of("t", ""), Clip::of("u", "")]);
        assert_eq!(merged.sheet.dropped, ["Why?"]);
    }

    #[test]
    fn what_both_changed_is_kept_twice() {
        let (mut mine, mut theirs) = (base(), base());
        mine.marks.insert("a".to_owned(), Place::in_topic("mine"));
        theirs
            .marks
            .insert("a".to_owned(), Place::in_topic("theirs"));
        mine.sheet.clips[0].note = "one".to_owned();
        theirs.sheet.clips[0].note = "two".to_owned();
        let merged = merge(&base(), &mine, &theirs);
        assert_eq!(merged.marks["a"], Place::in_topic("mine"));
        assert!(merged.bookmarks.contains(&Place::in_topic("theirs")));
        assert_eq!(merged.sheet.clips[0].note, "one / two");
    }

    #[test]
    fn an_order_that_only_the_other_changed_is_taken() {
        let mut base = base();
        base.read = vec![TopicRead {
            topic: "old".to_owned(),
            ..TopicRead::default()
        }];
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        theirs.sheet.shift(0, true);
        let new = TopicRead {
            topic: "new".to_owned(),
            ..TopicRead::default()
        };
        theirs.read.insert(0, new);
        assert_eq!(merge(&base, &base, &theirs), theirs);
        mine.bookmarks.clear();
        let merged = merge(&base, &mine, &theirs);
        assert_eq!((merged.sheet, merged.read), (theirs.sheet, theirs.read));
    }

    #[test]
    fn an_instance_that_changed_nothing_takes_what_the_other_wrote() {
        let mut theirs = base();
        theirs.version = 7;
        theirs.visit.place = Some(Place::in_topic("there"));
        theirs.marks.remove("a");
        theirs
            .rest
            .insert("later".to_owned(), toml::Value::Boolean(true));
        assert_eq!(merge(&base(), &base(), &theirs), theirs);
    }
}
