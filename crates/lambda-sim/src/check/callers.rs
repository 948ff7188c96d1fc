//! The rules of the settings of a caller.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::{check_known, check_setting};
use crate::problem::{Problem, Rule};
use crate::quotas;
use crate::scenario::{Caller, Scenario};
use crate::setting::{Owner, Setting, Value};
use crate::source::Mapping;
use crate::time::Span;
use crate::via::Via;

/// The settings of the caller in this place.
pub(super) fn check(scenario: &Scenario, place: usize, caller: &Caller, problems: &mut Vec<Problem>) {
    let owner = Owner::Caller(place);
    if caller.via == Via::Sqs {
        check_mapping(scenario, owner, caller, problems);
    }
    // Whoever does not retry by itself sends a request once.
    if !caller.via.retries() && caller.max_attempts != caller.via.attempts() {
        let path = Setting::MaxAttempts.path(scenario, owner);
        problems.push(Problem { path, value: caller.max_attempts.to_string(), rule: Rule::NoRetries });
    }
    for row in Setting::of_caller(caller.via) {
        if let Some(value) = row.setting.get_of_caller(caller) {
            check_setting(scenario, row.setting, owner, value, problems);
        }
    }
}

/// What AWS refuses when a mapping is made.
fn check_mapping(scenario: &Scenario, owner: Owner<&str>, caller: &Caller, problems: &mut Vec<Problem>) {
    let Mapping { batch_size, batching_window, visibility_timeout, message_groups, .. } = caller.mapping;
    let mut refuse = |setting: Setting, rule| {
        let value = setting.get_of_caller(caller).unwrap_or(Value::Unset).to_string();
        problems.push(Problem { path: setting.path(scenario, owner), value, rule });
    };
    if quotas::BATCH_MAX_WITHOUT_WINDOW < batch_size {
        if message_groups.is_some() {
            refuse(Setting::QueueBatchSize, Rule::BatchOfFifo { max: quotas::BATCH_MAX_WITHOUT_WINDOW });
        } else if batching_window == Span::ZERO {
            refuse(Setting::QueueBatchSize, Rule::BatchWithoutWindow { max: quotas::BATCH_MAX_WITHOUT_WINDOW });
        }
    }
    if message_groups.is_some() && batching_window != Span::ZERO {
        refuse(Setting::BatchingWindow, Rule::WindowOfFifo);
    }
    let function = scenario.functions.iter().find(|function| function.name == caller.function);
    // The longest timeout stands for none that is given.
    if let Some(timeout) = function.map(|function| function.timeout)
        && visibility_timeout < timeout
        && timeout != quotas::TIMEOUT_MAX
    {
        refuse(Setting::VisibilityTimeout, Rule::VisibleTooSoon { timeout });
    }
}

/// The authorizer of an API is a function of the scenario; nobody else has one.
pub(super) fn check_authorizer(scenario: &Scenario, path: &str, caller: &Caller, problems: &mut Vec<Problem>) {
    let Some(name) = &caller.gateway.authorizer else { return };
    let path = format!("{path}.authorizer");
    if caller.via.is_api() {
        check_known(scenario, path, name, problems);
    } else {
        let rule = Rule::OnlyVia { vias: [Via::ApiGateway, Via::HttpApi].into() };
        problems.push(Problem { path, value: format!("\"{name}\""), rule });
    }
}
