//! AWS's example of a bill.

use lambda_sim::cost::{Dollars, US_EAST_1};

use crate::case::{Case, Effort, Row, Source};
use crate::scenario::{run, span};

const PRICING: Source = Source { name: "AWS Lambda pricing", address: "https://aws.amazon.com/lambda/pricing/" };

pub(super) const CASES: &[Case] = &[Case { name: "O32", source: PRICING, rows: three_million }];

/// The example rounds its parts to cents, the first one up: 18.34 and 0.40.
fn three_million(_: Effort) -> Vec<Row> {
    let scenario = "length: 10010s\nfunctions: { orders: { MemorySize: 512, duration: 1s, init: 0s } }
callers: [{ function: orders, process: even, rate: [[0s, 300/s], [10000s, 300/s], [10000s, 0/s]] }]";
    let usage = run(scenario, span("1h")).usage()[0];
    let charge = US_EAST_1.charge_after_free_tier(&usage);
    let total = charge.total().map_or(f64::NAN, Dollars::as_f64);
    vec![
        Row::exact("3 million requests of 1 s with 512 MB: GB s", 1_500_000, usage.gb_seconds()),
        Row::exact("requests after the free tier, USD", 0.4, charge.requests.as_f64()),
        Row::near("all after the free tier, USD", 18.74, total, 0.001),
    ]
}
