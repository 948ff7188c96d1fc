//! What passes and what does not: a judge that lets everything pass proves nothing.

use serde_json::json;
use validation::batch_means::Estimate;
use validation::case::{Case, Effort, Row, Source, Verdict};
use validation::report::{Outcome, counts, json, measure, summary, table};

fn estimate(value: f64) -> Estimate {
    Estimate { value, error: 0.5 }
}

#[track_caller]
fn passes(row: &Row) {
    assert_eq!(row.verdict, Verdict::Passes, "{row:?}");
}

#[track_caller]
fn fails(row: &Row) {
    assert_eq!(row.verdict, Verdict::Fails, "{row:?}");
}

#[test]
fn what_is_exact_passes_only_where_nothing_is_off() {
    passes(&Row::exact("", 0, 0));
    fails(&Row::exact("", 3, 4));
    fails(&Row::exact("", 0.0, f64::NAN));
    passes(&Row::words("", "ABC", "ABC"));
    fails(&Row::words("", "ABC", "ABD"));
}

#[test]
fn an_estimate_may_be_three_standard_errors_off() {
    for (value, is_near) in [(8.6, true), (11.4, true), (8.4, false), (11.6, false), (f64::NAN, false)] {
        let row = Row::estimate("", 10.0, estimate(value));
        assert_eq!(row.verdict == Verdict::Passes, is_near, "{row:?}");
    }
    // Errors of 0.5 and of 1.2 are 1.3 together.
    passes(&Row::estimates("", Estimate { value: 10.0, error: 1.2 }, estimate(13.8)));
    fails(&Row::estimates("", Estimate { value: 10.0, error: 1.2 }, estimate(14.0)));
}

#[test]
fn what_may_be_off_by_a_part_fails_beyond_it() {
    passes(&Row::near("", 100.0, 99.1, 0.01));
    fails(&Row::near("", 100.0, 98.9, 0.01));
    passes(&Row::between("", (7.65, 7.74), estimate(7.66)));
    fails(&Row::between("", (7.65, 7.74), estimate(7.75)));
    passes(&Row::reached("", 66.18, (60.0, 66.0), 0.01));
    passes(&Row::reached("", 61.0, (60.0, 66.0), 0.0));
    fails(&Row::reached("", 67.0, (60.0, 66.0), 0.01));
    passes(&Row::at_most("", 0.15, 0.149));
    fails(&Row::at_most("", 0.15, 0.151));
}

const SOURCE: Source = Source { name: "nobody", address: "https://example.org" };

fn outcome(name: &'static str, rows: fn(Effort) -> Vec<Row>) -> Outcome {
    measure(&[Case { name, source: SOURCE, rows }], Effort::Short).remove(0)
}

#[test]
fn a_case_that_fails_is_shown_as_failing() {
    let wrong = outcome("wrong", |_| vec![Row::exact("two", 2, 2), Row::exact("three", 3, 4)]);
    let right = outcome("right", |_| vec![Row::together("many", 10.0, estimate(20.0)), Row::at_most("all", 1.0, 0.5)]);
    assert_eq!((wrong.failures().count(), right.failures().count()), (1, 0));
    let outcomes = [wrong, right];
    assert_eq!(counts(&outcomes), "4 rows: 2 pass, 1 fail, 1 are judged together");
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = table(&outcomes).lines().skip(2).take(4).map(cells).collect();
    assert_eq!(rows[1][1..7], ["wrong: three", "nobody", "3", "4", "+1", "NO"]);
    assert_eq!(rows[2][1..7], ["right: many", "nobody", "10", "20 ± 5.0e-1", "+100.00 %", "together"]);
    let lines: Vec<Vec<String>> = summary(&outcomes).lines().skip(2).map(cells).collect();
    assert_eq!(lines[0][1..6], ["wrong", "nobody", "2", "+1", "NO: 1"]);
    assert_eq!(lines[1][1..6], ["right", "nobody", "2", "0.50000 of at most 1", "yes"]);
}

#[test]
fn the_json_has_numbers_and_says_what_passes() {
    let json = json(&[outcome("a", |_| vec![Row::exact("b", 3, 4), Row::together("c", 1.0, estimate(2.0))])]);
    let expected = json!({
        "case": "a", "what": "b", "source": "nobody", "address": "https://example.org", "expected": 3.0, "obtained": 4.0,
        "standard_error": null, "error": "+1", "pass": false,
    });
    assert_eq!(json["cases"][0], expected);
    assert_eq!((&json["cases"][1]["pass"], &json["cases"][1]["standard_error"]), (&json!(null), &json!(0.5)));
}
