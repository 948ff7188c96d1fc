//! Calling the command.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex};

use serde_json::Value;

pub(crate) const STEADY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../explorer/scenarios/steady.1.yaml");
pub(crate) const TEN_REQUESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../explorer/scenarios/ten-requests.1.yaml");
pub(crate) const PROMOTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../explorer/scenarios/promotion.1.yaml");
pub(crate) const PROMOTION_REPAIRED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../explorer/scenarios/promotion-repaired.1.yaml");

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../explorer/scenarios");
const OF_THE_MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/model/scenarios");

/// Every scenario that the page offers.
pub(crate) fn shipped() -> Vec<PathBuf> {
    scenarios_in(Path::new(SHIPPED))
}

/// Every scenario that the suite `model` runs.
pub(crate) fn of_the_model() -> Vec<PathBuf> {
    scenarios_in(Path::new(OF_THE_MODEL))
}

fn scenarios_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let files = entries.map(|entry| entry.expect("an entry").path());
    let mut scenarios: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    assert!(!scenarios.is_empty(), "{}", folder.display());
    scenarios.sort();
    scenarios
}

/// A path as a word of a call.
pub(crate) fn word(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// What the command left behind.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Exit status; none if a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Calls the command with these words.
pub(crate) fn call(words: &[&str]) -> Outcome {
    call_with(words, b"")
}

/// Calls the command with these words and this standard input.
pub(crate) fn call_with(words: &[&str], input: &[u8]) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lambda-sim"));
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    // A command that reads nothing may be gone before all is written.
    let _ = child.stdin.take().expect("standard input is a pipe").write_all(input);
    let output = child.wait_with_output().expect("the command ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command prints UTF-8");
    Outcome { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Calls the command with these words and closes its standard output before it prints.
pub(crate) fn call_and_close(words: &[&str]) -> Outcome {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lambda-sim"));
    command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    let err = String::from_utf8(output.stderr).expect("the command prints UTF-8");
    Outcome { status: output.status.code(), out: String::new(), err }
}

impl Outcome {
    /// What was printed, where all went well.
    #[track_caller]
    pub(crate) fn succeeds(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (Some(0), ""), "{self:?}");
        self.out
    }

    /// The message, where something was wrong: status 2, nothing on standard output, and no panic.
    #[track_caller]
    pub(crate) fn complains(self) -> String {
        assert_eq!((self.status, self.out.as_str()), (Some(2), ""), "{self:?}");
        assert!(!self.err.trim().is_empty() && !self.err.contains("panicked"), "{self:?}");
        self.err
    }
}

/// The JSON summary of a file; every test that asks gets the same.
#[track_caller]
pub(crate) fn summary_of_file(file: &str) -> Arc<Value> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Arc<Value>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().expect("no test has failed in here");
    let read = || Arc::new(parse(&call(&["run", file, "--format", "json"]).succeeds()));
    Arc::clone(known.entry(file.to_owned()).or_insert_with(read))
}

/// The JSON summary of a scenario given as text.
#[track_caller]
pub(crate) fn summary_of(scenario: &str) -> Value {
    parse(&call_with(&["run", "-", "--format", "json"], scenario.as_bytes()).succeeds())
}

#[track_caller]
pub(crate) fn parse(json: &str) -> Value {
    serde_json::from_str(json).expect("the summary is JSON")
}

/// A count in the summary.
#[track_caller]
pub(crate) fn count(of: &Value, key: &str) -> u64 {
    of[key].as_u64().unwrap_or_else(|| panic!("{key} is a count in {of}"))
}
