//! A run second by second, as a table to compare.

use lambda_sim::metrics::Row;
use lambda_sim::timeline::Run;

use crate::scenario_builder::ScenarioBuilder;

const HEADER: &str = "second  function  requests  invocations  cold  throttled  in flight  environments";

/// Runs the scenario and holds its series against a table.
///
/// Every second of the run has a line for each function that the table names; `*` is the account. The columns `in flight`
/// and `environments` are the highest levels of that second.
#[track_caller]
pub(crate) fn check(scenario: ScenarioBuilder, expected: &str) {
    let expected: Vec<&str> = expected.lines().filter(|line| !line.trim().is_empty()).collect();
    let (header, lines) = expected.split_first().expect("a table has a header");
    assert_eq!(cells(header), cells(HEADER), "the columns of the table");
    let wanted: Vec<Vec<&str>> = lines.iter().map(|line| cells(line)).collect();
    let run = scenario.run();
    let got: Vec<Vec<String>> =
        table(&run).into_iter().filter(|row| wanted.iter().any(|cells| cells[1] == row[1])).collect();
    let aligned: Vec<String> = got.iter().map(|row| aligned(row)).collect();
    assert!(
        got == wanted,
        "expected\n\n{}\n\nbut the run gives\n\n{HEADER}\n{}\n",
        expected.join("\n"),
        aligned.join("\n")
    );
}

fn cells(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

fn table(run: &Run) -> Vec<Vec<String>> {
    let series = run.series();
    let mut rows = Vec::new();
    for second in 0..series.len() {
        let functions = run.plan().functions().iter().zip(&series.functions);
        for (function, of_function) in functions {
            rows.push(row(second, &function.name, &of_function.rows[second]));
        }
        rows.push(row(second, "*", &series.account.rows[second]));
    }
    rows
}

fn row(second: usize, name: &str, row: &Row) -> Vec<String> {
    vec![
        (second + 1).to_string(),
        name.to_owned(),
        row.requests.to_string(),
        row.invocations.to_string(),
        row.cold_starts.to_string(),
        row.throttled().to_string(),
        row.concurrency.max.to_string(),
        row.environments.max.to_string(),
    ]
}

/// The cells under the words of the header.
fn aligned(cells: &[String]) -> String {
    let [second, name, requests, invocations, cold, throttled, in_flight, environments] = cells else {
        return cells.join("  ");
    };
    format!(
        "{second:>6}  {name:<8}  {requests:>8}  {invocations:>11}  {cold:>4}  {throttled:>9}  {in_flight:>9}  {environments:>12}"
    )
}
