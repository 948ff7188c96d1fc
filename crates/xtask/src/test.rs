//! `cargo xtask test`: everything that CI runs, one step after the other, counted.

mod steps;
mod tally;

use std::process::Command;
use std::time::Instant;

use steps::{STEPS, Step};
use tally::Tally;

use crate::shell;
use crate::stop::Stop;
use crate::tools::{self, Tools};
use crate::workspace;

/// How much is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Everything,
    /// Only what needs Rust alone.
    Host,
}

/// The last line is always `N passed, M failed`, and M is 0 exactly when the command succeeds.
pub(crate) fn run(extent: Extent) -> Result<(), Stop> {
    let start = Instant::now();
    let mut total = Tally::default();
    let outcome = run_steps(extent, &mut total);
    if let Err(Stop(why)) = &outcome {
        println!("\n{why}");
        total.failed = total.failed.max(1);
    }
    let verdict = if outcome.is_ok() { "Everything passed" } else { "Failed" };
    println!("\n{verdict} in {}", shell::spoken(start.elapsed()));
    println!("{} passed, {} failed", total.passed, total.failed);
    outcome.map_err(|_| Stop::silent())
}

fn run_steps(extent: Extent, total: &mut Tally) -> Result<(), Stop> {
    let steps: Vec<&Step> = STEPS.iter().filter(|step| extent == Extent::Everything || step.on_host).collect();
    let tools = Tools::ready(if extent == Extent::Host { tools::HOST } else { tools::EVERYTHING })?;
    for (index, step) in steps.iter().enumerate() {
        println!("\n== {} of {}: {}", index + 1, steps.len(), step.proves);
        let start = Instant::now();
        let tally = run_step(step, step.command(&tools), total)?;
        let took = shell::spoken(start.elapsed());
        match step.suites {
            0 => println!("== ok in {took}"),
            _ => println!("== ok in {took}, {} passed", tally.passed),
        }
    }
    Ok(())
}

/// Adds what the step counted to `total`, also when the step fails.
fn run_step(step: &Step, mut command: Command, total: &mut Tally) -> Result<Tally, Stop> {
    command.current_dir(workspace::root());
    println!("   $ {}", shell::typed(&command));
    let (status, tally) = tally::run_counted(&mut command).map_err(|error| shell::cannot_start(&command, &error))?;
    total.add(tally);
    if !status.success() || tally.failed > 0 {
        return Err(Stop::new(format!("== `{}` {}", step.line, shell::ending(status))));
    }
    if tally.suites < step.suites {
        let line = step.line;
        return Err(Stop::new(format!("== `{line}` ran tests in {} suites, not in {}", tally.suites, step.suites)));
    }
    Ok(tally)
}
