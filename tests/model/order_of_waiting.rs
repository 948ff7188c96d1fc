//! Order at equal instants, for what has waited: after what ends and what expires, before what arrives; first scheduled first.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::change::Change;
use lambda_sim::via::Via;

use crate::changes::{changes_of, check_changes};
use crate::scenario_builder::{ScenarioBuilder, scenario};

/// Events are tried at once, and come back at nominal times.
fn orders() -> ScenarioBuilder {
    scenario().length("10s").function("orders", |f| f.queue("0s", 0.0).duration("500ms"))
}

#[test]
fn an_event_that_comes_back_as_an_environment_becomes_free_finds_it_free() {
    check_changes(
        orders().limit(1).length("2s").at("orders", "0s").at("orders", "500ms").via(Via::Event).at("orders", "1ms"),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        1ms orders: request 2 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): answered 429 after 0s
        500ms orders: request 1 done, environment 1 idle: answered 200 after 500ms
        500ms orders: request 3 is received (202): next attempt at 500ms
        500ms orders: request 3 reuses environment 1 (warm)
        1s orders: request 3 done, environment 1 idle: the event is done
        ",
    );
}

/// Throttled at 0 s, back at 1 s, when the handler of 1 s ends.
#[test]
fn a_retry_that_is_due_as_a_handler_ends_comes_after_it() {
    check_changes(
        scenario()
            .limit(1)
            .length("3s")
            .function("orders", |f| f.queue("0s", 0.0).duration("1s"))
            .at("orders", "0s")
            .at("orders", "0s")
            .via(Via::S3),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        0s orders: request 2 is received (202): next attempt at 0s
        0s orders: request 2 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 1s
        1s orders: request 1 done, environment 1 idle: answered 200 after 1s
        1s orders: request 2, attempt 2 reuses environment 1 (warm)
        2s orders: request 2, attempt 2 done, environment 1 idle: the event is done
        ",
    );
}

/// The only unit is free again at 900 ms; at 1 s an event comes back and a request arrives.
#[test]
fn what_has_waited_comes_before_what_arrives() {
    let account = scenario().limit(1).length("2s").function("orders", |f| f.queue("0s", 0.0).duration("900ms"));
    check_changes(
        account.at("orders", "0s, 1s").at("orders", "0s").via(Via::S3),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        0s orders: request 2 is received (202): next attempt at 0s
        0s orders: request 2 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 1s
        900ms orders: request 1 done, environment 1 idle: answered 200 after 900ms
        1s orders: request 2, attempt 2 reuses environment 1 (warm)
        1s orders: request 3 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): answered 429 after 0s
        1.9s orders: request 2, attempt 2 done, environment 1 idle: the event is done
        ",
    );
}

/// The environment is idle since 500 ms and gone at 1 s, when the event comes back.
#[test]
fn an_event_that_comes_back_as_an_environment_expires_finds_it_gone() {
    let account = scenario().limit(1).length("1.2s");
    let account = account.function("orders", |f| f.queue("0s", 0.0).duration("500ms").idle_lifetime("500ms"));
    check_changes(
        account.at("orders", "0s").at("orders", "0s").via(Via::S3),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        0s orders: request 2 is received (202): next attempt at 0s
        0s orders: request 2 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 1s
        500ms orders: request 1 done, environment 1 idle: answered 200 after 500ms
        1s orders: environment 1: SHUTDOWN
        1s orders: request 2, attempt 2 starts environment 2 (cold): INIT
        1s orders: environment 2: INIT ended, INVOKE
        ",
    );
}

