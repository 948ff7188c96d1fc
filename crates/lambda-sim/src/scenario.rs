//! A scenario: everything a form can hold, right or wrong. [`Scenario::check`] turns it into a [`Plan`](crate::plan::Plan).

mod traffic;

use alloc::string::String;
use alloc::vec::Vec;

use crate::authorizer::AuthorizerType;
use crate::autoscaling::Autoscaling;
use crate::destination::Destinations;
use crate::intervention::Intervention;
use crate::invoke::Invoke;
use crate::law::Law;
use crate::life::Life;
use crate::quotas;
use crate::retry::RetryMode;
use crate::runtime::{Architecture, PackageType, Runtime, SETUP};
use crate::scaling::ScalingRule;
use crate::source::Mapping;
use crate::time::Span;
use crate::token_bucket::Refill;
use crate::units::Concurrency;
use crate::via::Via;

pub use traffic::{Burst, Point, Process, Traffic};

/// The version of the scenario file that this engine reads.
pub const FILE_VERSION: u64 = 1;

/// A simulated account with its functions and their traffic.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Chooses the random numbers: the same scenario with the same seed is the same run.
    pub seed: u64,
    /// How long the run lasts. What would happen at or after this instant is not simulated.
    pub length: Span,
    /// The account that the functions share.
    pub account: Account,
    /// The functions, in the order in which they are shown.
    pub functions: Vec<Function>,
    /// Who sends requests.
    pub callers: Vec<Caller>,
    /// What is changed while the run goes on.
    pub interventions: Vec<Intervention>,
    /// What is sent by hand while the run goes on.
    pub invokes: Vec<Invoke>,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            seed: 1,
            length: Span::from_secs(300),
            account: Account::default(),
            functions: Vec::new(),
            callers: Vec::new(),
            interventions: Vec::new(),
            invokes: Vec::new(),
        }
    }
}

/// An AWS account in one Region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Account concurrency quota: requests that all functions together can have in flight.
    pub concurrent_executions: Concurrency,
    /// API Gateway's own limit over all APIs: a token bucket.
    pub api_gateway: Refill,
    /// How fast environments may be created: today's rule, or the one before November 2023.
    pub scaling_rate: ScalingRule,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            concurrent_executions: quotas::ACCOUNT_CONCURRENCY,
            api_gateway: Refill { rate: quotas::API_GATEWAY_RATE, burst: quotas::API_GATEWAY_BURST },
            scaling_rate: ScalingRule::default(),
        }
    }
}

/// A Lambda function.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name, unique in the scenario.
    pub name: String,
    /// Reserved concurrency: at once a guarantee and a ceiling; 0 switches the function off; `None` = not set.
    pub reserved_concurrent_executions: Option<Concurrency>,
    /// Provisioned concurrency of the version that callers without a qualifier use; `None` = not set.
    pub provisioned_concurrent_executions: Option<Concurrency>,
    /// How long Lambda prepares before it makes provisioned environments (an assumption).
    pub preparation: Span,
    /// How what is provisioned for that version is scaled by itself.
    pub scaling: Autoscaling,
    /// Further versions or aliases. Each has environments of its own.
    pub versions: Vec<Version>,
    /// Memory in MB. Here it chooses how long the first run of the handler takes, and what an invocation costs.
    pub memory_size: u32,
    /// How long a run of the handler may take; a longer one is cut off and is a function error. AWS's default is 3 s; this
    /// simulator's is the longest there is, so that nothing is cut off unasked.
    pub timeout: Span,
    /// Chooses the laws of INIT and of the first run.
    pub runtime: Option<Runtime>,
    /// How the code is packaged: chooses the law of INIT with the runtime.
    pub package_type: PackageType,
    /// The processor: chooses the law of INIT with the runtime.
    pub architecture: Architecture,
    /// Which code it has: another number is other code, and nothing else.
    pub build: u64,
    /// How long the handler runs.
    pub duration: Law,
    /// How long INIT takes; `None` = as measured for the runtime. One longer than [`quotas::INIT_MAX`] is cut there and
    /// done once more in the first run.
    pub init: Option<Law>,
    /// How long it takes to make an environment before INIT; `None` = as measured where INIT is as measured, and none where
    /// INIT is given (an assumption).
    pub setup: Option<Law>,
    /// How much longer the first run of the handler in an environment takes; `None` = as measured for the runtime.
    pub first_run: Option<Law>,
    /// How long an environment is kept while idle (drawn once for each environment; an assumption).
    pub idle_lifetime: Law,
    /// How its environments live besides.
    pub life: Life,
    /// The part of the runs that raise an error, from 0 to 1.
    pub error_rate: f64,
    /// The part of the runs that hang until the timeout, from 0 to 1.
    pub timeout_rate: f64,
    /// The part of the runs whose process ends, from 0 to 1; with errors and timeouts at most 1.
    pub crash_rate: f64,
    /// What the handler depends on.
    pub dependency: Dependency,
    /// What Lambda does with events that it has taken into its queue.
    pub asynchronous: Asynchronous,
    /// Where records of them go.
    pub destinations: Destinations,
}

