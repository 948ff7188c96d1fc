//! Instants of a run worth jumping to.

use crate::change::{Attempt, Change, Then};
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
    /// When the last event that waited after a throttle or a function error had left the queue; `None` where none ever did, and
    /// where some still wait when the run ends.
    pub queue_drained: Option<Instant>,
}

/// Follows the events that wait after an attempt, of all functions together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drain {
    waiting: u64,
}

impl Drain {
    /// A change in which an event has a part.
    pub(super) fn change(&mut self, at: Instant, change: &Change, landmarks: &mut Landmarks) {
        let is_again = |attempt: &Attempt| 1 < attempt.number;
        match change {
            // Throttled once more, it goes on waiting, unless its age was lowered meanwhile.
            Change::Throttled { attempt, then: Then::Dropped { .. }, .. } if is_again(attempt) => {
                self.leave(at, landmarks);
            }
            Change::Throttled { attempt, .. } if is_again(attempt) => {}
            Change::Throttled { then, .. } | Change::InvocationEnded { then, .. } => {
                if let Then::Waits { .. } | Then::Expires { .. } = then {
                    self.waiting += 1;
                    landmarks.queue_drained = None;
                }
            }
            Change::Started { attempt, .. } if is_again(attempt) => self.leave(at, landmarks),
            // One that was never tried has waited for its first attempt only.
            Change::EventExpired { attempt, .. } if 0 < attempt.number => self.leave(at, landmarks),
            _ => {}
        }
    }

    fn leave(&mut self, at: Instant, landmarks: &mut Landmarks) {
        self.waiting -= 1;
        if self.waiting == 0 {
            landmarks.queue_drained = Some(at);
        }
    }
}
