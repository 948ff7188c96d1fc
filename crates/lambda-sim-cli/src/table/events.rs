//! What became of asynchronous events, where there are any.

use lambda_sim::metrics::SeriesOf;
use lambda_sim::timeline::Run;

use super::ACCOUNT;
use crate::grid::{Column, aligned};
use crate::short::short;

/// None where no caller is asynchronous. A function that none of them calls has no row.
pub(super) fn of(run: &Run) -> Option<String> {
    let (plan, series) = (run.plan(), run.series());
    let is_asynchronous = |function| {
        let mut callers = plan.callers().iter().filter(|caller| caller.function == function);
        callers.any(|caller| caller.via.is_asynchronous())
    };
    let called: Vec<_> = plan.function_ids().filter(|id| is_asynchronous(*id)).collect();
    if called.is_empty() {
        return None;
    }
    let of_functions = called.iter().map(|id| (plan.function(*id).name.as_str(), &series.functions[id.index()]));
    let rows: Vec<(&str, &SeriesOf)> = of_functions.chain([(ACCOUNT, &series.account)]).collect();
    let counts = |header, count: fn(&SeriesOf) -> u64| Column::numbers(header, rows.iter().map(|(_, of)| count(of)));
    let columns = [
        Some(Column::names("function", rows.iter().map(|(name, _)| (*name).to_owned()))),
        Some(counts("events received", |of| of.total.events.received)),
        Some(counts("done", |of| of.total.events.done)),
        Some(counts("dropped", |of| of.total.events.dropped)),
        counts("dead-lettered", |of| of.total.events.dead_lettered).unless_empty(),
        counts("records", |of| u64::from(of.total.records.on_success) + u64::from(of.total.records.on_failure))
            .unless_empty(),
        counts("undelivered", |of| of.total.records.failed.into()).unless_empty(),
        counts("loops stopped", |of| of.total.records.loops_stopped.into()).unless_empty(),
        counts("never sent", |of| of.total.events.expired_unsent).unless_empty(),
        Some(counts("waiting", |of| of.waiting_at_end as u64)),
        Some(counts("max backlog", |of| of.total.backlog.max.into())),
        Some(Column::numbers("oldest age", rows.iter().map(|(_, of)| short(of.total.oldest_age)))),
    ];
    Some(aligned(&columns.into_iter().flatten().collect::<Vec<_>>()))
}
