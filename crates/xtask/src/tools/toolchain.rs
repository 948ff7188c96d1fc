//! Parts of the Rust toolchain, added by rustup to the toolchain that is active.

use std::path::Path;
use std::process::Command;

use super::announced;
use crate::shell;
use crate::stop::Stop;

/// Makes sure that a cargo command such as `cargo clippy` is there.
pub(super) fn component(rustup: &str, cargo: &str) -> Result<(), Stop> {
    if shell::succeeds(Command::new("cargo").args([cargo, "--version"])) {
        return Ok(());
    }
    add("component", rustup, "the tests run it")
}

/// Makes sure that the standard library for `target` is there.
pub(super) fn target(target: &str) -> Result<(), Stop> {
    // Asked of rustc and not of rustup, so that a toolchain from a distribution does as well.
    let libraries = shell::answer(Command::new("rustc").args(["--print", "target-libdir", "--target", target]));
    if libraries.is_some_and(|directory| Path::new(directory.trim()).is_dir()) {
        return Ok(());
    }
    let why = match target {
        "wasm32-unknown-unknown" => "the page runs in the browser as WebAssembly",
        _ => "building the engine for bare metal proves that it needs no operating system",
    };
    add("target", target, why)
}

fn add(kind: &str, name: &str, why: &str) -> Result<(), Stop> {
    if shell::find("rustup").is_none() {
        return Err(Stop::new(format!(
            "the Rust {kind} {name} is missing ({why}), and so is rustup, which adds it. Type\n\n   \
             curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh\n   \
             rustup {kind} add {name}\n\nor install it the way this Rust was installed, and start again."
        )));
    }
    announced(&format!("the Rust {kind} {name}"), why, "a few seconds", || {
        shell::run(Command::new("rustup").args([kind, "add", name]))
    })
}
