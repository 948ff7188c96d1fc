//! Streams whose `ParallelizationFactor` changes during a run: records that wait go to other lanes, batches stay.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::{Change, Polled};
use lambda_sim::setting::{Setting, Value};
use lambda_sim::source::Mapping;
use lambda_sim::via::Via;

use crate::changes::changes_of;
use crate::scenario_builder::{ScenarioBuilder, scenario, span};

/// Ten records at once.
fn stream(with: impl FnOnce(&mut Mapping)) -> ScenarioBuilder {
    let account = scenario().length("2m").function("work", |f| f.duration("5s").init("0s"));
    account.at("work", "0s x 10").via(Via::Kinesis).mapping(|mapping| {
        mapping.batch_size = 2;
        with(mapping);
    })
}

fn factor(of: ScenarioBuilder, at: &str, factor: u64) -> ScenarioBuilder {
    of.set_of_caller(at, Setting::ParallelizationFactor, Value::Count(factor))
}

fn told(of: ScenarioBuilder) -> Vec<String> {
    let told = changes_of(&of.plan()).into_iter().filter_map(|(at, change)| match change {
        Change::Polled { what: Polled::Read { messages, .. }, .. } => Some(format!("{at} reads {messages}")),
        Change::Polled { what: Polled::Discarded { records }, .. } => Some(format!("{at} gives up {records}")),
        Change::Polled { what: Polled::Scaled { pollers }, .. } => Some(format!("{at} has {pollers}")),
        _ => None,
    });
    told.collect()
}

/// 3 to 10 wait: 4, 7 and 10 go to the first of three lanes, 5 and 8 to the second, 3, 6 and 9 to the third.
#[test]
fn new_lanes_take_their_records_a_poll_later() {
    let told = told(factor(stream(|_| ()), "2s", 3));
    let expected = ["1s reads 2", "2s has 3", "3s reads 2", "3s reads 2", "6s reads 2", "8s reads 1", "11s reads 1"];
    assert_eq!(told, expected);
}

/// Each of three lanes has a batch; two of them end there, and read nothing else.
#[test]
fn a_lane_that_goes_ends_its_batch() {
    let told = told(factor(stream(|mapping| mapping.parallelization_factor = 3), "2s", 1));
    assert_eq!(told[..4], ["1s reads 2", "1s reads 2", "1s reads 2", "2s has 1"]);
    assert_eq!(told[4..], ["6s reads 2", "11s reads 2"]);
}

/// The seventh spoils the batch that it is in: with the eighth it is the second one that is read after the change, for 1 to 4 were read, and 5 and 6 come first.
#[test]
fn records_that_wait_are_read_in_the_order_of_writing() {
    let merged = stream(|mapping| {
        (mapping.parallelization_factor, mapping.poison_record, mapping.retry_attempts) = (2, Some(7), Some(0));
    });
    let expected =
        ["1s reads 2", "1s reads 2", "2s has 1", "6s reads 2", "11s reads 2", "16s gives up 2", "16s reads 2"];
    assert_eq!(told(factor(merged, "2s", 1)), expected);
}

/// 2 to 10, even, are in the second lane: its first batch fails, and is tried in two parts though the lane has gone.
#[test]
fn the_parts_of_a_batch_stay_in_their_lane() {
    let split = stream(|mapping| {
        (mapping.parallelization_factor, mapping.poison_record, mapping.retry_attempts) = (2, Some(4), Some(0));
        (mapping.bisects, mapping.batch_size) = (true, 4);
    });
    // 1, 3, 5, 7 and 2, 4, 6, 8; then 9 and 10, and in the lane that has gone 2 and 4, 2, 4, and 6 and 8.
    let expected = [
        "1s reads 4",
        "1s reads 4",
        "6s reads 1",
        "6.5s has 1",
        "7s reads 2",
        "11s reads 1",
        "14s reads 1",
        "19s reads 1",
        "24s gives up 1",
        "24s reads 2",
    ];
    assert_eq!(told(factor(split, "6.5s", 1)), expected);
}

/// The window of the first lane would be over at 6 s.
#[test]
fn a_lane_that_gathers_stops_gathering() {
    let gathering = stream(|mapping| (mapping.batch_size, mapping.batching_window) = (100, span("5s")));
    assert_eq!(told(factor(gathering, "2s", 2)), ["2s has 2", "8s reads 5", "8s reads 5"]);
}

/// A lane that idled is read `poll_delay` after a record is written, and a poll that was due stays due.
#[test]
fn what_is_due_at_a_lane_stays_due() {
    assert_eq!(told(factor(stream(|_| ()), "500ms", 2))[..3], ["500ms has 2", "1s reads 2", "1.5s reads 2"]);
    let same = factor(stream(|_| ()), "500ms", 1);
    assert_eq!(told(same)[0], "1s reads 2");
}

/// In two shards of one lane each the odd records are in the first; with a factor of two still.
#[test]
fn records_stay_in_their_shard() {
    let run = |poison: u32| {
        let blocked = stream(|mapping| (mapping.shards, mapping.poison_record) = (2, Some(poison)));
        let run = factor(blocked, "500ms", 2).run();
        run.frame_at(span("1m").after_start()).sources[0]
    };
    // The first lane has 1, 5, 9, the second 2, 6, 10, the third 3 and 7, the fourth 4 and 8.
    let left = |poison| run(poison).visible + run(poison).in_flight;
    assert_eq!([left(1), left(2), left(3), left(4)], [3, 3, 2, 2]);
}
