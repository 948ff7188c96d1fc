//! The summary as tables to read: functions, asynchronous events, and what callers see. What is empty is left out.

mod callers;
mod events;
mod functions;

use std::fmt::Write as _;

use lambda_sim::MODEL_VERSION;
use lambda_sim::timeline::Run;

/// The name of the row of the account, which all functions share.
const ACCOUNT: &str = "*";

/// The summary of a run.
pub(crate) fn of(run: &Run) -> String {
    let tables = [Some(functions::of(run)), events::of(run), callers::of(run)];
    let mut out = tables.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let plan = run.plan();
    let (limit, length) = (plan.account_limit(), plan.length());
    let _ = writeln!(out, "\naccount limit {limit}, {length} simulated, seed {}", plan.seed());
    let _ = writeln!(out, "model {MODEL_VERSION}, digest {}", run.digest());
    out
}
