//! Imports point one way, and each outside crate stays in its home.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the sources must fail"
)]

#[path = "layers/circles.rs"]
mod circles;

use std::fs;
use std::path::{Path, PathBuf};

use circles::Files;

/// Each module with the modules it may import from.
const LAYERS: &[(&str, &[&str])] = &[
    ("input", &[]),
    ("content", &[]),
    ("terms", &["content"]),
    ("library", &["content", "terms"]),
    ("search", &["content", "terms", "library"]),
    ("layout", &["content"]),
    ("shelf", &["content", "library"]),
    ("config", &["input", "content", "layout"]),
    ("command", &["input", "content", "layout", "config"]),
    (
        "app",
        &[
            "input", "content", "library", "search", "layout", "shelf", "config", "command",
        ],
    ),
    (
        "ui",
        &[
            "input", "content", "library", "search", "layout", "shelf", "config", "command", "app",
            "wire",
        ],
    ),
    (
        "plain",
        &[
            "input", "content", "library", "search", "layout", "shelf", "config", "command", "app",
        ],
    ),
    ("wire", &[]),
    (
        "session",
        &[
            "input", "content", "library", "search", "layout", "shelf", "config", "command", "app",
            "ui", "wire",
        ],
    ),
    (
        "hosts",
        &[
            "input", "content", "library", "search", "layout", "shelf", "config", "command", "app",
            "ui", "plain", "wire", "session",
        ],
    ),
    (
        "cli",
        &[
            "input", "content", "library", "search", "layout", "shelf", "config", "command", "app",
            "ui", "plain", "wire", "session", "hosts",
        ],
    ),
];

/// Each outside crate with the modules it is at home in.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["library"]),
    ("anyhow", &["hosts", "cli"]),
    ("calcinosis_content", &["build", "content"]),
    ("calcinosis_reference", &["build", "lib"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("crossterm", &["wire", "hosts"]),
    ("data_encoding", &["wire", "hosts"]),
    ("deunicode", &["content"]),
    ("html5gum", &["content"]),
    ("ipnet", &["hosts"]),
    ("jiff", &["hosts"]),
    ("landlock", &["hosts"]),
    ("listenfd", &["hosts"]),
    ("nix", &["hosts"]),
    ("notify", &["hosts"]),
    ("percent_encoding", &["library"]),
    ("postcard", &["content", "library", "search"]),
    ("proxy_header", &["hosts"]),
    ("pulldown_cmark", &["content"]),
    ("ratatui", &["app", "ui", "wire", "session"]),
    ("russh", &["hosts"]),
    ("rustix", &["hosts"]),
    ("saphyr", &["content"]),
    ("sd_notify", &["hosts"]),
    (
        "serde",
        &[
            "build", "content", "terms", "library", "search", "shelf", "app", "plain", "hosts",
        ],
    ),
    (
        "serde_json",
        &["content", "library", "shelf", "app", "plain", "cli"],
    ),
    ("shlex", &["hosts"]),
    ("signal_hook", &["hosts"]),
    ("similar", &["shelf"]),
    ("slug", &["content"]),
    ("strsim", &["content", "search"]),
    ("tokio", &["hosts"]),
    (
        "toml",
        &["content", "library", "shelf", "config", "hosts", "cli"],
    ),
    ("tracing", &["hosts"]),
    ("tracing_subscriber", &["hosts"]),
    ("unicode_linebreak", &["layout"]),
    ("unicode_normalization", &["content"]),
    ("unicode_segmentation", &["layout"]),
    ("unicode_width", &["layout", "wire"]),
];

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// A path inside the crate it is of: the folders of the crate in `src/reference` are modules as those beside it are.
fn in_crate(path: &Path) -> &Path {
    path.strip_prefix("reference").unwrap_or(path)
}

/// Every source file with its module: the first folder or file name below `src`.
fn modules() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let module = |file: &Path| {
        let inner = file.strip_prefix(&root).unwrap();
        in_crate(inner)
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_owned()
    };
    files
        .into_iter()
        .map(|file| {
            (
                module(&file),
                file.clone(),
                fs::read_to_string(&file).unwrap(),
            )
        })
        .collect()
}

