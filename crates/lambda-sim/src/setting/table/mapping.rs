//! The rows of event source mappings, and of the queues that they read.

use super::OURS;
use crate::quotas;
use crate::setting::mapping::TRUTH;
use crate::setting::{Range, Row, Scope, Setting, Value};
use crate::source::{Backoff, Ramp};
use crate::time::Span;
use crate::via::Via;

const PARAMETERS_PAGE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html";
const SCALING_PAGE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html";
const QUEUE_PAGE: &str =
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html";

const POLLED: Scope = Scope::Caller(&[Via::Sqs, Via::Kinesis, Via::DynamoDbStreams]);
const QUEUES: Scope = Scope::Caller(&[Via::Sqs]);

pub(super) const ENABLED: Row = Row {
    setting: Setting::Enabled,
    key: "enabled",
    scope: POLLED,
    file_key: "Enabled",
    range: Range::Choice { names: TRUTH, is_optional: false },
    default: Some(Value::Choice(TRUTH[1])),
    unit: "",
    aws_name: Some("Enabled"),
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html",
};

pub(super) const QUEUE_BATCH_SIZE: Row = Row {
    setting: Setting::QueueBatchSize,
    key: "batch",
    scope: QUEUES,
    file_key: "BatchSize",
    range: Range::Count { min: 1, max: quotas::BATCH_MAX as u64 },
    default: Some(Value::Count(quotas::QUEUE_BATCH_DEFAULT as u64)),
    unit: "messages",
    aws_name: Some("BatchSize"),
    source: PARAMETERS_PAGE,
};

pub(super) const BATCHING_WINDOW: Row = Row {
    setting: Setting::BatchingWindow,
    key: "window",
    scope: POLLED,
    file_key: "MaximumBatchingWindowInSeconds",
    range: Range::Count { min: 0, max: quotas::BATCHING_WINDOW_MAX.whole_secs() },
    default: Some(Value::Count(0)),
    unit: "s",
    aws_name: Some("MaximumBatchingWindowInSeconds"),
    source: PARAMETERS_PAGE,
};

pub(super) const MAXIMUM_CONCURRENCY: Row = Row {
    setting: Setting::MaximumConcurrency,
    key: "mc",
    scope: QUEUES,
    file_key: "MaximumConcurrency",
    range: Range::OptionalCount {
        min: quotas::MAXIMUM_CONCURRENCY.0 as u64,
        max: quotas::MAXIMUM_CONCURRENCY.1 as u64,
    },
    default: Some(Value::Unset),
    unit: "batches in flight",
    aws_name: Some("MaximumConcurrency"),
    source: SCALING_PAGE,
};

pub(super) const VISIBILITY_TIMEOUT: Row = Row {
    setting: Setting::VisibilityTimeout,
    key: "visibility",
    scope: QUEUES,
    file_key: "VisibilityTimeout",
    range: Range::Count { min: 0, max: quotas::VISIBILITY_TIMEOUT_MAX.whole_secs() },
    default: Some(Value::Count(quotas::VISIBILITY_TIMEOUT_DEFAULT.whole_secs())),
    unit: "s",
    aws_name: Some("VisibilityTimeout"),
    source: QUEUE_PAGE,
};

pub(super) const MAX_RECEIVE_COUNT: Row = Row {
    setting: Setting::MaxReceiveCount,
    key: "receives",
    scope: QUEUES,
    file_key: "maxReceiveCount",
    range: Range::OptionalCount { min: 1, max: quotas::RECEIVES_MAX as u64 },
    default: Some(Value::Unset),
    unit: "",
    aws_name: Some("maxReceiveCount"),
    source: QUEUE_PAGE,
};

pub(super) const MESSAGE_GROUPS: Row = Row {
    setting: Setting::MessageGroups,
    key: "groups",
    scope: QUEUES,
    file_key: "message_groups",
    range: Range::OptionalCount { min: 1, max: 100_000 },
    default: Some(Value::Unset),
    unit: "",
    aws_name: None,
    source: OURS,
};

pub(super) const MESSAGE_DURATION: Row = Row {
    setting: Setting::MessageDuration,
    key: "each",
    scope: POLLED,
    file_key: "message_duration",
    range: Range::Span { min: Span::ZERO, max: quotas::TIMEOUT_MAX },
    default: Some(Value::Span(Span::ZERO)),
    unit: "s",
    aws_name: None,
    source: OURS,
};

pub(super) const POLL_DELAY: Row = Row {
    setting: Setting::PollDelay,
    key: "poll",
    scope: QUEUES,
    file_key: "poll_delay",
    range: Range::Span { min: Span::from_millis(1), max: Span::from_secs(20) },
    default: Some(Value::Span(quotas::POLL_DELAY_DEFAULT)),
    unit: "s",
    aws_name: None,
    source: OURS,
};

pub(super) const RETRY_WAIT: Row = Row {
    setting: Setting::RetryWait,
    key: "wait",
    scope: POLLED,
    file_key: "retry_wait",
    range: Range::Span { min: Span::from_millis(1), max: Span::from_secs(3_600) },
    default: Some(Value::Span(quotas::BATCH_RETRY_WAIT_DEFAULT)),
    unit: "s",
    aws_name: None,
    source: "assumption: AWS backs off gradually, and says no number",
};

pub(super) const POLLER_RAMP: Row = Row {
    setting: Setting::PollerRamp,
    key: "ramp",
    scope: QUEUES,
    file_key: "poller_ramp",
    range: Range::Choice { names: Ramp::NAMES, is_optional: false },
    default: Some(Value::Choice(Ramp::NAMES[0])),
    unit: "",
    aws_name: None,
    source: SCALING_PAGE,
};

pub(super) const BACKOFF: Row = Row {
    setting: Setting::Backoff,
    key: "backoff",
    scope: QUEUES,
    file_key: "backoff",
    range: Range::Choice { names: Backoff::NAMES, is_optional: false },
    default: Some(Value::Choice(Backoff::NAMES[0])),
    unit: "",
    aws_name: None,
    source: "assumption: AWS backs off gradually, and says no number",
};
