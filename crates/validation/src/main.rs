//! `cargo xtask validate`: measures all cases and says which pass.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

use std::path::PathBuf;
use std::process::ExitCode;

use validation::case::Effort;
use validation::{cases, report};

const USAGE: &str = "validate [--short] [--json FILE]";

/// What was asked for.
#[derive(Debug)]
struct Options {
    effort: Effort,
    json: Option<PathBuf>,
}

impl Options {
    fn read(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let mut options = Self { effort: Effort::Full, json: None };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--short" => options.effort = Effort::Short,
                "--json" => options.json = Some(words.next()?.into()),
                _ => return None,
            }
        }
        Some(options)
    }
}

fn main() -> ExitCode {
    let Some(options) = Options::read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let outcomes = report::measure(&cases::all(), options.effort);
    println!("{}\n{}\n{}", report::table(&outcomes), report::summary(&outcomes), report::counts(&outcomes));
    if let Some(path) = options.json
        && let Err(error) = std::fs::write(&path, format!("{:#}\n", report::json(&outcomes)))
    {
        eprintln!("{}: {error}", path.display());
        return ExitCode::from(2);
    }
    let fails = outcomes.iter().any(|outcome| outcome.failures().next().is_some());
    if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
