//! `lambda-sim explain`: an instant of a run, why things are as they are then, and what happens around it.

mod changes;
mod functions;
mod moment;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use lambda_sim::cause::Cause;
use lambda_sim::problem::{Problem, Rule};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

use crate::progress::Progress;
use crate::{file, instant, output};

/// What to explain.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The instant, since the start of the run, such as 90s or 1m30s
    #[arg(long, value_name = "INSTANT", value_parser = instant::parse)]
    at: Span,
    /// Another seed than the file's
    #[arg(long)]
    seed: Option<u64>,
    #[command(flatten)]
    progress: Progress,
}

/// Explains an instant of the run of the scenario in the file.
pub(crate) fn explain(path: &Path, options: &Options) -> Result<(), String> {
    let plan = file::read_seeded(path, options.seed)?;
    let (at, length) = (options.at, plan.length());
    if length < at {
        let rule = Rule::SpanOutOfRange { min: Span::ZERO, max: length };
        return Err(Problem { path: "--at".to_owned(), value: at.to_string(), rule }.to_string());
    }
    let run = options.progress.run(Arc::new(plan), length);
    output::print(&text(&run, at))
}

fn text(run: &Run, at: Span) -> String {
    let plan = run.plan();
    let frame = run.frame_at(at.after_start());
    let mut out = format!("{at} of {}, seed {}\n", plan.length(), plan.seed());
    let in_force = plan.in_force(frame.at);
    let _ = writeln!(out, "{}", Cause::of(&frame, in_force).sentence(&frame, in_force));
    let _ = write!(out, "\n{}", functions::of(&frame, in_force));
    let _ = write!(out, "\n{}", changes::around(run, at.after_start()));
    out
}
