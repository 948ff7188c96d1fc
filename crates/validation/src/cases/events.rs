//! Asynchronous events: AWS's rules, and the schedules that somebody measured.

use lambda_sim::change::Change;
use lambda_sim::destination::Condition;
use lambda_sim::metrics::{EventCounts, RecordCounts};
use lambda_sim::scenario::DeadLetterQueue;
use lambda_sim::time::{Instant, Span};

use super::count;
use crate::case::{Case, Effort, Row, Source};
use crate::scenario::{run, span};

const RULES: Source = Source {
    name: "Developer Guide, invocation-async-error-handling",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html",
};
const RETAINED: Source = Source {
    name: "Developer Guide, invocation-async-retain-records",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
};
const CONFIGURED: Source = Source {
    name: "Developer Guide, invocation-async-configuring",
    address: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html",
};
const MEASURED: Source = Source {
    name: "measured on AWS, 2025-11 (aws-by-example)",
    address: "https://github.com/cosmo-grant/aws-by-example",
};

pub(super) const CASES: &[Case] = &[
    Case { name: "O33", source: RULES, rows: always_failing },
    Case { name: "O34", source: RETAINED, rows: switched_off },
    Case { name: "O35", source: CONFIGURED, rows: no_retries },
    Case { name: "throttle waits", source: RULES, rows: always_throttled },
    Case { name: "retry traces", source: MEASURED, rows: traces },
];

/// What happens to events of a function: the instants of its attempts, admitted or not, request by request, and the counts.
#[derive(Debug)]
struct Story {
    attempts: Vec<Vec<Instant>>,
    ends: Vec<Vec<Instant>>,
    runs: u64,
    throttles: u64,
    counts: EventCounts,
    records: RecordCounts,
    conditions: Vec<Condition>,
}

fn story(function: &str, events: u32, length: &str, rest: &str) -> Story {
    let scenario = format!(
        "length: {length}\nfunctions: {{ orders: {{ init: 0s, {function} }} }}
callers: [{{ function: orders, via: event, at: 1s x {events} }}]\n{rest}"
    );
    let run = run(&scenario, span("1d"));
    let place = |number: u64| usize::try_from(number - 1).expect("few events");
    let mut attempts = vec![Vec::new(); 2_000];
    let mut ends = attempts.clone();
    let mut conditions = Vec::new();
    run.replay(Instant::START, run.plan().end(), &mut |at: Instant, change: &Change| match change {
        Change::Started { attempt, .. } | Change::Throttled { attempt, .. } => {
            attempts[place(attempt.request.0)].push(at);
        }
        Change::InvocationEnded { attempt, .. } => ends[place(attempt.request.0)].push(at),
        Change::Recorded { condition, .. } => conditions.push(*condition),
        _ => {}
    });
    let total = run.series().account.total;
    Story {
        attempts,
        ends,
        runs: total.invocations,
        throttles: total.throttled(),
        counts: total.events,
        records: total.records,
        conditions,
    }
}

fn received_and_dropped(story: &Story) -> Row {
    let counts = format!("{} and {}", story.counts.received, story.counts.dropped);
    Row::words("AsyncEventsReceived and AsyncEventsDropped", "1 and 1", counts)
}

/// One record for the destination, with this condition.
fn sent_to_destination(story: &Story, condition: Condition) -> Row {
    let obtained: Vec<String> = story.conditions.iter().map(ToString::to_string).collect();
    let obtained = format!("{} with {}", story.records.on_failure, obtained.join(" "));
    Row::words("records for the destination", format!("1 with {condition}"), obtained)
}

fn always_failing(_: Effort) -> Vec<Row> {
    let nominal = story("duration: 0s, error_rate: 1, retry_jitter: 0, async_delay: 0s, OnFailure: sqs", 1, "10m", "");
    let ages: Vec<String> =
        nominal.attempts[0].iter().map(|at| at.since(span("1s").after_start()).to_string()).collect();
    vec![
        Row::exact("always failing: runs", 3, count(nominal.runs)),
        Row::words("their ages, jitter left out", "0s 1m 3m", ages.join(" ")),
        received_and_dropped(&nominal),
        sent_to_destination(&nominal, Condition::RetriesExhausted),
    ]
}

fn switched_off(_: Effort) -> Vec<Row> {
    let off = story("duration: 0s, ReservedConcurrentExecutions: 0, OnFailure: sqs", 1, "10m", "");
    vec![
        Row::words("reserved 0: runs and throttles", "0 and 0", format!("{} and {}", off.runs, off.throttles)),
        received_and_dropped(&off),
        Row::exact("records for the destination", 1, off.records.on_failure),
    ]
}

fn no_retries(_: Effort) -> Vec<Row> {
    let queue = DeadLetterQueue::Sqs.name();
    let once = story(
        &format!("duration: 0s, error_rate: 1, MaximumRetryAttempts: 0, dead_letter_queue: {queue}, OnFailure: sqs"),
        1,
        "10m",
        "",
    );
    vec![
        Row::exact("MaximumRetryAttempts 0, failing: runs", 1, count(once.runs)),
        received_and_dropped(&once),
        Row::exact("dead-lettered", 1, count(once.counts.dead_lettered)),
        sent_to_destination(&once, Condition::RetriesExhausted),
    ]
}

/// The function is busy when the event comes, and switched off while it still waits: it is throttled until it is six hours old.
fn always_throttled(_: Effort) -> Vec<Row> {
    let function = "duration: 900s, retry_jitter: 0, async_delay: 0s, ReservedConcurrentExecutions: 1";
    let off =
        "interventions: [{ at: 2s, PutFunctionConcurrency: { function: orders, ReservedConcurrentExecutions: 0 } }]";
    let story = story(function, 2, "7h", off);
    let ages: Vec<u64> = story.attempts[1].iter().map(|at| at.since(span("1s").after_start()).whole_secs()).collect();
    let first: Vec<String> = ages.iter().skip(1).take(10).map(u64::to_string).collect();
    let retries = u32::try_from(ages.len()).unwrap_or(0) - 1;
    vec![
        Row::words("ages at retries [s]", "1 3 7 15 31 63 127 255 511 811", first.join(" ")),
        Row::exact("retries in six hours", 79, retries),
        Row::exact("age at the last one [s]", 21_511, count(ages.last().copied().unwrap_or(0))),
    ]
}

/// From START to START; where the function ran into its timeout, less the second that it ran.
fn traces(effort: Effort) -> Vec<Row> {
    let failing = story("duration: 0s, error_rate: 1", effort.choose(2_000, 500), "10m", "");
    let waits = |number: usize| {
        let waits = failing.attempts.iter().zip(&failing.ends).filter(|(starts, _)| number < starts.len());
        let waits: Vec<Span> = waits.map(|(starts, ends)| starts[number].since(ends[number - 1])).collect();
        let seconds = |wait: Option<&Span>| wait.map_or(f64::NAN, |wait| wait.as_secs_f64());
        (seconds(waits.iter().min()), seconds(waits.iter().max()))
    };
    let measured = [(1, "error", 66.18), (2, "error", 130.20), (1, "timeout", 64.24), (2, "timeout", 125.22)];
    let rows = measured.map(|(number, why, seconds)| {
        Row::reached(format!("wait {number} after a function error ({why}) [s]"), seconds, waits(number), 0.01)
    });
    rows.into()
}
