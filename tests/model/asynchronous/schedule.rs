//! How long an event waits between two attempts: exactly, without jitter, and how the jitter stretches it.
//!
//! The rules stand in <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>: the interval "increases
//! exponentially from 1 second after the first attempt to a maximum of 5 minutes", for up to six hours.
#![expect(clippy::cast_precision_loss, reason = "statistics of spans far below 2^53")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::retry;
use lambda_sim::time::{Instant, Span};
use lambda_sim::via::Via;

use crate::batch_means::{Estimate, check_chi_square};
use crate::changes::{Changes, attempts_of, changes_of, check_changes, function_of};
use crate::invocations::invocations;
use crate::scenario_builder::{ScenarioBuilder, scenario, span};

/// An event at half a second to a function that never has room for it, because another one holds the account's only unit.
fn never_room(length: &str, jitter: f64) -> ScenarioBuilder {
    let account = scenario().limit(1).length(length).function("orders", |f| f.queue("0s", jitter));
    account.function("other", |f| f.duration("900s")).even("other", "4/h").at("orders", "500ms").via(Via::Event)
}

/// How old the event was at each attempt [s].
fn ages(attempts: &[Instant]) -> Vec<u64> {
    let age = |at: &Instant| {
        let age = at.since(span("500ms").after_start());
        assert_eq!(age, Span::from_secs(age.whole_secs()), "whole seconds");
        age.whole_secs()
    };
    attempts.iter().map(age).collect()
}

#[test]
fn a_throttled_event_waits_1_2_4_seconds_and_so_on_up_to_300() {
    let ages = ages(&attempts_of(&changes_of(&never_room("6h10m", 0.0).plan()), 1));
    assert_eq!(ages[..11], [0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811]);
    let waits: Vec<u64> = ages.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(waits[..9], [1, 2, 4, 8, 16, 32, 64, 128, 256]);
    assert!(waits[9..].iter().all(|wait| *wait == 300), "{waits:?}");
}

#[test]
fn seventy_nine_retries_fit_into_six_hours_and_then_the_event_is_too_old() {
    let plan = never_room("6h10m", 0.0).plan();
    let changes = changes_of(&plan);
    let ages = ages(&attempts_of(&changes, 1));
    assert_eq!((ages.len(), ages[79]), (1 + 79, 21_511));
    let of_event = changes.iter().filter(|(_, change)| function_of(change).index() == 0);
    let told = of_event.skip(1 + 79).map(|(at, change)| format!("{at} {change}"));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "5h58m31.5s request 1, attempt 80 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): too old at \
             6h500ms, before its next attempt",
            "6h500ms request 1 is too old: dropped (EventAgeExceeded), to the dead-letter queue",
        ]
    );
    let total = never_room("6h10m", 0.0).run_by("1h").series().functions[0].total;
    assert_eq!((total.invocations, total.throttled(), total.requests), (0, 80, 1));
    assert_eq!((total.events.dropped, total.events.expired_unsent, total.events.dead_lettered), (1, 1, 1));
    assert_eq!(total.events.age_at_attempt, span("21511s"));
}

/// The nominal waits by themselves, far beyond what six hours hold.
#[test]
fn nominal_waits_double_until_their_longest() {
    let seconds = |wait: fn(u16) -> Span| [1, 2, 3, 5, 6, 9, 10, 64, 65, 66, u16::MAX].map(|k| wait(k).whole_secs());
    assert_eq!(seconds(retry::throttle_wait), [1, 2, 4, 16, 32, 256, 300, 300, 300, 300, 300]);
    assert_eq!(seconds(retry::sdk_wait), [1, 2, 4, 16, 20, 20, 20, 20, 20, 20, 20]);
    assert_eq!([1, 2, 3, u8::MAX].map(|k| retry::error_wait(k).whole_secs()), [60, 120, 120, 120]);
}

/// Room comes at 20 s; the event does not know it and is tried at its own time. Five throttles, and still all three runs:
/// <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html>.
#[test]
fn throttled_attempts_do_not_use_up_the_retries_after_function_errors() {
    let account = scenario().limit(1).length("10m").function("orders", |f| f.errors(1.0).queue("0s", 0.0));
    let account = account.function("other", |f| f.duration("20s")).at("other", "0s");
    let changes = changes_of(&account.at("orders", "0s").via(Via::Event).plan());
    let attempts: Vec<String> = attempts_of(&changes, 1).iter().map(ToString::to_string).collect();
    assert_eq!(attempts, ["0s", "1s", "3s", "7s", "15s", "31s", "1m31.1s", "3m31.2s"]);
    let runs = invocations(&changes);
    let runs: Vec<u16> = runs.iter().filter(|run| run.function == 0).map(|run| run.attempt).collect();
    assert_eq!(runs, [6, 7, 8]);
}

