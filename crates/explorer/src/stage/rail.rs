//! The rail of a lane: the way of its requests into provisioned environments, past all gates.

use lambda_sim::admission::Start;
use lambda_sim::cause::Cause;
use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;
use lambda_sim::timeline::Run;
use lambda_sim::units::Concurrency;

/// The provisioned concurrency of a function, all versions together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rail {
    /// The function.
    pub function: FunctionId,
    /// What was asked for.
    pub requested: u32,
    /// What is ready.
    pub available: u32,
    /// What serves a request.
    pub busy: u32,
    /// How many of the last attempts started there.
    pub started: u32,
    /// Whether the newest one did.
    pub is_newest: bool,
}

impl Rail {
    /// The rail of a function at the instant of a frame; `None` where nothing was provisioned so far.
    pub fn of(frame: &Frame, function: FunctionId) -> Option<Self> {
        let state = frame.function(function);
        (!state.provisioned.is_empty()).then(|| Self {
            function,
            requested: state.provisioned_requested().get(),
            available: state.provisioned_available().get(),
            busy: state.provisioned_busy().get(),
            started: state.tally.recent_started(Start::Provisioned),
            is_newest: state.tally.newest_started(Start::Provisioned),
        })
    }

    /// The one of which the largest part is in use, or else the one that is not ready yet.
    pub fn fullest(frame: &Frame, plan: &Plan) -> Option<Self> {
        let rails = plan.function_ids().filter_map(|id| Self::of(frame, id)).filter(|rail| 0 < rail.requested);
        let used = |rail: &Self| f64::from(rail.busy) / f64::from(rail.available.max(1));
        rails.max_by(|a, b| used(a).total_cmp(&used(b)))
    }

    /// Whether more is being allocated: `IN_PROGRESS`.
    pub fn is_in_progress(&self) -> bool {
        self.available < self.requested
    }

    /// Whether no request finds room now: all are busy, or come too fast.
    pub fn is_shut(&self, frame: &Frame, plan: &Plan) -> bool {
        let spills = |cause| matches!(cause, Cause::SpillOver { function } | Cause::SpillOverRate { function } if function == self.function);
        self.available <= self.busy || spills(Cause::of(frame, plan))
    }
}

/// Whether anything is provisioned at any time of a run.
pub fn is_provisioned(plan: &Plan, run: Option<&Run>) -> bool {
    let in_force = |plan: &Plan| plan.functions().iter().any(|function| Concurrency::ZERO < function.provisioned());
    in_force(plan)
        || plan.interventions().any(|intervention| in_force(plan.in_force(intervention.at)))
        || run.is_some_and(|run| 0 < run.series().account.total.provisioned.available)
}
