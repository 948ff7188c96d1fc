//! The rules of the settings of a caller.

use alloc::string::ToString;
use alloc::vec::Vec;

use super::check_setting;
use crate::problem::{Problem, Rule};
use crate::scenario::{Caller, Scenario};
use crate::setting::{Owner, Setting};

/// The settings of the caller in this place.
pub(super) fn check(scenario: &Scenario, place: usize, caller: &Caller, problems: &mut Vec<Problem>) {
    let owner = Owner::Caller(place);
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
