//! Three formats, one run: they agree with each other.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::invoke::{PROMOTION, PROMOTION_REPAIRED, STEADY, TEN_REQUESTS, call, parse};

/// `UnreservedConcurrentExecutions` and `ClaimedAccountConcurrency` are the account's alone.
const COLUMNS: [&str; 14] = [
    "time_s",
    "function",
    "ConcurrentExecutions",
    "UnreservedConcurrentExecutions",
    "ClaimedAccountConcurrency",
    "Invocations",
    "Throttles",
    "requests",
    "cold_starts",
    "throttles_account",
    "throttles_reserved",
    "mean_concurrency",
    "environments",
    "mean_environments",
];

/// One line of the CSV by the names of the columns.
type Line<'c> = BTreeMap<&'c str, &'c str>;

fn lines(csv: &str) -> Vec<Line<'_>> {
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    assert_eq!(header, COLUMNS);
    let read = |line| {
        let fields: Vec<&str> = str::split(line, ',').collect();
        assert_eq!(fields.len(), COLUMNS.len(), "{line}");
        COLUMNS.into_iter().zip(fields).collect()
    };
    lines.map(read).collect()
}

#[track_caller]
fn count(line: &Line<'_>, column: &str) -> u64 {
    line[column].parse().unwrap_or_else(|_| panic!("{column} of {line:?} is a count"))
}

fn csv(file: &str) -> String {
    call(&["run", file, "--format", "csv"]).succeeds()
}

fn summary(file: &str) -> Value {
    parse(&call(&["run", file, "--format", "json"]).succeeds())
}

#[test]
fn the_sums_and_maxima_of_the_series_are_those_of_the_summary() {
    for file in [STEADY, TEN_REQUESTS, PROMOTION, PROMOTION_REPAIRED] {
        let (csv, summary) = (csv(file), summary(file));
        let lines = lines(&csv);
        let functions = summary["functions"].as_object().expect("a map of functions");
        let all = functions.iter().map(|(name, totals)| (name.as_str(), totals)).chain([("*", &summary["account"])]);
        for (name, totals) in all {
            let of_function = || lines.iter().filter(|line| line["function"] == name);
            let sum = |column: &str| of_function().map(|line| count(line, column)).sum::<u64>();
            let max = |column: &str| of_function().map(|line| count(line, column)).max();
            for column in ["Invocations", "Throttles", "requests", "cold_starts"] {
                assert_eq!(Some(sum(column)), totals[column].as_u64(), "{column} of {name} in {file}");
            }
            let by_limit = &totals["throttles_by_limit"];
            assert_eq!(Some(sum("throttles_account")), by_limit["account"].as_u64(), "{name} in {file}");
            assert_eq!(Some(sum("throttles_reserved")), by_limit["reserved"].as_u64(), "{name} in {file}");
            for column in ["ConcurrentExecutions", "environments"] {
                assert_eq!(max(column), totals[column].as_u64(), "{column} of {name} in {file}");
            }
            assert_eq!(sum("requests"), sum("Invocations") + sum("Throttles"), "{name} in {file}");
        }
    }
}

#[test]
fn the_series_has_a_line_each_second_for_the_account_and_each_function() {
    let csv = csv(PROMOTION);
    let lines = lines(&csv);
    assert_eq!(lines.len(), 300 * 5);
    let names: Vec<&str> = lines[..5].iter().map(|line| line["function"]).collect();
    assert_eq!(names, ["*", "checkout", "catalog", "reports", "thumbnails"]);
    let times: Vec<&str> = lines.iter().step_by(5).take(3).map(|line| line["time_s"]).collect();
    assert_eq!(times, ["0", "1", "2"]);
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html>: claimed is what runs unreserved plus all
/// that is reserved, used or not.
#[test]
fn claimed_concurrency_is_the_unreserved_in_use_and_all_reservations() {
    let csv = csv(PROMOTION_REPAIRED);
    for line in lines(&csv) {
        if line["function"] == "*" {
            let claimed = count(&line, "UnreservedConcurrentExecutions") + 600;
            assert_eq!(count(&line, "ClaimedAccountConcurrency"), claimed, "{line:?}");
            assert!(claimed <= 1_000, "{line:?}");
        } else {
            assert_eq!((line["UnreservedConcurrentExecutions"], line["ClaimedAccountConcurrency"]), ("", ""));
        }
    }
}

#[test]
fn the_summary_says_what_was_run() {
    let summary = summary(PROMOTION_REPAIRED);
    assert_eq!(summary["seed"], 42);
    assert_eq!(summary["length_s"], 300.0);
    assert_eq!(summary["model"], env!("CARGO_PKG_VERSION"));
    assert_eq!(summary["account"]["limit"], 1_000);
    assert_eq!(summary["account"]["unreserved"], 400);
    assert_eq!(summary["functions"]["checkout"]["ReservedConcurrentExecutions"], 600);
    assert_eq!(summary["functions"]["catalog"]["ReservedConcurrentExecutions"], Value::Null);
}

/// The ten requests: six cold ones of 1.1 s and four warm ones of 1 s are in flight for 10.6 s in all. The six
/// environments are there for 3, 2.9, 2.7, 2.4, 2.2 and 1.4 s.
#[test]
fn means_are_levels_times_time_over_the_length_of_the_run() {
    let orders = &summary(TEN_REQUESTS)["functions"]["orders"];
    assert_eq!(orders["mean_concurrency"], 10_600.0 / 3_000.0);
    assert_eq!(orders["mean_environments"], 14_600.0 / 3_000.0);
}

#[test]
fn the_table_shows_each_function_and_the_account_with_the_numbers_of_the_summary() {
    let (table, summary) = (call(&["run", PROMOTION]).succeeds(), summary(PROMOTION));
    for (name, totals) in summary["functions"].as_object().expect("a map") {
        let line = table.lines().find(|line| line.starts_with(name.as_str())).expect("a line for each function");
        let cells: Vec<&str> = line.split_whitespace().collect();
        for (cell, key) in [(2, "requests"), (3, "Invocations"), (4, "cold_starts"), (5, "Throttles")] {
            assert_eq!(cells[cell], totals[key].to_string(), "{key} in {line:?}");
        }
    }
    assert!(table.lines().any(|line| line.starts_with("* ")), "{table}");
    assert!(table.contains(summary["digest"].as_str().expect("a text")), "{table}");
    assert!(table.contains("account limit 1000, 5m simulated, seed 42"), "{table}");
    assert_eq!(call(&["run", PROMOTION, "--format", "table"]).succeeds(), table, "the table is the default");
}

#[test]
fn the_columns_of_the_table_stand_under_each_other() {
    let table = call(&["run", PROMOTION]).succeeds();
    let widths: Vec<usize> = table.lines().take(6).map(str::len).collect();
    assert_eq!(widths, [widths[0]; 6], "{table}");
}
