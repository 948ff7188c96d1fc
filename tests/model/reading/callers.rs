//! Keys of a caller, right and wrong: the way on which it calls, and how often it tries.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::problem::Rule;
use lambda_sim::scenario::Caller;
use lambda_sim::via::Via;

use super::mistakes::{check_problems, problems};
use crate::scenario_builder::{ScenarioBuilder, scenario};
use crate::shipped::read;

fn file(keys: &str) -> String {
    format!(
        "version: 1\nfunctions: {{ orders: {{ duration: 1s }} }}\ncallers: [{{ function: orders, at: 1s, {keys} }}]"
    )
}

fn caller(keys: &str) -> Caller {
    read(&file(keys)).0.callers.remove(0)
}

#[track_caller]
fn check_mistake(keys: &str, expected: &str) {
    check_problems(&file(keys), &[&format!("callers[0].{expected}")]);
}

#[test]
fn every_way_has_its_name_and_its_attempts() {
    for via in Via::ALL {
        let caller = caller(&format!("via: {}", via.name()));
        assert_eq!((caller.via, caller.max_attempts), (via, via.attempts()));
    }
    let silent = read("version: 1\nfunctions: { a: { duration: 1s } }\ncallers: [{ function: a, at: 1s }]").0;
    assert_eq!((silent.callers[0].via, silent.callers[0].max_attempts), (Via::Invoke, 1), "the Invoke API, once");
}

#[test]
fn an_unknown_way_is_told_all_there_are() {
    let names = "invoke, sdk, cli, function-url, api-gateway, http-api, alb, event, s3, sns, eventbridge, sqs, kinesis or dynamodb-streams";
    check_mistake("via: kafka", &format!("via is \"kafka\": must be {names}"));
    check_mistake("via: S3", &format!("via is \"S3\": must be {names}"));
    check_mistake("via: 3", &format!("via is 3: must be {names}"));
    check_mistake("via: null", &format!("via is nothing: must be {names}"));
}

#[test]
fn only_sdks_can_be_told_how_often_to_try() {
    for via in Via::ALL {
        let keys = format!("via: {}, max_attempts: 5", via.name());
        if via.retries() {
            assert_eq!(caller(&keys).max_attempts, 5);
        } else {
            check_mistake(&keys, "max_attempts is 5: only sdk and cli retry throttles by themselves");
            assert_eq!(
                caller(&format!("via: {}, max_attempts: 1", via.name())).max_attempts,
                1,
                "once is how they try"
            );
        }
    }
}

#[test]
fn attempts_are_from_1_to_100() {
    assert_eq!([1, 100].map(|count| caller(&format!("via: sdk, max_attempts: {count}")).max_attempts), [1, 100]);
    for (wrong, told) in [("0", "0"), ("101", "101")] {
        check_mistake(
            &format!("via: cli, max_attempts: {wrong}"),
            &format!("max_attempts is {told}: must be from 1 to 100"),
        );
    }
    check_mistake("via: sdk, max_attempts: 2.5", "max_attempts is 2.5: must be a whole number");
    check_mistake("via: sdk, max_attempts: twice", "max_attempts is \"twice\": must be a whole number");
}

/// What stands in the file is what the problem says, however far it is out of range.
#[test]
fn attempts_far_out_of_range_are_told_as_they_stand() {
    check_mistake("via: sdk, max_attempts: -1", "max_attempts is -1: must be from 1 to 100");
    check_mistake("via: sdk, max_attempts: 70000", "max_attempts is 70000: must be from 1 to 100");
}

/// An unknown way may be one that retries, so its attempts are not blamed as well.
#[test]
fn attempts_of_an_unknown_way_are_no_second_mistake() {
    assert_eq!(problems(&file("via: sdks, max_attempts: 5")).len(), 1);
    assert_eq!(problems(&file("via: 7, max_attempts: 5")).len(), 1);
    check_mistake("vai: sdk, max_attempts: 5", "vai is \"sdk\": there is no such key; did you mean via?");
    assert_eq!(problems(&file("via: sdks, max_attempts: 500")).len(), 2, "no way can be told to try that often");
}

fn rules(scenario: ScenarioBuilder) -> Vec<Rule> {
    let problems = scenario.build().check().err().unwrap_or_default();
    problems.into_iter().map(|problem| problem.rule).collect()
}

/// Those who can arrive within their maximum age can wait at once.
#[test]
fn at_most_ten_million_events_can_wait_at_once() {
    let refused = [Rule::TooManyEvents { max: 10_000_000 }];
    let bursts = |last: &str, via| {
        let bursts: Vec<String> = (0..10).map(|second| format!("{second}s x 1000000")).collect();
        let at = format!("{}{last}", bursts.join(", "));
        scenario().length("1m").function("orders", |f| f).at("orders", &at).via(via)
    };
    assert_eq!(rules(bursts("", Via::S3)), []);
    assert_eq!(rules(bursts(", 30s", Via::S3)), refused);
    assert_eq!(rules(bursts(", 30s", Via::Invoke)), [], "synchronous requests do not wait");
    assert_eq!(rules(bursts(", 60s", Via::S3)), [], "it comes after the end");
    let steady = |rate: &str, age: &str| {
        let account = scenario().length("1d").function("orders", |f| f.event_age(age));
        account.even("orders", rate).via(Via::Sns)
    };
    assert_eq!(rules(steady("462/s", "6h")), [], "462 a second for six hours are 9,979,200");
    assert_eq!(rules(steady("463/s", "6h")), refused);
    assert_eq!(rules(steady("463/s", "60s")), [], "they are too old before they become too many");
    let told = steady("463/s", "6h").build().check().expect_err("too many");
    assert_eq!(
        told[0].to_string(),
        "callers is 10000800: so many events and retries could wait at once, but a run can hold at most 10000000; lower the rate, \
         MaximumEventAgeInSeconds or max_attempts"
    );
}

/// 99 waits of an SDK that tries a hundred times: 1, 2, 4, 8 and 16 s, and then 20 s each.
#[test]
fn retries_of_an_sdk_wait_too_and_each_attempt_counts() {
    let for_long = |length: &str, rate: &str, attempts: u16| {
        let account = scenario().length(length).function("orders", |f| f).even("orders", rate).via(Via::Sdk);
        account.max_attempts(attempts)
    };
    let steady = |rate: &str, attempts: u16| for_long("1d", rate, attempts);
    assert_eq!(rules(for_long("1911s", "5221/s", 100)), [], "5,221 a second for 1,911 s are 9,977,331");
    assert_eq!(rules(for_long("1911s", "5240/s", 100)), [Rule::TooManyEvents { max: 10_000_000 }]);
    assert_eq!(rules(steady("11574/s", 1)), [], "11,574 a second for a day are 999,993,600");
    assert_eq!(rules(steady("5787/s", 2)), [], "and so are half of them, tried twice");
    assert_eq!(rules(steady("5788/s", 2)), [Rule::TooManyRequests { max: 1_000_000_000 }]);
}
