//! The open period of one function.

use alloc::vec::Vec;

use crate::admission::Start;
use crate::change::{Attempt, Change, Drop, Then};
use crate::time::Instant;

use super::SeriesOf;
use super::account::Account;
use super::level::Gauge;
use super::oldest::{Oldest, WaitingEvent};
use super::row::{Row, Utilization};

/// Counts what happens to one function, and moves the account's levels along with its own.
#[derive(Clone, Debug)]
pub(super) struct Meter {
    open: Row,
    /// Whether the function has no reservation: then all it has in flight is unreserved.
    is_unreserved: bool,
    concurrency: Gauge,
    /// How many of these run in provisioned environments, and what is ready of those.
    executions: Gauge,
    available: Gauge,
    environments: Gauge,
    backlog: Gauge,
    oldest: Oldest,
    rows: Vec<Row>,
    total: Row,
}

/// What a change does not say itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) now: Instant,
    /// Whether the attempt is of an asynchronous event.
    pub(super) is_event: bool,
    /// Whether this is the first that is heard of a request.
    pub(super) is_new: bool,
    /// The period in which the attempt was admitted, if that is closed already.
    pub(super) closed_row: Option<usize>,
}

impl Meter {
    /// At the start of a run, with so many provisioned environments.
    pub(super) fn new(is_unreserved: bool, provisioned: u32) -> Self {
        Self {
            is_unreserved,
            open: Row::default(),
            concurrency: Gauge::default(),
            executions: Gauge::default(),
            available: Gauge::at(provisioned),
            environments: Gauge::at(provisioned),
            backlog: Gauge::default(),
            oldest: Oldest::default(),
            rows: Vec::new(),
            total: Row::default(),
        }
    }

    /// The function gains or loses its reservation: what it has in flight on demand leaves the unreserved ones, or comes back to them.
    pub(super) fn reserve(&mut self, now: Instant, is_reserved: bool, account: &mut Account) {
        if self.is_unreserved == is_reserved {
            self.is_unreserved = !is_reserved;
            account.move_unreserved(now, self.concurrency.level() - self.executions.level(), is_reserved);
        }
    }

    /// So much of what is provisioned is ready now, in so many new environments.
    pub(super) fn provide(&mut self, now: Instant, available: u32, new: u32) {
        self.available.set(now, available);
        self.environments.rise_by(now, new);
    }

    /// Ends a period; returns its row.
    pub(super) fn close(&mut self, end: Instant) -> &Row {
        let mut row = core::mem::take(&mut self.open);
        row.concurrency = self.concurrency.close(end);
        row.provisioned.executions = self.executions.close(end).max;
        row.provisioned.available = self.available.close(end).max;
        row.environments = self.environments.close(end);
        row.backlog = self.backlog.close(end);
        row.oldest_age = self.oldest.close(end);
        self.total.add(&row);
        self.rows.push(row);
        self.rows.last().expect("just pushed")
    }

    pub(super) fn finish(self) -> SeriesOf {
        SeriesOf { rows: self.rows, total: self.total, waiting_at_end: self.backlog.level() as usize }
    }

    /// An invocation begins, like this, and whether that is a spillover.
    pub(super) fn started(
        &mut self,
        context: Context,
        attempt: &Attempt,
        (start, is_spillover): (Start, bool),
        account: &mut Account,
    ) {
        let now = context.now;
        self.open.requests += u64::from(context.is_new);
        if context.is_event {
            self.tried(context, attempt);
            self.leave(now, attempt, account);
        }
        self.open.invocations += 1;
        self.open.provisioned.spillovers += u64::from(is_spillover);
        self.concurrency.rise(now);
        account.start(now, self.is_unreserved && start != Start::Provisioned);
        match start {
            Start::Warm => {}
            Start::Cold => {
                self.open.cold_starts += 1;
                self.set_up(now, account);
            }
            Start::Provisioned => self.provisioned(now, account),
        }
    }

    /// An invocation ends that began like this; whether it has failed, and what becomes of its request.
    pub(super) fn ended(
        &mut self,
        context: Context,
        attempt: &Attempt,
        (start, is_error, then): (Start, bool, &Then),
        account: &mut Account,
    ) {
        let now = context.now;
        self.concurrency.fall(now);
        let is_provisioned = start == Start::Provisioned;
        account.end(now, self.is_unreserved && !is_provisioned);
        if is_provisioned {
            self.executions.fall(now);
            account.executions.fall(now);
        }
        if is_error {
            self.failed(context.closed_row, account);
        }
        if context.is_event {
            self.settle(now, event_of(attempt), then, account);
        }
    }

