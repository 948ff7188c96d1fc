//! Series and summary of a run, counted from its changes.
//!
//! CloudWatch's metrics keep CloudWatch's names and statistics: `ConcurrentExecutions` is a maximum, `Invocations` and
//! `Throttles` are sums, both at the instant of the request.

use alloc::vec::Vec;

use crate::admission::Limit;
use crate::change::{Change, Watch};
use crate::plan::Plan;
use crate::time::{Instant, Span};

/// One period of one function, or of the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Admitted requests (CloudWatch: `Invocations`, sum).
    pub invocations: u64,
    /// Refused requests by limit (CloudWatch: `Throttles`, sum of both).
    pub throttles: [u64; Limit::ALL.len()],
    /// Invocations that waited for INIT.
    pub cold_starts: u64,
    /// Requests in flight.
    pub concurrency: Level,
    /// Requests in flight without a reservation: of the account, its `UnreservedConcurrentExecutions`.
    pub unreserved: Level,
    /// Environments, idle ones included.
    pub environments: Level,
}

impl Row {
    /// All requests: admitted and refused.
    pub fn requests(&self) -> u64 {
        self.invocations + self.throttled()
    }

    /// Refused requests (CloudWatch: `Throttles`).
    pub fn throttled(&self) -> u64 {
        self.throttles.iter().sum()
    }

    /// Requests that this limit refused.
    pub fn throttled_by(&self, limit: Limit) -> u64 {
        self.throttles[limit as usize]
    }

    fn add(&mut self, other: &Self) {
        self.invocations += other.invocations;
        self.cold_starts += other.cold_starts;
        for (sum, one) in self.throttles.iter_mut().zip(other.throttles) {
            *sum += one;
        }
        self.concurrency.add(other.concurrency);
        self.unreserved.add(other.unreserved);
        self.environments.add(other.environments);
    }
}

/// A level over a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Highest level.
    pub max: u32,
    /// Level times time [ns].
    area: u128,
}

impl Level {
    /// Mean level over a period of this length.
    #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "summaries are floats")]
    pub fn mean(self, length: Span) -> f64 {
        match length.as_nanos() {
            0 => 0.0,
            nanos => self.area as f64 / nanos as f64,
        }
    }

    fn add(&mut self, other: Self) {
        self.max = self.max.max(other.max);
        self.area += other.area;
    }
}

/// Follows a level through time.
#[derive(Clone, Copy, Debug, Default)]
struct Gauge {
    level: u32,
    since: Instant,
    period: Level,
}

impl Gauge {
    /// Accounts for the time since the last change. A level that held for no time does not count as reached.
    fn hold(&mut self, now: Instant) {
        let held = now.since(self.since).as_nanos();
        if 0 < held {
            self.period.max = self.period.max.max(self.level);
            self.period.area += u128::from(self.level) * u128::from(held);
        }
        self.since = now;
    }

    /// A rise counts even if it lasts no time: completions come before arrivals, so the peak was real.
    fn rise(&mut self, now: Instant) {
        self.hold(now);
        self.level += 1;
        self.period.max = self.period.max.max(self.level);
    }

    fn fall(&mut self, now: Instant) {
        self.hold(now);
        self.level -= 1;
    }

    fn close(&mut self, end: Instant) -> Level {
        self.hold(end);
        core::mem::take(&mut self.period)
    }
}

/// The gauges and the open period of one function, or of the account.
#[derive(Clone, Debug, Default)]
struct Meter {
    open: Row,
    concurrency: Gauge,
    unreserved: Gauge,
    environments: Gauge,
    rows: Vec<Row>,
    total: Row,
}

impl Meter {
    fn close(&mut self, end: Instant) {
        let mut row = core::mem::take(&mut self.open);
        row.concurrency = self.concurrency.close(end);
        row.unreserved = self.unreserved.close(end);
        row.environments = self.environments.close(end);
        self.total.add(&row);
        self.rows.push(row);
    }

    fn change(&mut self, now: Instant, change: &Change, unreserved: bool) {
        match change {
            Change::WarmStart { .. } | Change::ColdStart { .. } => {
                self.open.invocations += 1;
                self.concurrency.rise(now);
                if unreserved {
                    self.unreserved.rise(now);
                }
                if let Change::ColdStart { .. } = change {
                    self.open.cold_starts += 1;
                    self.environments.rise(now);
                }
            }
            Change::Throttled { throttle, .. } => self.open.throttles[throttle.limit as usize] += 1,
            Change::InvocationEnded { .. } => {
                self.concurrency.fall(now);
                if unreserved {
                    self.unreserved.fall(now);
                }
            }
            Change::Shutdown { .. } => self.environments.fall(now),
            Change::InitEnded { .. } => {}
        }
    }
}

