//! What AWS refuses: field, value, rule, and the name of its exception.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::mistakes::{check_problems, problems};

fn file(function: &str, callers: &[&str], interventions: &[&str]) -> String {
    let list = |key: &str, items: &[&str]| {
        let lines = items.iter().fold(format!("{key}:\n"), |lines, item| lines + "  - " + item + "\n");
        if items.is_empty() { String::new() } else { lines }
    };
    format!(
        "version: 1\nlength: 60s\nfunctions:\n  f: {{ duration: 10ms, {function} }}\n{}{}",
        list("callers", callers),
        list("interventions", interventions)
    )
}

#[test]
fn a_range_of_lambda_is_refused_with_its_exception() {
    for (entry, told) in [
        ("MaximumEventAgeInSeconds: 59", "is 59: must be from 60 to 21600"),
        ("MaximumEventAgeInSeconds: 21601", "is 21601: must be from 60 to 21600"),
        ("MaximumRetryAttempts: 3", "is 3: must be from 0 to 2"),
        ("Timeout: 901", "is 901: must be from 1 to 900"),
        ("MemorySize: 10241", "is 10241: must be from 128 to 10240"),
        ("MemorySize: 1e30", "is 1e30: must be from 128 to 10240"),
        ("ReservedConcurrentExecutions: -1", "is -1: must be from 0 to 1000000"),
        ("ProvisionedConcurrentExecutions: 0", "is 0: must be from 1 to 1000000"),
        ("MinCapacity: -1", "is -1: must be from 0 to 1000000"),
    ] {
        let key = entry.split(':').next().expect("a key");
        check_problems(&file(entry, &[], &[]), &[&format!("functions.f.{key} {told} (ValidationException)")]);
    }
    // That bound is this simulator's.
    check_problems(
        &file("ReservedConcurrentExecutions: 1000001", &[], &[]),
        &["functions.f.ReservedConcurrentExecutions is 1000001: must be from 0 to 1000000"],
    );
}

#[test]
fn a_range_of_a_mapping_a_queue_or_an_api_is_refused_with_the_exception_of_each() {
    for (via, key, value, range, exception) in [
        ("sqs", "MaximumConcurrency", "1", "2 to 1000", "ValidationException"),
        ("sqs", "BatchSize", "10001", "1 to 10000", "ValidationException"),
        ("sqs", "MaximumBatchingWindowInSeconds", "301", "0 to 300", "ValidationException"),
        ("sqs", "VisibilityTimeout", "43201", "0 to 43200", "InvalidAttributeValue"),
        ("sqs", "maxReceiveCount", "1001", "1 to 1000", "InvalidParameterValue"),
        ("kinesis", "ParallelizationFactor", "11", "1 to 10", "ValidationException"),
        ("kinesis", "BatchSize", "0", "1 to 10000", "ValidationException"),
        ("kinesis", "MaximumRetryAttempts", "-2", "0 to 10000", "ValidationException"),
        ("dynamodb-streams", "MaximumRecordAgeInSeconds", "59", "60 to 604800", "InvalidParameterValueException"),
        ("dynamodb-streams", "MaximumRecordAgeInSeconds", "604801", "60 to 604800", "ValidationException"),
        ("api-gateway", "integration_timeout", "\"30s\"", "50ms to 29s", "BadRequestException"),
        ("http-api", "integration_timeout", "\"49ms\"", "50ms to 30s", "BadRequestException"),
        ("http-api", "AuthorizerResultTtlInSeconds", "3601", "0 to 3600", "BadRequestException"),
    ] {
        let caller = format!("{{ function: f, via: {via}, rate: 1/s, {key}: {value} }}");
        check_problems(
            &file("", &[&caller], &[]),
            &[&format!("callers[0].{key} is {value}: must be from {range} ({exception})")],
        );
    }
}

#[test]
fn minus_one_is_the_word_of_aws_for_a_stream_without_a_limit() {
    let caller = "{ function: f, via: kinesis, rate: 1/s, MaximumRecordAgeInSeconds: -1, MaximumRetryAttempts: -1 }";
    assert_eq!(problems(&file("", &[caller], &[])), []);
}

