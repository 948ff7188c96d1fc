//! The changes of a run put together again, request by request.

use std::collections::BTreeMap;

use lambda_sim::change::Change;
use lambda_sim::time::{Instant, Span};

use crate::changes::Changes;

/// An admitted request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Invocation {
    pub(crate) function: usize,
    pub(crate) request: u64,
    pub(crate) environment: u64,
    pub(crate) arrived: Instant,
    pub(crate) is_cold: bool,
    /// When INVOKE began; not before the end of the run if `None`.
    pub(crate) invoked: Option<Instant>,
    pub(crate) ended: Option<Instant>,
}

impl Invocation {
    /// How long the handler ran.
    pub(crate) fn duration(&self) -> Option<Span> {
        Some(self.ended?.since(self.invoked?))
    }

    /// How long it was in flight, as far as the run goes.
    pub(crate) fn in_flight(&self, end: Instant) -> Span {
        self.ended.unwrap_or(end).since(self.arrived)
    }
}

/// All invocations of a run, in order of arrival.
pub(crate) fn invocations(changes: &Changes) -> Vec<Invocation> {
    let mut found: Vec<Invocation> = Vec::new();
    let mut busy: BTreeMap<(usize, u64), usize> = BTreeMap::new();
    for (at, change) in changes {
        let function = change.function().index();
        match *change {
            Change::WarmStart { environment, request } | Change::ColdStart { environment, request } => {
                let is_cold = matches!(change, Change::ColdStart { .. });
                busy.insert((function, environment.number), found.len());
                found.push(Invocation {
                    function,
                    request: request.0,
                    environment: environment.number,
                    arrived: *at,
                    is_cold,
                    invoked: (!is_cold).then_some(*at),
                    ended: None,
                });
            }
            Change::InitEnded { environment } => {
                found[busy[&(function, environment.number)]].invoked = Some(*at);
            }
            Change::InvocationEnded { environment, request } => {
                let place = busy.remove(&(function, environment.number)).expect("a busy environment ends");
                assert_eq!(found[place].request, request.0, "an environment ends the request it began");
                found[place].ended = Some(*at);
            }
            Change::Throttled { .. } | Change::Shutdown { .. } => {}
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
