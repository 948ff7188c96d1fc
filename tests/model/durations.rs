//! The laws that lengths of time follow: means, quantiles, and the same shape with another mean.
//!
//! Samples are handler durations of real runs. A share is held to four standard errors, a mean to three.
#![expect(clippy::cast_precision_loss, reason = "statistics of counts far below 2^53")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::law::Law;
use lambda_sim::runtime::SETUP;
use lambda_sim::time::Span;

use crate::batch_means::Estimate;
use crate::changes::changes_of;
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{constant, empirical, exponential, log_normal, quantiles, scenario, span, uniform};

/// Twenty thousand draws [s], in the order of arrival. The law is of about a tenth of a second, so that they all run.
fn drawn(law: &Law) -> Vec<f64> {
    let account = scenario().seed(11).limit(100_000).length("5m").function("orders", |f| f.duration(law.clone()));
    let requests = account.even_curve("orders", &[("0s", "1000/s"), ("20s", "1000/s"), ("20s", "0/s")]);
    let runs = invocations(&changes_of(&requests.plan()));
    let drawn: Vec<f64> = runs.iter().filter_map(Invocation::duration).map(Span::as_secs_f64).collect();
    assert_eq!(drawn.len(), 20_000, "all of them run and end");
    drawn
}

/// A part `expected` of all draws is less than `value` [s].
#[track_caller]
pub(crate) fn check_quantile(drawn: &[f64], expected: f64, value: f64, what: &str) {
    let below = drawn.iter().filter(|one| **one < value).count() as f64;
    let count = drawn.len() as f64;
    let error = (expected * (1.0 - expected) / count).sqrt();
    let off = (below / count - expected).abs();
    assert!(off <= 4.0 * error, "{what}: {below} of {count} are below {value}, expected a part of {expected}");
}

#[track_caller]
fn check_mean(law: &Law, drawn: &[f64]) {
    Estimate::mean(drawn).check(law.mean().as_secs_f64(), &format!("mean of {law:?}"));
}

#[test]
fn the_mean_of_the_draws_is_the_mean_of_the_law() {
    let points = quantiles(&[(0.1, "20ms"), (0.5, "80ms"), (0.9, "150ms"), (0.99, "600ms")]);
    let laws = [
        exponential("100ms"),
        uniform("20ms", "180ms"),
        log_normal("100ms", 0.3),
        log_normal("100ms", 1.0),
        empirical(&["10ms", "20ms", "270ms", "20ms"]),
        points,
        Law::Measured(&SETUP),
    ];
    for law in laws {
        check_mean(&law, &drawn(&law));
    }
}

#[test]
fn means_of_laws_are_known() {
    assert_eq!(log_normal("3s", 2.0).mean(), span("3s"));
    assert_eq!(empirical(&["1s", "2s", "6s"]).mean(), span("3s"));
    // Flat up to 0.2, a line to 0.6, another to 0.8, flat above: 0.2 x 1 + 0.4 x 2 + 0.2 x 4 + 0.2 x 5 s.
    assert_eq!(quantiles(&[(0.2, "1s"), (0.6, "3s"), (0.8, "5s")]).mean(), span("2.8s"));
    assert_eq!(quantiles(&[(0.5, "7s")]).mean(), span("7s"), "a single point is constant");
}

/// A part of `z` of a normal law lies below each score; the values are of another program.
const SCORES: [(f64, f64); 5] =
    [(0.05, -1.644_854), (0.25, -0.674_490), (0.5, 0.0), (0.9, 1.281_552), (0.99, 2.326_348)];

/// The median of a log-normal law of mean m is m e^(-sigma^2/2), and its quantiles lie e^(sigma z) beside it.
#[test]
fn log_normal_draws_have_the_quantiles_of_a_log_normal_law() {
    for sigma in [0.2, 0.5, 1.0] {
        let drawn = drawn(&log_normal("100ms", sigma));
        let median = 0.1 * (-sigma * sigma / 2.0_f64).exp();
        for (part, score) in SCORES {
            check_quantile(&drawn, part, median * (sigma * score).exp(), &format!("sigma {sigma}"));
        }
        let logs: Vec<f64> = drawn.iter().map(|one| one.ln()).collect();
        Estimate::mean(&logs).check(median.ln(), "mean of the logarithms");
        let squares: Vec<f64> = logs.iter().map(|log| (log - median.ln()).powi(2)).collect();
        Estimate::mean(&squares).check(sigma * sigma, "variance of the logarithms");
    }
}

#[test]
fn a_log_normal_law_without_width_is_constant() {
    assert!(drawn(&log_normal("100ms", 0.0)).iter().all(|one| one.total_cmp(&0.1).is_eq()));
}

#[test]
fn measured_values_are_drawn_equally_often_and_no_others() {
    let drawn = drawn(&empirical(&["10ms", "20ms", "270ms", "20ms"]));
    for (value, part) in [(0.010, 0.25), (0.020, 0.5), (0.270, 0.25)] {
        let here: Vec<f64> = drawn.iter().map(|one| f64::from(u8::from(one.total_cmp(&value).is_eq()))).collect();
        Estimate::mean(&here).check(part, &format!("draws of {value} s"));
    }
    assert!(drawn.iter().all(|one| [0.010, 0.020, 0.270].contains(one)));
}

