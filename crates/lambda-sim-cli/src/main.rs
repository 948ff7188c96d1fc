//! `lambda-sim`: a scenario file in, CloudWatch-named series out. The same engine as on the page, headless.

#![expect(clippy::print_stderr, reason = "a command prints")]

mod changes;
mod check;
mod cloudwatch;
mod csv;
mod explain;
mod file;
mod grid;
mod instant;
mod json;
mod output;
mod presets;
mod progress;
mod run;
mod schema;
mod short;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What is wrong with a file, or with how the command was called.
pub(crate) const EXIT_PROBLEMS: u8 = 2;

#[derive(Debug, Parser)]
#[command(name = "lambda-sim", version, about = "Simulates AWS Lambda concurrency from a scenario file")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a scenario: a table, the series as CSV, or the summary as JSON
    Run {
        /// Scenario file (YAML or JSON); - reads standard input
        file: PathBuf,
        #[command(flatten)]
        options: run::Options,
    },
    /// Say what is true at an instant of a run, why, and what happens around it
    Explain {
        /// Scenario file (YAML or JSON); - reads standard input
        file: PathBuf,
        #[command(flatten)]
        options: explain::Options,
    },
    /// Print everything that happens in a run, as one JSON object a line
    Changes {
        /// Scenario file (YAML or JSON); - reads standard input
        file: PathBuf,
        #[command(flatten)]
        options: changes::Options,
    },
    /// Report every problem of a scenario file at once; exit status 2 if there is one
    Check {
        /// Scenario file (YAML or JSON); - reads standard input
        file: PathBuf,
    },
    /// List the measured laws that ship with the engine, each with its source
    Presets {
        #[command(flatten)]
        options: presets::Options,
    },
    /// Print the JSON Schema of the scenario file, with which an editor checks and completes it
    Schema,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Run { file, options } => run::run(&file, &options),
        Command::Explain { file, options } => explain::explain(&file, &options),
        Command::Changes { file, options } => changes::print(&file, &options),
        Command::Check { file } => check::check(&file),
        Command::Presets { options } => presets::print(&options),
        Command::Schema => schema::print(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(EXIT_PROBLEMS)
        }
    }
}
