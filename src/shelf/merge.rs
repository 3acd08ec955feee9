//! A three-way merge of shelves, so that no instance loses what another kept.
//!
//! `base` is the common ancestor. What one of them changed is taken from that one. What both changed is kept twice where
//! that makes sense (two notes on a piece, two places of a mark); otherwise the later writer wins.

use crate::shelf::{Clip, Place, Sheet, Shelf};

/// The shelf to write: `mine` is what this instance keeps, `theirs` what was written meanwhile.
pub fn merge(base: &Shelf, mine: &Shelf, theirs: &Shelf) -> Shelf {
    if base == theirs {
        return mine.clone();
    }
    // The places that lost their letter to the other instance's.
    let mut displaced = Vec::new();
    let marks = map([&base.marks, &mine.marks, &theirs.marks], |mine, theirs| {
        displaced.push(theirs.1.clone());
        mine.clone()
    });
    let bookmarks = [&base.bookmarks, &mine.bookmarks, &theirs.bookmarks].map(Vec::as_slice);
    let mut bookmarks = merged(bookmarks, Place::same_part, |mine, _| mine.clone());
    for place in displaced {
        if !bookmarks.iter().any(|other| other.same_part(&place)) {
            bookmarks.push(place);
        }
    }
    let is_mine = mine.visit != base.visit;
    let read = [&base.read, &mine.read, &theirs.read].map(Vec::as_slice);
    Shelf {
        version: mine.version.max(theirs.version),
        visit: if is_mine { &mine.visit } else { &theirs.visit }.clone(),
        marks,
        bookmarks,
        read: merged(read, |a, b| a.topic == b.topic, |mine, _| mine.clone()),
        sheet: sheet(&base.sheet, &mine.sheet, &theirs.sheet),
        settings: map(
            [&base.settings, &mine.settings, &theirs.settings],
            |mine, _| mine.clone(),
        ),
        rest: map([&base.rest, &mine.rest, &theirs.rest], |_, theirs| {
            theirs.clone()
        }),
    }
}

/// Values by name; `both` decides what both changed.
fn map<M, T>(all: [&M; 3], both: impl FnMut(&(String, T), &(String, T)) -> (String, T)) -> M
where
    M: Clone + IntoIterator<Item = (String, T)> + FromIterator<(String, T)>,
    T: Clone + PartialEq,
{
    let [base, mine, theirs] = all.map(|map| map.clone().into_iter().collect::<Vec<_>>());
    let named = merged([&base, &mine, &theirs], |a, b| a.0 == b.0, both);
    named.into_iter().collect()
}

fn sheet(base: &Sheet, mine: &Sheet, theirs: &Sheet) -> Sheet {
    let clips = [&base.clips, &mine.clips, &theirs.clips].map(Vec::as_slice);
    let dropped = [&base.dropped, &mine.dropped, &theirs.dropped].map(Vec::as_slice);
    Sheet {
        clips: merged(clips, Clip::same_piece, both_notes),
        dropped: merged(dropped, PartialEq::eq, |mine, _| mine.clone()),
        rest: map([&base.rest, &mine.rest, &theirs.rest], |_, theirs| {
            theirs.clone()
        }),
    }
}

/// A piece that both noted something on keeps both notes.
fn both_notes(mine: &Clip, theirs: &Clip) -> Clip {
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

/// A list as it was, as this instance has it, and as the other does, in one: mine in my order, then what they added.
/// `both` decides what both changed.
fn merged<T: Clone + PartialEq>(
    [base, mine, theirs]: [&[T]; 3],
    same: impl Fn(&T, &T) -> bool,
    mut both: impl FnMut(&T, &T) -> T,
) -> Vec<T> {
    // What only one of them changed is taken as it is, its order too.
    if mine == base {
        return theirs.to_vec();
    }
    if theirs == base {
        return mine.to_vec();
    }
    let find = |list: &'_ [T], item: &T| list.iter().position(|other| same(other, item));
    let was = |item: &T| find(base, item).and_then(|at| base.get(at));
    let mut all = Vec::new();
    for mine in mine {
        let theirs = find(theirs, mine).and_then(|at| theirs.get(at));
        let before = was(mine);
        match theirs {
            None if before == Some(mine) => {}
            Some(theirs) if before == Some(mine) => all.push(theirs.clone()),
            None => all.push(mine.clone()),
            Some(theirs) if theirs == mine || before == Some(theirs) => all.push(mine.clone()),
            Some(theirs) => all.push(both(mine, theirs)),
        }
    }
    let is_new = |it: &&T| find(mine, it).is_none() && was(it) != Some(it);
    all.extend(theirs.iter().filter(is_new).cloned());
    all
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
