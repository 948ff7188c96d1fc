//! Event source mappings: how many batches of a queue or a stream are in flight, by AWS's words and as somebody measured it.

use lambda_sim::metrics::SourceCounts;
use lambda_sim::timeline::Run;

use crate::case::{Case, Effort, Row, Source};
use crate::scenario::{run, span};

const SCALING: Source = Source {
    name: "Developer Guide, services-sqs-scaling",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
};
const MEASURED: Source = Source {
    name: "measured on AWS, 2018-11 (mikhail.io)",
    address: "https://mikhail.io/2018/11/from-0-to-1000-instances-how-serverless-providers-scale-queue-processing/",
};

const STREAMS: Source = Source {
    name: "Developer Guide, with-kinesis",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "O30", source: STREAMS, rows: shards_times_factor },
    Case { name: "O31", source: SCALING, rows: message_groups },
    Case { name: "pollers of a queue", source: SCALING, rows: pollers },
    Case { name: "100,000 messages", source: MEASURED, rows: measured },
];

fn queue(length: &str, duration: &str, messages: u32, mapping: &str) -> Run {
    let scenario = format!(
        "length: {length}\naccount: {{ ConcurrentExecutions: 10000 }}
functions: {{ work: {{ duration: {duration}, init: 0s }} }}
callers: [{{ function: work, via: sqs, at: 0s x {messages}, {mapping} }}]"
    );
    run(&scenario, span("1s"))
}

fn rows_of(run: &Run) -> &[SourceCounts] {
    run.series().sources.as_ref().map_or(&[], |sources| &sources.account.rows)
}

/// More records than the lanes can hold at once, in batches that take longer than a poll.
fn shards_times_factor(_: Effort) -> Vec<Row> {
    let scenario = "length: 1m\nfunctions: { work: { duration: 5s, init: 0s } }
callers: [{ function: work, via: kinesis, at: 0s x 30000, shards: 100, ParallelizationFactor: 2, BatchSize: 10 }]";
    let most = run(scenario, span("1s")).series().account.total.concurrency.max;
    vec![Row::exact("100 shards x factor 2: concurrent invocations", 200.0, most)]
}

fn message_groups(_: Effort) -> Vec<Row> {
    let run = queue("1m", "500ms", 3_000, "message_groups: 6, MaximumConcurrency: 10");
    vec![Row::exact("concurrent invocations of six groups", 6.0, run.series().account.total.concurrency.max)]
}

/// Five at once, 300 more a minute, and at most 1,250.
fn pollers(_: Effort) -> Vec<Row> {
    let run = queue("6m", "10s", 40_000, "BatchSize: 1");
    let pollers = |second: usize| f64::from(rows_of(&run)[second].pollers);
    let at_first = run.frame_at(span("100ms").after_start()).in_flight().get();
    vec![
        Row::exact("batches at first", 5.0, at_first),
        Row::near("pollers after 1 min", 305.0, pollers(60), 0.02),
        Row::near("pollers after 3 min", 905.0, pollers(180), 0.02),
        Row::exact("most pollers", 1_250.0, pollers(300)),
    ]
}

/// Each took 500 ms; they were done after 5.5 min, with about 335 instances at the end.
fn measured(_: Effort) -> Vec<Row> {
    let run = queue("10m", "500ms", 100_000, "BatchSize: 1, poller_ramp: 60/min");
    let rows = rows_of(&run);
    let left = rows.iter().take_while(|row| 0 < row.visible.max).count();
    let minutes = f64::from(super::count(left as u64)) / 60.0;
    let instances = f64::from(run.series().account.total.concurrency.max);
    vec![
        Row::near("minutes until the queue is empty", 5.5, minutes, 0.1),
        Row::near("instances at the end", 335.0, instances, 0.1),
    ]
}
