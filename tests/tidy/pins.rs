//! One version of wasm-bindgen: trunk downloads another by itself when its pin and the lock disagree.

use crate::manifest::{Locked, locked, string_after};
use crate::report::{Violation, assert_none};
use crate::source;

fn check(trunk_toml: &str, lock: &[Locked]) -> Option<Violation> {
    let pinned = string_after(trunk_toml, "wasm_bindgen")?;
    let package = lock.iter().find(|package| package.name == "wasm-bindgen")?;
    let rule = format!("wasm_bindgen is {pinned}, Cargo.lock has {}", package.version);
    (pinned != package.version).then(|| Violation::of_file("Trunk.toml", rule))
}

#[test]
fn trunk_and_the_lock_name_the_same_version_of_wasm_bindgen() {
    let trunk_toml = source::read("Trunk.toml");
    assert!(string_after(&trunk_toml, "wasm_bindgen").is_some(), "Trunk.toml pins no wasm_bindgen");
    assert_none(check(&trunk_toml, &locked(&source::read("Cargo.lock"))).as_slice());
}

#[test]
fn a_different_version_is_found() {
    let lock = locked("[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n");
    assert!(check("wasm_bindgen = \"0.2.1\"", &lock).is_none());
    assert!(check("wasm_bindgen = \"0.2.2\"", &lock).is_some());
}
