//! Every rule that a file can break, each with its path, its value and its words.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use lambda_sim::problem::{Problem, Rule};
use lambda_sim::scenario::Scenario;
use lambda_sim::tree::Tree;

/// A file as a tree. Keys that stand twice are the reader's business, so they reach it.
#[track_caller]
pub(super) fn tree(file: &str) -> Tree {
    let options = serde_saphyr::options! { duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins };
    serde_saphyr::from_str_with_options(file, options).expect("the file is YAML")
}

#[track_caller]
pub(super) fn problems(file: &str) -> Vec<Problem> {
    Scenario::read(&tree(file)).err().unwrap_or_default()
}

/// Holds the problems of a file, as they are printed, against the expected lines.
#[track_caller]
pub(super) fn check_problems(file: &str, expected: &[&str]) {
    let problems: Vec<String> = problems(file).iter().map(ToString::to_string).collect();
    assert!(problems == expected, "expected\n{expected:#?}\nbut the problems are\n{problems:#?}");
}

/// A file that is right, with one line changed or added.
#[track_caller]
fn with(from: &str, to: &str) -> String {
    const RIGHT: &str = r#"
version: 1
seed: 42
length: "5m"
account: { ConcurrentExecutions: 1000 }
functions:
  orders: { duration: "100ms", init: "0s", idle_lifetime: "5m" }
  payments: { duration: "1s" }
callers:
  - { function: orders, process: even, rate: [["0s", "1/s"], ["10s", "5/s"]] }
"#;
    assert!(RIGHT.contains(from), "{from:?} stands in the file");
    RIGHT.replacen(from, to, 1)
}

#[track_caller]
fn check_mistake(from: &str, to: &str, expected: &str) {
    check_problems(&with(from, to), &[expected]);
}

#[test]
fn a_right_file_has_no_problem() {
    assert_eq!(problems(&with("seed: 42", "seed: 42")), []);
}

/// The same file and the same lines as in the suite `command`.
#[test]
fn ten_mistakes_in_one_file_are_ten_problems_each_with_path_value_and_rule() {
    let expected: Vec<&str> = include_str!("../../golden/model_ten_mistakes.txt").lines().collect();
    assert_eq!(expected.len(), 10);
    check_problems(include_str!("../scenarios/ten-mistakes.yaml"), &expected);
}

#[test]
fn a_value_of_another_type_says_which_type_is_meant() {
    let span = "must be a length of time with its unit, such as 800ms, 1.5s or 5m";
    let rate = "must be a rate with its unit, such as 100/s, 90/min or 5/h";
    let burst = "must be an instant such as 10s, or with a count 10s x 1000";
    let points = r#"[["0s", "1/s"], ["10s", "5/s"]]"#;
    for (from, to, expected) in [
        ("seed: 42", "seed: [1]", "seed is a list of 1: must be a whole number".to_owned()),
        ("seed: 42", "seed: 1.5", "seed is 1.5: must be a whole number".to_owned()),
        ("seed: 42", "seed: 42.0", "seed is 42.0: must be a whole number".to_owned()),
        ("\"5m\"", "5", format!("length is 5: {span}")),
        ("\"5m\"", "\"5 minutes\"", format!("length is \"5 minutes\": {span}")),
        ("{ ConcurrentExecutions: 1000 }", "1000", "account is 1000: must be a map of names to values".to_owned()),
        ("1000", "\"1000\"", "account.ConcurrentExecutions is \"1000\": must be a whole number".to_owned()),
        ("{ duration: \"1s\" }", "\"1s\"", "functions.payments is \"1s\": must be a map of names to values".to_owned()),
        ("\"100ms\"", "true", format!("functions.orders.duration is true: {span}")),
        (
            "\"100ms\"",
            "{ mean: 1s }",
            "functions.orders.duration is a map of 1: must be a law such as { law: constant, value: 500ms }".to_owned(),
        ),
        ("\"100ms\"", "{ law: constant, value: 7 }", format!("functions.orders.duration.value is 7: {span}")),
        ("{ function: orders,", "{ function: 1,", "callers[0].function is 1: must be a text".to_owned()),
        (points, "100", format!("callers[0].rate is 100: {rate}")),
        (points, "[1/s]", "callers[0].rate[0] is \"1/s\": must be a point such as [60s, 4000/s]".to_owned()),
        (points, "[[0s, 1/s], [1s, 1]]", format!("callers[0].rate[1][1] is 1: {rate}")),
        (points, "[[0s, 1/s], [1, 1/s]]", format!("callers[0].rate[1][0] is 1: {span}")),
        (
            "process: even, rate: [[\"0s\", \"1/s\"], [\"10s\", \"5/s\"]]",
            "at: [1s, 2s x]",
            format!("callers[0].at[1] is \"2s x\": {burst}"),
        ),
        (
            "process: even, rate: [[\"0s\", \"1/s\"], [\"10s\", \"5/s\"]]",
            "at: 7",
            "callers[0].at is 7: must be a list".to_owned(),
        ),
    ] {
        check_mistake(from, to, &expected);
    }
}

