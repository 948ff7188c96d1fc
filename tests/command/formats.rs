//! Three formats, one run: they agree with each other.

use serde_json::Value;

use crate::csv::{lines, lines_of, series_of, sum};
use crate::invoke::{PROMOTION, PROMOTION_REPAIRED, call, call_with, count, shipped, summary_of_file, word};
use crate::table::Table;

/// The functions of a summary and the account.
fn all(summary: &Value) -> Vec<(&str, &Value)> {
    let functions = summary["functions"].as_object().expect("a map of functions");
    functions.iter().map(|(name, totals)| (name.as_str(), totals)).chain([("*", &summary["account"])]).collect()
}

#[test]
fn the_sums_and_maxima_of_the_series_are_those_of_the_summary() {
    for path in shipped() {
        let file = word(&path);
        let (lines, summary) = (series_of(file), summary_of_file(file));
        for (name, totals) in all(&summary) {
            let max = |column: &str| lines_of(&lines, name).map(|line| line.count(column)).max();
            for column in ["Invocations", "Errors", "Throttles", "requests", "cold_starts"] {
                assert_eq!(sum(&lines, name, column), count(totals, column), "{column} of {name} in {file}");
            }
            for limit in ["account", "reserved", "scaling_rate"] {
                let by_limit = count(&totals["throttles_by_limit"], limit);
                assert_eq!(sum(&lines, name, &format!("throttles_{limit}")), by_limit, "{limit} of {name} in {file}");
            }
            let events = &totals["asynchronous"];
            for (column, key) in [
                ("AsyncEventsReceived", "AsyncEventsReceived"),
                ("AsyncEventsDropped", "AsyncEventsDropped"),
                ("async_done", "done"),
                ("async_dead_lettered", "dead_lettered"),
            ] {
                assert_eq!(sum(&lines, name, column), count(events, key), "{column} of {name} in {file}");
            }
            for column in ["ConcurrentExecutions", "environments"] {
                assert_eq!(max(column), Some(count(totals, column)), "{column} of {name} in {file}");
            }
            assert_eq!(max("AsyncEventAge"), Some(count(events, "AsyncEventAge")), "{name} in {file}");
            assert_eq!(max("async_backlog"), Some(count(events, "backlog")), "{name} in {file}");
            let oldest = lines_of(&lines, name).map(|line| line.number("async_oldest_age_s")).fold(0.0, f64::max);
            assert_eq!(events["maximum_age_s"].as_f64(), Some(oldest), "{name} in {file}");
        }
    }
}

#[test]
fn the_series_has_a_line_each_second_for_the_account_and_each_function() {
    let lines = series_of(PROMOTION);
    assert_eq!(lines.len(), 300 * 5);
    let names: Vec<&str> = lines[..5].iter().map(|line| line.text("function")).collect();
    assert_eq!(names, ["*", "checkout", "catalog", "reports", "thumbnails"]);
    let times: Vec<&str> = lines.iter().step_by(5).take(3).map(|line| line.text("time_s")).collect();
    assert_eq!(times, ["0", "1", "2"]);
}

/// Ten events at one second, first tried a second later, with room for three that run for a minute: seven wait, are tried again
/// in vain after 1, 2, 4 and 8 seconds more, and the run ends 29 seconds after they came.
#[test]
fn the_series_of_events_by_the_names_of_its_columns() {
    let scenario = "version: 1\nlength: 30s\ncallers: [{ function: a, via: sns, at: 1s x 10 }]\nfunctions:\n\
                    \x20 a: { duration: 1m, ReservedConcurrentExecutions: 3, async_delay: 1s, retry_jitter: 0 }";
    let csv = call_with(&["run", "-", "--format", "csv", "--period", "10s"], scenario.as_bytes()).succeeds();
    let lines = lines(&csv);
    let of = |column: &str| lines_of(&lines, "a").map(|line| line.text(column)).collect::<Vec<_>>();
    assert_eq!(of("AsyncEventsReceived"), ["10", "0", "0"]);
    assert_eq!(of("Throttles"), ["28", "7", "0"]);
    assert_eq!(of("throttles_reserved"), of("Throttles"));
    assert_eq!(of("AsyncEventAge"), ["8000", "16000", "0"], "the age at the last attempt [ms]");
    assert_eq!(of("async_oldest_age_s"), ["9", "19", "29"], "the age at the end of the period");
    assert_eq!(of("async_backlog"), ["10", "7", "7"]);
    assert_eq!(of("async_done"), ["0", "0", "0"]);
    assert_eq!((of("AsyncEventsDropped"), of("async_dead_lettered")), (of("async_done"), of("async_done")));
    assert_eq!(of("Errors"), ["0", "0", "0"]);
}

