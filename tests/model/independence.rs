//! Every draw has numbers of its own: what one setting makes of them changes no other draw, so that two runs that differ in one
//! setting differ only by what it causes.
#![expect(clippy::cast_precision_loss, reason = "statistics of counts far below 2^53")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use std::collections::{BTreeMap, BTreeSet};

use lambda_sim::id::RequestId;
use lambda_sim::random::{Dice, Throw};
use lambda_sim::time::Span;
use lambda_sim::via::{Outcome, Via};

use crate::batch_means::{Estimate, check_chi_square};
use crate::changes::{attempts_of, changes_of};
use crate::invocations::{Invocation, invocations};
use crate::scenario_builder::{FunctionBuilder, ScenarioBuilder, exponential, scenario, uniform};

fn runs(scenario: ScenarioBuilder) -> Vec<Invocation> {
    invocations(&changes_of(&scenario.plan()))
}

fn spans(runs: &[Invocation], of: fn(&Invocation) -> Option<Span>) -> Vec<u64> {
    runs.iter().filter_map(of).map(Span::as_nanos).collect()
}

fn init(run: &Invocation) -> Option<Span> {
    Some(run.invoked?.since(run.admitted))
}

/// The same spans, but for the nanosecond that the other law can add.
fn are_alike(one: &[u64], other: &[u64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.abs_diff(*other) <= 1)
}

/// All starts are cold; a law up to a nanosecond takes its draws and adds next to nothing.
#[test]
fn laws_of_set_up_init_first_run_and_handler_draw_from_streams_of_their_own() {
    let requests = |with: fn(FunctionBuilder) -> FunctionBuilder| {
        let all = |f: FunctionBuilder| f.init(uniform("0s", "1s")).duration(exponential("1s")).idle_lifetime("0s");
        let requests = [("0s", "50/s"), ("10s", "50/s"), ("10s", "0/s")];
        runs(scenario().length("1m").function("orders", |f| with(all(f))).even_curve("orders", &requests))
    };
    let plain = requests(|f| f);
    let tiny: [fn(FunctionBuilder) -> FunctionBuilder; 4] = [
        |f| f.setup(uniform("0s", "1ns")),
        |f| f.first_run(uniform("0s", "1ns")),
        |f| f.setup(uniform("0s", "1ns")).first_run(exponential("1ns")),
        |f| f.idle_lifetime(uniform("0s", "1ns")),
    ];
    for (place, with) in tiny.into_iter().enumerate() {
        let other = requests(with);
        assert!(are_alike(&spans(&plain, init), &spans(&other, init)), "INIT, case {place}");
        let durations = (spans(&plain, Invocation::duration), spans(&other, Invocation::duration));
        let off: u64 = durations.0.iter().zip(&durations.1).map(|(one, other)| one.abs_diff(*other)).sum();
        assert!(off <= 20 * 500, "handlers, case {place}: off by {off} ns");
    }
}

/// Set-up and INIT are random each on their own, and so are first run and handler: the variance of a sum is the sum of the
/// variances, twice the third that uniform laws from 0 to 2 s have [s^2].
#[test]
fn set_up_init_first_run_and_handler_have_nothing_to_do_with_each_other() {
    let any = || uniform("0s", "2s");
    let requests = |with: &dyn Fn(FunctionBuilder) -> FunctionBuilder| {
        let account = scenario().length("1m").function("orders", |f| with(f).idle_lifetime("0s"));
        runs(account.at("orders", "0s x 1000, 20s x 1000, 40s x 1000"))
    };
    let mean_of = |spans: Vec<f64>| Estimate::mean(&spans);
    let both = requests(&|f| f.setup(any()).init(any()));
    let until_invoke = both.iter().filter_map(init).map(|span| (span.as_secs_f64() - 2.0).powi(2));
    mean_of(until_invoke.collect()).check(2.0 / 3.0, "variance of set-up and INIT");
    let both = requests(&|f| f.first_run(any()).duration(any()));
    let run = both.iter().filter_map(Invocation::duration).map(|span| (span.as_secs_f64() - 2.0).powi(2));
    mean_of(run.collect()).check(2.0 / 3.0, "variance of first run and handler");
    let pair = |run: &Invocation| Some((init(run)?.as_secs_f64() - 1.0) * (run.duration()?.as_secs_f64() - 1.0));
    for (place, both) in [requests(&|f| f.init(any()).duration(any())), requests(&|f| f.setup(any()).duration(any()))]
        .into_iter()
        .enumerate()
    {
        mean_of(both.iter().filter_map(pair).collect()).check(0.0, &format!("covariance, case {place}"));
    }
}

/// Who fails still ran for its own time, and the others are as before.
#[test]
fn errors_change_no_duration() {
    let requests = |rate: f64| {
        let handler = |f: FunctionBuilder| f.duration(exponential("100ms")).errors(rate);
        runs(scenario().length("1m").function("orders", handler).even("orders", "20/s"))
    };
    let durations = |rate| spans(&requests(rate), Invocation::duration);
    assert_eq!(durations(0.0), durations(0.5));
    let failed = |rate: f64| {
        let failed = requests(rate).into_iter().filter(|run| run.outcome == Some(Outcome::Error));
        failed.map(|run| run.request).collect::<BTreeSet<_>>()
    };
    assert!(failed(0.2).is_subset(&failed(0.5)), "who fails at a low rate fails at a higher one too");
}

