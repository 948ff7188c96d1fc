//! Streams of Kinesis and `DynamoDB`: one batch a lane, in order, and a batch that is throttled or fails blocks its lane.
//!
//! <https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html>.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::{Change, Drop, Polled, Then};
use lambda_sim::metrics::SourceCounts;
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::source::Mapping;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use crate::changes::changes_of;
use crate::dice::Dice;
use crate::scenario_builder::{ScenarioBuilder, plan_of, scenario, span};

fn stream(account: ScenarioBuilder, instants: &str, with: impl FnOnce(&mut Mapping)) -> ScenarioBuilder {
    let account = account.at("work", instants).via(Via::Kinesis);
    account.mapping(with)
}

fn total(run: &Run) -> SourceCounts {
    run.series().sources.as_ref().expect("a stream").account.total
}

/// When batches were read, and how many records they had.
fn reads(of: ScenarioBuilder) -> Vec<(String, u32)> {
    let read = changes_of(&of.plan()).into_iter().filter_map(|(at, change)| match change {
        Change::Polled { what: Polled::Read { messages, .. }, .. } => Some((at.to_string(), messages)),
        _ => None,
    });
    read.collect()
}

fn at(expected: &[(&str, u32)]) -> Vec<(String, u32)> {
    expected.iter().map(|(at, count)| ((*at).to_owned(), *count)).collect()
}

/// O30 of the facts: 100 shards with a factor of 2 have up to 200 batches in flight.
#[test]
fn a_stream_has_as_many_batches_in_flight_as_shards_times_its_factor() {
    let most = |shards, factor| {
        let account = scenario().length("1m").function("work", |f| f.duration("500ms"));
        let busy = stream(account, "0s x 30000", |mapping| {
            (mapping.shards, mapping.parallelization_factor, mapping.batch_size) = (shards, factor, 10);
        });
        busy.run().series().account.total.concurrency.max
    };
    assert_eq!([most(100, 2), most(1, 1), most(3, 10)], [200, 1, 30]);
}

#[test]
fn a_lane_reads_what_there_is_once_a_second_and_then_batch_after_batch() {
    let account = scenario().length("10s").function("work", |f| f.duration("2s"));
    let records = stream(account, "0s x 3, 500ms, 1500ms x 5, 2s x 4, 8s", |mapping| mapping.batch_size = 6);
    assert_eq!(reads(records), at(&[("1s", 4), ("3s", 6), ("5s", 3), ("9s", 1)]));
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html>: four times a second.
#[test]
fn a_stream_of_a_table_is_polled_four_times_as_often() {
    let account = scenario().length("10s").function("work", |f| f);
    assert_eq!(reads(account.at("work", "0s, 2s").via(Via::DynamoDbStreams)), at(&[("250ms", 1), ("2.25s", 1)]));
}

#[test]
fn a_window_gathers_until_the_batch_is_full_or_the_time_is_over() {
    let account = scenario().length("30s").function("work", |f| f);
    let records = stream(account, "0s x 3, 5s x 3, 20s", |mapping| {
        (mapping.batch_size, mapping.batching_window) = (5, span("10s"));
    });
    // Five at 5 s; the sixth is alone until its own ten seconds are over.
    assert_eq!(reads(records), at(&[("5s", 5), ("15.1s", 1)]));
}

/// Throttles do not count against `MaximumRetryAttempts`; other lanes go on.
#[test]
fn a_throttled_batch_blocks_its_lane_and_no_other() {
    let account = scenario().length("1m").function("work", |f| f.reserved(1).duration("5s"));
    let two = stream(account, "0s x 2", |mapping| (mapping.shards, mapping.retry_attempts) = (2, Some(0)));
    let changes = changes_of(&two.clone().plan());
    let throttles = changes.iter().filter_map(|(at, change)| match change {
        Change::Throttled { then, .. } => Some((at.to_string(), *then)),
        _ => None,
    });
    let waits = |text: &str| Then::Waits { until: span(text).after_start() };
    let expected = [("1s", waits("2s")), ("2s", waits("4s")), ("4s", waits("8s"))];
    assert_eq!(throttles.collect::<Vec<_>>(), expected.map(|(at, then)| (at.to_owned(), then)));
    let total = total(&two.run());
    assert_eq!((total.sent, total.deleted, total.discarded), (2, 2, 0));
    assert_eq!(total.iterator_age, span("8s"), "the second batch is eight seconds old when it runs");
}

#[test]
fn a_failing_batch_is_given_up_after_its_retries() {
    let account = scenario().length("5m").function("work", |f| f.duration("1s").errors(1.0));
    let failing = stream(account, "0s x 4", |mapping| mapping.retry_attempts = Some(2));
    let ends = changes_of(&failing.clone().plan()).into_iter().filter_map(|(at, change)| match change {
        Change::InvocationEnded { then, .. } => Some((at.to_string(), then)),
        _ => None,
    });
    let ends: Vec<_> = ends.collect();
    let dropped = Then::Dropped { cause: Drop::RetriesExhausted, dead_lettered: false };
    assert_eq!(ends.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), ["2s", "4s", "7s"]);
    assert_eq!(ends[2].1, dropped);
    let run = failing.run();
    assert_eq!(
        (total(&run).discarded, total(&run).deleted, run.frame_at(run.plan().end()).sources[0].visible),
        (4, 0, 0)
    );
}

