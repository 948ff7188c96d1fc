//! The summary as JSON: the whole run in one object, for the account, for each function and for each caller.
//!
//! CloudWatch's metrics keep CloudWatch's names and units; ours are lower case, with the unit in the name.

mod answers;
mod costs;
mod queues;

use lambda_sim::MODEL_VERSION;
use lambda_sim::admission::Limit;
use lambda_sim::cost::US_EAST_1;
use lambda_sim::gateway::Refusal;
use lambda_sim::intervention::Verb;
use lambda_sim::metrics::{Answers, Row, SeriesOf};
use lambda_sim::time::Span;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;
use serde_json::{Map, Value, json};

use crate::cloudwatch::millis;

/// The summary of a run.
pub(crate) fn of(run: &Run, free_tier: bool) -> String {
    let (plan, series) = (run.plan(), run.series());
    let mut functions = Map::new();
    let charges = US_EAST_1.charges(run.usage());
    for (id, function) in plan.function_ids().zip(plan.functions()) {
        let answers = series.answers_of(plan, id);
        let mut summary = totals(&series.functions[id.index()], &answers, series.length());
        let reserved = function.reserved.map(Concurrency::get);
        summary.insert("ReservedConcurrentExecutions".to_owned(), reserved.into());
        if let Some(sources) = &series.sources {
            summary.insert("queue".to_owned(), queues::of(&sources.functions[id.index()].total, series.length()));
        }
        summary.insert("cost".to_owned(), costs::of(run.usage()[id.index()], charges[id.index()]));
        functions.insert(function.name.clone(), summary.into());
    }
    let mut account = totals(&series.account, &series.answers_of_all(), series.length());
    let unreserved = series.account.total.unreserved.max;
    account.insert("UnreservedConcurrentExecutions".to_owned(), unreserved.into());
    if let Some(sources) = &series.sources {
        account.insert("queue".to_owned(), queues::of(&sources.account.total, series.length()));
    }
    account.insert("cost".to_owned(), costs::of_account(run.usage(), free_tier));
    account.insert("limit".to_owned(), plan.account_limit().get().into());
    account.insert("unreserved".to_owned(), plan.unreserved().get().into());
    let summary = json!({
        "model": MODEL_VERSION,
        "seed": plan.seed(),
        "length_s": plan.length().as_secs_f64(),
        "digest": run.digest().to_string(),
        "prices": costs::prices(),
        "account": account,
        "functions": functions,
        "interventions": interventions(run),
        "callers": callers(run),
    });
    format!("{summary:#}\n")
}

fn totals(of: &SeriesOf, answers: &Answers, length: Span) -> Map<String, Value> {
    let total = &of.total;
    let mut throttles = Map::new();
    for limit in Limit::ALL {
        throttles.insert(limit.name().to_owned(), total.throttled_by(limit).into());
    }
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
    put("requests", total.requests.into());
    put("Invocations", total.invocations.into());
    put("Errors", total.errors.into());
    put("Throttles", total.throttled().into());
    put("throttles_by_limit", throttles.into());
    put("cold_starts", total.cold_starts.into());
    put("ConcurrentExecutions", total.concurrency.max.into());
    put("mean_concurrency", total.concurrency.mean(length).into());
    put("environments", total.environments.max.into());
    put("mean_environments", total.environments.mean(length).into());
    put("provisioned", provisioned(total));
    put("api_gateway", api_gateway(total));
    put("asynchronous", asynchronous(total, of.waiting_at_end));
    put("response_time_s", answers::response_times(answers));
    put("status", answers::status(answers));
    map
}

/// CloudWatch's metrics of provisioned concurrency.
fn provisioned(total: &Row) -> Value {
    let counts = &total.provisioned;
    json!({
        "ProvisionedConcurrentExecutions": counts.executions,
        "ProvisionedConcurrencyInvocations": counts.invocations,
        "ProvisionedConcurrencySpilloverInvocations": counts.spillovers,
        "ProvisionedConcurrencyUtilization": counts.utilization.get(),
    })
}

/// What API Gateway did before the function, and instead of it.
fn api_gateway(total: &Row) -> Value {
    let refused = Refusal::ALL.map(|refusal| (refusal.name().to_owned(), total.gateway.turned_away(refusal).into()));
    let mut map: Map<String, Value> = refused.into_iter().collect();
    map.insert("authorizer_invocations".to_owned(), total.gateway.asked.into());
    map.insert("authorizer_cache_hits".to_owned(), total.gateway.cache_hits().into());
    map.insert("integration_timeouts".to_owned(), total.gateway.time_limits.into());
    map.into()
}

/// What became of the events. `waiting` is at the end of the run, `backlog` the most that waited at once.
fn asynchronous(total: &Row, waiting: usize) -> Value {
    let (events, records) = (&total.events, &total.records);
    json!({
        "AsyncEventsReceived": events.received,
        "AsyncEventsDropped": events.dropped,
        "AsyncEventAge": millis(events.age_at_attempt),
        "dead_lettered": events.dead_lettered,
        "done": events.done,
        "DestinationDeliveryFailures": records.failed,
        "RecursiveInvocationsDropped": records.loops_stopped,
        "records_on_success": records.on_success,
        "records_on_failure": records.on_failure,
        "expired_unsent": events.expired_unsent,
        "waiting": waiting,
        "backlog": total.backlog.max,
        "maximum_age_s": total.oldest_age.as_secs_f64(),
    })
}

/// What was changed while the run went on, in order of time. Limits elsewhere are those of the start.
fn interventions(run: &Run) -> Vec<Value> {
    let plan = run.plan();
    let of_intervention = plan.interventions().map(|intervention| {
        let mut summary = json!({
            "at_s": intervention.at.as_secs_f64(),
            "function": intervention.function.map(|function| plan.function(function).name.as_str()),
            "verb": Verb::of(intervention.setting, intervention.value).map(Verb::name),
            "setting": Verb::key(intervention.setting),
            "value": intervention.value.to_string(),
        });
        if let Some(caller) = intervention.caller {
            summary["caller"] = caller.index().into();
        }
        summary
    });
    let by_hand = plan.callers().iter().filter_map(|caller| Some((caller, caller.by_hand?)));
    let of_invoke = by_hand.map(|(caller, burst)| {
        json!({
            "at_s": burst.at.as_secs_f64(),
            "function": plan.function(caller.function).name,
            "verb": Verb::Invoke.name(),
            "via": caller.via.name(),
            "count": burst.count,
        })
    });
    of_intervention.chain(of_invoke).collect()
}

/// What each caller sees, in the order of the file.
fn callers(run: &Run) -> Vec<Value> {
    let plan = run.plan();
    let callers = plan.callers().iter().zip(&run.series().answers);
    let of_caller = callers.map(|(caller, answers)| {
        let function = plan.function(caller.function);
        json!({
            "function": function.name,
            "qualifier": function.versions[caller.version.index()].name,
            "via": caller.via.name(),
            "requests": answers.requests,
            "status": answers::status(answers),
            "response_time_s": answers::response_times(answers),
        })
    });
    of_caller.collect()
}