/// The names that follow `crate::` in code, comments left out.
fn crate_names(text: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let rest = code.split_at(at + "crate::".len()).1;
            let name: String = rest
                .chars()
                .take_while(|it| it.is_alphanumeric() || *it == '_')
                .collect();
            names.push((index + 1, name));
        }
    }
    names
}

#[test]
fn imports_point_one_way() {
    for (module, file, text) in modules() {
        if ["lib", "main", "build", "content"].contains(&module.as_str()) {
            continue;
        }
        let allowed = LAYERS
            .iter()
            .find(|(name, _)| *name == module)
            .map(|(_, allowed)| *allowed);
        let allowed =
            allowed.unwrap_or_else(|| panic!("{}: module {module} has no layer", file.display()));
        for (line, name) in crate_names(&text) {
            let ok = name == module || allowed.contains(&name.as_str());
            assert!(
                ok,
                "{}:{line}: {module} may not import from {name:?}",
                file.display()
            );
        }
        assert!(
            !text.contains("super::super::"),
            "{}: write crate:: and not super::super::",
            file.display()
        );
    }
}

#[test]
fn outside_crates_stay_at_home() {
    for (module, file, text) in modules() {
        for (index, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (name, homes) in HOMES
                .iter()
                .filter(|(name, _)| code.contains(&format!("{name}::")))
            {
                let at = code.find(&format!("{name}::")).unwrap();
                let before = code.split_at(at).0.chars().next_back();
                if before.is_some_and(|it| it.is_alphanumeric() || it == '_') {
                    continue;
                }
                let ok = homes.contains(&module.as_str());
                assert!(
                    ok,
                    "{}:{}: {name} is not at home in {module}",
                    file.display(),
                    index + 1
                );
            }
        }
    }
}

/// The crates that the program is made of.
const MANIFESTS: [&str; 3] = [
    "Cargo.toml",
    "src/content/Cargo.toml",
    "src/reference/Cargo.toml",
];

#[test]
fn every_outside_crate_has_a_home() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for manifest in MANIFESTS {
        let text = fs::read_to_string(root.join(manifest)).unwrap();
        let table = text.parse::<toml::Table>().unwrap();
        let lists = ["dependencies", "build-dependencies"].into_iter();
        let lists = lists.filter_map(|name| table.get(name)?.as_table());
        for name in lists.flat_map(toml::Table::keys) {
            let name = name.replace('-', "_");
            assert!(
                HOMES.iter().any(|(known, _)| *known == name),
                "{manifest}: say in HOMES where {name} is at home"
            );
        }
    }
}

/// How many files of a layer may still import one another in circles: fewer every time, and none once it is 0.
const IN_CIRCLES: &[(&str, usize)] = &[
    ("cli", 6),
    ("hosts", 2),
    ("session", 0),
    ("plain", 0),
    ("ui", 0),
    ("app", 0),
    ("command", 0),
    ("config", 0),
    ("shelf", 0),
    ("search", 0),
    ("library", 5),
    ("terms", 0),
    ("layout", 0),
    ("wire", 0),
    ("input", 0),
    ("content", 0),
];

#[test]
fn files_import_from_one_another_in_no_circle() {
    let files = Files::read();
    for (layer, most) in IN_CIRCLES {
        let circles = files.circles(layer);
        let count = circles.iter().map(Vec::len).sum::<usize>();
        assert!(
            count <= *most,
            "{count} files of {layer} import in circles: {circles:?}"
        );
    }
}

#[test]
fn every_file_opens_with_a_sentence() {
    for (_, file, text) in modules() {
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("//! ") && first.ends_with(['.', ':']),
            "{}: {first}",
            file.display()
        );
    }
}

#[test]
fn each_outside_crate_has_a_reason_beside_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for manifest in MANIFESTS {
        let text = fs::read_to_string(root.join(manifest)).unwrap();
        let (mut is_list, mut before) = (false, "");
        for line in text.lines() {
            if line.starts_with('[') {
                is_list = line.ends_with("dependencies]");
            } else if is_list && !line.is_empty() && !line.starts_with('#') {
                assert!(before.starts_with("# "), "{manifest}: no reason for {line}");
            }
            before = line;
        }
    }
}