/// Both come back at 3 s: request 2 has waited since 1 s, request 3 since 2 s.
#[test]
fn of_two_events_that_come_back_at_once_the_one_that_began_to_wait_first_comes_first() {
    let account = scenario().limit(1).length("3.1s").function("orders", |f| f.queue("0s", 0.0).duration("2.9s"));
    let changes = changes_of(&account.at("orders", "0s").at("orders", "0s, 2s").via(Via::S3).plan());
    let at_3_s = changes.iter().filter(|(at, _)| at.to_string() == "3s");
    let told: Vec<String> = at_3_s.map(|(_, change)| change.to_string()).collect();
    assert_eq!(
        told,
        [
            "request 2, attempt 3 reuses environment 1 (warm)",
            "request 3, attempt 2 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 5s",
        ]
    );
}

/// An event that is too old at 60 s and one whose retry is due at 60 s: in the order in which they began to wait.
#[test]
fn an_event_that_expires_and_one_that_comes_back_at_once_come_in_the_order_they_began_to_wait() {
    let account = |first: &str, second: &str| {
        let account = scenario().length("61s");
        let account = account.function("a", |f| f.queue("0s", 0.0).errors(1.0).duration(first).event_age("60s"));
        let account = account.function("b", |f| f.queue("0s", 0.0).errors(1.0).duration(second));
        changes_of(&account.at("a", "0s").via(Via::S3).at("b", "0s").via(Via::S3).plan())
    };
    // `a` fails at 2 s and is too old at 60 s; `b` fails at 0 s and comes back at 60 s.
    let at_60_s = |first: &str, second: &str| {
        let changes = account(first, second);
        let due = changes.into_iter().filter(|(at, _)| at.to_string() == "1m");
        let told = due.filter_map(|(_, change)| match change {
            Change::EventExpired { .. } => Some("too old"),
            Change::Started { .. } => Some("back"),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(at_60_s("2s", "0s"), ["back", "too old"]);
    assert_eq!(at_60_s("1ns", "0s"), ["back", "too old"]);
    assert_eq!(at_60_s("0s", "0s"), ["back", "back", "too old"], "tried at exactly its maximum age, then too old");
}

/// The first event has waited its delay when the second arrives at that very instant.
#[test]
fn a_delayed_event_is_tried_before_the_next_one_is_received() {
    let account = scenario().length("50ms").function("orders", |f| f.queue("10ms", 0.0).duration("5ms"));
    check_changes(
        account.at("orders", "0s, 10ms").via(Via::Event),
        "
        0s orders: request 1 is received (202): next attempt at 10ms
        10ms orders: request 1 starts environment 1 (cold): INIT
        10ms orders: environment 1: INIT ended, INVOKE
        10ms orders: request 2 is received (202): next attempt at 20ms
        15ms orders: request 1 done, environment 1 idle: the event is done
        20ms orders: request 2 reuses environment 1 (warm)
        25ms orders: request 2 done, environment 1 idle: the event is done
        ",
    );
}

/// With no delay an event is tried after all that arrives at its instant has been looked at in turn: receipt first, then the
/// attempt, then the next arrival.
#[test]
fn events_of_one_burst_without_delay_are_tried_one_by_one() {
    let account = scenario().limit(1).length("10ms").function("orders", |f| f.queue("0s", 0.0).duration("50ms"));
    check_changes(
        account.at("orders", "0s x 2").via(Via::Event),
        "
        0s orders: request 1 is received (202): next attempt at 0s
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        0s orders: request 2 is received (202): next attempt at 0s
        0s orders: request 2 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): next attempt at 1s
        ",
    );
}

/// What is due at the very end of the run does not happen, also not for those that wait.
#[test]
fn an_attempt_due_at_the_end_of_the_run_does_not_take_place() {
    let attempts = |length: &str| {
        let account = scenario().length(length).function("orders", |f| f.queue("0s", 0.0).errors(1.0).duration("0s"));
        let run = account.at("orders", "0s").via(Via::Event).run();
        (run.series().functions[0].total.invocations, run.series().functions[0].waiting_at_end)
    };
    assert_eq!(attempts("60s"), (1, 1));
    assert_eq!(attempts("60.001s"), (2, 1));
}
