//! The summary as JSON: the whole run in one object, for the account and for each function.

use lambda_sim::MODEL_VERSION;
use lambda_sim::admission::Limit;
use lambda_sim::metrics::Row;
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;
use serde_json::{Map, Value, json};

/// The summary of a run.
pub(crate) fn of(run: &Run) -> String {
    let (plan, series) = (run.plan(), run.series());
    let mut functions = Map::new();
    for (function, of_function) in plan.functions().iter().zip(&series.functions) {
        let mut summary = totals(&of_function.total, series.length());
        let reserved = function.reserved.map(Concurrency::get);
        summary.insert("ReservedConcurrentExecutions".to_owned(), reserved.into());
        functions.insert(function.name.clone(), summary.into());
    }
    let mut account = totals(&series.account.total, series.length());
    let unreserved = series.account.total.unreserved.max;
    account.insert("UnreservedConcurrentExecutions".to_owned(), unreserved.into());
    account.insert("limit".to_owned(), plan.account_limit().get().into());
    account.insert("unreserved".to_owned(), plan.unreserved().get().into());
    let summary = json!({
        "model": MODEL_VERSION,
        "seed": plan.seed(),
        "length_s": plan.length().as_secs_f64(),
        "digest": run.digest().to_string(),
        "account": account,
        "functions": functions,
    });
    format!("{summary:#}\n")
}

fn totals(total: &Row, length: Span) -> Map<String, Value> {
    let mut throttles = Map::new();
    for limit in Limit::ALL {
        throttles.insert(limit.name().to_owned(), total.throttled_by(limit).into());
    }
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
    put("requests", total.requests().into());
    put("Invocations", total.invocations.into());
    put("Throttles", total.throttled().into());
    put("throttles_by_limit", throttles.into());
    put("cold_starts", total.cold_starts.into());
    put("ConcurrentExecutions", total.concurrency.max.into());
    put("mean_concurrency", total.concurrency.mean(length).into());
    put("environments", total.environments.max.into());
    put("mean_environments", total.environments.mean(length).into());
    map
}
