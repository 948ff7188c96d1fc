//! A set of the ways on which requests come.

use super::Tally;
use crate::via::Via;

/// Some of the ways: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ways(u32);

impl Ways {
    pub(super) fn insert(&mut self, via: Via) {
        self.0 |= 1 << via as u32;
    }

    fn contains(self, via: Via) -> bool {
        self.0 >> via as u32 & 1 == 1
    }
}

impl Tally {
    /// Whether a request that came on this way has been throttled so far.
    pub fn has_throttled(&self, via: Via) -> bool {
        self.throttled_ways.contains(via)
    }

    /// Whether an invocation that came on this way has failed so far.
    pub fn has_failed(&self, via: Via) -> bool {
        self.failed_ways.contains(via)
    }
}
