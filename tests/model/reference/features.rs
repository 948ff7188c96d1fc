//! Scenarios that have one feature for sure and others by chance, so that all of them meet each other.

use lambda_sim::intervention::Intervention;
use lambda_sim::invoke::{InvocationType, Invoke};
use lambda_sim::law::Law;
use lambda_sim::retry::RetryMode;
use lambda_sim::scenario::{Burst, Scenario, Traffic};
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use super::{
    ages, authorizers, autoscaling, destinations, drawn, gateways, history, interventions, lives, mappings,
    provisioned, queues, streams,
};
use crate::dice::Dice;

/// What a scenario can have on top, and what somebody may change of it.
struct Feature {
    add: fn(&mut Dice, &mut Scenario),
    settings: &'static [Setting],
}

const FEATURES: &[Feature] = &[
    Feature { add: lives::add, settings: &lives::SETTINGS },
    Feature { add: retries, settings: &RETRY_SETTINGS },
    Feature {
        add: dependencies,
        settings: &[Setting::DependencyDelay, Setting::DependencyErrorRate, Setting::Timeout],
    },
    Feature { add: history::add, settings: &[Setting::ProvisionedConcurrency, Setting::AccountConcurrency] },
    Feature { add: gateways::add, settings: &gateways::SETTINGS },
    Feature { add: invokes, settings: &[Setting::Duration] },
    Feature { add: ages::add, settings: &ages::SETTINGS },
    Feature { add: autoscaling::add, settings: &autoscaling::SETTINGS },
    Feature { add: authorizers::add, settings: &authorizers::SETTINGS },
    Feature { add: queues::add, settings: &queues::SETTINGS },
    Feature { add: streams::add, settings: &streams::SETTINGS },
    Feature { add: destinations::add, settings: &destinations::SETTINGS },
    Feature { add: drawn::add, settings: &drawn::SETTINGS },
    Feature { add: updates, settings: &UPDATE_SETTINGS },
];

const RETRY_SETTINGS: [Setting; 4] =
    [Setting::MaxAttempts, Setting::RetryMode, Setting::ReservedConcurrency, Setting::AccountConcurrency];

/// What brings new environments, and one that does not.
const UPDATE_SETTINGS: [Setting; 7] = [
    Setting::Build,
    Setting::Build,
    Setting::MemorySize,
    Setting::Timeout,
    Setting::DeadLetterQueue,
    Setting::Vpc,
    Setting::Duration,
];

/// Adds the feature of this place, and each other one once in four times.
pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario, place: u64) {
    if dice.once_in(3) {
        provisioned::add(dice, scenario);
    }
    let mut settings = Vec::new();
    let count = FEATURES.len() as u64;
    for (feature, which) in FEATURES.iter().zip(0..) {
        if which == place % count || dice.once_in(4) {
            (feature.add)(dice, scenario);
            settings.extend_from_slice(feature.settings);
        }
    }
    interventions::keep_what_is_possible(scenario);
    match dice.below(3) {
        0 => {}
        1 => interventions::add(dice, scenario, &interventions::OF_ALL),
        _ => interventions::add(dice, scenario, &settings),
    }
    mappings::change(scenario);
    destinations::change(scenario);
    interventions::add_further(scenario);
}

/// Callers that try often, and change their mind while they wait.
fn retries(dice: &mut Dice, scenario: &mut Scenario) {
    for place in 0..scenario.callers.len() {
        let caller = &mut scenario.callers[place];
        if dice.once_in(2) {
            caller.via = dice.pick(&[Via::Sdk, Via::Cli]);
        }
        if !caller.via.retries() {
            continue;
        }
        caller.retry_mode = dice.pick(&[RetryMode::Standard, RetryMode::Legacy, RetryMode::Standard2026]);
        caller.max_attempts = u16::try_from(dice.between(1, 10)).expect("at most ten");
        // A hundred retries use the quota up; what succeeds later brings some of it back.
        if let (Traffic::At(bursts), true) = (&mut caller.traffic, dice.once_in(3)) {
            let at = Span::from_millis(10 * u64::from(dice.between(0, 50)));
            bursts.push(Burst { at, count: dice.between(60, 140) });
        }
        for _ in 0..dice.between(0, 2) {
            let at = Span::from_millis(10 * u64::from(dice.between(0, 250)));
            let value = Value::Count(u64::from(dice.between(1, 10)));
            let setting = Setting::MaxAttempts;
            interventions::push(
                scenario,
                Intervention { at, until: None, owner: Owner::Caller(place), setting, value },
            );
        }
    }
}

/// New code and configuration, some of it at one instant, and taken back there.
fn updates(dice: &mut Dice, scenario: &mut Scenario) {
    for _ in 0..dice.between(1, 4) {
        let function = &scenario.functions[usize::from(dice.once_in(2)) % scenario.functions.len()];
        let at = Span::from_millis(10 * u64::from(dice.between(0, 250)));
        let until = dice.once_in(3).then(|| at + Span::from_millis(10 * u64::from(dice.between(1, 50))));
        let owner = Owner::Function(function.name.clone());
        let mut changes = vec![(Setting::Build, Value::Count(dice.pick(&[1, 2, 3])))];
        if dice.once_in(3) {
            changes.push((Setting::MemorySize, Value::Count(dice.pick(&[128, 256]))));
        }
        if dice.once_in(3) {
            changes.push((Setting::Build, Value::Count(1)));
        }
        let one = |(setting, value)| Intervention { at, until, owner: owner.clone(), setting, value };
        interventions::push_all(scenario, changes.into_iter().map(one).collect());
    }
}

/// Something that handlers wait for is slow, or fails them.
fn dependencies(dice: &mut Dice, scenario: &mut Scenario) {
    for function in &mut scenario.functions {
        if dice.once_in(2) {
            function.dependency.delay = Span::from_millis(dice.pick(&[0, 10, 50, 300, 990, 1_000, 30_000]));
        }
        if dice.once_in(2) {
            function.dependency.error_rate = dice.pick(&[0.0, 0.2, 0.5, 1.0]);
        }
        if dice.once_in(2) {
            function.first_run = Some(Law::Constant(Span::from_millis(dice.pick(&[0, 10, 20, 900]))));
            function.timeout = Span::from_secs(dice.pick(&[1, 1, 2, 30]));
        }
    }
}

/// Requests that are sent by hand.
fn invokes(dice: &mut Dice, scenario: &mut Scenario) {
    for _ in 0..dice.between(1, 5) {
        let function = &scenario.functions[usize::from(dice.once_in(2)) % scenario.functions.len()];
        let at = Span::from_millis(10 * u64::from(dice.between(0, 99)));
        let further = function.versions.first().map(|version| version.name.clone());
        scenario.invokes.push(Invoke {
            qualifier: further.filter(|_| dice.once_in(2)),
            count: dice.between(1, 5),
            invocation_type: dice.pick(&[InvocationType::RequestResponse, InvocationType::Event]),
            ..Invoke::new(at, function.name.clone())
        });
    }
}