#[test]
fn a_file_that_is_no_map_is_one_problem() {
    let expected = "must be a map of names to values";
    check_problems("", &[&format!("the file is nothing: {expected}")]);
    check_problems("- 1\n- 2", &[&format!("the file is a list of 2: {expected}")]);
    check_problems("just a text", &[&format!("the file is \"just a text\": {expected}")]);
}

#[test]
fn a_missing_key_is_named() {
    check_mistake("version: 1\n", "", "version is nothing: must be given");
    check_mistake("{ duration: \"1s\" }", "{}", "functions.payments.duration is nothing: must be given");
    check_mistake("\"100ms\"", "{ law: uniform, to: 1s }", "functions.orders.duration.from is nothing: must be given");
    check_mistake("{ function: orders,", "{", "callers[0].function is nothing: must be given");
    check_problems("version: 1", &["functions is nothing: must be given"]);
}

#[test]
fn an_unknown_key_is_reported_with_the_key_most_like_it() {
    let like = |key, nearest| format!("{key} is 1: there is no such key; did you mean {nearest}?");
    check_mistake("seed: 42", "seeds: 1", &like("seeds", "seed"));
    check_mistake("seed: 42", "Seed: 1", &like("Seed", "seed"));
    check_mistake("init: \"0s\"", "innit: 1", &like("functions.orders.innit", "init"));
    check_mistake("init: \"0s\"", "inti: 1", &like("functions.orders.inti", "init"));
    let reserved = "functions.orders.ReservedConcurentExecutions";
    check_mistake("init:", "ReservedConcurentExecutions: 1, init:", &like(reserved, "ReservedConcurrentExecutions"));
    check_mistake("process: even,", "proces: 1,", &like("callers[0].proces", "process"));
    let law = "{ law: exponential, mean: 1s, meen: 1 }";
    check_mistake("\"100ms\"", law, &like("functions.orders.duration.meen", "mean"));
    check_mistake("seed: 42", "colour: red", "colour is \"red\": there is no such key");
    check_mistake(
        "init:",
        "EphemeralStorage: 512, init:",
        "functions.orders.EphemeralStorage is 512: there is no such key",
    );
}

#[test]
fn a_key_that_stands_twice_is_a_problem_of_the_second() {
    check_mistake("seed: 42", "seed: 42\nseed: 43", "seed is 43: the key stands twice");
    check_mistake("init:", "duration: 2s, init:", "functions.orders.duration is \"2s\": the key stands twice");
    check_mistake("  payments:", "  orders:", "functions.orders is a map of 1: the key stands twice");
}

#[test]
fn a_number_outside_its_range_is_told_the_range() {
    let million = "must be from 1 to 1000000";
    check_mistake("1000", "0", &format!("account.ConcurrentExecutions is 0: {million}"));
    check_mistake("1000", "-5", &format!("account.ConcurrentExecutions is -5: {million}"));
    check_mistake("1000", "1000001", &format!("account.ConcurrentExecutions is 1000001: {million}"));
    let seed = "must be from 0 to 18446744073709551615";
    check_mistake("42", "-1", &format!("seed is -1: {seed}"));
    let reserved = "functions.orders.ReservedConcurrentExecutions";
    check_mistake(
        "init:",
        "ReservedConcurrentExecutions: -1, init:",
        &format!("{reserved} is -1: must be from 0 to 1000000 (ValidationException)"),
    );
}

#[test]
fn a_length_of_time_outside_its_range_is_told_the_range() {
    check_mistake("\"5m\"", "0s", "length is \"0s\": must be from 1ms to 366d");
    check_mistake("\"5m\"", "367d", "length is \"367d\": must be from 1ms to 366d");
    check_mistake("\"100ms\"", "901s", "functions.orders.duration.value is 15m1s: must be from 0s to 15m");
    let law = "{ law: exponential, mean: 901s }";
    check_mistake("\"100ms\"", law, "functions.orders.duration.mean is 15m1s: must be from 0s to 15m");
    check_mistake("\"0s\"", "901s", "functions.orders.init.value is 15m1s: must be from 0s to 15m");
    let law = "{ law: uniform, from: 0s, to: 367d }";
    check_mistake(
        "idle_lifetime: \"5m\"",
        &format!("idle_lifetime: {law}"),
        "functions.orders.idle_lifetime.to is 367d: must be from 0s to 366d",
    );
}

#[test]
fn a_rate_that_is_too_high_is_told_the_highest() {
    check_mistake("\"5/s\"", "1000001/s", "callers[0].rate[1][1] is 1000001/s: must be at most 1000000/s");
    check_mistake(
        "\"5/s\"",
        "1e300/min",
        &format!("callers[0].rate[1][1] is {:e}/s: must be at most 1000000/s", 1e300 / 60.0),
    );
}

