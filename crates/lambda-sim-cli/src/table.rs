//! The summary as tables to read: functions, asynchronous events, what callers see, and what it costs. What is empty is left out.

mod callers;
mod costs;
mod events;
mod functions;
mod gateways;
mod queues;

use std::fmt::Write as _;

use lambda_sim::MODEL_VERSION;
use lambda_sim::change::Change;
use lambda_sim::intervention::PlannedIntervention;
use lambda_sim::timeline::Run;

/// The name of the row of the account, which all functions share.
const ACCOUNT: &str = "*";

/// The summary of a run.
pub(crate) fn of(run: &Run, free_tier: bool) -> String {
    let costs = costs::of(run, free_tier);
    let tables =
        [Some(functions::of(run)), gateways::of(run), events::of(run), queues::of(run), callers::of(run), costs];
    let mut out = tables.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let plan = run.plan();
    let (limit, length) = (plan.account_limit(), plan.length());
    let _ = writeln!(out, "\naccount limit {limit}, {length} simulated, seed {}", plan.seed());
    for intervention in plan.interventions() {
        let PlannedIntervention { at, function, caller, setting, value, .. } = *intervention;
        let name = function.map_or(ACCOUNT, |function| plan.function(function).name.as_str());
        let _ = writeln!(out, "from {at} on: {name}, {}", Change::Intervention { function, caller, setting, value });
    }
    for (caller, burst) in plan.callers().iter().filter_map(|caller| Some((caller, caller.by_hand?))) {
        let (name, via) = (&plan.function(caller.function).name, caller.via.name());
        let _ = writeln!(out, "at {}: {name}, Invoke x {} ({via})", burst.at, burst.count);
    }
    let _ = writeln!(out, "model {MODEL_VERSION}, digest {}", run.digest());
    out
}
