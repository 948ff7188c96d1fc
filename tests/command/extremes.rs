//! Nothing, a lot, and very long: no panic, no hang, and numbers that add up.

use serde_json::Value;

use crate::invoke::{PROMOTION, call_and_close, call_with, summary_of};

/// Requests, Invocations, Throttles and the highest concurrency of the account.
fn counts(summary: &Value) -> [u64; 4] {
    ["requests", "Invocations", "Throttles", "ConcurrentExecutions"]
        .map(|key| summary["account"][key].as_u64().expect("a count"))
}

#[test]
fn no_callers_no_requests() {
    let summary = summary_of("version: 1\nfunctions: { a: { duration: 1s } }");
    assert_eq!(counts(&summary), [0; 4]);
    assert_eq!(summary["account"]["mean_concurrency"], 0.0);
}

#[test]
fn a_run_of_a_millisecond_and_one_of_a_year_without_traffic() {
    for length in ["1ms", "366d"] {
        let file = format!(
            "version: 1\nlength: {length}\nfunctions: {{ a: {{ duration: 1s }} }}\ncallers: [{{ function: a, rate: 0/s }}]"
        );
        assert_eq!(counts(&summary_of(&file)), [0; 4], "{length}");
        for format in ["table", "csv"] {
            let out = call_with(&["run", "-", "--format", format], file.as_bytes()).succeeds();
            assert!(out.lines().count() <= 200_001, "{length} as {format}");
        }
    }
}

#[test]
fn a_year_of_rare_requests_is_counted_to_the_last() {
    let file = "version: 1\nlength: 366d\nfunctions: { a: { duration: 1s, idle_lifetime: 10m } }\n\
                callers: [{ function: a, process: even, rate: 1/h }]";
    let summary = summary_of(file);
    assert_eq!(counts(&summary), [366 * 24, 366 * 24, 0, 1]);
    assert_eq!(summary["account"]["cold_starts"], 366 * 24, "each one cold: an hour is longer than ten minutes");
}

#[test]
fn a_limit_of_1_has_room_for_one() {
    let file = "version: 1\nlength: 10s\naccount: { ConcurrentExecutions: 1 }\nfunctions: { a: { duration: 1s, init: 0s } }\n\
                callers: [{ function: a, process: even, rate: 2/s }]";
    assert_eq!(counts(&summary_of(file)), [20, 10, 10, 1]);
}

/// One function gets a thousand environments at once, so a thousand functions get the million.
#[test]
fn a_burst_of_a_million_is_admitted_up_to_the_limit() {
    let mut file = "version: 1\nlength: 2s\naccount: { ConcurrentExecutions: 300000 }\n".to_owned();
    file.push_str(&many("functions:\n", |place| format!("  f{place}: {{ duration: 900s, init: 10s }}\n")));
    file.push_str(&many("callers:\n", |place| format!("  - {{ function: f{place}, at: 1s x 1000 }}\n")));
    assert_eq!(counts(&summary_of(&file)), [1_000_000, 300_000, 700_000, 300_000]);
}

/// A thousand lines under a head.
fn many(head: &str, line: impl Fn(usize) -> String) -> String {
    [head.to_owned()].into_iter().chain((0..1_000).map(line)).collect()
}

#[test]
fn a_burst_of_a_million_to_one_function_is_admitted_up_to_the_scaling_rate() {
    let file = "version: 1\nlength: 2s\naccount: { ConcurrentExecutions: 300000 }\nfunctions: { a: { duration: 900s, init: 10s } }\n\
                callers: [{ function: a, at: 1s x 1000000 }]";
    let summary = summary_of(file);
    assert_eq!(counts(&summary), [1_000_000, 1_000, 999_000, 1_000]);
    assert_eq!(summary["account"]["throttles_by_limit"]["scaling_rate"], 999_000);
}

/// As `lambda-sim run ... | head -1` does.
#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    for words in [&["run", PROMOTION, "--format", "csv", "--period", "10ms"][..], &["check", PROMOTION]] {
        let outcome = call_and_close(words);
        assert_eq!((outcome.status, outcome.err.as_str()), (Some(0), ""), "{words:?}");
    }
}

/// Every request is a cold start: a thousand at once, and a hundred a second more.
#[test]
fn everything_at_zero_is_a_run_too() {
    let file = "version: 1\nlength: 1s\nfunctions: { a: { duration: 0s, init: 0s, idle_lifetime: 0s } }\n\
                callers: [{ function: a, process: even, rate: 1000/s }, { function: a, at: [0s x 0, 0s x 500] }]";
    let summary = summary_of(file);
    assert_eq!(counts(&summary), [1_500, 1_099, 401, 1]);
    assert_eq!(summary["account"]["cold_starts"], 1_099);
}

#[test]
fn the_largest_values_of_all_settings_are_a_run() {
    let file = "version: 1\nseed: 18446744073709551615\nlength: 366d\naccount: { ConcurrentExecutions: 1000000 }\n\
                functions:\n  a: { ReservedConcurrentExecutions: 999900, duration: 900s, init: 10s, idle_lifetime: 366d }\n\
                \x20 b: { duration: { law: exponential, mean: 900s }, init: { law: exponential, mean: 10s }, idle_lifetime: { law: exponential, mean: 366d } }\n\
                callers:\n  - { function: a, rate: [[0s, 0/s], [366d, 0.00001/s]] }\n  - { function: b, at: [31622399.999999999s] }";
    let [requests, invocations, throttles, _] = counts(&summary_of(file));
    assert!(100 < requests && throttles == 0 && invocations == requests);
}

#[test]
fn a_thousand_functions_are_a_run() {
    let mut file = "version: 1\nlength: 1s\n".to_owned();
    file.push_str(&many("functions:\n", |place| format!("  f{place}: {{ duration: 10s, init: 0s }}\n")));
    file.push_str(&many("callers:\n", |place| format!("  - {{ function: f{place}, at: 0s x 2 }}\n")));
    assert_eq!(counts(&summary_of(&file)), [2_000, 1_000, 1_000, 1_000]);
}

#[test]
fn names_like_words_of_yaml_are_names() {
    let file = "version: 1\nlength: 1s\nfunctions: { \"null\": { duration: 1s }, \"1\": { duration: 1s }, \"true\": { duration: 1s } }\n\
                callers: [{ function: \"1\", at: 0s }, { function: \"true\", at: 0s }, { function: \"null\", at: 0s }]";
    assert_eq!(counts(&summary_of(file)), [3, 3, 0, 3]);
}
