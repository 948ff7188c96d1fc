//! What somebody changes while a run goes on, in `lambda-sim changes` and `lambda-sim explain`.

use serde_json::{Value, json};

use crate::invoke::{call, call_with};

const REPAIR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../explorer/scenarios/repair.1.yaml");

/// Two reservations, one given and one taken away, a raised quota and less traffic; a request comes at the very instant.
const SWITCHED: &str = "version: 1
length: 1m
functions: { a: { duration: 1s, init: 0s }, b: { duration: 1s, init: 0s, ReservedConcurrentExecutions: 5 } }
callers: [{ function: a, at: [10s] }, { function: b, process: even, rate: 1/s }]
interventions:
  - { at: 20s, DeleteFunctionConcurrency: { function: b } }
  - { at: 10s, PutFunctionConcurrency: { function: a, ReservedConcurrentExecutions: 0 } }
  - { at: 20s, RequestServiceQuotaIncrease: { ConcurrentExecutions: 2000 } }
  - { at: 30s, change: { function: b, peak_rate: 0.5/s } }
";

fn changes_of(words: &[&str], file: &str) -> Vec<Value> {
    let words = [&["changes", "-"], words].concat();
    let out = call_with(&words, file.as_bytes()).succeeds();
    out.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

fn interventions_of(words: &[&str], file: &str) -> Vec<Value> {
    let changes = changes_of(words, file).into_iter();
    changes.filter(|change| change["change"] == "Intervention").collect()
}

#[test]
fn an_intervention_is_a_change_with_verb_setting_and_value() {
    let change = |at_s: u64, function: Value, verb: &str, setting: &str, value: Value| {
        json!({
            "at_ns": at_s * 1_000_000_000, "change": "Intervention",
            "function": function, "verb": verb, "setting": setting, "value": value,
        })
    };
    let reserved = "ReservedConcurrentExecutions";
    let expected = [
        change(10, "a".into(), "PutFunctionConcurrency", reserved, "0".into()),
        change(20, "b".into(), "DeleteFunctionConcurrency", reserved, Value::Null),
        change(20, Value::Null, "RequestServiceQuotaIncrease", "ConcurrentExecutions", "2000".into()),
        change(30, "b".into(), "change", "peak_rate", "0.5/s".into()),
    ];
    assert_eq!(interventions_of(&[], SWITCHED), expected);
    assert_eq!(interventions_of(&["--from", "20s", "--to", "30s"], SWITCHED), expected[1..]);
    assert!(interventions_of(&["--from", "20s1ns", "--to", "29s"], SWITCHED).is_empty());
}

#[test]
fn an_intervention_comes_before_a_request_of_the_same_instant() {
    let at_10 = changes_of(&["--from", "10s", "--to", "10s"], SWITCHED);
    let kinds: Vec<_> =
        at_10.iter().filter(|change| change["function"] == "a").map(|change| &change["change"]).collect();
    assert_eq!(kinds, ["Intervention", "Throttled"], "a is switched off before its request comes: {at_10:?}");
}

#[test]
fn an_instant_is_explained_by_what_holds_then() {
    let explained = |at: &str| call(&["explain", REPAIR, "--at", at]).succeeds();
    let line = |out: &str, start: &str| {
        let line = out.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start} in\n{out}"));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let before = explained("89.999999999s");
    assert!(before.contains("\ncheckout holds ") && line(&before, "checkout  ").contains(" 1000 shared "), "{before}");
    let at = explained("90s");
    assert!(at.contains("\ncheckout is throttled at its own reservation: "), "{at}");
    assert!(
        line(&at, "checkout  ").contains(" 600 reserved ") && line(&at, "catalog  ").contains(" 400 shared "),
        "{at}"
    );
    assert_eq!(line(&at, "* 1m30s"), "* 1m30s checkout PutFunctionConcurrency: ReservedConcurrentExecutions is 600");
    let raised = explained("120s");
    assert!(line(&raised, "* 2m").ends_with("* RequestServiceQuotaIncrease: ConcurrentExecutions is 2000"), "{raised}");
    assert!(line(&raised, "catalog  ").contains(" 300 shared "), "{raised}");
}

#[test]
fn interventions_alone_are_changes_enough_to_explain() {
    let file = "version: 1\nlength: 1m\nfunctions: { a: { duration: 1s } }\n\
                interventions: [{ at: 20s, PutFunctionConcurrency: { function: a, ReservedConcurrentExecutions: 7 } }]";
    let out = call_with(&["explain", "-", "--at", "20s"], file.as_bytes()).succeeds();
    assert!(out.contains("\n* 20s  a  PutFunctionConcurrency: ReservedConcurrentExecutions is 7\n"), "{out}");
}

/// Eleven are too many to stand singly; what is said of the others must be true of them.
#[test]
fn many_settings_changed_at_one_instant_are_not_more_like_the_first() {
    let file = "version: 1\nlength: 1m\nfunctions: { a: { duration: 1s } }\ninterventions:\n\
        \x20 - { at: 9s, change: { function: a, duration: 2s, init: 1s, setup: 1s, first_run: 1s, idle_lifetime: 1m, \
        error_rate: 1%, timeout_rate: 1%, async_delay: 1ms, retry_jitter: 1% } }\n\
        \x20 - { at: 9s, UpdateFunctionConfiguration: { function: a, MemorySize: 256, Timeout: 9 } }\n";
    let out = call_with(&["explain", "-", "--at", "9s"], file.as_bytes()).succeeds();
    assert_eq!(out.matches("* 9s  a  ").count(), 10, "{out}");
    assert!(!out.contains("more like it"), "{out}");
}
