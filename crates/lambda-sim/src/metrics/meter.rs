//! The open period of one function, or of the account.

use alloc::vec::Vec;

use crate::admission::Start;
use crate::change::{Attempt, Change, Then};
use crate::time::{Instant, Span};

use super::level::Gauge;
use super::oldest::{Oldest, WaitingEvent};
use super::row::Row;

#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    open: Row,
    concurrency: Gauge,
    unreserved: Gauge,
    environments: Gauge,
    backlog: Gauge,
    /// Of a function. The account needs none of its own: its oldest event is the oldest of one of its functions.
    oldest: Option<Oldest>,
    rows: Vec<Row>,
    total: Row,
}

/// What a change does not say itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) now: Instant,
    /// Whether the function has no reservation.
    pub(super) is_unreserved: bool,
    /// Whether the attempt is of an asynchronous event.
    pub(super) is_event: bool,
    /// The period in which the attempt was admitted, if that is closed already.
    pub(super) closed_row: Option<usize>,
}

impl Meter {
    pub(super) fn of_function() -> Self {
        Self { oldest: Some(Oldest::default()), ..Self::default() }
    }

    /// Ends a period. `others` is the greatest age of the oldest event elsewhere; returns the greatest of all.
    pub(super) fn close(&mut self, end: Instant, others: Span) -> Span {
        let mut row = core::mem::take(&mut self.open);
        row.concurrency = self.concurrency.close(end);
        row.unreserved = self.unreserved.close(end);
        row.environments = self.environments.close(end);
        row.backlog = self.backlog.close(end);
        row.oldest_age = self.oldest.as_mut().map_or(others, |oldest| oldest.close(end));
        self.total.add(&row);
        self.rows.push(row);
        row.oldest_age.max(others)
    }

    pub(super) fn finish(self) -> super::SeriesOf {
        super::SeriesOf { rows: self.rows, total: self.total, waiting_at_end: self.backlog.level() as usize }
    }

    pub(super) fn change(&mut self, context: Context, change: &Change) {
        let Context { now, is_unreserved, is_event, .. } = context;
        match change {
            Change::EventReceived { request, then, .. } => {
                self.open.requests += 1;
                self.open.events.received += 1;
                self.settle(now, (now, *request), then);
            }
            Change::Started { attempt, start, .. } => {
                self.tried(context, attempt);
                if is_event {
                    self.leave(now, attempt);
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
                    self.settle(now, event_of(attempt), then);
                }
            }
            Change::EventExpired { attempt, runs, then, .. } => {
                self.leave(now, attempt);
                self.open.events.expired_unsent += u64::from(*runs == 0);
                self.settle(now, event_of(attempt), then);
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

    /// An event waits no longer.
    fn leave(&mut self, now: Instant, attempt: &Attempt) {
        self.backlog.fall(now);
        if let Some(oldest) = &mut self.oldest {
            oldest.leave(now, event_of(attempt));
        }
    }

    /// What becomes of an event.
    fn settle(&mut self, now: Instant, event: WaitingEvent, then: &Then) {
        match then {
            Then::Waits { .. } | Then::Expires { .. } => {
                self.backlog.rise(now);
                if let Some(oldest) = &mut self.oldest {
                    oldest.enter(event);
                }
            }
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

fn event_of(attempt: &Attempt) -> WaitingEvent {
    (attempt.received, attempt.request)
}
