//! Which files import from which, and where they do so in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The files of the program by the path of their module: `app/overlay` for `crate::app::overlay`.
pub struct Files(BTreeMap<String, String>);

impl Files {
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        super::sources(&root, &mut files);
        let entry = |file: PathBuf| {
            let inner = super::in_crate(file.strip_prefix(&root).unwrap());
            let inner = inner.with_extension("");
            let name = inner.to_string_lossy().into_owned();
            let name = name.strip_suffix("/mod").unwrap_or(&name).to_owned();
            (name, code(&fs::read_to_string(&file).unwrap()))
        };
        Self(files.into_iter().map(entry).collect())
    }

    #[cfg(test)]
    fn of(files: &[(&str, &str)]) -> Self {
        let entry = |(name, text): &(&str, &str)| ((*name).to_owned(), code(text));
        Self(files.iter().map(entry).collect())
    }

    /// The files of a layer that import one another in a circle, each circle in order.
    pub fn circles(&self, layer: &str) -> Vec<Vec<&str>> {
        let inside = |name: &&String| name.split('/').next() == Some(layer);
        let names = self.0.keys().filter(inside).map(String::as_str);
        let reached: Vec<(&str, BTreeSet<&str>)> =
            names.map(|name| (name, self.reach(name))).collect();
        let mut circles: Vec<Vec<&str>> = Vec::new();
        for (name, own) in &reached {
            let in_circle = |(other, back): &&(&str, BTreeSet<&str>)| {
                own.contains(other) && back.contains(name)
            };
            let circle = reached.iter().filter(in_circle).map(|(other, _)| *other);
            let circle: Vec<&str> = circle.collect();
            if !circle.is_empty() && !circles.contains(&circle) {
                circles.push(circle);
            }
        }
        circles
    }

    /// All files that a file imports from, by whatever way.
    fn reach<'a>(&'a self, name: &str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open = self.imports(name);
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(self.imports(next));
            }
        }
        reached
    }

    /// The other files whose items a file names. What a module only hands on counts as where it comes from.
    fn imports<'a>(&'a self, name: &str) -> Vec<&'a str> {
        let text = self.0.get(name).map(String::as_str).unwrap_or_default();
        let found = paths(text).into_iter().filter_map(|path| self.home(&path));
        found.filter(|file| *file != name).collect()
    }

    /// The file in which what a path names is written.
    fn home(&self, path: &[String]) -> Option<&str> {
        let modules = (1..=path.len())
            .rev()
            .filter_map(|length| path.get(..length));
        let mut modules = modules.filter_map(|path| self.0.get_key_value(&path.join("/")));
        let (module, text) = modules.next()?;
        let depth = module.split('/').count();
        let Some(item) = path.get(depth) else {
            return Some(module);
        };
        let handed_on = reexports(text).into_iter();
        let mut handed_on = handed_on.filter(|path| path.last() == Some(item));
        let Some(inner) = handed_on.next() else {
            return Some(module);
        };
        let whole: Vec<String> = module.split('/').map(str::to_owned).chain(inner).collect();
        self.home(&whole)
    }
}

/// A text without comments, and without its tests, which stand last.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let without_comment = |line: &str| line.split("//").next().unwrap().to_owned() + "\n";
    before_tests.lines().map(without_comment).collect()
}

/// Every path that begins at the crate, a group of them as each of its paths.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        tree(rest, &[], &mut found);
    }
    found
}

/// What a module hands on from its own children.
fn reexports(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let parts = code.split("pub use ").skip(1);
    for rest in parts.filter(|rest| !rest.starts_with("crate::")) {
        tree(rest, &[], &mut found);
    }
    found
}

/// Reads a path or a group of paths; gives what stands behind it.
fn tree<'a>(text: &'a str, before: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start().trim_start_matches(',').trim_start();
            if let Some(rest) = rest.strip_prefix('}') {
                return rest;
            }
            let after = tree(rest, before, found);
            if after.len() == rest.len() {
                return after;
            }
            rest = after;
        }
    }
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let mut path = before.to_vec();
    if name != "self" && !name.is_empty() {
        path.push(name.to_owned());
    }
    if let Some(rest) = rest.strip_prefix("::") {
        return tree(rest, &path, found);
    }
    found.push(path);
    let renamed = rest.trim_start().strip_prefix("as ");
    renamed.map_or(rest, |name| name.trim_start().trim_start_matches(is_part))
}

#[test]
fn a_circle_is_found_through_groups_and_what_a_module_hands_on() {
    let files = Files::of(&[
        (
            "app",
            "mod one;\npub use one::{One, Other};\nuse crate::app::two::Two;",
        ),
        ("app/one", "use crate::app::{three::{self, Three}, two};"),
        (
            "app/two",
            "use crate::{\n    layout,\n    app::three::Three as _,\n};",
        ),
        ("app/three", "fn f() -> crate::app::One {}"),
        (
            "app/four",
            "use crate::app::One; // use crate::app::four::Four;\n",
        ),
        (
            "app/five",
            "fn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::app::six::Six;\n}\n",
        ),
        ("app/six", "use crate::app::five::Five;"),
    ]);
    let circle = vec!["app/one", "app/three", "app/two"];
    assert_eq!(files.circles("app"), [circle]);
    assert_eq!(files.circles("layout"), [[""; 0]; 0]);
}
