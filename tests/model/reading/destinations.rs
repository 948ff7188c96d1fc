//! Destinations: services, functions, and what AWS refuses.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::mistakes::{check_problems, problems};

/// A function with this line, and a stream with that one.
fn file(of_function: &str, of_stream: &str) -> String {
    format!(
        "version: 1
functions:
  orders: {{ duration: 1s, {of_function} }}
  audit: {{ duration: 1s }}
callers:
  - {{ function: orders, via: kinesis, at: 1s, {of_stream} }}
"
    )
}

#[test]
fn services_and_other_functions_are_destinations() {
    for name in ["sqs", "sns", "eventbridge", "sqs-fifo", "sns-fifo", "audit", "null", "none"] {
        let both = format!("OnFailure: {name}, OnSuccess: {name}");
        assert_eq!(problems(&file(&both, "")), [], "{name}");
    }
    assert_eq!(problems(&file("OnFailure: s3", "OnFailure: s3")), []);
}

#[test]
fn what_aws_refuses_is_refused_by_its_name() {
    let refused = "functions.orders";
    let table = [
        ("OnSuccess: s3", "OnSuccess is \"s3\": S3 is a destination on failure only"),
        ("OnFailure: orders", "OnFailure is \"orders\": a function cannot be a destination of itself"),
        ("OnFailure: audti", "OnFailure is \"audti\": there is no such function or service; did you mean audit?"),
        ("OnSuccess: sqss", "OnSuccess is \"sqss\": there is no such function or service; did you mean sqs?"),
        (
            "OnSuccess: somewhere-else",
            "OnSuccess is \"somewhere-else\": there is no such function, nor is it sqs, sns, eventbridge, sqs-fifo, \
             sns-fifo or s3",
        ),
    ];
    for (line, problem) in table {
        check_problems(&file(line, ""), &[&format!("{refused}.{problem} (InvalidParameterValueException)")]);
    }
    check_problems(&file("OnFailure: 3", ""), &["functions.orders.OnFailure is 3: must be a text"]);
}

#[test]
fn records_of_a_stream_go_to_three_services_only() {
    for name in ["audit", "eventbridge", "sqs-fifo"] {
        let problem = format!(
            "callers[0].OnFailure is \"{name}\": records of a stream go only to sqs, sns or s3 \
             (InvalidParameterValueException)"
        );
        check_problems(&file("", &format!("OnFailure: {name}")), &[&problem]);
    }
    check_problems(
        &file("", "OnFailure: sqs").replace("kinesis", "sqs"),
        &["callers[0].OnFailure is \"sqs\": only callers via kinesis or dynamodb-streams have it"],
    );
}

/// The same during a run, and the list of what is wrong stands at the value.
#[test]
fn what_aws_refuses_is_refused_during_a_run() {
    let later = |verb: &str, line: &str| {
        let call = format!("interventions: [{{ at: 1s, {verb}: {{ {line} }} }}]\nlength: 5m\n");
        file("", "") + &call
    };
    let long = "x".repeat(65);
    let table = [
        ("OnSuccess: s3", "OnSuccess is \"s3\": S3 is a destination on failure only".to_owned()),
        ("OnFailure: orders", "OnFailure is orders: a function cannot be a destination of itself".to_owned()),
        (
            "OnFailure: audti",
            "OnFailure is audti: there is no such function or service; did you mean audit?".to_owned(),
        ),
        (
            &format!("OnFailure: {long}"),
            format!(
                "OnFailure is \"{}...\": there is no such function: its name is longer than 64 characters",
                &long[..57]
            ),
        ),
    ];
    for verb in ["PutFunctionEventInvokeConfig", "UpdateFunctionEventInvokeConfig"] {
        for (line, problem) in &table {
            let problem = format!("interventions[0].{verb}.{problem} (InvalidParameterValueException)");
            check_problems(&later(verb, &format!("function: orders, {line}")), &[&problem]);
        }
        assert_eq!(problems(&later(verb, "function: orders, OnFailure: audit, OnSuccess: none")), []);
    }
    check_problems(
        &later("UpdateEventSourceMapping", "caller: 0, OnFailure: audit"),
        &[
            "interventions[0].UpdateEventSourceMapping.OnFailure is \"audit\": records of a stream go only to sqs, sns or \
           s3 (InvalidParameterValueException)",
        ],
    );
}

/// What AWS lets somebody take away with the call that sets it; what has a call of its own for that is refused.
#[test]
fn what_can_be_taken_away_is_none() {
    let at_start = [
        "MaxCapacity: none",
        "TargetValue: none",
        "ReservedConcurrentExecutions: none",
        "runtime: none",
        "ProvisionedConcurrentExecutions: none",
        "idle_lifetime_preset: none",
    ];
    for line in at_start {
        assert_eq!(problems(&file(line, "")), [], "{line}");
    }
    let of_stream = ["MaximumRecordAgeInSeconds", "MaximumRetryAttempts", "OnFailure", "poison_record"];
    for key in of_stream {
        assert_eq!(problems(&file("", &format!("{key}: none"))), [], "{key}");
    }
    let queue = file("", "").replace("kinesis", "sqs");
    let later =
        |verb: &str, line: &str| format!("{queue}interventions: [{{ at: 1s, {verb}: {{ {line} }} }}]\nlength: 5m\n");
    for (verb, key) in [("UpdateEventSourceMapping", "MaximumConcurrency"), ("SetQueueAttributes", "maxReceiveCount")] {
        for nothing in ["none", "null"] {
            assert_eq!(problems(&later(verb, &format!("caller: 0, {key}: {nothing}"))), [], "{key}");
            let at_start = queue.replace("at: 1s", &format!("at: 1s, {key}: {nothing}"));
            assert_eq!(problems(&at_start), [], "{key}");
        }
    }
    check_problems(
        &later("PutFunctionConcurrency", "function: orders, ReservedConcurrentExecutions: none"),
        &["interventions[0].PutFunctionConcurrency.ReservedConcurrentExecutions is \"none\": must be a whole number"],
    );
    check_problems(
        &later("UpdateEventSourceMapping", "caller: 0, Enabled: perhaps"),
        &["interventions[0].UpdateEventSourceMapping.Enabled is \"perhaps\": must be false or true"],
    );
    check_problems(
        &later("UpdateEventSourceMapping", "caller: 0, ParallelizationFactor: 2"),
        &["interventions[0].UpdateEventSourceMapping.ParallelizationFactor is 2: only callers via kinesis or \
           dynamodb-streams have it (InvalidParameterValueException)"],
    );
    check_problems(
        &later("UpdateEventSourceMapping", "caller: 0, ParallelizationFactor: 11"),
        &[
            "interventions[0].UpdateEventSourceMapping.ParallelizationFactor is 11: must be from 1 to 10 (ValidationException)",
        ],
    );
}
