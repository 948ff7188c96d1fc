//! Series and summary of a run, counted from its changes.
//!
//! CloudWatch's metrics keep CloudWatch's names and statistics: `ConcurrentExecutions` is a maximum, `Invocations` and
//! `Throttles` are sums. All stand at the instant of the attempt: an error is counted when its invocation began.

mod account;
mod answers;
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

use crate::admission::Start;
use crate::change::{Attempt, Change, Then, Watch};
use crate::id::{FunctionId, VersionId};
use crate::plan::{Plan, PlannedCaller, PlannedFunction};
use crate::setting::{Setting, Value};
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
use meter::{Context, Meter};
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
    /// Of each caller: whether it is asynchronous.
    asynchronous: Vec<bool>,
    /// Of each caller: whether an authorizer is asked about its requests, so that these count before their first attempt.
    authorized: Vec<bool>,
    /// How many of the callers the scenario names.
    named: usize,
    functions: Vec<Meter>,
    account: Account,
    sources: Option<Sources>,
    /// Of each caller: whether it is a stream, and the version that it calls.
    streams: Vec<bool>,
    versions: Vec<VersionId>,
    answers: Vec<Answers>,
    landmarks: Landmarks,
    drain: Drain,
    scalings: Vec<Scaling>,
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
            asynchronous: plan.callers().iter().map(|caller| caller.via.is_asynchronous()).collect(),
            authorized: plan.callers().iter().map(has_authorizer).collect(),
            named: plan.named_callers(),
            functions: plan.functions().iter().map(meter).collect(),
            account: Account::new(claims.sum(), claims.available_of_all()),
            sources: Sources::new(plan),
            streams: plan.callers().iter().map(|caller| caller.via.is_stream()).collect(),
            versions: plan.callers().iter().map(|caller| caller.version).collect(),
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

impl Watch for Metrics {
    fn change(&mut self, at: Instant, change: &Change) {
        self.advance(at);
        let Some(function) = change.function() else { return };
        if let Change::Intervention { setting, value, .. } = change {
            return self.intervene(at, function, *setting, *value);
        }
        if let Change::Provisioned { version, requested, available, new, .. } = change {
            self.claims.provision(function, *version, [*requested, *available]);
            return self.provide(at, function, *new);
        }
        if let (Change::Polled { caller, what, now, .. }, Some(sources)) = (change, &mut self.sources) {
            return sources.change(at, *caller, *what, *now);
        }
        if let (Change::Started { attempt, .. }, Some(sources)) = (change, &mut self.sources)
            && self.streams[attempt.caller.index()]
        {
            sources.sent(function, at.since(attempt.received));
        }
        match change {
            Change::Started { attempt, start: Start::Provisioned, .. } => {
                self.claims.begin(function, self.versions[attempt.caller.index()]);
            }
            Change::InvocationEnded { attempt, start: Start::Provisioned, .. }
                if self.claims.end(function, self.versions[attempt.caller.index()]) =>
            {
                self.account.claim(at, self.claims.sum());
            }
            _ => {}
        }
        let context = Context {
            now: at,
            is_event: attempt_in(change).is_some_and(|attempt| self.asynchronous[attempt.caller.index()]),
            is_new: self.is_new(change),
            closed_row: self.closed_row_of(change),
        };
        if !self.is_of_an_authorizer(change) {
            self.functions[function.index()].change(context, change, &mut self.account);
        }
        self.answer(context, change);
        if let Change::Scaled { .. } = change {
            scalings::note(&mut self.scalings, at, change);
        }
        self.landmarks.change(at, change);
        if context.is_event {
            self.drain.change(at, change, &mut self.landmarks);
        }
    }
}

impl Metrics {
    /// With its reservation a function's requests in flight leave the unreserved ones, and come back without it.
    fn intervene(&mut self, at: Instant, function: FunctionId, setting: Setting, value: Value) {
        let Setting::ReservedConcurrency = setting else { return };
        self.claims.reserve(function, value);
        self.account.claim(at, self.claims.sum());
        self.functions[function.index()].reserve(at, value != Value::Unset, &mut self.account);
    }

