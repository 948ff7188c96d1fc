//! The rows of event source mappings of streams.

use super::OURS;
use crate::destination::Service;
use crate::quotas;
use crate::setting::mapping::TRUTH;
use crate::setting::{Range, Row, Scope, Setting, Value};
use crate::time::Span;
use crate::via::Via;

const STREAM_PAGE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html";

const STREAMS: Scope = Scope::Caller(&[Via::Kinesis, Via::DynamoDbStreams]);

pub(super) const STREAM_BATCH_SIZE: Row = Row {
    setting: Setting::StreamBatchSize,
    key: "batch",
    scope: STREAMS,
    file_key: "BatchSize",
    range: Range::Count { min: 1, max: quotas::BATCH_MAX as u64 },
    default: Some(Value::Count(quotas::STREAM_BATCH_DEFAULT as u64)),
    unit: "records",
    aws_name: Some("BatchSize"),
    source: STREAM_PAGE,
};

pub(super) const SHARDS: Row = Row {
    setting: Setting::Shards,
    key: "shards",
    scope: STREAMS,
    file_key: "shards",
    range: Range::Count { min: 1, max: 10_000 },
    default: Some(Value::Count(1)),
    unit: "",
    aws_name: None,
    source: OURS,
};

pub(super) const PARALLELIZATION_FACTOR: Row = Row {
    setting: Setting::ParallelizationFactor,
    key: "factor",
    scope: STREAMS,
    file_key: "ParallelizationFactor",
    range: Range::Count { min: 1, max: quotas::PARALLELIZATION_MAX as u64 },
    default: Some(Value::Count(1)),
    unit: "",
    aws_name: Some("ParallelizationFactor"),
    source: STREAM_PAGE,
};

pub(super) const MAXIMUM_RECORD_AGE: Row = Row {
    setting: Setting::MaximumRecordAge,
    key: "age",
    scope: STREAMS,
    file_key: "MaximumRecordAgeInSeconds",
    range: Range::OptionalCount { min: quotas::RECORD_AGE.0.whole_secs(), max: quotas::RECORD_AGE.1.whole_secs() },
    default: Some(Value::Unset),
    unit: "s",
    aws_name: Some("MaximumRecordAgeInSeconds"),
    source: STREAM_PAGE,
};

pub(super) const STREAM_RETRY_ATTEMPTS: Row = Row {
    setting: Setting::StreamRetryAttempts,
    key: "retries",
    scope: STREAMS,
    file_key: "MaximumRetryAttempts",
    range: Range::OptionalCount { min: 0, max: quotas::STREAM_RETRIES_MAX as u64 },
    default: Some(Value::Unset),
    unit: "",
    aws_name: Some("MaximumRetryAttempts"),
    source: STREAM_PAGE,
};

pub(super) const BISECT_BATCH: Row = Row {
    setting: Setting::BisectBatch,
    key: "bisect",
    scope: STREAMS,
    file_key: "BisectBatchOnFunctionError",
    range: Range::Choice { names: TRUTH, is_optional: false },
    default: Some(Value::Choice(TRUTH[0])),
    unit: "",
    aws_name: Some("BisectBatchOnFunctionError"),
    source: STREAM_PAGE,
};

pub(super) const STREAM_POLL_DELAY: Row = Row {
    setting: Setting::StreamPollDelay,
    key: "poll",
    scope: Scope::Caller(&[Via::Kinesis]),
    file_key: "poll_delay",
    range: Range::Span { min: Span::from_millis(1), max: Span::from_secs(20) },
    default: Some(Value::Span(quotas::STREAM_POLL_INTERVAL)),
    unit: "s",
    aws_name: None,
    source: "https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html",
};

pub(super) const TABLE_POLL_DELAY: Row = Row {
    setting: Setting::TablePollDelay,
    scope: Scope::Caller(&[Via::DynamoDbStreams]),
    default: Some(Value::Span(quotas::TABLE_POLL_INTERVAL)),
    source: "https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html",
    ..STREAM_POLL_DELAY
};

pub(super) const POISON_RECORD: Row = Row {
    setting: Setting::PoisonRecord,
    key: "poison",
    scope: STREAMS,
    file_key: "poison_record",
    range: Range::OptionalCount { min: 1, max: 1_000_000_000 },
    default: Some(Value::Unset),
    unit: "",
    aws_name: None,
    source: OURS,
};

pub(super) const STREAM_ON_FAILURE: Row = Row {
    setting: Setting::StreamOnFailure,
    key: "fail",
    scope: STREAMS,
    file_key: "OnFailure",
    range: Range::Choice { names: Service::OF_STREAMS, is_optional: true },
    default: Some(Value::Unset),
    unit: "",
    aws_name: Some("OnFailure"),
    source: "https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
};
