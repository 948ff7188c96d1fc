//! Requests, limits and concurrency of each function and of the account.

use lambda_sim::admission::Limit;
use lambda_sim::metrics::Row;
use lambda_sim::timeline::Run;

use super::ACCOUNT;
use crate::grid::{Column, NOTHING, aligned};

pub(super) fn of(run: &Run) -> String {
    let (plan, series) = (run.plan(), run.series());
    let names = plan.functions().iter().map(|function| function.name.clone());
    let reserved = plan.functions().iter().map(|function| match function.reserved {
        Some(reserved) => reserved.to_string(),
        None => NOTHING.to_owned(),
    });
    let has_reservation = plan.functions().iter().any(|function| function.reserved.is_some());
    let totals: Vec<&Row> = series.functions.iter().chain([&series.account]).map(|of| &of.total).collect();
    let counts = |header, count: fn(&Row) -> u64| Column::numbers(header, totals.iter().map(|total| count(total)));
    let concurrency = totals
        .iter()
        .map(|total| format!("{} / {:.1}", total.concurrency.max, total.concurrency.mean(series.length())));
    let columns = [
        Some(Column::names("function", names.chain([ACCOUNT.to_owned()]))),
        has_reservation.then(|| Column::numbers("reserved", reserved.chain([plan.reserved_total().to_string()]))),
        Some(counts("requests", |total| total.requests)),
        Some(counts("Invocations", |total| total.invocations)),
        counts("Errors", |total| total.errors).unless_empty(),
        Some(counts("cold starts", |total| total.cold_starts)),
        counts("provisioned", |total| total.provisioned.invocations).unless_empty(),
        counts("spillover", |total| total.provisioned.spillovers).unless_empty(),
        Some(counts("Throttles", Row::throttled)),
        counts("by account", |total| total.throttled_by(Limit::Account)).unless_empty(),
        counts("by reserved", |total| total.throttled_by(Limit::Reserved)).unless_empty(),
        counts("by scaling rate", |total| total.throttled_by(Limit::ScalingRate)).unless_empty(),
        counts("by request rate", |total| total.throttled_by(Limit::RequestRate)).unless_empty(),
        Some(Column::numbers("in flight max / mean", concurrency)),
    ];
    aligned(&columns.into_iter().flatten().collect::<Vec<_>>())
}
