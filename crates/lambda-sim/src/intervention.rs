//! Interventions: what somebody changes while a run goes on, as with AWS's own calls.

mod call;
mod turn;

use crate::id::{CallerId, FunctionId, VersionId};
use crate::scenario::Scenario;
use crate::setting::{Owner, Setting, Value};
use crate::time::{Instant, Span};

pub(crate) use turn::{Turn, Unfolding};

/// One setting gets another value at an instant. Of several at one instant the first one in the list comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervention {
    /// Since the start of the run.
    pub at: Span,
    /// When it ends, and what was before holds again; `None` = it holds until the end of the run.
    pub until: Option<Span>,
    /// Whose setting is changed.
    pub owner: Owner,
    /// What is changed.
    pub setting: Setting,
    /// Its new value.
    pub value: Value,
}

impl Intervention {
    /// Changes the scenario as if it had been so from the start; `false`, and nothing changed, where it cannot.
    pub(crate) fn apply(&self, scenario: &mut Scenario) -> bool {
        self.setting.set(scenario, &self.owner, self.value)
    }
}

/// An intervention of a plan, or its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedIntervention {
    /// When.
    pub at: Instant,
    /// Its place in the list of the scenario.
    pub place: usize,
    /// Whether it ends: then the value is the one that holds again.
    pub is_end: bool,
    /// The function that it concerns; `None` for a setting of the account.
    pub function: Option<FunctionId>,
    /// The version of it, for what a version has of its own.
    pub version: VersionId,
    /// The caller of that function, for a setting of one.
    pub caller: Option<CallerId>,
    /// What is changed.
    pub setting: Setting,
    /// What it was until then; `None` where nobody has measured it.
    pub before: Option<Value>,
    /// Its new value.
    pub value: Value,
}

/// What somebody calls to change a setting: AWS's API, or `change` for what AWS does not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Sets a reservation.
    PutFunctionConcurrency,
    /// Takes it away.
    DeleteFunctionConcurrency,
    /// Sets provisioned concurrency of the live version.
    PutProvisionedConcurrencyConfig,
    /// Takes it away.
    DeleteProvisionedConcurrencyConfig,
    /// Scales the live version from its instant on: the range in which it is. The time of the action, not of its making.
    PutScheduledAction,
    /// The same, at once.
    RegisterScalableTarget,
    /// Scales it no longer; its policy goes too.
    DeregisterScalableTarget,
    /// Tracks a target.
    PutScalingPolicy,
    /// Tracks it no longer.
    DeleteScalingPolicy,
    /// Memory, timeout, runtime, dead-letter queue, VPC, `SnapStart`.
    UpdateFunctionConfiguration,
    /// The code, and the processor that it runs on.
    UpdateFunctionCode,
    /// Retries and age of events; what is not given becomes as it is by default.
    PutFunctionEventInvokeConfig,
    /// The same; what is not given stays.
    UpdateFunctionEventInvokeConfig,
    /// Takes all of it away: retries and age become as they are by default, and no record goes anywhere.
    DeleteFunctionEventInvokeConfig,
    /// How long an API waits for its function.
    UpdateIntegration,
    /// How long an API keeps what its authorizer has said.
    UpdateAuthorizer,
    /// The account's limits.
    RequestServiceQuotaIncrease,
    /// How batches are made; what is not given stays.
    UpdateEventSourceMapping,
    /// How long messages are invisible, and how often they are read.
    SetQueueAttributes,
    /// Traffic, durations and errors; how often a caller tries.
    Change,
    /// Sends requests by hand; it changes no setting.
    Invoke,
}

