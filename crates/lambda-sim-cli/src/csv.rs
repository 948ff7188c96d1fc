//! The series as CSV: one row a period and function, `*` for the account.
//!
//! CloudWatch's metrics first, under CloudWatch's names and statistics; ours after them, in lower case.

use std::fmt::Write as _;

use lambda_sim::admission::Limit;
use lambda_sim::metrics::Row;
use lambda_sim::timeline::Run;

/// The account's row has one metric more of its own; a function's field stays empty there.
const HEADER: &str = "time_s,function,ConcurrentExecutions,UnreservedConcurrentExecutions,ClaimedAccountConcurrency,\
                      Invocations,Throttles,requests,cold_starts,throttles_account,throttles_reserved,\
                      mean_concurrency,environments,mean_environments\n";

/// All series of a run.
pub(crate) fn of(run: &Run) -> String {
    let mut out = HEADER.to_owned();
    let series = run.series();
    let names = run.plan().functions().iter().map(|function| function.name.as_str());
    let functions: Vec<_> = names.zip(&series.functions).collect();
    for row in 0..series.len() {
        line(&mut out, run, row, "*", &series.account.rows[row]);
        for (name, function) in &functions {
            line(&mut out, run, row, name, &function.rows[row]);
        }
    }
    out
}

fn line(out: &mut String, run: &Run, place: usize, name: &str, row: &Row) {
    let series = run.series();
    let length = series.row_length(place);
    let _ = write!(out, "{},{name},{},", series.start(place).as_secs_f64(), row.concurrency.max);
    if name == "*" {
        let claimed = row.unreserved.max + run.plan().reserved_total().get();
        let _ = write!(out, "{},{claimed}", row.unreserved.max);
    } else {
        out.push(',');
    }
    let _ = writeln!(
        out,
        ",{},{},{},{},{},{},{:.6},{},{:.6}",
        row.invocations,
        row.throttled(),
        row.requests(),
        row.cold_starts,
        row.throttled_by(Limit::Account),
        row.throttled_by(Limit::Reserved),
        row.concurrency.mean(length),
        row.environments.max,
        row.environments.mean(length),
    );
}
