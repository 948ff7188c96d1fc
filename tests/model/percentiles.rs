//! Percentiles of response times from a histogram of bounded memory, held against the sorted response times themselves.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::admission::Start;
use lambda_sim::change::{Change, Then};
use lambda_sim::metrics::{Answers, Histogram};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::via::Via;

use crate::changes::changes_of;
use crate::scenario_builder::{ScenarioBuilder, constant, empirical, exponential, log_normal, scenario, span, uniform};

/// The answers of the first caller, and its response times in their order: warm, cold, refused.
fn measured(scenario: ScenarioBuilder) -> (Answers, [Vec<Span>; 3]) {
    let plan = scenario.plan();
    let mut sorted = [const { Vec::new() }; 3];
    for (_, change) in changes_of(&plan) {
        let (place, then) = match change {
            Change::InvocationEnded { start: Start::Warm, then, .. } => (0, then),
            Change::InvocationEnded { start: Start::Cold, then, .. } => (1, then),
            Change::Throttled { then, .. } => (2, then),
            _ => continue,
        };
        if let Then::Answered { response_time, .. } = then {
            sorted[place].push(response_time);
        }
    }
    for times in &mut sorted {
        times.sort_unstable();
    }
    let run = Run::of(plan, span("1m"));
    (run.series().answers[0].clone(), sorted)
}

/// The nearest rank: the smallest value that at least this part of all values does not exceed.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank")]
fn nearest_rank(sorted: &[Span], part: f64) -> Span {
    let rank = (part * sorted.len() as f64).ceil() as usize;
    sorted[rank.clamp(1, sorted.len()) - 1]
}

const PARTS: [f64; 12] = [0.0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0];

/// Every percentile is off by less than 0.8 %; count, maximum and mean are exact.
#[track_caller]
fn check_histogram(histogram: &Histogram, sorted: &[Span], what: &str) {
    assert_eq!(histogram.count(), sorted.len() as u64, "{what}: count");
    assert_eq!(histogram.max(), sorted.last().copied().unwrap_or_default(), "{what}: maximum");
    for part in PARTS {
        let exact = nearest_rank(sorted, part);
        let Some(value) = histogram.percentile(part) else { panic!("{what}: no percentile") };
        let off = value.as_nanos().abs_diff(exact.as_nanos());
        assert!(off * 1_000 < 8 * exact.as_nanos().max(1), "{what}: percentile {part} is {value}, exactly {exact}");
    }
    let sum: u128 = sorted.iter().map(|time| u128::from(time.as_nanos())).sum();
    let mean = sum / sorted.len() as u128;
    assert_eq!(u128::from(histogram.mean().as_nanos()), mean, "{what}: mean");
}

#[test]
fn percentiles_of_random_response_times_are_off_by_less_than_0_8_percent() {
    for (seed, duration) in [
        (1, exponential("300ms")),
        (2, log_normal("300ms", 1.0)),
        (3, uniform("0s", "3us")),
        (4, log_normal("2ms", 3.0)),
    ] {
        let account = scenario().seed(seed).limit(200).length("60s");
        let what = format!("{duration:?}");
        let orders =
            account.function("orders", |f| f.duration(duration).init(uniform("100ms", "900ms")).idle_lifetime("2s"));
        let (answers, [warm, cold, _]) = measured(orders.poisson("orders", "200/s"));
        assert!(5_000 < warm.len() && !cold.is_empty(), "{} warm, {} cold", warm.len(), cold.len());
        check_histogram(&answers.warm, &warm, &format!("warm, {what}"));
        check_histogram(&answers.cold, &cold, &format!("cold, {what}"));
        let mut served = [warm, cold].concat();
        served.sort_unstable();
        check_histogram(&answers.served(), &served, &format!("served, {what}"));
    }
}

