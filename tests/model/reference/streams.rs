//! Streams with their event source mappings: few lanes and small batches, which fail and are throttled.

use lambda_sim::scenario::{Burst, Caller, Scenario, Traffic};
use lambda_sim::setting::Setting;
use lambda_sim::source::Mapping;
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use super::interventions;
use crate::dice::Dice;

/// What somebody may change.
pub(super) const SETTINGS: [Setting; 6] = [
    Setting::StreamBatchSize,
    Setting::BatchingWindow,
    Setting::MessageDuration,
    Setting::StreamPollDelay,
    Setting::RetryWait,
    Setting::ErrorRate,
];

/// One or two streams beside the other callers.
pub(super) fn add(dice: &mut Dice, scenario: &mut Scenario) {
    // Long enough for records to grow too old.
    if scenario.length < Span::from_secs(65) && dice.once_in(3) {
        scenario.length = Span::from_secs(dice.pick(&[65, 130, 190]));
    }
    for _ in 0..dice.between(1, 2) {
        let function = &scenario.functions[usize::from(dice.once_in(2)) % scenario.functions.len()];
        let via = dice.pick(&[Via::Kinesis, Via::DynamoDbStreams]);
        let mut stream = Caller::new(function.name.clone(), via, traffic(dice));
        stream.mapping = mapping(dice, via);
        scenario.callers.push(stream);
    }
    interventions::keep_what_is_possible(scenario);
}

fn traffic(dice: &mut Dice) -> Traffic {
    let burst = |dice: &mut Dice| {
        let at = match dice.below(3) {
            0 => Span::from_secs(dice.between(0, 4).into()),
            _ => Span::from_millis(10 * u64::from(dice.between(0, 250))),
        };
        Burst { at, count: if dice.once_in(3) { dice.between(8, 30) } else { dice.between(1, 5) } }
    };
    Traffic::At((0..dice.between(1, 6)).map(|_| burst(dice)).collect())
}

fn mapping(dice: &mut Dice, via: Via) -> Mapping {
    let mut mapping = Mapping::of(via);
    mapping.batch_size = dice.pick(&[1, 2, 3, 5, 5, 12]);
    mapping.shards = dice.pick(&[1, 1, 2, 3]);
    mapping.parallelization_factor = dice.pick(&[1, 1, 2, 3]);
    if dice.once_in(3) {
        mapping.batching_window = Span::from_secs(dice.pick(&[1, 1, 2]));
    }
    mapping.record_age = dice.once_in(2).then(|| Span::from_secs(60));
    mapping.retry_attempts = dice.once_in(2).then(|| dice.between(0, 2));
    mapping.bisects = dice.once_in(2);
    mapping.poison_record = dice.once_in(4).then(|| dice.between(1, 6));
    mapping.message_duration = Span::from_millis(dice.pick(&[0, 0, 10, 100]));
    mapping.poll_delay = Span::from_millis(dice.pick(&[10, 50, 250, 1_000]));
    mapping.retry_wait = Span::from_millis(dice.pick(&[10, 100, 500, 1_000]));
    mapping
}
