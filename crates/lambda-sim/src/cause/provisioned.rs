//! What provisioned concurrency has to do with it: spill-over, an allocation under way, or that everything starts at once.

use super::{Cause, NOW, most};
use crate::admission::Start;
use crate::frame::Frame;
use crate::id::FunctionId;
use crate::plan::Plan;
use crate::provisioned::Spillover;
use crate::units::Concurrency;

impl Cause {
    /// Requests spill over now, or more is being allocated.
    pub(super) fn of_spillover(frame: &Frame, plan: &Plan) -> Option<Self> {
        let spilled = |id: FunctionId| frame.function(id).tally.spillovers();
        if let Some(function) = most(plan, &|id| spillover(frame, id).map_or(0, |_| spilled(id))) {
            return Some(match spillover(frame, function) {
                Some(Spillover::Rate) => Self::SpillOverRate { function },
                _ => Self::SpillOver { function },
            });
        }
        most(plan, &|id| frame.function(id).allocating().get().into()).map(|function| Self::Allocating { function })
    }

    /// All that came lately to a function started in its provisioned environments.
    pub(super) fn of_ready(frame: &Frame, plan: &Plan) -> Option<Self> {
        let all_provisioned = |id: FunctionId| {
            let (state, tally) = (frame.function(id), &frame.function(id).tally);
            let is_ready = state.provisioned_available() != Concurrency::ZERO;
            if is_ready && tally.recent_started(Start::Provisioned) == tally.recent() { tally.provisioned() } else { 0 }
        };
        most(plan, &all_provisioned).map(|function| Self::Ready { function })
    }
}

/// Why a function's requests spill over now, if they do.
fn spillover(frame: &Frame, function: FunctionId) -> Option<Spillover> {
    let (at, why) = frame.function(function).tally.last_spillover()?;
    let is_ready = frame.function(function).provisioned_available() != Concurrency::ZERO;
    (frame.at.since(at) < NOW && is_ready).then_some(why)
}
