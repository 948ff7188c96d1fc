//! The table of settings: what can be changed, where it stands in the file, how it is written in a link, its range,
//! default and source. Sliders, links, the reader and the property tests all take these from here.

mod access;
mod caller;
mod destinations;
mod gateway;
mod mapping;
mod name;
mod owner;
mod refused;
mod scaling;
mod table;
mod version;

use alloc::format;
use alloc::string::String;
use core::fmt;

use crate::scenario::{Caller, Scenario, Traffic};
use crate::time::Span;
use crate::units::Rate;
use crate::via::Via;

pub(crate) use caller::KEYS as CALLER_KEYS;
pub use name::Name;
pub use owner::Owner;
pub use table::TABLE;
pub use version::unqualified;

/// Something that can be changed in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// The seed of the random numbers.
    Seed,
    /// How long the run lasts.
    Length,
    /// The account's concurrency quota.
    AccountConcurrency,
    /// Requests a second that API Gateway lets in, over all APIs.
    ApiGatewayRate,
    /// The size of the bucket that it takes them from.
    ApiGatewayBurst,
    /// How fast environments may be created.
    ScalingRate,
    /// A function's reserved concurrency.
    ReservedConcurrency,
    /// A function's provisioned concurrency, of its live version.
    ProvisionedConcurrency,
    /// How long Lambda prepares before it makes provisioned environments.
    Preparation,
    /// The least that a function's live version is scaled in to.
    MinCapacity,
    /// The most that it is scaled out to.
    MaxCapacity,
    /// Which part of its provisioned concurrency shall be in use.
    TargetValue,
    /// How long it is not scaled in again.
    ScaleInCooldown,
    /// How long it is not scaled out again.
    ScaleOutCooldown,
    /// From the end of a minute until its alarm acts.
    AlarmDelay,
    /// The highest rate of a function's first rate curve; setting it stretches the curve.
    PeakRate,
    /// A function's memory.
    MemorySize,
    /// A function's timeout.
    Timeout,
    /// A function's runtime.
    Runtime,
    /// How a function's code is packaged.
    PackageType,
    /// The processor a function runs on.
    Architecture,
    /// Which code a function has.
    Build,
    /// Mean of a function's handler duration.
    Duration,
    /// Mean of the time before a function's INIT.
    Setup,
    /// Mean of a function's INIT duration.
    Init,
    /// Mean of what the first run of a function's handler takes on top.
    FirstRun,
    /// When the time was measured that an idle environment of a function is kept.
    IdleLifetimePreset,
    /// Mean of the time an idle environment of a function is kept.
    IdleLifetime,
    /// Mean of the age that an environment of a function reaches at most.
    MaximumAge,
    /// Which of several idle environments of a function is used again.
    ReuseOrder,
    /// Whether, and as of when, a function is in a VPC.
    Vpc,
    /// Whether, and as of when, environments of a function are restored from a snapshot.
    SnapStart,
    /// The part of a function's cold starts whose environment is initialised ahead of need.
    ProactiveInitialization,
    /// The part of a function's runs that raise an error.
    ErrorRate,
    /// The part of a function's runs that hang until the timeout.
    TimeoutRate,
    /// The part of a function's runs whose process ends.
    CrashRate,
    /// How much longer a function's handler runs because something that it depends on is slow.
    DependencyDelay,
    /// The part of a function's runs that fail because something that it depends on fails.
    DependencyErrorRate,
    /// How often an event is tried again after a function error.
    MaximumRetryAttempts,
    /// How old an event may become.
    MaximumEventAge,
    /// What takes the events that are given up.
    DeadLetterQueue,
    /// Where records of events go that are given up.
    OnFailure,
    /// Where records of events go that have run without an error.
    OnSuccess,
    /// From the acceptance of an event to its first attempt.
    AsyncDelay,
    /// How much longer than nominal the waits of an event can be.
    RetryJitter,
    /// How a caller's SDK retries.
    RetryMode,
    /// How often a caller that retries by itself tries a throttled request.
    MaxAttempts,
    /// How long a REST API waits for the function.
    RestTimeout,
    /// How long an HTTP API waits for the function.
    HttpTimeout,
    /// What an API's client gets when the function is throttled.
    ThrottledStatus,
    /// Whether an event source mapping reads and invokes.
    Enabled,
    /// How many messages a batch can have.
    QueueBatchSize,
    /// How long a batch is gathered.
    BatchingWindow,
    /// How many batches of a mapping can be in flight.
    MaximumConcurrency,
    /// How long a message that is read is invisible.
    VisibilityTimeout,
    /// How often a message is read before it goes to the dead-letter queue of its queue.
    MaxReceiveCount,
    /// How many groups the messages of a FIFO queue belong to.
    MessageGroups,
    /// How much longer the handler runs for each message of a batch.
    MessageDuration,
    /// From when a message is visible to when a free poller reads it.
    PollDelay,
    /// How long a batch waits after its first throttle.
    RetryWait,
    /// How fast a mapping gets more pollers.
    PollerRamp,
    /// How a mapping has fewer pollers when batches fail.
    Backoff,
    /// What an API's authorizer is told.
    AuthorizerType,
    /// How long a REST API keeps what its authorizer has said.
    RestAuthorizerTtl,
    /// How long an HTTP API keeps what its authorizer has said.
    HttpAuthorizerTtl,
    /// How many distinct identities the clients of an API have.
    Identities,
    /// The part of an API's requests without an identity.
    IdentityMissing,
    /// The part of the identities that an authorizer denies.
    Denied,
    /// How many records a batch of a stream can have.
    StreamBatchSize,
    /// How many shards a stream has.
    Shards,
    /// How many batches of a shard can be in flight.
    ParallelizationFactor,
    /// How old a record may become before it is given up.
    MaximumRecordAge,
    /// How often a batch of a stream is tried again after a function error.
    StreamRetryAttempts,
    /// Whether a batch that fails is split in two.
    BisectBatch,
    /// From when a record is written to when its lane reads it, of a stream of Kinesis.
    StreamPollDelay,
    /// The same of a table's stream.
    TablePollDelay,
    /// The number of a record that the handler cannot process.
    PoisonRecord,
    /// Where records of batches of a stream go that are given up.
    StreamOnFailure,
}

