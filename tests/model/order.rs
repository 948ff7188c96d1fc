//! Order at equal instants: what ends, then what expires, then what arrives; within a class, first scheduled first.
//!
//! Each test puts two things at the same nanosecond and tells the story that only one order gives.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::changes::check_changes;
use crate::scenario_builder::scenario;

#[test]
fn a_request_that_arrives_as_an_environment_becomes_free_finds_it_free() {
    check_changes(
        scenario().length("2s").function("orders", |f| f.duration("1s")).at("orders", "0s, 1s"),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        1s orders: request 1 done, environment 1 idle: answered 200 after 1s
        1s orders: request 2 reuses environment 1 (warm)
        ",
    );
}

#[test]
fn a_request_that_arrives_a_nanosecond_earlier_finds_it_busy() {
    check_changes(
        scenario().length("1s").function("orders", |f| f.duration("500ms")).at("orders", "0s, 499.999999ms"),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        499.999999ms orders: request 2 starts environment 2 (cold): INIT
        499.999999ms orders: environment 2: INIT ended, INVOKE
        500ms orders: request 1 done, environment 1 idle: answered 200 after 500ms
        999.999999ms orders: request 2 done, environment 2 idle: answered 200 after 500ms
        ",
    );
}

#[test]
fn the_limit_has_room_for_a_request_that_arrives_as_another_ends() {
    check_changes(
        scenario()
            .limit(1)
            .length("1s")
            .function("a", |f| f.duration("500ms"))
            .function("b", |f| f.duration("1s"))
            .at("b", "499.999999ms, 500ms")
            .at("a", "0s"),
        "
        0s a: request 1 starts environment 1 (cold): INIT
        0s a: environment 1: INIT ended, INVOKE
        499.999999ms b: request 1 throttled: 1 of 1 in flight (ConcurrentInvocationLimitExceeded): answered 429 after 0s
        500ms a: request 1 done, environment 1 idle: answered 200 after 500ms
        500ms b: request 2 starts environment 1 (cold): INIT
        500ms b: environment 1: INIT ended, INVOKE
        ",
    );
}

#[test]
fn init_ends_before_a_request_arrives_at_the_same_instant() {
    check_changes(
        scenario().limit(1).length("2s").function("orders", |f| f.init("1s").duration("0s")).at("orders", "0s, 1s"),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        1s orders: environment 1: INIT ended, INVOKE
        1s orders: request 1 done, environment 1 idle: answered 200 after 1s
        1s orders: request 2 reuses environment 1 (warm)
        1s orders: request 2 done, environment 1 idle: answered 200 after 0s
        ",
    );
}

#[test]
fn a_request_that_arrives_as_an_environment_expires_finds_it_gone() {
    check_changes(
        scenario().length("4s").function("orders", |f| f.duration("1s").idle_lifetime("2s")).at("orders", "0s, 3s"),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        1s orders: request 1 done, environment 1 idle: answered 200 after 1s
        3s orders: environment 1: SHUTDOWN
        3s orders: request 2 starts environment 2 (cold): INIT
        3s orders: environment 2: INIT ended, INVOKE
        ",
    );
}

#[test]
fn a_request_that_arrives_a_nanosecond_before_the_expiry_reuses_the_environment() {
    check_changes(
        scenario()
            .length("4s")
            .function("orders", |f| f.duration("1s").idle_lifetime("2s"))
            .at("orders", "0s, 2.999999999s"),
        "
        0s orders: request 1 starts environment 1 (cold): INIT
        0s orders: environment 1: INIT ended, INVOKE
        1s orders: request 1 done, environment 1 idle: answered 200 after 1s
        2.999999999s orders: request 2 reuses environment 1 (warm)
        3.999999999s orders: request 2 done, environment 1 idle: answered 200 after 1s
        ",
    );
}

/// The expiry at 2s is scheduled at 1s, before the handler of `b`, which ends at 2s as well.
#[test]
fn what_ends_comes_before_what_expires_however_late_it_was_scheduled() {
    check_changes(
        scenario()
            .length("3s")
            .function("a", |f| f.duration("1s").idle_lifetime("1s"))
            .function("b", |f| f.duration("500ms"))
            .at("a", "0s")
            .at("b", "1.5s"),
        "
        0s a: request 1 starts environment 1 (cold): INIT
        0s a: environment 1: INIT ended, INVOKE
        1s a: request 1 done, environment 1 idle: answered 200 after 1s
        1.5s b: request 1 starts environment 1 (cold): INIT
        1.5s b: environment 1: INIT ended, INVOKE
        2s b: request 1 done, environment 1 idle: answered 200 after 500ms
        2s a: environment 1: SHUTDOWN
        ",
    );
}

#[test]
fn of_two_handlers_that_return_at_once_the_one_that_began_first_comes_first() {
    let handlers = || scenario().length("3s").function("a", |f| f.duration("2s")).function("b", |f| f.duration("1s"));
    check_changes(
        handlers().at("a", "0s").at("b", "1s"),
        "
        0s a: request 1 starts environment 1 (cold): INIT
        0s a: environment 1: INIT ended, INVOKE
        1s b: request 1 starts environment 1 (cold): INIT
        1s b: environment 1: INIT ended, INVOKE
        2s a: request 1 done, environment 1 idle: answered 200 after 2s
        2s b: request 1 done, environment 1 idle: answered 200 after 1s
        ",
    );
    check_changes(
        handlers().at("a", "1s").at("b", "2s").length("4s"),
        "
        1s a: request 1 starts environment 1 (cold): INIT
        1s a: environment 1: INIT ended, INVOKE
        2s b: request 1 starts environment 1 (cold): INIT
        2s b: environment 1: INIT ended, INVOKE
        3s a: request 1 done, environment 1 idle: answered 200 after 2s
        3s b: request 1 done, environment 1 idle: answered 200 after 1s
        ",
    );
}