impl Verb {
    /// All of them, in the order of the variants.
    pub const ALL: [Self; 21] = [
        Self::PutFunctionConcurrency,
        Self::DeleteFunctionConcurrency,
        Self::PutProvisionedConcurrencyConfig,
        Self::DeleteProvisionedConcurrencyConfig,
        Self::PutScheduledAction,
        Self::RegisterScalableTarget,
        Self::DeregisterScalableTarget,
        Self::PutScalingPolicy,
        Self::DeleteScalingPolicy,
        Self::UpdateFunctionConfiguration,
        Self::UpdateFunctionCode,
        Self::PutFunctionEventInvokeConfig,
        Self::UpdateFunctionEventInvokeConfig,
        Self::DeleteFunctionEventInvokeConfig,
        Self::UpdateIntegration,
        Self::UpdateAuthorizer,
        Self::RequestServiceQuotaIncrease,
        Self::UpdateEventSourceMapping,
        Self::SetQueueAttributes,
        Self::Change,
        Self::Invoke,
    ];

    /// Their names in a file, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &[
        "PutFunctionConcurrency",
        "DeleteFunctionConcurrency",
        "PutProvisionedConcurrencyConfig",
        "DeleteProvisionedConcurrencyConfig",
        "PutScheduledAction",
        "RegisterScalableTarget",
        "DeregisterScalableTarget",
        "PutScalingPolicy",
        "DeleteScalingPolicy",
        "UpdateFunctionConfiguration",
        "UpdateFunctionCode",
        "PutFunctionEventInvokeConfig",
        "UpdateFunctionEventInvokeConfig",
        "DeleteFunctionEventInvokeConfig",
        "UpdateIntegration",
        "UpdateAuthorizer",
        "RequestServiceQuotaIncrease",
        "UpdateEventSourceMapping",
        "SetQueueAttributes",
        "change",
        "Invoke",
    ];

    /// Its name in a file.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// What it sets.
    pub const fn settings(self) -> &'static [Setting] {
        match self {
            Self::PutFunctionConcurrency => &[Setting::ReservedConcurrency],
            Self::PutProvisionedConcurrencyConfig => &[Setting::ProvisionedConcurrency],
            Self::PutScheduledAction | Self::RegisterScalableTarget => &[Setting::MinCapacity, Setting::MaxCapacity],
            Self::PutScalingPolicy => &[Setting::TargetValue, Setting::ScaleInCooldown, Setting::ScaleOutCooldown],
            Self::DeleteFunctionConcurrency
            | Self::DeleteProvisionedConcurrencyConfig
            | Self::DeregisterScalableTarget
            | Self::DeleteScalingPolicy
            | Self::DeleteFunctionEventInvokeConfig
            | Self::Invoke => &[],
            Self::UpdateFunctionConfiguration => &[
                Setting::MemorySize,
                Setting::Timeout,
                Setting::Runtime,
                Setting::DeadLetterQueue,
                Setting::Vpc,
                Setting::SnapStart,
            ],
            Self::UpdateFunctionCode => &[Setting::Architecture, Setting::Build],
            Self::PutFunctionEventInvokeConfig | Self::UpdateFunctionEventInvokeConfig => {
                &[Setting::MaximumRetryAttempts, Setting::MaximumEventAge, Setting::OnFailure, Setting::OnSuccess]
            }
            Self::UpdateIntegration => &[Setting::RestTimeout, Setting::HttpTimeout],
            Self::UpdateAuthorizer => &[Setting::RestAuthorizerTtl, Setting::HttpAuthorizerTtl],
            Self::RequestServiceQuotaIncrease => {
                &[Setting::AccountConcurrency, Setting::ApiGatewayRate, Setting::ApiGatewayBurst]
            }
            // The window first: a large batch needs one.
            Self::UpdateEventSourceMapping => &[
                Setting::BatchingWindow,
                Setting::QueueBatchSize,
                Setting::MaximumConcurrency,
                Setting::StreamBatchSize,
                Setting::MaximumRecordAge,
                Setting::StreamRetryAttempts,
                Setting::BisectBatch,
                Setting::StreamOnFailure,
                Setting::ParallelizationFactor,
                Setting::Enabled,
            ],
            Self::SetQueueAttributes => &[Setting::VisibilityTimeout, Setting::MaxReceiveCount],
            Self::Change => CHANGES,
        }
    }

    /// What gives a setting this value; `None` for what cannot be changed while a run goes on.
    pub fn of(setting: Setting, value: Value) -> Option<Self> {
        match (setting, value) {
            (Setting::ReservedConcurrency, Value::Unset) => Some(Self::DeleteFunctionConcurrency),
            (Setting::ProvisionedConcurrency, Value::Unset) => Some(Self::DeleteProvisionedConcurrencyConfig),
            (Setting::MaxCapacity, Value::Unset) => Some(Self::DeregisterScalableTarget),
            (Setting::TargetValue, Value::Unset) => Some(Self::DeleteScalingPolicy),
            (Setting::MaximumRetryAttempts | Setting::MaximumEventAge | Setting::OnFailure | Setting::OnSuccess, _) => {
                Some(Self::UpdateFunctionEventInvokeConfig)
            }
            _ => Self::ALL.into_iter().find(|verb| verb.settings().contains(&setting)),
        }
    }

    /// Whether it can name a version.
    pub const fn is_of_a_version(self) -> bool {
        matches!(self, Self::PutProvisionedConcurrencyConfig | Self::DeleteProvisionedConcurrencyConfig)
    }

    /// What a verb without a value takes away, in the order in which it goes.
    pub(crate) const fn deletes(self) -> &'static [Setting] {
        match self {
            Self::DeleteFunctionConcurrency => &[Setting::ReservedConcurrency],
            Self::DeleteProvisionedConcurrencyConfig => &[Setting::ProvisionedConcurrency],
            Self::DeregisterScalableTarget => &[Setting::TargetValue, Setting::MinCapacity, Setting::MaxCapacity],
            Self::DeleteScalingPolicy => &[Setting::TargetValue],
            Self::DeleteFunctionEventInvokeConfig => Self::PutFunctionEventInvokeConfig.settings(),
            _ => &[],
        }
    }

    /// The verbs whose settings are a function's revision: environments of another one are not used again.
    pub(crate) const OF_A_REVISION: [Self; 2] = [Self::UpdateFunctionConfiguration, Self::UpdateFunctionCode];

    /// The key of a setting behind this verb in a file: that of the table, but for the peak of a curve.
    pub const fn key(setting: Setting) -> &'static str {
        match setting {
            Setting::PeakRate => "peak_rate",
            _ => setting.file_key(),
        }
    }
}

