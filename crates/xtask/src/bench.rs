//! `cargo xtask bench`: how fast the engine is beside a bare event loop.

use std::fs;
use std::path::Path;

use crate::shell;
use crate::stop::Stop;
use crate::tools::{self, Tools};
use crate::workspace;

/// Where it is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// As a program for this machine, and in a headless browser.
    Both,
    Native,
}

/// What the browser has printed, from the top level.
const FROM_THE_BROWSER: &str = "target/xtask/bench.txt";

/// `words` go to the crate `bench`. The browser comes first, so that the table has both.
pub(crate) fn run(extent: Extent, words: &[&str]) -> Result<(), Stop> {
    let tools = Tools::ready(if extent == Extent::Both { tools::BROWSER } else { &[] })?;
    let mut bench = tools.command("cargo");
    bench.args(["run", "--quiet", "--release", "--locked", "--package", "bench", "--"]).current_dir(workspace::root());
    if extent == Extent::Both {
        in_the_browser(&tools)?;
        bench.args(["--browser", FROM_THE_BROWSER]);
    }
    shell::run(bench.args(words))
}

fn in_the_browser(tools: &Tools) -> Result<(), Stop> {
    let mut test = tools.command("cargo");
    test.args(["test", "--release", "--locked", "--package", "bench", "--test", "browser"])
        .args(["--target", "wasm32-unknown-unknown", "--", "--nocapture"])
        .envs(tools::IN_THE_BROWSER.iter().copied())
        .current_dir(workspace::root());
    let lines = shell::printed(&mut test)?;
    let path = workspace::root().join(FROM_THE_BROWSER);
    let written = fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).and_then(|()| fs::write(&path, lines));
    written.map_err(|error| Stop::new(format!("cannot write {}: {error}", path.display())))
}