/// An INIT that ends and a handler that returns are of one class: only the order of scheduling counts.
#[test]
fn an_init_and_a_handler_that_end_at_once_come_in_the_order_they_began() {
    let both = || scenario().length("2s").function("a", |f| f.init("1s")).function("b", |f| f.duration("500ms"));
    check_changes(
        both().length("1.1s").at("a", "0s").at("b", "500ms"),
        "
        0s a: request 1 starts environment 1 (cold): INIT
        500ms b: request 1 starts environment 1 (cold): INIT
        500ms b: environment 1: INIT ended, INVOKE
        1s a: environment 1: INIT ended, INVOKE
        1s b: request 1 done, environment 1 idle: answered 200 after 500ms
        ",
    );
    let reversed = scenario().length("1.1s").function("a", |f| f.init("500ms")).function("b", |f| f.duration("1s"));
    check_changes(
        reversed.at("a", "500ms").at("b", "0s"),
        "
        0s b: request 1 starts environment 1 (cold): INIT
        0s b: environment 1: INIT ended, INVOKE
        500ms a: request 1 starts environment 1 (cold): INIT
        1s b: request 1 done, environment 1 idle: answered 200 after 1s
        1s a: environment 1: INIT ended, INVOKE
        ",
    );
}

/// `a` is idle since 2s, `b` since 2.1s; both expire at 4s. That `a` was idle before, and has been used again, does not
/// put it behind `b`.
#[test]
fn of_two_environments_that_expire_at_once_the_one_that_was_idle_first_comes_first() {
    check_changes(
        scenario()
            .length("5s")
            .function("a", |f| f.duration("500ms").idle_lifetime("2s"))
            .function("b", |f| f.duration("100ms").idle_lifetime("1.9s"))
            .at("b", "2s")
            .at("a", "0s, 1.5s"),
        "
        0s a: request 1 starts environment 1 (cold): INIT
        0s a: environment 1: INIT ended, INVOKE
        500ms a: request 1 done, environment 1 idle: answered 200 after 500ms
        1.5s a: request 2 reuses environment 1 (warm)
        2s a: request 2 done, environment 1 idle: answered 200 after 500ms
        2s b: request 1 starts environment 1 (cold): INIT
        2s b: environment 1: INIT ended, INVOKE
        2.1s b: request 1 done, environment 1 idle: answered 200 after 100ms
        4s a: environment 1: SHUTDOWN
        4s b: environment 1: SHUTDOWN
        ",
    );
}

/// Each caller schedules its next request when one has arrived, so callers take turns within a burst.
#[test]
fn callers_whose_requests_come_at_once_take_turns_in_the_order_of_the_file() {
    check_changes(
        scenario()
            .limit(3)
            .length("1s")
            .function("a", |f| f.init("2s"))
            .function("b", |f| f.init("2s"))
            .at("b", "0s x 2")
            .at("a", "0s x 3"),
        "
        0s b: request 1 starts environment 1 (cold): INIT
        0s a: request 1 starts environment 1 (cold): INIT
        0s b: request 2 starts environment 2 (cold): INIT
        0s a: request 2 throttled: 3 of 3 in flight (ConcurrentInvocationLimitExceeded): answered 429 after 0s
        0s a: request 3 throttled: 3 of 3 in flight (ConcurrentInvocationLimitExceeded): answered 429 after 0s
        ",
    );
}

/// Handlers and INIT that take no time end before the next request of the same instant.
#[test]
fn requests_of_no_duration_never_meet() {
    check_changes(
        scenario().limit(1).length("1s").function("orders", |f| f.duration("0s")).at("orders", "500ms x 2"),
        "
        500ms orders: request 1 starts environment 1 (cold): INIT
        500ms orders: environment 1: INIT ended, INVOKE
        500ms orders: request 1 done, environment 1 idle: answered 200 after 0s
        500ms orders: request 2 reuses environment 1 (warm)
        500ms orders: request 2 done, environment 1 idle: answered 200 after 0s
        ",
    );
}

/// With a lifetime of zero an environment is gone before the next request of the same instant.
#[test]
fn an_idle_lifetime_of_zero_makes_every_request_cold() {
    check_changes(
        scenario().length("1s").function("orders", |f| f.duration("0s").idle_lifetime("0s")).at("orders", "500ms x 2"),
        "
        500ms orders: request 1 starts environment 1 (cold): INIT
        500ms orders: environment 1: INIT ended, INVOKE
        500ms orders: request 1 done, environment 1 idle: answered 200 after 0s
        500ms orders: environment 1: SHUTDOWN
        500ms orders: request 2 starts environment 2 (cold): INIT
        500ms orders: environment 2: INIT ended, INVOKE
        500ms orders: request 2 done, environment 2 idle: answered 200 after 0s
        500ms orders: environment 2: SHUTDOWN
        ",
    );
}

#[test]
fn what_is_due_at_the_very_end_of_the_run_does_not_happen() {
    check_changes(
        scenario().length("1s").function("orders", |f| f.duration("500ms")).at("orders", "500ms, 1s, 2s"),
        "
        500ms orders: request 1 starts environment 1 (cold): INIT
        500ms orders: environment 1: INIT ended, INVOKE
        ",
    );
}
