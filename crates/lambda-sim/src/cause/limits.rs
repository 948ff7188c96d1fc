//! The limits that a function meets: how much of each is in use.

use super::NOW;
use crate::admission::Limit;
use crate::frame::Frame;
use crate::id::FunctionId;
use crate::plan::Plan;
use crate::request_rate::Allowance;
use crate::units::Concurrency;

/// What of a limit that a function meets is used up, and what it allows.
pub(super) fn in_use(frame: &Frame, plan: &Plan, function: FunctionId, limit: Limit) -> (u32, u32) {
    match limit {
        Limit::ScalingRate => {
            let scaling = frame.function(function).scaling;
            (scaling.used(frame.at), scaling.at_once())
        }
        Limit::RequestRate => {
            let rate = request_rate(frame, plan, function);
            (rate.used, rate.allowed)
        }
        Limit::Account | Limit::Reserved => {
            let (used, allowed) = concurrency(frame, plan, function);
            (used.get(), allowed.get())
        }
    }
}

/// What a function's concurrency limit has in flight, and what it allows.
fn concurrency(frame: &Frame, plan: &Plan, function: FunctionId) -> (Concurrency, Concurrency) {
    let state = frame.function(function);
    match plan.function(function).reserved {
        Some(reserved) => (state.on_demand, reserved.saturating_sub(state.provisioned_requested())),
        None => (frame.unreserved, frame.unreserved_limit),
    }
}

/// How fast synchronous requests come to a function's concurrency limit, and how fast they may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestUse {
    /// How many were let in during the last second, counted in tenths of a second.
    pub lately: u32,
    /// What of a second's worth is used up: at `allowed` the next one is throttled.
    pub used: u32,
    /// How many a second are allowed.
    pub allowed: u32,
}

/// The request rate of the limit that a function meets: its own, or what all functions without a reservation share.
pub fn request_rate(frame: &Frame, plan: &Plan, function: FunctionId) -> RequestUse {
    let lately = |id: FunctionId| frame.function(id).lately.count(frame.at);
    let allowed = Allowance::of(concurrency(frame, plan, function).1);
    let (rate, lately) = if plan.function(function).reserved.is_some() {
        (frame.function(function).request_rate, lately(function))
    } else {
        let sharing = plan.function_ids().filter(|id| plan.function(*id).reserved.is_none());
        (frame.unreserved_rate, sharing.map(lately).sum())
    };
    RequestUse { lately, used: rate.used(frame.at, allowed), allowed: allowed.get() }
}

/// Whether a client of a function has just given up because its retry quota was used up.
pub fn is_quota_empty(frame: &Frame, function: FunctionId) -> bool {
    frame.function(function).tally.last_quota_empty().is_some_and(|at| frame.at.since(at) < NOW)
}

/// How many more requests a function's concurrency limit allows.
pub fn room(frame: &Frame, plan: &Plan, function: FunctionId) -> Concurrency {
    let (used, allowed) = concurrency(frame, plan, function);
    allowed.saturating_sub(used)
}
