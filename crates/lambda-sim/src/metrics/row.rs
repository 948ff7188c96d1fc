//! One period of one function, or of the account.

use crate::admission::Limit;
use crate::destination::{Condition, Sent};
use crate::gateway::Refusal;
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
    /// Records of them, and of batches of streams, that were sent to destinations.
    pub records: RecordCounts,
    /// What API Gateway does before and instead of the function.
    pub gateway: GatewayCounts,
    /// Requests in flight.
    pub concurrency: Level,
    /// Of the account: requests in flight on demand of functions without a reservation (CloudWatch: `UnreservedConcurrentExecutions`).
    pub unreserved: Level,
    /// Of the account: the highest sum of these, all reservations, and what is provisioned without one (CloudWatch:
    /// `ClaimedAccountConcurrency`).
    pub claimed: u32,
    /// Provisioned concurrency.
    pub provisioned: ProvisionedCounts,
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

/// Records that were sent to destinations in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordCounts {
    /// Of events that had run without an error, and have arrived.
    pub on_success: u32,
    /// Of events and batches that were given up, and have arrived.
    pub on_failure: u32,
    /// That have not arrived (CloudWatch: `DestinationDeliveryFailures`, sum).
    pub failed: u32,
    /// Events that were dropped because they came too often in a chain (CloudWatch: `RecursiveInvocationsDropped`, sum).
    pub loops_stopped: u32,
}

impl RecordCounts {
    /// Counts a record.
    pub(super) fn sent(&mut self, condition: Condition, to: Sent) {
        match condition {
            _ if !to.is_delivered() => self.failed += 1,
            Condition::Success => self.on_success += 1,
            _ => self.on_failure += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        self.on_success += other.on_success;
        self.on_failure += other.on_failure;
        self.failed += other.failed;
        self.loops_stopped += other.loops_stopped;
    }
}

/// What API Gateway does in a period, for all APIs in front of a function. A run has fewer than 2^32 requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GatewayCounts {
    /// Requests that it answered itself, by reason.
    pub turned_away: [u32; Refusal::ALL.len()],
    /// Requests about which an authorizer was asked, by an invocation of its own.
    pub asked: u32,
    /// Requests of identities that were remembered as allowed.
    pub remembered: u32,
    /// Requests that it answered because the function took longer than the integration may; they are invocations all the same.
    pub time_limits: u32,
}

impl GatewayCounts {
    /// Requests that it answered itself for this.
    pub fn turned_away(&self, refusal: Refusal) -> u64 {
        self.turned_away[refusal as usize].into()
    }

    /// Requests for which the authorizer's cache had an answer, whichever.
    pub fn cache_hits(&self) -> u64 {
        u64::from(self.remembered) + self.turned_away(Refusal::DeniedBefore)
    }

    fn add(&mut self, other: &Self) {
        for (sum, one) in self.turned_away.iter_mut().zip(other.turned_away) {
            *sum += one;
        }
        self.asked += other.asked;
        self.remembered += other.remembered;
        self.time_limits += other.time_limits;
    }
}

/// Provisioned concurrency in a period, of all versions together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProvisionedCounts {
    /// Invocations in provisioned environments (CloudWatch: `ProvisionedConcurrencyInvocations`, sum).
    pub invocations: u64,
    /// Invocations of a version with provisioned concurrency that ran elsewhere (CloudWatch:
    /// `ProvisionedConcurrencySpilloverInvocations`, sum).
    pub spillovers: u64,
    /// Provisioned environments that serve a request (CloudWatch: `ProvisionedConcurrentExecutions`, maximum).
    pub executions: u32,
    /// The most that was ready.
    pub available: u32,
    /// The greatest part of it in use as an invocation begins (CloudWatch: `ProvisionedConcurrencyUtilization`, maximum).
    pub utilization: Utilization,
}

/// A part of what is provisioned: so many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Utilization {
    /// In use.
    pub busy: u32,
    /// Ready.
    pub available: u32,
}

impl Utilization {
    /// The part itself; 0 where nothing is ready.
    #[expect(clippy::float_arithmetic, reason = "a summary")]
    pub fn get(self) -> f64 {
        if self.available == 0 { 0.0 } else { f64::from(self.busy) / f64::from(self.available) }
    }

    /// The greater of two; of equal parts that of more, whichever comes first, so that sums do not depend on periods.
    #[must_use]
    pub(super) fn max(self, other: Self) -> Self {
        let compared = |one: Self, with: Self| (u64::from(one.busy) * u64::from(with.available), one.available);
        let is_less = compared(self, other) < compared(other, self);
        if self.available == 0 || is_less { other } else { self }
    }
}

impl ProvisionedCounts {
    fn add(&mut self, other: &Self) {
        self.invocations += other.invocations;
        self.spillovers += other.spillovers;
        self.executions = self.executions.max(other.executions);
        self.available = self.available.max(other.available);
        self.utilization = self.utilization.max(other.utilization);
    }
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
        self.records.add(&other.records);
        self.gateway.add(&other.gateway);
        self.concurrency.add(other.concurrency);
        self.unreserved.add(other.unreserved);
        self.claimed = self.claimed.max(other.claimed);
        self.provisioned.add(&other.provisioned);
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
