//! The open period of one function, or of the account.

use alloc::vec::Vec;

use crate::admission::Start;
use crate::change::{Attempt, Change, Then};
use crate::id::FunctionId;
use crate::time::Instant;

use super::backlog::{Backlog, WaitingEvent};
use super::level::Gauge;
use super::row::Row;

#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    open: Row,
    concurrency: Gauge,
    unreserved: Gauge,
    environments: Gauge,
    backlog: Backlog,
    rows: Vec<Row>,
    total: Row,
}

/// What a change does not say itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) now: Instant,
    pub(super) function: FunctionId,
    /// Whether the function has no reservation.
    pub(super) is_unreserved: bool,
    /// Whether the attempt is of an asynchronous event.
    pub(super) is_event: bool,
    /// The period in which the attempt was admitted, if that is closed already.
    pub(super) closed_row: Option<usize>,
}

impl Meter {
    pub(super) fn close(&mut self, end: Instant) {
        let mut row = core::mem::take(&mut self.open);
        row.concurrency = self.concurrency.close(end);
        row.unreserved = self.unreserved.close(end);
        row.environments = self.environments.close(end);
        (row.backlog, row.oldest_age) = self.backlog.close(end);
        self.total.add(&row);
        self.rows.push(row);
    }

    pub(super) fn finish(self) -> super::SeriesOf {
        super::SeriesOf { rows: self.rows, total: self.total, waiting_at_end: self.backlog.len() }
    }

    pub(super) fn change(&mut self, context: Context, change: &Change) {
        let Context { now, is_unreserved, is_event, .. } = context;
        match change {
            Change::EventReceived { function, request, then, .. } => {
                self.open.requests += 1;
                self.open.events.received += 1;
                self.settle(now, (now, *function, *request), then);
            }
            Change::Started { attempt, start, .. } => {
                self.tried(context, attempt);
                if is_event {
                    self.backlog.leave(now, event_of(context.function, attempt));
                }
                self.open.invocations += 1;
                self.concurrency.rise(now);
                if is_unreserved {
                    self.unreserved.rise(now);
                }
                if *start == Start::Cold {
                    self.open.cold_starts += 1;
                    self.environments.rise(now);
                }
            }
            Change::Throttled { attempt, throttle, then, .. } => {
                self.open.throttles[throttle.limit as usize] += 1;
                // A throttled event has waited and goes on waiting: the backlog stays as it is.
                debug_assert!(!is_event || matches!(then, Then::Waits { .. } | Then::Expires { .. }));
                self.tried(context, attempt);
            }
            Change::InvocationEnded { attempt, outcome, then, .. } => {
                self.concurrency.fall(now);
                if is_unreserved {
                    self.unreserved.fall(now);
                }
                if outcome.is_error() {
                    self.failed(context.closed_row);
                }
                if is_event {
                    self.settle(now, event_of(context.function, attempt), then);
                }
            }
            Change::EventExpired { attempt, runs, then, .. } => {
                self.backlog.leave(now, event_of(context.function, attempt));
                self.open.events.expired_unsent += u64::from(*runs == 0);
                self.settle(now, event_of(context.function, attempt), then);
            }
            Change::Shutdown { .. } => self.environments.fall(now),
            Change::InitEnded { .. } => {}
        }
    }

    /// A synchronous request counts with its first attempt; an event has counted when it was received.
    fn tried(&mut self, context: Context, attempt: &Attempt) {
        if context.is_event {
            let age = context.now.since(attempt.received);
            self.open.events.age_at_attempt = self.open.events.age_at_attempt.max(age);
        } else if attempt.number == 1 {
            self.open.requests += 1;
        }
    }

    /// What becomes of an event.
    fn settle(&mut self, now: Instant, event: WaitingEvent, then: &Then) {
        match then {
            Then::Waits { .. } | Then::Expires { .. } => self.backlog.enter(now, event),
            Then::Done => self.open.events.done += 1,
            Then::Dropped { dead_lettered, .. } => {
                self.open.events.dropped += 1;
                self.open.events.dead_lettered += u64::from(*dead_lettered);
            }
            Then::Answered { .. } => {}
        }
    }

    fn failed(&mut self, closed_row: Option<usize>) {
        match closed_row {
            Some(row) => {
                self.rows[row].errors += 1;
                self.total.errors += 1;
            }
            None => self.open.errors += 1,
        }
    }
}

fn event_of(function: FunctionId, attempt: &Attempt) -> WaitingEvent {
    (attempt.received, function, attempt.request)
}