/// What a setting belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The run as a whole.
    Run,
    /// The account.
    Account,
    /// One function.
    Function,
    /// One caller, if its requests come on one of these ways.
    Caller(&'static [Via]),
}

impl Scope {
    /// The ways of the callers that have the setting; none where it is not a caller's.
    pub const fn vias(self) -> &'static [Via] {
        if let Self::Caller(vias) = self { vias } else { &[] }
    }

    /// Whether callers on this way have the setting.
    pub fn is_of_caller(self, via: Via) -> bool {
        self.vias().contains(&via)
    }
}

/// The range of a setting, with the type of its value; both ends are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// A whole number.
    Count {
        /// Smallest value.
        min: u64,
        /// Largest value.
        max: u64,
    },
    /// A whole number, or not set at all.
    OptionalCount {
        /// Smallest value.
        min: u64,
        /// Largest value.
        max: u64,
    },
    /// A length of time.
    Span {
        /// Shortest value.
        min: Span,
        /// Longest value.
        max: Span,
    },
    /// A rate from zero.
    Rate {
        /// Highest value [1/s].
        max: u64,
    },
    /// A part of a whole, from 0 to 1; files may write it as a percentage.
    Fraction,
    /// A part of a whole in a range of its own, or not set at all; files may write it as a percentage.
    OptionalPart {
        /// Smallest value, in hundredths.
        min_percent: u8,
        /// Largest value, in hundredths.
        max_percent: u8,
    },
    /// One of several names.
    Choice {
        /// The names.
        names: &'static [&'static str],
        /// Whether it may not be set at all.
        is_optional: bool,
    },
    /// One of several services, a function by its name, or not set at all.
    Destination {
        /// The services.
        services: &'static [&'static str],
    },
}

impl Range {
    /// Whether it may not be set at all.
    pub const fn is_optional(self) -> bool {
        match self {
            Self::OptionalCount { .. } | Self::OptionalPart { .. } | Self::Destination { .. } => true,
            Self::Choice { is_optional, .. } => is_optional,
            Self::Count { .. } | Self::Span { .. } | Self::Rate { .. } | Self::Fraction => false,
        }
    }
}

/// The value of a setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Not set; only for what is optional.
    Unset,
    /// A whole number.
    Count(u64),
    /// A length of time.
    Span(Span),
    /// A rate.
    Rate(Rate),
    /// A part of a whole.
    Fraction(f64),
    /// One of several names.
    Choice(&'static str),
    /// A function.
    Function(Name),
}

/// How files and links write what is not set.
pub const UNSET: &str = "none";

impl fmt::Display for Value {
    /// The value as a file or a link writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unset => f.write_str(UNSET),
            Self::Count(count) => count.fmt(f),
            Self::Span(span) => span.fmt(f),
            Self::Rate(rate) => rate.fmt(f),
            Self::Fraction(part) => part.fmt(f),
            Self::Choice(name) => f.write_str(name),
            Self::Function(name) => f.write_str(name.as_str()),
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The setting of this row.
    pub setting: Setting,
    /// How a link writes it, behind `f.NAME.` for a function's and behind `c.PLACE.` for a caller's.
    pub key: &'static str,
    /// What it belongs to.
    pub scope: Scope,
    /// Its key in the scenario file, inside the map of what it belongs to.
    pub file_key: &'static str,
    /// Type and range.
    pub range: Range,
    /// The value where a scenario says nothing; `None` where it must say something.
    pub default: Option<Value>,
    /// The unit of its value, as the International System or AWS's guide has it.
    pub unit: &'static str,
    /// AWS's own name, for a property of AWS.
    pub aws_name: Option<&'static str>,
    /// Where the range comes from: an address, or "assumption" with the reason.
    pub source: &'static str,
}

impl Setting {
    /// The row of this setting.
    pub const fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Its key in the scenario file, inside the map of what it belongs to.
    pub const fn file_key(self) -> &'static str {
        self.row().file_key
    }

    /// Where it stands in the file of this scenario: `functions.checkout.ReservedConcurrentExecutions`,
    /// `callers[2].max_attempts`, or `callers[2].rate` for the rate of a function.
    pub fn path<'a>(self, scenario: &Scenario, owner: impl Into<Owner<&'a str>>) -> String {
        let (key, owner) = (self.file_key(), owner.into());
        let function = owner.function().unwrap_or_default();
        match self.row().scope {
            Scope::Run => key.into(),
            Scope::Account => format!("account.{key}"),
            Scope::Function if self == Self::PeakRate => {
                let caller = scenario.callers.iter().position(|caller| is_curve_of(caller, function));
                format!("callers[{}].{key}", caller.unwrap_or_default())
            }
            Scope::Function => match unqualified(function) {
                (function, Some(version)) => format!("functions.{function}.versions.{version}.{key}"),
                (function, None) => format!("functions.{function}.{key}"),
            },
            Scope::Caller(_) => format!("callers[{}].{key}", owner.caller().unwrap_or_default()),
        }
    }
}

fn is_curve_of(caller: &Caller, function: &str) -> bool {
    caller.function == function && matches!(caller.traffic, Traffic::Curve { .. })
}
