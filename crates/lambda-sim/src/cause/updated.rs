//! New environments are in INIT: because there were too few, or because an update has taken them away?

use super::{Cause, most};
use crate::frame::Frame;
use crate::plan::Plan;

impl Cause {
    /// Of the function with the most environments in INIT.
    pub(super) fn of_init(frame: &Frame, plan: &Plan) -> Option<Self> {
        let function = most(plan, &|id| frame.function(id).phases.init.get().into())?;
        let kept = plan.function(function).idle_lifetime.mean();
        let is_felt = frame.function(function).updated.is_some_and(|updated| updated.is_felt(frame.at, kept));
        Some(if is_felt { Self::Updated { function } } else { Self::ColdStarts { function } })
    }
}
