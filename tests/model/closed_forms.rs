//! What queueing theory knows exactly: Erlang's loss formula, M/G/infinity, Little's law.
//!
//! Functions with INIT 0 are such queues: environments are the servers, a limit is their number, a throttle is a loss.
//! Random results are held to three standard errors, which the tests compute from batches; seeds are fixed, so nothing
//! flickers.
#![expect(clippy::cast_precision_loss, reason = "statistics of counts far below 2^53")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::law::Law;
use lambda_sim::metrics::Row;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use validation::formulas::erlang_b;

use crate::batch_means::{Estimate, check_chi_square};
use crate::changes::changes_of;
use crate::invocations::invocations;
use crate::scenario_builder::{constant, exponential, log_normal, quantiles, scenario, span};

/// Values to ten digits that were computed by other programs.
#[test]
fn the_recursion_gives_the_known_values() {
    for (servers, load, lost) in [
        (1, 0.5, 0.333_333_333_3),
        (2, 1.0, 0.200_000_000_0),
        (5, 3.0, 0.110_054_347_8),
        (10, 10.0, 0.214_582_343_1),
        (50, 50.0, 0.104_787_455_5),
        (100, 80.0, 0.003_992_028_6),
        (1_000, 2_016.0, 0.504_454_581_9),
    ] {
        let off = (erlang_b(servers, load) - lost).abs();
        assert!(off <= 0.5e-10, "{servers} servers, load {load}: off by {off:e}");
    }
}

/// Which limit stands for the servers.
#[derive(Clone, Copy, Debug)]
enum Servers {
    Reserved(u32),
    Account(u32),
}

/// A loss system: handlers of 100 ms in the mean, so ten times the load is the rate.
fn loss_system(seed: u64, servers: Servers, load: f64, duration: Law) -> Run {
    // 5,500 requests or so, in eleven periods: the first one warms up.
    let rate = load * 10.0;
    let period = Span::from_secs_f64(500.0 / rate);
    let length = Span::from_nanos(period.as_nanos() * 11);
    let (limit, reserved) = match servers {
        Servers::Account(limit) => (limit, None),
        Servers::Reserved(reserved) => (reserved + 100, Some(reserved)),
    };
    let account = scenario().seed(seed).limit(limit).length(&length.to_string());
    let account = account.function("orders", |f| {
        let f = f.duration(duration);
        if let Some(reserved) = reserved { f.reserved(reserved) } else { f }
    });
    account.poisson("orders", &format!("{rate}/s")).run_by(&period.to_string())
}

/// Forty runs of different seeds are the batches.
fn check_losses(servers: Servers, load: f64, duration: &Law) {
    let (Servers::Account(count) | Servers::Reserved(count)) = servers;
    let expected = erlang_b(count, load);
    let what = format!("{servers:?}, load {load}, {duration:?}");
    let (mut losses, mut busy) = (Vec::new(), Vec::new());
    for seed in 1..=40 {
        let run = loss_system(seed, servers, load, duration.clone());
        let series = run.series();
        let rows = &series.functions[0].rows[1..];
        losses.push((rows.iter().map(Row::throttled).sum(), rows.iter().map(|row| row.requests).sum()));
        let means = rows.iter().map(|row| row.concurrency.mean(series.period()));
        busy.push(means.sum::<f64>() / rows.len() as f64);
    }
    Estimate::share(&losses).check(expected, &format!("share of throttles, {what}"));
    Estimate::mean(&busy).check(load * (1.0 - expected), &format!("mean concurrency, {what}"));
}

#[test]
fn few_units_throttle_as_erlang_says() {
    for duration in [constant("100ms"), exponential("100ms"), log_normal("100ms", 1.0)] {
        check_losses(Servers::Reserved(1), 0.5, &duration);
        check_losses(Servers::Account(2), 1.0, &duration);
        check_losses(Servers::Reserved(5), 3.0, &duration);
    }
}

#[test]
fn ten_units_throttle_as_erlang_says() {
    for duration in [constant("100ms"), exponential("100ms"), log_normal("100ms", 1.0)] {
        check_losses(Servers::Account(10), 5.0, &duration);
        check_losses(Servers::Reserved(10), 10.0, &duration);
    }
}

#[test]
fn many_units_throttle_as_erlang_says() {
    for duration in [constant("100ms"), exponential("100ms"), log_normal("100ms", 1.0)] {
        check_losses(Servers::Account(50), 50.0, &duration);
        check_losses(Servers::Reserved(100), 100.0, &duration);
    }
}

/// The loss does not depend on the shape of the law, only on its mean.
#[test]
fn any_law_of_the_same_mean_loses_as_much() {
    let law = Law::Uniform { from: Span::ZERO, to: span("200ms") };
    check_losses(Servers::Reserved(10), 10.0, &law);
    check_losses(Servers::Account(50), 60.0, &law);
    check_losses(Servers::Reserved(10), 10.0, &log_normal("100ms", 2.0));
    check_losses(
        Servers::Account(20),
        15.0,
        &quantiles(&[(0.0, "0s"), (0.9, "100ms"), (1.0, "1s")]).with_mean(span("100ms")),
    );
}