/// A request's duration is drawn once: it is the same in every attempt.
#[test]
fn the_handler_of_an_event_runs_equally_long_in_every_attempt() {
    let failing = |f: FunctionBuilder| f.errors(1.0).duration(exponential("1s"));
    let runs = runs(scenario().length("10m").function("orders", failing).at("orders", "0s x 200").via(Via::S3));
    let of_attempt = |attempt| {
        let runs = runs.iter().filter(|run| run.attempt == attempt);
        let durations = runs.map(|run| (run.request, run.duration().expect("it ends")));
        durations.collect::<BTreeMap<_, _>>()
    };
    assert_eq!(of_attempt(1).len(), 200);
    assert_eq!((&of_attempt(1), &of_attempt(1)), (&of_attempt(2), &of_attempt(3)));
}

/// Two functions with the same traffic do not fail together.
#[test]
fn functions_fail_independently_of_each_other() {
    let half = |f: FunctionBuilder| f.errors(0.5);
    let account = scenario().length("1m").function("a", half).function("b", half);
    let runs = runs(account.even("a", "50/s").even("b", "50/s"));
    let failed = |function| {
        let failed = runs.iter().filter(|run| run.function == function && run.outcome == Some(Outcome::Error));
        failed.map(|run| run.request).collect::<BTreeSet<_>>()
    };
    let both = failed(0).intersection(&failed(1)).count();
    // A quarter of 3,000, with a standard deviation of 24.
    assert!((650..850).contains(&both), "{both} of 3,000 fail in both");
}

/// How long an event waits says nothing about whether its run failed: waits are thrown apart from outcomes.
#[test]
fn the_waits_of_those_that_fail_are_as_random_as_all_others() {
    let account = scenario().length("90s").function("orders", |f| f.errors(0.3).duration("0s").queue("0s", 0.1));
    let curve = [("0s", "1000/s"), ("10s", "1000/s"), ("10s", "0/s")];
    let runs = runs(account.even_curve("orders", &curve).via(Via::Event));
    let mut cells = [0_u64; 10];
    for run in runs.iter().filter(|run| run.attempt == 2) {
        let wait = run.admitted.since(run.arrived).as_secs_f64() - 60.0;
        let cell = (1..10).filter(|tenth| f64::from(*tenth) * 0.6 <= wait).count();
        cells[cell] += 1;
    }
    let count = cells.iter().sum::<u64>() as f64;
    assert!((2_800.0..3_200.0).contains(&count), "three of ten fail: {cells:?}");
    check_chi_square(&cells, &[count / 10.0; 10], "waits of those that failed");
}

/// The wait of an SDK belongs to the attempt of the request: another limit, another function and other requests do not move it.
#[test]
fn the_waits_of_an_sdk_belong_to_its_requests() {
    let waits = |with: fn(ScenarioBuilder) -> ScenarioBuilder| {
        let off = scenario().function("orders", |f| f.reserved(0));
        let changes = changes_of(&with(off.at("orders", "0s x 50").via(Via::Sdk)).plan());
        (1..=50).map(|request| attempts_of(&changes, request)).collect::<Vec<_>>()
    };
    let plain = waits(|account| account);
    assert_eq!(plain, waits(|account| account.limit(500)));
    assert_eq!(plain, waits(|account| account.function("other", |f| f.errors(0.5)).poisson("other", "50/s")));
    assert_eq!(plain, waits(|account| account.at("orders", "5s x 9").via(Via::Cli)));
    assert_ne!(plain, waits(|account| account.seed(2)));
}

#[test]
fn every_throw_of_every_attempt_of_every_request_is_another_number() {
    let mut seen = BTreeSet::new();
    let mut throws = 0;
    for name in ["orders", "payments"] {
        for seed in [1, 2] {
            let dice = Dice::new(seed, name);
            for request in 1..=500 {
                for attempt in (1..=20).chain([100, u16::MAX]) {
                    for throw in [Throw::Outcome, Throw::Wait] {
                        let unit = dice.unit(RequestId(request), attempt, throw);
                        assert!((0.0..1.0).contains(&unit), "{unit}");
                        assert!(unit.total_cmp(&dice.unit(RequestId(request), attempt, throw)).is_eq(), "thrown once");
                        seen.insert(unit.to_bits());
                        throws += 1;
                    }
                }
            }
        }
    }
    assert_eq!(seen.len(), throws);
}

#[test]
fn throws_are_uniform_and_neighbours_say_nothing_about_each_other() {
    let dice = Dice::new(7, "orders");
    let unit = |request, attempt, throw| dice.unit(RequestId(request), attempt, throw);
    for (attempt, throw) in [(1, Throw::Outcome), (1, Throw::Wait), (2, Throw::Wait), (9, Throw::Outcome)] {
        let units: Vec<f64> = (1..=10_000).map(|request| unit(request, attempt, throw)).collect();
        let mut cells = [0_u64; 20];
        for unit in &units {
            let cell = (1..20).filter(|part| f64::from(*part) / 20.0 <= *unit).count();
            cells[cell] += 1;
        }
        check_chi_square(&cells, &[500.0; 20], &format!("attempt {attempt}, {throw:?}"));
        let products = |others: Vec<f64>| -> Vec<f64> {
            units.iter().zip(others).map(|(one, other)| (one - 0.5) * (other - 0.5)).collect()
        };
        let next_attempt = (1..=10_000).map(|request| unit(request, attempt + 1, throw)).collect();
        Estimate::mean(&products(next_attempt)).check(0.0, "attempts of a request");
        let next_request = (2..=10_001).map(|request| unit(request, attempt, throw)).collect();
        Estimate::mean(&products(next_request)).check(0.0, "requests");
    }
    let both: Vec<f64> = (1..=10_000)
        .map(|request| (unit(request, 1, Throw::Outcome) - 0.5) * (unit(request, 1, Throw::Wait) - 0.5))
        .collect();
    Estimate::mean(&both).check(0.0, "outcome and wait");
}
