//! Destinations: where Lambda sends a record of an event once it is done with, or given up.
//!
//! Read beside <https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html>.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::change::Drop;
use crate::id::{CallerId, FunctionId, RequestId};
use crate::problem::write_one_of;
use crate::quotas;
use crate::request::Request;

/// AWS's `DestinationConfig` of a function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Destinations {
    /// For events that are given up; `None` = not set.
    pub on_failure: Option<Destination>,
    /// For events that have run without an error; `None` = not set.
    pub on_success: Option<Destination>,
}

/// Where records go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To a service beside Lambda.
    Service(Service),
    /// To a function of the scenario, by its name.
    Function(String),
}

/// A service that takes records. What it does with them is not simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// A standard queue of SQS.
    Sqs,
    /// A standard topic of SNS.
    Sns,
    /// A bus of `EventBridge`.
    EventBridge,
    /// A FIFO queue, which AWS takes as a destination and cannot deliver to.
    SqsFifo,
    /// A FIFO topic, likewise.
    SnsFifo,
    /// A bucket of S3; on failure only.
    S3,
}

impl Service {
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["sqs", "sns", "eventbridge", "sqs-fifo", "sns-fifo", "s3"];
    /// Those that can take records of events that have succeeded.
    pub const ON_SUCCESS: &'static [&'static str] = Self::NAMES.split_at(5).0;
    /// Those that can take records of batches of a stream.
    pub const OF_STREAMS: &'static [&'static str] = &["sqs", "sns", "s3"];
    const ALL: [Self; 6] = [Self::Sqs, Self::Sns, Self::EventBridge, Self::SqsFifo, Self::SnsFifo, Self::S3];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The service of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.name() == name)
    }

    const fn is_fifo(self) -> bool {
        matches!(self, Self::SqsFifo | Self::SnsFifo)
    }
}

impl Destination {
    /// A service by its name; every other name is that of a function.
    pub fn named(name: &str) -> Self {
        Service::named(name).map_or_else(|| Self::Function(name.into()), Self::Service)
    }

    /// The name of the function, if it is one.
    pub fn function(&self) -> Option<&str> {
        if let Self::Function(name) = self { Some(name) } else { None }
    }

    /// Its name in a file.
    pub fn name(&self) -> &str {
        match self {
            Self::Service(service) => service.name(),
            Self::Function(name) => name,
        }
    }
}

/// Why AWS takes something for no destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDestination {
    /// No service and no function has this name; `nearest` is the one most like it, if any is.
    Unknown {
        /// The known name most like it.
        nearest: Option<String>,
    },
    /// S3 is one on failure only.
    S3OnSuccess,
    /// It is the function itself.
    Itself,
    /// Records of a stream go to fewer services.
    OfStream,
    /// It is longer than any function's name.
    NoName,
}

impl fmt::Display for NoDestination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { nearest: Some(nearest) } => {
                write!(f, "there is no such function or service; did you mean {nearest}?")
            }
            Self::Unknown { nearest: None } => {
                f.write_str("there is no such function, nor is it ")?;
                write_one_of(f, Service::NAMES.iter().copied())
            }
            Self::S3OnSuccess => f.write_str("S3 is a destination on failure only"),
            Self::NoName => f.write_str("there is no such function: its name is longer than 64 characters"),
            Self::Itself => f.write_str("a function cannot be a destination of itself"),
            Self::OfStream => {
                f.write_str("records of a stream go only to ")?;
                write_one_of(f, Service::OF_STREAMS.iter().copied())
            }
        }
    }
}

/// The destinations of a function of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlannedDestinations {
    /// For events that are given up.
    pub on_failure: Option<PlannedDestination>,
    /// For events that have run without an error.
    pub on_success: Option<PlannedDestination>,
}

/// Where records go in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlannedDestination {
    /// To a service beside Lambda.
    Service(Service),
    /// To a function, as events from a caller of its own.
    Function(FunctionId, CallerId),
}

