//! The scaling rate: each function gets at most 1,000 new environments in 10 s, refilled continuously.
//!
//! The rules stand in <https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html>. As a bucket: 1,000 tokens, one more
//! every 10 ms.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use lambda_sim::admission::{Limit, Reason, Throttle};
use lambda_sim::change::Change;
use lambda_sim::metrics::Row;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Span;
use lambda_sim::via::Via;

use crate::changes::changes_of;
use crate::scenario_builder::{ScenarioBuilder, scenario, span};
use crate::series_table::check;

/// An account with room for 10,000, in which no handler ends.
fn roomy() -> ScenarioBuilder {
    scenario().limit(10_000).length("1s").function("orders", |f| f.duration("900s"))
}

/// All throttles of a run: when, and which.
fn throttles(scenario: ScenarioBuilder) -> Vec<(String, Throttle)> {
    let changes = changes_of(&scenario.plan());
    let found = changes.iter().filter_map(|(at, change)| match change {
        Change::Throttled { throttle, .. } => Some((at.to_string(), *throttle)),
        _ => None,
    });
    found.collect()
}

fn by_scaling_rate(used: u32) -> Throttle {
    let reason = Reason::ConcurrentInvocationLimitExceeded;
    Throttle { limit: Limit::ScalingRate, used, allowed: 1_000, reason }
}

