//! `lambda-sim`: a scenario file in, CloudWatch-named series out. The same engine as on the page, headless.

#![expect(clippy::print_stderr, reason = "a command prints")]

mod check;
mod csv;
mod file;
mod json;
mod output;
mod run;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use run::Options;

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
        options: Options,
    },
    /// Report every problem of a scenario file at once; exit status 2 if there is one
    Check {
        /// Scenario file (YAML or JSON); - reads standard input
        file: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Run { file, options } => run::run(&file, &options),
        Command::Check { file } => check::check(&file),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(EXIT_PROBLEMS)
        }
    }
}
