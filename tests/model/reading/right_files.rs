//! What a right file means, value by value.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::law::Law;
use lambda_sim::quotas;
use lambda_sim::scenario::{Account, Burst, Caller, Function, Point, Process, Scenario, Traffic};
use lambda_sim::units::Concurrency;

use crate::scenario_builder::{constant, exponential, rate, span, uniform};
use crate::shipped::read;

#[test]
fn every_key_of_a_file_is_read() {
    let (scenario, _) = read(
        r#"
version: 1
seed: 18446744073709551615
length: "1h30m"
account: { ConcurrentExecutions: 2500 }
functions:
  orders:
    ReservedConcurrentExecutions: 40
    duration: { law: exponential, mean: "800ms" }
    init: { law: uniform, from: "100ms", to: "0.3s" }
    idle_lifetime: { law: constant, value: "10m" }
  off: { ReservedConcurrentExecutions: 0, duration: "1s" }
callers:
  - { function: orders, process: even, rate: "90/min" }
  - { function: orders, rate: [["0s", "0/s"], ["1m", "100/s"], ["1m", "3600/h"]] }
  - { function: "off", at: ["10s x 1000", "1s", "2.5s x 0"] }
  - { function: "off", process: poisson, at: "3s x 4" }
"#,
    );
    let function = |name: &str, reserved, duration, init, idle_lifetime| Function {
        name: name.to_owned(),
        reserved_concurrent_executions: Some(Concurrency::new(reserved)),
        duration,
        init,
        idle_lifetime,
    };
    let point = |at, per| Point { at: span(at), rate: rate(per) };
    let burst = |at, count| Burst { at: span(at), count };
    let caller = |function: &str, traffic| Caller { function: function.to_owned(), traffic };
    let curve = |process, points| Traffic::Curve { process, points };
    let expected = Scenario {
        seed: u64::MAX,
        length: span("90m"),
        account: Account { concurrent_executions: Concurrency::new(2_500) },
        functions: vec![
            function("orders", 40, exponential("800ms"), uniform("100ms", "300ms"), constant("10m")),
            function("off", 0, constant("1s"), quotas::INIT_DEFAULT, quotas::IDLE_LIFETIME_DEFAULT),
        ],
        callers: vec![
            caller("orders", curve(Process::Even, vec![point("0s", "1.5/s")])),
            caller(
                "orders",
                curve(Process::Poisson, vec![point("0s", "0/s"), point("1m", "100/s"), point("1m", "1/s")]),
            ),
            caller("off", Traffic::At(vec![burst("10s", 1_000), burst("1s", 1), burst("2.5s", 0)])),
            caller("off", Traffic::At(vec![burst("3s", 4)])),
        ],
    };
    assert_eq!(scenario, expected);
}

#[test]
fn what_a_file_does_not_say_is_the_default() {
    let (scenario, plan) = read("version: 1\nfunctions: { a: { duration: 1s } }");
    let default = Scenario { functions: vec![Function::new("a", constant("1s"))], ..Scenario::default() };
    assert_eq!(scenario, default);
    assert_eq!((plan.account_limit().get(), plan.unreserved().get()), (1_000, 1_000), "AWS's default quota");
    assert_eq!(plan.functions()[0].reserved, None);
}

#[test]
fn json_is_read_like_yaml() {
    let (yaml, _) = read("version: 1\nfunctions: { a: { duration: 1s } }\ncallers: [{ function: a, rate: 1/s }]");
    let (json, _) = read(
        r#"{ "version": 1, "functions": { "a": { "duration": "1s" } }, "callers": [{ "function": "a", "rate": "1/s" }] }"#,
    );
    assert_eq!(yaml, json);
}

#[test]
fn functions_keep_the_order_of_the_file() {
    let (scenario, _) =
        read("version: 1\nfunctions: { z: { duration: 1s }, a: { duration: 1s }, m: { duration: 1s } }");
    let names: Vec<&str> = scenario.functions.iter().map(|function| function.name.as_str()).collect();
    assert_eq!(names, ["z", "a", "m"]);
}

#[test]
fn a_reservation_of_nothing_is_none_at_all() {
    let file = |reserved| {
        read(&format!("version: 1\nfunctions: {{ a: {{ duration: 1s, ReservedConcurrentExecutions: {reserved} }} }}")).0
    };
    assert_eq!(file("null").functions[0].reserved_concurrent_executions, None);
    assert_eq!(file("0").functions[0].reserved_concurrent_executions, Some(Concurrency::ZERO));
}

#[test]
fn laws_know_their_means() {
    assert_eq!(constant("3s").mean(), span("3s"));
    assert_eq!(exponential("3s").mean(), span("3s"));
    assert_eq!(uniform("1s", "4s").mean(), span("2.5s"));
    assert_eq!(Law::Uniform { from: span("5s"), to: span("5s") }.mean(), span("5s"));
}
