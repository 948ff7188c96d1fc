//! The waiting events of one function, or of the account: how many, and how old the oldest is.

use alloc::collections::BTreeSet;

use crate::id::{FunctionId, RequestId};
use crate::time::{Instant, Span};

use super::level::{Gauge, Level};

/// A waiting event: the oldest sorts first.
pub(super) type WaitingEvent = (Instant, FunctionId, RequestId);

#[derive(Clone, Debug, Default)]
pub(super) struct Backlog {
    waiting: BTreeSet<WaitingEvent>,
    count: Gauge,
    oldest_age: Span,
}

impl Backlog {
    pub(super) fn enter(&mut self, now: Instant, event: WaitingEvent) {
        if self.waiting.insert(event) {
            self.count.rise(now);
        }
    }

    pub(super) fn leave(&mut self, now: Instant, event: WaitingEvent) {
        self.look(now);
        if self.waiting.remove(&event) {
            self.count.fall(now);
        }
    }

    /// Between two looks the oldest event only grows older, so its age is looked at when one leaves and when a period ends.
    fn look(&mut self, now: Instant) {
        if let Some((received, ..)) = self.waiting.first() {
            self.oldest_age = self.oldest_age.max(now.since(*received));
        }
    }

    /// Ends a period: how many waited, and the greatest age of the oldest.
    pub(super) fn close(&mut self, end: Instant) -> (Level, Span) {
        self.look(end);
        (self.count.close(end), core::mem::take(&mut self.oldest_age))
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }
}
