//! `lambda-sim changes`: what happens, as data.

use serde_json::Value;

use crate::invoke::{TEN_REQUESTS, call, call_with, summary_of};

fn changes_of(words: &[&str], file: &str) -> Vec<Value> {
    let words = [&["changes", "-"], words].concat();
    let out = call_with(&words, file.as_bytes()).succeeds();
    out.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

fn count(changes: &[Value], kind: &str) -> u64 {
    changes.iter().filter(|change| change["change"] == kind).count() as u64
}

const THROTTLED: &str = "version: 1
length: 20m
account: { ConcurrentExecutions: 102 }
functions:
  a: { ReservedConcurrentExecutions: 2, duration: 1s, init: 100ms, error_rate: 0.5, MaximumEventAgeInSeconds: 120 }
callers:
  - { function: a, via: s3, at: [0s x 9] }
  - { function: a, via: alb, process: even, rate: 1/s }
";

#[test]
fn every_throttle_carries_limit_used_allowed_and_reason() {
    let changes = changes_of(&[], THROTTLED);
    let throttled: Vec<_> = changes.iter().filter(|change| change["change"] == "Throttled").collect();
    assert!(!throttled.is_empty());
    for throttle in throttled {
        assert_eq!((&throttle["limit"], throttle["used"].as_u64()), (&"reserved".into(), Some(2)), "{throttle}");
        assert_eq!(throttle["allowed"], 2, "{throttle}");
        assert_eq!(throttle["Reason"], "ReservedFunctionConcurrentInvocationLimitExceeded", "{throttle}");
        let then = if throttle["via"] == "s3" { ["waits", "expires"].as_slice() } else { &["answered"] };
        assert!(then.iter().any(|then| throttle["then"] == *then), "{throttle}");
    }
}

#[test]
fn the_changes_add_up_to_the_summary() {
    let changes = changes_of(&[], THROTTLED);
    let summary = summary_of(THROTTLED);
    let account = |key: &str| summary["account"][key].as_u64().expect("a count");
    assert_eq!(count(&changes, "Throttled"), account("Throttles"));
    assert_eq!(count(&changes, "ColdStart"), account("cold_starts"));
    assert_eq!(count(&changes, "ColdStart") + count(&changes, "WarmStart"), account("Invocations"));
    let failed = changes.iter().filter(|change| change["outcome"] == "error").count() as u64;
    assert_eq!(failed, account("Errors"));
    let dropped = changes.iter().filter(|change| change["then"] == "dropped").count() as u64;
    assert_eq!(Some(dropped), summary["account"]["asynchronous"]["AsyncEventsDropped"].as_u64());
    assert!(0 < dropped, "the example drops events");
}

#[test]
fn a_part_of_a_run_is_that_part_of_the_whole() {
    let whole = changes_of(&[], THROTTLED);
    let part = changes_of(&["--from", "10s", "--to", "20s"], THROTTLED);
    let at = |change: &Value| change["at_ns"].as_u64().expect("an instant");
    let inside = |change: &&Value| (10_000_000_000..=20_000_000_000).contains(&at(change));
    assert_eq!(part, whole.iter().filter(inside).cloned().collect::<Vec<_>>());
    assert!(part.iter().any(|change| at(change) == 10_000_000_000), "the first instant is part of it");
    assert!(part.iter().any(|change| at(change) == 20_000_000_000), "the last instant is part of it");
}

#[test]
fn instants_outside_the_run_are_refused() {
    for (words, message) in [
        (&["--from", "4s"][..], "--from is 4s: must be from 0s to 3s"),
        (&["--to", "1d"], "--to is 1d: must be from 0s to 3s"),
        (&["--from", "2s", "--to", "1s"], "--to is 1s: must be from 2s to 3s"),
    ] {
        let outcome = call(&[&["changes", TEN_REQUESTS], words].concat());
        assert_eq!((outcome.status, outcome.err.trim()), (Some(2), message));
    }
}
