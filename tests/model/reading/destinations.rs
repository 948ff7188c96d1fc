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
    for name in ["sqs", "sns", "eventbridge", "sqs-fifo", "sns-fifo", "audit", "null"] {
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