/// An assumption: after a failed run the throttle waits begin anew at one second, and the failures are not forgotten.
#[test]
fn after_a_failed_run_the_waits_of_throttles_begin_anew_and_those_of_errors_go_on() {
    let account = scenario().limit(1).length("10m").function("orders", |f| f.errors(1.0).queue("0s", 0.0));
    let account = account.function("other", |f| f.duration("5s")).at("other", "0s, 67s");
    check_changes(
        account.at("orders", "0s").via(Via::Event),
        "
        0s other: request 1 starts environment 1 (cold): INIT
        0s other: environment 1: INIT ended, INVOKE
        0s orders: request 1 is received (202): next attempt at 0s
        0s orders: request 1 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 1s
        1s orders: request 1, attempt 2 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 3s
        3s orders: request 1, attempt 3 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 7s
        5s other: request 1 done, environment 1 idle: answered 200 after 5s
        7s orders: request 1, attempt 4 starts environment 1 (cold): INIT
        7s orders: environment 1: INIT ended, INVOKE
        7.1s orders: request 1, attempt 4 failed, environment 1 idle: next attempt at 1m7.1s
        1m7s other: request 2 reuses environment 1 (warm)
        1m7.1s orders: request 1, attempt 5 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 1m8.1s
        1m8.1s orders: request 1, attempt 6 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 1m10.1s
        1m10.1s orders: request 1, attempt 7 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 1m14.1s
        1m12s other: request 2 done, environment 1 idle: answered 200 after 5s
        1m14.1s orders: request 1, attempt 8 reuses environment 1 (warm)
        1m14.2s orders: request 1, attempt 8 failed, environment 1 idle: next attempt at 3m14.2s
        3m14.2s orders: request 1, attempt 9 reuses environment 1 (warm)
        3m14.3s orders: request 1, attempt 9 failed, environment 1 idle: dropped (RetriesExhausted), to the dead-letter queue
        ",
    );
}

/// The waits after the first and after the second failed run, as parts of a minute and of two, for two thousand events.
fn stretched(seed: u64, jitter: f64) -> (Vec<f64>, Vec<f64>) {
    let account = scenario().seed(seed).length("8m").function("orders", |f| f.errors(1.0).queue("33ms", jitter));
    let curve = [("0s", "100/s"), ("20s", "100/s"), ("20s", "0/s")];
    let runs = invocations(&changes_of(&account.even_curve("orders", &curve).via(Via::Event).plan()));
    let mut waits = (Vec::new(), Vec::new());
    for request in 1..=2_000 {
        let runs: Vec<_> = runs.iter().filter(|run| run.request == request).collect();
        assert_eq!(runs.len(), 3, "seed {seed}, request {request}");
        let wait = |from: usize| runs[from + 1].admitted.since(runs[from].ended.expect("it ends")).as_secs_f64();
        waits.0.push(wait(0) / 60.0);
        waits.1.push(wait(1) / 120.0);
    }
    waits
}

/// Ten equal cells between 1 and 1 + jitter are hit equally often; nothing lies outside.
#[track_caller]
fn check_uniform(factors: &[f64], jitter: f64) {
    let mut cells = [0_u64; 10];
    for factor in factors {
        let part = (factor - 1.0) / jitter;
        assert!((-1e-9..=1.0 + 1e-9).contains(&part), "a wait of {factor} times the nominal one");
        let cell = (1..10).filter(|tenth| f64::from(*tenth) / 10.0 <= part).count();
        cells[cell] += 1;
    }
    check_chi_square(&cells, &[factors.len() as f64 / 10.0; 10], "factors");
}

#[test]
fn waits_are_stretched_by_a_factor_that_is_uniform_from_1_to_1_plus_the_jitter() {
    for (seed, jitter) in [(1, 0.1), (2, 0.1), (3, 1.0)] {
        let (first, second) = stretched(seed, jitter);
        check_uniform(&first, jitter);
        check_uniform(&second, jitter);
    }
}

#[test]
fn the_waits_of_one_event_and_of_neighbours_have_nothing_to_do_with_each_other() {
    let (first, second) = stretched(4, 0.1);
    let products = |one: &[f64], other: &[f64]| -> Vec<f64> {
        one.iter().zip(other).map(|(one, other)| (one - 1.05) * (other - 1.05)).collect()
    };
    Estimate::mean(&products(&first, &second)).check(0.0, "first and second wait of an event");
    Estimate::mean(&products(&first, &first[1..])).check(0.0, "first waits of neighbours");
}

/// The waits of throttled attempts are stretched in the same way.
#[test]
fn waits_after_throttles_lie_between_the_nominal_one_and_a_tenth_more() {
    let mut factors = Vec::new();
    for seed in 1..=20 {
        let changes: Changes = changes_of(&never_room("6h10m", 0.1).seed(seed).plan());
        let attempts = attempts_of(&changes, 1);
        assert!((74..=80).contains(&attempts.len()), "seed {seed}: {} attempts in six hours", attempts.len());
        for (pair, throttles) in attempts.windows(2).zip(1..) {
            let nominal = retry::throttle_wait(throttles).as_secs_f64();
            factors.push(pair[1].since(pair[0]).as_secs_f64() / nominal);
        }
    }
    check_uniform(&factors, 0.1);
}