#[test]
fn of_a_thousand_requests_at_one_instant_all_run_and_of_one_more_one_is_throttled() {
    check(
        roomy().at("orders", "0s x 1000"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders        1000         1000  1000          0       1000          1000
        ",
    );
    assert_eq!(throttles(roomy().at("orders", "0s x 1001")), [("0s".to_owned(), by_scaling_rate(1_000))]);
}

#[test]
fn the_account_is_asked_before_the_scaling_rate() {
    let orders = || roomy().limit(1_000).at("orders", "0s x 1001");
    let account = Throttle { limit: Limit::Account, ..by_scaling_rate(1_000) };
    assert_eq!(throttles(orders()), [("0s".to_owned(), account)]);
}

/// The bucket drips every 10 ms, to the nanosecond.
#[test]
fn the_next_environment_has_room_ten_milliseconds_later_and_not_a_nanosecond_before() {
    let after = |instants: &str| throttles(roomy().at("orders", &format!("0s x 1000, {instants}")));
    assert_eq!(after("9.999999ms"), [("9.999999ms".to_owned(), by_scaling_rate(1_000))]);
    assert_eq!(after("10ms"), []);
    assert_eq!(after("10ms x 2"), [("10ms".to_owned(), by_scaling_rate(1_000))]);
    assert_eq!(after("10ms, 19.999999ms, 20ms"), [("19.999999ms".to_owned(), by_scaling_rate(1_000))]);
    assert_eq!(
        after("15ms, 20ms, 25ms"),
        [("25ms".to_owned(), by_scaling_rate(1_000))],
        "the drips do not wait for requests"
    );
}

/// At the start the bucket is full, also when the first request comes late.
#[test]
fn the_first_thousand_have_room_whenever_they_come() {
    assert_eq!(throttles(roomy().at("orders", "987654321ns x 1000")), []);
    assert_eq!(throttles(roomy().at("orders", "987654321ns x 1002")).len(), 2);
}

#[test]
fn unused_rate_comes_back_but_does_not_pile_up() {
    let gone = |instants: &str| {
        let account = scenario().limit(10_000).length("2h").function("orders", |f| f.idle_lifetime("0s"));
        throttles(account.at("orders", instants)).len()
    };
    assert_eq!(gone("0s x 1000, 5s x 500"), 0, "after 5 s there is room for 500 again");
    assert_eq!(gone("0s x 1000, 5s x 600"), 100);
    assert_eq!(gone("0s x 400, 1s x 700"), 0, "600 left and 100 more");
    assert_eq!(gone("0s x 400, 1s x 701"), 1);
    assert_eq!(gone("0s x 1000, 10s x 1000"), 0);
    assert_eq!(gone("0s x 1000, 1h x 1001"), 1, "an hour brings no more than ten seconds do");
}

#[test]
fn functions_do_not_share_their_scaling_rates() {
    let two = || roomy().function("other", |f| f.duration("900s"));
    assert_eq!(throttles(two().at("orders", "0s x 1000").at("other", "0s x 1000")), []);
    assert_eq!(throttles(two().at("orders", "0s x 1001").at("other", "0s x 1001")).len(), 2);
}

/// At 1 s there are a thousand idle environments and room for a hundred new ones.
#[test]
fn a_warm_start_uses_nothing_up() {
    let orders = || scenario().limit(10_000).length("2s").function("orders", |f| f.duration("100ms"));
    check(
        orders().at("orders", "0s x 1000, 1s x 1100"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders        1000         1000  1000          0       1000          1000
             2  orders        1100         1100   100          0       1100          1100
        ",
    );
    assert_eq!(throttles(orders().at("orders", "0s x 1000, 1s x 1101")).len(), 1);
}

/// At 5 ms the thousand environments are idle and the rate is used up to the last: who finds one of them does not need it.
#[test]
fn where_the_rate_is_used_up_an_idle_environment_still_serves() {
    let orders = scenario().limit(10_000).length("10ms").function("orders", |f| f.duration("1ms"));
    check(
        orders.at("orders", "0s x 1000, 5ms x 1200"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders        2200         2000  1000        200       1000          1000
        ",
    );
}

/// Thousands are refused by the reservation of 500, and later by the scaling rate: room for the second 500 is there, and so
/// is the room that comes back.
#[test]
fn a_throttled_request_uses_nothing_up() {
    let reserved = scenario().limit(10_000).length("2s").function("orders", |f| f.reserved(500).idle_lifetime("0s"));
    check(
        reserved.at("orders", "0s x 5000, 500ms x 500"),
        "
        second  function  requests  invocations  cold  throttled  in flight  environments
             1  orders        5500         1000  1000       4500        500           500
             2  orders           0            0     0          0          0             0
        ",
    );
    let refused = throttles(roomy().at("orders", "0s x 5000, 10ms, 20ms x 2"));
    assert_eq!(
        refused.iter().filter(|(at, _)| at != "0s").collect::<Vec<_>>(),
        [&("20ms".to_owned(), by_scaling_rate(1_000))]
    );
}

/// AWS publishes no reason of its own for the scaling rate; this is an assumption.
#[test]
fn the_reason_is_that_of_the_concurrency_limit_of_the_function() {
    let reserved = scenario().limit(10_000).length("1s").function("orders", |f| f.reserved(2_000).duration("900s"));
    let reason = Reason::ReservedFunctionConcurrentInvocationLimitExceeded;
    let expected = Throttle { reason, ..by_scaling_rate(1_000) };
    assert_eq!(throttles(reserved.at("orders", "0s x 1001")), [("0s".to_owned(), expected)]);
    assert_eq!(
        expected.to_string(),
        "throttled: 1000 of 1000 new environments at once used up (ReservedFunctionConcurrentInvocationLimitExceeded)"
    );
}

/// O37: all demand at once, and more all the time. At t there are never more than 1,000 + 100 t environments, and never
/// fewer, since there is always somebody who wants one, until the account is full at 90 s.
#[test]
fn of_all_demand_at_once_a_thousand_run_and_a_hundred_more_each_second() {
    let demand = roomy().length("95s").at("orders", "0s x 10000").even("orders", "1000/s");
    let mut simulation = Simulation::new(demand.plan());
    for drip in 0..9_500_u32 {
        let at = Span::from_millis(10 * u64::from(drip));
        simulation.run_to(at.after_start(), &mut ());
        let environments = simulation.frame().functions[0].phases.environments().get();
        assert_eq!(environments, (1_000 + drip).min(10_000), "at {at}");
        simulation.run_to((at + span("9.999999ms")).after_start(), &mut ());
        let environments = simulation.frame().functions[0].phases.environments().get();
        assert_eq!(environments, (1_000 + drip).min(10_000), "just before the next drip after {at}");
    }
}

/// Cold starts and throttles of the spike below, counted by hand: environments are the instants at which they are free
/// again, and the bucket fills up by one token every 10 ms.
fn spike_by_hand() -> (u64, u64) {
    let (mut busy, mut idle, mut tokens) = (BinaryHeap::new(), 0_u32, 1_000_u32);
    let (mut cold, mut throttled) = (0, 0);
    for micros in (0..60_000_000).step_by(200) {
        if micros % 10_000 == 0 && 0 < micros {
            tokens = 1_000.min(tokens + 1);
        }
        while busy.peek().is_some_and(|Reverse(free)| *free <= micros) {
            busy.pop();
            idle += 1;
        }
        if 0 < idle {
            idle -= 1;
            busy.push(Reverse(micros + 1_000_000));
        } else if 0 < tokens {
            tokens -= 1;
            cold += 1;
            busy.push(Reverse(micros + 1_400_000));
        } else {
            throttled += 1;
        }
    }
    (cold, throttled)
}

/// 5,000 requests a second out of nothing, of 1 s each and 0.4 s of INIT. They need 5,000 environments, which are there only
/// after 40 s, and a hundred more because those in INIT are late.
#[test]
fn a_spike_of_5000_a_second_climbs_by_a_hundred_environments_a_second() {
    assert_eq!(spike_by_hand(), (5_100, 80_552));
    let account = scenario().limit(10_000).length("75s").function("checkout", |f| f.duration("1s").init("400ms"));
    let spike = account.even_curve("checkout", &[("0s", "5000/s"), ("60s", "5000/s"), ("60s", "0/s")]);
    let run = spike.run();
    let series = &run.series().functions[0];
    let total = &series.total;
    assert_eq!((total.requests, total.cold_starts, total.throttled()), (300_000, 5_100, 80_552));
    assert_eq!(total.throttled_by(Limit::ScalingRate), total.throttled(), "the account has room all the time");
    for (row, second) in series.rows[..40].iter().zip(1..) {
        assert_eq!(row.environments.max, 999 + 100 * second, "environments in second {second}");
        assert!(0 < row.throttled(), "throttles in second {second}");
    }
    assert_eq!(series.rows[41..].iter().map(Row::throttled).sum::<u64>(), 0, "then there are enough");
}

/// An event that meets the scaling rate waits in the queue; it is not lost.
#[test]
fn an_event_that_is_throttled_by_the_scaling_rate_is_tried_again() {
    let account = scenario().limit(10_000).length("5s").function("orders", |f| f.duration("2s").queue("0s", 0.0));
    let run = account.at("orders", "0s x 1001").via(Via::S3).run();
    let total = run.series().functions[0].total;
    assert_eq!((total.throttled_by(Limit::ScalingRate), total.invocations, total.events.done), (1, 1_001, 1_001));
}

#[test]
fn a_frame_shows_how_much_of_the_scaling_rate_is_used() {
    let run = roomy().length("20s").at("orders", "1s x 300").run();
    let used = |at: &str| {
        let frame = run.frame_at(span(at).after_start());
        frame.functions[0].scaling.used(frame.at)
    };
    assert_eq!(["0s", "1s", "1.01s", "1.015s", "2s", "4s", "19s"].map(used), [0, 300, 299, 299, 200, 0, 0]);
}