/// Without a limit of retries only age helps: a day, or `MaximumRecordAgeInSeconds`.
#[test]
fn records_that_are_too_old_are_given_up_and_the_lane_goes_on() {
    let account = scenario().length("10m").function("work", |f| f.reserved(0));
    let old = stream(account, "0s x 4, 50s x 3", |mapping| mapping.record_age = Some(span("60s")));
    let told = changes_of(&old.plan()).into_iter().filter_map(|(at, change)| match change {
        Change::Polled { what: Polled::Discarded { records }, .. } => Some((at.to_string(), records)),
        _ => None,
    });
    // Waits of 1, 2, 4 ... 64 s: at 64 s the four are too old, and the three at the end of the next waits.
    assert_eq!(told.collect::<Vec<_>>(), at(&[("1m4s", 4), ("2m7s", 3)]));
}

/// Halves, and halves of halves, the first one first.
#[test]
fn a_batch_that_fails_is_split_in_two() {
    let account = scenario().length("2m").function("work", |f| f.duration("1s").errors(1.0));
    let failing = stream(account, "0s x 5", |mapping| (mapping.bisects, mapping.retry_attempts) = (true, Some(0)));
    let sizes: Vec<u32> = reads(failing.clone()).into_iter().map(|(_, size)| size).collect();
    assert_eq!(sizes, [5, 3, 2, 1, 1, 1, 2, 1, 1]);
    assert_eq!(total(&failing.run()).discarded, 5);
}

fn random(seed: u64) -> Scenario {
    let dice = &mut Dice::new(seed);
    let (reserved, errors, millis) = (dice.between(0, 9), f64::from(dice.between(0, 4)) / 6.0, dice.between(0, 4_000));
    let account = scenario().seed(seed).length("4m").function("work", |f| {
        let f = f.duration(format!("{millis}ms").as_str()).errors(errors);
        if 6 < reserved { f } else { f.reserved(reserved) }
    });
    let bursts = (0..4).map(|_| format!("{}ms x {}", dice.between(0, 150_000), dice.between(1, 90)));
    let instants = bursts.collect::<Vec<_>>().join(", ");
    let account = stream(account, &instants, |mapping| {
        (mapping.shards, mapping.parallelization_factor) = (dice.between(1, 4), dice.between(1, 3));
        mapping.batch_size = dice.between(1, 40);
        mapping.batching_window = Span::from_secs(if dice.once_in(3) { dice.between(1, 30).into() } else { 0 });
        mapping.record_age = dice.once_in(2).then(|| span("60s"));
        mapping.retry_attempts = dice.once_in(2).then(|| dice.between(0, 3));
        mapping.bisects = dice.once_in(2);
    });
    // Other lanes, and a while without any.
    let account = if dice.once_in(2) {
        let factor = |account: ScenarioBuilder, at: &str, factor: u32| {
            account.set_of_caller(at, Setting::ParallelizationFactor, Value::Count(factor.into()))
        };
        let account = factor(account, "60s", dice.between(1, 4));
        let account = account.set_of_caller("90s", Setting::Enabled, Value::Choice("false"));
        let account = factor(account, "95s", dice.between(1, 4));
        account.set_of_caller("100s", Setting::Enabled, Value::Choice("true"))
    } else {
        account
    };
    account.even("work", "1/s").build()
}

