//! The open period of the account.

use alloc::vec::Vec;

use crate::time::Instant;

use super::SeriesOf;
use super::level::{Gauge, Level};
use super::row::Row;

/// What all functions have together. Counts are added up when a period ends; only levels are followed change by change, because the
/// highest sum is not the sum of the highest.
#[derive(Clone, Debug)]
pub(super) struct Account {
    concurrency: Gauge,
    unreserved: Gauge,
    pub(super) executions: Gauge,
    pub(super) available: Gauge,
    pub(super) environments: Gauge,
    pub(super) backlog: Gauge,
    /// Sum of all reservations and of what is provisioned without one.
    claims: u32,
    /// Of the open period, up to the last time at which that sum was changed.
    open_unreserved: Level,
    open_claimed: u32,
    rows: Vec<Row>,
    total: Row,
}

impl Account {
    /// At the start of a run, with these claims and so many provisioned environments.
    pub(super) fn new(claims: u32, provisioned: u32) -> Self {
        Self {
            concurrency: Gauge::default(),
            unreserved: Gauge::default(),
            executions: Gauge::default(),
            available: Gauge::at(provisioned),
            environments: Gauge::at(provisioned),
            backlog: Gauge::default(),
            claims,
            open_unreserved: Level::default(),
            open_claimed: 0,
            rows: Vec::new(),
            total: Row::default(),
        }
    }

    /// The claims add up to another sum from now on.
    pub(super) fn claim(&mut self, now: Instant, claims: u32) {
        let unreserved = self.unreserved.close(now);
        if now != Instant::START {
            self.open_claimed = self.open_claimed.max(unreserved.max + self.claims);
        }
        self.open_unreserved.add(unreserved);
        self.claims = claims;
    }

    /// So many requests in flight are no longer unreserved, or are so again.
    pub(super) fn move_unreserved(&mut self, now: Instant, count: u32, is_reserved: bool) {
        let level = self.unreserved.level();
        self.unreserved.set(now, if is_reserved { level - count } else { level + count });
    }

    /// So much of what is provisioned is ready now, in so many new environments.
    pub(super) fn provide(&mut self, now: Instant, available: u32, new: u32) {
        self.available.set(now, available);
        self.environments.rise_by(now, new);
    }

    /// A request begins to be in flight.
    pub(super) fn start(&mut self, now: Instant, is_unreserved: bool) {
        self.concurrency.rise(now);
        if is_unreserved {
            self.unreserved.rise(now);
        }
    }

    /// A request is no longer in flight.
    pub(super) fn end(&mut self, now: Instant, is_unreserved: bool) {
        self.concurrency.fall(now);
        if is_unreserved {
            self.unreserved.fall(now);
        }
    }

    /// An invocation that was admitted in a closed period has failed.
    pub(super) fn failed(&mut self, row: usize) {
        self.rows[row].errors += 1;
        self.total.errors += 1;
    }

    /// Ends a period, in which these are the rows of the functions.
    pub(super) fn close<'a>(&mut self, end: Instant, functions: impl Iterator<Item = &'a Row>) {
        let mut row = Row::default();
        functions.for_each(|function| row.add(function));
        let unreserved = self.unreserved.close(end);
        row.claimed = core::mem::take(&mut self.open_claimed).max(unreserved.max + self.claims);
        row.unreserved = core::mem::take(&mut self.open_unreserved);
        row.unreserved.add(unreserved);
        row.concurrency = self.concurrency.close(end);
        row.provisioned.executions = self.executions.close(end).max;
        row.provisioned.available = self.available.close(end).max;
        row.environments = self.environments.close(end);
        row.backlog = self.backlog.close(end);
        self.total.add(&row);
        self.rows.push(row);
    }

    pub(super) fn finish(self) -> SeriesOf {
        SeriesOf { rows: self.rows, total: self.total, waiting_at_end: self.backlog.level() as usize }
    }
}
