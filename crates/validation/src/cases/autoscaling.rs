//! Application Auto Scaling of provisioned concurrency: a measured run, AWS's advice, and a schedule.

use lambda_sim::autoscaling::advised;
use lambda_sim::change::Change;
use lambda_sim::simulation::Simulation;
use lambda_sim::time::Instant;
use lambda_sim::units::Concurrency;

use crate::case::{Case, Effort, Row, Source};
use crate::scenario::plan;

const MEASURED: Source =
    Source { name: "aws-by-example, run of 2026-07-13", address: "https://github.com/cosmo-grant/aws-by-example" };
const PROVISIONED: Source = Source {
    name: "Developer Guide, provisioned-concurrency",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
};
const SCHEDULED: Source = Source {
    name: "Application Auto Scaling, scheduled scaling",
    address: "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "target tracking, 1 to 2", source: MEASURED, rows: measured },
    Case { name: "O22", source: PROVISIONED, rows: advice },
    Case { name: "scheduled scaling", source: SCHEDULED, rows: scheduled },
];

/// When a scenario asks for another capacity, and when it is ready: seconds since its start, and the capacity.
fn scaled(scenario: &str) -> [Vec<(f64, u32)>; 2] {
    let (mut asked, mut ready) = (Vec::new(), Vec::new());
    let mut simulation = Simulation::new(plan(scenario));
    let mut watch = |at: Instant, change: &Change| match change {
        Change::Scaled { to, is_refused: false, .. } => asked.push((at.as_secs_f64(), to.get())),
        Change::Provisioned { available, new: 1.., .. } => ready.push((at.as_secs_f64(), available.get())),
        _ => {}
    };
    while simulation.step(&mut watch) {}
    [asked, ready]
}

/// Load from 22:37:14 on, on a clock that begins at 22:37:00.
fn measured(_: Effort) -> Vec<Row> {
    let load = 14.0;
    let [asked, ready] = scaled(
        "length: 10m
functions: { a: { duration: 900ms, ProvisionedConcurrentExecutions: 1, MinCapacity: 1, MaxCapacity: 2, TargetValue: 0.5 } }
callers: [{ function: a, process: even, rate: [[0s, 0/s], [14s, 0/s], [14s, 1/s]] }]",
    );
    let first = |of: &[(f64, u32)]| of.first().copied().unwrap_or((0.0, 0));
    let (asked, ready) = (first(&asked), first(&ready));
    vec![
        // The third minute ends at 22:40:00; the delay behind it is fitted to this very run.
        Row::exact("from the load to the request [s]", 201, asked.0 - load),
        Row::exact("capacity requested", 2, asked.1),
        Row::words("ready within 2 min 39 s of it", "yes", if ready.0 - asked.0 <= 159.0 { "yes" } else { "no" }),
    ]
}

fn advice(_: Effort) -> Vec<Row> {
    vec![Row::exact("estimated need of 200: advised", 220, advised(Concurrency::new(200)).get())]
}

/// 100 by day, 10 by night: the range alone moves the capacity.
fn scheduled(_: Effort) -> Vec<Row> {
    let [asked, _] = scaled(
        "length: 30m
functions: { a: { duration: 1s, ProvisionedConcurrentExecutions: 10, MinCapacity: 10, MaxCapacity: 10 } }
interventions:
  - { at: 8m, PutScheduledAction: { function: a, MinCapacity: 100, MaxCapacity: 250 } }
  - { at: 20m, PutScheduledAction: { function: a, MinCapacity: 10, MaxCapacity: 10 } }",
    );
    let told: Vec<String> = asked.iter().map(|(at, capacity)| format!("{capacity} at {at}")).collect();
    vec![Row::words("capacity, and when it is asked for [s]", "100 at 480, 10 at 1200", told.join(", "))]
}
