//! Runs without chance whose counts were computed elsewhere in rational numbers.

use lambda_sim::metrics::Row as Total;

use crate::case::{Case, Effort, Row, Source};
use crate::scenario::{run, span};

const RATIONAL: Source =
    Source { name: "exact arithmetic", address: "recomputed in rational numbers, by hand and by program" };
const VISUALISER: Source = Source {
    name: "exact arithmetic; lambda-scaling-visualiser",
    address: "https://github.com/manishh-13/lambda-scaling-visualiser",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "spike", source: VISUALISER, rows: spike },
    Case { name: "saturation", source: VISUALISER, rows: saturation },
    Case { name: "fill-up", source: RATIONAL, rows: fill_up },
];

fn total(scenario: &str) -> Total {
    run(scenario, span("1h")).series().account.total
}

fn counts(name: &str, total: &Total, cold: u32, throttled: u32) -> Vec<Row> {
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    vec![
        Row::exact(format!("{name}: cold starts"), cold, count(total.cold_starts)),
        Row::exact(format!("{name}: throttles"), throttled, count(total.throttled())),
    ]
}

/// 5,000/s for a minute from nothing against the scaling rate: the account has room, new environments come by 100 a second.
fn spike(_: Effort) -> Vec<Row> {
    let scenario = "length: 75s\naccount: { ConcurrentExecutions: 10000 }
functions: { checkout: { duration: 1s, init: 400ms } }
callers: [{ function: checkout, process: even, rate: [[0s, 5000/s], [60s, 5000/s], [60s, 0/s]] }]";
    counts("5,000/s x 1s", &total(scenario), 5_100, 80_552)
}

/// The first ones take 250 ms longer: at 1 s all 1,000 are busy, until the first is free at 1.15 s.
fn saturation(_: Effort) -> Vec<Row> {
    let scenario = "length: 10m\nfunctions: { orders: { duration: 900ms, init: 250ms, idle_lifetime: 600s } }
callers: [{ function: orders, process: even, rate: 1000/s }]";
    counts("1,000/s x 900ms", &total(scenario), 1_000, 150)
}

/// Requests every 10 ms, the first environment is free at 0.75 s: 75 are needed until then and no more later.
fn fill_up(_: Effort) -> Vec<Row> {
    let scenario = "length: 1h\nfunctions: { orders: { duration: 500ms, init: 250ms, idle_lifetime: 600s } }
callers: [{ function: orders, process: even, rate: 100/s }]";
    counts("100/s x 500ms", &total(scenario), 75, 0)
}
