//! `lambda-sim check`: every problem of a file at once.

use crate::invoke::{PROMOTION, PROMOTION_REPAIRED, STEADY, TEN_REQUESTS, call, call_with};

const TEN_MISTAKES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/model/scenarios/ten-mistakes.yaml");

#[test]
fn shipped_scenarios_have_no_problems() {
    for file in [STEADY, TEN_REQUESTS, PROMOTION, PROMOTION_REPAIRED] {
        let message = call(&["check", file]).succeeds();
        assert!(message.starts_with(file) && message.contains("no problems"), "{message}");
    }
}

/// The lines are those of the suite `model`, each behind the name of the file.
#[test]
fn ten_mistakes_are_ten_lines_a_count_and_status_2() {
    let expected: Vec<String> = include_str!("../golden/model_ten_mistakes.txt")
        .lines()
        .map(|line| format!("{TEN_MISTAKES}: {line}"))
        .chain(["10 problems".to_owned()])
        .collect();
    assert_eq!(expected.len(), 11);
    for command in ["check", "run"] {
        let message = call(&[command, TEN_MISTAKES]).complains();
        assert_eq!(message.lines().collect::<Vec<_>>(), expected, "{command}");
    }
}

#[test]
fn one_mistake_is_one_problem() {
    let file = b"version: 1\nfunctions: { a: { duration: 1h } }";
    let message = call_with(&["check", "-"], file).complains();
    assert_eq!(message, "-: functions.a.duration.value is 1h: must be from 0s to 15m\n1 problem\n");
}

/// YAML forbids both, but they are mistakes like all others: they do not hide the rest.
#[test]
fn a_key_that_stands_twice_and_a_number_that_is_none_are_reported_with_the_rest() {
    let file =
        b"version: 1\nseed: .nan\nseed: 2\nlength: .inf\nfunctions: { a: { duration: 1h }, a: { duration: 1s } }";
    let message = call_with(&["check", "-"], file).complains();
    let expected = "-: seed is 2: the key stands twice
-: seed is NaN: must be a whole number
-: length is inf: must be a length of time with its unit, such as 800ms, 1.5s or 5m
-: functions.a is a map of 1: the key stands twice
-: functions.a.duration.value is 1h: must be from 0s to 15m
5 problems
";
    assert_eq!(message, expected);
}

#[test]
fn standard_input_is_read_where_the_file_is_a_hyphen() {
    let file = std::fs::read(STEADY).expect("a shipped scenario");
    assert!(call_with(&["check", "-"], &file).succeeds().starts_with("-: no problems"));
    let from_input = call_with(&["run", "-", "--format", "json"], &file).succeeds();
    assert_eq!(from_input, call(&["run", STEADY, "--format", "json"]).succeeds());
}

#[test]
fn json_is_read_as_well() {
    let file = br#"{ "version": 1, "functions": { "a": { "duration": "1s" } }, "callers": [{ "function": "a", "at": "0s x 3" }] }"#;
    assert!(call_with(&["check", "-"], file).succeeds().starts_with("-: no problems"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    for command in ["check", "run"] {
        let message = call(&[command, "no/such/file.yaml"]).complains();
        assert!(message.starts_with("no/such/file.yaml: cannot be read: "), "{message}");
        let message = call(&[command, env!("CARGO_MANIFEST_DIR")]).complains();
        assert!(message.contains("cannot be read: "), "a folder: {message}");
    }
}

#[test]
fn what_is_no_yaml_is_told_with_its_line() {
    let message = call_with(&["check", "-"], b"version: 1\nfunctions: [\n").complains();
    assert!(message.starts_with("-: ") && message.contains("line "), "{message}");
}
