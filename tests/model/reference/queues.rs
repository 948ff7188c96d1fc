//! Queues of SQS with their event source mappings: few pollers and small batches, so that everything in them is scarce.

use lambda_sim::quotas;
use lambda_sim::scenario::{Burst, Caller, Scenario, Traffic};
use lambda_sim::setting::Setting;
use lambda_sim::source::{Backoff, Mapping, Ramp};
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use super::interventions;
use crate::dice::Dice;

/// What somebody may change.
pub(super) const SETTINGS: [Setting; 14] = [
    Setting::QueueBatchSize,
    Setting::QueueBatchSize,
    Setting::BatchingWindow,
    Setting::MaximumConcurrency,
    Setting::MaximumConcurrency,
    Setting::VisibilityTimeout,
    Setting::VisibilityTimeout,
    Setting::MaxReceiveCount,
    Setting::MessageDuration,
    Setting::PollDelay,
    Setting::RetryWait,
    Setting::PollerRamp,
    Setting::Backoff,
    Setting::ErrorRate,
];

/// One or two queues in the place of callers or beside them.
pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    for _ in 0..dice.between(1, 2) {
        let place = usize::try_from(dice.below(scenario.callers.len() as u64)).expect("a place in a list");
        let caller = &scenario.callers[place];
        if dice.once_in(2) && is_thin(caller) {
            let mut queue = Caller::new(caller.function.clone(), Via::Sqs, caller.traffic.clone());
            queue.qualifier.clone_from(&caller.qualifier);
            queue.mapping = mapping(dice);
            scenario.callers[place] = queue;
        } else {
            let function = &scenario.functions[usize::from(dice.once_in(2)) % scenario.functions.len()];
            let mut queue = Caller::new(function.name.clone(), Via::Sqs, traffic(dice, scenario.length));
            queue.mapping = mapping(dice);
            scenario.callers.push(queue);
        }
    }
    if scenario.callers.iter().all(|caller| matches!(caller.traffic, Traffic::At(_)) && is_thin(caller))
        && dice.once_in(4)
    {
        scenario.length = scenario.length.max(Span::from_secs(dice.pick(&[61, 130])));
    }
    keep_short(scenario);
    fit_timeouts(dice, scenario);
    interventions::keep_what_is_possible(scenario);
}

/// So few that the naive model, which looks at each of them again and again, is quick enough.
fn is_thin(caller: &Caller) -> bool {
    match &caller.traffic {
        Traffic::At(bursts) => bursts.iter().map(|burst| burst.count).sum::<u32>() <= 60,
        Traffic::Curve { points, .. } => points.iter().all(|point| point.rate.get() <= 10.0),
    }
}

/// What is never given up goes round and round: not for an hour.
fn keep_short(scenario: &mut Scenario) {
    let queues = || scenario.callers.iter().filter(|caller| caller.via == Via::Sqs);
    if queues().any(|queue| queue.mapping.max_receive_count.is_none()) {
        scenario.length = scenario.length.min(Span::from_secs(130));
    }
    if Span::from_secs(10) < scenario.length {
        for queue in scenario.callers.iter_mut().filter(|caller| caller.via == Via::Sqs) {
            queue.mapping.visibility_timeout = queue.mapping.visibility_timeout.max(Span::from_secs(1));
        }
    }
}

/// AWS refuses a visibility timeout below the function's: then none is given.
fn fit_timeouts(dice: &mut Dice, scenario: &mut Scenario) {
    for caller in scenario.callers.iter_mut().filter(|caller| caller.via == Via::Sqs) {
        let function = scenario.functions.iter_mut().find(|function| function.name == caller.function);
        let function = function.expect("a caller has a function");
        if caller.mapping.visibility_timeout < function.timeout && function.timeout != quotas::TIMEOUT_MAX {
            if dice.once_in(2) {
                caller.mapping.visibility_timeout = function.timeout;
            } else {
                function.timeout = quotas::TIMEOUT_MAX;
            }
        }
    }
}

/// More at once than five pollers take, and a few at the instants at which messages come back.
fn traffic(dice: &mut Dice, length: Span) -> Traffic {
    let late = u32::try_from(length.whole_secs()).expect("a short run");
    let burst = |dice: &mut Dice| {
        let at = match dice.below(4) {
            0 => Span::ZERO,
            1 => Span::from_millis(10 * u64::from(dice.between(0, 30))),
            2 => Span::from_millis(10 * u64::from(dice.between(0, 300))),
            _ => Span::from_secs(dice.between(0, late).into()),
        };
        Burst { at, count: if dice.once_in(3) { dice.between(8, 40) } else { dice.between(1, 7) } }
    };
    Traffic::At((0..dice.between(1, 6)).map(|_| burst(dice)).collect())
}

fn mapping(dice: &mut Dice) -> Mapping {
    let mut mapping = Mapping::of(Via::Sqs);
    mapping.batch_size = dice.pick(&[1, 1, 2, 3, 10]);
    mapping.maximum_concurrency = dice.once_in(3).then(|| dice.pick(&[2, 3, 5, 6, 7]));
    mapping.visibility_timeout = Span::from_secs(dice.pick(&[0, 1, 1, 2, 2, 3, 5, 30, 60]));
    mapping.max_receive_count = dice.once_in(2).then(|| dice.between(1, 3));
    mapping.message_groups = dice.once_in(4).then(|| dice.between(1, 4));
    if mapping.message_groups.is_none() && dice.once_in(3) {
        mapping.batching_window = Span::from_secs(dice.pick(&[1, 1, 2, 5]));
        mapping.batch_size = dice.pick(&[2, 3, 5, 12]);
    }
    mapping.message_duration = Span::from_millis(dice.pick(&[0, 0, 0, 10, 100, 500]));
    mapping.poll_delay = Span::from_millis(dice.pick(&[10, 10, 10, 50, 200, 1_000]));
    mapping.retry_wait = Span::from_millis(dice.pick(&[10, 100, 200, 500, 1_000, 1_000]));
    mapping.ramp = dice.pick(&[Ramp::Of300, Ramp::Of300, Ramp::Of60]);
    mapping.backoff = dice.pick(&[Backoff::Gradual, Backoff::Gradual, Backoff::None]);
    mapping
}
