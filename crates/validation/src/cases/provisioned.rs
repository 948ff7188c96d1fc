//! AWS's worked examples of provisioned concurrency.

use lambda_sim::metrics::{ProvisionedCounts, Row as Total};

use super::count;
use super::guide::GUIDE;
use crate::case::{Case, Effort, Row, Source};
use crate::scenario::{checked, run, span};

const PROVISIONED: Source = Source {
    name: "Developer Guide, provisioned-concurrency",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
};
const MONITORING: Source = Source {
    name: "Developer Guide, monitoring-concurrency",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "O9", source: GUIDE, rows: spill_over },
    Case { name: "O11", source: GUIDE, rows: all_of_a_reservation },
    Case { name: "O12", source: GUIDE, rows: ten_a_second },
    Case { name: "O13", source: GUIDE, rows: not_before_all_are_ready },
    Case { name: "O17-O20", source: MONITORING, rows: utilization },
    Case { name: "O21", source: MONITORING, rows: sums },
    Case { name: "O23", source: PROVISIONED, rows: most },
];

fn total(scenario: &str) -> Total {
    run(scenario, span("1h")).series().account.total
}

/// 400 of 1,000 are provisioned of orange; so many requests come to it at once, and so many to another function before.
fn spill_over(_: Effort) -> Vec<Row> {
    let starts = |orange: u32, other: u32| {
        let total = total(&format!(
            "length: 3s\nfunctions:
  orange: {{ duration: 10s, init: 500ms, ProvisionedConcurrentExecutions: 400 }}
  other: {{ duration: 10s, init: 500ms }}
callers: [{{ function: other, at: 0s x {other} }}, {{ function: orange, at: 1s x {orange} }}]"
        ));
        format!("{} {} {}", total.provisioned.invocations, total.cold_starts - u64::from(other), total.throttled())
    };
    vec![
        Row::words("provisioned, cold, throttled of 400", "400 0 0", starts(400, 0)),
        Row::words("provisioned, cold, throttled of 1,000", "400 600 0", starts(1_000, 0)),
        Row::words("provisioned, cold, throttled of 1,001", "400 600 1", starts(1_001, 0)),
        Row::words("of 700, where others have 500 in flight", "400 100 200", starts(700, 500)),
    ]
}

fn all_of_a_reservation(_: Effort) -> Vec<Row> {
    let versions = "length: 3s\nfunctions:
  orange:
    duration: 10s
    ReservedConcurrentExecutions: 400
    ProvisionedConcurrentExecutions: 250
    versions: { blue: { ProvisionedConcurrentExecutions: 150 }, $LATEST: {} }
callers:
  - { function: orange, at: 0s x 250 }
  - { function: orange, qualifier: blue, at: 0s x 150 }
  - { function: orange, qualifier: $LATEST, at: 1s }";
    let total = total(versions);
    vec![
        Row::exact("in provisioned environments", 400, count(total.provisioned.invocations)),
        Row::exact("throttled of one to $LATEST", 1, count(total.throttled())),
    ]
}

/// Once the bucket, which holds a second's worth, is used up.
fn ten_a_second(_: Effort) -> Vec<Row> {
    let second = |rate: u32, duration: &str| {
        let scenario = format!(
            "length: 30s\nfunctions: {{ orange: {{ duration: {duration}, init: 0s, ProvisionedConcurrentExecutions: 10 }} }}
callers: [{{ function: orange, process: even, rate: {rate}/s }}]"
        );
        run(&scenario, span("1s")).series().account.rows[20].provisioned
    };
    let (fast, slow) = (second(150, "10ms"), second(30, "500ms"));
    vec![
        Row::exact("10 provisioned, 150/s x 10ms: served by them a second", 100, count(fast.invocations)),
        Row::exact("spilt over a second", 50, count(fast.spillovers)),
        Row::exact("10 provisioned, 30/s x 500ms: in use", 10, slow.executions),
        Row::exact("30/s x 500ms: spilt over a second", 10, count(slow.spillovers)),
    ]
}

/// One request a second while 5,000 are made ready; when is the first one served by them?
fn not_before_all_are_ready(_: Effort) -> Vec<Row> {
    let asked = "length: 5m\naccount: { ConcurrentExecutions: 6000 }
functions: { orange: { duration: 100ms, init: 0s, preparation: 90s } }
callers: [{ function: orange, process: even, rate: 1/s }]
interventions:
  - { at: 500ms, PutProvisionedConcurrencyConfig: { function: orange, ProvisionedConcurrentExecutions: 5000 } }";
    let run = run(asked, span("1s"));
    let rows = &run.series().account.rows;
    let first = rows.iter().position(|row| 0 < row.provisioned.invocations).unwrap_or(rows.len());
    // Half a second, a preparation of 90 s, and 5,000 at 6,000 a minute: 140.5 s.
    vec![Row::exact("5,000 requested: first request that uses one [s]", 141, count(first as u64))]
}

fn utilization(_: Effort) -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, provisioned, at_once, expected) in [("O17", 100, 60, 0.6), ("O18", 100, 50, 0.5), ("O20", 10, 7, 0.7)] {
        let counts: ProvisionedCounts = total(&format!(
            "length: 1m\nfunctions: {{ orange: {{ duration: 1s, ProvisionedConcurrentExecutions: {provisioned} }} }}
callers: [{{ function: orange, at: 1s x {at_once} }}]"
        ))
        .provisioned;
        rows.push(Row::exact(format!("{name}: ProvisionedConcurrentExecutions"), at_once, counts.executions));
        rows.push(Row::exact(format!("{name}: ProvisionedConcurrencyUtilization"), expected, counts.utilization.get()));
    }
    let long = "length: 5m\nfunctions: { orange: { duration: 2m, ProvisionedConcurrentExecutions: 10 } }
callers: [{ function: orange, at: [30s, 90s, 150s, 210s, 270s] }]";
    let run = run(long, span("1m"));
    let minutes = run.series().account.rows.iter().map(|row| row.provisioned);
    let minutes: Vec<String> = minutes.map(|of| format!("{}/{}", of.executions, of.invocations)).collect();
    rows.push(Row::words("O19: maximum and sum of each minute", "1/1 2/1 2/1 2/1 2/1", minutes.join(" ")));
    rows
}

fn sums(_: Effort) -> Vec<Row> {
    let total = total(
        "length: 10m\nfunctions: { orange: { duration: 1s, ProvisionedConcurrentExecutions: 30 } }
callers: [{ function: orange, process: poisson, rate: 50/s }]",
    );
    let of = total.provisioned;
    vec![Row::exact(
        "Invocations are provisioned and spilt-over ones",
        count(total.invocations),
        count(of.invocations + of.spillovers),
    )]
}

/// The most that is not refused.
fn most(_: Effort) -> Vec<Row> {
    let accepts = |units: &u32| {
        let scenario = format!("functions: {{ a: {{ duration: 1s, ProvisionedConcurrentExecutions: {units} }} }}");
        checked(&scenario).is_ok()
    };
    let most = (0..=1_000).rev().find(accepts).unwrap_or(0);
    vec![Row::exact("can be provisioned of 1,000", 900, most)]
}
