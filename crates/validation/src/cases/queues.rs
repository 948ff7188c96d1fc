//! Queueing theory: Erlang's loss formula and M/G/infinity, for three laws of the same mean.
//!
//! Handlers take 1 s in the mean, so the offered load is the rate. INIT takes no time: environments are the servers, a limit is
//! their number, a throttle is a loss.

use lambda_sim::simulation::Simulation;
use lambda_sim::time::Span;

use crate::batch_means::Estimate;
use crate::case::{Case, Effort, Row, Source};
use crate::formulas::{erlang_b, poisson_above};
use crate::scenario::{plan, seed, span};
use crate::steady::steady;

const ERLANG: Source = Source { name: "Erlang B", address: "B(c) = a B(c-1) / (c + a B(c-1)); B(0) = 1" };
const INFINITE: Source =
    Source { name: "M/G/infinity", address: "the number in flight is Poisson, its mean rate x duration" };
const TRANSIENT: Source =
    Source { name: "M/G/infinity, from empty", address: "rate x the integral of P(duration > s) from 0 to t" };

pub(super) const CASES: &[Case] = &[
    Case { name: "Erlang B", source: ERLANG, rows: losses },
    Case { name: "M/G/inf", source: INFINITE, rows: in_flight },
    Case { name: "M/G/inf start", source: TRANSIENT, rows: from_empty },
];

const LAWS: [(&str, &str); 3] = [
    ("constant", "1s"),
    ("exponential", "{ law: exponential, mean: 1s }"),
    ("lognormal", "{ law: lognormal, mean: 1s, sigma: 1 }"),
];

fn functions(law: &str, rate: u32) -> String {
    format!(
        "functions: {{ orders: {{ duration: {law}, init: 0s, idle_lifetime: 1d }} }}
callers: [{{ function: orders, process: poisson, rate: {rate}/s }}]"
    )
}

fn losses(effort: Effort) -> Vec<Row> {
    let mut rows = Vec::new();
    for (servers, load) in [(5_u32, 3_u32), (10, 10), (50, 50), (100, 80), (200, 180), (1_000, 1_000)] {
        let expected = erlang_b(servers, load.into());
        for (name, law) in LAWS {
            let scenario = format!("account: {{ ConcurrentExecutions: {servers} }}\n{}", functions(law, load));
            let (batches, requests) = effort.choose((200, 10_000), (100, 1_000));
            let period = Span::from_secs((requests / u64::from(load)).max(10));
            let steady = steady(&scenario, 1, batches, period);
            rows.push(Row::estimate(
                format!("{servers} units, load {load}, {name}: throttled"),
                expected,
                steady.throttled,
            ));
            if servers == 50 {
                let busy = f64::from(load) * (1.0 - expected);
                rows.push(Row::estimate(
                    format!("{servers} units, load {load}, {name}: mean concurrency"),
                    busy,
                    steady.concurrency,
                ));
            }
        }
    }
    rows
}

/// Looked at every eight mean durations, in batches of a hundred looks.
fn in_flight(effort: Effort) -> Vec<Row> {
    let mut rows = Vec::new();
    for (load, most) in [(10_u32, 15_u32), (50, 60), (100, 120)] {
        for (name, law) in LAWS {
            let batches = effort.choose(200, 40);
            let functions = functions(law, load);
            let length = 8 * 100 * batches + 20;
            let scenario = format!("seed: {}\nlength: {length}s\n{functions}", seed(&functions));
            let mut simulation = Simulation::new(plan(&scenario));
            let mut above = vec![(0, 100); usize::try_from(batches).expect("few batches")];
            let mut levels = vec![0.0; above.len()];
            for look in 0..100 * batches {
                simulation.run_to(Span::from_secs(8 * look + 19).after_start(), &mut ());
                let level = simulation.frame().in_flight().get();
                let batch = usize::try_from(look / 100).expect("few batches");
                above[batch].0 += u64::from(most < level);
                levels[batch] += f64::from(level) / 100.0;
            }
            let what = format!("load {load}, {name}: P(more than {most} in flight)");
            rows.push(Row::estimate(what, poisson_above(load.into(), most), Estimate::share(&above)));
            rows.push(Row::estimate(
                format!("load {load}, {name}: mean in flight"),
                load.into(),
                Estimate::mean(&levels),
            ));
        }
    }
    rows
}

/// 100/s, handlers of 500 ms. Each run is a batch.
fn from_empty(effort: Effort) -> Vec<Row> {
    let mut rows = Vec::new();
    let exponential = [("250ms", 19.673_467), ("500ms", 31.606_028), ("1s", 43.233_236), ("2.5s", 49.663_103)];
    let constant = [("250ms", 25.0), ("500ms", 50.0), ("1s", 50.0), ("2.5s", 50.0)];
    for (name, law, instants) in
        [("exponential", "{ law: exponential, mean: 500ms }", exponential), ("constant", "500ms", constant)]
    {
        let mut levels = [const { Vec::new() }; 4];
        for number in 1..=effort.choose(10_000, 1_000) {
            let functions = functions(law, 100);
            let seed = seed(&format!("{number} {functions}"));
            let scenario = format!("seed: {seed}\nlength: 3s\n{functions}");
            let mut simulation = Simulation::new(plan(&scenario));
            for ((at, _), levels) in instants.iter().zip(&mut levels) {
                simulation.run_to(span(at).after_start(), &mut ());
                levels.push(f64::from(simulation.frame().in_flight().get()));
            }
        }
        for ((at, expected), levels) in instants.into_iter().zip(levels) {
            rows.push(Row::estimate(
                format!("100/s x 500ms {name}: in flight after {at}"),
                expected,
                Estimate::mean(&levels),
            ));
        }
    }
    rows
}
