//! AWS's worked examples of concurrency.

use lambda_sim::change::Change;
use lambda_sim::metrics::Row as Second;
use lambda_sim::time::Instant;

use super::count;
use crate::case::{Case, Effort, Row, Source};
use crate::scenario::{run, span};

pub(super) const GUIDE: Source = Source {
    name: "Developer Guide, lambda-concurrency",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "O1", source: GUIDE, rows: ten_requests },
    Case { name: "O2-O5", source: GUIDE, rows: rate_times_duration },
    Case { name: "O6", source: GUIDE, rows: short_requests },
    Case { name: "O8", source: GUIDE, rows: blue_and_orange },
    Case { name: "O15", source: GUIDE, rows: long_pause },
];

const TEN_REQUESTS: &str = "length: 3s
functions: { orders: { duration: 1s, init: 100ms } }
callers: [{ function: orders, at: [0s, 100ms, 300ms, 600ms, 800ms, 1150ms, 1250ms, 1450ms, 1600ms, 1750ms] }]
";

fn ten_requests(_: Effort) -> Vec<Row> {
    let run = run(TEN_REQUESTS, span("1s"));
    let mut environments = String::new();
    run.replay(Instant::START, run.plan().end(), &mut |_: Instant, change: &Change| {
        if let Change::Started { environment, .. } = change {
            environments.push(char::from(b'@' + u8::try_from(environment.number).expect("few environments")));
        }
    });
    let in_flight = |at: &str| run.frame_at(span(at).after_start()).in_flight().get();
    let total = &run.series().account.total;
    vec![
        Row::words("environments of ten requests", "ABCDEABCFD", environments),
        Row::words("cold and warm starts", "6 and 4", format!("{} and {}", total.cold_starts, 10 - total.cold_starts)),
        Row::exact("concurrency at t1", 3, in_flight("450ms")),
        Row::exact("concurrency at t4, the peak", 6, in_flight("1650ms")),
    ]
}

/// The fourth second of evenly spaced requests.
fn fourth_second(limit: u32, rate: u32, duration: &str) -> Second {
    let scenario = format!(
        "length: 5s\naccount: {{ ConcurrentExecutions: {limit} }}
functions: {{ orders: {{ duration: {duration}, init: 0s }} }}
callers: [{{ function: orders, process: even, rate: {rate}/s }}]"
    );
    run(&scenario, span("1s")).series().account.rows[3]
}

fn rate_times_duration(_: Effort) -> Vec<Row> {
    let examples = [(100, "1s", 100), (100, "500ms", 50), (200, "250ms", 50), (5_000, "200ms", 1_000)];
    let rows = examples.map(|(rate, duration, expected)| {
        let concurrency = fourth_second(1_000, rate, duration).concurrency.mean(span("1s"));
        Row::exact(format!("concurrency of {rate}/s x {duration}"), expected, concurrency)
    });
    rows.into()
}

fn short_requests(_: Effort) -> Vec<Row> {
    let (of_1000, of_2000) = (fourth_second(1_000, 20_000, "50ms"), fourth_second(2_000, 20_000, "50ms"));
    vec![
        Row::exact("20,000/s x 50ms, limit 1,000: served a second", 10_000, count(of_1000.invocations)),
        Row::exact("20,000/s x 50ms, limit 1,000: throttled a second", 10_000, count(of_1000.throttled())),
        Row::exact("20,000/s x 50ms, limit 2,000: throttled a second", 0, count(of_2000.throttled())),
        Row::exact("20,000/s x 50ms, limit 2,000: concurrency", 1_000, of_2000.concurrency.mean(span("1s"))),
    ]
}

fn blue_and_orange(_: Effort) -> Vec<Row> {
    let throttled = |callers: &str| {
        let scenario = format!(
            "length: 1s\nfunctions:
  blue: {{ duration: 10s, ReservedConcurrentExecutions: 400 }}
  orange: {{ duration: 10s, ReservedConcurrentExecutions: 400 }}
  green: {{ duration: 10s }}
  red: {{ duration: 10s }}
callers: [{callers}]"
        );
        let run = run(&scenario, span("1s"));
        let each = run.series().functions.iter().map(|of| of.total.throttled().to_string());
        each.collect::<Vec<_>>().join(" ")
    };
    vec![
        Row::words("throttled of 500 orange", "0 100 0 0", throttled("{ function: orange, at: 0s x 500 }")),
        Row::words(
            "throttled of 150 green, then 150 red",
            "0 0 0 100",
            throttled("{ function: green, at: 0s x 150 }, { function: red, at: 100ms x 150 }"),
        ),
        Row::words(
            "throttled of 300 green, then 400 blue",
            "0 0 100 0",
            throttled("{ function: green, at: 0s x 300 }, { function: blue, at: 100ms x 400 }"),
        ),
    ]
}

fn long_pause(_: Effort) -> Vec<Row> {
    let rows = [("Reserved", 2), ("Provisioned", 0)].map(|(kind, expected)| {
        let scenario = format!(
            "length: 1h\nfunctions: {{ orders: {{ duration: 1s, {kind}ConcurrentExecutions: 10 }} }}
callers: [{{ function: orders, at: [0s, 30m] }}]"
        );
        let total = run(&scenario, span("1h")).series().account.total;
        Row::exact(format!("{kind}, long pause between two requests: cold starts"), expected, count(total.cold_starts))
    });
    rows.into()
}
