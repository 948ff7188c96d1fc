//! Keys of a function beside its laws, right and wrong: AWS's properties keep AWS's ranges.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::runtime::{Architecture, PackageType, Runtime};
use lambda_sim::scenario::{DeadLetterQueue, Function};

use super::mistakes::{check_problems, problems};
use crate::scenario_builder::{FunctionBuilder, constant, runtime, scenario, span};
use crate::shipped::read;

fn file(keys: &str) -> String {
    format!("version: 1\nfunctions: {{ orders: {{ duration: 1s, {keys} }} }}")
}

fn function(keys: &str) -> Function {
    read(&file(keys)).0.functions.remove(0)
}

/// One mistake, without the path to the function.
#[track_caller]
fn check_mistake(keys: &str, expected: &str) {
    check_problems(&file(keys), &[&format!("functions.orders.{expected}")]);
}

#[test]
fn whole_numbers_keep_the_ranges_of_aws() {
    for (key, min, max) in [
        ("MemorySize", 128, 10_240),
        ("Timeout", 1, 900),
        ("MaximumRetryAttempts", 0, 2),
        ("MaximumEventAgeInSeconds", 60, 21_600),
    ] {
        for right in [min, min + 1, max - 1, max] {
            assert_eq!(problems(&file(&format!("{key}: {right}"))), [], "{key}: {right}");
        }
        for wrong in [min - 1, max + 1, 1_000_000] {
            check_mistake(
                &format!("{key}: {wrong}"),
                &format!("{key} is {wrong}: must be from {min} to {max} (ValidationException)"),
            );
        }
        check_mistake(&format!("{key}: 2.5"), &format!("{key} is 2.5: must be a whole number"));
        check_mistake(&format!("{key}: 100s"), &format!("{key} is \"100s\": must be a whole number"));
        check_mistake(&format!("{key}: null"), &format!("{key} is nothing: must be a whole number"));
    }
    let function = function("MemorySize: 1769, Timeout: 3, MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60");
    assert_eq!((function.memory_size, function.timeout), (1_769, span("3s")));
    let events = function.asynchronous;
    assert_eq!((events.maximum_retry_attempts, events.maximum_event_age), (0, span("60s")));
}

/// AWS has seconds; an age or a timeout made by hand may have parts of one.
#[test]
fn parts_of_a_second_are_no_timeout_and_no_age() {
    let told = |with: fn(FunctionBuilder) -> FunctionBuilder| {
        let problems = scenario().function("orders", with).build().check().expect_err("not whole");
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told(|f| f.timeout("1.5s")), ["functions.orders.Timeout is 1.5s: must be a whole number"]);
    let age = "functions.orders.MaximumEventAgeInSeconds is 1m500ms: must be a whole number";
    assert_eq!(told(|f| f.event_age("60.5s")), [age]);
}

#[test]
fn parts_of_a_whole_are_numbers_or_percentages() {
    for (text, part) in
        [("0", 0.0), ("1", 1.0), ("0.05", 0.05), ("5%", 0.05), ("\"0.05\"", 0.05), ("2.5 %", 0.025), ("100%", 1.0)]
    {
        let function = function(&format!("error_rate: {text}, retry_jitter: {text}"));
        let (errors, jitter) = (function.error_rate, function.asynchronous.retry_jitter);
        assert!(errors.total_cmp(&part).is_eq() && jitter.total_cmp(&part).is_eq(), "{text}: {errors}, {jitter}");
    }
    for key in ["error_rate", "timeout_rate", "crash_rate", "retry_jitter"] {
        let range = "must be a part from 0 to 1 (0% to 100%)";
        check_mistake(&format!("{key}: 1.5"), &format!("{key} is 1.5: {range}"));
        check_mistake(&format!("{key}: -0.1"), &format!("{key} is -0.1: {range}"));
        check_mistake(&format!("{key}: 150%"), &format!("{key} is \"150%\": {range}"));
        let kind = "must be a part from 0 to 1, such as 0.05 or 5%";
        for wrong in ["often", "5 percent", "%", "1/20", "inf", "nan", "0,05", ""] {
            check_mistake(&format!("{key}: \"{wrong}\""), &format!("{key} is \"{wrong}\": {kind}"));
        }
        check_mistake(&format!("{key}: true"), &format!("{key} is true: {kind}"));
        check_mistake(&format!("{key}: [0.5]"), &format!("{key} is a list of 1: {kind}"));
    }
}

#[test]
fn errors_and_timeouts_together_are_at_most_all_runs() {
    let together = "error_rate, timeout_rate and crash_rate together must not exceed 1";
    check_mistake("error_rate: 0.7, timeout_rate: 0.4", &format!("timeout_rate is 0.4: {together}"));
    check_mistake("error_rate: 1, timeout_rate: 1e-9", &format!("timeout_rate is 0.000000001: {together}"));
    check_mistake("error_rate: 0.5, timeout_rate: 0.3, crash_rate: 0.3", &format!("crash_rate is 0.3: {together}"));
    assert_eq!(problems(&file("error_rate: 0.75, timeout_rate: 0.25")), []);
    assert_eq!(problems(&file("error_rate: 0.5, timeout_rate: 0.25, crash_rate: 0.25")), []);
    assert_eq!(problems(&file("error_rate: 0.9, timeout_rate: 10%")), []);
    let range = "must be a part from 0 to 1 (0% to 100%)";
    check_mistake("error_rate: 1.5, timeout_rate: 0.4", &format!("error_rate is 1.5: {range}"));
}