    /// Another change.
    pub(super) fn change(&mut self, context: Context, change: &Change, account: &mut Account) {
        let Context { now, is_event, is_new, .. } = context;
        self.open.requests += u64::from(is_new);
        match change {
            Change::EventReceived { request, then, .. } => {
                self.open.events.received += 1;
                self.settle(now, (now, *request), then, account);
            }
            Change::Throttled { attempt, throttle, then, .. } => {
                self.open.throttles[throttle.limit as usize] += 1;
                self.tried(context, attempt);
                // A throttled event has waited and goes on waiting: the backlog stays as it is. Only where its age was lowered
                // meanwhile it may be too old already.
                if is_event && let Then::Dropped { .. } = then {
                    self.leave(now, attempt, account);
                    self.settle(now, event_of(attempt), then, account);
                }
            }
            Change::Authorizing { .. }
            | Change::Authorized { .. }
            | Change::TurnedAway { .. }
            | Change::TimeLimit { .. } => self.at_an_api(change),
            Change::EventExpired { attempt, runs, then, .. } => {
                self.leave(now, attempt, account);
                self.open.events.expired_unsent += u64::from(*runs == 0);
                self.settle(now, event_of(attempt), then, account);
            }
            Change::Recorded { condition, to, .. } => self.open.records.sent(*condition, *to),
            Change::Initialized { .. } => self.set_up(now, account),
            Change::Shutdown { .. } => self.shut_down(now, account),
            Change::Started { .. }
            | Change::InvocationEnded { .. }
            | Change::InitEnded { .. }
            | Change::Provisioned { .. }
            | Change::Polled { .. }
            | Change::Scaled { .. }
            | Change::Intervention { .. } => {}
        }
    }

    /// What API Gateway does.
    fn at_an_api(&mut self, change: &Change) {
        let counts = &mut self.open.gateway;
        match change {
            Change::Authorizing { .. } => counts.asked += 1,
            Change::Authorized { is_remembered, .. } => counts.remembered += u32::from(*is_remembered),
            Change::TurnedAway { refusal, .. } => counts.turned_away[*refusal as usize] += 1,
            Change::TimeLimit { .. } => counts.time_limits += 1,
            _ => {}
        }
    }

    /// An invocation begins in a provisioned environment.
    fn provisioned(&mut self, now: Instant, account: &mut Account) {
        self.executions.rise(now);
        account.executions.rise(now);
        let counts = &mut self.open.provisioned;
        counts.invocations += 1;
        let (busy, available) = (self.executions.level(), self.available.level());
        counts.utilization = counts.utilization.max(Utilization { busy, available });
    }

    /// There is one environment more.
    fn set_up(&mut self, now: Instant, account: &mut Account) {
        self.environments.rise(now);
        account.environments.rise(now);
    }

    /// An environment is gone.
    fn shut_down(&mut self, now: Instant, account: &mut Account) {
        self.environments.fall(now);
        account.environments.fall(now);
    }

    /// The age of an event counts with each attempt.
    fn tried(&mut self, context: Context, attempt: &Attempt) {
        if context.is_event {
            let age = context.now.since(attempt.received);
            self.open.events.age_at_attempt = self.open.events.age_at_attempt.max(age);
        }
    }

    /// An event waits no longer.
    fn leave(&mut self, now: Instant, attempt: &Attempt, account: &mut Account) {
        self.backlog.fall(now);
        account.backlog.fall(now);
        self.oldest.leave(now, event_of(attempt));
    }

    /// What becomes of an event.
    fn settle(&mut self, now: Instant, event: WaitingEvent, then: &Then, account: &mut Account) {
        match then {
            Then::Waits { .. } | Then::Expires { .. } => {
                self.backlog.rise(now);
                account.backlog.rise(now);
                self.oldest.enter(event);
            }
            Then::Done => self.open.events.done += 1,
            Then::Dropped { cause, dead_lettered } => {
                self.open.records.loops_stopped += u32::from(*cause == Drop::RecursiveInvocation);
                self.open.events.dropped += 1;
                self.open.events.dead_lettered += u64::from(*dead_lettered);
            }
            Then::Answered { .. } | Then::TooLate | Then::Deleted { .. } | Then::Returns { .. } => {}
        }
    }

    fn failed(&mut self, closed_row: Option<usize>, account: &mut Account) {
        match closed_row {
            Some(row) => {
                self.rows[row].errors += 1;
                self.total.errors += 1;
                account.failed(row);
            }
            None => self.open.errors += 1,
        }
    }
}

fn event_of(attempt: &Attempt) -> WaitingEvent {
    (attempt.received, attempt.request)
}
