//! One mistake is one problem, and it hides no other: what stands for an unreadable value is not blamed, and what has
//! nothing to do with it is.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::mistakes::check_problems;

#[test]
fn a_misspelt_key_is_not_reported_as_missing_as_well() {
    check_problems(
        "
version: 1
functions: { orders: { duraton: 1s } }
callers:
  - { fuction: orders, rate: 1/s }
  - { function: orders, rates: 1/s }
",
        &[
            "functions.orders.duraton is \"1s\": there is no such key; did you mean duration?",
            "callers[0].fuction is \"orders\": there is no such key; did you mean function?",
            "callers[1].rates is \"1/s\": there is no such key; did you mean rate?",
        ],
    );
}

#[test]
fn callers_are_not_blamed_for_functions_that_cannot_be_read() {
    let callers = "callers: [{ function: a, rate: 1/s }, { function: b, rate: 1/s }]";
    check_problems(
        &format!("version: 1\nfunctons: {{ a: {{ duration: 1s }} }}\n{callers}"),
        &["functons is a map of 1: there is no such key; did you mean functions?"],
    );
    check_problems(
        &format!("version: 1\nfunctions: 5\n{callers}"),
        &["functions is 5: must be a map of names to values"],
    );
    check_problems(&format!("version: 1\n{callers}"), &["functions is nothing: must be given"]);
}

#[test]
fn reservations_are_not_held_against_a_limit_that_cannot_be_read() {
    let functions = "functions: { a: { duration: 1s, ReservedConcurrentExecutions: 4000 } }";
    for (account, problem) in [
        ("{ ConcurrentExecutions: \"5000\" }", "account.ConcurrentExecutions is \"5000\": must be a whole number"),
        ("5000", "account is 5000: must be a map of names to values"),
    ] {
        check_problems(&format!("version: 1\naccount: {account}\n{functions}"), &[problem]);
    }
    check_problems(
        &format!("version: 1\naccount: {{ ConcurrentExecution: 5000 }}\n{functions}"),
        &["account.ConcurrentExecution is 5000: there is no such key; did you mean ConcurrentExecutions?"],
    );
}

/// A name that begins like another is another.
#[test]
fn a_mistake_in_one_function_hides_none_in_a_function_whose_name_begins_alike() {
    check_problems(
        "version: 1\nfunctions: { a: 5, ab: { duration: 1h } }",
        &[
            "functions.a is 5: must be a map of names to values",
            "functions.ab.duration.value is 1h: must be from 0s to 15m",
        ],
    );
}

#[test]
fn a_mistake_inside_a_function_hides_none_in_its_name() {
    check_problems(
        "version: 1\nfunctions: { my orders: { duration: 5 } }",
        &[
            "functions.my orders.duration is 5: must be a length of time with its unit, such as 800ms, 1.5s or 5m",
            "functions.my orders is named \"my orders\": a function's name has 1 to 64 letters, digits, hyphens and \
             underscores",
        ],
    );
}

#[test]
fn a_caller_without_traffic_or_a_key_too_many_hides_no_other_mistake_in_it() {
    check_problems(
        "
version: 1
functions: { orders: { duration: 1h, duratoin: 1s }, payments: { duration: 1h, duration: 1s } }
callers: [{ function: order, process: even }]
",
        &[
            "functions.orders.duratoin is \"1s\": there is no such key; did you mean duration?",
            "functions.payments.duration is \"1s\": the key stands twice",
            "callers[0] is a map of 2: a caller has either a rate or exact instants (at)",
            "functions.orders.duration.value is 1h: must be from 0s to 15m",
            "functions.payments.duration.value is 1h: must be from 0s to 15m",
            "callers[0].function is \"order\": there is no such function; did you mean orders?",
        ],
    );
}

#[test]
fn a_caller_that_cannot_be_read_moves_no_other() {
    check_problems(
        "
version: 1
functions: { orders: { duration: 1s } }
callers:
  - { function: orders, rate: fast }
  - 7
  - { rate: 1/s }
  - { function: order, rate: 1/s }
  - { function: orders, rate: 2000000/s }
",
        &[
            "callers[0].rate is \"fast\": must be a rate with its unit, such as 100/s, 90/min or 5/h",
            "callers[1] is 7: must be a map of names to values",
            "callers[2].function is nothing: must be given",
            "callers[3].function is \"order\": there is no such function; did you mean orders?",
            "callers[4].rate[0][1] is 2000000/s: must be at most 1000000/s",
        ],
    );
}

#[test]
fn several_mistakes_in_one_entry_are_all_reported() {
    check_problems(
        "
version: 1
functions:
  orders: { duration: 5, init: 7, idle_lifetime: { law: gamma }, ReservedConcurrentExecutions: -3, timeout: 9 }
callers:
  - { function: 1, process: 2, rate: [3, [4, 5], [0s, 6]], speed: 7 }
",
        &[
            "functions.orders.timeout is 9: there is no such key; did you mean Timeout?",
            "functions.orders.ReservedConcurrentExecutions is -3: must be from 0 to 1000000 (ValidationException)",
            "functions.orders.duration is 5: must be a length of time with its unit, such as 800ms, 1.5s or 5m",
            "functions.orders.init is 7: must be a length of time with its unit, such as 800ms, 1.5s or 5m",
            "functions.orders.idle_lifetime.law is \"gamma\": must be constant, exponential, uniform, lognormal or empirical",
            "callers[0].speed is 7: there is no such key",
            "callers[0].function is 1: must be a text",
            "callers[0].process is 2: must be even or poisson",
            "callers[0].rate[0] is 3: must be a point such as [60s, 4000/s]",
            "callers[0].rate[1][0] is 4: must be a length of time with its unit, such as 800ms, 1.5s or 5m",
            "callers[0].rate[1][1] is 5: must be a rate with its unit, such as 100/s, 90/min or 5/h",
            "callers[0].rate[2][1] is 6: must be a rate with its unit, such as 100/s, 90/min or 5/h",
        ],
    );
}

/// A value in a message is cut where it becomes long.
#[test]
fn a_long_value_does_not_flood_the_message() {
    let long = "x".repeat(1_000);
    let cut =
        format!("length is \"{}...\": must be a length of time with its unit, such as 800ms, 1.5s or 5m", &long[..57]);
    check_problems(&format!("version: 1\nlength: {long}\nfunctions: {{ a: {{ duration: 1s }} }}"), &[&cut]);
}
