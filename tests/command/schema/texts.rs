//! Every text of a few characters, and some longer ones: the pattern of the schema matches what the engine can read.

use jsonschema::Validator;
use lambda_sim::time::Span;
use lambda_sim::units::Rate;
use serde_json::{Value, json};

use super::definition;

/// Every text of up to so many of these characters.
fn texts(characters: &str, length: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..length {
        let longer: Vec<String> =
            all[from..].iter().flat_map(|text| characters.chars().map(move |c| format!("{text}{c}"))).collect();
        from = all.len();
        all.extend(longer);
    }
    all
}

/// The texts on which pattern and reader do not agree; both must accept some and refuse some.
fn differences(validator: &Validator, texts: &[String], reads: impl Fn(&str) -> bool) -> Vec<String> {
    let matched: Vec<bool> = texts.iter().map(|text| validator.is_valid(&Value::from(text.as_str()))).collect();
    assert!(matched.contains(&true) && matched.contains(&false));
    let all = texts.iter().zip(matched).filter(|(text, matched)| reads(text) != *matched);
    all.map(|(text, _)| text.clone()).collect()
}

/// Only a part of a nanosecond is a span for the schema and none for the engine.
#[test]
fn spans() {
    let span = definition("span");
    let reads = |text: &str| Span::parse(text).is_some();
    let mut texts = texts("1.0smuhdn- ", 4);
    texts.extend(
        [
            "1m30s",
            "1h1m1s1ms1us1ns",
            "1s 1s",
            " 5m ",
            "1 s",
            "1e3s",
            "1.5.5s",
            "1S",
            "1sec",
            "1m30",
            "۱s",
            "1.5us",
            "0.0ns",
        ]
        .map(str::to_owned),
    );
    let differences = differences(&span, &texts, reads);
    assert!(differences.iter().all(|text| text.contains("ns") && text.contains(".1")), "{differences:?}");
}

#[test]
fn rates() {
    let rate = definition("rate");
    let reads = |text: &str| Rate::parse(text).is_some();
    let mut texts = texts("1.0/mshe+- ", 5);
    texts.extend(
        ["90/min", "1e3/s", "1E-3/s", ".5/h", "1/d", "inf/s", "nan/s", "1_000/s", "+1/s", " 1 / s ", "1/s/s"]
            .map(str::to_owned),
    );
    assert_eq!(differences(&rate, &texts, reads), [""; 0]);
}

/// The engine reads a burst where a caller has one.
#[test]
fn bursts() {
    let burst = definition("burst");
    let reads = |text: &str| super::agreement::reads(&json!({ "at": [text] }));
    let mut texts = texts("1s x+.", 5);
    texts.extend(
        ["10s x 1000", "10sx1000", "1m30s x 5", "10s x -1", "10s x 1.5", "x 5", "10s x", "10s X 5"].map(str::to_owned),
    );
    assert_eq!(differences(&burst, &texts, reads), [""; 0]);
}

#[test]
fn parts_of_a_whole() {
    let fraction = definition("fraction");
    let reads = |text: &str| super::agreement::reads_function(&json!({ "error_rate": text }));
    let mut texts = texts("10.%e ", 5);
    texts.extend(["50 %", "5e-1", "inf", "nan%", "-5%", "+5%", "0,5"].map(str::to_owned));
    // What is too large is written as it should be.
    let differences = differences(&fraction, &texts, reads);
    let is_too_large = |text: &String| {
        let number: f64 = text.trim().trim_end_matches('%').trim().parse().expect("a number");
        1.0 < number
    };
    assert!(differences.iter().all(is_too_large), "{differences:?}");
    for number in [json!(0), json!(1), json!(0.5)] {
        assert!(fraction.is_valid(&number), "{number}");
    }
    for number in [json!(-0.1), json!(1.1), json!(null), json!(true)] {
        assert!(!fraction.is_valid(&number), "{number}");
    }
}
