//! The summary as a table to read.

use std::fmt::Write as _;

use lambda_sim::MODEL_VERSION;
use lambda_sim::admission::Limit;
use lambda_sim::metrics::Row;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;

const HEADERS: [&str; 9] = [
    "function",
    "reserved",
    "requests",
    "Invocations",
    "cold starts",
    "Throttles",
    "by account",
    "by reserved",
    "concurrency max / mean",
];

/// The summary of a run.
pub(crate) fn of(run: &Run) -> String {
    let (plan, series) = (run.plan(), run.series());
    let mut rows = vec![HEADERS.map(str::to_owned).to_vec()];
    for (function, of_function) in plan.functions().iter().zip(&series.functions) {
        let reserved = function.reserved.map_or("-".to_owned(), |reserved| reserved.to_string());
        rows.push(cells(&function.name, reserved, &of_function.total, series.length()));
    }
    let reserved = plan.reserved_total().to_string();
    rows.push(cells("*", reserved, &series.account.total, series.length()));
    let mut out = aligned(&rows);
    let (limit, length) = (plan.account_limit(), plan.length());
    let _ = writeln!(out, "\naccount limit {limit}, {length} simulated, seed {}", plan.seed());
    let _ = writeln!(out, "model {MODEL_VERSION}, digest {}", run.digest());
    out
}

fn cells(name: &str, reserved: String, total: &Row, length: Span) -> Vec<String> {
    let level = total.concurrency;
    vec![
        name.to_owned(),
        reserved,
        total.requests().to_string(),
        total.invocations.to_string(),
        total.cold_starts.to_string(),
        total.throttled().to_string(),
        total.throttled_by(Limit::Account).to_string(),
        total.throttled_by(Limit::Reserved).to_string(),
        format!("{} / {:.1}", level.max, level.mean(length)),
    ]
}

/// Columns as wide as their widest cell; names to the left, numbers to the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        for (place, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = if place == 0 { write!(out, "{cell:<width$}") } else { write!(out, "  {cell:>width$}") };
        }
        out.push('\n');
    }
    out
}
