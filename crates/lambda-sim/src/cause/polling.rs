//! Messages that wait in a queue for its pollers.

use super::Cause;
use crate::frame::Frame;
use crate::id::FunctionId;
use crate::plan::{Plan, PlannedCaller};
use crate::source::SourceFrame;
use crate::via::Via;

impl Cause {
    /// Messages can be read, but every poller has a batch.
    pub(super) fn of_polling(frame: &Frame, plan: &Plan) -> Option<Self> {
        let waits = |id: FunctionId| fullest(frame, plan, id).map_or(0, |(_, source)| source.visible.into());
        super::most(plan, &waits).map(|function| Self::Polling { function })
    }
}

/// The queue of a function in which most messages can be read: its caller and its state; `None` where none can.
pub fn fullest<'a>(
    frame: &'a Frame,
    plan: &'a Plan,
    function: FunctionId,
) -> Option<(&'a PlannedCaller, &'a SourceFrame)> {
    let queues = plan.callers().iter().zip(&frame.sources);
    let queues = queues.filter(|(caller, _)| caller.function == function && caller.via == Via::Sqs);
    // A poller that is free reads what there is within a moment.
    let busy = frame.function(function).phases.in_flight().get();
    queues.filter(|(_, source)| 0 < source.visible && source.pollers <= busy).max_by_key(|(_, source)| source.visible)
}
