//! Instants of a run worth jumping to.

use crate::admission::Start;
use crate::change::Change;
use crate::time::Instant;

/// Instants of a run worth jumping to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Landmarks {
    /// The first throttle.
    pub first_throttle: Option<Instant>,
    /// The last throttle.
    pub last_throttle: Option<Instant>,
    /// The first cold start.
    pub first_cold_start: Option<Instant>,
}

impl Landmarks {
    pub(super) fn change(&mut self, at: Instant, change: &Change) {
        match change {
            Change::Throttled { .. } => {
                self.first_throttle.get_or_insert(at);
                self.last_throttle = Some(at);
            }
            Change::Started { start: Start::Cold, .. } => {
                self.first_cold_start.get_or_insert(at);
            }
            _ => {}
        }
    }
}
