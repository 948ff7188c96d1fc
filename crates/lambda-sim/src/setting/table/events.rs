//! The rows of asynchronous invocation.

use crate::destination::Service;
use crate::quotas;
use crate::scenario::DeadLetterQueue;
use crate::setting::{Range, Row, Scope, Setting, Value};
use crate::time::Span;

const ASYNC_PAGE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html";
const RECORDS_PAGE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html";

pub(super) const MAXIMUM_RETRY_ATTEMPTS: Row = Row {
    setting: Setting::MaximumRetryAttempts,
    key: "retries",
    scope: Scope::Function,
    file_key: "MaximumRetryAttempts",
    range: Range::Count { min: 0, max: quotas::RETRY_ATTEMPTS_MAX as u64 },
    default: Some(Value::Count(quotas::RETRY_ATTEMPTS_MAX as u64)),
    unit: "",
    aws_name: Some("MaximumRetryAttempts"),
    source: ASYNC_PAGE,
};

pub(super) const MAXIMUM_EVENT_AGE: Row = Row {
    setting: Setting::MaximumEventAge,
    key: "age",
    scope: Scope::Function,
    file_key: "MaximumEventAgeInSeconds",
    range: Range::Count { min: quotas::EVENT_AGE_MIN.whole_secs(), max: quotas::EVENT_AGE_MAX.whole_secs() },
    default: Some(Value::Count(quotas::EVENT_AGE_MAX.whole_secs())),
    unit: "s",
    aws_name: Some("MaximumEventAgeInSeconds"),
    source: ASYNC_PAGE,
};

pub(super) const DEAD_LETTER_QUEUE: Row = Row {
    setting: Setting::DeadLetterQueue,
    key: "dlq",
    scope: Scope::Function,
    file_key: "dead_letter_queue",
    range: Range::Choice { names: DeadLetterQueue::NAMES, is_optional: false },
    default: Some(Value::Choice(DeadLetterQueue::NAMES[0])),
    unit: "",
    aws_name: None,
    source: RECORDS_PAGE,
};

pub(super) const ASYNC_DELAY: Row = Row {
    setting: Setting::AsyncDelay,
    key: "delay",
    scope: Scope::Function,
    file_key: "async_delay",
    range: Range::Span { min: Span::ZERO, max: quotas::EVENT_AGE_MIN },
    default: Some(Value::Span(quotas::ASYNC_DELAY_DEFAULT)),
    unit: "s",
    aws_name: None,
    source: "assumption: measured once, 33 ms",
};

pub(super) const RETRY_JITTER: Row = Row {
    setting: Setting::RetryJitter,
    key: "jitter",
    scope: Scope::Function,
    file_key: "retry_jitter",
    range: Range::Fraction,
    default: Some(Value::Fraction(quotas::RETRY_JITTER_DEFAULT)),
    unit: "",
    aws_name: None,
    source: "assumption: measured, 4 to 10 % longer than nominal",
};

pub(super) const ON_FAILURE: Row = Row {
    setting: Setting::OnFailure,
    key: "fail",
    scope: Scope::Function,
    file_key: "OnFailure",
    range: Range::Destination { services: Service::NAMES },
    default: Some(Value::Unset),
    unit: "",
    aws_name: Some("OnFailure"),
    source: RECORDS_PAGE,
};

pub(super) const ON_SUCCESS: Row = Row {
    setting: Setting::OnSuccess,
    key: "done",
    scope: Scope::Function,
    file_key: "OnSuccess",
    range: Range::Destination { services: Service::ON_SUCCESS },
    default: Some(Value::Unset),
    unit: "",
    aws_name: Some("OnSuccess"),
    source: RECORDS_PAGE,
};
