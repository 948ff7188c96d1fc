//! Turns the texts in `locales/` and the files in `scenarios/` into Rust, and refuses what is wrong in them.
//!
//! The generators next to this file are pure, from texts to a text, so that the tests package can run them on bad
//! input; the file system is touched here only.

mod locales;
mod scenarios;
mod source;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use source::{Problem, Source};

/// The folders that call the texts, seen from this crate.
const CALLERS: [&str; 2] = ["src", "../playground/src"];

fn main() {
    let english = read_folder("locales/en", "ftl");
    let korean = read_folder("locales/ko", "ftl");
    let callers: Vec<Source> = CALLERS.iter().flat_map(|folder| read_folder(folder, "rs")).collect();
    let shipped = read_folder("scenarios", "yaml");

    let mut problems = BTreeSet::new();
    write("words.rs", locales::generate(&english, &korean, &callers), &mut problems);
    write("scenarios.rs", scenarios::generate(&shipped), &mut problems);
    if !problems.is_empty() {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("\n\n{} to put right in the texts or scenarios:\n\n{}\n", problems.len(), lines.join("\n"));
    }
}

fn write(name: &str, generated: Result<String, BTreeSet<Problem>>, problems: &mut BTreeSet<Problem>) {
    match generated {
        Ok(rust) => {
            let path = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
            fs::write(&path, rust).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
        Err(found) => problems.extend(found),
    }
}

/// Every file below a folder of this crate with this ending, by path, and tells cargo to watch the folder.
fn read_folder(folder: &str, ending: &str) -> Vec<Source> {
    watch(folder);
    let mut paths = Vec::new();
    collect(Path::new(folder), ending, &mut paths).unwrap_or_else(|error| panic!("{folder}: {error}"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            Source::new(from_the_root(&path), &text)
        })
        .collect()
}

/// Cargo runs a script anew each time when a path that it watches is absent, so then its folder is watched.
#[expect(clippy::print_stdout, reason = "cargo reads what a build script prints")]
fn watch(folder: &str) {
    let existing = Path::new(folder).ancestors().find(|path| path.exists());
    let path = existing.unwrap_or(Path::new("."));
    println!("cargo::rerun-if-changed={}", path.display());
}

fn collect(folder: &Path, ending: &str, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, ending, paths)?;
        } else if path.extension().is_some_and(|extension| extension == ending) {
            paths.push(path);
        }
    }
    Ok(())
}

/// The path that a person at the root of the repository can open.
fn from_the_root(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    match path.strip_prefix("../") {
        Some(neighbour) => format!("crates/{neighbour}"),
        None => format!("crates/explorer/{path}"),
    }
}