/// Counts the changes of a run into periods.
#[derive(Clone, Debug)]
pub(crate) struct Metrics {
    period: Span,
    end: Instant,
    /// Where the open period ends.
    boundary: Instant,
    reserved: Vec<bool>,
    functions: Vec<Meter>,
    account: Meter,
    landmarks: Landmarks,
}

/// Instants of a run worth jumping to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Landmarks {
    /// The first throttle.
    pub first_throttle: Option<Instant>,
    /// The last throttle.
    pub last_throttle: Option<Instant>,
    /// The first cold start.
    pub first_cold_start: Option<Instant>,
}

impl Landmarks {
    fn change(&mut self, at: Instant, change: &Change) {
        match change {
            Change::Throttled { .. } => {
                self.first_throttle.get_or_insert(at);
                self.last_throttle = Some(at);
            }
            Change::ColdStart { .. } => {
                self.first_cold_start.get_or_insert(at);
            }
            _ => {}
        }
    }
}

impl Metrics {
    pub(crate) fn new(plan: &Plan, period: Span) -> Self {
        Self {
            period,
            end: plan.end(),
            boundary: (Instant::START + period).min(plan.end()),
            reserved: plan.functions().iter().map(|function| function.reserved.is_some()).collect(),
            functions: plan.functions().iter().map(|_| Meter::default()).collect(),
            account: Meter::default(),
            landmarks: Landmarks::default(),
        }
    }

    /// Closes all periods that end at or before `now`.
    fn advance(&mut self, now: Instant) {
        while self.boundary <= now && self.boundary < self.end {
            self.close();
            self.boundary = (self.boundary + self.period).min(self.end);
        }
    }

    fn close(&mut self) {
        for meter in self.functions.iter_mut().chain([&mut self.account]) {
            meter.close(self.boundary);
        }
    }

    /// Closes the last period: the series of the whole run.
    pub(crate) fn finish(mut self) -> Series {
        self.advance(self.end);
        self.close();
        let finish = |meter: Meter| SeriesOf { rows: meter.rows, total: meter.total };
        Series {
            period: self.period,
            length: self.end.since_start(),
            functions: self.functions.into_iter().map(finish).collect(),
            account: finish(self.account),
            landmarks: self.landmarks,
        }
    }
}

impl Watch for Metrics {
    fn change(&mut self, at: Instant, change: &Change) {
        self.advance(at);
        let function = change.function().index();
        let unreserved = !self.reserved[function];
        self.functions[function].change(at, change, unreserved);
        self.account.change(at, change, unreserved);
        self.landmarks.change(at, change);
    }
}

/// All series of a run: one row a period, for each function and for the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    period: Span,
    length: Span,
    /// The functions, in the order of the scenario.
    pub functions: Vec<SeriesOf>,
    /// All functions together.
    pub account: SeriesOf,
    /// Instants worth jumping to.
    pub landmarks: Landmarks,
}

/// The series of one function, or of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesOf {
    /// One row a period.
    pub rows: Vec<Row>,
    /// The whole run as one period.
    pub total: Row,
}

impl Series {
    /// The length of a period; the last one may be shorter.
    pub fn period(&self) -> Span {
        self.period
    }

    /// The length of the run.
    pub fn length(&self) -> Span {
        self.length
    }

    /// How many periods there are.
    pub fn len(&self) -> usize {
        self.account.rows.len()
    }

    /// Whether there is no period; every run has one.
    pub fn is_empty(&self) -> bool {
        self.account.rows.is_empty()
    }

    /// The start of the period of this row.
    pub fn start(&self, row: usize) -> Instant {
        Instant::from_nanos(self.period.as_nanos().saturating_mul(row as u64))
    }

    /// How long the period of this row lasts: only the last one may be cut short by the end of the run.
    pub fn row_length(&self, row: usize) -> Span {
        let start = self.start(row).since_start();
        let rest = self.length.as_nanos().saturating_sub(start.as_nanos());
        Span::from_nanos(rest.min(self.period.as_nanos()))
    }
}
