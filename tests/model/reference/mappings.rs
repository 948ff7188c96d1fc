//! Mappings that somebody disables, and enables again, and streams with other lanes; what need not be set, set and unset.

use lambda_sim::destination::Service;
use lambda_sim::intervention::Intervention;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Owner, Setting, Value};
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use super::interventions;
use super::tied_scenarios::GRID;
use crate::dice::Dice;

/// What somebody changes of the mappings that there are. The dice are of its own, so that the rest of the scenario stays as it is.
pub(super) fn change(scenario: &mut Scenario) {
    let mut dice = Dice::new(!scenario.seed);
    for place in 0..scenario.callers.len() {
        if scenario.callers[place].via.is_polled() && dice.once_in(2) {
            pause(&mut dice, scenario, place);
        }
    }
    for place in 0..scenario.callers.len() {
        if scenario.callers[place].via.is_stream() && dice.once_in(2) {
            change_lanes(&mut dice, scenario, place);
        }
    }
    for place in 0..scenario.callers.len() {
        if scenario.callers[place].via.is_polled() && dice.once_in(2) {
            set_and_unset(&mut dice, scenario, place);
        }
    }
}

/// Disabled from the start, or later, for a while or until somebody enables it.
fn pause(dice: &mut Dice, scenario: &mut Scenario, place: usize) {
    scenario.callers[place].mapping.is_enabled = !dice.once_in(4);
    let mut is_enabled = scenario.callers[place].mapping.is_enabled;
    let mut changes = Vec::new();
    for _ in 0..dice.between(1, 4) {
        // Once in a while what holds already.
        is_enabled ^= !dice.once_in(6);
        let until = dice.once_in(3).then(|| some_time(dice));
        changes.push((some_time(dice), until, if is_enabled { "true" } else { "false" }));
    }
    changes.sort_by_key(|(at, ..)| *at);
    for (at, time, name) in changes {
        let (owner, setting, value) = (Owner::Caller(place), Setting::Enabled, Value::Choice(name));
        let until = time.map(|time| at + time + GRID);
        interventions::push(scenario, Intervention { at, until, owner, setting, value });
    }
}

/// More of them, and fewer, down to less than what is in flight.
fn change_lanes(dice: &mut Dice, scenario: &mut Scenario, place: usize) {
    for _ in 0..dice.between(1, 3) {
        let at = some_time(dice);
        let until = dice.once_in(3).then(|| at + some_time(dice) + GRID);
        let (owner, setting) = (Owner::Caller(place), Setting::ParallelizationFactor);
        let value = Value::Count(dice.pick(&[1, 1, 2, 3, 4]));
        interventions::push(scenario, Intervention { at, until, owner, setting, value });
    }
}

/// What need not be set.
fn set_and_unset(dice: &mut Dice, scenario: &mut Scenario, place: usize) {
    let count = |dice: &mut Dice, counts: &[u64]| {
        if dice.once_in(2) { Value::Unset } else { Value::Count(dice.pick(counts)) }
    };
    for _ in 0..dice.between(1, 3) {
        let via = scenario.callers[place].via;
        let (setting, value) = match dice.below(5) {
            // What is never given up goes round and round: not for an hour.
            0..2 if via == Via::Sqs && scenario.length <= Span::from_secs(130) => {
                (Setting::MaxReceiveCount, count(dice, &[1, 2, 3]))
            }
            _ if via == Via::Sqs => (Setting::MaximumConcurrency, count(dice, &[2, 3, 6, 7])),
            0 => (Setting::MaximumRecordAge, count(dice, &[60, 61, 120])),
            1 => (Setting::StreamRetryAttempts, count(dice, &[0, 1, 2])),
            2 => (Setting::PoisonRecord, count(dice, &[1, 2, 3, 4, 5, 6])),
            3 => (Setting::BisectBatch, Value::Choice(dice.pick(&["false", "true"]))),
            _ if via == Via::DynamoDbStreams && dice.once_in(2) => {
                (Setting::TablePollDelay, Value::Span(Span::from_millis(dice.pick(&[10, 50, 250]))))
            }
            _ if dice.once_in(2) => (Setting::StreamOnFailure, Value::Unset),
            _ => (Setting::StreamOnFailure, Value::Choice(dice.pick(Service::OF_STREAMS))),
        };
        let at = some_time(dice);
        let until = dice.once_in(3).then(|| at + some_time(dice) + GRID);
        interventions::push(scenario, Intervention { at, until, owner: Owner::Caller(place), setting, value });
    }
}

/// While messages are new, while some wait, as some come back, and once in a while over a full minute.
fn some_time(dice: &mut Dice) -> Span {
    let on_grid = |steps: u32| Span::from_nanos(GRID.as_nanos() * u64::from(steps));
    match dice.below(8) {
        0..3 => on_grid(dice.between(0, 30)),
        3..5 => on_grid(dice.between(0, 300)),
        5..7 => Span::from_secs(dice.between(0, 5).into()),
        _ => Span::from_secs(dice.between(1, 70).into()),
    }
}