/// Chances of 0, 1, 2, ... in a Poisson law, the last one for all that is more.
fn poisson_law(mean: f64, cells: usize) -> Vec<f64> {
    let mut chances = vec![(-mean).exp()];
    while chances.len() < cells - 1 {
        chances.push(chances[chances.len() - 1] * mean / chances.len() as f64);
    }
    chances.push(1.0 - chances.iter().sum::<f64>());
    chances
}

/// M/G/infinity: without a limit that binds, the number in flight is Poisson with mean rate x duration, for any law.
/// Looked at every two seconds, twenty mean durations, so the looks are independent.
#[test]
fn without_a_limit_the_number_in_flight_is_poisson() {
    let looks = 4_000_u32;
    for duration in [constant("100ms"), exponential("100ms"), log_normal("100ms", 1.0)] {
        let account = scenario().seed(2).length(&format!("{}s", 2 * looks + 1));
        let account = account.function("orders", |f| f.duration(duration.clone()));
        let mut simulation = Simulation::new(account.poisson("orders", "60/s").plan());
        let mut seen = [0_u64; 14];
        let mut levels = Vec::new();
        for look in 1..=looks {
            simulation.run_to(Span::from_secs(2 * u64::from(look)).after_start(), &mut ());
            let level = simulation.frame().in_flight().get();
            seen[usize::try_from(level).unwrap_or(13).min(13)] += 1;
            levels.push(f64::from(level));
        }
        Estimate::mean(&levels).check(6.0, &format!("mean in flight, {duration:?}"));
        let expected: Vec<f64> = poisson_law(6.0, 14).iter().map(|chance| chance * f64::from(looks)).collect();
        check_chi_square(&seen, &expected, &format!("levels, {duration:?}"));
    }
}

/// From an empty start, exponential handlers of mean E: rate x E x (1 - e^(-t/E)) are in flight at t. The number is
/// Poisson at each instant, so its variance is known: it is the mean.
#[test]
fn from_an_empty_start_concurrency_rises_as_theory_says() {
    let runs = 400_u32;
    let instants = [("250ms", 19.673_467), ("500ms", 31.606_028), ("1s", 43.233_236), ("2.5s", 49.663_103)];
    let mut sums = [0_u32; 4];
    for seed in 0..runs {
        let orders = scenario().seed(u64::from(seed)).function("orders", |f| f.duration(exponential("500ms")));
        let mut simulation = Simulation::new(orders.poisson("orders", "100/s").plan());
        for ((at, _), sum) in instants.iter().zip(&mut sums) {
            simulation.run_to(span(at).after_start(), &mut ());
            *sum += simulation.frame().in_flight().get();
        }
    }
    for ((at, expected), sum) in instants.into_iter().zip(sums) {
        let value = f64::from(sum) / f64::from(runs);
        let error = (expected / f64::from(runs)).sqrt();
        Estimate { value, error }.check(expected, &format!("in flight after {at}"));
    }
}

/// Constant handlers of length D and even arrivals: exactly rate x min(t, D) are in flight just before each arrival t.
#[test]
fn even_traffic_fills_up_in_a_straight_line_and_then_stays() {
    for (rate, duration, steady) in [(100_u64, "500ms", 50), (1_000, "30ms", 30), (10, "4s", 40)] {
        let orders = scenario().length("8s").function("orders", |f| f.duration(duration));
        let mut simulation = Simulation::new(orders.even("orders", &format!("{rate}/s")).plan());
        for arrival in 1..6 * rate {
            let just_before = Span::from_nanos(arrival * 1_000_000_000 / rate - 1);
            simulation.run_to(just_before.after_start(), &mut ());
            let in_flight = u64::from(simulation.frame().in_flight().get());
            assert_eq!(in_flight, arrival.min(steady), "before request {} of {rate}/s x {duration}", arrival + 1);
        }
    }
}

/// Little's law holds in every run to the nanosecond: concurrency x time = the sum of all times in flight.
#[test]
fn the_area_of_concurrency_is_the_sum_of_the_times_in_flight() {
    for seed in 1..=20 {
        let account = scenario().seed(seed).limit(30).length("20s");
        let account = account.function("orders", |f| f.duration(exponential("300ms")).init("200ms"));
        let plan = account.poisson("orders", "100/s").plan();
        let times: u64 = invocations(&changes_of(&plan)).iter().map(|run| run.in_flight(plan.end()).as_nanos()).sum();
        let run = Run::of(plan, span("7s"));
        let mean = run.series().account.total.concurrency.mean(span("20s"));
        let expected = times as f64 / 20e9;
        assert!(mean.total_cmp(&expected).is_eq(), "seed {seed}: {mean} and {expected}");
        let functions = run.series().functions[0].total.concurrency.mean(span("20s"));
        assert!(functions.total_cmp(&expected).is_eq(), "seed {seed}: {functions} and {expected}");
    }
}

/// The guide's formula: concurrency = requests a second x mean duration in seconds, cold starts and all.
#[test]
fn mean_concurrency_is_rate_times_mean_time_in_flight() {
    let orders = scenario().seed(5).length("41m").function("orders", |f| f.duration(exponential("250ms")));
    let run = orders.poisson("orders", "200/s").run_by("1m");
    let busy: Vec<f64> = run.series().account.rows[1..].iter().map(|row| row.concurrency.mean(span("1m"))).collect();
    Estimate::mean(&busy).check(200.0 * 0.25, "mean concurrency");
}
