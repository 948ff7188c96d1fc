//! `cargo xtask bench`: how fast the engine is on this machine, and what a browser has reported.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use bench::sample::{Place, Sample};
use bench::{measure, report, workload};

const USAGE: &str = "bench [--rounds N] [--browser FILE] [--json FILE]";

/// What was asked for.
#[derive(Debug)]
struct Options {
    rounds: u32,
    /// The lines that the browser has printed.
    browser: Option<PathBuf>,
    json: Option<PathBuf>,
}

impl Options {
    fn read(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let mut options = Self { rounds: 11, browser: None, json: None };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--rounds" => options.rounds = words.next()?.parse().ok().filter(|rounds| 0 < *rounds)?,
                "--browser" => options.browser = Some(words.next()?.into()),
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
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    let start = Instant::now();
    let clock = || start.elapsed().as_secs_f64() * 1e3;
    let workloads = workload::all();
    let native = workloads.iter().map(|workload| measure::measure(workload, options.rounds, Place::Native, clock));
    let mut samples: Vec<Sample> = native.collect();
    if let Some(path) = &options.browser {
        let lines = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        samples.extend(lines.lines().filter_map(Sample::from_line));
    }
    println!("{}", report::table(&samples, &workloads));
    if let Some(path) = &options.json {
        let text = format!("{:#}\n", report::json(&samples));
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