#[test]
fn a_text_that_is_none_of_the_allowed_ones_is_told_these() {
    check_mistake("even", "steady", "callers[0].process is \"steady\": must be even or poisson");
    let law = "functions.orders.duration.law is \"normal\": must be constant, exponential, uniform, lognormal or \
               empirical";
    check_mistake("\"100ms\"", "{ law: normal, mean: 1s }", law);
    check_mistake("version: 1", "version: 2", "version is 2: must be 1");
    check_mistake("version: 1", "version: \"1\"", "version is \"1\": must be 1");
    check_mistake("version: 1", "version: 1.0", "version is 1.0: must be 1");
}

#[test]
fn a_uniform_law_that_ends_before_it_begins_is_a_problem_of_its_end() {
    let law = "{ law: uniform, from: 2s, to: 1s }";
    check_mistake("\"100ms\"", law, "functions.orders.duration.to is 1s: must not end before it begins");
    assert_eq!(problems(&with("\"100ms\"", "{ law: uniform, from: 1s, to: 1s }")), []);
}

#[test]
fn a_caller_of_an_unknown_function_is_told_the_one_most_like_it() {
    let like = "callers[0].function is \"order\": there is no such function; did you mean orders?";
    check_mistake("{ function: orders,", "{ function: order,", like);
    check_mistake(
        "{ function: orders,",
        "{ function: zzz,",
        "callers[0].function is \"zzz\": there is no such function",
    );
}

#[test]
fn a_name_that_aws_refuses_is_a_problem() {
    let rule = "a function's name has 1 to 64 letters, digits, hyphens and underscores";
    let long = "a".repeat(65);
    for name in ["my function", "a.b", "caf\u{e9}", "", long.as_str()] {
        let to = format!("  \"{name}\":");
        check_mistake("  payments:", &to, &format!("functions.{name} is named \"{name}\": {rule}"));
    }
    for name in ["a", "A-b_9", "0", &long[1..]] {
        assert_eq!(problems(&with("  payments:", &format!("  \"{name}\":"))), [], "{name}");
    }
}

#[test]
fn a_caller_has_either_a_rate_or_exact_instants() {
    let rule = "a caller has either a rate or exact instants (at)";
    let rate = "process: even, rate: [[\"0s\", \"1/s\"], [\"10s\", \"5/s\"]]";
    check_mistake(rate, "process: even", &format!("callers[0] is a map of 2: {rule}"));
    check_mistake(rate, "rate: 1/s, at: 1s", &format!("callers[0] is a map of 3: {rule}"));
}

#[test]
fn points_must_stand_in_the_order_of_time() {
    let rate = "[[\"0s\", \"1/s\"], [\"10s\", \"5/s\"]]";
    check_mistake(
        rate,
        "[[10s, 1/s], [9s, 1/s], [11s, 1/s]]",
        "callers[0].rate[1][0] is 9s: must not lie before the point above it",
    );
    assert_eq!(problems(&with(rate, "[[10s, 1/s], [10s, 5/s], [10s, 1/s]]")), [], "a repeated instant is a step");
}

#[test]
fn a_list_or_map_that_must_hold_something_may_not_be_empty() {
    let rule = "must hold at least one entry";
    check_mistake("[[\"0s\", \"1/s\"], [\"10s\", \"5/s\"]]", "[]", &format!("callers[0].rate is a list of 0: {rule}"));
    let rate = "process: even, rate: [[\"0s\", \"1/s\"], [\"10s\", \"5/s\"]]";
    check_mistake(rate, "at: []", &format!("callers[0].at is a list of 0: {rule}"));
    check_problems("version: 1\nfunctions: {}", &[&format!("functions is a map of 0: {rule}")]);
}

#[test]
fn reservations_that_leave_less_than_100_are_refused_with_the_exception_of_aws() {
    let file = with("duration: \"100ms\"", "ReservedConcurrentExecutions: 500, duration: \"100ms\"");
    let file = file.replace("{ duration: \"1s\" }", "{ duration: \"1s\", ReservedConcurrentExecutions: 401 }");
    let refused = "functions.payments.ReservedConcurrentExecutions is 401: the reservations add up to 901, but of the \
                   account's 1000 at most 900 can be reserved: AWS keeps 100 unreserved (InvalidParameterValueException)";
    check_problems(&file, &[refused]);
    assert_eq!(problems(&file.replace("401", "400")), []);
}

/// A scenario made by hand can break rules that no file can.
#[test]
fn a_scenario_that_is_no_file_is_checked_too() {
    use crate::scenario_builder::scenario;
    let twice = scenario().function("a", |f| f).function("a", |f| f).build();
    let problem = twice.check().expect_err("a name stands twice");
    assert_eq!(problem.iter().map(|problem| &problem.rule).collect::<Vec<_>>(), [&Rule::DuplicateKey]);
    let many = (0..1_001).fold(scenario(), |many, place| many.function(&format!("f{place}"), |f| f)).build();
    let problem = many.check().expect_err("too many functions");
    assert_eq!(problem[0].rule, Rule::OutOfRange { min: 1, max: 1_000 });
}
