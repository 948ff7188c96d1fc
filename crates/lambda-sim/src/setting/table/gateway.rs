//! The rows of API Gateway.

use super::super::{Range, Row, Scope, Setting, Value};
use super::ONE_MILLION;
use crate::quotas;
use crate::via::Via;

const GATEWAY_PAGE: &str = "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html";

/// Requests a second that API Gateway lets in.
pub(super) const API_GATEWAY_RATE: Row = Row {
    setting: Setting::ApiGatewayRate,
    key: "a.rate",
    scope: Scope::Account,
    file_key: "api_gateway_rate",
    range: Range::Count { min: 0, max: ONE_MILLION },
    default: Some(Value::Count(quotas::API_GATEWAY_RATE as u64)),
    unit: "requests/s",
    aws_name: None,
    source: GATEWAY_PAGE,
};

/// The bucket that it takes them from.
pub(super) const API_GATEWAY_BURST: Row = Row {
    setting: Setting::ApiGatewayBurst,
    key: "a.burst",
    scope: Scope::Account,
    file_key: "api_gateway_burst",
    range: Range::Count { min: 0, max: ONE_MILLION },
    default: Some(Value::Count(quotas::API_GATEWAY_BURST as u64)),
    unit: "requests",
    aws_name: None,
    source: GATEWAY_PAGE,
};

/// How long a REST API waits.
pub(super) const REST_TIMEOUT: Row = Row {
    setting: Setting::RestTimeout,
    key: "timeout",
    scope: Scope::Caller(&[Via::ApiGateway]),
    file_key: "integration_timeout",
    range: Range::Span { min: quotas::INTEGRATION_TIMEOUT_MIN, max: quotas::REST_TIMEOUT_MAX },
    default: Some(Value::Span(quotas::REST_TIMEOUT_MAX)),
    unit: "s",
    aws_name: Some("timeoutInMillis"),
    source: GATEWAY_PAGE,
};

/// How long an HTTP API waits.
pub(super) const HTTP_TIMEOUT: Row = Row {
    setting: Setting::HttpTimeout,
    key: "timeout",
    scope: Scope::Caller(&[Via::HttpApi]),
    file_key: "integration_timeout",
    range: Range::Span { min: quotas::INTEGRATION_TIMEOUT_MIN, max: quotas::HTTP_TIMEOUT_MAX },
    default: Some(Value::Span(quotas::HTTP_TIMEOUT_MAX)),
    unit: "s",
    aws_name: Some("timeoutInMillis"),
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
};

/// What the client of an API gets when the function is throttled.
pub(super) const THROTTLED_STATUS: Row = Row {
    setting: Setting::ThrottledStatus,
    key: "status",
    scope: Scope::Caller(&[Via::ApiGateway, Via::HttpApi]),
    file_key: "throttled_status",
    range: Range::Count { min: 400, max: 599 },
    default: Some(Value::Count(quotas::THROTTLED_STATUS_DEFAULT as u64)),
    unit: "",
    aws_name: None,
    source: "https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html",
};
