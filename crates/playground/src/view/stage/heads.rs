//! The names of the gates over them, each with how much of it is used.

use explorer::language::Language;
use explorer::number::grouped;
use explorer::stage::Rail;
use explorer::words;
use lambda_sim::cause::{self, RequestUse};
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::provisioned::Status;
use yew::{Html, classes, html};

/// The names of all gates.
pub(super) fn heads(plan: &Plan, frame: &Frame, scale: u32, is_provisioned: bool, language: Language) -> Html {
    let limit = plan.account_limit().get();
    let in_flight = words::count_of(language, count(frame.in_flight().get()), count(limit)).to_string();
    // Beside the gate of what is provisioned there is no room for names.
    let is_named = 0 < plan.reserved_total().get() && !is_provisioned;
    let is_set = frame.unreserved_limit != plan.account_limit();
    let unreserved =
        words::gate_unreserved(language, count(frame.unreserved.get()), count(frame.unreserved_limit.get()))
            .to_string();
    html! {
        <div class="heads">
            if is_provisioned { { provisioned(plan, frame, language) } }
            <p class={classes!("request-rate", is_named.then_some("named"))}>
                <b>{ words::gate_request_rate(language) }</b>
                { for request_rate(plan, frame, is_named, language).map(|line| html! { <span>{ line }</span> }) }
            </p>
            <p class="reserved"><b>{ words::gate_reserved(language) }</b><span>{ reservations(plan, !is_provisioned, language) }</span></p>
            <p class="account">
                <b>{ words::setting_account_limit(language) }</b>
                <strong>{ in_flight }</strong>
                if is_set { <span>{ unreserved }</span> }
            </p>
            <p class="scaling-rate"><b>{ words::gate_scaling_rate(language) }</b><span>{ scaling(frame, language) }</span></p>
            <p class="in-flight">
                <b>{ words::pool_title(language) }</b>
                <span>{ words::pool_scale(language, grouped(u64::from(scale))).to_string() }</span>
            </p>
        </div>
    }
}

/// How much of what is provisioned serves a request, and whether more is on its way.
fn provisioned(plan: &Plan, frame: &Frame, language: Language) -> Html {
    let [used, status] = provisioned_lines(plan, frame, language);
    html! { <p class="provisioned"><b>{ words::gate_provisioned(language) }</b><span>{ used }</span><span>{ status }</span></p> }
}

/// The same in two lines: of the function that uses the largest part of its own.
pub(super) fn provisioned_lines(plan: &Plan, frame: &Frame, language: Language) -> [String; 2] {
    let Some(rail) = Rail::fullest(frame, plan) else {
        return [words::gate_none_set(language).to_owned(), String::new()];
    };
    let (busy, requested) = (count(rail.busy), count(rail.requested));
    if rail.is_in_progress() {
        let ready = words::gate_provisioned_ready(language, count(rail.available), requested);
        return [ready.to_string(), Status::InProgress.to_string()];
    }
    let used = words::count_of(language, busy, requested).to_string();
    [words::gate_provisioned_busy(language, used).to_string(), String::new()]
}

/// How much of the request rate is used: of the limit that is nearest to it. Events are not held to any.
pub(super) fn request_rate(plan: &Plan, frame: &Frame, is_named: bool, language: Language) -> [String; 2] {
    let is_synchronous = |id: &FunctionId| cause::ways(plan, *id).any(|via| !via.is_asynchronous());
    let uses = plan.function_ids().filter(is_synchronous).map(|id| (id, cause::request_rate(frame, plan, id)));
    let share = |rate: &RequestUse| f64::from(rate.lately) / f64::from(rate.allowed.max(1));
    let Some((id, rate)) = uses.max_by(|(_, a), (_, b)| share(a).total_cmp(&share(b))) else {
        return [words::gate_rate_none(language).to_owned(), String::new()];
    };
    let function = plan.function(id);
    let lately = match function.reserved {
        Some(_) if is_named => words::gate_rate_of_function(language, &function.name, count(rate.lately)),
        _ => words::gate_rate(language, count(rate.lately)),
    };
    [lately.to_string(), words::gate_rate_of(language, count(rate.allowed)).to_string()]
}

/// Who has reserved how much, or how many have.
pub(super) fn reservations(plan: &Plan, is_named: bool, language: Language) -> String {
    let mut set = plan.functions().iter().filter_map(|function| Some((function, function.reserved?)));
    match (set.next(), set.count()) {
        (None, _) => words::gate_none_set(language).to_owned(),
        (Some((_, reserved)), 0) if !is_named => count(reserved.get()),
        (Some((function, reserved)), 0) => {
            words::gate_reservation(language, &function.name, count(reserved.get())).to_string()
        }
        (Some(_), others) => words::gate_many_set(language, others + 1).to_string(),
    }
}

/// The scaling rate of the function that has used up most of its own.
pub(super) fn scaling(frame: &Frame, language: Language) -> String {
    let rates = frame.functions.iter().map(|function| function.scaling);
    let (used, at_once) = rates.map(|scaling| (scaling.used(frame.at), scaling.at_once())).max().unwrap_or_default();
    words::count_of(language, count(used), count(at_once)).to_string()
}

fn count(count: u32) -> String {
    grouped(u64::from(count))
}