#[test]
fn a_function_url_is_not_of_a_version_with_a_number() {
    let url = |qualifier: &str| format!("{{ function: f, via: function-url, rate: 1/s, qualifier: {qualifier} }}");
    let versions = "versions: { '7': {}, blue: {}, $LATEST: {} }";
    check_problems(
        &file(versions, &[&url("7"), &url("blue"), &url("$LATEST"), &url("live")], &[]),
        &[
            "callers[0].qualifier is \"7\": a function URL is of an alias or of $LATEST, not of a version with a number \
           (ValidationException)",
        ],
    );
}

#[test]
fn nothing_is_provisioned_for_latest_whether_the_file_names_it_or_not() {
    let put = "{ at: 1s, PutProvisionedConcurrencyConfig: { function: f, Qualifier: $LATEST, ProvisionedConcurrentExecutions: 2 } }";
    let rule = "provisioned concurrency needs a published version or an alias, $LATEST is neither (InvalidParameterValueException)";
    let path = "interventions[0].PutProvisionedConcurrencyConfig";
    check_problems(&file("", &[], &[put]), &[&format!("{path}.function is \"f:$LATEST\": {rule}")]);
    check_problems(
        &file("versions: { $LATEST: {} }", &[], &[put]),
        &[&format!("{path}.ProvisionedConcurrentExecutions is 2: {rule}")],
    );
    let seven = put.replace("$LATEST", "blu");
    check_problems(
        &file("versions: { blue: {} }", &[], &[&seven]),
        &[&format!("{path}.function is \"f:blu\": the function has no such version; did you mean blue?")],
    );
}

#[test]
fn a_quota_is_raised_on_request_and_comes_back_at_the_end_of_a_change() {
    let to =
        |at: &str, quota: &str, count: u32| format!("{{ {at}, RequestServiceQuotaIncrease: {{ {quota}: {count} }} }}");
    let concurrency = |at: &str, count| to(at, "ConcurrentExecutions", count);
    let told = |place: u32, quota: &str, count: u32, now: u32| {
        format!(
            "interventions[{place}].RequestServiceQuotaIncrease.{quota} is {count}: AWS raises a quota on request, and this \
             one is {now} already (IllegalArgumentException)"
        )
    };
    let interventions = [
        concurrency("at: 1s, until: 5s", 3_000),
        concurrency("at: 2s", 3_000),
        concurrency("at: 3s", 3_001),
        // What was raised for a while, was so no longer.
        concurrency("at: 6s", 2_000),
        to("at: 7s", "api_gateway_rate", 9_999),
    ];
    let lines: Vec<&str> = interventions.iter().map(String::as_str).collect();
    check_problems(
        &file("", &[], &lines),
        &[
            &told(1, "ConcurrentExecutions", 3_000, 3_000),
            &told(3, "ConcurrentExecutions", 2_000, 3_001),
            &told(4, "api_gateway_rate", 9_999, 10_000),
        ],
    );
    check_problems(&file("", &[], &[&concurrency("at: 1s, until: 5s", 3_000), &concurrency("at: 6s", 2_000)]), &[]);
}

#[test]
fn what_is_not_registered_is_not_taken_away() {
    let deregister = "{ at: 1s, DeregisterScalableTarget: { function: f } }";
    let delete = "{ at: 2s, DeleteScalingPolicy: { function: f } }";
    let nothing = "interventions[0].DeregisterScalableTarget is none: no scalable target is registered for the function \
                   (ObjectNotFoundException)";
    let no_policy = "is none: the function has no scaling policy (ObjectNotFoundException)";
    check_problems(
        &file("", &[], &[deregister, delete]),
        &[nothing, &format!("interventions[1].DeleteScalingPolicy {no_policy}")],
    );
    // A target without a policy can go; its policy goes with it.
    check_problems(&file("MaxCapacity: 5", &[], &[deregister]), &[]);
    check_problems(
        &file("MaxCapacity: 5, TargetValue: 0.5", &[], &[deregister, delete]),
        &[&format!("interventions[1].DeleteScalingPolicy {no_policy}")],
    );
    check_problems(&file("MaxCapacity: 5, TargetValue: 0.5", &[], &[delete]), &[]);
}
