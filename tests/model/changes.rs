//! Everything that happened in a run, collected, and told line by line.

use std::sync::Arc;

use lambda_sim::change::Change;
use lambda_sim::plan::Plan;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Instant;

use crate::scenario_builder::ScenarioBuilder;

pub(crate) type Changes = Vec<(Instant, Change)>;

/// All changes of the run of a plan, in order.
pub(crate) fn changes_of(plan: &Arc<Plan>) -> Changes {
    let mut changes = Vec::new();
    let mut watch = |at: Instant, change: &Change| changes.push((at, *change));
    Simulation::new(Arc::clone(plan)).run_to(plan.end(), &mut watch);
    changes
}

/// The instants at which requests to a function arrived, admitted or not.
pub(crate) fn arrivals_of(changes: &Changes, function: usize) -> Vec<Instant> {
    let is_arrival = |change: &Change| {
        matches!(change, Change::WarmStart { .. } | Change::ColdStart { .. } | Change::Throttled { .. })
    };
    let of_function = changes.iter().filter(|(_, change)| change.function().index() == function);
    of_function.filter(|(_, change)| is_arrival(change)).map(|(at, _)| *at).collect()
}

/// One change as a line: when, to which function, what.
pub(crate) fn line(plan: &Plan, at: Instant, change: &Change) -> String {
    format!("{at} {}: {change}", plan.function(change.function()).name)
}

/// Holds a whole run against its story, one change a line.
#[track_caller]
pub(crate) fn check_changes(scenario: ScenarioBuilder, expected: &str) {
    let plan = scenario.plan();
    let happened: Vec<String> = changes_of(&plan).iter().map(|(at, change)| line(&plan, *at, change)).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert!(
        happened == expected,
        "expected\n\n{}\n\nbut what happened is\n\n{}\n",
        expected.join("\n"),
        happened.join("\n")
    );
}
