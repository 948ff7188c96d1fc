//! Random arrivals are random in the right way: numbers a second, gaps, curves, independence of callers.
#![expect(clippy::cast_precision_loss, reason = "statistics of counts far below 2^53")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::time::Instant;

use crate::batch_means::{Estimate, check_chi_square};
use crate::changes::{arrivals_of, changes_of};
use crate::scenario_builder::{ScenarioBuilder, scenario};

const SECOND: u64 = 1_000_000_000;

fn orders() -> ScenarioBuilder {
    scenario().seed(3).function("orders", |f| f.duration("0s"))
}

fn nanos(scenario: ScenarioBuilder) -> Vec<u64> {
    let changes = changes_of(&scenario.plan());
    arrivals_of(&changes, 0).into_iter().map(Instant::as_nanos).collect()
}

/// How many arrivals each second has.
fn counts(arrivals: &[u64], seconds: usize) -> Vec<f64> {
    let mut counts = vec![0.0; seconds];
    for at in arrivals {
        counts[usize::try_from(at / SECOND).expect("few seconds")] += 1.0;
    }
    counts
}

#[test]
fn the_number_of_requests_a_second_has_the_rate_as_mean_and_as_variance() {
    for rate in [0.5, 20.0] {
        let arrivals = nanos(orders().length("4000s").poisson("orders", &format!("{rate}/s")));
        let counts = counts(&arrivals, 4_000);
        Estimate::mean(&counts).check(rate, "mean");
        let mean = counts.iter().sum::<f64>() / counts.len() as f64;
        let squares: Vec<f64> = counts.iter().map(|count| (count - mean).powi(2)).collect();
        Estimate::mean(&squares).check(rate, "variance");
    }
}

/// Ten cells that an exponential gap falls into with equal probability.
#[test]
fn gaps_between_requests_are_exponential() {
    let arrivals = nanos(orders().length("2000s").poisson("orders", "20/s"));
    let mut cells = [0_u64; 10];
    for pair in arrivals.windows(2) {
        let gap = (pair[1] - pair[0]) as f64 / SECOND as f64;
        let below = 1.0 - (-20.0 * gap).exp();
        let cell = (1..10).filter(|tenth| f64::from(*tenth) / 10.0 <= below).count();
        cells[cell] += 1;
    }
    let each = (arrivals.len() - 1) as f64 / 10.0;
    check_chi_square(&cells, &[each; 10], "gaps");
}

#[test]
fn neighbouring_gaps_have_nothing_to_do_with_each_other() {
    let arrivals = nanos(orders().length("2000s").poisson("orders", "20/s"));
    let gaps: Vec<f64> = arrivals.windows(2).map(|pair| (pair[1] - pair[0]) as f64 / SECOND as f64 - 0.05).collect();
    let products: Vec<f64> = gaps.windows(2).map(|pair| pair[0] * pair[1]).collect();
    Estimate::mean(&products).check(0.0, "covariance");
}

#[test]
fn along_a_curve_the_requests_are_as_many_as_its_area() {
    let curve = [("0s", "0/s"), ("20s", "100/s"), ("30s", "100/s"), ("30s", "10/s"), ("40s", "0/s")];
    let areas = [250.0, 750.0, 1_000.0, 50.0]; // of four pieces of ten seconds
    let mut pieces = [const { Vec::new() }; 4];
    for seed in 1..=40 {
        let arrivals = nanos(orders().seed(seed).length("1m").poisson_curve("orders", &curve));
        assert!(arrivals.iter().all(|at| *at < 40 * SECOND), "nothing comes after the rate has fallen to zero");
        for (piece, start) in pieces.iter_mut().zip([0, 10, 20, 30]) {
            let inside = |at: &&u64| (start..start + 10).contains(&(*at / SECOND));
            piece.push(arrivals.iter().filter(inside).count() as f64);
        }
    }
    for (piece, area) in pieces.iter().zip(areas) {
        Estimate::mean(piece).check(area, "requests in ten seconds");
    }
}

#[test]
fn two_callers_of_a_function_are_independent() {
    let both = || orders().length("4000s").function("other", |f| f.duration("0s"));
    let one = counts(&nanos(both().poisson("orders", "5/s")), 4_000);
    // The second caller of `orders`, alone: the first one is silent.
    let two = counts(&nanos(both().poisson("orders", "0/s").poisson("orders", "5/s")), 4_000);
    let products: Vec<f64> = one.iter().zip(&two).map(|(one, two)| (one - 5.0) * (two - 5.0)).collect();
    Estimate::mean(&products).check(0.0, "covariance");
    let together = counts(&nanos(both().poisson("orders", "5/s").poisson("orders", "5/s")), 4_000);
    let sum: Vec<f64> = one.iter().zip(&two).map(|(one, two)| one + two).collect();
    assert_eq!(together, sum, "each caller comes as if it were alone");
}

#[test]
fn functions_and_seeds_get_different_requests() {
    let of = |seed, name: &str| {
        let one = scenario().seed(seed).length("10s").function(name, |f| f).poisson(name, "10/s");
        nanos(one)
    };
    assert_ne!(of(1, "a"), of(1, "b"));
    assert_ne!(of(1, "a"), of(2, "a"));
    assert_eq!(of(1, "a"), of(1, "a"));
}
