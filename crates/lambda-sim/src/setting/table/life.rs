//! The rows of the life of environments.

use crate::dated::Dated;
use crate::life::{MAXIMUM_AGE_MIN, NEVER, ReuseOrder, SnapStart, VPC_NAMES};
use crate::setting::{Range, Row, Scope, Setting, Value};

pub(super) const IDLE_LIFETIME_PRESET: Row = Row {
    setting: Setting::IdleLifetimePreset,
    key: "idles",
    scope: Scope::Function,
    file_key: "idle_lifetime_preset",
    range: Range::Choice { names: Dated::IDLE_LIFETIME_NAMES, is_optional: true },
    default: Some(Value::Unset),
    unit: "",
    aws_name: None,
    source: "assumption: measured from outside by Mikhail Shilkov and others, 2017 to 2021",
};

pub(super) const MAXIMUM_AGE: Row = Row {
    setting: Setting::MaximumAge,
    key: "max-age",
    scope: Scope::Function,
    file_key: "maximum_age",
    range: Range::Span { min: MAXIMUM_AGE_MIN, max: NEVER },
    default: Some(Value::Span(NEVER)),
    unit: "s",
    aws_name: None,
    source: "assumption: AWS ends environments \"every few hours\", https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html; 366 d: never",
};

pub(super) const REUSE_ORDER: Row = Row {
    setting: Setting::ReuseOrder,
    key: "reuse",
    scope: Scope::Function,
    file_key: "reuse_order",
    range: Range::Choice { names: ReuseOrder::NAMES, is_optional: false },
    default: Some(Value::Choice(ReuseOrder::NAMES[0])),
    unit: "",
    aws_name: None,
    source: "assumption: the first fits measurements of 2020, https://github.com/pacslab/simfaas",
};

pub(super) const VPC: Row = Row {
    setting: Setting::Vpc,
    key: "vpc",
    scope: Scope::Function,
    file_key: "vpc",
    range: Range::Choice { names: VPC_NAMES, is_optional: false },
    default: Some(Value::Choice(VPC_NAMES[0])),
    unit: "",
    aws_name: None,
    source: "assumption: measured by https://mikhail.io/serverless/coldstarts/aws/, 2019-02 to 2021-01",
};

pub(super) const SNAP_START: Row = Row {
    setting: Setting::SnapStart,
    key: "snap",
    scope: Scope::Function,
    file_key: "snap_start",
    range: Range::Choice { names: SnapStart::NAMES, is_optional: false },
    default: Some(Value::Choice(SnapStart::NAMES[0])),
    unit: "",
    aws_name: None,
    source: "assumption: measured by https://github.com/maxday/lambda-perf, 2023-06 to 2025-06",
};

pub(super) const PROACTIVE_INITIALIZATION: Row = Row {
    setting: Setting::ProactiveInitialization,
    key: "proactive",
    scope: Scope::Function,
    file_key: "proactive_initialization",
    range: Range::Fraction,
    default: Some(Value::Fraction(0.0)),
    unit: "",
    aws_name: None,
    source: "assumption: AWS gives no part; 50 to 85 % of initialisations in a study by AJ Stuyvenberg, 2023-07",
};
