//! Laying out functions and callers of a checked scenario.

use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::arrivals::Pattern;
use crate::authorizer::PlannedAuthorizer;
use crate::destination::PlannedDestinations;
use crate::id::{FunctionId, VersionId};
use crate::invoke::Invoke;
use crate::life::PlannedLife;
use crate::random::Dice;
use crate::scenario::{Caller, Function, Gateway, LIVE, Scenario, Traffic};
use crate::time::Span;

use super::authorizers::{add_authorizers, planned_authorizer};
use super::destinations;
use super::{PlannedCaller, PlannedFunction, PlannedGateway, PlannedVersion};

pub(super) fn planned_callers(scenario: &Scenario) -> Vec<PlannedCaller> {
    let mut callers: Vec<PlannedCaller> = Vec::with_capacity(scenario.callers.len() + scenario.invokes.len());
    let by_hand: Vec<Caller> = scenario.invokes.iter().map(Invoke::caller).collect();
    for caller in scenario.callers.iter().chain(&by_hand) {
        let function = function_named(scenario, &caller.function);
        let versions = &scenario.functions[function.index()].versions;
        let further = versions.iter().position(|version| Some(&version.name) == caller.qualifier.as_ref());
        let version = u8::try_from(further.map_or(0, |place| place + 1)).expect("a checked function has few versions");
        callers.push(PlannedCaller {
            function,
            version: VersionId::new(version),
            via: caller.via,
            max_attempts: caller.max_attempts,
            retry_mode: caller.retry_mode,
            gateway: planned_gateway(caller, None),
            authorizes: None,
            by_hand: callers.len().checked_sub(scenario.callers.len()).map(|place| scenario.invokes[place].burst()),
            mapping: caller.mapping,
            ordinal: callers.iter().filter(|earlier| earlier.function == function).count() as u64,
            pattern: Pattern::new(&caller.traffic, scenario.length),
        });
    }
    add_authorizers(scenario, &mut callers);
    destinations::add_callers(scenario, &mut callers);
    callers
}

pub(super) fn planned_gateway(caller: &Caller, authorizer: Option<PlannedAuthorizer>) -> Option<PlannedGateway> {
    let longest = caller.via.time_limit()?;
    let Gateway { integration_timeout, throttled_status, .. } = caller.gateway;
    Some(PlannedGateway { integration_timeout: integration_timeout.unwrap_or(longest), throttled_status, authorizer })
}

pub(super) fn function_named(scenario: &Scenario, name: &str) -> FunctionId {
    let place = scenario.functions.iter().position(|function| function.name == name);
    let place = place.expect("a checked scenario names only its own functions");
    FunctionId::new(u16::try_from(place).expect("a checked scenario has at most 1,000 functions"))
}

/// From an instant on, the first curve of this function is as in `changed`.
pub(super) fn redraw(callers: &mut [PlannedCaller], changed: &Scenario, function: Option<&str>, at: Span) {
    let is_redrawn =
        |caller: &Caller| Some(caller.function.as_str()) == function && matches!(caller.traffic, Traffic::Curve { .. });
    if let Some(place) = changed.callers.iter().position(is_redrawn) {
        let new = Pattern::new(&changed.callers[place].traffic, changed.length);
        callers[place].pattern = callers[place].pattern.followed_by(&new, at.after_start());
    }
}

/// The callers, of which the one in this place has other settings; its curve stays, drawn over the whole run as it is.
pub(super) fn with_settings_of(callers: &[PlannedCaller], place: usize, changed: &Caller) -> Arc<[PlannedCaller]> {
    let mut callers = callers.to_vec();
    let planned = &mut callers[place];
    (planned.max_attempts, planned.retry_mode) = (changed.max_attempts, changed.retry_mode);
    let authorizer = planned.gateway.and_then(|gateway| gateway.authorizer);
    let authorizer = authorizer.map(|before| planned_authorizer(changed, before.caller, before.dice));
    planned.gateway = planned_gateway(changed, authorizer);
    planned.mapping = changed.mapping;
    callers.into()
}

pub(super) fn planned(function: &Function, seed: u64) -> PlannedFunction {
    PlannedFunction {
        name: function.name.clone(),
        reserved: function.reserved_concurrent_executions,
        versions: planned_versions(function),
        preparation: function.preparation,
        scaling: function.scaling,
        memory_size: function.memory_size,
        architecture: function.architecture,
        duration: function.duration.clone(),
        timeout: function.timeout,
        error_rate: function.error_rate,
        timeout_rate: function.timeout_rate,
        crash_rate: function.crash_rate,
        dependency: function.dependency,
        setup: function.setup_law(),
        init: function.init_law().expect("a checked function has a law of INIT"),
        first_run: function.first_run_law(),
        idle_lifetime: function.idle_lifetime.clone(),
        life: PlannedLife::of(function),
        asynchronous: function.asynchronous,
        destinations: PlannedDestinations::default(),
        dice: Dice::new(seed, &function.name),
    }
}

fn planned_versions(function: &Function) -> Vec<PlannedVersion> {
    let live = (LIVE, Some(function.provisioned_live()));
    let further = function.versions.iter();
    let further = further.map(|version| (version.name.as_str(), version.provisioned_concurrent_executions));
    let versions = core::iter::once(live).chain(further);
    versions.map(|(name, count)| PlannedVersion { name: name.into(), provisioned: count.unwrap_or_default() }).collect()
}
