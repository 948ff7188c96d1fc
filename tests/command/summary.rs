//! The summary as JSON: every number of a small run, worked out by hand.

use serde_json::{Value, json};

use crate::invoke::{PROMOTION_REPAIRED, TEN_REQUESTS, count, summary_of, summary_of_file};

#[test]
fn the_summary_says_what_was_run() {
    let summary = summary_of_file(PROMOTION_REPAIRED);
    assert_eq!(summary["seed"], 42);
    assert_eq!(summary["length_s"], 300.0);
    assert_eq!(summary["model"], env!("CARGO_PKG_VERSION"));
    assert_eq!(summary["account"]["limit"], 1_000);
    assert_eq!(summary["account"]["unreserved"], 400);
    assert_eq!(summary["functions"]["checkout"]["ReservedConcurrentExecutions"], 600);
    assert_eq!(summary["functions"]["catalog"]["ReservedConcurrentExecutions"], Value::Null);
}

/// The ten requests: six cold ones of 1.1 s and four warm ones of 1 s are in flight for 10.6 s in all. The six
/// environments are there for 3, 2.9, 2.7, 2.4, 2.2 and 1.4 s.
#[test]
fn means_are_levels_times_time_over_the_length_of_the_run() {
    let orders = &summary_of_file(TEN_REQUESTS)["functions"]["orders"];
    assert_eq!(orders["mean_concurrency"], 10_600.0 / 3_000.0);
    assert_eq!(orders["mean_environments"], 14_600.0 / 3_000.0);
}

#[test]
fn response_times_are_those_of_each_start_and_of_both_together() {
    let summary = summary_of_file(TEN_REQUESTS);
    let same = |count: u32, seconds: f64| {
        json!({ "count": count, "mean": seconds, "p50": seconds, "p90": seconds, "p95": seconds, "p99": seconds,
                "p99_9": seconds, "max": seconds })
    };
    let expected = json!({
        "all": { "count": 10, "mean": 1.06, "p50": 1.1, "p90": 1.1, "p95": 1.1, "p99": 1.1, "p99_9": 1.1, "max": 1.1 },
        "cold": same(6, 1.1),
        "warm": same(4, 1.0),
        "refused": null,
    });
    for of in [&summary["account"], &summary["functions"]["orders"], &summary["callers"][0]] {
        assert_eq!(of["response_time_s"], expected);
        assert_eq!(of["status"], json!({ "200": 10 }));
    }
}

/// Of durations of 1, 2, ... 100 s, each as likely as any other, the percentiles are the durations themselves.
#[test]
fn percentiles_are_those_of_the_durations() {
    let values: Vec<String> = (1..=100).map(|value| format!("{value}s")).collect();
    let scenario = format!(
        "version: 1\nlength: 2d\nfunctions: {{ a: {{ duration: {{ law: empirical, values: [{}] }}, init: 0s }} }}\n\
         callers: [{{ function: a, process: even, rate: 200/h }}]",
        values.join(", ")
    );
    let times = &summary_of(&scenario)["account"]["response_time_s"]["all"];
    let around = |key: &str, expected: f64| {
        let value = times[key].as_f64().expect("a number");
        assert!((value - expected).abs() <= 3.0, "{key} is {value}, not about {expected}");
    };
    around("mean", 50.5);
    around("p50", 50.0);
    around("p90", 90.0);
    around("p95", 95.0);
    around("p99", 99.0);
    assert_eq!(times["max"], 100.0);
}