    /// What is provisioned, or ready, has changed by so many new environments.
    fn provide(&mut self, at: Instant, function: FunctionId, new: u32) {
        self.account.claim(at, self.claims.sum());
        self.account.provide(at, self.claims.available_of_all(), new);
        self.functions[function.index()].provide(at, self.claims.available(function), new);
    }

    /// The closed period in which a failed invocation was admitted.
    fn closed_row_of(&self, change: &Change) -> Option<usize> {
        let Change::InvocationEnded { admitted, outcome, .. } = change else {
            return None;
        };
        if !outcome.is_error() {
            return None;
        }
        let row = usize::try_from(admitted.as_nanos() / self.period.as_nanos()).unwrap_or(usize::MAX);
        (row < self.closed).then_some(row)
    }

    /// Whether an authorizer took too long, which counts where it was asked.
    fn is_of_an_authorizer(&self, change: &Change) -> bool {
        matches!(change, Change::TimeLimit { attempt, .. } if self.named <= attempt.caller.index())
    }

    /// Whether a change is the first that is heard of a request.
    fn is_new(&self, change: &Change) -> bool {
        match change {
            Change::EventReceived { .. } | Change::Authorizing { .. } => true,
            Change::Authorized { is_remembered, .. } => *is_remembered,
            Change::TurnedAway { refusal, .. } => refusal.is_at_once(),
            Change::Started { attempt, .. } | Change::Throttled { attempt, .. } => {
                let caller = attempt.caller.index();
                attempt.number == 1 && !self.asynchronous[caller] && !self.authorized[caller]
            }
            _ => false,
        }
    }

    /// What the caller sees.
    fn answer(&mut self, context: Context, change: &Change) {
        let (attempt, start, then) = match change {
            Change::EventReceived { caller, .. } => return self.answers[caller.index()].accepted(),
            Change::Started { attempt, .. }
            | Change::Authorizing { attempt, .. }
            | Change::Authorized { attempt, .. } => (attempt, None, None),
            Change::Throttled { attempt, then, .. } | Change::TurnedAway { attempt, then, .. } => {
                (attempt, None, Some(then))
            }
            Change::InvocationEnded { attempt, start, then, .. } | Change::TimeLimit { attempt, start, then, .. } => {
                if let Then::Answered { status, response_time } = *then {
                    self.answers[attempt.caller.index()].answered(status, response_time, Some(*start));
                }
                return;
            }
            Change::EventExpired { .. }
            | Change::InitEnded { .. }
            | Change::Shutdown { .. }
            | Change::Provisioned { .. }
            | Change::Initialized { .. }
            | Change::Recorded { .. }
            | Change::Scaled { .. }
            | Change::Polled { .. }
            | Change::Intervention { .. } => return,
        };
        let answers = &mut self.answers[attempt.caller.index()];
        answers.requests += u64::from(context.is_new);
        if let Some(Then::Answered { status, response_time }) = then {
            answers.answered(*status, *response_time, start);
        }
    }
}

fn has_authorizer(caller: &PlannedCaller) -> bool {
    caller.gateway.is_some_and(|gateway| gateway.authorizer.is_some())
}

fn attempt_in(change: &Change) -> Option<&Attempt> {
    match change {
        Change::Started { attempt, .. }
        | Change::Throttled { attempt, .. }
        | Change::InvocationEnded { attempt, .. }
        | Change::TurnedAway { attempt, .. }
        | Change::Authorizing { attempt, .. }
        | Change::Authorized { attempt, .. }
        | Change::TimeLimit { attempt, .. }
        | Change::EventExpired { attempt, .. } => Some(attempt),
        Change::EventReceived { .. }
        | Change::InitEnded { .. }
        | Change::Shutdown { .. }
        | Change::Provisioned { .. }
        | Change::Initialized { .. }
        | Change::Recorded { .. }
        | Change::Polled { .. }
        | Change::Scaled { .. }
        | Change::Intervention { .. } => None,
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