impl PlannedDestinations {
    /// Where the record of an event goes that has ended like this.
    pub fn of(&self, condition: Condition) -> Option<PlannedDestination> {
        if condition == Condition::Success { self.on_success } else { self.on_failure }
    }
}

/// The `condition` in a record: how the event, or the batch of a stream, has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// It has run without an error.
    Success,
    /// It has failed as often as `MaximumRetryAttempts` allows.
    RetriesExhausted,
    /// It was older than `MaximumEventAgeInSeconds`.
    EventAgeExceeded,
    /// The function's reserved concurrency was 0. AWS gives no name.
    ReservedConcurrencyZero,
    /// It came too often in one chain of records. AWS gives no name.
    RecursiveInvocation,
    /// The batch has failed as often as the mapping's `MaximumRetryAttempts` allows.
    RetryAttemptsExhausted,
    /// The records were too old. AWS's name is not known here.
    RecordAgeExceeded,
}

impl From<Drop> for Condition {
    fn from(cause: Drop) -> Self {
        match cause {
            Drop::ReservedConcurrencyZero => Self::ReservedConcurrencyZero,
            Drop::RetriesExhausted => Self::RetriesExhausted,
            Drop::EventAgeExceeded => Self::EventAgeExceeded,
            Drop::RecursiveInvocation => Self::RecursiveInvocation,
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Where a record was sent, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sent {
    /// To a service.
    Service(Service),
    /// To a function.
    Function {
        /// The function.
        function: FunctionId,
        /// The event that it is there; `None` where Lambda stops a loop, and does not deliver it.
        event: Option<RequestId>,
    },
}

impl Sent {
    /// Whether it has arrived; otherwise it counts in `DestinationDeliveryFailures`.
    pub const fn is_delivered(self) -> bool {
        match self {
            Self::Service(service) => !service.is_fifo(),
            Self::Function { event, .. } => event.is_some(),
        }
    }
}

/// The records that go from function to function while a run goes on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chains {
    /// Records that have been sent and are received at this very instant.
    sent: VecDeque<(FunctionId, Request)>,
    /// Of each event that came as a record: the functions that have received the events before it in its chain.
    before: BTreeMap<(FunctionId, RequestId), Vec<FunctionId>>,
}

impl Chains {
    /// The functions that have received an event and those before it in its chain. It has ended, and is forgotten.
    pub(crate) fn end(&mut self, function: FunctionId, event: RequestId) -> Vec<FunctionId> {
        let mut chain = self.before.remove(&(function, event)).unwrap_or_default();
        chain.push(function);
        chain
    }

    /// A record goes to a function, as this event.
    pub(crate) fn send(&mut self, function: FunctionId, event: Request, chain: Vec<FunctionId>) {
        self.before.insert((function, event.id), chain);
        self.sent.push_back((function, event));
    }

    /// The next record that is received: the first that was sent.
    pub(crate) fn next(&mut self) -> (FunctionId, Request) {
        self.sent.pop_front().expect("a record that was sent is received")
    }

    /// Whether a function has received as many events of the chain of this one as it may.
    pub(crate) fn is_loop(&self, function: FunctionId, event: RequestId) -> bool {
        self.before.get(&(function, event)).is_some_and(|chain| is_loop(chain, function))
    }

    /// Bytes that a clone holds.
    pub(crate) fn bytes(&self) -> usize {
        let chains = self.before.values().map(|chain| size_of::<(FunctionId, RequestId)>() + size_of_val(&chain[..]));
        chains.sum::<usize>() + self.sent.len() * size_of::<(FunctionId, Request)>()
    }
}

/// Whether a function stands in a chain as often as it may.
pub(crate) fn is_loop(chain: &[FunctionId], function: FunctionId) -> bool {
    quotas::CHAIN_MAX <= chain.iter().filter(|one| **one == function).count()
}
