//! What is tested, as a table: the list that CI runs and that a person can type line by line.

use std::process::Command;

use crate::tools::{IN_THE_BROWSER, Tools};

#[derive(Debug)]
pub(super) struct Step {
    /// What is known once it has passed.
    pub(super) proves: &'static str,
    /// The command, words separated by spaces.
    pub(super) line: &'static str,
    pub(super) variables: &'static [(&'static str, &'static str)],
    /// Needs Rust alone.
    pub(super) on_host: bool,
    /// How many suites must have run at least one test: a suite that compiles to nothing would pass otherwise.
    pub(super) suites: u32,
}

impl Step {
    pub(super) fn command(&self, tools: &Tools) -> Command {
        let mut words = self.line.split(' ');
        let mut command = tools.command(words.next().unwrap_or_default());
        command.args(words).envs(self.variables.iter().copied());
        command
    }
}

pub(super) const STEPS: &[Step] = &[
    Step { proves: "the code is formatted", line: "cargo fmt --all --check", variables: &[], on_host: true, suites: 0 },
    Step {
        proves: "no lint warns, on the host",
        line: "cargo clippy --workspace --all-targets --locked -- -D warnings",
        variables: &[],
        on_host: true,
        suites: 0,
    },
    Step {
        proves: "no lint warns, in what runs in the browser",
        line: "cargo clippy -p playground -p tests -p bench --lib --bins --test model --test page --test browser --target wasm32-unknown-unknown --locked -- -D warnings",
        variables: &[],
        on_host: false,
        suites: 0,
    },
    Step {
        proves: "the suites of the host pass",
        line: "cargo test --workspace --locked --no-fail-fast",
        variables: &[],
        on_host: true,
        suites: 6,
    },
    Step {
        proves: "the command computes the same alone: features of other crates change no number",
        line: "cargo test -p lambda-sim-cli --locked --no-fail-fast",
        variables: &[],
        on_host: true,
        suites: 1,
    },
    Step {
        proves: "the engine needs no operating system",
        line: "cargo build -p lambda-sim --target thumbv7em-none-eabi --locked",
        variables: &[],
        on_host: false,
        suites: 0,
    },
    Step {
        proves: "nor does reading scenarios",
        line: "cargo build -p lambda-sim --target thumbv7em-none-eabi --features serde --locked",
        variables: &[],
        on_host: false,
        suites: 0,
    },
    Step {
        proves: "the documentation has no broken link",
        line: "cargo doc --workspace --no-deps --locked",
        variables: &[("RUSTDOCFLAGS", "-D warnings")],
        on_host: true,
        suites: 0,
    },
    // Three runs: these tests never let the page breathe, so each must end before the runner gives up. The driver has its patience from
    // `tests/webdriver.json`; by itself it gives up after 30 s.
    Step {
        proves: "the rules hold in a browser",
        line: "cargo test -p tests --test model --target wasm32-unknown-unknown --locked -- --skip reference --skip laws::",
        variables: IN_THE_BROWSER,
        on_host: false,
        suites: 1,
    },
    Step {
        proves: "the laws of every run hold in a browser",
        line: "cargo test -p tests --test model --target wasm32-unknown-unknown --locked -- laws::",
        variables: IN_THE_BROWSER,
        on_host: false,
        suites: 1,
    },
    Step {
        proves: "the engine agrees with the naive model in a browser",
        line: "cargo test -p tests --test model --target wasm32-unknown-unknown --locked -- reference",
        variables: IN_THE_BROWSER,
        on_host: false,
        suites: 1,
    },
    Step {
        proves: "the page holds in a browser",
        line: "cargo test -p tests --test page --target wasm32-unknown-unknown --locked",
        variables: IN_THE_BROWSER,
        on_host: false,
        suites: 1,
    },
    Step {
        proves: "the site builds",
        line: "trunk build --release --locked --dist target/xtask/dist",
        variables: &[("TRUNK_SKIP_VERSION_CHECK", "true")],
        on_host: false,
        suites: 0,
    },
    Step {
        proves: "what the tests of the site need is there",
        line: "npm ci --prefix tests/e2e --no-audit --no-fund",
        variables: &[],
        on_host: false,
        suites: 0,
    },
    Step {
        proves: "a visitor can watch, predict, repair, send and embed",
        line: "npm test --prefix tests/e2e --silent",
        variables: &[],
        on_host: false,
        suites: 1,
    },
];
