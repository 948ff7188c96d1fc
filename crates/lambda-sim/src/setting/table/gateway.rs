//! The rows of API Gateway, and of how an SDK retries.

use super::super::{Range, Row, Scope, Setting, Value};
use super::{ONE_MILLION, OURS, RETRY_PAGE};
use crate::authorizer::AuthorizerType;
use crate::quotas;
use crate::retry::RetryMode;
use crate::scenario::Gateway;
use crate::via::Via;

const AUTHORIZER_PAGE: &str = "https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html";
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

/// What an authorizer is told. HTTP APIs have `REQUEST` only.
pub(super) const AUTHORIZER_TYPE: Row = Row {
    setting: Setting::AuthorizerType,
    key: "authtype",
    scope: Scope::Caller(&[Via::ApiGateway]),
    file_key: "authorizer_type",
    range: Range::Choice { names: AuthorizerType::NAMES, is_optional: false },
    default: Some(Value::Choice(AuthorizerType::NAMES[0])),
    unit: "",
    aws_name: Some("type"),
    source: AUTHORIZER_PAGE,
};

/// How long a REST API keeps what its authorizer has said.
pub(super) const REST_AUTHORIZER_TTL: Row = Row {
    setting: Setting::RestAuthorizerTtl,
    key: "ttl",
    scope: Scope::Caller(&[Via::ApiGateway]),
    file_key: "AuthorizerResultTtlInSeconds",
    range: Range::Count { min: 0, max: quotas::AUTHORIZER_TTL_MAX.whole_secs() },
    default: Some(Value::Count(quotas::AUTHORIZER_TTL_REST.whole_secs())),
    unit: "s",
    aws_name: Some("AuthorizerResultTtlInSeconds"),
    source: AUTHORIZER_PAGE,
};

/// How long an HTTP API keeps what its authorizer has said.
pub(super) const HTTP_AUTHORIZER_TTL: Row = Row {
    setting: Setting::HttpAuthorizerTtl,
    key: "ttl",
    scope: Scope::Caller(&[Via::HttpApi]),
    file_key: "AuthorizerResultTtlInSeconds",
    range: Range::Count { min: 0, max: quotas::AUTHORIZER_TTL_MAX.whole_secs() },
    default: Some(Value::Count(0)),
    unit: "s",
    aws_name: Some("AuthorizerResultTtlInSeconds"),
    source: AUTHORIZER_PAGE,
};

/// How many distinct identities there are.
pub(super) const IDENTITIES: Row = Row {
    setting: Setting::Identities,
    key: "ids",
    scope: Scope::Caller(&[Via::ApiGateway, Via::HttpApi]),
    file_key: "identities",
    range: Range::Count { min: 1, max: 100_000 },
    default: Some(Value::Count(Gateway::IDENTITIES_DEFAULT as u64)),
    unit: "",
    aws_name: None,
    source: OURS,
};

/// Requests without an identity.
pub(super) const IDENTITY_MISSING: Row = Row {
    setting: Setting::IdentityMissing,
    key: "noid",
    scope: Scope::Caller(&[Via::ApiGateway, Via::HttpApi]),
    file_key: "identity_missing",
    range: Range::Fraction,
    default: Some(Value::Fraction(0.0)),
    unit: "",
    aws_name: None,
    source: OURS,
};

/// Identities that are denied.
pub(super) const DENIED: Row = Row {
    setting: Setting::Denied,
    key: "denied",
    scope: Scope::Caller(&[Via::ApiGateway, Via::HttpApi]),
    file_key: "denied",
    range: Range::Fraction,
    default: Some(Value::Fraction(0.0)),
    unit: "",
    aws_name: None,
    source: OURS,
};

/// How a caller's SDK retries.
pub(super) const RETRY_MODE: Row = Row {
    setting: Setting::RetryMode,
    key: "mode",
    scope: Scope::Caller(&[Via::Sdk, Via::Cli]),
    file_key: "retry_mode",
    range: Range::Choice { names: RetryMode::NAMES, is_optional: false },
    default: Some(Value::Choice(RetryMode::NAMES[0])),
    unit: "",
    aws_name: Some("retry_mode"),
    source: RETRY_PAGE,
};
