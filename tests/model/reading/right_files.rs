//! What a right file means, value by value.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::dated::VPC;
use lambda_sim::destination::{Destination, Destinations, Service};
use lambda_sim::law::Law;
use lambda_sim::life::{Life, ReuseOrder, SnapStart};
use lambda_sim::retry::RetryMode;
use lambda_sim::runtime::{Architecture, PackageType};
use lambda_sim::scenario::{
    Account, Asynchronous, Burst, Caller, DeadLetterQueue, Dependency, Function, Gateway, Point, Process, Scenario,
    Traffic, Version,
};
use lambda_sim::source::Mapping;
use lambda_sim::units::Concurrency;
use lambda_sim::via::Via;

use crate::scenario_builder::{constant, exponential, rate, runtime, span, uniform};
use crate::shipped::read;

fn odd_life() -> Life {
    Life {
        maximum_age: constant("3h"),
        reuse_order: ReuseOrder::Random,
        vpc: VPC.iter().find(|dated| dated.name == "2019-04"),
        snap_start: SnapStart::None,
        proactive_initialization: 0.2,
    }
}

const EVERY_KEY_OF_A_FUNCTION: &str = r#"
version: 1
functions:
  orders:
    ReservedConcurrentExecutions: 40
    MemorySize: 512
    Timeout: 30
    runtime: java21
    PackageType: Image
    Architectures: [arm64]
    duration: { law: exponential, mean: "800ms" }
    setup: { law: constant, value: "70ms" }
    init: { law: uniform, from: "100ms", to: "0.3s" }
    first_run: "7ms"
    idle_lifetime: { law: constant, value: "10m" }
    maximum_age: "3h"
    reuse_order: random
    vpc: "2019-04"
    error_rate: 0.25
    timeout_rate: "5%"
    crash_rate: "1%"
    MaximumRetryAttempts: 1
    MaximumEventAgeInSeconds: 3600
    dead_letter_queue: sns
    async_delay: "50ms"
    retry_jitter: 0
    OnFailure: s3
    OnSuccess: audit
    proactive_initialization: 20%
    dependency_delay: 3ms
    dependency_error_rate: 2%
    ProvisionedConcurrentExecutions: 20
    preparation: "2m"
    versions: { "7": { ProvisionedConcurrentExecutions: 10 }, "$LATEST": {} }
  audit: { duration: "1s" }
"#;

#[test]
fn every_key_of_a_function_is_read() {
    let (scenario, _) = read(EVERY_KEY_OF_A_FUNCTION);
    let expected = Function {
        name: "orders".to_owned(),
        reserved_concurrent_executions: Some(Concurrency::new(40)),
        provisioned_concurrent_executions: Some(Concurrency::new(20)),
        preparation: span("2m"),
        scaling: Function::new("", constant("1s")).scaling,
        versions: vec![
            Version { name: "7".to_owned(), provisioned_concurrent_executions: Some(Concurrency::new(10)) },
            Version { name: "$LATEST".to_owned(), provisioned_concurrent_executions: None },
        ],
        memory_size: 512,
        timeout: span("30s"),
        runtime: Some(runtime("java21")),
        package_type: PackageType::Image,
        build: 1,
        architecture: Architecture::Arm,
        duration: exponential("800ms"),
        setup: Some(constant("70ms")),
        init: Some(uniform("100ms", "300ms")),
        first_run: Some(constant("7ms")),
        idle_lifetime: constant("10m"),
        life: odd_life(),
        error_rate: 0.25,
        timeout_rate: 0.05,
        crash_rate: 0.01,
        dependency: Dependency { delay: span("3ms"), error_rate: 0.02 },
        asynchronous: Asynchronous {
            maximum_retry_attempts: 1,
            maximum_event_age: span("1h"),
            dead_letter_queue: DeadLetterQueue::Sns,
            delay: span("50ms"),
            retry_jitter: 0.0,
        },
        destinations: Destinations {
            on_failure: Some(Destination::Service(Service::S3)),
            on_success: Some(Destination::Function("audit".to_owned())),
        },
    };
    assert_eq!(scenario.functions[0], expected);
}

#[test]
fn every_key_of_the_rest_of_a_file_is_read() {
    let (scenario, _) = read(
        r#"
version: 1
seed: 18446744073709551615
length: "1h30m"
account: { ConcurrentExecutions: 2500 }
functions: { orders: { duration: "1s", versions: { "7": {} } }, "off": { ReservedConcurrentExecutions: 0, duration: "1s" } }
callers:
  - { function: orders, process: even, rate: "90/min" }
  - { function: orders, qualifier: 7, via: sdk, rate: [["0s", "0/s"], ["1m", "100/s"], ["1m", "3600/h"]] }
  - { function: "off", via: cli, max_attempts: 100, at: ["10s x 1000", "1s", "2.5s x 0"] }
  - { function: "off", via: s3, process: poisson, at: "3s x 4" }
"#,
    );
    let point = |at, per| Point { at: span(at), rate: rate(per) };
    let burst = |at, count| Burst { at: span(at), count };
    let caller = |function: &str, via, max_attempts, traffic| Caller {
        retry_mode: RetryMode::default(),
        gateway: Gateway::default(),
        function: function.to_owned(),
        qualifier: (function == "orders" && via == Via::Sdk).then(|| "7".to_owned()),
        via,
        max_attempts,
        mapping: Mapping::of(via),
        traffic,
    };
    let curve = |process, points| Traffic::Curve { process, points };
    let off =
        Function { reserved_concurrent_executions: Some(Concurrency::ZERO), ..Function::new("off", constant("1s")) };
    let seven = Version { name: "7".to_owned(), provisioned_concurrent_executions: None };
    let orders = Function { versions: vec![seven], ..Function::new("orders", constant("1s")) };
    let ramp = vec![point("0s", "0/s"), point("1m", "100/s"), point("1m", "1/s")];
    let expected = Scenario {
        seed: u64::MAX,
        length: span("90m"),
        account: Account { concurrent_executions: Concurrency::new(2_500), ..Account::default() },
        functions: vec![orders, off],
        interventions: Vec::new(),
        invokes: Vec::new(),
        callers: vec![
            caller("orders", Via::Invoke, 1, curve(Process::Even, vec![point("0s", "1.5/s")])),
            caller("orders", Via::Sdk, 3, curve(Process::Poisson, ramp)),
            caller("off", Via::Cli, 100, Traffic::At(vec![burst("10s", 1_000), burst("1s", 1), burst("2.5s", 0)])),
            caller("off", Via::S3, 1, Traffic::At(vec![burst("3s", 4)])),
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
