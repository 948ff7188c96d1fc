//! A line for each function: what it has in flight, and who waits.

use lambda_sim::admission::Limit;
use lambda_sim::cause::{RequestUse, request_rate};
use lambda_sim::frame::{Frame, FunctionFrame, RECENT};
use lambda_sim::plan::Plan;

use crate::grid::{Column, NOTHING, aligned};
use crate::short::short;

pub(super) fn of(frame: &Frame, plan: &Plan) -> String {
    let names = plan.functions().iter().map(|function| function.name.clone());
    let limits = plan.function_ids().map(|id| match plan.limit_of(id) {
        Limit::Reserved => format!("{} reserved", plan.function(id).reserved.unwrap_or_default()),
        _ => format!("{} shared", frame.unreserved_limit),
    });
    let counts = |header, count: fn(&FunctionFrame) -> u32| Column::numbers(header, frame.functions.iter().map(count));
    let oldest = frame.functions.iter().map(|function| match function.oldest_event {
        Some(received) => short(frame.at.since(received)),
        None => NOTHING.to_owned(),
    });
    let throttled = frame.functions.iter().map(|function| match function.tally.recent() {
        0 => NOTHING.to_owned(),
        recent => format!("{} of {recent}", function.tally.recent_throttles()),
    });
    // Only where half of what is allowed comes: most functions are never near it.
    let rates = plan.function_ids().map(|id| match request_rate(frame, plan, id) {
        RequestUse { lately, allowed, .. } if allowed < 2 * lately => format!("{lately} of {allowed}/s"),
        _ => NOTHING.to_owned(),
    });
    let columns = [
        Some(Column::names("function", names)),
        Some(counts("in flight", |function| function.phases.in_flight().get())),
        counts("in INIT", |function| function.phases.init.get()).unless_empty(),
        Some(Column::numbers("limit", limits)),
        Column::numbers("request rate", rates).unless_empty(),
        Some(counts("idle", |function| function.phases.idle.get())),
        counts("waiting events", |function| function.waiting_events).unless_empty(),
        Column::numbers("oldest age", oldest).unless_empty(),
        counts("waiting retries", |function| function.waiting_retries).unless_empty(),
        Some(Column::numbers("throttled lately", throttled)),
    ];
    let table = aligned(&columns.into_iter().flatten().collect::<Vec<_>>());
    format!("{table}(throttled lately: of the last {RECENT} attempts)\n")
}
