//! What API Gateway did before the functions, and instead of them.

use lambda_sim::gateway::Refusal;
use lambda_sim::metrics::SeriesOf;
use lambda_sim::timeline::Run;

use super::ACCOUNT;
use crate::grid::{Column, aligned};

/// None where it did nothing but pass requests on. Only functions behind an API have a row.
pub(super) fn of(run: &Run) -> Option<String> {
    let (plan, series) = (run.plan(), run.series());
    let is_behind = |function| {
        let mut callers = plan.callers().iter().filter(|caller| caller.function == function);
        callers.any(|caller| caller.via.is_api())
    };
    let behind = plan.function_ids().filter(|id| is_behind(*id));
    let of_functions = behind.map(|id| (plan.function(id).name.as_str(), &series.functions[id.index()]));
    let rows: Vec<(&str, &SeriesOf)> = of_functions.chain([(ACCOUNT, &series.account)]).collect();
    let counts = |header, count: &dyn Fn(&SeriesOf) -> u64| {
        Column::numbers(header, rows.iter().map(|(_, of)| count(of))).unless_empty()
    };
    let refused = Refusal::ALL
        .into_iter()
        .filter_map(|refusal| counts(header(refusal), &|of| of.total.gateway.turned_away(refusal)));
    let mut columns: Vec<Column> = refused.collect();
    columns.extend(counts("authorizer asked", &|of| of.total.gateway.asked.into()));
    columns.extend(counts("cache hits", &|of| of.total.gateway.cache_hits()));
    columns.extend(counts("integration timeouts", &|of| of.total.gateway.time_limits.into()));
    if columns.is_empty() {
        return None;
    }
    columns.insert(0, Column::names("API of", rows.iter().map(|(name, _)| (*name).to_owned())));
    Some(aligned(&columns))
}

const fn header(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::TooManyRequests => "over its own limit (429)",
        Refusal::IdentityMissing => "without identity (401)",
        Refusal::Denied => "denied (403)",
        Refusal::DeniedBefore => "denied from cache (403)",
        Refusal::AuthorizerFailed => "authorizer failed (500)",
        Refusal::AuthorizerTooSlow => "authorizer too slow (500)",
        Refusal::AuthorizerThrottled => "authorizer throttled (500)",
    }
}
