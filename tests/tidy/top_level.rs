//! The top level is the table of contents of the project.

use std::fs;

use crate::report::{Violation, assert_none};
use crate::source;

const REQUIRED: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "MODEL.md",
    "NOTICE",
    "README.md",
    "Trunk.toml",
    "crates",
    "index.html",
    "tests",
    "www",
];

/// May be there: a choice of toolchain, and what builds leave behind.
const TOLERATED: &[&str] = &["rust-toolchain.toml", "target", "dist"];

fn check(names: &[&str]) -> Vec<Violation> {
    let is_known = |name: &str| REQUIRED.contains(&name) || TOLERATED.contains(&name) || name.starts_with('.');
    let extra = names.iter().filter(|name| !is_known(name));
    let extra = extra.map(|name| Violation::of_file(name, "has no place at the top level"));
    let missing = REQUIRED.iter().filter(|name| !names.contains(name));
    extra.chain(missing.map(|name| Violation::of_file(name, "is missing"))).collect()
}

#[test]
fn the_top_level_holds_what_the_readme_says() {
    let entries = fs::read_dir(source::root()).expect("the top level can be read");
    let names: Vec<String> =
        entries.map_while(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert_none(&check(&names.iter().map(String::as_str).collect::<Vec<_>>()));
}

#[test]
fn an_extra_name_and_a_missing_one_are_found() {
    let mut names = REQUIRED.to_vec();
    names.extend([".git", "target"]);
    assert!(check(&names).is_empty());
    names[0] = "notes.txt";
    assert_eq!(check(&names).len(), 2);
}