#[test]
fn percentiles_of_waits_of_an_sdk_are_off_by_less_than_0_8_percent() {
    let off = scenario().function("orders", |f| f.reserved(0)).at("orders", "0s x 3000").via(Via::Sdk);
    let (answers, [_, _, refused]) = measured(off);
    check_histogram(&answers.refused, &refused, "refused");
}

#[test]
fn equal_response_times_have_exact_percentiles() {
    for duration in ["0s", "1ns", "127ns", "128ns", "145ms", "333333333ns", "15m"] {
        let orders =
            scenario().length("40m").function("orders", |f| f.duration(duration)).at("orders", "0s x 99, 16m x 50");
        let (answers, [warm, cold, _]) = measured(orders);
        assert_eq!(warm.len() + cold.len(), 149);
        for part in PARTS {
            assert_eq!(answers.served().percentile(part), Some(span(duration)), "{duration}");
        }
        assert_eq!((answers.served().mean(), answers.served().max()), (span(duration), span(duration)));
    }
}

/// Values that are further apart than a bucket is wide stay apart.
#[test]
fn a_few_different_response_times_are_told_apart_exactly() {
    let laws = empirical(&["100ms", "200ms", "400ms", "401s", "900s"]);
    let orders = scenario().length("1h").function("orders", |f| f.duration(laws)).at("orders", "0s x 500");
    let (answers, [_, cold, _]) = measured(orders);
    for part in PARTS {
        assert_eq!(answers.cold.percentile(part), Some(nearest_rank(&cold, part)), "{part}");
    }
}

#[test]
fn cold_and_warm_response_times_are_kept_apart() {
    let orders = scenario().function("orders", |f| f.init("400ms").duration("100ms")).at("orders", "0s x 3, 5s, 6s");
    let (answers, _) = measured(orders);
    let told = |histogram: &Histogram| (histogram.count(), histogram.percentile(0.5), histogram.max());
    assert_eq!(told(&answers.cold), (3, Some(span("500ms")), span("500ms")));
    assert_eq!(told(&answers.warm), (2, Some(span("100ms")), span("100ms")));
    assert_eq!(told(&answers.served()), (5, Some(span("500ms")), span("500ms")));
    assert_eq!(answers.served().percentile(0.4), Some(span("100ms")), "two of five are warm");
}

#[test]
fn without_response_times_there_is_no_percentile() {
    let (answers, _) = measured(scenario().function("orders", |f| f).at("orders", "20s"));
    assert_eq!((answers.warm.percentile(0.5), answers.warm.mean(), answers.warm.max()), (None, Span::ZERO, Span::ZERO));
    assert_eq!(answers.served().count(), 0);
}

/// What can be told apart is bounded, however many requests there are: 128 values in each doubling, from 10 ms to 100 ms fewer
/// than four doublings.
#[test]
fn a_histogram_tells_at_most_128_values_apart_in_each_doubling() {
    let orders = scenario().length("100s").function("orders", |f| f.duration(uniform("10ms", "100ms")));
    let (answers, [warm, ..]) = measured(orders.even("orders", "1000/s"));
    let mut told: Vec<Span> = (0..=20_000).filter_map(|k| answers.warm.percentile(f64::from(k) / 20_000.0)).collect();
    assert!(told.is_sorted(), "percentiles rise");
    told.dedup();
    let mut exact = warm;
    exact.dedup();
    assert!(90_000 < exact.len(), "{} different response times", exact.len());
    assert!((300..=4 * 128).contains(&told.len()), "{} different percentiles", told.len());
}

/// Both together are what one alone would have been.
#[test]
fn answers_of_all_callers_together_are_those_of_one_caller() {
    let account = || scenario().length("60s").function("orders", |f| f.duration(constant("10ms")));
    let run = account().even("orders", "10/s").even("orders", "7/s").run();
    let (all, answers) = (run.series().answers_of_all(), &run.series().answers);
    assert_eq!(all.served().count(), answers[0].served().count() + answers[1].served().count());
    assert_eq!(all.served().count(), 1_020);
    assert_eq!(all.served().percentile(0.99), Some(span("10ms")));
}
