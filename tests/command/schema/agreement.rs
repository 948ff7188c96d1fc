//! The schema and the reader, held against each other.
//!
//! What the reader accepts, the schema accepts. What the schema accepts and the reader does not, breaks a rule that a schema cannot
//! say: one between several values, or of the size of something written as text.

use lambda_sim::problem::{Problem, Rule};
use lambda_sim::scenario::Scenario;
use lambda_sim::setting::{Range, Scope, Setting, TABLE};
use lambda_sim::tree::Tree;
use serde_json::{Value, json};

use super::{VALIDATOR, scenario};
use crate::invoke::{of_the_model, shipped};

fn problems(file: &Value) -> Vec<Problem> {
    let tree: Tree = serde_json::from_value(file.clone()).expect("a tree");
    Scenario::read(&tree).err().unwrap_or_default()
}

/// Whether the reader accepts a caller with these entries.
pub(super) fn reads(caller: &Value) -> bool {
    problems(&with_caller(caller.clone())).is_empty()
}

/// Whether the reader accepts a function with these entries.
pub(super) fn reads_function(entries: &Value) -> bool {
    let mut function = json!({ "duration": "1s" });
    put(&mut function, entries.clone());
    problems(&json!({ "version": 1, "functions": { "f": function } })).is_empty()
}

fn is_beyond_a_schema(problem: &Problem) -> bool {
    let rule = match &problem.rule {
        Rule::Refused { rule, .. } => rule,
        rule => rule,
    };
    match rule {
        Rule::SpanOutOfRange { .. }
        | Rule::RateTooHigh { .. }
        | Rule::MinAboveMax { .. }
        | Rule::NoScalableTarget
        | Rule::NothingRegistered
        | Rule::NoPolicy
        | Rule::QuotaNotRaised { .. }
        | Rule::UrlOfVersion
        | Rule::TooMuchReserved { .. }
        | Rule::MoreProvisionedThanReserved { .. }
        | Rule::MoreThanAll
        | Rule::NotInTheRun { .. }
        | Rule::NoCurve
        | Rule::NotMeasured
        | Rule::EmptyInterval
        | Rule::QuantilesInOrder
        | Rule::PointsInOrder
        | Rule::UnknownFunction { .. }
        | Rule::UnknownVersion { .. }
        | Rule::NoDestination(_)
        | Rule::TooManyRequests { .. }
        | Rule::TooManyEvents { .. }
        | Rule::BatchWithoutWindow { .. }
        | Rule::BatchOfFifo { .. }
        | Rule::WindowOfFifo
        | Rule::VisibleTooSoon { .. }
        // Of a part in a text such as "150%"; as a number the schema refuses it.
        | Rule::FractionOutOfRange => true,
        // Of a count in a text such as "10s x 1000".
        Rule::OutOfRange { .. } => problem.path.contains(".at["),
        _ => false,
    }
}

/// Returns whether the schema accepts the file.
#[track_caller]
fn agree(file: &Value) -> bool {
    let accepted = VALIDATOR.is_valid(file);
    let problems = problems(file);
    if accepted {
        assert!(problems.iter().all(is_beyond_a_schema), "only the reader refuses {file:#}\n{problems:#?}");
    } else {
        assert!(!problems.is_empty(), "only the schema refuses {file:#}");
    }
    accepted
}

#[track_caller]
fn both_refuse(file: &Value) {
    assert!(!agree(file), "{file:#}");
}

fn file_with(function: &Value, caller: &Value) -> Value {
    json!({ "version": 1, "functions": { "f": function }, "callers": [caller] })
}

fn with_caller(entries: Value) -> Value {
    let mut caller = json!({ "function": "f" });
    put(&mut caller, entries);
    file_with(&json!({ "duration": "1s" }), &caller)
}

fn put(map: &mut Value, entries: Value) {
    if let (Value::Object(map), Value::Object(entries)) = (map, entries) {
        map.extend(entries);
    }
}

