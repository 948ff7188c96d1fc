//! A test that nobody runs passes for ever: every file under `tests/` is reached from a target in a manifest.

use std::collections::BTreeSet;

use crate::manifest::target_paths;
use crate::report::{Violation, assert_none};
use crate::rust_text::{RustText, names};
use crate::source::{self, SourceFile};

/// The files that targets and `mod` lines reach, starting at `roots`.
fn reached(roots: &[String], files: &[SourceFile]) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<(String, String)> = roots.iter().map(|root| (root.clone(), folder(root))).collect();
    while let Some((path, children)) = waiting.pop() {
        let Some(file) = files.iter().find(|file| file.path == path) else { continue };
        if !reached.insert(path) {
            continue;
        }
        for module in modules(&file.text) {
            let own = format!("{children}/{module}");
            waiting.push((format!("{own}.rs"), own.clone()));
            waiting.push((format!("{own}/mod.rs"), own));
        }
    }
    reached
}

fn folder(path: &str) -> String {
    path.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// The names in `mod name;`.
fn modules(source: &str) -> Vec<String> {
    let code = RustText::new(source).code;
    let words: Vec<(usize, &str)> = names(&code).collect();
    let declared = words.windows(2).filter(|pair| {
        let (at, name) = pair[1];
        pair[0].1 == "mod" && code[at + name.len()..].trim_start().starts_with(';')
    });
    declared.map(|pair| pair[1].1.to_owned()).collect()
}

/// The root files of targets, from the top level.
fn roots(manifests: &[SourceFile]) -> Vec<String> {
    let paths = manifests.iter().flat_map(|manifest| {
        let folder = folder(&manifest.path);
        target_paths(&manifest.text).into_iter().map(move |(_, path)| resolved(&folder, &path))
    });
    paths.collect()
}

fn resolved(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn check(manifests: &[SourceFile], files: &[SourceFile]) -> Vec<Violation> {
    let reached = reached(&roots(manifests), files);
    let forgotten = files.iter().filter(|file| file.path.starts_with("tests/") && !reached.contains(&file.path));
    let rule = |path: &str| {
        if path.ends_with("/main.rs") {
            "no [[test]] names this suite"
        } else {
            "no `mod` lists this file, so it is never run"
        }
    };
    forgotten.map(|file| Violation::of_file(&file.path, rule(&file.path))).collect()
}

#[test]
fn every_file_under_tests_is_run() {
    assert_none(&check(&source::manifests(), &source::files(&["rs"])));
}

#[test]
fn a_forgotten_file_and_a_forgotten_suite_are_found() {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    let manifests = [
        file("tests/Cargo.toml", "[[test]]\nname = \"a\"\npath = \"a/main.rs\"\n"),
        file("crates/x/Cargo.toml", "[[test]]\nname = \"b\"\npath = \"../../tests/b/main.rs\"\n"),
    ];
    let files = [
        file("tests/a/main.rs", "mod one; // mod two;\nmod three;\n"),
        file("tests/a/one.rs", "mod deep;\nmod inline { }"),
        file("tests/a/one/deep.rs", ""),
        file("tests/a/two.rs", ""),
        file("tests/a/three/mod.rs", ""),
        file("tests/b/main.rs", ""),
        file("tests/c/main.rs", ""),
    ];
    let found: Vec<String> = check(&manifests, &files).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("tests/a/two.rs") && found[1].starts_with("tests/c/main.rs"), "{found:?}");
}
