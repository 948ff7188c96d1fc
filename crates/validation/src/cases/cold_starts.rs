//! Cold starts and environments: a closed form, another simulator, and AWS in 2020.

use lambda_sim::time::Span;

use crate::batch_means::Estimate;
use crate::case::{Case, Effort, Row, Source};
use crate::scenario::span;
use crate::steady::{Steady, steady};

const RENEWAL: Source =
    Source { name: "renewal theory", address: "P(cold) = exp(-rate x lifetime) where handlers take no time" };
const SIMFAAS: Source = Source {
    name: "SimFaaS, converged",
    address: "https://github.com/pacslab/simfaas, its README's example over 5 x 10^8 s",
};
const AWS_2020: Source = Source {
    name: "measured on AWS, 2020 (SimFaaS, exp.csv)",
    address: "https://github.com/pacslab/simfaas, examples/exp.csv: us-east-1, 128 MB, 28 h for each row",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "rare requests", source: RENEWAL, rows: rare_requests },
    Case { name: "SimFaaS", source: SIMFAAS, rows: simfaas },
    Case { name: "AWS 2020", source: AWS_2020, rows: aws_2020 },
];

/// A Poisson process against environments that are kept for ten minutes.
fn scenario(rate: &str, duration: &str, init: &str) -> String {
    format!(
        "functions: {{ orders: {{ duration: {duration}, init: {init}, idle_lifetime: 600s }} }}
callers: [{{ function: orders, process: poisson, rate: {rate}/s }}]"
    )
}

/// Requests never overlap, so there is one environment or none: one while the last request is younger than its lifetime.
fn rare_requests(effort: Effort) -> Vec<Row> {
    let rows = [("0.001863", 0.001_863), ("0.004248", 0.004_248)].map(|(text, rate): (&str, f64)| {
        let steady = steady(&scenario(text, "0s", "0s"), effort.choose(10, 1), 35, span("10d"));
        let gone = (-600.0 * rate).exp();
        [
            Row::estimate(format!("{text}/s: cold starts"), gone, steady.cold),
            Row::estimate(format!("{text}/s: mean environments"), 1.0 - gone, steady.environments),
        ]
    });
    rows.into_iter().flatten().collect()
}

/// 0.9/s, 1.991 s warm and 2.244 s cold, both exponential. What its own example converges to, with its standard error; one
/// run of its length, 10^6 s, is held to the spread of such runs.
fn simfaas(effort: Effort) -> Vec<Row> {
    let example = format!(
        "functions: {{ orders: {{ duration: {{ law: exponential, mean: 1991ms }}, setup: {}, init: 0s, idle_lifetime: 600s }} }}
callers: [{{ function: orders, process: poisson, rate: 0.9/s }}]",
        cold_on_top(1.991, 2.244)
    );
    let running = 0.9 * (1.991 + 0.001_335 * 0.253);
    match effort {
        Effort::Full => {
            let steady = steady(&example, 4, 35, span("10d"));
            vec![
                Row::estimates("cold starts", Estimate { value: 0.001_335, error: 0.000_002 }, steady.cold),
                Row::estimates("mean environments", Estimate { value: 7.694_6, error: 0.001 }, steady.environments),
                Row::estimate("mean concurrency", running, steady.concurrency),
            ]
        }
        Effort::Short => {
            let steady = steady(&example, 1, 20, span("50000s"));
            vec![
                Row::between("cold starts", (0.001_22, 0.001_45), steady.cold),
                Row::between("mean environments", (7.65, 7.74), steady.environments),
                Row::estimate("mean concurrency", running, steady.concurrency),
            ]
        }
    }
}

/// What makes an exponential time of this mean into one of a longer mean: nothing with the chance warm / cold, otherwise as long
/// as the longer one. As quantiles every 50 ms.
fn cold_on_top(warm: f64, cold: f64) -> String {
    let point = |step: u32| {
        let seconds = 0.05 * f64::from(step);
        let part = 1.0 - (1.0 - warm / cold) * (-seconds / cold).exp();
        format!("[{part}, {seconds:.2}s]")
    };
    let points: Vec<String> = (0..1_000).map(point).collect();
    format!("{{ law: empirical, quantiles: [{}] }}", points.join(", "))
}

/// Requests a second, warm and cold service in ms, measured part of cold starts, measured mean number of environments.
const RUNS: [(&str, f64, f64, f64, f64); 10] = [
    ("0.001863", 1955.0, 2563.4, 0.342_988, 0.674_2),
    ("0.002882", 1952.4, 2536.1, 0.145_431, 0.779_5),
    ("0.004248", 1958.3, 2397.8, 0.079_480, 0.945_9),
    ("0.007851", 1969.6, 2422.0, 0.033_821, 1.129_1),
    ("0.050120", 1967.1, 2192.3, 0.008_542, 2.113_6),
    ("0.100377", 1975.9, 2244.1, 0.005_658, 2.888_8),
    ("0.301791", 1991.7, 2270.8, 0.002_939, 4.421_8),
    ("0.499673", 2006.7, 2152.4, 0.001_913, 5.694_2),
    ("0.697266", 2012.7, 2183.5, 0.001_751, 6.927_7),
    ("0.902459", 2016.0, 2163.4, 0.001_513, 7.869_8),
];
/// The mean error on P(cold) and on environments that may be left; the data's own standard error on P(cold) is 10 %.
const MOST: [f64; 2] = [0.15, 0.036];

fn aws_2020(effort: Effort) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut errors = [0.0; 2];
    for (rate, warm, cold, share, environments) in RUNS {
        let scenario = scenario(rate, &format!("{warm}ms"), &format!("{:.1}ms", cold - warm));
        let steady = long_run(&scenario, rate, effort);
        errors[0] += (steady.cold.value / share - 1.0).abs();
        errors[1] += (steady.environments.value / environments - 1.0).abs();
        rows.push(Row::together(format!("{rate}/s: cold starts"), share, steady.cold));
        rows.push(Row::together(format!("{rate}/s: mean environments"), environments, steady.environments));
    }
    let [cold, environments] = errors.map(|sum| sum / f64::from(10_u8));
    rows.push(Row::at_most("mean error on cold starts", MOST[0], cold));
    rows.push(Row::at_most("mean error on environments", MOST[1], environments));
    rows
}

/// A year in batches of ten days; in the short form at most as long as about two million requests take.
fn long_run(scenario: &str, rate: &str, effort: Effort) -> Steady {
    let rate: f64 = rate.parse().expect("a rate");
    let longest = span("10d");
    let period = effort.choose(longest, longest.min(Span::from_secs_f64(2e6 / rate / 36.0)));
    steady(scenario, 1, 35, period)
}
