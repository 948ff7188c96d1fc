//! When requests come: evenly along a rate curve, or at exact instants. All instants are exact to the nanosecond.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::time::Instant;

use crate::changes::{arrivals_of, changes_of};
use crate::scenario_builder::{ScenarioBuilder, scenario};

/// The arrivals at the first function [ns].
fn nanos(scenario: ScenarioBuilder) -> Vec<u64> {
    let changes = changes_of(&scenario.plan());
    arrivals_of(&changes, 0).into_iter().map(Instant::as_nanos).collect()
}

/// The arrivals at the first function, as they are printed.
fn printed(scenario: ScenarioBuilder) -> Vec<String> {
    let changes = changes_of(&scenario.plan());
    arrivals_of(&changes, 0).into_iter().map(|at| at.to_string()).collect()
}

fn orders() -> ScenarioBuilder {
    scenario().function("orders", |f| f.duration("0s"))
}

#[test]
fn a_hundred_a_second_come_every_ten_milliseconds_from_the_start() {
    let arrivals = nanos(orders().length("1s").even("orders", "100/s"));
    let expected: Vec<u64> = (0..100).map(|k| k * 10_000_000).collect();
    assert_eq!(arrivals, expected);
}

#[test]
fn a_rate_that_does_not_divide_the_second_gives_the_nearest_nanoseconds() {
    for rate in [3, 7, 1_024, 999_983] {
        let arrivals = nanos(orders().length("2s").even("orders", &format!("{rate}/s")));
        let nearest = |k: u64| (2 * k * 1_000_000_000 + rate) / (2 * rate);
        let expected: Vec<u64> = (0..2 * rate).map(nearest).collect();
        assert!(arrivals == expected, "at {rate}/s");
    }
}

#[test]
fn rates_a_minute_and_an_hour_are_the_same_rates_as_a_second() {
    let arrivals = |rate| nanos(orders().length("2m").even("orders", rate));
    assert_eq!(arrivals("120/min"), arrivals("2/s"));
    assert_eq!(arrivals("7200/h"), arrivals("2/s"));
    assert_eq!(printed(orders().length("2h").even("orders", "1/h")), ["0s", "1h"]);
}

#[test]
fn requests_do_not_drift_in_the_course_of_a_day() {
    let arrivals = nanos(orders().length("1d").even("orders", "1/s"));
    let expected: Vec<u64> = (0..86_400).map(|second| second * 1_000_000_000).collect();
    assert!(arrivals == expected, "one request at each full second");
}

#[test]
fn at_a_step_the_requests_go_on_at_the_new_rate_from_that_instant() {
    let step = orders().length("3s");
    let arrivals = printed(step.even_curve("orders", &[("0s", "2/s"), ("1s", "2/s"), ("1s", "4/s"), ("2s", "4/s")]));
    assert_eq!(arrivals, ["0s", "500ms", "1s", "1.25s", "1.5s", "1.75s", "2s", "2.25s", "2.5s", "2.75s"]);
}

/// Half a request is owed when the rate changes, so the next one comes when the new rate has made up the other half.
#[test]
fn the_part_of_a_request_that_is_due_at_a_step_is_kept() {
    let arrivals = printed(orders().length("3s").even_curve("orders", &[("1.5s", "1/s"), ("1.5s", "2/s")]));
    assert_eq!(arrivals, ["0s", "1s", "1.75s", "2.25s", "2.75s"]);
}

#[test]
fn before_the_first_point_and_after_the_last_their_rates_hold() {
    let arrivals = printed(orders().length("6s").even_curve("orders", &[("2s", "1/s"), ("2s", "2/s"), ("3s", "2/s")]));
    assert_eq!(arrivals, ["0s", "1s", "2s", "2.5s", "3s", "3.5s", "4s", "4.5s", "5s", "5.5s"]);
}

#[test]
fn nothing_comes_while_the_rate_is_zero() {
    let curve = [("0s", "2/s"), ("1s", "2/s"), ("1s", "0/s"), ("2s", "0/s"), ("2s", "2/s")];
    assert_eq!(printed(orders().length("3s").even_curve("orders", &curve)), ["0s", "500ms", "2s", "2.5s"]);
    assert_eq!(printed(orders().even("orders", "0/s")), [""; 0]);
}

/// A request due exactly at a step belongs to what comes after it, whatever rounding does to rate x time.
#[test]
fn a_step_to_zero_after_a_minute_gives_exactly_rate_times_sixty_requests() {
    for tenths in 1..=100_u64 {
        let rate = format!("{}.{}/s", tenths / 10, tenths % 10);
        let step = [("0s", rate.as_str()), ("1m", rate.as_str()), ("1m", "0/s")];
        let arrivals = nanos(orders().length("90s").even_curve("orders", &step));
        assert_eq!(arrivals.len() as u64, tenths * 6, "at {rate}");
    }
    for per_minute in 1..=200 {
        let rate = format!("{per_minute}/min");
        let step = [("0s", rate.as_str()), ("1m", rate.as_str()), ("1m", "0/s")];
        let arrivals = nanos(orders().length("90s").even_curve("orders", &step));
        assert_eq!(arrivals.len(), per_minute, "at {rate}");
    }
}