#[test]
fn mistakes_of_form_are_found_by_both() {
    let good = file_with(&json!({ "duration": "1s" }), &json!({ "function": "f", "rate": "1/s" }));
    assert!(agree(&good) && problems(&good).is_empty());
    for entries in [
        json!({ "version": 2 }),
        json!({ "version": "1" }),
        json!({ "extra": 1 }),
        json!({ "seed": -1 }),
        json!({ "seed": 1.5 }),
        json!({ "seed": "1" }),
        json!({ "length": 300 }),
        json!({ "length": "fast" }),
        json!({ "account": { "ConcurrentExecutions": 0 } }),
        json!({ "account": { "ConcurentExecutions": 1 } }),
        json!({ "account": [] }),
        json!({ "functions": {} }),
        json!({ "functions": { "my function": { "duration": "1s" } } }),
        json!({ "functions": { "": { "duration": "1s" } } }),
        json!({ "functions": { "f": {} } }),
        json!({ "functions": { "f": { "duration": "1s", "timeout": 3 } } }),
        json!({ "callers": {} }),
        json!({ "callers": [{ "rate": "1/s" }] }),
    ] {
        let mut file = good.clone();
        put(&mut file, entries);
        both_refuse(&file);
    }
    both_refuse(&json!({ "functions": { "f": { "duration": "1s" } } }));
    both_refuse(&json!({ "version": 1 }));
    both_refuse(&json!([]));
    both_refuse(&json!(null));
}

#[test]
fn mistakes_in_callers_are_found_by_both() {
    for entries in [
        json!({}),
        json!({ "rate": "1/s", "at": "1s" }),
        json!({ "rate": "1/d" }),
        json!({ "rate": 1 }),
        json!({ "rate": [] }),
        json!({ "rate": [["0s"]] }),
        json!({ "rate": [["0s", "1/s", "2/s"]] }),
        json!({ "rate": [["1/s", "0s"]] }),
        json!({ "at": [] }),
        json!({ "at": 1 }),
        json!({ "at": ["1s y 5"] }),
        json!({ "rate": "1/s", "via": "sq" }),
        json!({ "rate": "1/s", "via": null }),
        json!({ "rate": "1/s", "process": "uniform" }),
        json!({ "rate": "1/s", "via": "sdk", "max_attempts": 0 }),
        json!({ "rate": "1/s", "via": "cli", "max_attempts": 101 }),
        json!({ "rate": "1/s", "via": "sdk", "max_attempts": "3" }),
        json!({ "rate": "1/s", "via": "alb", "max_attempts": 2 }),
        json!({ "rate": "1/s", "max_attempts": 2 }),
    ] {
        both_refuse(&with_caller(entries));
    }
    for entries in [
        json!({ "rate": "1/s", "via": "sdk", "max_attempts": 100 }),
        json!({ "rate": "1/s", "via": "s3", "max_attempts": 1 }),
        json!({ "rate": [["0s", "1/s"], ["1m", "90/min"]], "process": "even" }),
        json!({ "at": "10s x 1000" }),
        json!({ "at": ["10s", "1m30s x 5"] }),
    ] {
        let file = with_caller(entries);
        assert!(agree(&file) && problems(&file).is_empty(), "{file:#}");
    }
}

#[test]
fn mistakes_in_laws_are_found_by_both() {
    for law in [
        json!({}),
        json!({ "law": "normal", "mean": "1s" }),
        json!({ "law": "constant" }),
        json!({ "law": "constant", "mean": "1s" }),
        json!({ "law": "constant", "value": "1s", "mean": "1s" }),
        json!({ "law": "uniform", "from": "1s" }),
        json!({ "law": "lognormal", "sigma": 0.5 }),
        json!({ "law": "lognormal", "mean": "1s" }),
        json!({ "law": "lognormal", "mean": "1s", "median": "1s", "sigma": 0.5 }),
        json!({ "law": "lognormal", "mean": "1s", "sigma": 5.1 }),
        json!({ "law": "lognormal", "mean": "1s", "sigma": "0.5" }),
        json!({ "law": "empirical" }),
        json!({ "law": "empirical", "values": [] }),
        json!({ "law": "empirical", "values": ["1s"], "quantiles": [[0.5, "1s"]] }),
        json!({ "law": "empirical", "quantiles": [["1s", 0.5]] }),
        json!({ "law": "empirical", "quantiles": [[1.5, "1s"]] }),
        json!({ "mean": "1s" }),
        json!(["1s"]),
        json!(1),
        json!(null),
    ] {
        both_refuse(&file_with(&json!({ "duration": law }), &json!({ "function": "f", "rate": "1/s" })));
    }
    for law in [
        json!("1s"),
        json!({ "law": "constant", "value": "1s" }),
        json!({ "law": "exponential", "mean": "1s" }),
        json!({ "law": "uniform", "from": "1s", "to": "2s" }),
        json!({ "law": "lognormal", "mean": "1s", "sigma": 0 }),
        json!({ "law": "lognormal", "median": "1s", "sigma": 2 }),
        json!({ "law": "empirical", "values": ["1s", "2s"] }),
        json!({ "law": "empirical", "quantiles": [["50%", "1s"], [0.99, "2s"]] }),
    ] {
        let file = file_with(&json!({ "duration": law }), &json!({ "function": "f", "rate": "1/s" }));
        assert!(agree(&file) && problems(&file).is_empty(), "{file:#}");
    }
}

