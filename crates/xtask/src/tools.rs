//! The tools that the commands need: looked for, installed where they are missing, put on the path of what we start.

mod browser;
mod cargo_tool;
mod debian;
mod node;
mod toolchain;

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use cargo_tool::CargoTool;

use crate::shell;
use crate::stop::Stop;

/// Something a command needs beyond Rust itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A part of the Rust toolchain, by rustup's name and cargo's.
    Component {
        rustup: &'static str,
        cargo: &'static str,
    },
    /// The standard library for another machine.
    Target(&'static str),
    /// Chromium and the driver that the browser tests steer it with.
    Browser,
    /// Node.js and npm, which steer the browser through the built site.
    Node,
    WasmBindgen,
    Trunk,
}

const CLIPPY: Need = Need::Component { rustup: "clippy", cargo: "clippy" };
const RUSTFMT: Need = Need::Component { rustup: "rustfmt", cargo: "fmt" };
const WASM: Need = Need::Target("wasm32-unknown-unknown");
const BARE_METAL: Need = Need::Target("thumbv7em-none-eabi");

/// What the checks of the host need.
pub(crate) const HOST: &[Need] = &[CLIPPY, RUSTFMT];
/// What the site needs to be built and served.
pub(crate) const SITE: &[Need] = &[WASM, Need::WasmBindgen, Need::Trunk];
/// What a test in the browser needs.
pub(crate) const BROWSER: &[Need] = &[WASM, Need::Browser, Need::WasmBindgen];
/// What the tests need. What a person may have to install by hand comes first, the longest build last.
pub(crate) const EVERYTHING: &[Need] =
    &[CLIPPY, RUSTFMT, WASM, BARE_METAL, Need::Browser, Need::Node, Need::WasmBindgen, Need::Trunk];

/// What tells the runner of wasm-bindgen to use the browser.
pub(crate) const IN_THE_BROWSER: &[(&str, &str)] = &[
    ("CHROMEDRIVER", "chromedriver"),
    ("WASM_BINDGEN_USE_BROWSER", "1"),
    ("WASM_BINDGEN_TEST_TIMEOUT", "120"), // seconds, for a slow machine; the runner gives a suite 20
];

/// Tools that are there, and where.
#[derive(Debug)]
pub(crate) struct Tools {
    /// Directories that go before the search path.
    directories: Vec<PathBuf>,
}

impl Tools {
    /// Rust alone.
    pub(crate) fn none() -> Self {
        Self { directories: Vec::new() }
    }

    /// Looks for each tool and installs those that are missing.
    pub(crate) fn ready(needs: &[Need]) -> Result<Self, Stop> {
        let mut directories = Vec::new();
        for need in needs {
            match *need {
                Need::Component { rustup, cargo } => toolchain::component(rustup, cargo)?,
                Need::Target(target) => toolchain::target(target)?,
                Need::Browser => browser::ready()?,
                Need::Node => node::ready()?,
                Need::WasmBindgen => directories.extend(CargoTool::wasm_bindgen()?.ready()?),
                Need::Trunk => directories.extend(CargoTool::trunk().ready()?),
            }
        }
        Ok(Self { directories })
    }

    /// A program that finds these tools on its path.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        shell::search_first(&mut command, &self.directories);
        // Any value means "no colour" to everybody else, but trunk accepts only `true` and stops at the usual `1`.
        if env::var_os("NO_COLOR").is_some_and(|value| value != "true") {
            command.env("NO_COLOR", "true");
        }
        command
    }

    /// The line for a shell that puts the installed tools on its path, unless they are on it already.
    pub(crate) fn export_line(&self) -> Option<String> {
        let directories: Vec<_> = self.directories.iter().map(|directory| directory.display().to_string()).collect();
        (!directories.is_empty()).then(|| format!("export PATH=\"{}:$PATH\"", directories.join(":")))
    }
}

/// Says what is installed, why, and how long that takes; then how long it took.
fn announced(what: &str, why: &str, about: &str, install: impl FnOnce() -> Result<(), Stop>) -> Result<(), Stop> {
    println!("xtask: installing {what}: {why} (takes {about})");
    let start = Instant::now();
    install()?;
    println!("xtask: installed {what} in {}\n", shell::spoken(start.elapsed()));
    Ok(())
}