#[test]
fn a_step_to_zero_after_a_fraction_of_a_second_gives_rate_times_length_too() {
    for (millis, at) in [(700_u64, "700ms"), (1_100, "1.1s"), (2_300, "2.3s")] {
        for tens in 1..=60_u64 {
            let rate = format!("{}/s", tens * 10);
            let step = [("0s", rate.as_str()), (at, rate.as_str()), (at, "0/s")];
            let arrivals = nanos(orders().length("3s").even_curve("orders", &step));
            assert_eq!(arrivals.len() as u64, tens * millis / 100, "{rate} until {at}");
        }
    }
}

/// The area under a ramp from 0 to r over T is k at T * sqrt(2 k / (r T)). In integers: the arrival n is the nearest
/// nanosecond to the root of X = 2 k T / r, so (2 n - 1)^2 <= 4 X <= (2 n + 1)^2.
#[test]
fn along_a_ramp_from_zero_the_requests_come_at_the_roots() {
    for (seconds, at, rate) in [(10_u128, "10s", 100_u128), (7, "7s", 3), (60, "1m", 1_000)] {
        let ramp = orders().length(at).even_curve("orders", &[("0s", "0/s"), (at, &format!("{rate}/s"))]);
        let arrivals = nanos(ramp);
        assert_eq!(arrivals.len() as u128, (rate * seconds).div_ceil(2), "half of rate x time");
        for (k, arrival) in arrivals.into_iter().map(u128::from).enumerate() {
            let four_x = 8 * k as u128 * seconds * 1_000_000_000_000_000_000 / rate;
            let lower = (2 * arrival).saturating_sub(1);
            assert!(lower * lower <= four_x + 1, "request {k} of the ramp to {rate}/s is too late");
            assert!(
                four_x <= (2 * arrival + 1) * (2 * arrival + 1),
                "request {k} of the ramp to {rate}/s is too early"
            );
        }
    }
}

/// Mirrored in time: k requests before the end of a ramp down to zero, T * sqrt(2 k / (r T)) are left.
#[test]
fn a_ramp_down_mirrors_a_ramp_up() {
    let up = nanos(orders().length("10s").even_curve("orders", &[("0s", "0/s"), ("10s", "100/s")]));
    let down = nanos(orders().length("20s").even_curve("orders", &[("0s", "100/s"), ("10s", "0/s")]));
    assert_eq!((up.len(), down.len()), (500, 500));
    // 500 requests are expected in both, so request k of one mirrors request 500 - k of the other.
    for k in 1..500 {
        let mirrored = 10_000_000_000 - up[500 - k];
        assert!(down[k].abs_diff(mirrored) <= 1, "request {k}: {} and {mirrored}", down[k]);
    }
}

#[test]
fn a_curve_with_points_beyond_the_end_of_the_run_is_cut_there() {
    let ramp = |length| nanos(orders().length(length).even_curve("orders", &[("0s", "0/s"), ("10s", "100/s")]));
    let (short, long) = (ramp("5s"), ramp("10s"));
    assert_eq!(short.len(), 125);
    assert_eq!(short, long[..125]);
}

#[test]
fn bursts_come_at_their_instants_with_their_counts() {
    let bursts = orders().length("2s").at("orders", "0s x 2, 1.5s, 1.5s x 3, 1.999999999s, 2s x 7");
    assert_eq!(printed(bursts), ["0s", "0s", "1.5s", "1.5s", "1.5s", "1.5s", "1.999999999s"]);
}

#[test]
fn bursts_may_stand_in_any_order_and_have_a_count_of_zero() {
    let bursts = orders().length("5s").at("orders", "3s, 1s x 2, 4s x 0, 2s, 0s x 0");
    assert_eq!(printed(bursts), ["1s", "1s", "2s", "3s"]);
}

#[test]
fn several_callers_of_a_function_add_up() {
    let one = || orders().length("1s");
    let alone = |rate| nanos(one().even("orders", rate));
    let mut both = [alone("30/s"), alone("70/s")].concat();
    both.sort_unstable();
    assert_eq!(nanos(one().even("orders", "30/s").even("orders", "70/s")), both);
}

#[test]
fn a_function_without_callers_gets_no_requests() {
    assert_eq!(nanos(orders().function("other", |f| f).even("other", "10/s")), [0; 0]);
}
