//! The shelf on disk: two instances, broken and newer files, folders that cannot be written or read.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use calcinosis::hosts::store::{Folders, Store};
use calcinosis::shelf::{Clip, Place, Shelf, TopicRead};
use tempfile::TempDir;

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn folders(&self) -> Folders {
        Folders {
            home: Some(self.0.path().as_os_str().to_owned()),
            ..Folders::default()
        }
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join(".local/state/calcinosis")
    }

    fn file(&self) -> PathBuf {
        self.folder().join("shelf.toml")
    }

    fn write(&self, text: &str) {
        fs::create_dir_all(self.folder()).unwrap();
        fs::write(self.file(), text).unwrap();
    }

    fn open(&self) -> (Store, Shelf, Option<String>) {
        let (store, sentence) = Store::open(&self.folders(), None).unwrap();
        let kept = store.base().clone();
        (store, kept, sentence)
    }

    fn read(&self) -> Shelf {
        self.open().1
    }
}

fn place(topic: &str) -> Place {
    Place {
        topic: topic.to_owned(),
        ..Place::default()
    }
}

/// Goes on to a topic and reads it.
fn go_to(shelf: &mut Shelf, topic: &str) {
    shelf.visit.place = Some(place(topic));
    let reading = TopicRead {
        topic: topic.to_owned(),
        ..TopicRead::default()
    };
    shelf.read.insert(0, reading);
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn two_instances_lose_nothing_of_each_other() {
    let home = Home::new();
    let (mut one, mut mine, _) = home.open();
    let (mut two, mut theirs, _) = home.open();
    mine.marks.insert("a".to_owned(), place("one"));
    mine.sheet.clips.push(Clip::of("one", ""));
    theirs.marks.insert("b".to_owned(), place("two"));
    theirs.sheet.clips.push(Clip::note("two"));
    mine = one.save(&mine, Vec::new()).unwrap();
    theirs = two.save(&theirs, Vec::new()).unwrap();
    assert_eq!(theirs.marks.len(), 2);
    mine.sheet.clips.clear();
    mine = one.save(&mine, Vec::new()).unwrap();
    assert_eq!(mine.sheet.clips, [Clip::note("two")]);
    assert_eq!(home.read(), mine);
}

#[test]
fn many_instances_at_once_lose_nothing() {
    let home = Home::new();
    let keep = |letter: char| {
        let (mut store, mut shelf, _) = home.open();
        for number in 0..5 {
            let clip = Clip::of(format!("{letter}{number}"), "");
            shelf.sheet.clips.push(clip);
            shelf = store.save(&shelf, Vec::new()).unwrap();
        }
    };
    std::thread::scope(|scope| {
        for letter in ['a', 'b', 'c', 'd'] {
            scope.spawn(move || keep(letter));
        }
    });
    assert_eq!(home.read().sheet.clips.len(), 20);
    assert_eq!(names(&home.folder()), ["lock", "shelf.toml"]);
}

#[test]
fn a_shelf_that_did_not_change_is_not_written_again() {
    let home = Home::new();
    let (mut store, mut shelf, _) = home.open();
    go_to(&mut shelf, "one");
    store.save(&shelf, Vec::new()).unwrap();
    fs::set_permissions(home.file(), Permissions::from_mode(0o640)).unwrap();
    store.save(&shelf, Vec::new()).unwrap();
    let (mut again, shelf, _) = home.open();
    again.save(&shelf, Vec::new()).unwrap();
    let mode = fs::metadata(home.file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn what_is_lost_below_a_running_reader_is_written_again() {
    let home = Home::new();
    let (mut store, mut shelf, _) = home.open();
    go_to(&mut shelf, "one");
    shelf.marks.insert("a".to_owned(), place("one"));
    store.save(&shelf, Vec::new()).unwrap();
    fs::remove_file(home.file()).unwrap();
    store.save(&shelf, Vec::new()).unwrap();
    assert_eq!(home.read(), shelf);
}

#[test]
fn the_last_visit_is_taken_over_from_where_earlier_versions_kept_it() {
    let home = Home::new();
    home.write("version = 1\n[visit.place]\ntopic = \"old\"\n[marks.a]\ntopic = \"old\"\n");
    let visit = home.folder().join("visit.toml");
    for broken in ["", "[visit]\nplace = 3\n", "\0\0\0\0"] {
        fs::write(&visit, broken).unwrap();
        let (_, shelf, sentence) = home.open();
        assert_eq!((shelf.visit.place, sentence), (Some(place("old")), None));
    }
    let later = "version = 1\n[[read]]\ntopic = \"new\"\n[visit.place]\ntopic = \"new\"\n";
    fs::write(&visit, later).unwrap();
    let (mut store, mut shelf, _) = home.open();
    assert_eq!(shelf.visit.place, Some(place("new")));
    assert_eq!((shelf.read.len(), &shelf.marks["a"]), (1, &place("old")));
    shelf.marks.clear();
    store.save(&shelf, Vec::new()).unwrap();
    assert_eq!(names(&home.folder()), ["lock", "shelf.toml"]);
    assert_eq!(home.read(), shelf);
}

#[test]
fn two_instances_without_a_shelf_keep_what_both_read() {
    let home = Home::new();
    let (mut one, mut mine, _) = home.open();
    let (mut two, mut theirs, _) = home.open();
    go_to(&mut mine, "one");
    go_to(&mut theirs, "two");
    one.save(&mine, Vec::new()).unwrap();
    two.save(&theirs, Vec::new()).unwrap();
    let kept = home.read();
    let topics: Vec<&str> = kept.read.iter().map(|it| it.topic.as_str()).collect();
    assert_eq!(topics, ["two", "one"]);
    assert_eq!(kept.visit.place, Some(place("two")));
    mine.marks.insert("a".to_owned(), place("one"));
    one.save(&mine, Vec::new()).unwrap();
    let kept = home.read();
    assert_eq!((kept.marks.len(), kept.read.len()), (1, 2));
    assert_eq!(names(&home.folder()), ["lock", "shelf.toml"]);
}

#[test]
fn a_broken_file_is_set_aside_and_said_in_one_line() {
    let home = Home::new();
    home.write("version = 1\n[marks.a]\ntopic = \"kept\"\n");
    fs::write(home.folder().join("shelf.toml.broken"), "older").unwrap();
    home.write("version = 1\nbookmarks = 5\n[marks.a]\ntopic = \"kept\"\n");
    let (mut store, shelf, sentence) = home.open();
    let sentence = sentence.unwrap();
    assert!(
        sentence.contains("shelf.toml.broken-2") && !sentence.contains('\n'),
        "{sentence}"
    );
    assert_eq!(shelf.marks["a"], place("kept"));
    store.save(&shelf, Vec::new()).unwrap();
    assert_eq!(home.read().marks["a"], place("kept"));
    let aside = fs::read_to_string(home.folder().join("shelf.toml.broken-2")).unwrap();
    assert!(aside.contains("bookmarks = 5"));
}

#[test]
fn a_file_that_breaks_while_reading_is_set_aside_too() {
    let home = Home::new();
    let (mut store, mut shelf, _) = home.open();
    home.write("not [ toml");
    shelf.marks.insert("a".to_owned(), place("mine"));
    store.save(&shelf, Vec::new()).unwrap();
    assert_eq!(home.read().marks["a"], place("mine"));
    assert!(names(&home.folder()).contains(&"shelf.toml.broken".to_owned()));
}

#[test]
fn a_newer_file_keeps_what_is_not_understood() {
    let home = Home::new();
    home.write("version = 2\n[tags]\nred = [\"a\"]\n[marks.a]\ntopic = \"t\"\ncolour = \"red\"\n");
    let (mut store, mut shelf, sentence) = home.open();
    assert_eq!(sentence, None);
    shelf.bookmarks.push(place("b"));
    store.save(&shelf, Vec::new()).unwrap();
    let text = fs::read_to_string(home.file()).unwrap();
    for kept in ["version = 2", "[tags]", "colour = \"red\"", "topic = \"b\""] {
        assert!(text.contains(kept), "{kept} is lost in {text}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_said_in_one_line() {
    let home = Home::new();
    // A file stands where the folder should be: that holds for root as well.
    fs::create_dir_all(home.folder().parent().unwrap()).unwrap();
    fs::write(home.folder(), "in the way").unwrap();
    let sentence = Store::open(&home.folders(), None).unwrap_err();
    assert!(
        sentence.starts_with("Kept only until you quit: "),
        "{sentence}"
    );
}

#[test]
fn a_full_disk_leaves_the_file_as_it_was() {
    let home = Home::new();
    home.write("version = 1\n[marks.a]\ntopic = \"old\"\n");
    let (mut store, mut shelf, _) = home.open();
    let before = fs::read_to_string(home.file()).unwrap();
    // The temporary file cannot be made: a folder of its name stands there.
    let temporary = format!(".shelf.toml.{}", std::process::id());
    fs::create_dir(home.folder().join(temporary)).unwrap();
    shelf.marks.insert("b".to_owned(), place("new"));
    let sentence = store.save(&shelf, Vec::new()).unwrap_err();
    assert!(
        sentence.starts_with("Kept only until you quit: "),
        "{sentence}"
    );
    assert_eq!(fs::read_to_string(home.file()).unwrap(), before);
}

#[test]
fn state_is_for_its_owner_only_and_a_link_stays_a_link() {
    let home = Home::new();
    let (mut store, mut shelf, _) = home.open();
    shelf.marks.insert("b".to_owned(), place("t"));
    store
        .save(&shelf, vec![("a".to_owned(), "Text.".to_owned())])
        .unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&home.folder()), mode(&home.file())), (0o700, 0o600));
    let elsewhere = home.0.path().join("elsewhere.toml");
    fs::rename(home.file(), &elsewhere).unwrap();
    symlink(&elsewhere, home.file()).unwrap();
    let (mut store, mut shelf, _) = home.open();
    shelf.marks.insert("a".to_owned(), place("t"));
    store.save(&shelf, Vec::new()).unwrap();
    assert!(fs::symlink_metadata(home.file()).unwrap().is_symlink());
    assert!(
        fs::read_to_string(&elsewhere)
            .unwrap()
            .contains("[marks.a]")
    );
}

#[test]
fn a_folder_without_leave_to_write_is_said_in_one_line() {
    let home = Home::new();
    home.write("version = 1\n");
    fs::set_permissions(home.folder(), Permissions::from_mode(0o500)).unwrap();
    let (mut store, mut shelf, _) = home.open();
    shelf.marks.insert("a".to_owned(), place("t"));
    let saved = store.save(&shelf, Vec::new());
    fs::set_permissions(home.folder(), Permissions::from_mode(0o700)).unwrap();
    // Root writes where it has no leave to.
    if let Err(sentence) = saved {
        assert!(sentence.contains("permission denied"), "{sentence}");
    }
}

#[test]
fn texts_are_kept_with_what_they_were_before() {
    let home = Home::new();
    let (mut store, shelf, _) = home.open();
    let keep = |store: &mut Store, text: &str| {
        store
            .save(&shelf, vec![("t".to_owned(), text.to_owned())])
            .unwrap();
    };
    keep(&mut store, "one");
    assert_eq!(store.texts("t"), ["one"]);
    keep(&mut store, "two\nlines \"quoted\"");
    keep(&mut store, "two\nlines \"quoted\"");
    assert_eq!(store.texts("t"), ["two\nlines \"quoted\"", "one"]);
    let big: Vec<(String, String)> = (0..40)
        .map(|n| (format!("b{n}"), "x".repeat(40_000)))
        .collect();
    store.save(&shelf, big).unwrap();
    assert_eq!(store.texts("t"), Vec::<String>::new());
    assert_eq!(store.texts("b39").len(), 1);
    let files = fs::read_dir(home.folder().join("texts")).unwrap();
    let size: u64 = files
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum();
    assert!(size <= 1024 * 1024, "{size}");
}

#[test]
fn another_reference_has_a_shelf_of_its_own() {
    let home = Home::new();
    let (mut store, mut shelf, _) = home.open();
    shelf.marks.insert("a".to_owned(), place("t"));
    store.save(&shelf, Vec::new()).unwrap();
    let (other, _) = Store::open(&home.folders(), Some(home.0.path())).unwrap();
    assert_eq!(*other.base(), Shelf::default());
}