/// Straight lines between the points; nothing below the first and above the last.
#[test]
fn measured_quantiles_are_met_and_joined_by_straight_lines() {
    let drawn = drawn(&quantiles(&[(0.1, "20ms"), (0.5, "80ms"), (0.9, "150ms"), (1.0, "600ms")]));
    for (part, value) in [(0.3, 0.050), (0.5, 0.080), (0.7, 0.115), (0.9, 0.150), (0.95, 0.375), (0.99, 0.555)] {
        check_quantile(&drawn, part, value, "quantiles");
    }
    let lowest: Vec<f64> = drawn.iter().map(|one| f64::from(u8::from(one.total_cmp(&0.020).is_eq()))).collect();
    Estimate::mean(&lowest).check(0.1, "the first value itself");
    assert!(drawn.iter().all(|one| (0.020..=0.600).contains(one)));
}

#[test]
fn above_the_last_quantile_its_value_holds() {
    let drawn = drawn(&quantiles(&[(0.0, "0s"), (0.8, "80ms")]));
    check_quantile(&drawn, 0.4, 0.040, "quantiles");
    check_quantile(&drawn, 0.8, 0.080, "quantiles");
    assert!(drawn.iter().all(|one| *one <= 0.080));
}

#[test]
fn two_quantiles_at_one_value_are_a_step_that_holds_many() {
    let drawn = drawn(&quantiles(&[(0.0, "10ms"), (0.3, "50ms"), (0.7, "50ms"), (1.0, "90ms")]));
    check_quantile(&drawn, 0.3, 0.050, "below the step");
    check_quantile(&drawn, 0.7, 0.050_000_001, "up to the step");
}

/// Neighbouring draws have nothing to do with each other.
#[test]
fn draws_are_independent() {
    for law in [log_normal("100ms", 0.5), uniform("0s", "200ms"), empirical(&["50ms", "150ms"]), Law::Measured(&SETUP)]
    {
        let mean = law.mean().as_secs_f64();
        let drawn = drawn(&law);
        let products: Vec<f64> = drawn.windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean)).collect();
        Estimate::mean(&products).check(0.0, &format!("covariance, {law:?}"));
    }
}

/// Alike to a part in 10^9, or to a nanosecond.
fn is_near(one: Span, other: Span) -> bool {
    one.as_nanos().abs_diff(other.as_nanos()) <= other.as_nanos() / 1_000_000_000 + 1
}

/// What a slider does to a law.
#[test]
fn a_law_with_another_mean_keeps_its_shape() {
    let twice = |law: Law| law.with_mean(span("200ms"));
    assert_eq!(twice(constant("100ms")), constant("200ms"));
    assert_eq!(twice(exponential("100ms")), exponential("200ms"));
    assert_eq!(twice(uniform("50ms", "150ms")), uniform("100ms", "300ms"));
    assert_eq!(twice(log_normal("100ms", 0.7)), log_normal("200ms", 0.7));
    assert_eq!(twice(empirical(&["10ms", "20ms", "270ms"])), empirical(&["20ms", "40ms", "540ms"]));
    let points = [(0.0, "0s"), (0.5, "100ms"), (1.0, "200ms")];
    assert_eq!(twice(quantiles(&points)), quantiles(&[(0.0, "0s"), (0.5, "200ms"), (1.0, "400ms")]));
}

#[test]
fn the_mean_of_a_stretched_law_is_the_one_asked_for() {
    let laws = [
        log_normal("3s", 1.5),
        empirical(&["1ms", "7ms", "999999999ns", "3s"]),
        quantiles(&[(0.05, "1ms"), (0.5, "7ms"), (0.99, "999999999ns")]),
        Law::Measured(&SETUP),
    ];
    for law in laws {
        for mean in ["1ms", "100ms", "999999999ns", "1s", "14m59s"].map(span) {
            let stretched = law.with_mean(mean);
            assert!(is_near(stretched.mean(), mean), "{law:?} stretched to {mean} has {}", stretched.mean());
            assert_eq!(stretched.with_mean(stretched.mean()), stretched, "set again it is the same");
        }
    }
}

/// There is no shape to stretch in a law whose values are all zero.
#[test]
fn a_law_of_mean_zero_becomes_constant() {
    for law in [empirical(&["0s", "0s"]), quantiles(&[(0.5, "0s")]), uniform("0s", "0s"), constant("0s")] {
        assert_eq!(law.with_mean(span("1s")), constant("1s"), "{law:?}");
    }
    assert_eq!(log_normal("0s", 1.0).with_mean(span("1s")), log_normal("1s", 1.0), "sigma is a shape of its own");
}

/// The quantiles of a shipped measurement cannot move; the log-normal law through median and 99th percentile can.
#[test]
fn a_shipped_measurement_with_another_mean_is_log_normal_of_the_same_width() {
    let Law::LogNormal { mean, sigma } = Law::Measured(&SETUP).with_mean(span("1s")) else { panic!("log-normal") };
    assert_eq!(mean, span("1s"));
    assert!((sigma - (133.0_f64 / 76.0).ln() / 2.326_348).abs() < 1e-6, "{sigma}");
    assert_eq!(Law::Measured(&SETUP).with_mean(Law::Measured(&SETUP).mean()), Law::Measured(&SETUP));
}
