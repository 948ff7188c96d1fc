//! Everything that happened in a run, collected, and told line by line.

use std::collections::BTreeSet;
use std::sync::Arc;

use lambda_sim::change::{Change, Then};
use lambda_sim::id::FunctionId;
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

/// The function that a change happened to, where nothing happens to the account.
pub(crate) fn function_of(change: &Change) -> FunctionId {
    change.function().expect("no intervention in the account")
}

/// The instants at which requests to a function arrived, each once, admitted or not.
pub(crate) fn arrivals_of(changes: &Changes, function: usize) -> Vec<Instant> {
    let mut asynchronous = BTreeSet::new();
    let mut arrivals = Vec::new();
    for (at, change) in changes.iter().filter(|(_, change)| function_of(change).index() == function) {
        let is_arrival = match change {
            Change::EventReceived { caller, .. } => {
                asynchronous.insert(*caller);
                true
            }
            Change::Started { attempt, .. } | Change::Throttled { attempt, .. } => {
                attempt.number == 1 && !asynchronous.contains(&attempt.caller)
            }
            _ => false,
        };
        arrivals.extend(is_arrival.then_some(*at));
    }
    arrivals
}

/// When a request to the first function was tried, admitted or not.
pub(crate) fn attempts_of(changes: &Changes, request: u64) -> Vec<Instant> {
    let is_attempt = |change: &Change| match change {
        Change::Started { attempt, .. } | Change::Throttled { attempt, .. } => {
            function_of(change).index() == 0 && attempt.request.0 == request
        }
        _ => false,
    };
    changes.iter().filter(|(_, change)| is_attempt(change)).map(|(at, _)| *at).collect()
}

/// What became of the requests to the first function, one after the other: when, of which request, and what.
pub(crate) fn fates(changes: &Changes) -> Vec<(Instant, u64, Then)> {
    let fate = |change: &Change| match *change {
        Change::EventReceived { request, then, .. } => Some((request.0, then)),
        Change::Throttled { attempt, then, .. }
        | Change::TurnedAway { attempt, then, .. }
        | Change::TimeLimit { attempt, then, .. }
        | Change::InvocationEnded { attempt, then, .. }
        | Change::EventExpired { attempt, then, .. } => Some((attempt.request.0, then)),
        Change::Started { .. }
        | Change::Authorizing { .. }
        | Change::Authorized { .. }
        | Change::InitEnded { .. }
        | Change::Shutdown { .. }
        | Change::Provisioned { .. }
        | Change::Initialized { .. }
        | Change::Recorded { .. }
        | Change::Polled { .. }
        | Change::Scaled { .. }
        | Change::Intervention { .. } => None,
    };
    let of_first = changes.iter().filter(|(_, change)| function_of(change).index() == 0);
    of_first.filter_map(|(at, change)| fate(change).map(|(request, then)| (*at, request, then))).collect()
}

/// One change as a line: when, to which function or to the account, what.
pub(crate) fn line(plan: &Plan, at: Instant, change: &Change) -> String {
    let name = change.function().map_or("account", |function| &plan.function(function).name);
    format!("{at} {name}: {change}")
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
