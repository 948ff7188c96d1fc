//! Tables that a person can read: columns stand under each other, and what is empty is left out.

use crate::invoke::{PROMOTION, STEADY, call, call_with, shipped, word};
use crate::table::Table;

fn run(scenario: &str) -> String {
    call_with(&["run", "-"], scenario.as_bytes()).succeeds()
}

#[test]
fn every_shipped_scenario_fits_into_120_columns() {
    for path in shipped() {
        let out = call(&["run", word(&path)]).succeeds();
        let widest = out.lines().map(str::len).max().unwrap_or(0);
        assert!(widest <= 120, "{widest} in {}:\n{out}", path.display());
    }
}

#[test]
fn numbers_stand_under_each_other() {
    let out = call(&["run", PROMOTION]).succeeds();
    let widths: Vec<usize> = out.lines().take(6).map(str::len).collect();
    assert_eq!(widths, [widths[0]; 6], "{out}");
}

#[test]
fn columns_without_a_number_are_left_out() {
    let steady = Table::of(&call(&["run", STEADY]).succeeds(), &["function"]);
    assert_eq!(
        steady.headers,
        ["function", "requests", "Invocations", "cold starts", "Throttles", "in flight max / mean"]
    );
    let out = run("version: 1\nlength: 10s\naccount: { ConcurrentExecutions: 10000 }\n\
                   functions:\n  a: { duration: 20s, init: 0s }\n  b: { duration: 20s, ReservedConcurrentExecutions: 5 }\n\
                   \x20 c: { duration: 1s, error_rate: 1 }\n\
                   callers: [{ function: a, at: 0s x 1001 }, { function: b, at: 0s x 6 }, { function: c, at: 0s }]");
    let full = Table::of(&out, &["function"]);
    assert_eq!(
        full.headers,
        [
            "function",
            "reserved",
            "requests",
            "Invocations",
            "Errors",
            "cold starts",
            "Throttles",
            "by reserved",
            "by scaling rate",
            "in flight max / mean"
        ]
    );
    assert_eq!((full.cell("b", "reserved"), full.cell("a", "reserved")), (Some("5"), Some("-")));
}

#[test]
fn a_run_without_callers_is_one_table() {
    let out = run("version: 1\nfunctions: { a: { duration: 1s } }");
    assert!(Table::find(&out, &["caller of"]).is_none(), "{out}");
    assert!(Table::find(&out, &["function", "events received"]).is_none(), "{out}");
    assert_eq!(Table::of(&out, &["function"]).rows.len(), 2, "{out}");
}

/// Ten requests in environments that are idle, one that waits 100 ms for INIT, and events, whose callers wait for nothing.
#[test]
fn response_times_are_shown_by_caller_and_start() {
    let out = run("version: 1\nlength: 60s\nfunctions: { a: { duration: 250ms, init: 100ms } }\n\
                   callers:\n  - { function: a, via: alb, process: even, rate: [[0s, 1/s], [10.5s, 1/s], [10.5s, 0/s]] }\n\
                   \x20 - { function: a, via: sns, at: 30s }\n");
    let table = Table::of(&out, &["caller of"]);
    let headers = ["caller of", "via", "status", "warm p50", "p95", "p99", "cold p50", "p95", "p99"];
    assert_eq!(table.headers, headers);
    assert_eq!(table.rows[0], ["a", "alb", "200: 11", "250ms", "250ms", "250ms", "350ms", "350ms", "350ms"]);
    assert_eq!(table.rows[1], ["a", "sns", "202: 1", "-", "-", "-", "-", "-", "-"]);
}

#[test]
fn times_are_short() {
    let out = run(
        "version: 1\nlength: 1h\nfunctions:\n  a: { duration: 1.23456s, init: 0s }\n  b: { duration: 9.8765ms, init: 0s }\n\
                   \x20 c: { duration: 123.456789ms, init: 0s }\n  d: { duration: 14m3.5s, init: 0s }\n\
                   callers:\n  - { function: a, at: [0s, 1m] }\n  - { function: b, at: [0s, 1m] }\n  - { function: c, at: [0s, 1m] }\n\
                   \x20 - { function: d, at: [0s, 15m] }\n",
    );
    let table = Table::of(&out, &["caller of"]);
    let warm: Vec<&str> = table.rows.iter().map(|cells| cells[3].as_str()).collect();
    assert_eq!(warm, ["1.23s", "9.88ms", "123ms", "844s"], "{out}");
}

#[test]
fn callers_that_nobody_has_answered_yet_have_no_status() {
    let out = run("version: 1\nlength: 1s\nfunctions: { a: { duration: 2s } }\n\
                   callers: [{ function: a, at: 0s }, { function: a, via: s3, at: 0.5s }]");
    let table = Table::of(&out, &["caller of"]);
    assert_eq!(table.rows, [["a", "invoke", "-"], ["a", "s3", "202: 1"]], "{out}");
}