/// What is written is done, given up, or there; and looking changes nothing.
#[test]
fn no_record_is_lost_and_none_is_made() {
    let (mut done, mut discarded) = (0, 0);
    for seed in 0..80 {
        let plan = plan_of(&random(seed));
        let (run, coarse) = (Run::of(plan.clone(), span("1s")), Run::of(plan, span("1m")));
        let total = total(&run);
        let frame = run.frame_at(run.plan().end()).sources[0];
        let there = u64::from(frame.visible + frame.in_flight);
        assert_eq!(total.sent, total.deleted + total.discarded + there, "seed {seed}: {total:?}");
        assert_eq!(frame.oldest.is_some(), 0 < there, "seed {seed}");
        assert_eq!(run.digest().to_string(), coarse.digest().to_string(), "seed {seed}");
        assert_eq!(total, self::total(&coarse), "seed {seed}");
        (done, discarded) = (done + total.deleted, discarded + total.discarded);
    }
    assert!(1_000 < done && 500 < discarded, "{done} done, {discarded} given up");
}

/// The fourth of five records fails whenever it is tried: alone it is given up, and all others are done.
#[test]
fn a_poison_record_spoils_every_batch_that_it_is_in() {
    let account = || scenario().length("1m").function("work", |f| f.duration("100ms"));
    let poisoned = |with: fn(&mut Mapping)| {
        let run = stream(account(), "0s x 5", |mapping| {
            mapping.poison_record = Some(4);
            with(mapping);
        });
        let run = run.run();
        let SourceCounts { deleted, discarded, .. } = total(&run);
        (deleted, discarded, run.series().account.total.errors, run.frame_at(run.plan().end()).sources[0].blocked)
    };
    // Tried at 1 s, 2.1 s, 4.2 s, 8.3 s, 16.4 s and 32.5 s.
    assert_eq!(poisoned(|_| {}), (0, 0, 6, 1));
    assert_eq!(poisoned(|mapping| mapping.retry_attempts = Some(1)), (0, 5, 2, 0), "all go with it");
    // 5 = 3 + 2, 2 = 1 + 1: three batches have it.
    let split = poisoned(|mapping| (mapping.bisects, mapping.retry_attempts) = (true, Some(0)));
    assert_eq!(split, (4, 1, 3, 0));
}

/// An attempt at exactly the age still takes place.
#[test]
fn a_record_as_old_as_the_limit_is_tried() {
    let account = scenario().length("3m").function("work", |f| f.reserved(0));
    let old = stream(account, "0s", |mapping| mapping.record_age = Some(span("64s")));
    let told = changes_of(&old.plan()).into_iter().filter_map(|(at, change)| match change {
        Change::Polled { what: Polled::Discarded { records }, .. } => Some((at.to_string(), records)),
        _ => None,
    });
    // Attempts at 1, 2, 4 ... 64 and 128 s.
    assert_eq!(told.collect::<Vec<_>>(), at(&[("2m8s", 1)]));
}

/// A half begins its count of errors anew, and so does whatever comes after records that were given up.
#[test]
fn each_part_of_a_batch_has_all_of_its_retries() {
    let account = scenario().length("2m").function("work", |f| f.duration("1s").errors(1.0));
    let failing = stream(account, "0s x 2", |mapping| (mapping.bisects, mapping.retry_attempts) = (true, Some(1)));
    let run = failing.run();
    assert_eq!((run.series().account.total.invocations, total(&run).discarded), (1 + 2 + 2, 2));
}
