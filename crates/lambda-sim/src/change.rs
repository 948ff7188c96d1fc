//! Everything that can happen in a run, as data, each with its cause.

mod words;

use crate::admission::{Start, Throttle};
use crate::autoscaling::ScalingCause;
use crate::destination::{Condition, Sent};
use crate::gateway::Refusal;
use crate::id::{CallerId, EnvironmentId, FunctionId, RequestId, VersionId};
use crate::setting::{Setting, Value};
use crate::source::{Returned, SourceFrame};
use crate::time::{Instant, Span};
use crate::units::Concurrency;
use crate::via::Outcome;

/// One attempt of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attempt {
    /// The request.
    pub request: RequestId,
    /// Who sent it.
    pub caller: CallerId,
    /// Which of its attempts this is, counted from 1.
    pub number: u16,
    /// When its caller sent it first.
    pub received: Instant,
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// When somebody changed a setting. It holds for what happens from then on; nothing that runs is cut.
    Intervention {
        /// The function that it concerns; `None` for a setting of the account.
        function: Option<FunctionId>,
        /// The caller of that function, for a setting of one.
        caller: Option<CallerId>,
        /// What was changed.
        setting: Setting,
        /// Its new value.
        value: Value,
    },
    /// When an asynchronous event was received: its caller has its 202, whatever comes.
    EventReceived {
        /// The function.
        function: FunctionId,
        /// The event.
        request: RequestId,
        /// Who sent it.
        caller: CallerId,
        /// What becomes of it: it waits in the queue, or is dropped at once where the reservation is 0.
        then: Then,
    },
    /// When something happened at a source that is polled.
    Polled {
        /// The function that its batches invoke.
        function: FunctionId,
        /// The source.
        caller: CallerId,
        /// What happened.
        what: Polled,
        /// What is true there now.
        now: SourceFrame,
    },
    /// When an attempt was admitted: warm, cold in a new environment that begins INIT, or in a provisioned one.
    Started {
        /// The environment that serves it.
        environment: EnvironmentId,
        /// The attempt.
        attempt: Attempt,
        /// Warm, cold or provisioned.
        start: Start,
        /// Whether its version has provisioned concurrency ready, and it had to go elsewhere.
        is_spillover: bool,
    },
    /// When provisioned concurrency was asked for, or has become ready.
    Provisioned {
        /// The function.
        function: FunctionId,
        /// The version.
        version: VersionId,
        /// What is asked for.
        requested: Concurrency,
        /// What is ready.
        available: Concurrency,
        /// Environments that were made ready just now.
        new: u32,
    },
    /// When Application Auto Scaling asked for another provisioned concurrency of the live version.
    Scaled {
        /// The function.
        function: FunctionId,
        /// Why.
        cause: ScalingCause,
        /// What was asked for until then.
        from: Concurrency,
        /// What it asks for.
        to: Concurrency,
        /// Whether AWS refuses it, so that all stays as it is: more than is reserved, or less than 100 left unreserved.
        is_refused: bool,
    },
    /// When Lambda has initialised an environment ahead of need: a request finds it idle at once.
    Initialized {
        /// The environment.
        environment: EnvironmentId,
    },
    /// When an attempt was refused with 429.
    Throttled {
        /// The function it was sent to.
        function: FunctionId,
        /// The attempt.
        attempt: Attempt,
        /// Which limit refused it.
        throttle: Throttle,
        /// What becomes of the request.
        then: Then,
        /// Whether its SDK would try again, but for the retry quota of its client, which is used up.
        is_quota_empty: bool,
    },
    /// When API Gateway has answered a request itself: the function is not invoked.
    TurnedAway {
        /// The function that it was sent to.
        function: FunctionId,
        /// The request, which has not been tried: its attempt has number 0.
        attempt: Attempt,
        /// Why.
        refusal: Refusal,
        /// The answer.
        then: Then,
    },
    /// When an API asks its authorizer about a request, which waits meanwhile.
    Authorizing {
        /// The function that the request was sent to.
        function: FunctionId,
        /// The request, which has not been tried: its attempt has number 0.
        attempt: Attempt,
        /// The authorizer.
        authorizer: FunctionId,
        /// The request with which the authorizer is invoked.
        invocation: RequestId,
    },
    /// When a request is allowed, and goes on to its function.
    Authorized {
        /// The function.
        function: FunctionId,
        /// The request, which has not been tried: its attempt has number 0.
        attempt: Attempt,
        /// Whether its identity was remembered, so that nobody was asked.
        is_remembered: bool,
    },
    /// When an API has waited for a function as long as its integration may take, and has answered its client. The function runs on.
    TimeLimit {
        /// The environment that serves the request.
        environment: EnvironmentId,
        /// The attempt.
        attempt: Attempt,
        /// How it was started.
        start: Start,
        /// The answer.
        then: Then,
    },
    /// When INIT has ended and INVOKE begins in the same environment.
    InitEnded {
        /// The environment.
        environment: EnvironmentId,
    },
    /// When a handler has returned, or was cut off, and its environment is idle.
    InvocationEnded {
        /// The environment.
        environment: EnvironmentId,
        /// The attempt that it has served.
        attempt: Attempt,
        /// Whether it was a cold start.
        start: Start,
        /// When it was admitted: CloudWatch counts errors at that instant.
        admitted: Instant,
        /// How the handler ended.
        outcome: Outcome,
        /// What becomes of the request.
        then: Then,
    },
    /// When a waiting event has reached its maximum age.
    EventExpired {
        /// The function.
        function: FunctionId,
        /// The event, with the number of its last attempt.
        attempt: Attempt,
        /// How often it has run, each time with a function error; 0 for an event that was never sent to the function.
        runs: u8,
        /// What becomes of it: it is dropped.
        then: Then,
    },
    /// When the record of an event that has ended, or of a batch of a stream that was given up, was sent to its destination.
    Recorded {
        /// The function that the event was for.
        function: FunctionId,
        /// Who sent the event; the stream.
        caller: CallerId,
        /// The event; `None` for records of a stream that were given up before they were tried again.
        request: Option<RequestId>,
        /// How it has ended.
        condition: Condition,
        /// Where the record was sent, and whether it has arrived.
        to: Sent,
    },
    /// When an environment was idle for its lifetime and is gone.
    Shutdown {
        /// The environment.
        environment: EnvironmentId,
    },
}

