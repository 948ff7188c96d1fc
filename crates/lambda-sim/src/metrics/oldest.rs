//! The oldest waiting event of one function, followed through time.

use alloc::collections::BTreeSet;

use crate::id::RequestId;
use crate::time::{Instant, Span};

/// A waiting event: the oldest sorts first.
pub(super) type WaitingEvent = (Instant, RequestId);

#[derive(Clone, Debug, Default)]
pub(super) struct Oldest {
    waiting: BTreeSet<WaitingEvent>,
    age: Span,
    /// Where the open period began.
    since: Instant,
}

impl Oldest {
    pub(super) fn enter(&mut self, event: WaitingEvent) {
        self.waiting.insert(event);
    }

    pub(super) fn leave(&mut self, now: Instant, event: WaitingEvent) {
        self.look(now);
        self.waiting.remove(&event);
    }

    /// Between two looks the oldest event only grows older, so its age is looked at when one leaves and when a period ends.
    fn look(&mut self, now: Instant) {
        // What leaves as a period begins has not waited in it.
        if let Some((received, _)) = self.waiting.first()
            && self.since < now
        {
            self.age = self.age.max(now.since(*received));
        }
    }

    /// Ends a period: the greatest age of the oldest.
    pub(super) fn close(&mut self, end: Instant) -> Span {
        self.look(end);
        self.since = end;
        core::mem::take(&mut self.age)
    }
}
