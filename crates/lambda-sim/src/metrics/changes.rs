//! What each change counts as.
//!
//! Nearly all changes are starts and ends of invocations, and throttles where there are too many: each has a way of its own that asks
//! nothing which it need not. All else is rare.

use crate::admission::Start;
use crate::change::{Attempt, Change, Then, Watch};
use crate::id::FunctionId;
use crate::setting::{Setting, Value};
use crate::time::Instant;

use super::meter::Context;
use super::{Caller, Metrics, scalings};

impl Watch for Metrics {
    #[inline]
    fn change(&mut self, at: Instant, change: &Change) {
        self.advance(at);
        match change {
            Change::Started { .. } => self.started(at, change),
            Change::InvocationEnded { .. } => self.ended(at, change),
            Change::Throttled { .. } => self.throttled(at, change),
            Change::InitEnded { .. } => {}
            _ => self.rarely(at, change),
        }
    }
}

impl Metrics {
    fn caller(&self, attempt: &Attempt) -> Caller {
        self.callers[attempt.caller.index()]
    }

    /// Whether this is the first that is heard of a request.
    fn is_first(caller: Caller, attempt: &Attempt) -> bool {
        attempt.number == 1 && !caller.is_asynchronous && !caller.has_authorizer
    }

    fn started(&mut self, at: Instant, change: &Change) {
        let Change::Started { environment, attempt, start, is_spillover } = change else { return };
        let (function, caller) = (environment.function, self.caller(attempt));
        if caller.is_stream
            && let Some(sources) = &mut self.sources
        {
            sources.sent(function, at.since(attempt.received));
        }
        if *start == Start::Provisioned {
            self.claims.begin(function, caller.version);
        }
        let is_new = Self::is_first(caller, attempt);
        let context = Context { now: at, is_event: caller.is_asynchronous, is_new, closed_row: None };
        self.functions[function.index()].started(context, attempt, (*start, *is_spillover), &mut self.account);
        self.answers[attempt.caller.index()].requests += u64::from(is_new);
        if *start == Start::Cold {
            self.landmarks.first_cold_start.get_or_insert(at);
        }
        if caller.is_asynchronous {
            self.drain.change(at, change, &mut self.landmarks);
        }
    }

    fn ended(&mut self, at: Instant, change: &Change) {
        let Change::InvocationEnded { environment, attempt, start, admitted, outcome, then } = change else { return };
        let (function, caller) = (environment.function, self.caller(attempt));
        if *start == Start::Provisioned && self.claims.end(function, caller.version) {
            self.account.claim(at, self.claims.sum());
        }
        let failed_in = outcome.is_error().then(|| self.closed_row_of(*admitted));
        let context =
            Context { now: at, is_event: caller.is_asynchronous, is_new: false, closed_row: failed_in.flatten() };
        let how = (*start, outcome.is_error(), then);
        self.functions[function.index()].ended(context, attempt, how, &mut self.account);
        if let Then::Answered { status, response_time } = *then {
            self.answers[attempt.caller.index()].answered(status, response_time, Some(*start));
        }
        if caller.is_asynchronous {
            self.drain.change(at, change, &mut self.landmarks);
        }
    }

    fn throttled(&mut self, at: Instant, change: &Change) {
        let Change::Throttled { function, attempt, then, .. } = change else { return };
        let caller = self.caller(attempt);
        let is_new = Self::is_first(caller, attempt);
        let context = Context { now: at, is_event: caller.is_asynchronous, is_new, closed_row: None };
        self.functions[function.index()].change(context, change, &mut self.account);
        let answers = &mut self.answers[attempt.caller.index()];
        answers.requests += u64::from(is_new);
        if let Then::Answered { status, response_time } = *then {
            answers.answered(status, response_time, None);
        }
        self.landmarks.first_throttle.get_or_insert(at);
        self.landmarks.last_throttle = Some(at);
        if caller.is_asynchronous {
            self.drain.change(at, change, &mut self.landmarks);
        }
    }

    fn rarely(&mut self, at: Instant, change: &Change) {
        let Some(function) = change.function() else { return };
        match change {
            Change::Intervention { setting, value, .. } => return self.intervene(at, function, *setting, *value),
            Change::Provisioned { version, requested, available, new, .. } => {
                self.claims.provision(function, *version, [*requested, *available]);
                return self.provide(at, function, *new);
            }
            Change::Polled { caller, what, now, .. } => {
                if let Some(sources) = &mut self.sources {
                    sources.change(at, *caller, *what, *now);
                }
                return;
            }
            Change::Scaled { .. } => scalings::note(&mut self.scalings, at, change),
            _ => {}
        }
        let is_event = attempt_in(change).is_some_and(|attempt| self.caller(attempt).is_asynchronous);
        let context = Context { now: at, is_event, is_new: is_new(change), closed_row: None };
        if !self.is_of_an_authorizer(change) {
            self.functions[function.index()].change(context, change, &mut self.account);
        }
        self.answer(context, change);
        if is_event {
            self.drain.change(at, change, &mut self.landmarks);
        }
    }

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

    /// The closed period in which something was admitted, if it is closed.
    #[cold]
    fn closed_row_of(&self, admitted: Instant) -> Option<usize> {
        let row = usize::try_from(admitted.as_nanos() / self.period.as_nanos()).unwrap_or(usize::MAX);
        (row < self.closed).then_some(row)
    }

    /// Whether an authorizer took too long, which counts where it was asked.
    fn is_of_an_authorizer(&self, change: &Change) -> bool {
        matches!(change, Change::TimeLimit { attempt, .. } if self.named <= attempt.caller.index())
    }

    /// What the caller sees.
    fn answer(&mut self, context: Context, change: &Change) {
        match change {
            Change::EventReceived { caller, .. } => self.answers[caller.index()].accepted(),
            Change::Authorizing { attempt, .. } | Change::Authorized { attempt, .. } => {
                self.answers[attempt.caller.index()].requests += u64::from(context.is_new);
            }
            Change::TurnedAway { attempt, then, .. } => {
                let answers = &mut self.answers[attempt.caller.index()];
                answers.requests += u64::from(context.is_new);
                if let Then::Answered { status, response_time } = *then {
                    answers.answered(status, response_time, None);
                }
            }
            Change::TimeLimit { attempt, start, then: Then::Answered { status, response_time }, .. } => {
                self.answers[attempt.caller.index()].answered(*status, *response_time, Some(*start));
            }
            _ => {}
        }
    }
}

/// Whether a change, but for attempts, is the first that is heard of a request.
fn is_new(change: &Change) -> bool {
    match change {
        Change::EventReceived { .. } | Change::Authorizing { .. } => true,
        Change::Authorized { is_remembered, .. } => *is_remembered,
        Change::TurnedAway { refusal, .. } => refusal.is_at_once(),
        _ => false,
    }
}

/// The attempt in a change that is none of an invocation.
fn attempt_in(change: &Change) -> Option<&Attempt> {
    match change {
        Change::TurnedAway { attempt, .. }
        | Change::Authorizing { attempt, .. }
        | Change::Authorized { attempt, .. }
        | Change::TimeLimit { attempt, .. }
        | Change::EventExpired { attempt, .. } => Some(attempt),
        _ => None,
    }
}
