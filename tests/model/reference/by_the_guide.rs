//! The naive model held against the numbers that AWS publishes, not against the engine: both could make the same mistake.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::admission::Limit;
use lambda_sim::change::{Change, Drop, Then};
use lambda_sim::time::{Instant, Span};
use lambda_sim::via::Via;

use super::naive;
use crate::changes::Changes;
use crate::invocations::environments_in_order;
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, plan_of, scenario, span};

fn naive(scenario: ScenarioBuilder) -> Changes {
    let scenario = scenario.build();
    let ids: Vec<_> = plan_of(&scenario).function_ids().collect();
    naive::run(&scenario, &ids, None)
}

/// When attempts were made, admitted or not.
fn attempts(changes: &Changes) -> Vec<Instant> {
    let is_attempt = |change: &Change| matches!(change, Change::Started { .. } | Change::Throttled { .. });
    changes.iter().filter(|(_, change)| is_attempt(change)).map(|(at, _)| *at).collect()
}

/// When an event was dropped, and why.
fn drops(changes: &Changes) -> Vec<(Instant, Drop)> {
    let dropped = changes.iter().filter_map(|(at, change)| match change {
        Change::EventReceived { then: Then::Dropped { cause, .. }, .. }
        | Change::InvocationEnded { then: Then::Dropped { cause, .. }, .. }
        | Change::EventExpired { then: Then::Dropped { cause, .. }, .. } => Some((*at, *cause)),
        _ => None,
    });
    dropped.collect()
}

fn at(text: &str) -> Instant {
    span(text).after_start()
}

/// A function without randomness in its queue.
fn one_event(length: &str, with: impl FnOnce(FunctionBuilder) -> FunctionBuilder) -> ScenarioBuilder {
    let one = scenario().limit(1).length(length).function("orders", |f| with(f.queue("0s", 0.0)));
    one.at("orders", "0s").via(Via::Event)
}

/// A B C D E A B C F D.
#[test]
fn the_ten_requests_are_served_as_in_the_guide() {
    let ten = scenario().length("3s").function("orders", |f| f.duration("1s").init("100ms"));
    let ten = ten.at("orders", "0s, 100ms, 300ms, 600ms, 800ms, 1150ms, 1250ms, 1450ms, 1600ms, 1750ms");
    assert_eq!(environments_in_order(&naive(ten)), [1, 2, 3, 4, 5, 1, 2, 3, 6, 4]);
}

#[test]
fn a_throttled_event_is_tried_after_one_second_doubling_up_to_five_minutes() {
    let busy = scenario().limit(1).length("2000s").function("batch", |f| f.duration("15m"));
    let busy = busy.at("batch", "0s, 900s, 1800s").function("orders", |f| f.queue("0s", 0.0));
    let throttled =
        naive(busy.at("orders", "0s").via(Via::Event)).into_iter().filter_map(|(at, change)| match change {
            Change::Throttled { .. } => Some(at.since_start().whole_secs()),
            _ => None,
        });
    assert_eq!(throttled.collect::<Vec<_>>(), [0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811, 1_111, 1_411, 1_711]);
}

#[test]
fn an_event_that_fails_is_tried_one_minute_and_two_minutes_after_the_end_of_the_failed_runs() {
    let failing = naive(one_event("600s", |f| f.duration("2s").errors(1.0)));
    assert_eq!(attempts(&failing), ["0s", "62s", "184s"].map(at));
    assert_eq!(drops(&failing), [(at("186s"), Drop::RetriesExhausted)]);
    let once = naive(one_event("600s", |f| f.duration("2s").errors(1.0).retries(0)));
    assert_eq!((attempts(&once), drops(&once)), (vec![at("0s")], vec![(at("2s"), Drop::RetriesExhausted)]));
}

#[test]
fn an_event_is_dropped_at_its_maximum_age_and_at_once_where_the_reservation_is_zero() {
    let failing = naive(one_event("600s", |f| f.duration("2s").errors(1.0).event_age("90s")));
    assert_eq!(
        (attempts(&failing), drops(&failing)),
        (["0s", "62s"].map(at).into(), vec![(at("90s"), Drop::EventAgeExceeded)])
    );
    let off = naive(one_event("600s", |f| f.reserved(0)).limit(100));
    assert_eq!((attempts(&off), drops(&off)), (vec![], vec![(at("0s"), Drop::ReservedConcurrencyZero)]));
}

#[test]
fn a_thousand_environments_come_at_once_and_then_one_every_ten_milliseconds() {
    let burst = scenario().limit(3_000).length("2s").function("orders", |f| f.duration("1m").timeout("60s"));
    let burst = burst.at("orders", "0s x 1500").even("orders", "1000/s");
    let changes = naive(burst);
    let started = |until: &str| {
        let before = changes.iter().filter(|(when, _)| *when <= at(until));
        before.filter(|(_, change)| matches!(change, Change::Started { .. })).count()
    };
    assert_eq!(
        [started("0s"), started("9ms"), started("10ms"), started("1s"), started("1999ms")],
        [1_000, 1_000, 1_001, 1_100, 1_199]
    );
    let others =
        |change: &Change| matches!(change, Change::Throttled { throttle, .. } if throttle.limit != Limit::ScalingRate);
    assert!(!changes.iter().any(|(_, change)| others(change)), "nothing but the scaling rate throttles");
}

#[test]
fn an_sdk_tries_three_times_and_waits_less_than_one_second_and_then_less_than_two() {
    for seed in 1..=50 {
        let busy = scenario().seed(seed).limit(1).length("10s").function("orders", |f| f.duration("1m"));
        let attempts: Vec<Span> = attempts(&naive(busy.at("orders", "0s").at("orders", "0s").via(Via::Sdk)))
            .into_iter()
            .map(Instant::since_start)
            .collect();
        let [_, first, second, third] = attempts[..] else { panic!("{attempts:?}") };
        assert!(first == Span::ZERO && second < span("1s") && third < second + span("2s"), "{attempts:?}");
    }
}