#[test]
fn as_many_functions_as_there_can_be() {
    let file = |count: usize| {
        let functions = (0..count).map(|number| (format!("f{number}"), json!({ "duration": "1s" })));
        json!({ "version": 1, "functions": Value::Object(functions.collect()) })
    };
    assert!(agree(&file(1_000)) && problems(&file(1_000)).is_empty());
    both_refuse(&file(1_001));
}

/// Values to put where others stood.
fn values() -> Vec<Value> {
    let mut values = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(0.5),
        json!(1.5),
        json!(129),
        json!(1e300),
        json!(""),
        json!("x"),
        json!("1"),
        json!("1s"),
        json!("-1s"),
        json!("5m"),
        json!("1h"),
        json!("1/s"),
        json!("2000000/s"),
        json!("5%"),
        json!("0.5"),
        json!("10s x 5"),
        json!("10s x 5000000"),
        json!("Zip"),
        json!("arm64"),
        json!("none"),
        json!("sdk"),
        json!("s3"),
        json!("even"),
        json!("java21"),
        json!([]),
        json!(["x86_64"]),
        json!(["x86_64", "arm64"]),
        json!(["1s"]),
        json!([["0s", "1/s"]]),
        json!([["1s", 1]]),
        json!({}),
        json!({ "law": "constant", "value": "1s" }),
        json!({ "law": "exponential", "value": "1s" }),
        json!({ "f": 1 }),
    ];
    for row in TABLE {
        if let Range::Count { min, max } | Range::OptionalCount { min, max } = row.range {
            values.extend([json!(min), json!(max), json!(i128::from(min) - 1), json!(max.saturating_add(1))]);
        }
    }
    values
}

#[test]
fn any_value_of_any_setting() {
    let (mut accepted, mut refused) = (0, 0);
    for row in TABLE.iter().filter(|row| row.setting != Setting::PeakRate) {
        for value in values() {
            let mut file = json!({ "version": 1, "functions": { "f": { "duration": "1s" } } });
            let map = match row.scope {
                Scope::Run => &mut file,
                Scope::Account => {
                    put(&mut file, json!({ "account": {} }));
                    &mut file["account"]
                }
                Scope::Function => &mut file["functions"]["f"],
                Scope::Caller(vias) => {
                    let caller = json!({ "function": "f", "at": "1s", "via": vias[0].name() });
                    put(&mut file, json!({ "callers": [caller] }));
                    &mut file["callers"][0]
                }
            };
            put(map, json!({ row.file_key: value }));
            if agree(&file) { accepted += 1 } else { refused += 1 }
        }
    }
    assert!(150 < accepted && 1_000 < refused, "{accepted} accepted, {refused} refused");
}

/// Every value of every scenario there is, taken away and replaced by any other; and a key too many in every map.
#[test]
fn scenarios_with_one_value_changed() {
    let (mut accepted, mut refused) = (0, 0);
    let mut count = |file: &Value| if agree(file) { accepted += 1 } else { refused += 1 };
    for path in shipped().into_iter().chain(of_the_model()) {
        let whole = scenario(&path);
        for place in places(&whole, "") {
            for value in values() {
                let mut file = whole.clone();
                *file.pointer_mut(&place).expect("a place in the file") = value;
                count(&file);
            }
            let mut file = whole.clone();
            match file.pointer_mut(&place).expect("a place in the file") {
                Value::Object(map) => drop(map.insert("extra".to_owned(), json!(1))),
                Value::Array(list) => list.push(json!(1)),
                _ => {}
            }
            count(&file);
            let (outer, key) = place.rsplit_once('/').unwrap_or_default();
            let mut file = whole.clone();
            match file.pointer_mut(outer).expect("a place in the file") {
                Value::Object(map) => drop(map.shift_remove(key)),
                Value::Array(list) => drop(list.remove(key.parse().expect("a place in the list"))),
                _ => {}
            }
            count(&file);
        }
    }
    assert!(1_000 < accepted && 10_000 < refused, "{accepted} accepted, {refused} refused");
}

/// The pointers to all values inside of one.
fn places(value: &Value, own: &str) -> Vec<String> {
    let entries: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(place, value)| (place.to_string(), value)).collect(),
        _ => return Vec::new(),
    };
    let each = entries.into_iter().flat_map(|(key, value)| {
        let path = format!("{own}/{key}");
        let inside = places(value, &path);
        [path].into_iter().chain(inside)
    });
    each.collect()
}