/// What can happen at a source that is polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Polled {
    /// When a message was sent.
    Sent,
    /// When a poller has read a batch, which is a request now.
    Read {
        /// The request.
        request: RequestId,
        /// How many messages it has.
        messages: u32,
    },
    /// When messages were deleted, because their batch ran without an error.
    Deleted {
        /// The request that the batch was.
        request: RequestId,
        /// How many.
        messages: u32,
    },
    /// When the visibility timeout of a batch was over.
    Returned(Returned),
    /// When records of a stream were given up, because they were too old or failed too often.
    Discarded {
        /// How many.
        records: u32,
    },
    /// When a throttled batch was not tried again, because its mapping is disabled: its messages come back once their visibility
    /// timeout is over.
    Paused {
        /// The request that the batch was.
        request: RequestId,
        /// How many.
        messages: u32,
    },
    /// When there are more or fewer pollers; of a stream, lanes.
    Scaled {
        /// How many there are now.
        pollers: u32,
    },
}

/// What becomes of a request after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Then {
    /// The caller has its answer.
    Answered {
        /// The HTTP status that its user sees.
        status: u16,
        /// Since the request was first sent.
        response_time: Span,
    },
    /// Nobody waits for it any longer: its client has an answer, or API Gateway has given an authorizer up.
    TooLate,
    /// It is tried again at this instant.
    Waits {
        /// When.
        until: Instant,
    },
    /// It waits, but before its next attempt it will be too old.
    Expires {
        /// When.
        at: Instant,
    },
    /// The event has been handled.
    Done,
    /// The messages of the batch are deleted.
    Deleted {
        /// How many they are: none where all have come back before.
        messages: u32,
    },
    /// The messages of the batch are visible again once their visibility timeout is over.
    Returns {
        /// When.
        at: Instant,
        /// How many they are: none where all have come back before.
        messages: u32,
    },
    /// The event is given up.
    Dropped {
        /// Why.
        cause: Drop,
        /// Whether a dead-letter queue has taken it.
        dead_lettered: bool,
    },
}

/// Why an event is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drop {
    /// The function's reserved concurrency is 0.
    ReservedConcurrencyZero,
    /// It failed as often as `MaximumRetryAttempts` allows.
    RetriesExhausted,
    /// It is older than `MaximumEventAgeInSeconds`.
    EventAgeExceeded,
    /// It has come to the function too often in one chain of records: Lambda stops the loop.
    RecursiveInvocation,
}

impl Change {
    /// The function that it happened to; `None` where it happened to the account.
    pub const fn function(&self) -> Option<FunctionId> {
        Some(match *self {
            Self::Intervention { function, .. } => return function,
            Self::Throttled { function, .. }
            | Self::TurnedAway { function, .. }
            | Self::Authorizing { function, .. }
            | Self::Authorized { function, .. }
            | Self::EventReceived { function, .. }
            | Self::EventExpired { function, .. }
            | Self::Recorded { function, .. }
            | Self::Scaled { function, .. }
            | Self::Provisioned { function, .. }
            | Self::Polled { function, .. } => function,
            Self::Started { environment, .. }
            | Self::TimeLimit { environment, .. }
            | Self::Initialized { environment }
            | Self::InitEnded { environment }
            | Self::InvocationEnded { environment, .. }
            | Self::Shutdown { environment } => environment.function,
        })
    }
}

/// Somebody who is told of every change, in order. `()` does not listen and costs nothing.
pub trait Watch {
    /// A change happened.
    fn change(&mut self, at: Instant, change: &Change);
}

impl Watch for () {
    fn change(&mut self, _: Instant, _: &Change) {}
}

impl<F: FnMut(Instant, &Change)> Watch for F {
    fn change(&mut self, at: Instant, change: &Change) {
        self(at, change);
    }
}
