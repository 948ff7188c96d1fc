//! AWS's numbers for reservations, request rates and the scaling rate.

use lambda_sim::simulation::Simulation;

use crate::case::{Case, Effort, Row, Source};
use crate::scenario::{checked, plan, run, span};

const RESERVATIONS: Source = Source {
    name: "Developer Guide, configuration-concurrency",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
};
const URLS: Source = Source {
    name: "Developer Guide, urls-configuration",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html",
};
const SCALING: Source = Source {
    name: "Developer Guide, scaling-behavior",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "O14", source: RESERVATIONS, rows: reservable },
    Case { name: "O29", source: URLS, rows: function_url },
    Case { name: "O37", source: SCALING, rows: all_at_once },
];

/// The largest reservation that is not refused.
fn reservable(_: Effort) -> Vec<Row> {
    let accepts = |limit: u32, units: u32| {
        let scenario = format!(
            "account: {{ ConcurrentExecutions: {limit} }}
functions: {{ a: {{ duration: 1s, ReservedConcurrentExecutions: {units} }} }}"
        );
        checked(&scenario).is_ok()
    };
    let rows = [(100, 0), (1_000, 900), (2_000, 1_900)].map(|(limit, expected)| {
        let most = (0..=limit).rev().find(|units| accepts(limit, *units)).unwrap_or(limit);
        Row::exact(format!("can be reserved of {limit}"), expected, most)
    });
    rows.into()
}

fn function_url(_: Effort) -> Vec<Row> {
    let url = "length: 5s\nfunctions: { orders: { duration: 20ms, init: 0s, ReservedConcurrentExecutions: 100 } }
callers: [{ function: orders, via: function-url, process: even, rate: 3000/s }]";
    let row = run(url, span("1s")).series().account.rows[3];
    vec![Row::exact("function URL, 100 reserved: served a second", 1_000, u32::try_from(row.invocations).unwrap_or(0))]
}

/// 10,000 requests a second that all stay: every new environment that the scaling rate lets through.
fn all_at_once(_: Effort) -> Vec<Row> {
    let scenario = "length: 100s\naccount: { ConcurrentExecutions: 10000 }
functions: { orders: { duration: 900s, init: 0s } }
callers: [{ function: orders, at: 0s x 10000 }, { function: orders, process: even, rate: 10000/s }]";
    let mut simulation = Simulation::new(plan(scenario));
    let rows =
        [(0, 1_000), (1, 1_100), (30, 4_000), (60, 7_000), (90, 10_000), (99, 10_000)].map(|(second, expected)| {
            simulation.run_to(span(&format!("{second}s")).after_start(), &mut ());
            let environments = simulation.frame().functions[0].phases.environments().get();
            Row::exact(format!("environments after {second} s of unlimited demand"), expected, environments)
        });
    rows.into()
}
