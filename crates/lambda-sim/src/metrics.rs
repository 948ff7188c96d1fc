//! Series and summary of a run, counted from its changes.
//!
//! CloudWatch's metrics keep CloudWatch's names and statistics: `ConcurrentExecutions` is a maximum, `Invocations` and
//! `Throttles` are sums. All stand at the instant of the attempt: an error is counted when its invocation began.

mod account;
mod answers;
mod changes;
mod claims;
mod histogram;
mod landmarks;
mod level;
mod meter;
mod oldest;
mod row;
mod scalings;
mod source;

use alloc::vec::Vec;

use crate::id::{FunctionId, VersionId};
use crate::plan::{Plan, PlannedCaller, PlannedFunction};
use crate::time::{Instant, Span};

pub use answers::Answers;
pub use histogram::Histogram;
pub use landmarks::Landmarks;
pub use level::Level;
pub use row::{EventCounts, GatewayCounts, ProvisionedCounts, RecordCounts, Row, Utilization};
pub use scalings::Scaling;
pub use source::{SourceCounts, SourceKind, SourceSeries, SourceSeriesOf};

use account::Account;
use claims::Claims;
use landmarks::Drain;
use meter::Meter;
use source::Sources;

/// Counts the changes of a run into periods.
#[derive(Clone, Debug)]
pub(crate) struct Metrics {
    period: Span,
    end: Instant,
    /// Where the open period ends.
    boundary: Instant,
    /// How many periods are closed.
    closed: usize,
    claims: Claims,
    callers: Vec<Caller>,
    /// How many of the callers the scenario names.
    named: usize,
    functions: Vec<Meter>,
    account: Account,
    sources: Option<Sources>,
    answers: Vec<Answers>,
    landmarks: Landmarks,
    drain: Drain,
    scalings: Vec<Scaling>,
}

/// What is asked of a caller at each change.
#[derive(Clone, Copy, Debug)]
struct Caller {
    version: VersionId,
    is_asynchronous: bool,
    /// Whether an authorizer is asked about its requests, so that these count before their first attempt.
    has_authorizer: bool,
    is_stream: bool,
}

impl Caller {
    fn of(planned: &PlannedCaller) -> Self {
        Self {
            version: planned.version,
            is_asynchronous: planned.via.is_asynchronous(),
            has_authorizer: planned.gateway.is_some_and(|gateway| gateway.authorizer.is_some()),
            is_stream: planned.via.is_stream(),
        }
    }
}

impl Metrics {
    pub(crate) fn new(plan: &Plan, period: Span) -> Self {
        let claims = Claims::new(plan);
        let meter = |function: &PlannedFunction| Meter::new(function.reserved.is_none(), function.provisioned().get());
        Self {
            period,
            end: plan.end(),
            boundary: (Instant::START + period).min(plan.end()),
            closed: 0,
            callers: plan.callers().iter().map(Caller::of).collect(),
            named: plan.named_callers(),
            functions: plan.functions().iter().map(meter).collect(),
            account: Account::new(claims.sum(), claims.available_of_all()),
            sources: Sources::new(plan),
            answers: plan.callers().iter().map(|_| Answers::default()).collect(),
            landmarks: Landmarks::default(),
            drain: Drain::default(),
            scalings: Vec::new(),
            claims,
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
        let functions = self.functions.iter_mut().map(|meter| meter.close(self.boundary));
        self.account.close(self.boundary, functions);
        if let Some(sources) = &mut self.sources {
            sources.close(self.boundary);
        }
        self.closed += 1;
    }

    /// Closes the last period: the series of the whole run.
    pub(crate) fn finish(mut self) -> Series {
        self.advance(self.end);
        self.close();
        Series {
            sources: self.sources.map(Sources::finish),
            period: self.period,
            length: self.end.since_start(),
            functions: self.functions.into_iter().map(Meter::finish).collect(),
            account: self.account.finish(),
            answers: self.answers,
            named: self.named,
            landmarks: self.landmarks,
            scalings: self.scalings,
        }
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
    /// What was in the sources that are polled; `None` where there are none.
    pub sources: Option<SourceSeries>,
    /// What the callers see, in the order of the plan.
    pub answers: Vec<Answers>,
    /// How many of them the scenario names.
    named: usize,
    /// Instants worth jumping to.
    pub landmarks: Landmarks,
    /// What Application Auto Scaling changed, up to the thousandth time.
    pub scalings: Vec<Scaling>,
}

/// The series of one function, or of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesOf {
    /// One row a period.
    pub rows: Vec<Row>,
    /// The whole run as one period.
    pub total: Row,
    /// Events that wait when the run ends.
    pub waiting_at_end: usize,
}

impl Series {
    /// What all callers of a function see together.
    pub fn answers_of(&self, plan: &Plan, function: FunctionId) -> Answers {
        let callers = plan.callers().iter().zip(&self.answers).filter(|(caller, _)| caller.function == function);
        Self::together(callers.map(|(_, answers)| answers))
    }

    /// What all callers of the account see together, API Gateway that invokes authorizers apart.
    pub fn answers_of_all(&self) -> Answers {
        Self::together(self.answers[..self.named].iter())
    }

    fn together<'a>(answers: impl Iterator<Item = &'a Answers>) -> Answers {
        answers.fold(Answers::default(), |mut sum, one| {
            sum.add(one);
            sum
        })
    }

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