#[test]
fn names_are_told_what_they_can_be() {
    check_mistake("PackageType: Jar", "PackageType is \"Jar\": must be Zip or Image");
    check_mistake("PackageType: zip", "PackageType is \"zip\": must be Zip or Image");
    check_mistake("dead_letter_queue: kafka", "dead_letter_queue is \"kafka\": must be sqs, sns or none");
    check_mistake("dead_letter_queue: null", "dead_letter_queue is nothing: must be a text");
    let [others @ .., last] = Runtime::NAMES else { panic!("there are runtimes") };
    let runtimes = format!("{} or {last}", others.join(", "));
    check_mistake("runtime: nodejs16.x", &format!("runtime is \"nodejs16.x\": must be {runtimes}"));
    check_mistake("runtime: 21", "runtime is 21: must be a text");
    for (name, queue) in [("sqs", DeadLetterQueue::Sqs), ("sns", DeadLetterQueue::Sns), ("none", DeadLetterQueue::None)]
    {
        assert_eq!(function(&format!("dead_letter_queue: {name}")).asynchronous.dead_letter_queue, queue);
    }
    assert_eq!(function("runtime: java21").runtime, Some(runtime("java21")));
    assert_eq!(function("runtime: null").runtime, None, "nothing is no runtime");
    assert_eq!(function("PackageType: Image").package_type, PackageType::Image);
}

/// AWS's `Architectures` is a list; a list of one and its only entry mean the same.
#[test]
fn architectures_are_a_list_of_one_or_a_text() {
    assert_eq!(function("Architectures: [arm64]").architecture, Architecture::Arm);
    assert_eq!(function("Architectures: arm64").architecture, Architecture::Arm);
    assert_eq!(function("Architectures: [x86_64]").architecture, Architecture::X86);
    check_mistake("Architectures: [arm32]", "Architectures is \"arm32\": must be x86_64 or arm64");
    check_mistake("Architectures: []", "Architectures is a list of 0: must be a text");
    check_mistake("Architectures: [arm64, x86_64]", "Architectures is a list of 2: must be a text");
    check_mistake("runtime: [java21]", "runtime is a list of 1: must be a text");
}

#[test]
fn a_runtime_that_nobody_has_measured_packaged_like_that_needs_an_init() {
    let rule = "nobody has measured its INIT packaged like that; give init as well";
    check_mistake(
        "runtime: java21, PackageType: Image, Architectures: [arm64]",
        &format!("runtime is java21 (Image, arm64): {rule}"),
    );
    check_mistake("runtime: llrt, Architectures: arm64", &format!("runtime is llrt (Zip, arm64): {rule}"));
    check_mistake("runtime: java11, PackageType: Image", &format!("runtime is java11 (Image, x86_64): {rule}"));
    let given = function("runtime: java21, PackageType: Image, Architectures: [arm64], init: 2s");
    assert_eq!(given.init_law(), Some(constant("2s")));
    assert_eq!(
        problems(&file("PackageType: Image, Architectures: [arm64]")),
        [],
        "without a runtime nothing is measured"
    );
}

#[test]
fn times_of_the_queue_and_of_cold_starts_keep_their_ranges() {
    check_mistake("async_delay: 61s", "async_delay is \"61s\": must be from 0s to 1m");
    assert_eq!(function("async_delay: 60s").asynchronous.delay, span("60s"));
    let time = "must be a length of time with its unit, such as 800ms, 1.5s or 5m";
    check_mistake("async_delay: 33", &format!("async_delay is 33: {time}"));
    check_mistake("setup: 16m", "setup.value is 16m: must be from 0s to 15m");
    check_mistake("first_run: 16m", "first_run.value is 16m: must be from 0s to 15m");
    check_mistake("setup: 70", &format!("setup is 70: {time}"));
    check_mistake("init: null", &format!("init is nothing: {time}"));
}

#[test]
fn a_misspelt_property_is_told_the_one_that_is_meant() {
    for (key, nearest) in [
        ("memorySize", "MemorySize"),
        ("timeout", "Timeout"),
        ("Runtime", "runtime"),
        ("Architecture", "Architectures"),
        ("maximumEventAgeInSeconds", "MaximumEventAgeInSeconds"),
        ("errorRate", "error_rate"),
        ("deadLetterQueue", "dead_letter_queue"),
    ] {
        check_mistake(&format!("{key}: 1"), &format!("{key} is 1: there is no such key; did you mean {nearest}?"));
    }
}
