//! Shelves of several instances: what a merge owes each of them, and three that save in any order.

use std::collections::BTreeSet;

use calcinosis::hosts::store::{Folders, Store};
use calcinosis::shelf::{Clip, Place, Sheet, Shelf, TopicRead, merge};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::cases::cases;

/// Something a reader does to a shelf.
#[derive(Clone, Debug)]
enum Edit {
    Mark(char, String),
    Unmark(char),
    Bookmark(String),
    Read(String),
    Clip(String),
    Unclip(Index),
    Note(Index, String),
    Shift(Index, bool),
    DropQuestion(String),
    Go(String),
    /// The lists in another order, as a sheet is sorted and a topic read again.
    Turn(usize),
}

impl Edit {
    fn apply(&self, kept: &mut Shelf) {
        let clips = kept.sheet.clips.len();
        match self {
            Self::Mark(letter, topic) => {
                kept.marks.insert(letter.to_string(), place(topic));
            }
            Self::Unmark(letter) => {
                kept.marks.remove(&letter.to_string());
            }
            Self::Bookmark(topic) => {
                kept.toggle_bookmark(place(topic));
            }
            Self::Read(topic) => read(kept, topic),
            Self::Clip(topic) => {
                kept.sheet.toggle(Clip::of(topic.clone(), ""));
            }
            Self::Unclip(at) if clips > 0 => {
                kept.sheet.clips.remove(at.index(clips));
            }
            Self::Note(at, note) if clips > 0 => {
                note.clone_into(&mut kept.sheet.clips[at.index(clips)].note);
            }
            Self::Shift(at, down) if clips > 0 => {
                kept.sheet.shift(at.index(clips), *down);
            }
            Self::DropQuestion(question) => kept.sheet.dropped.push(question.clone()),
            Self::Go(topic) => kept.visit.place = Some(place(topic)),
            Self::Turn(by) => turn(kept, *by),
            Self::Unclip(_) | Self::Note(..) | Self::Shift(..) => {}
        }
    }
}

fn place(topic: &str) -> Place {
    Place {
        topic: topic.to_owned(),
        ..Place::default()
    }
}

/// A topic that is read again stands first.
fn read(shelf: &mut Shelf, topic: &str) {
    shelf.read.retain(|other| other.topic != topic);
    let reading = TopicRead {
        topic: topic.to_owned(),
        ..TopicRead::default()
    };
    shelf.read.insert(0, reading);
}

fn turn(shelf: &mut Shelf, by: usize) {
    const fn turn<T>(list: &mut [T], by: usize) {
        let by = if list.is_empty() { 0 } else { by % list.len() };
        list.rotate_left(by);
    }
    turn(&mut shelf.bookmarks, by);
    turn(&mut shelf.read, by);
    turn(&mut shelf.sheet.clips, by);
    turn(&mut shelf.sheet.dropped, by);
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let topic = || "[a-e]";
    let letter = || prop::char::range('a', 'c');
    prop_oneof![
        (letter(), topic()).prop_map(|(letter, topic)| Edit::Mark(letter, topic)),
        letter().prop_map(Edit::Unmark),
        topic().prop_map(Edit::Bookmark),
        topic().prop_map(Edit::Read),
        topic().prop_map(Edit::Clip),
        topic().prop_map(Edit::Clip),
        any::<Index>().prop_map(Edit::Unclip),
        (any::<Index>(), "[xyz]").prop_map(|(at, note)| Edit::Note(at, note)),
        (any::<Index>(), any::<bool>()).prop_map(|(at, down)| Edit::Shift(at, down)),
        "[p-s]".prop_map(Edit::DropQuestion),
        topic().prop_map(Edit::Go),
        (1..4_usize).prop_map(Edit::Turn),
    ]
}

fn any_edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(any_edit(), 0..8)
}

fn edited(shelf: &Shelf, edits: &[Edit]) -> Shelf {
    let mut shelf = shelf.clone();
    for edit in edits {
        edit.apply(&mut shelf);
    }
    shelf
}