/// Something that a handler waits for and that may fail: a database, another service. Slow or broken for a while, it is an incident.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dependency {
    /// How much longer each run of the handler takes because of it.
    pub delay: Span,
    /// The part of the runs that fail because of it, of those that would have succeeded.
    pub error_rate: f64,
}

/// A version of a function, or an alias of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number or alias, unique in the function; [`LATEST`] is the unpublished one.
    pub name: String,
    /// Its provisioned concurrency; `None` = not set.
    pub provisioned_concurrent_executions: Option<Concurrency>,
}

/// The version that is not published: it can have no provisioned concurrency.
pub const LATEST: &str = "$LATEST";
/// The version that callers without a qualifier use, as outputs call it.
pub const LIVE: &str = "live";

/// How a function is invoked asynchronously.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asynchronous {
    /// AWS's `MaximumRetryAttempts`: how often an event is tried again after a function error.
    pub maximum_retry_attempts: u8,
    /// AWS's `MaximumEventAgeInSeconds`: how old an event may become before it is dropped.
    pub maximum_event_age: Span,
    /// What takes the events that are given up.
    pub dead_letter_queue: DeadLetterQueue,
    /// From the acceptance of an event to its first attempt (an assumption).
    pub delay: Span,
    /// How much longer than nominal a wait in the queue can be (an assumption).
    pub retry_jitter: f64,
}

impl Default for Asynchronous {
    fn default() -> Self {
        Self {
            maximum_retry_attempts: quotas::RETRY_ATTEMPTS_MAX,
            maximum_event_age: quotas::EVENT_AGE_MAX,
            dead_letter_queue: DeadLetterQueue::default(),
            delay: quotas::ASYNC_DELAY_DEFAULT,
            retry_jitter: quotas::RETRY_JITTER_DEFAULT,
        }
    }
}

/// What takes the events that are given up. AWS has none unless one is set; this simulator has, so that nothing is lost unasked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeadLetterQueue {
    /// A standard queue of SQS.
    #[default]
    Sqs,
    /// A standard topic of SNS.
    Sns,
    /// Nothing: they are lost.
    None,
}

impl DeadLetterQueue {
    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["sqs", "sns", "none"];
    pub(crate) const ALL: [Self; 3] = [Self::Sqs, Self::Sns, Self::None];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

impl Function {
    /// A function of this name and handler duration, and everything else as it is by default.
    pub fn new(name: impl Into<String>, duration: Law) -> Self {
        Self {
            name: name.into(),
            reserved_concurrent_executions: None,
            provisioned_concurrent_executions: None,
            preparation: quotas::PREPARATION_DEFAULT,
            scaling: Autoscaling { alarm_delay: quotas::ALARM_DELAY_DEFAULT, ..Autoscaling::default() },
            versions: Vec::new(),
            memory_size: quotas::MEMORY_MIN,
            timeout: quotas::TIMEOUT_MAX,
            runtime: None,
            package_type: PackageType::default(),
            architecture: Architecture::default(),
            build: 1,
            duration,
            init: None,
            setup: None,
            first_run: None,
            idle_lifetime: Law::IDLE_LIFETIME_DEFAULT,
            life: Life::default(),
            error_rate: 0.0,
            timeout_rate: 0.0,
            crash_rate: 0.0,
            dependency: Dependency::default(),
            asynchronous: Asynchronous::default(),
            destinations: Destinations::default(),
        }
    }

