//! The changes of a run put together again, request by request.

use std::collections::BTreeMap;

use lambda_sim::admission::Start;
use lambda_sim::change::Change;
use lambda_sim::time::{Instant, Span};
use lambda_sim::via::Outcome;

use crate::changes::{Changes, function_of};

/// An admitted attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Invocation {
    pub(crate) function: usize,
    pub(crate) request: u64,
    /// Which of the request's attempts it is, counted from 1.
    pub(crate) attempt: u16,
    pub(crate) environment: u64,
    /// When the request arrived.
    pub(crate) arrived: Instant,
    /// When this attempt was admitted.
    pub(crate) admitted: Instant,
    pub(crate) is_cold: bool,
    /// When INVOKE began; not before the end of the run if `None`.
    pub(crate) invoked: Option<Instant>,
    pub(crate) ended: Option<Instant>,
    pub(crate) outcome: Option<Outcome>,
}

impl Invocation {
    /// How long the handler ran.
    pub(crate) fn duration(&self) -> Option<Span> {
        Some(self.ended?.since(self.invoked?))
    }

    /// How long it was in flight, as far as the run goes.
    pub(crate) fn in_flight(&self, end: Instant) -> Span {
        self.ended.unwrap_or(end).since(self.admitted)
    }
}

/// All invocations of a run, in the order in which they were admitted.
pub(crate) fn invocations(changes: &Changes) -> Vec<Invocation> {
    let mut found: Vec<Invocation> = Vec::new();
    let mut busy: BTreeMap<(usize, u64), usize> = BTreeMap::new();
    for (at, change) in changes {
        let function = function_of(change).index();
        match *change {
            Change::Started { environment, attempt, start, .. } => {
                let is_cold = start == Start::Cold;
                busy.insert((function, environment.number), found.len());
                found.push(Invocation {
                    function,
                    request: attempt.request.0,
                    attempt: attempt.number,
                    environment: environment.number,
                    arrived: attempt.received,
                    admitted: *at,
                    is_cold,
                    invoked: (!is_cold).then_some(*at),
                    ended: None,
                    outcome: None,
                });
            }
            Change::InitEnded { environment } => {
                found[busy[&(function, environment.number)]].invoked = Some(*at);
            }
            Change::InvocationEnded { environment, attempt, start, admitted, outcome, .. } => {
                let place = busy.remove(&(function, environment.number)).expect("a busy environment ends");
                let run = &mut found[place];
                assert_eq!(
                    (run.request, run.attempt, run.is_cold, run.admitted),
                    (attempt.request.0, attempt.number, start == Start::Cold, admitted),
                    "an environment ends the attempt it began"
                );
                (run.ended, run.outcome) = (Some(*at), Some(outcome));
            }
            Change::EventReceived { .. }
            | Change::Throttled { .. }
            | Change::EventExpired { .. }
            | Change::Shutdown { .. }
            | Change::Provisioned { .. }
            | Change::Initialized { .. }
            | Change::Recorded { .. }
            | Change::Scaled { .. }
            | Change::TurnedAway { .. }
            | Change::TimeLimit { .. }
            | Change::Polled { .. }
            | Change::Authorizing { .. }
            | Change::Authorized { .. }
            | Change::Intervention { .. } => {}
        }
    }
    found
}

/// The environments that served the requests 1, 2, 3, ... of the only function; none may be throttled.
pub(crate) fn environments_in_order(changes: &Changes) -> Vec<u64> {
    let served = invocations(changes);
    for (invocation, number) in served.iter().zip(1..) {
        assert_eq!(invocation.request, number, "every request runs");
    }
    served.iter().map(|invocation| invocation.environment).collect()
}
