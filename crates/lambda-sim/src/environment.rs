//! An execution environment and the phases it goes through.

use crate::admission::Start;
use crate::agenda::Ticket;
use crate::id::VersionId;
use crate::pool::Slot;
use crate::request::Request;
use crate::time::{Instant, Span};
use crate::via::Outcome;

/// The phase of an environment, with what belongs to it.
///
/// ```text
///   INIT ──> INVOKE <──> idle ──> SHUTDOWN
/// ```
#[derive(Clone, Copy, Debug)]
pub(crate) enum Phase {
    /// Set-up and INIT: the environment is made, code is loaded and runs outside the handler. The request it was created for
    /// waits.
    Init { request: Request, since: Instant, billed_from: Instant },
    /// INVOKE: the handler runs, for exactly one request.
    Invoke(Invocation),
    /// Idle (AWS: frozen): ready to be used again. Idle environments of a function form a list by last use.
    Idle { since: Instant, ticket: Ticket, newer: Option<Slot>, older: Option<Slot> },
    /// SHUTDOWN: gone. Without extensions it takes no time. The slot is free for another environment.
    Shutdown,
}

/// A run of the handler.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Invocation {
    pub(crate) request: Request,
    /// When the attempt was admitted: set-up and INIT of a cold start come after it.
    pub(crate) admitted: Instant,
    /// From when on AWS bills it: with INIT, without set-up.
    pub(crate) billed_from: Instant,
    pub(crate) start: Start,
    pub(crate) outcome: Outcome,
}

/// What an environment is for: it runs the code of one version and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) version: VersionId,
    pub(crate) supply: Supply,
}

/// Why an environment is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Supply {
    /// A request has found no other.
    OnDemand,
    /// Provisioned concurrency keeps it ready.
    Provisioned,
}

/// What the next run in an environment takes on top of the handler's duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnTop {
    /// Nothing: the handler has run there before.
    Nothing,
    /// So much: it is the first run, and INIT is done once more where it was cut.
    First(Span),
    /// INIT and a first run, drawn when it begins: the run before was cut off at the timeout, or its process has ended.
    Reset,
}

/// One environment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Environment {
    /// 1 for the function's first environment.
    pub(crate) number: u64,
    pub(crate) kind: Kind,
    pub(crate) phase: Phase,
    /// How long it is kept while idle: drawn at creation, the same after each invocation.
    pub(crate) idle_lifetime: Span,
    /// When it reaches its maximum age.
    pub(crate) ends_at: Instant,
    /// What its next run takes on top of the handler's duration.
    pub(crate) on_top: OnTop,
    /// The place of its expiry timer in the agenda, if one is pending. There is at most one for each environment, however
    /// often it is used.
    pub(crate) expiry: Option<Ticket>,
}

impl Environment {
    /// When it is gone if it is idle from this instant on.
    pub(crate) fn expires(&self, since: Instant) -> Instant {
        (since + self.idle_lifetime).min(self.ends_at)
    }
}
