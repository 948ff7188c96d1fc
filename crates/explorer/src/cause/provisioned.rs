//! Spill-over, allocation and warm starts in words.

use lambda_sim::cause::Cause;
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::quotas::REQUESTS_PER_CONCURRENCY;
use lambda_sim::units::Concurrency;

use super::{count, moment};
use crate::language::Language;
use crate::number::grouped;
use crate::phrase::Phrase;
use crate::words;

/// What provisioned concurrency does for a function now.
pub(super) fn sentence(cause: Cause, function: FunctionId, frame: &Frame, plan: &Plan, language: Language) -> Phrase {
    let (name, state) = (plan.function(function).name.as_str(), frame.function(function));
    let (available, busy) = (state.provisioned_available(), state.provisioned_busy());
    match cause {
        Cause::SpillOver { .. } => words::why_spill_over(language, count(available), name, count(state.on_demand)),
        Cause::SpillOverRate { .. } => {
            let factor = u64::from(REQUESTS_PER_CONCURRENCY);
            let (allowed, free) = (u64::from(available.get()) * factor, count(available.saturating_sub(busy)));
            words::why_spill_over_rate(language, name, grouped(allowed), grouped(factor), count(available), free)
        }
        Cause::Allocating { .. } => {
            let ready_at = moment(state.allocated_at().unwrap_or(frame.at));
            words::why_allocating(language, name, count(available), count(state.provisioned_requested()), ready_at)
        }
        _ => words::why_ready(language, name, count(busy), count(available)),
    }
}

/// What is left of a reservation where something is provisioned out of it: the sum that explains these throttles.
pub(super) fn note_of_reservation(
    function: FunctionId,
    frame: &Frame,
    plan: &Plan,
    language: Language,
) -> Option<Phrase> {
    let (reserved, provisioned) = (plan.function(function).reserved?, frame.function(function).provisioned_requested());
    let left = reserved.saturating_sub(provisioned);
    let is_shared = Concurrency::ZERO < provisioned;
    is_shared.then(|| words::note_reservation(language, count(reserved), count(provisioned), count(left)))
}

/// A reservation that throttles, where something is provisioned out of it: that much of it serves one version, and nothing on demand.
pub(super) fn of_reservation(function: FunctionId, frame: &Frame, plan: &Plan, language: Language) -> Option<Phrase> {
    let (planned, state) = (plan.function(function), frame.function(function));
    let (name, reserved, provisioned) = (planned.name.as_str(), planned.reserved?, state.provisioned_requested());
    let left = reserved.saturating_sub(provisioned);
    if provisioned == Concurrency::ZERO {
        return None;
    }
    Some(if left == Concurrency::ZERO {
        words::why_reservation_provisioned(language, name, count(reserved))
    } else {
        let demand = count(state.on_demand);
        words::why_reservation_shared(language, name, count(provisioned), count(reserved), demand, count(left))
    })
}
