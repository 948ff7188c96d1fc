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
    /// Sum of all reservations, of the account.
    reserved: u32,
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

    pub(super) fn of_account(reserved: u32) -> Self {
        Self { reserved, ..Self::default() }
    }

    /// The reservations add up to another sum from now on.
    pub(super) fn claim(&mut self, now: Instant, reserved: u32) {
        let unreserved = self.unreserved.close(now);
        if now != Instant::START {
            self.open.claimed = self.open.claimed.max(unreserved.max + self.reserved);
        }
        self.open.unreserved.add(unreserved);
        self.reserved = reserved;
    }

    /// A function gains a reservation: what it has in flight is no longer unreserved. Returns how much that is.
    pub(super) fn release(&mut self, now: Instant) -> u32 {
        self.unreserved.set(now, 0);
        self.concurrency.level()
    }

    /// A function loses its reservation: what it has in flight is unreserved again. Returns how much that is.
    pub(super) fn adopt(&mut self, now: Instant) -> u32 {
        self.unreserved.set(now, self.concurrency.level());
        self.concurrency.level()
    }

    /// So many are no longer unreserved.
    pub(super) fn move_out(&mut self, now: Instant, count: u32) {
        self.unreserved.set(now, self.unreserved.level() - count);
    }

    /// So many are unreserved again.
    pub(super) fn move_in(&mut self, now: Instant, count: u32) {
        self.unreserved.set(now, self.unreserved.level() + count);
    }

    /// Ends a period. `others` is the greatest age of the oldest event elsewhere; returns the greatest of all.
    pub(super) fn close(&mut self, end: Instant, others: Span) -> Span {
        let mut row = core::mem::take(&mut self.open);
        row.concurrency = self.concurrency.close(end);
        let unreserved = self.unreserved.close(end);
        row.claimed = row.claimed.max(unreserved.max + self.reserved);
        row.unreserved.add(unreserved);
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
                self.tried(context, attempt);
                // A throttled event has waited and goes on waiting: the backlog stays as it is. Only where its age was lowered
                // meanwhile it may be too old already.
                if is_event && let Then::Dropped { .. } = then {
                    self.leave(now, attempt);
                    self.settle(now, event_of(attempt), then);
                }
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
            Change::InitEnded { .. } | Change::Intervention { .. } => {}
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
