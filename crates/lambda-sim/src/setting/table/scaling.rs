//! The rows of what scales provisioned concurrency.

use crate::quotas;
use crate::setting::{Range, Row, Scope, Setting, Value};
use crate::time::Span;

const ONE_MILLION: u64 = 1_000_000;
/// The longest cooldown, in seconds: a bound of this simulator.
const DAY: u64 = 86_400;
const TARGET_PAGE: &str =
    "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html";
const POLICY_PAGE: &str = "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html";

pub(super) const MIN_CAPACITY: Row = Row {
    setting: Setting::MinCapacity,
    key: "min",
    scope: Scope::Function,
    file_key: "MinCapacity",
    range: Range::Count { min: 0, max: ONE_MILLION },
    default: Some(Value::Count(0)),
    unit: "requests in flight",
    aws_name: Some("MinCapacity"),
    source: TARGET_PAGE,
};
pub(super) const MAX_CAPACITY: Row = Row {
    setting: Setting::MaxCapacity,
    key: "max",
    scope: Scope::Function,
    file_key: "MaxCapacity",
    range: Range::OptionalCount { min: 0, max: ONE_MILLION },
    default: Some(Value::Unset),
    unit: "requests in flight",
    aws_name: Some("MaxCapacity"),
    source: TARGET_PAGE,
};
pub(super) const TARGET_VALUE: Row = Row {
    setting: Setting::TargetValue,
    key: "target",
    scope: Scope::Function,
    file_key: "TargetValue",
    range: Range::OptionalPart { min_percent: quotas::TARGET_PERCENT.0, max_percent: quotas::TARGET_PERCENT.1 },
    default: Some(Value::Unset),
    unit: "",
    aws_name: Some("TargetValue"),
    source: "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
};
pub(super) const SCALE_IN_COOLDOWN: Row = Row {
    setting: Setting::ScaleInCooldown,
    key: "incool",
    scope: Scope::Function,
    file_key: "ScaleInCooldown",
    range: Range::Count { min: 0, max: DAY },
    default: Some(Value::Count(0)),
    unit: "s",
    aws_name: Some("ScaleInCooldown"),
    source: POLICY_PAGE,
};
pub(super) const SCALE_OUT_COOLDOWN: Row = Row {
    setting: Setting::ScaleOutCooldown,
    key: "outcool",
    scope: Scope::Function,
    file_key: "ScaleOutCooldown",
    range: Range::Count { min: 0, max: DAY },
    default: Some(Value::Count(0)),
    unit: "s",
    aws_name: Some("ScaleOutCooldown"),
    source: POLICY_PAGE,
};
pub(super) const ALARM_DELAY: Row = Row {
    setting: Setting::AlarmDelay,
    key: "alarm",
    scope: Scope::Function,
    file_key: "alarm_delay",
    range: Range::Span { min: Span::ZERO, max: Span::from_secs(300) },
    default: Some(Value::Span(quotas::ALARM_DELAY_DEFAULT)),
    unit: "s",
    aws_name: None,
    source: "assumption: measured once, 35 s",
};