/// Ten events fail at once, at 60 s and at 180 s, and the last error is theirs.
#[test]
fn the_series_of_events_that_fail() {
    let scenario = "version: 1\nlength: 4m\ncallers: [{ function: a, via: s3, at: 0s x 10 }]\nfunctions:\n\
                    \x20 a: { duration: 0s, init: 0s, error_rate: 1, async_delay: 0s, retry_jitter: 0 }";
    let csv = call_with(&["run", "-", "--format", "csv", "--period", "1m"], scenario.as_bytes()).succeeds();
    let lines = lines(&csv);
    let of = |column: &str| lines_of(&lines, "*").map(|line| line.text(column)).collect::<Vec<_>>();
    assert_eq!(of("Errors"), ["10", "10", "0", "10"]);
    assert_eq!(of("Invocations"), of("Errors"));
    assert_eq!(of("AsyncEventsDropped"), ["0", "0", "0", "10"]);
    assert_eq!(of("async_dead_lettered"), of("AsyncEventsDropped"));
    assert_eq!(of("AsyncEventAge"), ["0", "60000", "0", "180000"]);
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html>: claimed is what runs unreserved plus all
/// that is reserved, used or not.
#[test]
fn claimed_concurrency_is_the_unreserved_in_use_and_all_reservations() {
    for line in &*series_of(PROMOTION_REPAIRED) {
        let (unreserved, claimed) = ("UnreservedConcurrentExecutions", "ClaimedAccountConcurrency");
        if line.text("function") == "*" {
            assert_eq!(line.count(claimed), line.count(unreserved) + 600, "{line:?}");
            assert!(line.count(claimed) <= 1_000, "{line:?}");
        } else {
            assert_eq!((line.text(unreserved), line.text(claimed)), ("", ""));
        }
    }
}

#[test]
fn the_tables_have_the_numbers_of_the_summary() {
    for path in shipped() {
        let file = word(&path);
        let (out, summary) = (call(&["run", file]).succeeds(), summary_of_file(file));
        let functions = Table::of(&out, &["function"]);
        for (name, totals) in all(&summary) {
            for (header, key) in [
                ("requests", "requests"),
                ("Invocations", "Invocations"),
                ("Errors", "Errors"),
                ("Throttles", "Throttles"),
            ] {
                assert_eq!(functions.count(name, header), count(totals, key), "{header} of {name} in {file}");
            }
            assert_eq!(functions.count(name, "cold starts"), count(totals, "cold_starts"), "{name} in {file}");
            let by_limit = &totals["throttles_by_limit"];
            for (header, key) in
                [("by account", "account"), ("by reserved", "reserved"), ("by scaling rate", "scaling_rate")]
            {
                assert_eq!(functions.count(name, header), count(by_limit, key), "{header} of {name} in {file}");
            }
        }
        check_events(&out, &summary, file);
        check_callers(&out, &summary, file);
    }
}

#[track_caller]
fn check_events(out: &str, summary: &Value, file: &str) {
    let table = Table::find(out, &["function", "events received"]);
    let received = count(&summary["account"]["asynchronous"], "AsyncEventsReceived");
    assert_eq!(table.is_some(), 0 < received, "{file}");
    let Some(table) = table else { return };
    for (name, totals) in all(summary) {
        let events = &totals["asynchronous"];
        if count(events, "AsyncEventsReceived") == 0 {
            assert!(table.rows.iter().all(|cells| cells[0] != name), "{name} in {file}");
            continue;
        }
        for (header, key) in [
            ("events received", "AsyncEventsReceived"),
            ("done", "done"),
            ("dropped", "AsyncEventsDropped"),
            ("dead-lettered", "dead_lettered"),
            ("never sent", "expired_unsent"),
            ("waiting", "waiting"),
            ("max backlog", "backlog"),
        ] {
            assert_eq!(table.count(name, header), count(events, key), "{header} of {name} in {file}");
        }
    }
}

#[track_caller]
fn check_callers(out: &str, summary: &Value, file: &str) {
    let callers = summary["callers"].as_array().expect("a list of callers");
    // Nobody has an answer to a batch of a queue or a stream.
    let polled = ["sqs", "kinesis", "dynamodb-streams"];
    if callers.iter().all(|caller| polled.iter().any(|via| caller["via"] == *via)) {
        return;
    }
    let table = Table::of(out, &["caller of", "via", "status"]);
    assert_eq!(table.rows.len(), callers.len(), "{file}");
    for (cells, caller) in table.rows.iter().zip(callers) {
        // A version is named behind its function.
        let function = cells[0].split(':').next().unwrap_or_default();
        assert_eq!((&caller["function"], &caller["via"]), (&function.into(), &Value::from(&*cells[1])), "{file}");
        let status = caller["status"].as_object().expect("a map of counts");
        let each: Vec<String> = status.iter().map(|(status, count)| format!("{status}: {count}")).collect();
        assert_eq!(cells[2], each.join(", "), "{file}");
    }
}

#[test]
fn the_tables_end_with_what_was_run() {
    let (out, summary) = (call(&["run", PROMOTION]).succeeds(), summary_of_file(PROMOTION));
    assert!(out.contains(summary["digest"].as_str().expect("a text")), "{out}");
    assert!(out.contains("account limit 1000, 5m simulated, seed 42"), "{out}");
    assert_eq!(call(&["run", PROMOTION, "--format", "table"]).succeeds(), out, "tables are the default");
}
