//! What holds for every queue: no message is lost, no limit is passed, and looking changes nothing.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::BTreeMap;

use lambda_sim::change::{Change, Polled};
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Setting, Value};
use lambda_sim::source::{Backoff, Ramp};
use lambda_sim::time::{Instant, Span};
use lambda_sim::timeline::Run;

use crate::changes::changes_of;
use crate::dice::Dice;
use crate::scenario_builder::{plan_of, scenario, span};

/// A function that is throttled and fails now and then, and one or two queues of it beside an ordinary caller.
fn random(seed: u64) -> Scenario {
    let dice = &mut Dice::new(seed);
    let reserved = dice.between(0, 12);
    let (millis, errors) = (dice.between(0, 9_000), f64::from(dice.between(0, 4)) / 8.0);
    let mut account = scenario().seed(seed).length("4m").function("work", |f| {
        let f = f.duration(format!("{millis}ms").as_str()).errors(errors).timeout("9s").init("70ms");
        if 10 < reserved { f } else { f.reserved(reserved) }
    });
    for _ in 0..dice.between(1, 2) {
        let bursts =
            (0..dice.between(1, 4)).map(|_| format!("{}ms x {}", dice.between(0, 150_000), dice.between(1, 90)));
        let instants = bursts.collect::<Vec<_>>().join(", ");
        account = account.queue("work", &instants, |mapping| {
            mapping.batch_size = dice.between(1, 10);
            mapping.message_groups = dice.once_in(3).then(|| dice.between(1, 9));
            if mapping.message_groups.is_none() && dice.once_in(3) {
                mapping.batching_window = Span::from_secs(dice.between(1, 40).into());
                mapping.batch_size = dice.between(1, 60);
            }
            mapping.maximum_concurrency = dice.once_in(3).then(|| dice.between(2, 9));
            mapping.visibility_timeout = Span::from_secs(dice.between(9, 45).into());
            mapping.max_receive_count = dice.once_in(2).then(|| dice.between(1, 4));
            mapping.message_duration = Span::from_millis(dice.between(0, 300).into());
            mapping.ramp = dice.pick(&[Ramp::Of300, Ramp::Of60]);
            mapping.backoff = dice.pick(&[Backoff::Gradual, Backoff::None]);
        });
        if dice.once_in(3) {
            account = account.set_of_caller("70s", Setting::VisibilityTimeout, Value::Count(9));
            account = account.set_of_caller("80s", Setting::MaximumConcurrency, Value::Count(3));
        }
        if dice.once_in(3) {
            account = account.set_of_caller("60s", Setting::Enabled, Value::Choice("false"));
            account = account.set_of_caller("75s", Setting::Enabled, Value::Choice("true"));
        }
    }
    account.even("work", "1/s").build()
}

fn seeds() -> std::ops::Range<u64> {
    0..60
}

/// Sent is what was deleted, what went to the dead-letter queue, and what is there.
#[test]
fn no_message_is_lost_and_none_is_made() {
    let (mut dead, mut returned, mut deleted) = (0, 0, 0);
    for seed in seeds() {
        let run = Run::of(plan_of(&random(seed)), span("10s"));
        let total = run.series().sources.as_ref().expect("a queue").account.total;
        let frame = run.frame_at(run.plan().end());
        let there: u32 = frame.sources.iter().map(|source| source.visible + source.in_flight).sum();
        assert_eq!(total.sent, total.deleted + total.dead_lettered + u64::from(there), "seed {seed}: {total:?}");
        (dead, returned, deleted) = (dead + total.dead_lettered, returned + total.returned, deleted + total.deleted);
    }
    assert!(100 < dead && 500 < returned && 1_000 < deleted, "{dead} dead, {returned} returned, {deleted} deleted");
}

/// What each change says is what the changes before it add up to, and a batch is in flight only with a poller.
#[test]
fn every_change_says_what_is_there_now() {
    for seed in seeds() {
        let scenario = random(seed);
        let plan = plan_of(&scenario);
        let mut there: BTreeMap<u32, (i64, i64)> = BTreeMap::new();
        for (at, change) in changes_of(&plan) {
            let Change::Polled { caller, what, now, .. } = change else { continue };
            let (visible, in_flight) = there.entry(caller.0).or_default();
            match what {
                Polled::Sent => *visible += 1,
                // Those that are gathered are in flight before their batch is a request.
                Polled::Read { .. } | Polled::Scaled { .. } | Polled::Paused { .. } => {
                    let all = *visible + *in_flight;
                    (*visible, *in_flight) = (now.visible.into(), all - i64::from(now.visible));
                }
                Polled::Discarded { .. } => panic!("queues discard nothing"),
                // Some of them can be visible again, where nobody has read them since.
                Polled::Deleted { messages, .. } => {
                    let all = *visible + *in_flight - i64::from(messages);
                    (*visible, *in_flight) = (now.visible.into(), all - i64::from(now.visible));
                }
                Polled::Returned(returned) => {
                    *visible += i64::from(returned.visible);
                    *in_flight -= i64::from(returned.visible + returned.dead_lettered);
                }
            }
            let all = *visible + *in_flight;
            assert_eq!(all, i64::from(now.visible + now.in_flight), "seed {seed}, {at}: {what:?}");
            let mapping = plan.in_force(at).callers()[caller.index()].mapping;
            let most = mapping.maximum_concurrency.unwrap_or(1_250).min(mapping.message_groups.unwrap_or(u32::MAX));
            let range = if mapping.is_enabled { 1..=most } else { 0..=0 };
            assert!(range.contains(&now.pollers), "seed {seed}, {at}: {} pollers", now.pollers);
        }
    }
}

/// Checkpoints, periods and slices change nothing.
#[test]
fn looking_at_a_queue_changes_nothing() {
    for seed in seeds() {
        let plan = plan_of(&random(seed));
        let (fine, coarse) = (Run::of(plan.clone(), span("1s")), Run::of(plan.clone(), span("1m")));
        assert_eq!(fine.digest().to_string(), coarse.digest().to_string(), "seed {seed}");
        let totals = [&fine, &coarse].map(|run| run.series().sources.as_ref().expect("a queue").account.total);
        assert_eq!(totals[0], totals[1], "seed {seed}");
        let mut changes = Vec::new();
        fine.replay(span("50s").after_start(), span("90s").after_start(), &mut |at: Instant, change: &Change| {
            changes.push((at, *change));
        });
        let within = |at: Instant| span("50s").after_start() <= at && at <= span("90s").after_start();
        let all: Vec<_> = changes_of(&plan).into_iter().filter(|(at, _)| within(*at)).collect();
        assert_eq!(changes, all, "seed {seed}");
    }
}
