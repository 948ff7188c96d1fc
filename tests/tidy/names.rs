//! A module is named for what it is. These names say what it is not.

use crate::report::{Violation, assert_none, lines_of};
use crate::rust_text::{RustText, line_of, names};
use crate::source;

const DRAWERS: &[&str] =
    &["common", "helper", "helpers", "manager", "managers", "misc", "shared", "types", "util", "utilities", "utils"];

fn check_path(path: &str) -> Option<Violation> {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let drawer = stem.split('/').find(|name| DRAWERS.contains(name))?;
    Some(Violation::of_file(path, format!("`{drawer}` names a drawer, not an idea")))
}

/// Modules written inside another file.
fn check_inline(path: &str, source: &str) -> Vec<Violation> {
    let code = RustText::new(source).code;
    let words: Vec<(usize, &str)> = names(&code).collect();
    let drawers = words.windows(2).filter(|pair| pair[0].1 == "mod" && DRAWERS.contains(&pair[1].1));
    let rule = |name: &str| format!("`{name}` names a drawer, not an idea");
    drawers.map(|pair| Violation::at(path, line_of(&code, pair[1].0), rule(pair[1].1))).collect()
}

#[test]
fn no_module_is_a_drawer_for_odds_and_ends() {
    let files = source::files(&["rs"]);
    let paths = files.iter().filter_map(|file| check_path(&file.path));
    let inline = files.iter().flat_map(|file| check_inline(&file.path, &file.text));
    assert_none(&paths.chain(inline).collect::<Vec<_>>());
}

#[test]
fn a_drawer_is_found_as_a_file_a_folder_and_inline() {
    assert!(check_path("crates/a/src/utils.rs").is_some());
    assert!(check_path("crates/a/src/common/mod.rs").is_some());
    assert!(check_path("crates/a/src/commonly.rs").is_none());
    assert_eq!(lines_of(&check_inline("a", "mod pool;\nmod misc {}\n")), [2]);
}
