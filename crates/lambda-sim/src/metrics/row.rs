//! One period of one function, or of the account.

use crate::admission::Limit;
use crate::time::Span;

use super::level::Level;

/// One period of one function, or of the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Requests that arrived, each once, however often it was tried.
    pub requests: u64,
    /// Admitted attempts (CloudWatch: `Invocations`, sum).
    pub invocations: u64,
    /// Invocations that ended with a function error, at the instant at which they were admitted (CloudWatch: `Errors`, sum).
    pub errors: u64,
    /// Refused attempts by limit (CloudWatch: `Throttles`, sum of all).
    pub throttles: [u64; Limit::ALL.len()],
    /// Invocations that waited for INIT.
    pub cold_starts: u64,
    /// Asynchronous events.
    pub events: EventCounts,
    /// Requests in flight.
    pub concurrency: Level,
    /// Requests in flight without a reservation: of the account, its `UnreservedConcurrentExecutions`.
    pub unreserved: Level,
    /// Of the account: the highest sum of these and all reservations (CloudWatch: `ClaimedAccountConcurrency`). Of a function 0.
    pub claimed: u32,
    /// Environments, idle ones included.
    pub environments: Level,
    /// Events that wait for their first or next attempt.
    pub backlog: Level,
    /// The greatest age of the oldest waiting event.
    pub oldest_age: Span,
}

/// Counts of asynchronous events in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// Received (CloudWatch: `AsyncEventsReceived`, sum).
    pub received: u64,
    /// Handled without an error in the end.
    pub done: u64,
    /// Given up (CloudWatch: `AsyncEventsDropped`, sum).
    pub dropped: u64,
    /// Given up because they were too old, without ever having run.
    pub expired_unsent: u64,
    /// Given up, and taken by a dead-letter queue.
    pub dead_lettered: u64,
    /// The greatest age at an attempt (CloudWatch: `AsyncEventAge`, maximum).
    pub age_at_attempt: Span,
}

impl Row {
    /// All attempts: admitted and refused.
    pub fn attempts(&self) -> u64 {
        self.invocations + self.throttled()
    }

    /// Refused attempts (CloudWatch: `Throttles`).
    pub fn throttled(&self) -> u64 {
        self.throttles.iter().sum()
    }

    /// Attempts that this limit refused.
    pub fn throttled_by(&self, limit: Limit) -> u64 {
        self.throttles[limit as usize]
    }

    /// Adds a period.
    pub(super) fn add(&mut self, other: &Self) {
        self.requests += other.requests;
        self.invocations += other.invocations;
        self.errors += other.errors;
        for (sum, one) in self.throttles.iter_mut().zip(other.throttles) {
            *sum += one;
        }
        self.cold_starts += other.cold_starts;
        self.events.add(&other.events);
        self.concurrency.add(other.concurrency);
        self.unreserved.add(other.unreserved);
        self.claimed = self.claimed.max(other.claimed);
        self.environments.add(other.environments);
        self.backlog.add(other.backlog);
        self.oldest_age = self.oldest_age.max(other.oldest_age);
    }
}

impl EventCounts {
    fn add(&mut self, other: &Self) {
        self.received += other.received;
        self.done += other.done;
        self.dropped += other.dropped;
        self.expired_unsent += other.expired_unsent;
        self.dead_lettered += other.dead_lettered;
        self.age_at_attempt = self.age_at_attempt.max(other.age_at_attempt);
    }
}
