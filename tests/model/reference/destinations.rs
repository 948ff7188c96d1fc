//! Destinations: functions that send records to each other, in loops as well, and to services.

use lambda_sim::destination::{Destination, Destinations, Service};
use lambda_sim::intervention::Intervention;
use lambda_sim::law::Law;
use lambda_sim::scenario::{Burst, Caller, Scenario, Traffic};
use lambda_sim::setting::{Name, Owner, Setting, Value};
use lambda_sim::source::Mapping;
use lambda_sim::time::Span;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

use super::provisioned::claimed;
use super::{interventions, streams};
use crate::dice::Dice;

/// What somebody may change.
pub(super) const SETTINGS: [Setting; 10] = [
    Setting::OnFailure,
    Setting::OnFailure,
    Setting::OnSuccess,
    Setting::OnSuccess,
    Setting::StreamOnFailure,
    Setting::MaximumRetryAttempts,
    Setting::DeadLetterQueue,
    Setting::ReservedConcurrency,
    Setting::ErrorRate,
    Setting::AsyncDelay,
];

/// Records of most functions, and callers that send events.
pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    let names: Vec<String> = scenario.functions.iter().map(|function| function.name.clone()).collect();
    let has_loops = dice.once_in(2);
    for function in &mut scenario.functions {
        let others: Vec<&String> = names.iter().filter(|name| **name != function.name).collect();
        let mut chosen = |services: &[&str]| {
            if !others.is_empty() && (has_loops || dice.once_in(2)) {
                return Some(Destination::Function(dice.pick(&others).clone()));
            }
            Service::named(dice.pick(services)).map(Destination::Service).filter(|_| !dice.once_in(4))
        };
        function.destinations.on_failure = chosen(Service::NAMES);
        function.destinations.on_success = chosen(Service::ON_SUCCESS);
        if has_loops && dice.once_in(2) {
            function.duration = Law::Constant(Span::from_millis(dice.pick(&[0, 0, 10, 20])));
            function.asynchronous.delay = Span::from_millis(dice.pick(&[0, 0, 10, 33]));
            // What fails goes on at once, too.
            function.asynchronous.maximum_retry_attempts = 0;
        }
    }
    if has_loops && dice.once_in(4) {
        switch_off(scenario);
    }
    for caller in &mut scenario.callers {
        if caller.via.is_asynchronous() && !is_thin(caller) {
            caller.traffic = Traffic::At((0..3).map(|at| Burst { at: Span::from_secs(at), count: 5 }).collect());
        }
        if caller.mapping == Mapping::of(Via::Invoke) && dice.once_in(2) && is_thin(caller) {
            let via = dice.pick(&[Via::Event, Via::Event, Via::S3, Via::Sns, Via::EventBridge]);
            let qualifier = caller.qualifier.take();
            *caller = Caller::new(caller.function.clone(), via, caller.traffic.clone());
            caller.qualifier = qualifier;
        }
    }
    let burst = |dice: &mut Dice| {
        let at = Span::from_millis(10 * u64::from(dice.between(0, 250)));
        Burst { at, count: dice.between(1, 3) }
    };
    let events = Traffic::At((0..dice.between(1, 4)).map(|_| burst(dice)).collect());
    let names: Vec<&String> = names.iter().collect();
    scenario.callers.push(Caller::new(dice.pick(&names).clone(), Via::Event, events));
    if dice.once_in(3) {
        streams::add(dice, scenario);
        for stream in scenario.callers.iter_mut().filter(|caller| caller.via.is_stream()) {
            stream.mapping.on_failure = Service::named(dice.pick(Service::OF_STREAMS));
        }
    }
    interventions::keep_what_is_possible(scenario);
}

/// Somebody chooses another function, a service or nothing. The dice are of its own, so that the rest of the scenario stays as it is.
pub(super) fn change(scenario: &mut Scenario) {
    let mut dice = Dice::new(scenario.seed.rotate_left(32));
    let has_records = scenario.functions.iter().any(|function| function.destinations != Destinations::default());
    if !has_records || dice.once_in(3) {
        return;
    }
    if dice.once_in(3) {
        // Functions are chosen during the run only.
        scenario.functions.iter_mut().for_each(|function| function.destinations = Destinations::default());
    }
    let names: Vec<String> = scenario.functions.iter().map(|function| function.name.clone()).collect();
    for _ in 0..dice.between(1, 6) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let owner = Owner::Function(dice.pick(&names).to_owned());
        let setting = dice.pick(&[Setting::OnFailure, Setting::OnSuccess]);
        let value = match dice.below(4) {
            0 => Value::Unset,
            1 => Value::Choice(dice.pick(Service::ON_SUCCESS)),
            _ => Value::Function(Name::new(dice.pick(&names)).expect("a short name")),
        };
        let at = Span::from_millis(10 * u64::from(dice.between(0, 250)));
        let until = dice.once_in(3).then(|| at + Span::from_millis(10 * u64::from(dice.between(1, 250))));
        interventions::push(scenario, Intervention { at, until, owner, setting, value });
    }
}

/// Events go round without ever running, and at one instant.
fn switch_off(scenario: &mut Scenario) {
    for place in 0..scenario.functions.len() {
        let mut switched_off = scenario.clone();
        switched_off.functions[place].reserved_concurrent_executions = Some(Concurrency::ZERO);
        let units = 100 + switched_off.functions.iter().map(claimed).sum::<u64>();
        let units = Concurrency::new(u32::try_from(units).expect("a few hundred"));
        let account = &mut switched_off.account;
        account.concurrent_executions = account.concurrent_executions.max(units);
        switched_off.interventions.clear();
        if switched_off.check().is_ok() {
            switched_off.interventions.clone_from(&scenario.interventions);
            *scenario = switched_off;
        }
    }
}

/// So few that the naive model, which goes through all that waits, is quick enough with records of each of them.
fn is_thin(caller: &Caller) -> bool {
    match &caller.traffic {
        Traffic::At(bursts) => bursts.iter().map(|burst| burst.count).sum::<u32>() <= 30,
        Traffic::Curve { points, .. } => points.iter().all(|point| point.rate.get() <= 2.0),
    }
}
