//! The scaling rate before November 2023, in AWS's worked examples of that time.

use crate::case::{Case, Effort, Row, Source};
use crate::scenario::{run, span};

use super::count;

const OPERATOR_GUIDE: Source = Source {
    name: "Operator Guide, on-demand scaling example",
    address: "https://docs.aws.amazon.com/lambda/latest/operatorguide/on-demand-scaling.html",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "O24", source: OPERATOR_GUIDE, rows: in_one_minute },
    Case { name: "O26", source: OPERATOR_GUIDE, rows: in_three_minutes },
    Case { name: "O27", source: OPERATOR_GUIDE, rows: in_four_minutes },
];

/// What happens in each minute when its share of 10,000 requests arrives at once and is done within it, in an account of 10,000:
/// new environments, those used again, and throttles.
fn minutes(scaling_rate: &str, shares: &[u32]) -> Vec<[u64; 3]> {
    let bursts: Vec<String> = (0..).zip(shares).map(|(minute, share)| format!("{minute}m x {share}")).collect();
    let scenario = format!(
        "length: {}m
account: {{ ConcurrentExecutions: 10000, scaling_rate: {scaling_rate} }}
functions: {{ orders: {{ duration: 30s, init: 0s }} }}
callers: [{{ function: orders, at: [{}] }}]",
        shares.len(),
        bursts.join(", ")
    );
    let run = run(&scenario, span("1m"));
    let rows = &run.series().account.rows;
    rows.iter().map(|row| [row.cold_starts, row.invocations - row.cold_starts, row.throttled()]).collect()
}

fn exact(what: &str, expected: u32, obtained: u64) -> Row {
    Row::exact(what, expected, count(obtained))
}

fn in_one_minute(_: Effort) -> Vec<Row> {
    let (old, new) = (minutes("burst-3000", &[10_000])[0], minutes("current", &[10_000])[0]);
    vec![
        exact("10,000 in 1 minute, burst 3,000: new environments", 3_000, old[0]),
        exact("10,000 in 1 minute, burst 3,000: throttled", 7_000, old[2]),
        exact("the same by today's rule: new environments", 1_000, new[0]),
        exact("the same by today's rule: throttled", 9_000, new[2]),
    ]
}

fn in_three_minutes(_: Effort) -> Vec<Row> {
    let minutes = minutes("burst-3000", &[3_333, 3_333, 3_334]);
    vec![
        exact("10,000 in 3 minutes, minute 1: new environments", 3_000, minutes[0][0]),
        exact("10,000 in 3 minutes, minute 1: throttled", 333, minutes[0][2]),
        // AWS's text makes "up to 500"; 333 are needed.
        exact("10,000 in 3 minutes, minute 2: new environments", 333, minutes[1][0]),
        exact("10,000 in 3 minutes, minute 2: used again", 3_000, minutes[1][1]),
        exact("10,000 in 3 minutes, minute 2: throttled", 0, minutes[1][2]),
        exact("10,000 in 3 minutes, minute 3: throttled", 0, minutes[2][2]),
    ]
}

fn in_four_minutes(_: Effort) -> Vec<Row> {
    let minutes = minutes("burst-3000", &[2_500; 4]);
    let first = exact("10,000 in 4 minutes, minute 1: new environments", 2_500, minutes[0][0]);
    let warm = (2..)
        .zip(&minutes[1..])
        .map(|(minute, row)| exact(&format!("10,000 in 4 minutes, minute {minute}: warm starts"), 2_500, row[1]));
    let throttled = minutes.iter().map(|row| row[2]).sum();
    [first].into_iter().chain(warm).chain([exact("10,000 in 4 minutes: throttled", 0, throttled)]).collect()
}