/// A function that is switched off, and what each of its callers is told.
#[test]
fn each_caller_sees_its_own_status() {
    let summary = summary_of(
        "version: 1\nlength: 60s\nfunctions: { closed: { duration: 1s, ReservedConcurrentExecutions: 0 } }\ncallers:\n\
         \x20 - { function: closed, at: 1s x 2 }\n  - { function: closed, via: alb, at: 1s x 3 }\n\
         \x20 - { function: closed, via: api-gateway, at: 1s x 4 }\n  - { function: closed, via: function-url, at: 1s x 5 }\n\
         \x20 - { function: closed, via: sdk, max_attempts: 2, at: 1s x 6 }\n  - { function: closed, via: s3, at: 1s x 7 }\n",
    );
    let callers = summary["callers"].as_array().expect("a list");
    let seen: Vec<_> = callers.iter().map(|of| (of["via"].as_str().expect("a name"), &of["status"])).collect();
    let expected = [
        ("invoke", json!({ "429": 2 })),
        ("alb", json!({ "502": 3 })),
        ("api-gateway", json!({ "500": 4 })),
        ("function-url", json!({ "429": 5 })),
        ("sdk", json!({ "429": 6 })),
        ("s3", json!({ "202": 7 })),
    ];
    assert_eq!(seen, expected.each_ref().map(|(via, status)| (*via, status)));
    let requests: Vec<u64> = callers.iter().map(|caller| count(caller, "requests")).collect();
    assert_eq!(requests, [2, 3, 4, 5, 6, 7]);
    let all = &summary["account"];
    assert_eq!(all["status"], json!({ "202": 7, "429": 13, "500": 4, "502": 3 }));
    assert_eq!(count(all, "Throttles"), 2 + 3 + 4 + 5 + 2 * 6, "an event of a function that is off is never tried");
    // Only the SDK waits, for one second at most, before it gives up.
    let refused = |place: usize| callers[place]["response_time_s"]["refused"]["max"].as_f64().expect("a number");
    assert!((0..4).all(|place| refused(place) == 0.0), "{callers:?}");
    assert!(0.0 < refused(4) && refused(4) <= 1.0, "{callers:?}");
    assert_eq!(callers[5]["response_time_s"], json!({ "all": null, "cold": null, "warm": null, "refused": null }));
    assert_eq!(count(&all["asynchronous"], "AsyncEventsDropped"), 7);
}

/// Ten events that fail at once and once more after a minute.
#[test]
fn failed_events_are_counted_as_errors_and_given_up() {
    let scenario = |queue: &str| {
        format!(
            "version: 1\nlength: 5m\nfunctions:\n  a: {{ duration: 1s, error_rate: 1, MaximumRetryAttempts: 1, retry_jitter: 0, \
             async_delay: 0s, dead_letter_queue: {queue} }}\ncallers: [{{ function: a, via: event, at: 0s x 10 }}]"
        )
    };
    let events = |queue: &str, dead_lettered: u64| {
        let summary = summary_of(&scenario(queue));
        let all = &summary["account"];
        assert_eq!((count(all, "requests"), count(all, "Invocations"), count(all, "Errors")), (10, 20, 20));
        let expected = json!({
            "AsyncEventsReceived": 10,
            "AsyncEventsDropped": 10,
            // INIT of 145 ms, a run of 1 s, and one minute.
            "AsyncEventAge": 61_145,
            "dead_lettered": dead_lettered,
            "done": 0,
            "DestinationDeliveryFailures": 0,
            "RecursiveInvocationsDropped": 0,
            "records_on_success": 0,
            "records_on_failure": 0,
            "expired_unsent": 0,
            "waiting": 0,
            "backlog": 10,
            "maximum_age_s": 61.145,
        });
        assert_eq!(all["asynchronous"], expected, "{queue}");
    };
    events("sqs", 10);
    events("sns", 10);
    events("none", 0);
}

/// One event runs for five minutes in the only place there is; the other is tried in vain until it is a minute old.
#[test]
fn an_event_that_found_no_room_in_its_time_was_never_sent() {
    let summary = summary_of(
        "version: 1\nlength: 5m\nfunctions:\n  a: { duration: 4m, init: 0s, ReservedConcurrentExecutions: 1, \
         MaximumEventAgeInSeconds: 60, retry_jitter: 0, async_delay: 0s }\n\
         callers: [{ function: a, via: event, at: 0s x 2 }]",
    );
    let events = &summary["functions"]["a"]["asynchronous"];
    let of = |key: &str| count(events, key);
    assert_eq!([of("AsyncEventsReceived"), of("AsyncEventsDropped"), of("expired_unsent"), of("done")], [2, 1, 1, 1]);
    assert_eq!(events["maximum_age_s"], 60.0);
}

#[test]
fn events_that_wait_when_the_run_ends_are_counted() {
    let summary = summary_of(
        "version: 1\nlength: 30s\nfunctions: { a: { duration: 1m, ReservedConcurrentExecutions: 3 } }\n\
         callers: [{ function: a, via: sns, at: 1s x 10 }]",
    );
    let events = &summary["functions"]["a"]["asynchronous"];
    assert_eq!((count(events, "waiting"), count(events, "done"), count(events, "AsyncEventsDropped")), (7, 0, 0));
}

#[test]
fn a_run_without_callers_has_no_answers() {
    let summary = summary_of("version: 1\nfunctions: { a: { duration: 1s } }");
    assert_eq!(summary["callers"], json!([]));
    assert_eq!(summary["account"]["status"], json!({}));
    let nothing = json!({ "all": null, "cold": null, "warm": null, "refused": null });
    assert_eq!(summary["account"]["response_time_s"], nothing);
}