/// What a list has and another has not, whatever is noted on it.
fn beyond<T>(list: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<T>
where
    T: Clone,
{
    let is_new = |item: &&T| !other.iter().any(|it| same(it, item));
    list.iter().filter(is_new).cloned().collect()
}

fn same_topic(one: &TopicRead, other: &TopicRead) -> bool {
    one.topic == other.topic
}

/// What one of two instances added is there, and what it took away is not, unless the other changed it.
fn keeps_what_one_did(base: &Shelf, one: &Shelf, other: &Shelf, merged: &Shelf) {
    let clips = |shelf: &Shelf| shelf.sheet.clips.clone();
    let missing = |added: &[Clip]| beyond(added, &clips(merged), Clip::same_piece);
    let added = beyond(&clips(one), &clips(base), Clip::same_piece);
    assert_eq!(missing(&added), []);
    for gone in beyond(&clips(base), &clips(one), Clip::same_piece) {
        let changed = clips(other)
            .iter()
            .any(|it| it.same_piece(&gone) && *it != gone);
        let stays = clips(merged).iter().any(|it| it.same_piece(&gone));
        assert_eq!(stays, changed, "{gone:?}");
    }
    for clip in clips(one) {
        let is_new = !clips(base).contains(&clip);
        let mut kept = clips(merged).into_iter().filter(|it| it.same_piece(&clip));
        assert!(
            !is_new || kept.any(|it| it.note.contains(&clip.note)),
            "{clip:?}"
        );
    }
    let places = |shelf: &Shelf| [shelf.bookmarks.clone(), marked(shelf)].concat();
    let added = beyond(&places(one), &places(base), PartialEq::eq);
    assert_eq!(beyond(&added, &places(merged), PartialEq::eq), []);
    let added = beyond(&one.read, &base.read, same_topic);
    assert_eq!(beyond(&added, &merged.read, same_topic), []);
}

fn marked(shelf: &Shelf) -> Vec<Place> {
    shelf.marks.values().cloned().collect()
}

/// Each list on its own: one that only one instance changed is as that one has it, its order too.
fn takes_what_only_one_changed(base: &Shelf, one: &Shelf, other: &Shelf, merged: &Shelf) {
    if other.sheet.clips == base.sheet.clips {
        assert_eq!(merged.sheet.clips, one.sheet.clips);
    }
    if other.sheet.dropped == base.sheet.dropped {
        assert_eq!(merged.sheet.dropped, one.sheet.dropped);
    }
    if other.read == base.read {
        assert_eq!(merged.read, one.read);
    }
    if other.visit == base.visit {
        assert_eq!(merged.visit, one.visit);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_merge_takes_what_only_one_changed_and_loses_nothing(
        before in any_edits(), mine in any_edits(), theirs in any_edits(),
    ) {
        let base = edited(&Shelf::default(), &before);
        let (mine, theirs) = (edited(&base, &mine), edited(&base, &theirs));
        prop_assert_eq!(&merge(&base, &base, &theirs), &theirs);
        prop_assert_eq!(&merge(&base, &mine, &base), &mine);
        prop_assert_eq!(&merge(&base, &mine, &mine), &mine);
        let merged = merge(&base, &mine, &theirs);
        keeps_what_one_did(&base, &mine, &theirs, &merged);
        keeps_what_one_did(&base, &theirs, &mine, &merged);
        takes_what_only_one_changed(&base, &mine, &theirs, &merged);
        takes_what_only_one_changed(&base, &theirs, &mine, &merged);
        prop_assert_eq!(Shelf::from_toml(&merged.to_toml()).shelf, merged);
    }
}

/// An instance, and what it keeps in memory.
struct Instance {
    store: Store,
    shelf: Shelf,
}

impl Instance {
    fn save(&mut self) {
        self.shelf = self.store.save(&self.shelf, Vec::new()).unwrap();
    }
}

/// What an instance does: with pieces that no other names, so that what must be there in the end is known.
#[derive(Clone, Debug)]
enum Step {
    Add,
    Remove(Index),
    Turn(usize),
    Save,
}

fn any_step() -> impl Strategy<Value = (usize, Step)> {
    let step = prop_oneof![
        Just(Step::Add),
        Just(Step::Add),
        any::<Index>().prop_map(Step::Remove),
        (1..4_usize).prop_map(Step::Turn),
        Just(Step::Save),
        Just(Step::Save),
    ];
    (0..3_usize, step)
}

/// The names of a sheet's pieces, of the bookmarks and of what was read.
fn names(shelf: &Shelf) -> [BTreeSet<String>; 3] {
    let Sheet { clips, .. } = &shelf.sheet;
    [
        clips.iter().map(|it| it.topic.clone()).collect(),
        shelf.bookmarks.iter().map(|it| it.topic.clone()).collect(),
        shelf.read.iter().map(|it| it.topic.clone()).collect(),
    ]
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn three_instances_that_save_in_any_order_end_with_the_same_shelf(
        steps in prop::collection::vec(any_step(), 0..30),
    ) {
        let home = tempfile::tempdir().unwrap();
        let state = Some(home.path().as_os_str().to_owned());
        let folders = Folders { state, ..Folders::default() };
        let open = || Store::open(&folders, None).unwrap().0;
        let instance = || { let store = open(); Instance { shelf: store.base().clone(), store } };
        let on_disk = || open().base().clone();
        let mut instances = [instance(), instance(), instance()];
        let mut expected = BTreeSet::new();
        for (number, (at, step)) in steps.iter().enumerate() {
            let Instance { shelf, .. } = &mut instances[*at];
            match step {
                Step::Add => {
                    let name = format!("piece-{number}");
                    shelf.sheet.clips.push(Clip::of(name.clone(), ""));
                    shelf.bookmarks.push(place(&name));
                    read(shelf, &name);
                    expected.insert(name);
                }
                Step::Remove(index) if !shelf.sheet.clips.is_empty() => {
                    let gone = shelf.sheet.clips.remove(index.index(shelf.sheet.clips.len()));
                    shelf.bookmarks.retain(|it| it.topic != gone.topic);
                    expected.remove(&gone.topic);
                }
                Step::Remove(_) => {}
                Step::Turn(by) => turn(shelf, *by),
                Step::Save => {
                    instances[*at].save();
                    prop_assert_eq!(&on_disk(), &instances[*at].shelf);
                }
            }
        }
        for _ in 0..2 {
            instances.iter_mut().for_each(Instance::save);
        }
        let [clips, bookmarks, read] = names(&on_disk());
        prop_assert_eq!(&clips, &expected);
        prop_assert_eq!(&bookmarks, &expected);
        prop_assert!(read.is_superset(&expected));
        for instance in &instances {
            prop_assert_eq!(&on_disk(), &instance.shelf);
        }
    }
}
