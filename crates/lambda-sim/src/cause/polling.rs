//! Messages that wait in a queue for its pollers, and records of a stream behind a batch that fails.

use super::Cause;
use crate::frame::Frame;
use crate::id::FunctionId;
use crate::plan::{Plan, PlannedCaller};
use crate::source::SourceFrame;

impl Cause {
    /// Messages can be read, but every poller has a batch, or the mapping is disabled and there is none.
    pub(super) fn of_polling(frame: &Frame, plan: &Plan) -> Option<Self> {
        let waits =
            |id: FunctionId| fullest(frame, plan, id).map_or(0, |(caller, source)| waiting(frame, caller, source));
        super::most(plan, &waits).map(|function| Self::Polling { function })
    }

    /// Batches of a stream have failed, and block their lanes.
    pub(super) fn of_blocked(frame: &Frame, plan: &Plan) -> Option<Self> {
        let blocks = |id: FunctionId| match blocked(frame, plan, id) {
            Some((_, source)) if 0 < frame.function(id).tally.errors() => source.blocked.into(),
            _ => 0,
        };
        super::most(plan, &blocks).map(|function| Self::Blocked { function })
    }
}

/// The stream of a function with the most lanes that are blocked: its caller and its state; `None` where none is. One that is
/// disabled reads nothing anyway.
pub fn blocked<'a>(
    frame: &'a Frame,
    plan: &'a Plan,
    function: FunctionId,
) -> Option<(&'a PlannedCaller, &'a SourceFrame)> {
    let streams = plan.callers().iter().zip(&frame.sources).filter(|(caller, _)| caller.function == function);
    streams
        .filter(|(caller, source)| caller.mapping.is_enabled && 0 < source.blocked)
        .max_by_key(|(_, source)| source.blocked)
}

/// How many messages or records of a source wait for pollers. While its mapping is disabled these are also those that are
/// invisible, unless some may be in a handler that still runs.
pub fn waiting(frame: &Frame, caller: &PlannedCaller, source: &SourceFrame) -> u64 {
    let is_running = 0 < frame.function(caller.function).phases.in_flight().get();
    let invisible = if caller.mapping.is_enabled || is_running { 0 } else { source.in_flight };
    u64::from(source.visible) + u64::from(invisible)
}

/// The queue or stream of a function in which most messages can be read: its caller and its state; `None` where none can.
pub fn fullest<'a>(
    frame: &'a Frame,
    plan: &'a Plan,
    function: FunctionId,
) -> Option<(&'a PlannedCaller, &'a SourceFrame)> {
    let queues = plan.callers().iter().zip(&frame.sources);
    let queues = queues.filter(|(caller, _)| caller.function == function && caller.via.is_polled());
    // A poller that is free reads what there is within a moment, and a stream is behind only with more than its next batches.
    let busy = frame.function(function).phases.in_flight().get();
    let is_behind = |(caller, source): &(&PlannedCaller, &SourceFrame)| {
        if !caller.mapping.is_enabled {
            return 0 < waiting(frame, caller, source);
        }
        let next = if caller.via.is_stream() { caller.mapping.batch_size.saturating_mul(source.pollers) } else { 0 };
        next < source.visible && source.pollers <= busy
    };
    queues.filter(is_behind).max_by_key(|(caller, source)| waiting(frame, caller, source))
}
