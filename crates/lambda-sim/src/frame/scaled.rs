//! What Application Auto Scaling did last.

use super::Tally;
use crate::autoscaling::ScalingCause;
use crate::time::Instant;
use crate::units::Concurrency;

/// A change of what is provisioned for a function that Application Auto Scaling asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// When.
    pub at: Instant,
    /// Why.
    pub cause: ScalingCause,
    /// What was asked for until then.
    pub from: Concurrency,
    /// What it asked for.
    pub to: Concurrency,
    /// Whether AWS refused it, so that all stayed as it was.
    pub is_refused: bool,
}

impl Tally {
    /// What Application Auto Scaling did last.
    pub fn last_scaled(&self) -> Option<Scaled> {
        self.last_scaled
    }

    pub(crate) fn scaled(&mut self, scaled: Scaled) {
        self.last_scaled = Some(scaled);
    }
}
