//! What is drawn for environments: laws that are random, ways into a VPC as they were measured, and snapshots.

use lambda_sim::dated;
use lambda_sim::law::Law;
use lambda_sim::life::{SnapStart, VPC_NAMES};
use lambda_sim::runtime::Runtime;
use lambda_sim::scenario::{Function, LATEST, Scenario, Version};
use lambda_sim::setting::Setting;
use lambda_sim::time::Span;

use super::{ages, interventions};
use crate::dice::Dice;

/// What somebody may change.
pub(super) const SETTINGS: [Setting; 9] = [
    Setting::SnapStart,
    Setting::SnapStart,
    Setting::Vpc,
    Setting::MaximumAge,
    Setting::Init,
    Setting::Setup,
    Setting::FirstRun,
    Setting::IdleLifetime,
    Setting::ProvisionedConcurrency,
];

pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    if dice.once_in(2) {
        ages::add(dice, scenario);
    }
    for function in &mut scenario.functions {
        draw(dice, function);
        if dice.once_in(2) {
            snap_start(dice, function);
        }
    }
    for caller in &mut scenario.callers {
        let function = scenario.functions.iter().find(|function| function.name == caller.function);
        let versions = function.map_or(&[][..], |function| &function.versions);
        if versions.iter().any(|version| version.name == LATEST) && dice.once_in(3) {
            caller.qualifier = Some(LATEST.to_owned());
        }
    }
    interventions::keep_what_is_possible(scenario);
}

fn draw(dice: &mut Dice, function: &mut Function) {
    if dice.once_in(2) {
        function.setup = Some(law(dice, 100));
    }
    if dice.once_in(2) {
        function.init = Some(law(dice, 300));
    }
    // Some of them longer than the limits.
    if dice.once_in(6) {
        function.init = Some(law(dice, 15_000));
    }
    if dice.once_in(2) {
        function.first_run = Some(law(dice, 300));
    }
    if dice.once_in(2) {
        function.idle_lifetime = law(dice, 2_000);
    }
    if dice.once_in(2) {
        let most = Span::from_secs(dice.pick(&[61, 80, 200]));
        function.life.maximum_age = if dice.once_in(2) {
            Law::Exponential { mean: most }
        } else {
            Law::Uniform { from: Span::from_secs(60), to: most }
        };
    }
    if dice.once_in(2) {
        let named = dice.pick(VPC_NAMES);
        function.life.vpc = dated::VPC.iter().find(|measured| measured.name == named);
    }
}

/// AWS has it for no function with provisioned concurrency.
fn snap_start(dice: &mut Dice, function: &mut Function) {
    if function.provisioned() != 0 || function.scaling.max_capacity.is_some() {
        return;
    }
    function.runtime = Runtime::named(dice.pick(&["java11", "java17", "java21"]));
    function.life.snap_start = dice.pick(&[SnapStart::June2024, SnapStart::June2024, SnapStart::Today]);
    if function.runtime != Runtime::named("java21") && dice.once_in(3) {
        function.life.snap_start = SnapStart::June2023;
    }
    if dice.once_in(2) && function.versions.iter().all(|version| version.name != LATEST) {
        function.versions.push(Version { name: LATEST.to_owned(), provisioned_concurrent_executions: None });
    }
}

fn law(dice: &mut Dice, about: u64) -> Law {
    let about = Span::from_millis(about);
    let part = |parts: u64| Span::from_nanos(about.as_nanos() / 10 * parts);
    match dice.below(3) {
        0 => Law::Exponential { mean: about },
        1 => Law::Uniform { from: part(dice.below(10)), to: part(10 + dice.below(10)) },
        _ => Law::Constant(about),
    }
}
