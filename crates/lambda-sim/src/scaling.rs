//! The scaling rate: how fast a function may get new environments.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html>: each function gets at most 1,000 new
//! environments every 10 seconds, refilled continuously; what is not used does not pile up beyond 1,000.
//!
//! That is a bucket of 1,000 tokens into which one drips every 10 ms. It is kept as *one instant*, the one at which the bucket
//! will be full again if nothing more is taken: integers, nothing to refill, nothing to round.

use crate::quotas::{SCALING_ENVIRONMENTS, SCALING_INTERVAL};
use crate::time::{Instant, Span};

/// The time in which one environment comes back: 10 ms.
const DRIP: Span = Span::from_nanos(SCALING_INTERVAL.as_nanos() / SCALING_ENVIRONMENTS as u64);

/// The scaling rate of one function. At the start of a run its bucket is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScalingRate {
    full_again: Instant,
}

impl ScalingRate {
    /// How many of its [`SCALING_ENVIRONMENTS`] are used up, a part of one counting as one.
    pub fn used(&self, now: Instant) -> u32 {
        let drips = self.full_again.since(now).as_nanos().div_ceil(DRIP.as_nanos());
        u32::try_from(drips).unwrap_or(u32::MAX)
    }

    /// Whether one more environment may be created now.
    pub fn has_room(&self, now: Instant) -> bool {
        self.used(now) < SCALING_ENVIRONMENTS
    }

    /// Takes the room for one environment.
    pub(crate) fn take(&mut self, now: Instant) {
        self.full_again = self.full_again.max(now) + DRIP;
    }
}
