//! How many batches a mapping has in flight at once: pollers that come while messages are visible, and go when they are idle.

use super::{Backoff, Mapping};
use crate::quotas::{POLLERS_IDLE, POLLERS_START};

/// The pollers of one mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pollers {
    count: u32,
    busy: u32,
    /// Whether a batch failed or was throttled since the last step.
    has_failed: bool,
    /// Whether some came or went in this minute.
    has_changed: bool,
    /// The most that were busy in this minute.
    most_busy: u32,
}

/// How many pollers a mapping can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// When nothing comes.
    idle: u32,
    /// When little comes, and at the start.
    low: u32,
    most: u32,
    backs_off: bool,
}

impl Bounds {
    pub(super) fn of(mapping: &Mapping) -> Self {
        if !mapping.is_enabled {
            return Self { idle: 0, low: 0, most: 0, backs_off: false };
        }
        let ceiling = mapping.most_pollers();
        let backs_off = mapping.backoff == Backoff::Gradual;
        // A FIFO queue has as many as groups, always.
        if let Some(groups) = mapping.message_groups {
            let most = ceiling.min(groups);
            return Self { idle: most, low: most, most, backs_off: false };
        }
        let low = POLLERS_START.min(ceiling);
        let idle = if mapping.maximum_concurrency.is_some() { low } else { POLLERS_IDLE };
        Self { idle, low, most: ceiling, backs_off }
    }
}

impl Pollers {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self { count: bounds.low, busy: 0, has_failed: false, has_changed: false, most_busy: 0 }
    }

    pub(super) fn count(self) -> u32 {
        self.count
    }

    pub(super) fn is_free(self) -> bool {
        self.busy < self.count
    }

    /// One takes a batch.
    pub(super) fn take(&mut self) {
        self.busy += 1;
        self.most_busy = self.most_busy.max(self.busy);
    }

    /// One is free again.
    pub(super) fn free(&mut self) {
        self.busy -= 1;
    }

    /// A batch has failed or was throttled.
    pub(super) fn fail(&mut self, bounds: Bounds) {
        self.has_failed |= bounds.backs_off;
        if bounds.backs_off && bounds.idle < self.count {
            self.count -= 1;
            self.has_changed = true;
        }
    }

    /// Steps begin.
    pub(super) fn begin(&mut self) {
        self.has_failed = false;
    }

    /// A step is over, and messages are still visible.
    pub(super) fn step(&mut self, bounds: Bounds) {
        if !self.has_failed && self.count < bounds.most {
            self.count += 1;
            self.has_changed = true;
        }
        self.has_failed = false;
    }

    /// Whether there can be more.
    pub(super) fn can_grow(self, bounds: Bounds) -> bool {
        self.count < bounds.most
    }

    /// A minute is over: what stood idle all the time goes.
    pub(super) fn minute(&mut self, bounds: Bounds) {
        if !self.has_changed {
            let floor = if self.most_busy <= bounds.idle { bounds.idle } else { bounds.low };
            self.count = self.count.min(self.most_busy.max(floor));
        }
        (self.has_changed, self.most_busy) = (false, self.busy);
    }

    /// The mapping has other settings. One that is enabled again begins as at a start.
    pub(super) fn keep(&mut self, bounds: Bounds) {
        let least = if self.count == 0 { bounds.low } else { bounds.idle.min(bounds.most) };
        let count = self.count.clamp(least, bounds.most);
        self.has_changed |= self.count != count;
        self.count = count;
    }
}
