//! Which crate may name which: the house of the README, checked in the manifests and in the lock.

use crate::manifest::{self, Dependency, Locked, Purpose};
use crate::report::{Violation, assert_none, lines_of};
use crate::source;

/// What a crate may name.
struct Arrows {
    from: &'static str,
    /// Our crates; none means any.
    ours: Option<&'static [&'static str]>,
    /// Crates from outside; none means any but those of the browser.
    outside: Option<&'static [&'static str]>,
    browser: bool,
}

const ARROWS: &[Arrows] = &[
    Arrows {
        from: "lambda-sim",
        ours: Some(&[]),
        outside: Some(&["libm", "rand_core", "rand_xoshiro", "serde"]),
        browser: false,
    },
    Arrows { from: "charts", ours: Some(&["lambda-sim"]), outside: None, browser: false },
    Arrows { from: "explorer", ours: Some(&["lambda-sim"]), outside: None, browser: false },
    Arrows { from: "playground", ours: Some(&["charts", "explorer", "lambda-sim"]), outside: None, browser: true },
    Arrows { from: "lambda-sim-cli", ours: Some(&["lambda-sim"]), outside: None, browser: false },
    Arrows { from: "validation", ours: Some(&["lambda-sim"]), outside: None, browser: false },
    Arrows { from: "bench", ours: Some(&["explorer", "lambda-sim", "yardstick"]), outside: None, browser: true },
    // What the engine's speed is measured against: nothing of ours.
    Arrows {
        from: "yardstick",
        ours: Some(&[]),
        outside: Some(&["libm", "rand_core", "rand_xoshiro"]),
        browser: false,
    },
    Arrows { from: "xtask", ours: None, outside: Some(&[]), browser: false },
    Arrows { from: "tests", ours: None, outside: None, browser: true },
];

/// Crates that reach into the browser; a name stands for all that begin with it.
const BROWSER: &[&str] = &["yew", "web-sys", "js-sys", "gloo", "wasm-bindgen", "plotters-canvas"];

/// Plotters turns on their `std` feature, features unify, and the engine would compute other numbers in a build of the
/// workspace than alone.
const NEVER_UNDER_THE_ENGINE: &[&str] = &["num-traits", "rand_distr"];

fn check_manifest(path: &str, manifest: &str) -> Vec<Violation> {
    let name = manifest::string_after(manifest, "name").unwrap_or_default();
    let Some(arrows) = ARROWS.iter().find(|arrows| arrows.from == name) else {
        return vec![Violation::of_file(path, format!("say in {} what the crate {name} may name", file!()))];
    };
    let named = manifest::dependencies(manifest);
    let forbidden = named.iter().filter(|dependency| !is_allowed(arrows, dependency));
    let rule = |dependency: &Dependency| format!("{name} may not name {}", dependency.name);
    forbidden.map(|dependency| Violation::at(path, dependency.line, rule(dependency))).collect()
}

fn is_allowed(arrows: &Arrows, dependency: &Dependency) -> bool {
    let name = dependency.name.as_str();
    if ARROWS.iter().any(|ours| ours.from == name) {
        return dependency.purpose == Purpose::Test || arrows.ours.is_none_or(|ours| ours.contains(&name));
    }
    if BROWSER.iter().any(|browser| name.starts_with(browser)) {
        return arrows.browser;
    }
    dependency.purpose == Purpose::Test || arrows.outside.is_none_or(|outside| outside.contains(&name))
}

/// Walks from the engine through everything it needs.
fn check_engine(lock: &[Locked]) -> Vec<Violation> {
    let mut reached = vec!["lambda-sim"];
    let mut next = 0;
    while let Some(&name) = reached.get(next) {
        next += 1;
        let needs = lock.iter().filter(|package| package.name == name).flat_map(|package| &package.needs);
        for need in needs.map(String::as_str) {
            if !reached.contains(&need) {
                reached.push(need);
            }
        }
    }
    let banned = reached.into_iter().filter(|name| NEVER_UNDER_THE_ENGINE.contains(name));
    banned.map(|name| Violation::of_file("Cargo.lock", format!("lambda-sim ends up with {name}"))).collect()
}

#[test]
fn every_crate_names_only_what_it_may() {
    let manifests = source::manifests();
    let violations: Vec<_> = manifests.iter().flat_map(|file| check_manifest(&file.path, &file.text)).collect();
    assert_none(&violations);
}

#[test]
fn the_engine_rests_on_nothing_that_features_could_change() {
    assert_none(&check_engine(&manifest::locked(&source::read("Cargo.lock"))));
}

#[test]
fn a_forbidden_arrow_is_found() {
    let manifest = "[package]\nname = \"charts\"\n[dependencies]\nlambda-sim.workspace = true\nexplorer = \"1\"\nplotters = \"1\"\nweb-sys = \"1\"\n";
    assert_eq!(lines_of(&check_manifest("a", manifest)), [5, 7]);
}

#[test]
fn the_engine_may_name_four_crates_only() {
    let manifest = "[package]\nname = \"lambda-sim\"\n[dependencies]\nlibm = \"1\"\nnum-traits = \"1\"\n[target.'cfg(unix)'.dependencies]\nlibc = \"1\"\n";
    assert_eq!(lines_of(&check_manifest("a", manifest)), [5, 7]);
}

#[test]
fn a_crate_without_a_row_in_the_table_is_found() {
    assert_eq!(check_manifest("a", "[package]\nname = \"extra\"\n").len(), 1);
}

#[test]
fn a_banned_crate_behind_another_is_found() {
    let lock = "[[package]]\nname = \"lambda-sim\"\ndependencies = [\n \"libm\",\n]\n[[package]]\nname = \"libm\"\ndependencies = [\n \"num-traits\",\n]\n";
    assert_eq!(check_engine(&manifest::locked(lock)).len(), 1);
}