    /// What is provisioned of all its versions together.
    pub fn provisioned(&self) -> u64 {
        let versions = self.versions.iter().map(|version| version.provisioned_concurrent_executions);
        let further: u64 = versions.flatten().map(|count| u64::from(count.get())).sum();
        u64::from(self.provisioned_live().get()) + further
    }

    /// What is provisioned of the live version: as it is set, moved into the range in which it is scaled.
    pub fn provisioned_live(&self) -> Concurrency {
        self.scaling.within(self.provisioned_concurrent_executions.unwrap_or_default())
    }

    /// The law of INIT: as given, or as measured for the runtime. `None` where nobody has measured it packaged like that.
    pub fn init_law(&self) -> Option<Law> {
        match (&self.init, self.runtime) {
            (Some(given), _) => Some(given.clone()),
            (None, Some(runtime)) => runtime.init(self.package_type, self.architecture),
            (None, None) => Some(Law::Constant(quotas::INIT_DEFAULT)),
        }
    }

    /// The law of the time before INIT. A given INIT is all the time that a cold start takes, and so is the round figure that
    /// stands for it where neither INIT nor runtime is given.
    pub fn setup_law(&self) -> Law {
        match &self.setup {
            Some(given) => given.clone(),
            None if self.init.is_none() && self.runtime.is_some() => Law::Measured(&SETUP),
            None => Law::Constant(Span::ZERO),
        }
    }

    /// The law of what the first run of the handler takes on top.
    pub fn first_run_law(&self) -> Law {
        match (&self.first_run, self.runtime) {
            (Some(given), _) => given.clone(),
            (None, Some(runtime)) => runtime.first_run(self.memory_size),
            (None, None) => Law::Constant(Span::ZERO),
        }
    }
}

/// Somebody who sends requests to one function.
#[derive(Clone, Debug, PartialEq)]
pub struct Caller {
    /// Name of the function.
    pub function: String,
    /// The version or alias; `None` = the one that is live.
    pub qualifier: Option<String>,
    /// The way on which they come.
    pub via: Via,
    /// How its SDK retries; only for callers that retry by themselves.
    pub retry_mode: RetryMode,
    /// The API of API Gateway that stands before the function; only for callers through one.
    pub gateway: Gateway,
    /// How often a throttled request is tried, the first time included; only for callers that retry by themselves.
    pub max_attempts: u16,
    /// How its batches are made, for a source that is polled.
    pub mapping: Mapping,
    /// When the requests come.
    pub traffic: Traffic,
}

impl Caller {
    /// A caller with as many attempts as its way has by default.
    pub fn new(function: impl Into<String>, via: Via, traffic: Traffic) -> Self {
        let (retry_mode, gateway) = (RetryMode::default(), Gateway::default());
        Self {
            function: function.into(),
            qualifier: None,
            via,
            retry_mode,
            gateway,
            max_attempts: via.attempts(),
            mapping: Mapping::of(via),
            traffic,
        }
    }
}

/// An API of API Gateway.
#[derive(Clone, Debug, PartialEq)]
pub struct Gateway {
    /// How long it waits for the function; `None` = as long as an API of its kind may.
    pub integration_timeout: Option<Span>,
    /// What the client gets when the function is throttled: gateway responses can be mapped to other statuses.
    pub throttled_status: u16,
    /// The function that it asks before it lets a request through.
    pub authorizer: Option<String>,
    /// What that is told.
    pub authorizer_type: AuthorizerType,
    /// AWS's `AuthorizerResultTtlInSeconds`: how long its answers are kept; `None` = as an API of its kind does.
    pub authorizer_result_ttl: Option<Span>,
    /// How many distinct identities its clients have.
    pub identities: u32,
    /// The part of the requests without an identity, from 0 to 1.
    pub identity_missing: f64,
    /// The part of the identities that the authorizer denies, from 0 to 1.
    pub denied: f64,
}

impl Gateway {
    /// How many distinct identities the clients of an API have that does not say it: an assumption.
    pub const IDENTITIES_DEFAULT: u32 = 100;
}

impl Default for Gateway {
    fn default() -> Self {
        Self {
            integration_timeout: None,
            throttled_status: quotas::THROTTLED_STATUS_DEFAULT,
            authorizer: None,
            authorizer_type: AuthorizerType::default(),
            authorizer_result_ttl: None,
            identities: Self::IDENTITIES_DEFAULT,
            identity_missing: 0.0,
            denied: 0.0,
        }
    }
}
