//! Lambda authorizers in words: what a throttled one does to its API, and how often it is asked.

use lambda_sim::cause::{Cause, NOW};
use lambda_sim::frame::Frame;
use lambda_sim::gateway::Refusal;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::{Plan, PlannedCaller};
use lambda_sim::time::Span;

use super::{count, spoken};
use crate::language::Language;
use crate::number::grouped;
use crate::phrase::Phrase;
use crate::words;

/// What is said of a throttled function, and what that does to the API that asks it, if it is an authorizer.
pub(super) fn throttled(cause: Cause, said: Phrase, frame: &Frame, plan: &Plan, language: Language) -> Phrase {
    let (Some(function), Some(api)) = (throttled_in(cause), refused(frame, plan)) else { return said };
    if !asks(plan, api, function) {
        return said;
    }
    let refused = grouped(frame.function(api).tally.turned_away(Refusal::AuthorizerThrottled));
    let (name, api) = (plan.function(function).name.as_str(), plan.function(api).name.as_str());
    if let Cause::AccountHeldByOne { .. } = cause {
        let (held, limit) = (count(frame.function(function).on_demand), count(plan.account_limit()));
        return words::why_authorizer_holds(language, name, held, limit, api, refused);
    }
    said.then(words::why_authorizer_refuses(language, api, refused))
}

/// The function that a cause says is throttled.
fn throttled_in(cause: Cause) -> Option<FunctionId> {
    match cause {
        Cause::AccountHeldByOne { function }
        | Cause::UnreservedHeld { function }
        | Cause::Reservation { function }
        | Cause::SwitchedOff { function }
        | Cause::ScalingRate { function }
        | Cause::RequestRate { function } => Some(function),
        _ => None,
    }
}

/// The function whose API has just refused a request because its authorizer was throttled.
fn refused(frame: &Frame, plan: &Plan) -> Option<FunctionId> {
    let lately = |id: &FunctionId| {
        let last = frame.function(*id).tally.last_refusal();
        last.is_some_and(|(at, why)| why == Refusal::AuthorizerThrottled && frame.at.since(at) < NOW)
    };
    plan.function_ids().find(lately)
}

/// Whether an API of a function asks this authorizer.
fn asks(plan: &Plan, api: FunctionId, authorizer: FunctionId) -> bool {
    let apis = plan.callers().iter().filter(|caller| caller.function == api);
    let mut authorizers = apis.filter_map(|caller| caller.gateway?.authorizer);
    authorizers.any(|asked| plan.callers()[asked.caller.index()].function == authorizer)
}

/// How often API Gateway asks the first authorizer of a plan; `None` where there is none, or nobody came.
pub(super) fn note(frame: &Frame, plan: &Plan, language: Language) -> Option<Phrase> {
    let asks = |caller: &PlannedCaller| Some((caller.function, caller.gateway?.authorizer?));
    let (function, authorizer) = plan.callers().iter().find_map(asks)?;
    let (tally, name) = (&frame.function(function).tally, plan.function(function).name.as_str());
    if tally.requests() == 0 {
        return None;
    }
    if authorizer.result_ttl == Span::ZERO {
        return Some(words::note_authorizer_not_kept(language, name));
    }
    let (asked, requests) = (grouped(tally.asked()), grouped(tally.requests()));
    Some(words::note_authorizer_kept(language, spoken(authorizer.result_ttl), asked, requests, name))
}