impl Setting {
    /// Whether it can be changed while a run goes on: not the seed and the length, and not how the code is packaged, which AWS lets
    /// nobody change.
    pub fn can_change(self) -> bool {
        Verb::of(self, Value::Count(0)).is_some()
    }
}

/// What somebody or something changes for which AWS has no call.
const CHANGES: &[Setting] = &[
    Setting::PeakRate,
    Setting::Duration,
    Setting::Setup,
    Setting::Init,
    Setting::FirstRun,
    Setting::IdleLifetimePreset,
    Setting::IdleLifetime,
    Setting::MaximumAge,
    Setting::ReuseOrder,
    Setting::ProactiveInitialization,
    Setting::ErrorRate,
    Setting::TimeoutRate,
    Setting::CrashRate,
    Setting::DependencyDelay,
    Setting::DependencyErrorRate,
    Setting::AsyncDelay,
    Setting::RetryJitter,
    Setting::Preparation,
    Setting::MaxAttempts,
    Setting::RetryMode,
    Setting::ThrottledStatus,
    Setting::MessageDuration,
    Setting::PollDelay,
    Setting::StreamPollDelay,
    Setting::TablePollDelay,
    Setting::PoisonRecord,
    Setting::RetryWait,
    Setting::PollerRamp,
    Setting::Backoff,
    Setting::Identities,
    Setting::IdentityMissing,
    Setting::Denied,
];
