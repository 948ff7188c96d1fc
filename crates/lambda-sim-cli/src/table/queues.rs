//! What was in queues that are polled, where there are any.

use lambda_sim::metrics::SourceCounts;
use lambda_sim::timeline::Run;

use super::ACCOUNT;
use crate::grid::{Column, aligned};
use crate::short::short;

/// None where no caller is a queue. A function that none of them calls has no row.
pub(super) fn of(run: &Run) -> Option<String> {
    let (plan, sources) = (run.plan(), run.series().sources.as_ref()?);
    let is_polled =
        |function| plan.callers().iter().any(|caller| caller.function == function && caller.via.is_polled());
    let polled = plan.function_ids().filter(|id| is_polled(*id));
    let of_functions = polled.map(|id| (plan.function(id).name.as_str(), &sources.functions[id.index()].total));
    let rows: Vec<(&str, &SourceCounts)> = of_functions.chain([(ACCOUNT, &sources.account.total)]).collect();
    let counts =
        |header, count: fn(&SourceCounts) -> u64| Column::numbers(header, rows.iter().map(|(_, of)| count(of)));
    let columns = [
        Some(Column::names("queue of", rows.iter().map(|(name, _)| (*name).to_owned()))),
        Some(counts("sent", |of| of.sent)),
        Some(counts("read", |of| of.received)),
        Some(counts("deleted", |of| of.deleted)),
        counts("came back", |of| of.returned).unless_empty(),
        counts("dead-lettered", |of| of.dead_lettered).unless_empty(),
        counts("given up", |of| of.discarded).unless_empty(),
        Some(counts("max visible", |of| of.visible.max.into())),
        Some(counts("max in flight", |of| of.in_flight.max.into())),
        Some(Column::numbers("oldest age", rows.iter().map(|(_, of)| short(of.oldest_age)))),
        Some(counts("max pollers", |of| of.pollers.into())),
    ];
    Some(aligned(&columns.into_iter().flatten().collect::<Vec<_>>()))
}
