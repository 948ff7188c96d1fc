//! Laying out destinations.

use alloc::vec::Vec;

use crate::arrivals::Pattern;
use crate::destination::{Destination, Destinations, PlannedDestination, PlannedDestinations};
use crate::id::{CallerId, FunctionId, VersionId};
use crate::quotas;
use crate::retry::RetryMode;
use crate::scenario::{Function, Scenario};
use crate::setting::{Setting, Value};
use crate::source::Mapping;
use crate::via::Via;

use super::layout::function_named;
use super::{Later, Plan, PlannedCaller};

/// Lambda as a caller of its own of each function that is a destination.
pub(super) fn add_callers(scenario: &Scenario, callers: &mut Vec<PlannedCaller>) {
    let at_start = scenario.functions.iter().flat_map(|function| functions_of(&function.destinations));
    let later = scenario.interventions.iter().filter_map(|intervention| match &intervention.value {
        Value::Function(name) => Some(name.as_str()),
        _ => None,
    });
    for function in at_start.chain(later) {
        let function = function_named(scenario, function);
        if caller_of(callers, function).is_some() {
            continue;
        }
        callers.push(PlannedCaller {
            function,
            version: VersionId::LIVE,
            via: Via::Destination,
            max_attempts: 1,
            retry_mode: RetryMode::default(),
            gateway: None,
            by_hand: None,
            mapping: Mapping::of(Via::Destination),
            authorizes: None,
            ordinal: 0,
            pattern: Pattern::At(Vec::new()),
        });
    }
}

/// The functions to which records go.
fn functions_of(destinations: &Destinations) -> impl Iterator<Item = &str> {
    [&destinations.on_failure, &destinations.on_success].into_iter().flatten().filter_map(Destination::function)
}

/// The caller as which Lambda sends records to a function.
fn caller_of(callers: &[PlannedCaller], function: FunctionId) -> Option<CallerId> {
    let callers = (0..).map(CallerId).zip(callers);
    let mut found = callers.filter(|(_, caller)| caller.via == Via::Destination && caller.function == function);
    found.next().map(|(id, _)| id)
}

pub(super) fn planned(scenario: &Scenario, function: &Function, callers: &[PlannedCaller]) -> PlannedDestinations {
    let planned = |destination: &Destination| match destination {
        Destination::Service(service) => Some(PlannedDestination::Service(*service)),
        Destination::Function(name) => {
            let function = function_named(scenario, name);
            Some(PlannedDestination::Function(function, caller_of(callers, function)?))
        }
    };
    let Destinations { on_failure, on_success } = &function.destinations;
    PlannedDestinations {
        on_failure: on_failure.as_ref().and_then(planned),
        on_success: on_success.as_ref().and_then(planned),
    }
}

/// To which functions records of each function go, at some time of the run.
pub(super) struct Routes(Vec<Vec<FunctionId>>);

impl Plan {
    /// The ways of all records of the run.
    pub(super) fn routes(&self) -> Routes {
        let mut routes: Vec<Vec<FunctionId>> =
            self.function_ids().map(|from| self.records_of(from).collect()).collect();
        let later = self.later.iter().filter(|later| is_one(later.intervention.setting));
        for Later { intervention, plan, .. } in later {
            let Some(from) = intervention.function else { continue };
            routes[from.index()].extend(plan.records_of(from));
        }
        for to in &mut routes {
            to.sort_unstable();
            to.dedup();
        }
        Routes(routes)
    }

    /// The functions to which records of this one go.
    fn records_of(&self, function: FunctionId) -> impl Iterator<Item = FunctionId> {
        let PlannedDestinations { on_failure, on_success } = self.function(function).destinations;
        [on_failure, on_success].into_iter().flatten().filter_map(|destination| match destination {
            PlannedDestination::Function(to, _) => Some(to),
            PlannedDestination::Service(_) => None,
        })
    }
}

impl Routes {
    /// How many events can come of one event for this function by records, itself included, at most.
    pub(super) fn chain_of(&self, function: FunctionId) -> u64 {
        let mut reached = alloc::vec![function];
        // Of each function, from how many of the reached ones records come.
        let mut ways = alloc::vec![0_u32; self.0.len()];
        let mut place = 0;
        while let Some(from) = reached.get(place).copied() {
            for to in self.0[from.index()].iter().copied() {
                ways[to.index()] += 1;
                if to != function && ways[to.index()] == 1 {
                    reached.push(to);
                }
            }
            place += 1;
        }
        // Without a loop they can be gone through one after the other, each when all that comes before it has been.
        let mut in_turn = alloc::vec![function];
        in_turn.retain(|first| ways[first.index()] == 0);
        let mut place = 0;
        while let Some(from) = in_turn.get(place).copied() {
            for to in self.0[from.index()].iter().copied() {
                ways[to.index()] -= 1;
                if ways[to.index()] == 0 {
                    in_turn.push(to);
                }
            }
            place += 1;
        }
        // In a loop each receives so many events, and drops one.
        let times = if in_turn.len() < reached.len() { quotas::CHAIN_MAX as u64 + 1 } else { 1 };
        reached.len() as u64 * times
    }
}

const fn is_one(setting: Setting) -> bool {
    matches!(setting, Setting::OnFailure | Setting::OnSuccess)
}
